// `selinet evaluate` on tiny data sets in each format: its figures against plain computations over what
// `selinet analyze` says of the same photos.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Report } from '../../web/sdk/src/types.ts';
import { analyzeNatively, modelsFolder, program, runProgram } from './engines.ts';
import {
  type AnnotatedPhoto,
  averagePrecision,
  corners,
  csvRow,
  evaluate,
  type Figures,
  pearson,
  rocAuc,
  type Scored,
  Workplace,
  writeMat,
} from './evaluation.ts';

const scales = ['valence', 'arousal', 'dominance'] as const;
const photos = ['group.jpg', 'stairs.jpg', 'portrait.jpg', 'portrait-alpha.png', 'orientation-6.jpg'];
const folder = 'mscoco/images';
const place = new Workplace();
const reports = new Map<string, Report>();
const annotated: AnnotatedPhoto[] = [];
let emotions: string[] = [];

const reportOf = (name: string): Report => {
  const report = reports.get(name);
  assert.ok(report, name);
  return report;
};

before(async () => {
  const names = [...photos, 'nobody.jpg'];
  const { outcomes } = await analyzeNatively(names.map((name) => `golden/${name}`));
  for (const [index, { report }] of outcomes.entries()) {
    assert.ok(report);
    reports.set(names[index] as string, report);
  }
  emotions = Object.keys(reportOf('group.jpg').thresholds);
  let number = 0;
  for (const filename of photos) {
    const people = reportOf(filename).people.map((person) => {
      number++;
      const categories = emotions.filter((_, k) => (number * 7 + k * 5) % 11 < 3 && k > 1);
      const affect = [4 + (number % 5), 1 + (number % 7), 10 - (number % 4)] as [number, number, number];
      return { box: corners(person), categories, affect };
    });
    assert.ok(people.length > 0);
    annotated.push({ folder, filename, people });
  }
  const somebody = { categories: ['Peace'], affect: [5, 5, 5] as [number, number, number] };
  annotated.push({ folder, filename: 'nobody.jpg', people: [{ box: [10, 10, 200, 200], ...somebody }] });
  annotated.push({
    folder,
    filename: 'missing.jpg',
    people: [1, 2].map((x) => ({ box: [x, 0, 9, 9], ...somebody })),
  });
  annotated.push({ folder, filename: 'cut.jpg', people: [{ box: [0, 0, 9, 9], ...somebody }] });
  const outside = { box: [9000, 0, 9100, 50] as [number, number, number, number], ...somebody };
  annotated[2]?.people.push(outside, { ...somebody, box: [0, 0, 9, 9], categories: ['Rage'] });

  const header = 'Folder,Filename,Image Size,BBox,Categorical_Labels,Continuous_Labels,Age';
  const rows = annotated.flatMap((photo) => photo.people.map((person) => csvRow(photo, person)));
  place.write('csv/test.csv', [header, ...rows, ''].join('\n'));
  writeMat(place.path('mat/annotations/Annotations.mat'), annotated);
  for (const name of names) {
    place.copyFixture(`golden/${name}`, `csv/emotic/${folder}/${name}`);
    place.copyFixture(`golden/${name}`, `mat/emotic_db/${folder}/${name}`);
  }
  const cut = readFileSync(place.path(`csv/emotic/${folder}/group.jpg`)).subarray(0, 20_000);
  for (const root of ['csv/emotic', 'mat/emotic_db']) place.write(`${root}/${folder}/cut.jpg`, cut);
});

after(() => place.remove());

/** Everything but what differs between two equal runs. */
function comparable(figures: Figures): Figures {
  const { ms_per_photo: _, split: __, ...rest } = figures;
  return rest;
}

const close = (actual: number | null, expected: number | null, what: string) => {
  if (expected === null) assert.equal(actual, null, what);
  else
    assert.ok(actual !== null && Math.abs(actual - expected) < 1e-9, `${what}: ${actual}, not ${expected}`);
};

describe('EMOTIC', () => {
  const csv = ['--dataset', 'emotic', '--data', place.path('csv')];
  const mat = ['--dataset', 'emotic', '--data', place.path('mat')];

  test('figures of detected people are those of the reports', async () => {
    const { status, stderr, stdout, figures } = await evaluate(place, [...csv, '--boxes', 'detected']);
    assert.equal(status, 0, stderr);
    const people = photos.flatMap((name) => reportOf(name).people);
    const truths = annotated
      .slice(0, photos.length)
      .flatMap((photo, index) => photo.people.slice(0, reportOf(photos[index] as string).people.length));
    assert.equal(figures.people, people.length);
    assert.equal(figures.found, people.length);
    assert.equal(figures.annotated, people.length + 2);
    const expected = emotions.map((name) =>
      averagePrecision(
        people.map(
          (person, i): Scored => [
            person.emotions[name as keyof typeof person.emotions],
            truths[i]?.categories.includes(name) ?? false,
          ],
        ),
      ),
    );
    for (const [k, name] of emotions.entries()) close(figures.ap[name], expected[k] ?? null, name);
    const defined = expected.filter((value) => value !== null);
    assert.ok(defined.length > 15 && defined.length < emotions.length);
    close(figures.mean_ap, defined.reduce((sum, value) => sum + value, 0) / defined.length, 'mean_ap');
    for (const [k, scale] of scales.entries()) {
      const pairs = people.map((person, i): [number, number] => [person[scale], truths[i]?.affect[k] ?? 0]);
      close(figures[`${scale}_r`], pearson(pairs), scale);
      const error = pairs.reduce((sum, [a, b]) => sum + Math.abs(a - b), 0) / pairs.length;
      close(figures[`${scale}_mean_error`], error, scale);
    }
    for (const words of ['Happiness', 'valence', 'not detected', 'found by the detector', 'ms a photo']) {
      assert.ok(stdout.includes(words), words);
    }
  });

  test('what was skipped is said and counted, the rest goes on', async () => {
    const { status, stderr, figures } = await evaluate(place, csv);
    assert.equal(status, 0);
    assert.deepEqual(figures.skipped_reasons, {
      'box outside the photo': 1,
      'malformed row': 1,
      'photo missing': 2,
      'photo refused: truncated-image': 1,
    });
    assert.equal(figures.skipped, 5);
    assert.equal(figures.people, photos.flatMap((name) => reportOf(name).people).length + 1);
    const line = readFileSync(place.path('csv/test.csv'), 'utf8')
      .split('\n')
      .findIndex((row) => row.includes('Rage'));
    assert.match(stderr, /Read .*test\.csv: 8 photos\./);
    assert.ok(stderr.includes(`test.csv, line ${line + 1}: EMOTIC has no category "Rage".`), stderr);
    assert.match(stderr, /missing\.jpg: There is no such photo/);
    assert.match(stderr, /cut\.jpg: .*\(truncated-image/);
  });

  test('both formats, every split of the .mat and any number of threads give equal figures', async () => {
    const { figures } = await evaluate(place, [...csv, '--threads', '1']);
    for (const split of ['test', 'val', 'train']) {
      const other = await evaluate(place, [...mat, '--split', split, '--threads', '3']);
      assert.equal(other.status, 0, other.stderr);
      assert.match(other.stderr, /Read .*Annotations\.mat/);
      assert.ok(other.stderr.includes(`${split}(3).person(3): EMOTIC has no category "Rage".`), other.stderr);
      assert.deepEqual(comparable(other.figures), comparable(figures));
    }
  });

  test('an interrupted run goes on where it was', async () => {
    const json = place.path('interrupted.json');
    const words = ['evaluate', '--models', modelsFolder, ...csv, '--threads', '1', '--json', json];
    const partial = `${json}.partial`;
    const lines = () => (existsSync(partial) ? readFileSync(partial, 'utf8').split('\n').length - 1 : 0);
    const child = spawn(program, words, { stdio: 'ignore' });
    const ended = once(child, 'exit');
    while (lines() < 2 && child.exitCode === null) await sleep(2);
    child.kill('SIGKILL');
    await ended;
    assert.equal(child.signalCode, 'SIGKILL', 'it was still running');
    const kept = lines() - 1;
    assert.ok(kept >= 1 && kept < photos.length);
    appendFileSync(partial, '{"photo": "half a li');

    const run = await runProgram(words);
    assert.equal(run.status, 0, run.stderr);
    assert.match(run.stderr, new RegExp(`Going on from .*partial, which has ${kept} photo`));
    assert.ok(!existsSync(partial), 'the partial file is gone');
    const whole = await evaluate(place, csv);
    assert.deepEqual(comparable(JSON.parse(readFileSync(json, 'utf8'))), comparable(whole.figures));
  });

  test('results of another run are not taken over', async () => {
    const json = place.path('foreign.json');
    place.write('foreign.json.partial', '{"key":"another"}\n{"photo":"mscoco/images/group.jpg"}\n');
    const run = await runProgram(['evaluate', '--models', modelsFolder, ...csv, '--json', json]);
    assert.equal(run.status, 0);
    assert.doesNotMatch(run.stderr, /Going on/);
    assert.ok(!existsSync(`${json}.partial`));
  });
});

describe('other data sets', () => {
  test('folders: AUC of photo and person sentiment', async () => {
    const sorted = {
      happy: ['portrait.jpg', 'group.jpg'],
      sad: ['stairs.jpg', 'nobody.jpg', 'orientation-6.jpg'],
    };
    for (const [name, files] of Object.entries(sorted)) {
      for (const file of files) place.copyFixture(`golden/${file}`, `folders/${name}/below/${file}`);
      place.write(`folders/${name}/notes.txt`, 'no picture');
    }
    place.write('folders/sad/empty.jpg', '');
    const words = ['--dataset', 'folders', '--data', place.path('folders')];
    const { status, stderr, figures } = await evaluate(place, [...words, '--positive', 'happy']);
    assert.equal(status, 0, stderr);
    const rows = Object.entries(sorted).flatMap(([name, files]) =>
      files.map((file) => ({ report: reportOf(file), positive: name === 'happy' })),
    );
    const byPhoto = rows.map(({ report, positive }): Scored => [report.sentiment.score, positive]);
    const byPeople = rows
      .filter(({ report }) => report.people.length > 0)
      .map(({ report, positive }): Scored => {
        const scores = report.people.map((person) => person.sentiment.score);
        return [scores.reduce((sum, score) => sum + score, 0) / scores.length, positive];
      });
    close(figures.photo_sentiment_auc, rocAuc(byPhoto), 'photo');
    close(figures.person_sentiment_auc, rocAuc(byPeople), 'person');
    assert.deepEqual([figures.photos, figures.without_people, figures.skipped], [5, 1, 1]);
    assert.deepEqual(figures.skipped_reasons, { 'photo refused: empty-file': 1 });

    const reversed = await evaluate(place, [...words, '--positive', 'sad']);
    close(reversed.figures.photo_sentiment_auc, 1 - figures.photo_sentiment_auc, 'reversed');
    assert.equal((await evaluate(place, [...words, '--positive', 'glad'])).status, 1);
  });

  test('boxes: recall, precision and the capped count', async () => {
    const size = ({ photo: { width, height } }: Report) => ({ width, height });
    const boxOf = ({ box }: Report['people'][number]) => [box.x, box.y, box.width, box.height];
    const group = reportOf('group.jpg');
    const stairs = reportOf('stairs.jpg');
    const [, second, ...others] = group.people.map((person) => ({ box: boxOf(person) }));
    place.write(
      'boxes.json',
      JSON.stringify({
        photos: [
          // The first person is nobody's: wrong; the second is in the background; one more is not found.
          {
            set: 'a',
            file: 'group.jpg',
            ...size(group),
            people: [...others, { ...second, background: true }, { box: [0, 0, 5, 5] }],
          },
          {
            set: 'b',
            file: 'stairs.jpg',
            ...size(stairs),
            people: stairs.people.map((p) => ({ box: boxOf(p) })),
          },
          { set: 'b', file: 'portrait.jpg', width: 7, height: 7, people: [] },
          { set: 'b', file: 'elsewhere.jpg', width: 9, height: 9, people: [{ box: [0, 0, 5, 5] }] },
        ],
      }),
    );
    const { status, stderr, figures } = await evaluate(place, [
      '--dataset',
      'boxes',
      '--data',
      place.path('csv'),
      '--boxes-file',
      place.path('boxes.json'),
    ]);
    assert.equal(status, 0, stderr);
    const found = group.people.length - 2;
    assert.deepEqual(
      [figures.sets.a.people, figures.sets.a.found, figures.sets.a.wrong],
      [found + 1, found, 1],
    );
    assert.deepEqual([figures.sets.a.capped, figures.sets.b.recall, figures.sets.b.precision], [1, 1, 1]);
    close(figures.sets.a.precision, found / (found + 1), 'precision');
    close(figures.recall, (found + stairs.people.length) / (found + 1 + stairs.people.length), 'recall');
    assert.deepEqual(figures.sets.b.skipped_reasons, {
      'photo missing': 1,
      'photo of another size than its boxes': 1,
    });
  });

  test('affect-photos: people by strength, photos by their own labels', async () => {
    const labels = [2, -1, 0];
    const lines = ['portrait.jpg', 'stairs.jpg', 'nobody.jpg'].map((file, index) => {
      place.copyFixture(`golden/${file}`, `affect/images/${file}`);
      const { width, height } = reportOf(file).photo;
      const persons = reportOf(file).people.map((person) => {
        const [x0, y0, x1, y1] = corners(person);
        const pass = { valence: 5 + index, arousal: 3, dominance: 5 };
        return {
          box: [x0 / width, y0 / height, x1 / width, y1 / height],
          passes: [
            { emotions: { Happiness: 2, Peace: 3 }, ...pass },
            { emotions: { Peace: index }, ...pass },
          ],
        };
      });
      const label = labels[index] ?? 0;
      return JSON.stringify({ file, split: 'dev', persons, photo: [{ sentiment: label, aesthetic: 5 }] });
    });
    place.write('affect/labels.jsonl', [...lines, '{"split": "dev"}', ''].join('\n'));
    const { status, stderr, figures } = await evaluate(place, [
      '--dataset',
      'affect-photos',
      '--data',
      place.path('affect'),
    ]);
    assert.equal(status, 0, stderr);
    const people = reportOf('portrait.jpg').people.length + reportOf('stairs.jpg').people.length;
    assert.deepEqual([figures.people, figures.photos, figures.skipped], [people, 3, 1]);
    assert.deepEqual([figures.positives.Happiness, figures.positives.Peace], [0, people]);
    assert.deepEqual([figures.slight.positives.Happiness, figures.slight.ap.Happiness], [people, 1]);
    const scores = ['portrait.jpg', 'stairs.jpg', 'nobody.jpg'].map((file) => reportOf(file).sentiment.score);
    close(figures.photo.sentiment_r, pearson(scores.map((score, i) => [score, labels[i] ?? 0])), 'sentiment');
    assert.equal(figures.photo.aesthetic_r, null, 'all labels are equal');
    assert.match(stderr, /labels\.jsonl, line 4: There is no file name\./);
  });

  test('exit status: 2 for a call that makes no sense, 1 where nothing was evaluated', async () => {
    assert.equal((await runProgram(['evaluate'])).status, 2);
    assert.equal((await runProgram(['evaluate', '--dataset', 'emotic'])).status, 2);
    const nowhere = await evaluate(place, ['--dataset', 'emotic', '--data', place.path('nowhere')]);
    assert.equal(nowhere.status, 1);
    assert.match(nowhere.stderr, /Annotations\.mat.*\.\s/);
    place.write('void/test.csv', 'Folder,Filename,BBox,Categorical_Labels,Continuous_Labels\n');
    assert.equal((await evaluate(place, ['--dataset', 'emotic', '--data', place.path('void')])).status, 1);
    const help = await runProgram(['evaluate', '--help']);
    assert.equal(help.status, 0);
    assert.match(help.stdout, /selinet evaluate --dataset emotic/);
  });
});
