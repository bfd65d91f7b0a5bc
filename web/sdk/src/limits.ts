// The bounds that hold on every way into the engine; the engine checks the same ones again.

import { SelinetError } from './errors.ts';

/** Bytes of a photo file. */
export const maxFileBytes = 64 * 1024 * 1024;

/** Pixels of a photo. */
export const maxPixels = 64_000_000;

/** Longest side of the picture that is analysed. */
export const workingSide = 1600;

/** Longest side of pixels that the engine takes and scales itself. */
export const maxGivenSide = 4096;

/** Refuses a file before it is read. */
export function checkFileSize(bytes: number): void {
  if (bytes <= maxFileBytes) return;
  throw new SelinetError('image-too-large', 'The file is larger than 64 MiB; make the picture smaller.', {
    detail: `${bytes} bytes`,
  });
}

/** Refuses decoded pictures that are too large, and those that are nothing. */
export function checkPixels(width: number, height: number): void {
  if (width < 1 || height < 1) {
    throw new SelinetError(
      'invalid-argument',
      'The picture has no pixels; it was closed, or has not loaded yet.',
      {
        detail: `${width} x ${height}`,
      },
    );
  }
  if (width * height > maxPixels) {
    throw new SelinetError('image-too-large', 'The picture has more than 64 megapixels; make it smaller.', {
      detail: `${width} x ${height}`,
    });
  }
}

/** The size that fits into the working picture, never larger than the photo. */
export function workingSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, workingSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
