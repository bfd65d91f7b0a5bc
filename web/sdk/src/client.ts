// The analyser that callers hold: a queue in front of one engine thread. Photos wait here, not in the
// thread, so that those not begun can be given up at once and survive a thread that dies.

import { Connection, type StartThread } from './connection.ts';
import { SelinetError, textOf } from './errors.ts';
import type { OpenRequest, PreparedPhoto, PreparePhoto } from './protocol.ts';
import type {
  AnalyzeOptions,
  Analyzer,
  AnalyzerInfo,
  LoadProgress,
  Photo,
  Progress,
  Report,
} from './types.ts';
import { packageVersion } from './version.ts';

/** How to start an analyser. */
export interface ClientSettings {
  start: StartThread;
  prepare: PreparePhoto;
  open: Pick<OpenRequest, 'baseUrl' | 'model' | 'correction' | 'deterministic'>;
}

/** One call of `analyze`. */
interface Job {
  photo: Photo;
  options: AnalyzeOptions;
  settled: boolean;
  /** Resolves when the job is settled, however. */
  gone: Promise<void>;
  resolve(report: Report): void;
  reject(error: SelinetError): void;
}

export class Client implements Analyzer {
  readonly #settings: ClientSettings;
  /** The calls not yet settled, oldest first; a job leaves when it is settled. */
  readonly #jobs = new Set<Job>();
  #connection: Connection | undefined;
  /** The compiled engine, for a fresh thread. */
  #module: WebAssembly.Module | undefined;
  #info: AnalyzerInfo = { package: packageVersion, models: '', variant: 'simd' };
  #working = false;
  #disposed = false;

  private constructor(settings: ClientSettings) {
    this.#settings = settings;
  }

  /** Starts the first thread and opens the engine in it. */
  static async create(
    settings: ClientSettings,
    {
      signal,
      onProgress,
    }: { signal?: AbortSignal | undefined; onProgress?: (progress: LoadProgress) => void },
  ): Promise<Client> {
    if (signal?.aborted) throw loadingAborted(signal);
    const client = new Client(settings);
    const connection = new Connection(settings.start);
    const giveUp = () => connection.close(loadingAborted(signal));
    signal?.addEventListener('abort', giveUp, { once: true });
    try {
      const opened = await connection.open(settings.open, onProgress && guarded(onProgress));
      client.#info = { package: packageVersion, models: opened.models, variant: opened.variant };
      client.#module = opened.module;
      client.#connection = connection;
      return client;
    } catch (error) {
      const failure = toError(error);
      connection.close(failure);
      throw failure;
    } finally {
      signal?.removeEventListener('abort', giveUp);
    }
  }

  get info(): AnalyzerInfo {
    return this.#info;
  }

  analyze(photo: Photo, options: AnalyzeOptions = {}): Promise<Report> {
    const name = options.name ?? nameOf(photo);
    const { signal } = options;
    return new Promise<Report>((resolve, reject) => {
      const fail = ({ code, message, detail, cause }: SelinetError) =>
        reject(new SelinetError(code, message, { detail, cause, photo: name }));
      if (this.#disposed) return fail(disposedError());
      if (signal?.aborted) return fail(photoAborted(signal));

      let settle = () => {};
      const gone = new Promise<void>((done) => {
        settle = done;
      });
      const onAbort = () => job.reject(photoAborted(signal));
      const once = <T>(deliver: (value: T) => void) => {
        return (value: T) => {
          if (!this.#jobs.delete(job)) return; // was settled before
          job.settled = true;
          signal?.removeEventListener('abort', onAbort);
          settle();
          deliver(value);
        };
      };
      const job: Job = { photo, options, settled: false, gone, resolve: once(resolve), reject: once(fail) };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#jobs.add(job);
      void this.#work();
    });
  }

  async dispose(): Promise<void> {
    if (this.#disposed) return;
    this.#disposed = true;
    const error = disposedError();
    this.#connection?.close(error);
    this.#connection = undefined;
    this.#module = undefined;
    for (const job of [...this.#jobs]) job.reject(error);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  /** Takes the jobs one after the other until none is left; a set's iteration sees those added meanwhile. */
  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    for (const job of this.#jobs) {
      try {
        await this.#run(job);
      } catch (error) {
        job.reject(toError(error));
      }
    }
    this.#working = false;
  }

  async #run(job: Job): Promise<void> {
    const connection = await this.#connect();
    if (job.settled) return;
    const preparing = Promise.resolve(this.#settings.prepare(job.photo));
    // A photo may take its time (an image element that still loads); giving it up must not wait for that.
    const photo = await Promise.race([preparing, job.gone]);
    if (!photo || job.settled) {
      preparing.then(discard, () => {}); // nobody waits for it, so its failure is nobody's
      return;
    }
    const onProgress = guarded((progress: Progress) => {
      if (!job.settled) job.options.onProgress?.(progress);
    });
    const running = connection.analyze(photo, onProgress);
    void job.gone.then(() => connection.abort(running.id));
    job.resolve(await running.report);
  }

  /** The thread, or a fresh one where it has died. */
  async #connect(): Promise<Connection> {
    if (this.#disposed) throw disposedError();
    if (this.#connection?.alive) return this.#connection;
    const connection = new Connection(this.#settings.start);
    this.#connection = connection;
    try {
      const module = this.#module;
      await connection.open({ ...this.#settings.open, ...(module && { module }) });
    } catch (error) {
      connection.close(toError(error));
      throw error;
    }
    return connection;
  }
}

function disposedError(): SelinetError {
  return new SelinetError('disposed', 'The analyser was disposed of; create a new one.');
}

function photoAborted(signal: AbortSignal | undefined): SelinetError {
  return new SelinetError('aborted', 'The analysis was given up.', causeOf(signal));
}

function loadingAborted(signal: AbortSignal | undefined): SelinetError {
  return new SelinetError('aborted', 'Loading was given up.', causeOf(signal));
}

function causeOf(signal: AbortSignal | undefined): { cause?: unknown } {
  return signal?.reason === undefined ? {} : { cause: signal.reason };
}

/** A failing callback is the caller's: it is reported as uncaught and does not disturb the analysis. */
function guarded<T>(callback: (value: T) => void): (value: T) => void {
  return (value) => {
    try {
      callback(value);
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  };
}

function discard({ source }: PreparedPhoto): void {
  if (source.kind === 'bitmap') source.bitmap.close();
}

/** Whatever was thrown, as the one kind of error that callers get. */
export function toError(thrown: unknown): SelinetError {
  if (thrown instanceof SelinetError) return thrown;
  return new SelinetError('internal', 'Something unexpected went wrong in selinet-web; please report it.', {
    detail: textOf(thrown),
    cause: thrown,
  });
}

/** A name for errors: of a file, or the last part of an address. */
function nameOf(photo: Photo): string | undefined {
  if (typeof photo === 'string' || photo instanceof URL) return lastPart(String(photo));
  if (typeof photo !== 'object' || photo === null) return undefined;
  if ('name' in photo && typeof photo.name === 'string') return photo.name;
  if ('currentSrc' in photo) return lastPart(photo.currentSrc || photo.src);
  return undefined;
}

function lastPart(address: string): string {
  if (address.startsWith('data:')) return 'data:';
  const part =
    address
      .replace(/[?#].*$/, '')
      .split(/[\\/]/)
      .pop() ?? '';
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a stray percent sign
  }
}
