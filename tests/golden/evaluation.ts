// Figures of merit in their slowest, plainest form, and tiny data sets, for the test of `selinet evaluate`.

import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Report } from '../../web/sdk/src/types.ts';
import { fixturesFolder } from '../e2e/support.ts';
import { modelsFolder, type Run, runProgram } from './engines.ts';

/** A score and the truth about what it scores. */
export type Scored = [score: number, positive: boolean];

/** At every threshold, from scratch: the gain in recall times the precision. */
export function averagePrecision(values: Scored[]): number | null {
  const positives = values.filter(([, positive]) => positive).length;
  if (positives === 0) return null;
  let sum = 0;
  let recall = 0;
  for (const threshold of [...new Set(values.map(([score]) => score))].sort((a, b) => b - a)) {
    const taken = values.filter(([score]) => score >= threshold);
    const right = taken.filter(([, positive]) => positive).length;
    sum += (right / positives - recall) * (right / taken.length);
    recall = right / positives;
  }
  return sum;
}

/** Over all pairs of a positive and a negative. */
export function rocAuc(values: Scored[]): number {
  const [positives, negatives] = [true, false].map((wanted) =>
    values.filter(([, positive]) => positive === wanted).map(([score]) => score),
  ) as [number[], number[]];
  let wins = 0;
  for (const high of positives) for (const low of negatives) wins += high > low ? 1 : high === low ? 0.5 : 0;
  return wins / (positives.length * negatives.length);
}

export function pearson(pairs: [number, number][]): number {
  const mean = (side: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[side], 0) / pairs.length;
  const [x, y] = [mean(0), mean(1)];
  const sum = (term: (a: number, b: number) => number) =>
    pairs.reduce((total, [a, b]) => total + term(a - x, b - y), 0);
  return sum((a, b) => a * b) / Math.sqrt(sum((a) => a * a) * sum((_, b) => b * b));
}

/** A person as EMOTIC's formats have them. */
export interface Annotated {
  box: [number, number, number, number];
  categories: string[];
  affect: [number, number, number];
}

export interface AnnotatedPhoto {
  folder: string;
  filename: string;
  people: Annotated[];
}

/** Corners of a reported person. */
export function corners({ box }: Report['people'][number]): Annotated['box'] {
  return [box.x, box.y, box.x + box.width, box.y + box.height];
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const listed = (values: number[]) => quoted(`[${values.join(', ')}]`);

/** One row of the community's CSV files, as pandas writes Python's lists. */
export function csvRow(photo: AnnotatedPhoto, { box, categories, affect }: Annotated): string {
  const names = quoted(`[${categories.map((name) => `'${name}'`).join(', ')}]`);
  return `${photo.folder},${photo.filename},"[640, 480]",${listed(box)},${names},${listed(affect)},Adult`;
}

/** Annotations.mat by scipy. */
export function writeMat(path: string, photos: AnnotatedPhoto[]): void {
  mkdirSync(dirname(path), { recursive: true });
  const python = process.env.SELINET_PYTHON ?? 'python3';
  const script = join(import.meta.dirname, 'write_emotic_mat.py');
  execFileSync(python, [script, path], { input: JSON.stringify({ photos }) });
}

/** A folder that goes away with the test. */
export class Workplace {
  readonly folder = mkdtempSync(join(tmpdir(), 'selinet-evaluate-'));

  path(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, content: string | Uint8Array): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), content);
  }

  copyFixture(fixture: string, name: string): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    copyFileSync(join(fixturesFolder(), fixture), this.path(name));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** What `--json` writes: figures by name. */
// biome-ignore lint/suspicious/noExplicitAny: figures nest differently for each data set
export type Figures = any;

/** Runs `selinet evaluate` with a JSON file; null where it wrote none. */
export async function evaluate(
  place: Workplace,
  words: string[],
): Promise<Run & { figures: Figures; json: string }> {
  const json = place.path(`figures-${Math.random().toString(36).slice(2)}.json`);
  const run = await runProgram(['evaluate', '--models', modelsFolder, '--json', json, ...words]);
  let figures: Figures = null;
  try {
    figures = JSON.parse(readFileSync(json, 'utf8'));
  } catch {
    // The caller looks at the status first.
  }
  return { ...run, figures, json };
}
