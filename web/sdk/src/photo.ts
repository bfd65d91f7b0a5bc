// Turns what a page has into what can be posted to the worker, touching as little as possible on the page's
// thread: files and addresses go as they are and are read in the worker.

import { SelinetError, textOf } from './errors.ts';
import { checkFileSize, checkPixels } from './limits.ts';
import type { PreparedPhoto } from './protocol.ts';
import type { Photo } from './types.ts';

/** Prepares a photo in a browser. */
export async function preparePhoto(photo: Photo): Promise<PreparedPhoto> {
  if (typeof photo === 'string') return prepareAddress(photo);
  // By name, not by instanceof: objects of other frames are as good.
  switch (kindOf(photo)) {
    case 'Blob':
    case 'File': {
      const blob = photo as Blob;
      checkFileSize(blob.size);
      return { source: { kind: 'blob', blob }, transfer: [] };
    }
    case 'ArrayBuffer':
    case 'SharedArrayBuffer':
      return copyBytes(new Uint8Array(photo as ArrayBuffer));
    case 'Uint8Array':
    case 'Uint8ClampedArray':
      return copyBytes(photo as Uint8Array);
    case 'URL':
      return prepareAddress((photo as URL).href);
    case 'ImageBitmap':
      return prepareBitmap(photo as ImageBitmap);
    case 'ImageData': {
      const image = photo as ImageData;
      checkPixels(image.width, image.height);
      return { source: { kind: 'pixels', image }, transfer: [] };
    }
    case 'HTMLImageElement':
      return prepareElement(photo as HTMLImageElement);
    default:
      throw unsupported(photo);
  }
}

function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

/** The error for what is no photo. */
export function unsupported(photo: unknown): SelinetError {
  return new SelinetError(
    'invalid-argument',
    'This is not a photo: give a File, Blob, ArrayBuffer, Uint8Array, URL, ImageBitmap, ImageData or image element.',
    { detail: kindOf(photo) },
  );
}

/** One copy of exactly these bytes, to be moved to the worker; the caller keeps the original. */
export function copyBytes(view: Uint8Array): PreparedPhoto {
  checkFileSize(view.byteLength);
  const bytes = new Uint8Array(view.byteLength);
  bytes.set(view);
  return { source: { kind: 'bytes', bytes }, transfer: [bytes.buffer] };
}

function prepareAddress(given: string): PreparedPhoto {
  let url: URL;
  try {
    url = new URL(given, document.baseURI);
  } catch (error) {
    throw new SelinetError('invalid-argument', 'The photo’s address is not a URL.', {
      detail: given,
      cause: error,
    });
  }
  if (url.origin !== location.origin) {
    throw new SelinetError(
      'invalid-argument',
      'The photo is on another origin, and nothing is requested from there. Fetch it yourself and give the Blob.',
      { detail: url.origin },
    );
  }
  return { source: { kind: 'address', address: url.href }, transfer: [] };
}

/** A copy, since moving the caller's bitmap to the worker would take it away. */
async function prepareBitmap(bitmap: ImageBitmap): Promise<PreparedPhoto> {
  checkPixels(bitmap.width, bitmap.height);
  return postBitmap(await createImageBitmap(bitmap));
}

function postBitmap(bitmap: ImageBitmap): PreparedPhoto {
  return { source: { kind: 'bitmap', bitmap, format: 'pixels' }, transfer: [bitmap] };
}

async function prepareElement(image: HTMLImageElement): Promise<PreparedPhoto> {
  const address = image.currentSrc || image.src;
  if (address === '') throw new SelinetError('invalid-argument', 'The image element has no source.');
  const url = new URL(address, document.baseURI);
  const served = url.protocol === 'http:' || url.protocol === 'https:';
  // The file is better than the element's pixels: it is decoded off the page's thread, and at full size.
  if (served && url.origin === location.origin) return prepareAddress(url.href);
  try {
    await image.decode();
    return postBitmap(await createImageBitmap(image));
  } catch (error) {
    throw new SelinetError('unsupported-format', 'The image element holds no picture that can be read.', {
      detail: textOf(error),
      cause: error,
    });
  }
}
