// The caller's end of one engine thread, from its start to its end: matches answers to requests by id, and
// settles whatever is open when the thread dies, for any reason. A connection that has died stays dead;
// client.ts makes a new one.

import { SelinetError, textOf } from './errors.ts';
import {
  fromWire,
  type OpenedResponse,
  type OpenRequest,
  type PreparedPhoto,
  type ReportResponse,
  type Request,
  type Response,
  versionMismatch,
} from './protocol.ts';
import type { LoadProgress, Progress, Report } from './types.ts';
import { packageVersion } from './version.ts';

/** A started thread. */
export interface Thread {
  post(request: Request, transfer: readonly Transferable[]): void;
  terminate(): void;
}

/** What a thread tells. */
export interface ThreadEvents {
  onMessage(response: Response): void;
  /** The thread is dead or cannot be understood any more. */
  onFailure(error: SelinetError): void;
}

/** Starts a thread; may throw a SelinetError. */
export type StartThread = (events: ThreadEvents) => Thread;

interface Pending {
  resolve(response: OpenedResponse | ReportResponse): void;
  reject(error: SelinetError): void;
  onLoading?: ((progress: LoadProgress) => void) | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
}

/** An analysis under way. */
export interface Running {
  id: number;
  report: Promise<Report>;
}

export class Connection {
  readonly #thread: Thread;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #death: SelinetError | undefined;

  constructor(start: StartThread) {
    this.#thread = start({
      onMessage: (response) => this.#receive(response),
      onFailure: (error) => this.close(error),
    });
  }

  /** Whether the thread can still be used. */
  get alive(): boolean {
    return this.#death === undefined;
  }

  /** Starts the engine. */
  async open(
    settings: Omit<OpenRequest, 'type' | 'id' | 'package'>,
    onLoading?: (progress: LoadProgress) => void,
  ): Promise<OpenedResponse> {
    const { response } = this.#ask({ type: 'open', ...settings, package: packageVersion }, [], { onLoading });
    const opened = await response;
    if (opened.type !== 'opened' || opened.package !== packageVersion) {
      const error = versionMismatch('the worker', opened.type === 'opened' ? opened.package : 'unknown');
      this.close(error);
      throw error;
    }
    return opened;
  }

  /** Analyses a photo. */
  analyze(photo: PreparedPhoto, onProgress?: (progress: Progress) => void): Running {
    const { id, response } = this.#ask({ type: 'analyze', source: photo.source }, photo.transfer, {
      onProgress,
    });
    const report = response.then((answer) => {
      if (answer.type === 'report') return answer.report;
      throw new SelinetError('internal', 'The worker gave an answer to another question.');
    });
    return { id, report };
  }

  /** Asks to give up that analysis; it then rejects with code `aborted`, unless it is done already. */
  abort(id: number): void {
    if (this.#pending.has(id)) this.#thread.post({ type: 'abort', id }, []);
  }

  /** Ends the thread; whatever is open rejects with `reason`. */
  close(reason: SelinetError): void {
    if (this.#death) return;
    this.#death = reason;
    this.#thread.terminate();
    const open = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of open) reject(reason);
  }

  #ask(
    request: DistributiveOmit<Exclude<Request, { type: 'abort' }>, 'id'>,
    transfer: readonly Transferable[],
    listeners: Pick<Pending, 'onLoading' | 'onProgress'>,
  ): { id: number; response: Promise<OpenedResponse | ReportResponse> } {
    const id = ++this.#lastId;
    const response = new Promise<OpenedResponse | ReportResponse>((resolve, reject) => {
      if (this.#death) {
        reject(this.#death);
        return;
      }
      this.#pending.set(id, { resolve, reject, ...listeners });
      try {
        this.#thread.post({ ...request, id }, transfer);
      } catch (error) {
        this.#pending.delete(id);
        reject(cannotPost(error));
      }
    });
    return { id, response };
  }

  #receive(response: Response): void {
    const pending = this.#pending.get(response.id);
    if (!pending) return; // was settled when the thread was closed
    switch (response.type) {
      case 'loading':
        pending.onLoading?.(response.progress);
        return;
      case 'progress':
        pending.onProgress?.(response.progress);
        return;
      case 'failed': {
        const error = fromWire(response.error);
        this.#pending.delete(response.id);
        pending.reject(error);
        if (response.fatal)
          this.close(new SelinetError('engine-failed', error.message, { detail: error.detail }));
        return;
      }
      case 'opened':
      case 'report':
        this.#pending.delete(response.id);
        pending.resolve(response);
        return;
    }
  }
}

/** `Omit` for each member of a union. */
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

function cannotPost(error: unknown): SelinetError {
  return new SelinetError(
    'invalid-argument',
    'The photo cannot be given to the worker: an image of another origin needs crossorigin="anonymous" and CORS ' +
      'headers, a closed or transferred one cannot be read.',
    { detail: textOf(error), cause: error },
  );
}
