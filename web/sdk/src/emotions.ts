// EMOTIC's 26 discrete categories, in the order of the engine (core/include/selinet/report.h).
// A test compares this list with the engine's own, so that the two cannot drift apart.

/** The names of the 26 apparent emotions, in the engine's order (alphabetical). */
export const emotionNames = [
  'Affection',
  'Anger',
  'Annoyance',
  'Anticipation',
  'Aversion',
  'Confidence',
  'Disapproval',
  'Disconnection',
  'Disquietment',
  'Doubt/Confusion',
  'Embarrassment',
  'Engagement',
  'Esteem',
  'Excitement',
  'Fatigue',
  'Fear',
  'Happiness',
  'Pain',
  'Peace',
  'Pleasure',
  'Sadness',
  'Sensitivity',
  'Suffering',
  'Surprise',
  'Sympathy',
  'Yearning',
] as const;

/** One of EMOTIC's 26 categories (Kosti et al., "Context Based Emotion Recognition using EMOTIC Dataset", 2019). */
export type Emotion = (typeof emotionNames)[number];
