import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SelinetError } from '../src/errors.ts';
import { checkFileSize, checkPixels, workingSize } from '../src/limits.ts';
import { checkOptions, folderOf, toFolder } from '../src/options.ts';
import { fromWire, toWire } from '../src/protocol.ts';

test('options that do not exist are told by name', () => {
  checkOptions({ baseUrl: '/', model: 'standard', correction: false, deterministic: true });
  assert.throws(() => checkOptions({ modell: 1 } as object), /"modell"/);
  assert.throws(() => checkOptions({ model: 'huge' } as object), { code: 'invalid-argument' });
});

test('folders', () => {
  assert.equal(toFolder(new URL('https://a.example/b?c#d')), 'https://a.example/b/');
  assert.equal(toFolder(new URL('https://a.example/b/')), 'https://a.example/b/');
  assert.equal(folderOf('https://a.example/b/index.js'), 'https://a.example/b/');
});

test('limits', () => {
  checkFileSize(64 * 1024 * 1024);
  assert.throws(() => checkFileSize(64 * 1024 * 1024 + 1), { code: 'image-too-large' });
  checkPixels(8000, 8000);
  assert.throws(() => checkPixels(8001, 8000), { code: 'image-too-large' });
  assert.throws(() => checkPixels(0, 10), { code: 'invalid-argument' });
});

test('the working size keeps the sides’ ratio, and no side vanishes', () => {
  assert.deepEqual(workingSize(4032, 3024), { width: 1600, height: 1200 });
  assert.deepEqual(workingSize(100, 50), { width: 100, height: 50 });
  assert.deepEqual(workingSize(60_000, 1), { width: 1600, height: 1 });
});

test('errors survive the way between threads', () => {
  const error = fromWire(toWire(new SelinetError('corrupt-image', 'Damaged.', { detail: 'x' })), 'a.jpg');
  assert.ok(error instanceof SelinetError && error instanceof Error);
  assert.deepEqual({ ...error, message: error.message }, { ...error, message: 'Damaged.' });
  assert.deepEqual([error.code, error.detail, error.photo], ['corrupt-image', 'x', 'a.jpg']);
  assert.equal(fromWire({ code: 'nonsense' as 'internal', message: '', detail: '' }).code, 'internal');
});
