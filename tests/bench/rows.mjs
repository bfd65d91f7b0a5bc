// From figures to rows, and from rows to a table.
//
// A row: {name, unit, ours, peer, peer_name, ratio, bar, holds, reason}
//   ratio   ours / peer: below 1 we need less; null without a peer
//   bar     the largest ratio (or, without a peer, the largest value of ours) allowed; null: none is set
//   holds   false when the bar is missed (reason "missed") or when a neighbour kept the machine busy, so
//           that the figures say nothing (reason "busy"); otherwise true, reason null
import { median } from './visits.mjs';

const METRICS = [
  ['cold', 'first visit to first result', 'ms'],
  ['second', 'second visit to first result', 'ms'],
  ['warm', 'warm, median', 'ms'],
  ['cold block', 'longest block of the page, first', 'ms'],
  ['warm block', 'longest block of the page, warm', 'ms'],
  ['peak memory', 'renderer at its peak', 'MiB'],
  ['wasm memory', 'wasm memory', 'MiB'],
];

function judged(row, busy) {
  const measure = row.ratio ?? row.ours;
  const missed = row.bar !== null && measure > row.bar;
  const reason = busy ? 'busy' : missed ? 'missed' : null;
  return { ...row, holds: reason === null, reason };
}

function rounded(value) {
  return value === null ? null : Number(value.toPrecision(4));
}

/** Rows of one photo. `ours` and `peer`: lists of {figures, busy}, one a round; `peer` may be empty. */
export function photoRows(photo, ours, peer, peerName) {
  const busy = [...ours, ...peer].some((round) => round.busy);
  const middle = (rounds, metric) =>
    rounds.length > 0 ? median(rounds.map((round) => round.figures[metric])) : null;
  return METRICS.map(([metric, label, unit]) => {
    const mine = middle(ours, metric);
    const theirs = middle(peer, metric);
    // A block shorter than a frame is none: no ratio is built on noise.
    const ratio = theirs > 0 ? mine / theirs : null;
    return judged(
      {
        name: `${photo}: ${label}`,
        unit,
        ours: rounded(mine),
        peer: rounded(theirs),
        peer_name: theirs === null ? null : peerName,
        ratio: rounded(ratio),
        bar: null,
      },
      busy,
    );
  });
}

/** A row without a peer and without noise. */
export function sizeRow(name, kilobytes) {
  const row = {
    name,
    unit: 'kB',
    ours: rounded(kilobytes),
    peer: null,
    peer_name: null,
    ratio: null,
    bar: null,
  };
  return judged(row, false);
}

function shown(value) {
  if (value === null) return '-';
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}

/** The rows as text, columns aligned. */
export function table(rows, peerName) {
  const lines = [['', 'ours', peerName ?? 'peer', 'unit', 'ratio', '']];
  for (const row of rows) {
    const ratio = row.ratio === null ? '-' : row.ratio.toFixed(2);
    lines.push([row.name, shown(row.ours), shown(row.peer), row.unit, ratio, row.reason ?? '']);
  }
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const aligned = lines.map((line) =>
    line
      .map((cell, column) =>
        column === 0 || column === 3 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
      )
      .join('  ')
      .trimEnd(),
  );
  return `${aligned.join('\n')}\n`;
}
