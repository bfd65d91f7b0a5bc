// When two reports are equal: boxes within half a pixel, scores within a thousandth, everything else
// exactly. Engines add floats in different orders, so two people of nearly the same detector score may
// swap places, and an emotion that sits on its threshold may be likely for one engine only.

import type { Person, Report } from '../../web/sdk/src/types.ts';

const BOX_TOLERANCE = 0.5; // px of the photo
const SCORE_TOLERANCE = 1e-3;
const LINE_WIDTH = 110;

/** What a comparison leaves out, besides the timings and the engine's build, which are always left out. */
export interface Leniency {
  /** Largest difference of a box, px. */
  box?: number;
  /** Largest difference of a score. */
  score?: number;
  /** Files of different formats may hold the same picture. */
  anyFormat?: boolean;
}

/**
 * A report as it is kept under `reports/`: without what differs from run to run, numbers rounded, laid out
 * as the formatter wants it (short lists on one line).
 */
export function toKept(report: Report): string {
  const { timings: _, versions, ...rest } = report;
  const rounded = (_key: string, value: unknown) =>
    typeof value === 'number' ? Number(value.toFixed(4)) : value;
  const text = JSON.stringify({ ...rest, versions: { models: versions.models } }, rounded, 2);
  const lists = /^( *"\w+": )\[\n([^[\]{}]*)\n *\](,?)$/gm;
  const oneLine = text.replace(lists, (whole, key: string, items: string, comma: string) => {
    const line = `${key}[${items.trim().replace(/\s*\n\s*/g, ' ')}]${comma}`;
    return line.length <= LINE_WIDTH ? line : whole;
  });
  return `${oneLine}\n`;
}

/** What differs between two reports, one sentence a difference; empty when they are equal. */
export function differences(actual: Report, expected: Report, leniency: Leniency = {}): string[] {
  const boxTolerance = leniency.box ?? BOX_TOLERANCE;
  const scoreTolerance = leniency.score ?? SCORE_TOLERANCE;
  const found: string[] = [];
  const { people, photo, timings: _t, versions, ...scores } = actual;
  const {
    people: expectedPeople,
    photo: expectedPhoto,
    timings: _e,
    versions: expectedVersions,
    ...others
  } = expected;

  compare(scores, others, 'report', scoreTolerance, found);
  compare(versions.models, expectedVersions.models, 'versions.models', 0, found);
  const format = leniency.anyFormat ? photo.format : expectedPhoto.format;
  compare(photo, { ...expectedPhoto, format }, 'photo', 0, found);
  if (people.length !== expectedPeople.length) {
    found.push(`people: ${people.length} instead of ${expectedPeople.length}`);
    return found;
  }
  const unmatched = [...people];
  for (const [index, person] of expectedPeople.entries()) {
    const match = unmatched.findIndex(
      (other) =>
        Math.abs(other.score - person.score) <= scoreTolerance && boxDistance(other, person) <= boxTolerance,
    );
    // Without a match, the one in the same place makes the most readable difference.
    const other = unmatched.splice(Math.max(match, 0), 1)[0];
    if (other) comparePeople(other, person, actual, `people[${index}]`, boxTolerance, scoreTolerance, found);
  }
  return found;
}

function boxDistance(one: Person, other: Person): number {
  return Math.max(
    Math.abs(one.box.x - other.box.x),
    Math.abs(one.box.y - other.box.y),
    Math.abs(one.box.width - other.box.width),
    Math.abs(one.box.height - other.box.height),
  );
}

function comparePeople(
  actual: Person,
  expected: Person,
  report: Report,
  path: string,
  boxTolerance: number,
  scoreTolerance: number,
  found: string[],
): void {
  const { box, likely, ...scores } = actual;
  const { box: expectedBox, likely: expectedLikely, ...others } = expected;
  compare(box, expectedBox, `${path}.box`, boxTolerance, found);
  compare(scores, others, path, scoreTolerance, found);
  const onlyOnce = [
    ...likely.filter((name) => !expectedLikely.includes(name)),
    ...expectedLikely.filter((name) => !likely.includes(name)),
  ];
  for (const name of onlyOnce) {
    if (Math.abs(actual.emotions[name] - report.thresholds[name]) > scoreTolerance) {
      found.push(`${path}.likely: ${name} is in one of them only`);
    }
  }
}

// Both as JSON knows them: objects with the same keys, lists of the same length, numbers within the
// tolerance, everything else identical.
function compare(actual: unknown, expected: unknown, path: string, tolerance: number, found: string[]): void {
  if (typeof actual === 'number' && typeof expected === 'number') {
    if (!(Math.abs(actual - expected) <= tolerance)) found.push(`${path}: ${actual} instead of ${expected}`);
    return;
  }
  if (!isTree(actual) || !isTree(expected)) {
    if (actual !== expected)
      found.push(`${path}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
    return;
  }
  for (const key of new Set([...Object.keys(actual), ...Object.keys(expected)])) {
    compare(actual[key], expected[key], `${path}.${key}`, tolerance, found);
  }
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
