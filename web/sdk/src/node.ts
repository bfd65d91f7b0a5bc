/**
 * The same API in Node: photos are bytes, Blobs, paths or `file:` URLs; decoding is always the engine's own,
 * so numbers equal those of a browser's analyser made with `deterministic: true`.
 *
 * @packageDocumentation
 */

import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Client, toError } from './client.ts';
import type { Thread, ThreadEvents } from './connection.ts';
import { SelinetError, textOf } from './errors.ts';
import { checkFileSize } from './limits.ts';
import { checkOptions, folderOf, invalid, toFolder } from './options.ts';
import { copyBytes } from './photo.ts';
import type { PreparedPhoto } from './protocol.ts';
import type { Analyzer, AnalyzerOptions, Photo } from './types.ts';

export { type Emotion, emotionNames } from './emotions.ts';
export { type ErrorCode, errorCodes, SelinetError } from './errors.ts';
export type * from './types.ts';

/**
 * Loads the engine and the models into a thread of its own. Resolves when photos can be analysed. An idle
 * analyser does not keep the process alive.
 *
 * @throws {@link SelinetError} as a rejection: `network` for a file that cannot be read, `aborted`,
 * `invalid-argument`, or one of the codes about models.
 */
export async function createAnalyzer(options: AnalyzerOptions = {}): Promise<Analyzer> {
  checkOptions(options);
  const { baseUrl, model = 'standard', correction = true, signal, onProgress } = options;
  const folder = baseUrl === undefined ? folderOf(import.meta.url) : toFolder(toFileUrl(baseUrl, 'baseUrl'));
  const settings = {
    start: startThread,
    prepare: preparePhoto,
    open: { baseUrl: folder, model, correction, deterministic: true },
  };
  try {
    return await Client.create(settings, { signal, ...(onProgress && { onProgress: (p) => onProgress(p) }) });
  } catch (error) {
    throw toError(error);
  }
}

function toFileUrl(given: string | URL, what: string): URL {
  const isUrl = given instanceof URL || /^[a-z][a-z+.-]+:/i.test(given); // two letters or more: no drive of Windows
  const url = isUrl ? new URL(given) : pathToFileURL(resolve(given as string));
  if (url.protocol !== 'file:') {
    throw invalid(
      `In Node ${what} is a path or a file: URL. Fetch it yourself and give the bytes.`,
      url.href,
    );
  }
  return url;
}

function preparePhoto(photo: Photo): PreparedPhoto {
  if (photo instanceof Blob) {
    checkFileSize(photo.size);
    return { source: { kind: 'blob', blob: photo }, transfer: [] };
  }
  if (photo instanceof Uint8Array) return copyBytes(photo);
  if (photo instanceof ArrayBuffer) return copyBytes(new Uint8Array(photo));
  if (typeof photo === 'string' || photo instanceof URL) {
    return { source: { kind: 'address', address: toFileUrl(photo, 'a photo').href }, transfer: [] };
  }
  throw invalid('This is not a photo: in Node give a path, a file: URL, a Blob, a Buffer or an ArrayBuffer.');
}

function startThread(events: ThreadEvents): Thread {
  // Without the process's own flags: some, such as --input-type, are refused for a thread.
  const worker = new Worker(new URL('./node-worker.js', import.meta.url), { name: 'selinet', execArgv: [] });
  let ended = false;
  const fail = (detail: string) => {
    if (ended) return;
    const message = 'The engine’s thread stopped unexpectedly; the next photo gets a fresh one.';
    events.onFailure(new SelinetError('engine-failed', message, { detail }));
  };
  worker.on('message', (response) => {
    // Only a thread with work to do keeps the process alive.
    if (response.type !== 'loading' && response.type !== 'progress') worker.unref();
    events.onMessage(response);
  });
  worker.on('error', (error) => fail(textOf(error)));
  worker.on('messageerror', (error) => fail(textOf(error)));
  worker.on('exit', (code) => fail(`exit code ${code}`));
  return {
    post(request, transfer) {
      worker.ref();
      worker.postMessage(request, transfer as readonly import('node:worker_threads').Transferable[]);
    },
    terminate() {
      ended = true;
      void worker.terminate();
    },
  };
}
