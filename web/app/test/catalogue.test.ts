import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en } from '../src/i18n/en.ts';
import { errorText, isHeic, isWorthRetrying } from '../src/i18n/errors.ts';
import { ja } from '../src/i18n/ja.ts';

// Every path of a catalogue with the kind of thing at its end: "start.notes.0.title: string".
function shapeOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [`${path}: ${typeof value}`];
  return Object.entries(value).flatMap(([key, inner]) => shapeOf(inner, path ? `${path}.${key}` : key));
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}

test('both languages have the same keys', () => {
  assert.deepEqual(shapeOf(en).sort(), shapeOf(ja).sort());
});

test('no text is empty, and English holds no Japanese but the name of that language', () => {
  for (const text of [...stringsOf(ja), ...stringsOf(en)]) assert.ok(text.trim().length > 0);
  const japanese = stringsOf(en).filter((text) => /[぀-ヿ一-鿿]/u.test(text));
  assert.deepEqual(japanese, [en.header.toOtherLanguage, en.header.otherLanguage]);
});

test('emotions have 26 different names in each language, and definitions', () => {
  for (const { emotions } of [ja, en]) {
    const names = Object.values(emotions).map(({ name }) => name);
    assert.equal(names.length, 26);
    assert.equal(new Set(names).size, 26);
  }
});

test('an error code from a newer engine still gets a sentence', () => {
  assert.deepEqual(errorText(en, 'never-heard-of'), en.errors.internal);
  assert.equal(errorText(ja, 'empty-file').title, ja.errors['empty-file'].title);
});

test('a retry is offered only where it may help', () => {
  assert.ok(isWorthRetrying('engine-failed'));
  assert.ok(!isWorthRetrying('truncated-image'));
});

test('HEIC is known by its name or type', () => {
  assert.ok(isHeic({ name: 'IMG_1.HEIC', type: '' }));
  assert.ok(isHeic({ name: 'photo', type: 'image/heif' }));
  assert.ok(!isHeic({ name: 'heic.jpg', type: 'image/jpeg' }));
});
