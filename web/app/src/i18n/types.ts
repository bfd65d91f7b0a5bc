// The catalogues' shape. Japanese is written first and is the type of every other language, so that a
// missing or surplus key is a type error.
import type { Emotion, ErrorCode } from 'selinet-web';
import type { ja } from './ja.ts';

export type Messages = typeof ja;
export type EmotionTexts = Record<Emotion, { name: string; meaning: string }>;
export type ErrorTexts = Record<Exclude<ErrorCode, 'aborted'>, { title: string; advice: string }>;
