// The messages between a caller's thread and the engine's thread, the same for browser workers and for
// Node's worker_threads. Every request has an id and is answered exactly once, by `opened`, `report` or
// `failed`; `loading` and `progress` may come before. The first request carries the versions of the
// sender, so that files of two releases refuse each other instead of half-working.

import { type ErrorCode, isErrorCode, SelinetError } from './errors.ts';
import type { LoadProgress, Model, Photo, PhotoFormat, Progress, Report, Variant } from './types.ts';
import { packageVersion } from './version.ts';

/** A photo on its way to the engine's thread, which reads and decodes it there. */
export type PhotoSource =
  /** A picture file, read by the engine's thread. */
  | { kind: 'blob'; blob: Blob }
  /** The bytes of a picture file; transferred, so nobody else holds them. */
  | { kind: 'bytes'; bytes: Uint8Array<ArrayBuffer> }
  /** An absolute address that the engine's thread fetches, or reads from disk in Node. */
  | { kind: 'address'; address: string }
  /** Decoded upright pixels; transferred, closed by the receiver. */
  | { kind: 'bitmap'; bitmap: ImageBitmap; format: PhotoFormat }
  /** Decoded upright pixels, 8 bits, not premultiplied. */
  | { kind: 'pixels'; image: ImageData };

/** Starts the engine. Sent once, first. */
export interface OpenRequest {
  type: 'open';
  id: number;
  /** Package version of the sender. */
  package: string;
  /** Absolute address of the deployment's folder, ending in a slash. */
  baseUrl: string;
  model: Model;
  correction: boolean;
  deterministic: boolean;
  /** The compiled engine of an earlier thread, so that a fresh one need not fetch it. */
  module?: WebAssembly.Module;
}

/** Analyses a photo. The sender waits for the answer before it sends the next one. */
export interface AnalyzeRequest {
  type: 'analyze';
  id: number;
  source: PhotoSource;
}

/** Gives up the analysis of that id; it is answered by `failed` with code `aborted`, or was done already. */
export interface AbortRequest {
  type: 'abort';
  id: number;
}

export type Request = OpenRequest | AnalyzeRequest | AbortRequest;

/** The engine is ready. */
export interface OpenedResponse {
  type: 'opened';
  id: number;
  /** Package version of the engine's thread. */
  package: string;
  /** Version of the model files. */
  models: string;
  variant: Variant;
  /** The compiled engine, for the thread that replaces this one after a trap. */
  module: WebAssembly.Module;
}

export interface LoadingResponse {
  type: 'loading';
  id: number;
  progress: LoadProgress;
}

export interface ProgressResponse {
  type: 'progress';
  id: number;
  progress: Progress;
}

export interface ReportResponse {
  type: 'report';
  id: number;
  report: Report;
}

export interface FailedResponse {
  type: 'failed';
  id: number;
  error: WireError;
  /** The engine cannot go on: throw its thread away. */
  fatal: boolean;
}

export type Response = OpenedResponse | LoadingResponse | ProgressResponse | ReportResponse | FailedResponse;

/** An error as a message: structured clone would keep neither class nor code. */
export interface WireError {
  code: ErrorCode;
  message: string;
  detail: string;
}

/** Makes the message of an error. */
export function toWire(error: SelinetError): WireError {
  return { code: error.code, message: error.message, detail: error.detail };
}

/** Makes the error of a message; `photo` names the photo. */
export function fromWire(error: WireError, photo?: string): SelinetError {
  const code = isErrorCode(error.code) ? error.code : 'internal';
  return new SelinetError(code, error.message, { detail: error.detail, photo });
}

/** The error when files of two releases meet. */
export function versionMismatch(what: string, found: unknown): SelinetError {
  return new SelinetError(
    'engine-failed',
    `The files of selinet-web are of different versions: ${what} is ${String(found)}, the module is ${packageVersion}. ` +
      'Deploy all files of one release together and empty caches.',
  );
}

/** What `Photo` turned out to be, before anything is read. */
export interface PreparedPhoto {
  source: PhotoSource;
  /** To be moved, not copied. */
  transfer: Transferable[];
}

/** Turns a caller's photo into something that can be posted; one for browsers, one for Node. */
export type PreparePhoto = (photo: Photo) => Promise<PreparedPhoto> | PreparedPhoto;
