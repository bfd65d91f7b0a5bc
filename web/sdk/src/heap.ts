// The one file that reads and writes the engine's memory. Offsets are those of wasm32 in
// wasm/include/selinet_abi.h; selinet_abi.cc asserts the same numbers.
//
// Memory may grow during any call into the engine, which detaches every view made before. So no view is
// ever kept: each access makes its own from `module.HEAPU8`, which the engine's glue renews.

import { emotionNames } from './emotions.ts';

/** The part of Emscripten's module object that is used. All pointers are byte offsets; 0 is null. */
export interface EngineModule {
  HEAPU8: Uint8Array;
  _selinet_abi_version(): number;
  _selinet_status_string(code: number): number;
  _selinet_emotion_name(index: number): number;
  _selinet_alloc(size: number): number;
  _selinet_free(pointer: number): void;
  _selinet_inspect(bytes: number, size: number, info: number, error: number): number;
  _selinet_create(files: number, count: number, options: number, analyzer: number, error: number): number;
  _selinet_begin(analyzer: number, bytes: number, size: number, error: number): number;
  _selinet_begin_rgba(
    analyzer: number,
    rgba: number,
    width: number,
    height: number,
    photoWidth: number,
    photoHeight: number,
    format: number,
    error: number,
  ): number;
  _selinet_step(analyzer: number, progress: number, error: number): number;
  _selinet_get_report(analyzer: number): number;
  _selinet_reset(analyzer: number): void;
}

/** Sizes in bytes of the structs that JavaScript allocates. */
export const sizes = {
  pointer: 4,
  error: 768, // selinet_error
  file: 12, // selinet_file
  options: 8, // selinet_options
  imageInfo: 16, // selinet_image_info
  progress: 12, // selinet_progress
} as const;

const personSize = 148; // selinet_person
const warningSize = 8; // selinet_warning
const aestheticLevels = 10; // SELINET_AESTHETIC_LEVELS

export interface HeapError {
  code: number;
  message: string;
  detail: string;
}

export interface HeapImageInfo {
  format: number;
  storedWidth: number;
  storedHeight: number;
  orientation: number;
}

export interface HeapProgress {
  nextStage: number;
  completed: number;
  total: number;
}

export interface HeapSentiment {
  negative: number;
  neutral: number;
  positive: number;
}

export interface HeapPerson {
  x: number;
  y: number;
  width: number;
  height: number;
  score: number;
  emotions: number[];
  valence: number;
  arousal: number;
  dominance: number;
  sentiment: HeapSentiment;
}

export interface HeapReport {
  width: number;
  height: number;
  format: number;
  decodedByCaller: boolean;
  correction: boolean;
  sentiment: HeapSentiment;
  aestheticScore: number;
  aestheticDeviation: number;
  aestheticDistribution: number[];
  light: number;
  composition: number;
  colour: number;
  sharpness: number;
  evokedValence: number;
  evokedArousal: number;
  thresholds: number[];
  decodeMs: number;
  detectMs: number;
  sceneMs: number;
  peopleMs: number;
  totalMs: number;
  engineVersion: string;
  modelsVersion: string;
  people: HeapPerson[];
  warnings: { code: string; message: string }[];
}

/** Reads and writes one engine's memory. Knows layouts, not meanings: engine.ts and report.ts do. */
export class Heap {
  readonly #module: Pick<EngineModule, 'HEAPU8'>;
  readonly #decoder = new TextDecoder();
  readonly #encoder = new TextEncoder();

  constructor(module: Pick<EngineModule, 'HEAPU8'>) {
    this.#module = module;
  }

  /** Bytes of memory in all, as far as it has grown. */
  get size(): number {
    return this.#module.HEAPU8.length;
  }

  /** Copies `bytes` to `pointer`. */
  write(pointer: number, bytes: Uint8Array | Uint8ClampedArray): void {
    this.#module.HEAPU8.set(bytes, pointer >>> 0);
  }

  /** The bytes of a text with its terminating zero. */
  encode(text: string): Uint8Array {
    return this.#encoder.encode(`${text}\0`);
  }

  readPointer(pointer: number): number {
    return this.#view().getUint32(pointer, true);
  }

  /** The text at `pointer` up to its terminating zero, at most `limit` bytes; '' for null. */
  readText(pointer: number, limit = 65_536): string {
    if (pointer === 0) return '';
    const start = pointer >>> 0;
    const bytes = this.#module.HEAPU8.subarray(start, start + limit);
    const end = bytes.indexOf(0);
    // slice, not subarray: TextDecoder refuses views of shared memory.
    return this.#decoder.decode(bytes.slice(0, end < 0 ? bytes.length : end));
  }

  /** Writes selinet_file number `index` of the array at `files`. */
  writeFile(files: number, index: number, path: number, bytes: number, size: number): void {
    const view = this.#view();
    const at = files + index * sizes.file;
    view.setUint32(at, path, true); //      0 path
    view.setUint32(at + 4, bytes, true); // 4 bytes
    view.setUint32(at + 8, size, true); //  8 size
  }

  /** Writes a selinet_options. */
  writeOptions(pointer: number, tier: number, correction: boolean): void {
    const view = this.#view();
    view.setUint32(pointer, tier, true); //                    0 tier
    view.setInt32(pointer + 4, correction ? 1 : 0, true); // 4 correction
  }

  /** Sets a struct's bytes to zero, so that a field left unset reads as null. */
  clear(pointer: number, size: number): void {
    this.#module.HEAPU8.fill(0, pointer >>> 0, (pointer >>> 0) + size);
  }

  /** Reads a selinet_error. */
  readError(pointer: number): HeapError {
    return {
      code: this.#view().getInt32(pointer, true), //        0 code
      message: this.readText(pointer + 4, 512), //          4 message[512]
      detail: this.readText(pointer + 516, 252), //       516 detail[252]
    };
  }

  /** Reads a selinet_image_info. */
  readImageInfo(pointer: number): HeapImageInfo {
    const view = this.#view();
    return {
      format: view.getInt32(pointer, true), //             0 format
      storedWidth: view.getInt32(pointer + 4, true), //    4 stored_width
      storedHeight: view.getInt32(pointer + 8, true), //   8 stored_height
      orientation: view.getInt32(pointer + 12, true), //  12 orientation
    };
  }

  /** Reads a selinet_progress. */
  readProgress(pointer: number): HeapProgress {
    const view = this.#view();
    return {
      nextStage: view.getInt32(pointer, true), //     0 next_stage
      completed: view.getInt32(pointer + 4, true), // 4 completed
      total: view.getInt32(pointer + 8, true), //     8 total
    };
  }

  /** Reads a selinet_report with everything that it points to. */
  readReport(pointer: number): HeapReport {
    const view = this.#view();
    const int = (offset: number) => view.getInt32(pointer + offset, true);
    const word = (offset: number) => view.getUint32(pointer + offset, true);
    const float = (offset: number) => view.getFloat32(pointer + offset, true);
    const people = word(240); //   240 people
    const warnings = word(248); // 248 warnings
    return {
      width: int(0), //                                  0 width
      height: int(4), //                                 4 height
      format: int(8), //                                 8 format
      decodedByCaller: int(12) !== 0, //                12 decoded_by_caller
      correction: int(16) !== 0, //                     16 correction
      sentiment: this.#sentiment(pointer + 20), //      20 sentiment
      aestheticScore: float(32), //                     32 aesthetic_score
      aestheticDeviation: float(36), //                 36 aesthetic_deviation
      aestheticDistribution: this.#floats(pointer + 40, aestheticLevels), // 40 aesthetic_distribution[10]
      light: float(80), //                              80 light
      composition: float(84), //                        84 composition
      colour: float(88), //                             88 colour
      sharpness: float(92), //                          92 sharpness
      evokedValence: float(96), //                      96 evoked_valence
      evokedArousal: float(100), //                    100 evoked_arousal
      thresholds: this.#floats(pointer + 104, emotionNames.length), // 104 thresholds[26]
      decodeMs: float(208), //                         208 decode_ms
      detectMs: float(212), //                         212 detect_ms
      sceneMs: float(216), //                          216 scene_ms
      peopleMs: float(220), //                         220 people_ms
      totalMs: float(224), //                          224 total_ms
      engineVersion: this.readText(word(228)), //      228 engine_version
      modelsVersion: this.readText(word(232)), //      232 models_version
      people: Array.from({ length: word(236) }, (_, i) => this.#person(people + i * personSize)), // 236 people_count
      warnings: Array.from({ length: word(244) }, (_, i) => this.#warning(warnings + i * warningSize)), // 244 ..._count
    };
  }

  /** Reads a selinet_person. */
  #person(pointer: number): HeapPerson {
    const view = this.#view();
    const float = (offset: number) => view.getFloat32(pointer + offset, true);
    return {
      x: float(0), //                                         0 x
      y: float(4), //                                         4 y
      width: float(8), //                                     8 width
      height: float(12), //                                  12 height
      score: float(16), //                                   16 score
      emotions: this.#floats(pointer + 20, emotionNames.length), // 20 emotions[26]
      valence: float(124), //                               124 valence
      arousal: float(128), //                               128 arousal
      dominance: float(132), //                             132 dominance
      sentiment: this.#sentiment(pointer + 136), //         136 sentiment
    };
  }

  /** Reads a selinet_warning. */
  #warning(pointer: number): { code: string; message: string } {
    const code = this.readText(this.readPointer(pointer)); //        0 code
    const message = this.readText(this.readPointer(pointer + 4)); // 4 message
    return { code, message };
  }

  /** Reads a selinet_sentiment. */
  #sentiment(pointer: number): HeapSentiment {
    const [negative = 0, neutral = 0, positive = 0] = this.#floats(pointer, 3);
    return { negative, neutral, positive };
  }

  #floats(pointer: number, count: number): number[] {
    const view = this.#view();
    return Array.from({ length: count }, (_, i) => view.getFloat32(pointer + 4 * i, true));
  }

  #view(): DataView {
    const { buffer, byteOffset, byteLength } = this.#module.HEAPU8;
    return new DataView(buffer, byteOffset, byteLength);
  }
}
