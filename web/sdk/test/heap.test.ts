// The reader of the engine's memory, against memory laid out by hand as selinet_abi.h says.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Heap, sizes } from '../src/heap.ts';

/** Memory that does not begin at its buffer's start, as a careless reader would assume. */
function makeMemory(): {
  module: { HEAPU8: Uint8Array };
  view: DataView;
  text(at: number, text: string): number;
} {
  const HEAPU8 = new Uint8Array(new ArrayBuffer(8192 + 64), 64, 8192);
  const view = new DataView(HEAPU8.buffer, 64, 8192);
  return {
    module: { HEAPU8 },
    view,
    text(at, text) {
      HEAPU8.set(new TextEncoder().encode(`${text}\0`), at);
      return at;
    },
  };
}

test('an error is read up to the end of each text', () => {
  const { module, view, text } = makeMemory();
  module.HEAPU8.fill(0xff, 0, 1024);
  view.setInt32(16, 5, true);
  text(16 + 4, 'The file ends before its picture does.');
  text(16 + 516, 'byte 12 of 40 · 写真');
  assert.deepEqual(new Heap(module).readError(16), {
    code: 5,
    message: 'The file ends before its picture does.',
    detail: 'byte 12 of 40 · 写真',
  });
});

test('a text that fills its field is not read beyond it', () => {
  const { module } = makeMemory();
  module.HEAPU8.fill('x'.charCodeAt(0));
  assert.equal(new Heap(module).readError(0).message.length, 512);
  assert.equal(new Heap(module).readError(0).detail.length, 252);
});

test('null is an empty text', () => {
  assert.equal(new Heap(makeMemory().module).readText(0), '');
});

test('image information and progress', () => {
  const { module, view } = makeMemory();
  const heap = new Heap(module);
  for (const [i, value] of [1, 4032, 3024, 6].entries()) view.setInt32(100 + 4 * i, value, true);
  assert.deepEqual(heap.readImageInfo(100), {
    format: 1,
    storedWidth: 4032,
    storedHeight: 3024,
    orientation: 6,
  });
  assert.deepEqual(heap.readProgress(100), { nextStage: 1, completed: 4032, total: 3024 });
});

test('files and options are written as the engine reads them', () => {
  const { module, view } = makeMemory();
  const heap = new Heap(module);
  heap.writeFile(200, 1, 11, 22, 33);
  const file = Array.from({ length: 3 }, (_, i) => view.getUint32(200 + sizes.file + 4 * i, true));
  assert.deepEqual(file, [11, 22, 33]);
  heap.writeOptions(300, 44, true);
  assert.deepEqual([view.getUint32(300, true), view.getInt32(304, true)], [44, 1]);
});

test('a report with its people and warnings', () => {
  const { module, view, text } = makeMemory();
  const report = 512;
  const people = 1024;
  const warnings = 1600;
  for (const [offset, value] of Object.entries({
    0: 1200,
    4: 961,
    8: 1,
    12: 0,
    16: 1,
    236: 2,
    240: people,
    244: 1,
    248: warnings,
  })) {
    view.setInt32(report + Number(offset), value, true);
  }
  // Every float of the report holds its own offset, so that a shifted field shows.
  for (let offset = 20; offset < 228; offset += 4) view.setFloat32(report + offset, offset, true);
  view.setUint32(report + 228, text(2000, '0.1.0'), true);
  view.setUint32(report + 232, text(2010, '2026.11.1'), true);
  for (let offset = 0; offset < 148; offset += 4) view.setFloat32(people + 148 + offset, offset, true);
  view.setUint32(warnings, text(2100, 'small-photo'), true);
  view.setUint32(warnings + 4, text(2200, 'Rough.'), true);

  const found = new Heap(module).readReport(report);
  assert.deepEqual(
    [found.width, found.height, found.format, found.decodedByCaller, found.correction],
    [1200, 961, 1, false, true],
  );
  assert.deepEqual(found.sentiment, { negative: 20, neutral: 24, positive: 28 });
  assert.deepEqual([found.aestheticScore, found.aestheticDeviation], [32, 36]);
  assert.deepEqual(
    [found.aestheticDistribution.length, found.aestheticDistribution[0], found.aestheticDistribution[9]],
    [10, 40, 76],
  );
  assert.deepEqual([found.light, found.composition, found.colour, found.sharpness], [80, 84, 88, 92]);
  assert.deepEqual([found.evokedValence, found.evokedArousal], [96, 100]);
  assert.deepEqual([found.thresholds.length, found.thresholds[0], found.thresholds[25]], [26, 104, 204]);
  assert.deepEqual(
    [found.decodeMs, found.detectMs, found.sceneMs, found.peopleMs, found.totalMs],
    [208, 212, 216, 220, 224],
  );
  assert.deepEqual([found.engineVersion, found.modelsVersion], ['0.1.0', '2026.11.1']);
  assert.deepEqual(found.warnings, [{ code: 'small-photo', message: 'Rough.' }]);
  const person = found.people[1];
  assert.ok(person);
  assert.equal(found.people.length, 2);
  assert.deepEqual([person.x, person.y, person.width, person.height, person.score], [0, 4, 8, 12, 16]);
  assert.deepEqual([person.emotions.length, person.emotions[0], person.emotions[25]], [26, 20, 120]);
  assert.deepEqual([person.valence, person.arousal, person.dominance], [124, 128, 132]);
  assert.deepEqual(person.sentiment, { negative: 136, neutral: 140, positive: 144 });
});

test('memory that has grown is seen at once', () => {
  const { module } = makeMemory();
  const heap = new Heap(module);
  heap.write(8, Uint8Array.of(7));
  module.HEAPU8 = new Uint8Array(65_536);
  heap.write(60_000, Uint8Array.of(9, 0, 0, 0));
  assert.equal(heap.readPointer(60_000), 9);
  assert.equal(heap.size, 65_536);
});
