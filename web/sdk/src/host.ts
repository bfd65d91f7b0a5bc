// The engine's side of the protocol, the same in a browser's worker and in Node's: opens the engine, runs
// one photo at a time stage by stage, and lets messages in between stages so that a photo can be given up.

import { Engine, type EngineFactory, type ImageInfo, type ModelFile } from './engine.ts';
import { SelinetError, textOf } from './errors.ts';
import {
  type AnalyzeRequest,
  type OpenRequest,
  type PhotoSource,
  type Request,
  type Response,
  toWire,
  versionMismatch,
} from './protocol.ts';
import { makeReport } from './report.ts';
import type { LoadProgress, Progress, Variant } from './types.ts';
import { packageVersion } from './version.ts';

/** The files of a deployment. */
export interface Deployment {
  module: WebAssembly.Module;
  /** manifest.json first, then the model files of the tier. */
  files: ModelFile[];
  /** Version of the models. */
  models: string;
}

/** A photo ready for the engine. */
export type ReadPhoto =
  | { kind: 'file'; bytes: Uint8Array }
  | { kind: 'pixels'; image: ImageData; photo: ImageInfo; decodeMs: number };

/** What reading a photo needs to know. */
export interface ReadContext {
  /** Leave decoding to the engine. */
  deterministic: boolean;
  /** Looks at a file and throws what is wrong with it. */
  inspect(bytes: Uint8Array): ImageInfo;
  /** Fires when the photo is given up. */
  signal: AbortSignal;
}

/** What differs between browsers and Node. */
export interface Platform {
  variant: Variant;
  factory: EngineFactory;
  /** Sends to the caller's thread. */
  post(response: Response): void;
  /** Fetches or reads the deployment's files. */
  load(request: OpenRequest, onProgress: (progress: LoadProgress) => void): Promise<Deployment>;
  /** Reads a photo and decodes it, unless the engine is to do that. */
  read(source: PhotoSource, context: ReadContext): Promise<ReadPhoto>;
  /** Resolves after waiting messages have been handled. */
  pause(): Promise<void>;
}

export class EngineHost {
  readonly #platform: Platform;
  #engine: Engine | undefined;
  #opened: OpenRequest | undefined;
  #running: { id: number; abort: AbortController } | undefined;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Handles one message. Never throws: whatever goes wrong is answered. */
  receive(request: Request): void {
    if (request.type === 'open') void this.#answer(request.id, () => this.#open(request));
    else if (request.type === 'analyze') void this.#answer(request.id, () => this.#analyze(request));
    else if (request.type === 'abort') this.#abort(request.id);
  }

  async #answer(id: number, work: () => Promise<Response>): Promise<void> {
    try {
      this.#platform.post(await work());
    } catch (error) {
      this.#platform.post({ type: 'failed', id, ...classify(error) });
    }
  }

  async #open(request: OpenRequest): Promise<Response> {
    if (request.package !== packageVersion) throw versionMismatch('the page', request.package);
    const { id } = request;
    const onProgress = (progress: LoadProgress) => this.#platform.post({ type: 'loading', id, progress });
    const { module, files, models } = await this.#platform.load(request, onProgress);
    const total = files.reduce((sum, file) => sum + file.bytes.length, 0);
    onProgress({ stage: 'prepare', loaded: total, total });
    this.#engine = await Engine.create(this.#platform.factory, module, files, request);
    this.#opened = request;
    onProgress({ stage: 'ready', loaded: total, total });
    return { type: 'opened', id, package: packageVersion, models, variant: this.#platform.variant, module };
  }

  #abort(id: number): void {
    if (this.#running?.id === id) this.#running.abort.abort();
  }

  async #analyze({ id, source }: AnalyzeRequest): Promise<Response> {
    const engine = this.#engine;
    const opened = this.#opened;
    if (!engine || !opened || this.#running !== undefined) {
      throw new SelinetError('wrong-state', 'The engine was asked to analyse before it was ready for it.');
    }
    const abort = new AbortController();
    this.#running = { id, abort };
    try {
      return await this.#run(engine, opened, { id, source, signal: abort.signal });
    } catch (error) {
      // After a trap the instance must not be called again; it is about to be thrown away.
      if (error instanceof SelinetError) engine.reset();
      throw error;
    } finally {
      this.#running = undefined;
    }
  }

  async #run(engine: Engine, opened: OpenRequest, { id, source, signal }: Run): Promise<Response> {
    const tell = (progress: Progress) => this.#platform.post({ type: 'progress', id, progress });
    tell({ stage: 'decode', completed: 0, total: 3 });
    let { progress, decodeMs } = await this.#begin(engine, opened, source, signal);
    while (progress.stage !== 'done') {
      if (progress.completed > 0) tell(progress);
      await this.#platform.pause();
      throwIfAborted(signal);
      progress = engine.step();
    }
    tell(progress);
    const report = makeReport(engine.report(), { variant: this.#platform.variant, decodeMs });
    engine.reset();
    return { type: 'report', id, report };
  }

  // A function of its own so that the photo's bytes or pixels are garbage while the networks run.
  async #begin(engine: Engine, opened: OpenRequest, source: PhotoSource, signal: AbortSignal) {
    const inspect = (bytes: Uint8Array) => engine.inspect(bytes);
    const photo = await this.#platform.read(source, { deterministic: opened.deterministic, inspect, signal });
    throwIfAborted(signal);
    if (photo.kind === 'file') return { progress: engine.beginFile(photo.bytes), decodeMs: 0 };
    return { progress: engine.beginPixels(photo.image, photo.photo), decodeMs: photo.decodeMs };
  }
}

interface Run {
  id: number;
  source: PhotoSource;
  signal: AbortSignal;
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new SelinetError('aborted', 'The analysis was given up.');
}

/** Sorts what was caught: only a SelinetError leaves the engine sound. */
function classify(error: unknown): { error: ReturnType<typeof toWire>; fatal: boolean } {
  if (error instanceof SelinetError) {
    // Memory that wasm has taken is returned only with its thread.
    const fatal = error.code === 'out-of-memory' || error.code === 'engine-failed';
    return { error: toWire(error), fatal };
  }
  const message = 'The engine stopped unexpectedly; the next photo gets a fresh one.';
  return { error: { code: 'engine-failed', message, detail: textOf(error) }, fatal: true };
}
