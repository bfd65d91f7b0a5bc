// The command line program on every odd and bad file, in one batch: a file that is refused has its exact
// code and does not disturb the next one.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { Report } from '../../web/sdk/src/types.ts';
import { badModelsFolder, fixtures, fixturesFolder } from '../e2e/support.ts';
import { differences } from './compare.ts';
import { analyzeNatively, type Outcome, runProgram } from './engines.ts';
import { defects } from './sound.ts';

describe('odd and bad files', () => {
  const files = fixtures().filter(({ kind }) => kind !== 'golden');
  const outcomes = new Map<string, Outcome>();
  let status = 0;

  before(async () => {
    const batch = await analyzeNatively(files.map(({ path }) => path));
    status = batch.status;
    for (const [index, { path }] of files.entries()) {
      const outcome = batch.outcomes[index];
      assert.ok(outcome, `${path} has an outcome`);
      assert.ok(outcome.photo.endsWith(path), 'outcomes are in the order of the photos');
      outcomes.set(path, outcome);
    }
  });

  const reportOf = (path: string): Report => {
    const outcome = outcomes.get(path);
    assert.ok(outcome?.report, `${path} gives a report, not ${outcome?.error?.code}`);
    return outcome.report;
  };

  test('the batch goes on after a failure and exits with 1', () => {
    assert.equal(status, 1);
    assert.equal(outcomes.size, files.length);
  });

  for (const { path, expected, width, height } of files) {
    test(`${path}: ${expected}`, () => {
      const outcome = outcomes.get(path);
      if (expected === 'report') {
        const report = reportOf(path);
        assert.deepEqual(defects(report), []);
        assert.deepEqual([report.photo.width, report.photo.height], [width, height]);
      } else {
        assert.equal(outcome?.error?.code, expected);
        assert.match(outcome?.error?.message ?? '', /\.$/, 'the message is a sentence');
      }
    });
  }

  describe('one picture in different wrappings', () => {
    const wrappings: [string, string[]][] = [
      [
        'odd/plain.jpg',
        ['progressive', 'restart-markers', 'exif-offset-outside', 'exif-count-outside', 'trailing-bytes'].map(
          (name) => `odd/${name}.jpg`,
        ),
      ],
      ['odd/truecolour.png', ['odd/sixteen-bit.png', 'odd/interlaced.png', 'odd/photo.bmp']],
      ['odd/photo.gif', ['odd/animated.gif']],
    ];
    for (const [reference, variants] of wrappings) {
      for (const path of variants) {
        test(`${path} is analysed as ${reference}`, () => {
          assert.deepEqual(differences(reportOf(path), reportOf(reference), { anyFormat: true }), []);
        });
      }
    }
  });

  describe('orientations', () => {
    const paths = files.filter(({ kind }) => kind === 'orientation').map(({ path }) => path);
    const [first = ''] = paths;
    for (const path of paths) {
      test(`${path} is upright`, () => {
        // Copies stored on their side differ by rounding in the encoder, which moves scores a little. A
        // wrong orientation would put the boxes elsewhere.
        assert.deepEqual(differences(reportOf(path), reportOf(first), { box: 3, score: 0.25 }), []);
        const otherOrder = path.replace('little', 'big');
        assert.deepEqual(differences(reportOf(path), reportOf(otherOrder)), []);
      });
    }
  });
});

describe('bad models', () => {
  const index = JSON.parse(readFileSync(join(badModelsFolder(), 'bad-models.json'), 'utf8'));
  const photo = join(fixturesFolder(), 'odd/one-pixel.png');

  test('the index names every folder', () => {
    const folders = readdirSync(badModelsFolder()).filter((name) => !name.endsWith('.json'));
    assert.deepEqual(index.folders.map(({ path }: { path: string }) => path).sort(), folders.sort());
  });

  for (const { path, expected } of index.folders) {
    test(`${path}: ${expected}`, async () => {
      const run = await runProgram(['analyze', '--json', '--models', join(badModelsFolder(), path), photo]);
      assert.equal(run.status, 1);
      assert.equal(run.stdout, '');
      assert.match(run.stderr, new RegExp(`\\(${expected}[:)]`));
    });
  }
});
