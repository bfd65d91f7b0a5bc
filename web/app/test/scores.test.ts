import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Emotion } from 'selinet-web';
import { certaintyOf, leadingTone, positionOnScale, rankEmotions } from '../src/lib/scores.ts';

test('words never contradict the mark: above its threshold nothing is unlikely, below nothing likely', () => {
  for (let score = 0; score <= 1; score += 0.01) {
    for (let threshold = 0; threshold <= 1; threshold += 0.05) {
      const word = certaintyOf(score, threshold);
      assert.notEqual(word, score >= threshold ? 'unlikely' : 'likely');
    }
  }
});

test('words follow the calibrated probability', () => {
  assert.equal(certaintyOf(0.8, 0.5), 'likely');
  assert.equal(certaintyOf(0.2, 0.1), 'perhaps');
  assert.equal(certaintyOf(0.4, 0.5), 'perhaps');
  assert.equal(certaintyOf(0.1, 0.5), 'unlikely');
});

test('what appears so leads, then the score', () => {
  const scores = { Anger: 0.3, Peace: 0.5, Fear: 0.2, Pain: 0.4 } as Record<Emotion, number>;
  const thresholds = { Anger: 0.25, Peace: 0.6, Fear: 0.1, Pain: 0.9 } as Record<Emotion, number>;
  const ranked = rankEmotions(scores, thresholds);
  assert.deepEqual(
    ranked.map(({ name }) => name),
    ['Anger', 'Fear', 'Peace', 'Pain'],
  );
  assert.deepEqual(
    ranked.map(({ isApparent }) => isApparent),
    [true, true, false, false],
  );
});

test('a tone leads only with a margin', () => {
  assert.equal(leadingTone({ negative: 0.1, neutral: 0.2, positive: 0.7 }), 'positive');
  assert.equal(leadingTone({ negative: 0.6, neutral: 0.3, positive: 0.1 }), 'negative');
  assert.equal(leadingTone({ negative: 0.1, neutral: 0.44, positive: 0.46 }), undefined);
});

test('a mark stays on its scale', () => {
  assert.equal(positionOnScale(5.5, 1, 10), 0.5);
  assert.equal(positionOnScale(0, 1, 10), 0);
  assert.equal(positionOnScale(11, 1, 10), 1);
});
