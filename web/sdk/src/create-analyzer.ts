// Makes an analyser in a browser: checks, finds the deployment's folder, starts the worker.

import { Client, toError } from './client.ts';
import type { Thread, ThreadEvents } from './connection.ts';
import { SelinetError, textOf } from './errors.ts';
import { checkOptions, folderOf, invalid, toFolder } from './options.ts';
import { preparePhoto } from './photo.ts';
import { checkBrowser } from './support.ts';
import type { Analyzer, AnalyzerOptions } from './types.ts';

/**
 * Loads the engine and the models into a worker of its own. Resolves when photos can be analysed.
 *
 * @throws {@link SelinetError} as a rejection: `unsupported-browser` (before anything is fetched),
 * `network`, `aborted`, `invalid-argument`, or one of the codes about models.
 */
export async function createAnalyzer(options: AnalyzerOptions = {}): Promise<Analyzer> {
  checkOptions(options);
  checkBrowser();
  const {
    baseUrl,
    model = 'standard',
    correction = true,
    deterministic = false,
    signal,
    onProgress,
  } = options;
  const folder = baseUrl === undefined ? folderOf(import.meta.url) : givenFolder(baseUrl);
  if (new URL(folder).protocol === 'file:' && location.protocol !== 'file:') {
    throw invalid('This bundler hides where the files are served; give their folder as baseUrl.', folder);
  }
  const settings = {
    start: (events: ThreadEvents) => startWorker(baseUrl === undefined ? undefined : folder, events),
    prepare: preparePhoto,
    open: { baseUrl: folder, model, correction, deterministic },
  };
  try {
    return await Client.create(settings, { signal, ...(onProgress && { onProgress: (p) => onProgress(p) }) });
  } catch (error) {
    throw toError(error);
  }
}

function givenFolder(baseUrl: string | URL): string {
  try {
    return toFolder(new URL(baseUrl, document.baseURI));
  } catch {
    throw invalid('baseUrl is not a URL.', String(baseUrl));
  }
}

function startWorker(folder: string | undefined, events: ThreadEvents): Thread {
  const worker = makeWorker(folder);
  let spoken = false;
  worker.addEventListener('message', (event) => {
    spoken = true;
    events.onMessage(event.data);
  });
  worker.addEventListener('error', (event) => {
    event.preventDefault(); // it is reported as an error of the call, not twice
    // An event without a message before the first word means that the file did not load.
    events.onFailure(spoken || event.message ? stopped(event.message) : notLoaded(folder));
  });
  worker.addEventListener('messageerror', () => events.onFailure(stopped('a message could not be read')));
  return {
    post: (request, transfer) => worker.postMessage(request, [...transfer]),
    terminate: () => worker.terminate(),
  };
}

function makeWorker(folder: string | undefined): Worker {
  try {
    if (folder !== undefined)
      return new Worker(new URL('worker.js', folder), { type: 'module', name: 'selinet' });
    // Spelled in one expression, as bundlers look for it.
    return new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name: 'selinet' });
  } catch (error) {
    // Workers of another origin are refused by the browser.
    throw invalid(
      'The worker cannot be started from there; serve worker.js on the page’s own origin.',
      textOf(error),
    );
  }
}

function notLoaded(folder: string | undefined): SelinetError {
  const url = `${folder ?? folderOf(import.meta.url)}worker.js`;
  return new SelinetError(
    'network',
    `${url} could not be loaded; check the address, the connection and the content security policy.`,
  );
}

function stopped(detail: string): SelinetError {
  return new SelinetError(
    'engine-failed',
    'The worker stopped unexpectedly; the next photo gets a fresh one.',
    { detail },
  );
}
