import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  formatInteger,
  formatList,
  formatMegabytes,
  formatMilliseconds,
  formatOneDecimal,
  formatPercent,
} from '../src/lib/format.ts';

test('numbers follow the language', () => {
  assert.equal(formatInteger('ja', 12345.6), '12,346');
  assert.equal(formatOneDecimal('en', 5), '5.0');
  assert.equal(formatPercent('ja', 0.456), '46%');
  assert.equal(formatMegabytes('en', 12_340_000), '12.3 MB');
  assert.equal(formatMilliseconds('en', 365.4), '365 ms');
});

test('lists read as a sentence would', () => {
  assert.equal(formatList('ja', ['喜び', '期待', '自信']), '喜び、期待、自信');
  assert.equal(formatList('en', ['joy', 'hope', 'pride']), 'joy, hope, and pride');
});
