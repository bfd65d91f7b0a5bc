import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SelinetError } from '../src/errors.ts';
import { readManifest } from '../src/manifest.ts';

const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const file = { path: 'fusion.tflite', tiers: ['standard'], bytes: 10, role: 'fusion' };

test('the files of the tier, and the version', () => {
  const other = { ...file, path: 'lite/fusion.tflite', tiers: ['lite'] };
  const found = readManifest(encode({ version: '1', files: [file, other] }), 'standard');
  assert.deepEqual(found, { version: '1', files: [{ path: 'fusion.tflite', bytes: 10 }] });
});

test('what cannot be used is an invalid manifest', () => {
  const wrong: unknown[] = [
    null,
    [],
    {},
    { files: {} },
    { files: [null] },
    { files: [{ ...file, path: undefined }] },
    { files: [{ ...file, bytes: '10' }] },
    { files: [{ ...file, bytes: -1 }] },
    { files: [{ ...file, bytes: 1e12 }] },
    { files: [{ ...file, tiers: 'standard' }] },
  ];
  for (const path of [
    '',
    '..',
    '../a',
    'a/../b',
    '/a',
    'https://a/b',
    'a\\b',
    '.hidden',
    'a//b',
    'a?b',
    'a%2fb',
  ]) {
    wrong.push({ files: [{ ...file, path }] });
  }
  for (const manifest of wrong) {
    assert.throws(
      () => readManifest(encode(manifest), 'standard'),
      (error) => error instanceof SelinetError && error.code === 'invalid-manifest',
      JSON.stringify(manifest),
    );
  }
  assert.throws(() => readManifest(new TextEncoder().encode('<html>'), 'standard'), {
    code: 'invalid-manifest',
  });
});
