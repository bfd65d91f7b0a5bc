// Everything a caller sees: options in, report out. The report is plain JSON and has the same shape in
// the browser, in Node and from the command line program.

import type { Emotion } from './emotions.ts';

/**
 * What can be analysed.
 *
 * - `Blob`, `File`: a picture file. Read in the worker; the quickest way, and the one to prefer.
 * - `ArrayBuffer`, `Uint8Array`: the bytes of a picture file. Copied when the photo's turn comes; the
 *   caller keeps the buffer and leaves it unchanged until the promise settles.
 * - `URL`, `string`: an address on the page's own origin, relative ones against the page. In Node: a
 *   `file:` URL or a path.
 * - `ImageBitmap`, `ImageData`: decoded pixels, upright. The caller keeps them. Browser only.
 * - `HTMLImageElement`: the file behind it where it is on the page's origin, else its pixels (an image
 *   of another origin needs `crossorigin` and CORS headers). Browser only.
 */
export type Photo =
  | Blob
  | File
  | ArrayBuffer
  | Uint8Array
  | URL
  | string
  | ImageBitmap
  | ImageData
  | HTMLImageElement;

/** The trained networks to use. */
export type Model = 'standard';

/** Which build of the engine runs: `simd` is WebAssembly with 128-bit SIMD, `native` the command line program. */
export type Variant = 'simd' | 'native';

/** Options of `createAnalyzer`. */
export interface AnalyzerOptions {
  /**
   * The folder that holds `worker.js`, `selinet-simd.wasm` and `models/`. Default: the folder of the
   * module itself. Nothing is ever requested from outside it. In Node: a `file:` URL or a path.
   */
  baseUrl?: string | URL;
  /** Default `'standard'`. */
  model?: Model;
  /** Let a person's sentiment correct their emotions, as the SeLiNet paper does. Default `true`. */
  correction?: boolean;
  /**
   * Decode with the engine's own decoder instead of the browser's: every browser then gives the same
   * numbers, but only JPEG, PNG, GIF and BMP can be read, a little slower. Default `false`; always so in Node.
   */
  deterministic?: boolean;
  /** Gives up loading: the promise rejects with code `aborted`. */
  signal?: AbortSignal;
  /** Called while the model files arrive. */
  onProgress?(progress: LoadProgress): void;
}

/** How far loading has come. */
export interface LoadProgress {
  /** `fetch`: the files arrive; `prepare`: the engine reads them; `ready`: done. */
  stage: 'fetch' | 'prepare' | 'ready';
  /** Bytes of model files that have arrived. */
  loaded: number;
  /** Bytes of model files in all, from the manifest; 0 until it is known. */
  total: number;
}

/** Options of `Analyzer.analyze`. */
export interface AnalyzeOptions {
  /** Gives the photo up, queued or under way: the promise rejects at once with code `aborted`. */
  signal?: AbortSignal;
  /** Called before each stage, and once with stage `done`. */
  onProgress?(progress: Progress): void;
  /** Names the photo in errors. Default: the file's name or the last part of its address. */
  name?: string;
}

/** How far one photo has come. */
export interface Progress {
  /** What is being done now; `person` once for each person found. */
  stage: 'decode' | 'detect' | 'scene' | 'person' | 'done';
  /** Stages done. */
  completed: number;
  /** Stages in all, as far as known: grows by the number of people once they are found. */
  total: number;
}

/** Versions of what runs. */
export interface AnalyzerInfo {
  /** Version of this package. */
  package: string;
  /** Version of the model files, from their manifest. */
  models: string;
  /** The build of the engine that was chosen for this browser. */
  variant: Variant;
}

/**
 * Analyses photos, one at a time and in the order of the calls, on a thread of its own. Independent of
 * other analysers. Keep it: loading is the dear part.
 */
export interface Analyzer {
  /** What is running. */
  readonly info: AnalyzerInfo;

  /**
   * Analyses one photo.
   *
   * @throws {@link SelinetError} as a rejection; its `code` says why (see `errorCodes`). A photo that
   * fails does not disturb the next one. Never anything but a `SelinetError`.
   */
  analyze(photo: Photo, options?: AnalyzeOptions): Promise<Report>;

  /**
   * Ends the thread and returns its memory. Calls under way reject with code `disposed`, and so do
   * later ones. May be called twice.
   */
  dispose(): Promise<void>;

  /** The same, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Sentiment as three probabilities that sum to 1. */
export interface Sentiment {
  /** `positive - negative`, -1..1. */
  score: number;
  /** 0..1 */
  negative: number;
  /** 0..1 */
  neutral: number;
  /** 0..1 */
  positive: number;
}

/** How viewers would rate the photo as a picture. */
export interface Aesthetics {
  /** Mean of `distribution`, 1 (poor) .. 10 (excellent). */
  score: number;
  /** Standard deviation of `distribution`: how much viewers would disagree. */
  deviation: number;
  /** Probability of each score 1..10; ten numbers that sum to 1. */
  distribution: number[];
  /** 1..5 */
  light: number;
  /** 1..5 */
  composition: number;
  /** 1..5 */
  colour: number;
  /** 1..5 */
  sharpness: number;
}

/** A rectangle in pixels of the upright photo at its own size, inside the photo. */
export interface Box {
  /** Left edge. */
  x: number;
  /** Upper edge. */
  y: number;
  width: number;
  height: number;
}

/** A person in the photo. All scores are of *apparent* emotion: what a viewer of this photo would say. */
export interface Person {
  box: Box;
  /** How sure the detector is that this is a person, 0..1. */
  score: number;
  /** Calibrated probability of each of the 26 emotions, 0..1. They do not exclude each other. */
  emotions: Record<Emotion, number>;
  /** The emotions whose probability reaches `Report.thresholds`, by falling probability. */
  likely: Emotion[];
  /** 1 (unpleasant) .. 10 (pleasant) */
  valence: number;
  /** 1 (calm) .. 10 (agitated) */
  arousal: number;
  /** 1 (dependent) .. 10 (in control) */
  dominance: number;
  /** Of this person, before it corrects the emotions. */
  sentiment: Sentiment;
}

/** What a picture file was. `pixels`: no file, decoded pixels were given. */
export type PhotoFormat = 'jpeg' | 'png' | 'gif' | 'bmp' | 'webp' | 'avif' | 'heic' | 'pixels';

/** Milliseconds of each stage. */
export interface Timings {
  decode: number;
  detect: number;
  scene: number;
  people: number;
  total: number;
}

/** Something worth knowing although the analysis succeeded. */
export interface Warning {
  /** Stable, for programs: `small-photo`. */
  code: string;
  /** One English sentence. */
  message: string;
}

/** The result for one photo; plain JSON. */
export interface Report {
  schema: 'selinet-report/1';
  versions: { engine: string; models: string; variant: Variant };
  /** Size in pixels as a viewer sees it, orientation applied. `decoder`: who turned the file into pixels. */
  photo: { width: number; height: number; format: PhotoFormat; decoder: 'stb' | 'browser' };
  /** Of the photo as a whole. */
  sentiment: Sentiment;
  aesthetics: Aesthetics;
  /** What the photo makes a viewer feel: valence 1..10, arousal 1..10. */
  evoked: { valence: number; arousal: number };
  /** By falling detector score; empty when nobody is seen. */
  people: Person[];
  /** From which probability on an emotion counts as likely, 0..1. */
  thresholds: Record<Emotion, number>;
  /** Whether sentiment corrected the emotions. */
  correction: boolean;
  timings: Timings;
  warnings: Warning[];
}
