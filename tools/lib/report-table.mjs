// Reports as a table for people: one line a photo, one line a person with the emotions most apparent.
import { basename } from 'node:path';

const shownEmotions = 3;

function percent(value) {
  return `${Math.round(value * 100)} %`;
}

function sentimentInWords({ score, negative, neutral, positive }) {
  const [word] = Object.entries({ negative, neutral, positive }).sort((a, b) => b[1] - a[1])[0];
  return `${word} (${score >= 0 ? '+' : ''}${score.toFixed(2)})`;
}

function topEmotions(emotions) {
  return Object.entries(emotions)
    .sort((a, b) => b[1] - a[1])
    .slice(0, shownEmotions)
    .map(([name, score]) => `${name} ${percent(score)}`)
    .join(', ');
}

function personRow(person, index) {
  const { x, y, width, height } = person.box;
  return [
    `${index + 1}`,
    percent(person.score),
    [x, y, width, height].map(Math.round).join(' '),
    sentimentInWords(person.sentiment),
    [person.valence, person.arousal, person.dominance].map((value) => value.toFixed(1)).join(' / '),
    topEmotions(person.emotions),
  ];
}

function alignColumns(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column])).join('  ')}`.trimEnd(),
  );
}

function formatReport(photo, report) {
  const { width, height, format } = report.photo;
  const lines = [
    `${basename(photo)}: ${width} x ${height} ${format}, ${report.people.length} people, ` +
      `sentiment ${sentimentInWords(report.sentiment)}, aesthetics ${report.aesthetics.score.toFixed(1)} of 10, ` +
      `${Math.round(report.timings.total)} ms`,
  ];
  if (report.people.length > 0) {
    const heading = [
      'person',
      'found',
      'box x y w h',
      'sentiment',
      'valence / arousal / dominance',
      'most apparent',
    ];
    lines.push(...alignColumns([heading, ...report.people.map(personRow)]));
  }
  return [...lines, ...report.warnings.map(({ message }) => `  note: ${message}`)];
}

/**
 * @param {{photo: string, report?: object, error?: {code: string, message: string}}[]} results
 * @returns {string} the table, with a line break at its end
 */
export function formatReports(results) {
  return results
    .map(({ photo, report, error }) =>
      report ? formatReport(photo, report) : [`${basename(photo)}: ${error.code}: ${error.message}`],
    )
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}
