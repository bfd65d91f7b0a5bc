// The same photo gives the same report everywhere: from the command line program, in Node and in
// Chromium; and the same as when the expected reports were last accepted, so that a change of a model
// or of the engine is seen. SELINET_UPDATE_GOLDEN=1 accepts what the command line program says now.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { Report } from '../../web/sdk/src/types.ts';
import { fixtures } from '../e2e/support.ts';
import { differences, toKept } from './compare.ts';
import { analyzeInChromium, analyzeInNode, analyzeNatively } from './engines.ts';
import { defects } from './sound.ts';

const updating = process.env.SELINET_UPDATE_GOLDEN === '1';
const photos = fixtures().filter(({ kind }) => kind === 'golden');
const paths = photos.map(({ path }) => path);

function keptPath(path: string): string {
  return join(import.meta.dirname, 'reports', `${basename(path)}.json`);
}

describe('golden photos', () => {
  const native = new Map<string, Report>();

  before(async () => {
    const { status, outcomes } = await analyzeNatively(paths);
    assert.equal(status, 0);
    for (const [index, { report }] of outcomes.entries()) {
      assert.ok(report, `${paths[index]} gives a report`);
      native.set(paths[index] as string, report);
    }
  });

  const nativeReport = (path: string): Report => {
    const report = native.get(path);
    assert.ok(report);
    return report;
  };

  for (const { path, width, height, people = 0 } of photos) {
    test(`${path}: sound, and as accepted`, () => {
      const report = nativeReport(path);
      assert.deepEqual(defects(report), []);
      assert.deepEqual([report.photo.width, report.photo.height], [width, height]);
      // Half of the people seen by eye is no measure of quality, only a sign that boxes are on people.
      assert.ok(report.people.length >= people / 2, `${report.people.length} of ${people} people found`);
      if (people === 0) assert.equal(report.people.length, 0);
      if (updating) writeFileSync(keptPath(path), toKept(report));
      const kept = JSON.parse(readFileSync(keptPath(path), 'utf8'));
      assert.deepEqual(differences(report, kept), []);
    });
  }

  const engines = { Node: analyzeInNode, Chromium: analyzeInChromium };
  for (const [engine, analyze] of Object.entries(engines)) {
    test(`${engine} agrees with the command line program`, async (context) => {
      const reports = await analyze(paths);
      for (const [index, report] of reports.entries()) {
        const path = paths[index] as string;
        await context.test(path, () => {
          assert.equal(report.versions.variant, 'simd');
          assert.deepEqual(differences(report, nativeReport(path)), []);
        });
      }
    });
  }
});
