// Runs the waiting photos through the SDK, one at a time. A photo that fails is marked and the next one
// goes on; an engine that cannot start stops the queue until somebody tries again.
import { batch, signal } from '@preact/signals';
import type { Analyzer, ErrorCode, LoadProgress, SelinetError } from 'selinet-web';
import { announceAdded, announceDone, announceFailure, announceRemoved } from './announcements.ts';
import {
  appendPhotos,
  changePhoto,
  dropPhotos,
  type Failure,
  type PhotoItem,
  photos,
  progress,
} from './photos.ts';

export type EngineState =
  | { name: 'idle' }
  | { name: 'loading'; progress: LoadProgress | undefined }
  | { name: 'ready' }
  | { name: 'failed'; failure: Failure };

export const engine = signal<EngineState>({ name: 'idle' });

type Sdk = typeof import('selinet-web');

let analyzer: Analyzer | undefined;
let underWay: { id: number; controller: AbortController } | undefined;
let isRunning = false;

// By address and not by name: the built SDK lies beside the page as it is, see vite.config.ts.
async function loadSdk(): Promise<Sdk> {
  const address = new URL('./sdk/index.js', document.baseURI).href;
  return (await import(/* @vite-ignore */ address)) as Sdk;
}

function failureOf(thrown: unknown, otherwise: ErrorCode): Failure {
  const error = thrown as Partial<SelinetError>;
  return {
    code: error.code ?? otherwise,
    message: error.message ?? String(thrown),
    detail: error.detail ?? '',
  };
}

async function startEngine(): Promise<Analyzer | undefined> {
  if (analyzer) return analyzer;
  engine.value = { name: 'loading', progress: undefined };
  try {
    const { createAnalyzer } = await loadSdk();
    analyzer = await createAnalyzer({
      onProgress: (loaded) => {
        engine.value = { name: 'loading', progress: loaded };
      },
    });
    engine.value = { name: 'ready' };
  } catch (thrown) {
    engine.value = { name: 'failed', failure: failureOf(thrown, 'network') };
  }
  return analyzer;
}

async function analyzeOne(photo: PhotoItem): Promise<void> {
  const controller = new AbortController();
  underWay = { id: photo.id, controller };
  batch(() => {
    progress.value = undefined;
    changePhoto(photo.id, { state: 'running' });
  });
  const engineReady = await startEngine();
  if (controller.signal.aborted) return;
  if (!engineReady) {
    changePhoto(photo.id, { state: 'waiting' });
    return;
  }
  try {
    const report = await engineReady.analyze(photo.file, {
      signal: controller.signal,
      onProgress: (step) => {
        if (!controller.signal.aborted) progress.value = step;
      },
    });
    if (controller.signal.aborted) return;
    changePhoto(photo.id, { state: 'done', report });
    announceDone(photo.file.name, report.people.length);
  } catch (thrown) {
    if (controller.signal.aborted) return;
    const failure = failureOf(thrown, 'internal');
    changePhoto(photo.id, { state: 'error', failure });
    announceFailure(photo.file.name, failure.code);
  }
}

async function runQueue(): Promise<void> {
  if (isRunning) return;
  isRunning = true;
  while (engine.value.name !== 'failed') {
    const next = photos.value.find((photo) => photo.state === 'waiting');
    if (!next) break;
    await analyzeOne(next);
    underWay = undefined;
  }
  isRunning = false;
}

export function addPhotos(files: readonly File[]): void {
  if (files.length === 0) return;
  appendPhotos(files);
  announceAdded(files.length);
  if (engine.value.name === 'failed') engine.value = { name: 'idle' };
  void runQueue();
}

export function retry(id: number): void {
  changePhoto(id, { state: 'waiting', failure: undefined });
  void runQueue();
}

export function retryEngine(): void {
  engine.value = { name: 'idle' };
  void runQueue();
}

// The engine goes on loading when its first photo is cancelled: the next photo needs it anyway.
function abort(id: number): void {
  if (underWay?.id === id) underWay.controller.abort();
}

export function cancel(id: number): void {
  abort(id);
  changePhoto(id, { state: 'cancelled' });
}

export function cancelAll(): void {
  batch(() => {
    for (const photo of photos.value) {
      if (photo.state === 'running' || photo.state === 'waiting') cancel(photo.id);
    }
  });
}

export function removePhotos(ids: readonly number[]): void {
  ids.forEach(abort);
  dropPhotos(new Set(ids));
  announceRemoved();
}
