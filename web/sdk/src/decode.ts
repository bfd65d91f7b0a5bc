// Reads a photo in a browser's worker and decodes it with the browser's own decoder, which is quicker than
// the engine's and knows more formats. The engine looks at every file first, so that both decoders agree
// on what is refused and why; browsers would turn half a file into half a grey picture.

import type { ImageInfo } from './engine.ts';
import { SelinetError, textOf } from './errors.ts';
import type { ReadContext, ReadPhoto } from './host.ts';
import { checkFileSize, checkPixels, maxGivenSide, workingSize } from './limits.ts';
import type { PhotoSource } from './protocol.ts';
import type { PhotoFormat } from './types.ts';

/** Formats that the engine's own decoder reads. */
const portable: readonly PhotoFormat[] = ['jpeg', 'png', 'gif', 'bmp'];

/** Reads whatever was posted. */
export async function readPhoto(source: PhotoSource, context: ReadContext): Promise<ReadPhoto> {
  switch (source.kind) {
    case 'blob':
      return readFile(source.blob, context);
    case 'bytes':
      return readBytes(source.bytes, () => new Blob([source.bytes]), context);
    case 'address':
      return readFile(await fetchPhoto(source.address, context.signal), context);
    case 'bitmap':
      return timed(() => scaleDown(source.bitmap, source.format));
    case 'pixels':
      return readPixels(source.image);
  }
}

async function fetchPhoto(address: string, signal: AbortSignal): Promise<Blob> {
  const help = 'Check the address and the connection.';
  try {
    // same-origin: a redirect must not lead elsewhere either.
    const response = await fetch(address, { mode: 'same-origin', credentials: 'same-origin', signal });
    if (!response.ok) {
      throw new SelinetError(
        'network',
        `${address} could not be fetched (status ${response.status}). ${help}`,
      );
    }
    checkFileSize(Number(response.headers.get('content-length') ?? 0));
    return await response.blob();
  } catch (error) {
    if (error instanceof SelinetError) throw error;
    if (signal.aborted) throw new SelinetError('aborted', 'The analysis was given up.');
    throw new SelinetError('network', `${address} could not be fetched. ${help}`, {
      detail: textOf(error),
      cause: error,
    });
  }
}

async function readFile(blob: Blob, context: ReadContext): Promise<ReadPhoto> {
  checkFileSize(blob.size);
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await blob.arrayBuffer());
  } catch (error) {
    // The file was moved, changed or is behind a permission since it was picked.
    throw new SelinetError('network', 'The file could not be read any more; choose it again.', {
      detail: textOf(error),
      cause: error,
    });
  }
  return readBytes(bytes, () => blob, context);
}

async function readBytes(bytes: Uint8Array, toBlob: () => Blob, context: ReadContext): Promise<ReadPhoto> {
  checkFileSize(bytes.length);
  if (context.deterministic) return { kind: 'file', bytes };
  const info = context.inspect(bytes);
  return timed(async () => scaleDown(await decodeInBrowser(toBlob(), info), info.format));
}

async function decodeInBrowser(blob: Blob, info: ImageInfo): Promise<ImageBitmap> {
  try {
    // The type is set from the file's bytes: what a server or an operating system made of the name may be wrong.
    const typed = blob.slice(0, blob.size, `image/${info.format}`);
    return await createImageBitmap(typed, { imageOrientation: 'from-image' });
  } catch (error) {
    const particulars = { detail: textOf(error), cause: error };
    if (portable.includes(info.format)) {
      throw new SelinetError('corrupt-image', 'The picture is damaged; choose another copy.', particulars);
    }
    throw new SelinetError('unsupported-format', cannotDecode(info.format), particulars);
  }
}

function cannotDecode(format: PhotoFormat): string {
  const name = format === 'webp' ? 'WebP' : format.toUpperCase();
  const convert = 'convert it to JPEG or PNG';
  if (format !== 'heic')
    return `This browser cannot read this ${name} picture, or it is damaged; ${convert}.`;
  return (
    `This browser cannot read ${name} pictures; ${convert}. iPhones and iPads take JPEG with ` +
    'Settings, Camera, Formats, Most Compatible; Safari reads HEIC as it is.'
  );
}

/** Decoded pixels go to the engine as they are where they may, so that nothing is rounded on the way. */
async function readPixels(image: ImageData): Promise<ReadPhoto> {
  const { width, height } = image;
  checkPixels(width, height);
  const plain = image.data instanceof Uint8ClampedArray && (image.colorSpace ?? 'srgb') === 'srgb';
  if (plain && Math.max(width, height) <= maxGivenSide) {
    return { kind: 'pixels', image, photo: { format: 'pixels', width, height }, decodeMs: 0 };
  }
  return timed(async () => scaleDown(await createImageBitmap(image), 'pixels'));
}

/** Scales to the working size and reads the pixels back; closes the bitmap. */
function scaleDown(bitmap: ImageBitmap, format: PhotoFormat): { image: ImageData; photo: ImageInfo } {
  try {
    const { width, height } = bitmap;
    checkPixels(width, height);
    const size = workingSize(width, height);
    const canvas = new OffscreenCanvas(size.width, size.height);
    // On the processor: the pixels are needed there, and drawing then gives the same on every device.
    const pen = canvas.getContext('2d', { willReadFrequently: true });
    if (!pen) throw new SelinetError('out-of-memory', 'The browser gave no canvas to scale the picture on.');
    pen.fillStyle = 'white'; // under transparent parts, as the engine's own decoder has it
    pen.fillRect(0, 0, size.width, size.height);
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(bitmap, 0, 0, size.width, size.height);
    return { image: pen.getImageData(0, 0, size.width, size.height), photo: { format, width, height } };
  } finally {
    bitmap.close();
  }
}

async function timed(
  work: () => Promise<{ image: ImageData; photo: ImageInfo }> | { image: ImageData; photo: ImageInfo },
): Promise<ReadPhoto> {
  const start = performance.now();
  try {
    const { image, photo } = await work();
    return { kind: 'pixels', image, photo, decodeMs: performance.now() - start };
  } catch (error) {
    if (error instanceof SelinetError) throw error;
    // Canvas and bitmap calls throw only when memory is short; the engine itself is still sound.
    throw new SelinetError(
      'out-of-memory',
      'The browser could not hold the picture; close other pages and try again.',
      {
        detail: textOf(error),
        cause: error,
      },
    );
  }
}
