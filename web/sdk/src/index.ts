/**
 * Apparent emotions of the people in a photo, and the photo's sentiment and aesthetics, computed in the
 * browser. Photos never leave the device.
 *
 * @packageDocumentation
 */

export { createAnalyzer } from './create-analyzer.ts';
export { type Emotion, emotionNames } from './emotions.ts';
export { type ErrorCode, errorCodes, SelinetError } from './errors.ts';
export type * from './types.ts';
