// From numbers to what the page says about them. Pure, so that each rule is tested by itself.
import type { Emotion } from 'selinet-web';

export type Certainty = 'likely' | 'perhaps' | 'unlikely';

export interface RankedEmotion {
  name: Emotion;
  score: number;
  threshold: number;
  isApparent: boolean; // at or above its own threshold: what the page calls "appears so"
  certainty: Certainty;
}

const likelyFrom = 0.6;
const perhapsFrom = 0.35;

// Scores are calibrated, so a probability may be put into words; but frequent and rare emotions have
// different thresholds. The two must not contradict each other on one line: what passed its
// threshold is never called unlikely, and what did not is never called likely.
export function certaintyOf(score: number, threshold: number): Certainty {
  const isApparent = score >= threshold;
  if (isApparent && score >= likelyFrom) return 'likely';
  return isApparent || score >= perhapsFrom ? 'perhaps' : 'unlikely';
}

type Scores = Readonly<Record<Emotion, number>>;

// Emotions above their thresholds come first, as they are what can be said; then by falling score.
export function rankEmotions(scores: Scores, thresholds: Scores): RankedEmotion[] {
  return (Object.keys(scores) as Emotion[])
    .map((name) => {
      const score = scores[name];
      const threshold = thresholds[name];
      return {
        name,
        score,
        threshold,
        isApparent: score >= threshold,
        certainty: certaintyOf(score, threshold),
      };
    })
    .sort((a, b) => Number(b.isApparent) - Number(a.isApparent) || b.score - a.score);
}

export type Tone = 'negative' | 'neutral' | 'positive';

// The leading tone, or undefined where the first two are too close for a sentence to choose.
export function leadingTone(sentiment: Readonly<Record<Tone, number>>, margin = 0.1): Tone | undefined {
  const tones: Tone[] = ['negative', 'neutral', 'positive'];
  const [first, second] = tones.sort((a, b) => sentiment[b] - sentiment[a]);
  if (!first || !second) return undefined;
  return sentiment[first] - sentiment[second] >= margin ? first : undefined;
}

// 0 at `low`, 1 at `high`: where a mark stands on a scale.
export function positionOnScale(value: number, low: number, high: number): number {
  return Math.min(1, Math.max(0, (value - low) / (high - low)));
}
