// What is written down twice must be the same: versions, error codes, names of emotions, offsets of structs.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { emotionNames } from '../src/emotions.ts';
import { errorCodes } from '../src/errors.ts';
import { sizes } from '../src/heap.ts';
import { abiVersion, packageVersion } from '../src/version.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

test('the package’s version', () => {
  assert.equal(JSON.parse(read('../package.json')).version, packageVersion);
});

test('the interface’s version', () => {
  const header = read('../../../wasm/include/selinet_abi.h');
  assert.equal(Number(/#define SELINET_ABI_VERSION (\d+)/.exec(header)?.[1]), abiVersion);
});

test('every error code of the engine is in the table', () => {
  const source = read('../../../core/error.cc');
  const names = [...source.matchAll(/"([a-z]+(?:-[a-z]+)*)"/g)].map(([, name]) => name as string);
  assert.ok(names.length >= 14, 'the names were found');
  for (const name of names) assert.ok(name === 'ok' || Object.hasOwn(errorCodes, name), name);
});

test('there are 26 emotions in alphabetical order', () => {
  assert.equal(new Set(emotionNames).size, 26);
  assert.deepEqual([...emotionNames].sort(), [...emotionNames]);
});

test('sizes of structs are those that the engine asserts', () => {
  const source = read('../../../wasm/selinet_abi.cc');
  const structs: Record<string, number> = {
    selinet_error: sizes.error,
    selinet_file: sizes.file,
    selinet_options: sizes.options,
    selinet_image_info: sizes.imageInfo,
    selinet_progress: sizes.progress,
  };
  for (const [name, size] of Object.entries(structs)) {
    assert.ok(source.includes(`sizeof(${name}) == ${size}`), name);
  }
});
