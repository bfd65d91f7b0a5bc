import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HeapPerson, HeapReport } from '../src/heap.ts';
import { makeReport } from '../src/report.ts';

const person: HeapPerson = {
  x: 1,
  y: 2,
  width: 3,
  height: 4,
  score: 0.9,
  emotions: Array.from({ length: 26 }, (_, i) => (i % 5) / 10),
  valence: 5,
  arousal: 6,
  dominance: 7,
  sentiment: { negative: 0.25, neutral: 0.25, positive: 0.5 },
};

const source: HeapReport = {
  width: 100,
  height: 50,
  format: 1,
  decodedByCaller: true,
  correction: false,
  sentiment: { negative: 0.5, neutral: 0.25, positive: 0.25 },
  aestheticScore: 5,
  aestheticDeviation: 1,
  aestheticDistribution: Array(10).fill(0.1),
  light: 1,
  composition: 2,
  colour: 3,
  sharpness: 4,
  evokedValence: 5,
  evokedArousal: 6,
  thresholds: Array(26).fill(0.3),
  decodeMs: 1,
  detectMs: 2,
  sceneMs: 3,
  peopleMs: 4,
  totalMs: 10,
  engineVersion: '0.1.0',
  modelsVersion: 'm',
  people: [person],
  warnings: [],
};

test('the report has exactly the published keys, in their order', () => {
  const report = makeReport(source, { variant: 'simd', decodeMs: 0 });
  assert.deepEqual(Object.keys(report), [
    ...['schema', 'versions', 'photo', 'sentiment', 'aesthetics', 'evoked', 'people'],
    ...['thresholds', 'correction', 'timings', 'warnings'],
  ]);
  const [found] = report.people;
  assert.ok(found);
  assert.deepEqual(Object.keys(found), [
    ...['box', 'score', 'emotions', 'likely', 'valence', 'arousal', 'dominance', 'sentiment'],
  ]);
  assert.equal(Object.keys(found.emotions).length, 26);
  assert.deepEqual(report, JSON.parse(JSON.stringify(report)), 'plain JSON');
});

test('likely emotions reach their threshold and fall', () => {
  const [found] = makeReport(source, { variant: 'simd', decodeMs: 0 }).people;
  assert.ok(found);
  const values = found.likely.map((name) => found.emotions[name]);
  assert.deepEqual(values, [...Array(5).fill(0.4), ...Array(5).fill(0.3)]);
  assert.equal(found.likely[0], 'Aversion', 'equal ones keep the engine’s order');
});

test('sentiment’s score is positive minus negative', () => {
  const report = makeReport(source, { variant: 'simd', decodeMs: 0 });
  assert.equal(report.sentiment.score, -0.25);
  assert.equal(report.people[0]?.sentiment.score, 0.25);
});

test('time that the browser’s decoder took is part of decoding and of the whole', () => {
  const { timings, photo } = makeReport(source, { variant: 'simd', decodeMs: 50 });
  assert.deepEqual(timings, { decode: 51, detect: 2, scene: 3, people: 4, total: 60 });
  assert.equal(photo.decoder, 'browser');
});
