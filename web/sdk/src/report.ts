// Turns the engine's report into the JSON that callers see.

import { type Emotion, emotionNames } from './emotions.ts';
import { formatName } from './engine.ts';
import type { HeapPerson, HeapReport, HeapSentiment } from './heap.ts';
import type { Person, Report, Sentiment, Variant } from './types.ts';

/** What the engine cannot know: how it was built and what decoding cost outside of it. */
export interface ReportContext {
  variant: Variant;
  /** Milliseconds that the browser's decoder took; 0 where the engine decoded. */
  decodeMs: number;
}

/** Makes the report. */
export function makeReport(source: HeapReport, context: ReportContext): Report {
  return {
    schema: 'selinet-report/1',
    versions: { engine: source.engineVersion, models: source.modelsVersion, variant: context.variant },
    photo: {
      width: source.width,
      height: source.height,
      format: formatName(source.format),
      decoder: source.decodedByCaller ? 'browser' : 'stb',
    },
    sentiment: makeSentiment(source.sentiment),
    aesthetics: {
      score: source.aestheticScore,
      deviation: source.aestheticDeviation,
      distribution: source.aestheticDistribution,
      light: source.light,
      composition: source.composition,
      colour: source.colour,
      sharpness: source.sharpness,
    },
    evoked: { valence: source.evokedValence, arousal: source.evokedArousal },
    people: source.people.map((person) => makePerson(person, source.thresholds)),
    thresholds: byEmotion(source.thresholds),
    correction: source.correction,
    timings: {
      decode: source.decodeMs + context.decodeMs,
      detect: source.detectMs,
      scene: source.sceneMs,
      people: source.peopleMs,
      total: source.totalMs + context.decodeMs,
    },
    warnings: source.warnings,
  };
}

function makePerson(source: HeapPerson, thresholds: number[]): Person {
  return {
    box: { x: source.x, y: source.y, width: source.width, height: source.height },
    score: source.score,
    emotions: byEmotion(source.emotions),
    likely: likely(source.emotions, thresholds),
    valence: source.valence,
    arousal: source.arousal,
    dominance: source.dominance,
    sentiment: makeSentiment(source.sentiment),
  };
}

function makeSentiment({ negative, neutral, positive }: HeapSentiment): Sentiment {
  return { score: positive - negative, negative, neutral, positive };
}

function byEmotion(values: number[]): Record<Emotion, number> {
  const entries = emotionNames.map((name, index) => [name, values[index] ?? 0] as const);
  return Object.fromEntries(entries) as Record<Emotion, number>;
}

/** The emotions that reach their threshold, by falling probability; equal ones in the engine's order. */
function likely(values: number[], thresholds: number[]): Emotion[] {
  return emotionNames
    .map((name, index) => ({ name, value: values[index] ?? 0, threshold: thresholds[index] ?? 1 }))
    .filter(({ value, threshold }) => value >= threshold)
    .sort((a, b) => b.value - a.value)
    .map(({ name }) => name);
}
