// What must hold of every report, whatever the photo and the models.

import type { Report, Sentiment } from '../../web/sdk/src/types.ts';

const EMOTIONS = 26;
const ROUNDING = 1e-4;

/** What is wrong with a report by itself; empty when it is sound. */
export function defects(report: Report): string[] {
  const found: string[] = [];
  const check = (holds: boolean, what: string) => {
    if (!holds) found.push(what);
  };
  const within = (value: number, low: number, high: number, what: string) =>
    check(value >= low - ROUNDING && value <= high + ROUNDING, `${what} is ${value}, not in ${low}..${high}`);
  const sums = (values: number[], what: string) => {
    for (const value of values) within(value, 0, 1, what);
    check(Math.abs(values.reduce((sum, value) => sum + value, 0) - 1) < 1e-3, `${what} does not sum to 1`);
  };
  const sentiment = ({ score, negative, neutral, positive }: Sentiment, what: string) => {
    sums([negative, neutral, positive], what);
    check(Math.abs(positive - negative - score) < 1e-3, `${what}.score is not positive - negative`);
  };

  check(report.schema === 'selinet-report/1', `schema is ${report.schema}`);
  sentiment(report.sentiment, 'sentiment');
  const { distribution, score, light, composition, colour, sharpness } = report.aesthetics;
  check(distribution.length === 10, 'aesthetics.distribution has not ten levels');
  sums(distribution, 'aesthetics.distribution');
  within(score, 1, 10, 'aesthetics.score');
  for (const value of [light, composition, colour, sharpness]) within(value, 1, 5, 'an aesthetic attribute');
  within(report.evoked.valence, 1, 10, 'evoked.valence');
  within(report.evoked.arousal, 1, 10, 'evoked.arousal');
  check(Object.keys(report.thresholds).length === EMOTIONS, 'thresholds are not 26');

  for (const [index, person] of report.people.entries()) {
    const name = `people[${index}]`;
    const { x, y, width, height } = person.box;
    check(width > 0 && height > 0, `${name} has an empty box`);
    within(x, 0, report.photo.width, `${name}.box.x`);
    within(y, 0, report.photo.height, `${name}.box.y`);
    check(x + width <= report.photo.width + 0.01, `${name} reaches over the right edge`);
    check(y + height <= report.photo.height + 0.01, `${name} reaches over the lower edge`);
    within(person.score, 0, 1, `${name}.score`);
    check(person.score <= (report.people[index - 1]?.score ?? 1), `${name} is out of order`);
    const emotions = Object.entries(person.emotions);
    check(emotions.length === EMOTIONS, `${name} has not 26 emotions`);
    for (const [emotion, value] of emotions) within(value, 0, 1, `${name}.${emotion}`);
    const values = person.likely.map((emotion) => person.emotions[emotion]);
    check(
      values.every((value, place) => place === 0 || value <= (values[place - 1] ?? 1)),
      `${name}.likely is not by falling score`,
    );
    for (const value of [person.valence, person.arousal, person.dominance]) within(value, 1, 10, name);
    sentiment(person.sentiment, `${name}.sentiment`);
  }
  return found;
}
