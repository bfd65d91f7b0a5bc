// One analyser inside one instance of the engine: calls the C ABI, owns what it allocates there, and turns
// status codes into errors. Knows neither workers nor browsers.

import { emotionNames } from './emotions.ts';
import { isErrorCode, SelinetError, textOf } from './errors.ts';
import { type EngineModule, Heap, type HeapImageInfo, type HeapReport, sizes } from './heap.ts';
import type { Model, PhotoFormat, Progress } from './types.ts';
import { abiVersion } from './version.ts';

/** The factory that Emscripten makes of the engine (selinet-simd.js). */
export type EngineFactory = (settings: {
  instantiateWasm(
    imports: WebAssembly.Imports,
    receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ): WebAssembly.Exports;
}) => Promise<EngineModule>;

/** A file of the models' folder, by its path relative to it. */
export interface ModelFile {
  path: string;
  bytes: Uint8Array;
}

/** What a photo's header says; sizes are 0 where only the browser reads the header. */
export interface ImageInfo {
  format: PhotoFormat;
  width: number;
  height: number;
}

/** Formats by their number in selinet::ImageFormat. */
const formats = [undefined, 'jpeg', 'png', 'gif', 'bmp', 'webp', 'avif', 'heic', 'pixels'] as const;

/** Stages by their number in selinet::Stage; 0 is idle. */
const stages = [undefined, 'decode', 'detect', 'scene', 'person', 'done'] as const;

/** Stages before people are known: decode, detect, scene. */
const stagesBeforePeople = 3;

export class Engine {
  readonly #module: EngineModule;
  readonly #heap: Heap;
  #analyzer = 0; // selinet_analyzer*; lives as long as its thread, whose end frees everything

  private constructor(module: EngineModule) {
    this.#module = module;
    this.#heap = new Heap(module);
  }

  /**
   * Instantiates the engine and loads the models. The bytes of `files` are let go as they are copied in, so
   * that the models are not held twice.
   */
  static async create(
    factory: EngineFactory,
    compiled: WebAssembly.Module,
    files: ModelFile[],
    options: { model: Model; correction: boolean },
  ): Promise<Engine> {
    const engine = new Engine(await instantiate(factory, compiled));
    engine.#checkVersion();
    engine.#load(files, options);
    return engine;
  }

  /** Looks at a photo file without decoding it. Throws what is wrong with it. */
  inspect(bytes: Uint8Array): ImageInfo {
    return this.#withBytes(bytes, (pointer) =>
      this.#withMemory(sizes.imageInfo, (info) => {
        this.#call((error) => this.#module._selinet_inspect(pointer, bytes.length, info, error));
        return describe(this.#heap.readImageInfo(info));
      }),
    );
  }

  /** Starts on a photo file. */
  beginFile(bytes: Uint8Array): Progress {
    this.#withBytes(bytes, (pointer) =>
      this.#call((error) => this.#module._selinet_begin(this.#analyzer, pointer, bytes.length, error)),
    );
    return { stage: 'decode', completed: 0, total: stagesBeforePeople };
  }

  /** Starts on decoded pixels, scaled down from a photo of `photo.width` x `photo.height`. */
  beginPixels(image: ImageData, photo: ImageInfo): Progress {
    this.#withBytes(image.data as Uint8ClampedArray, (pointer) =>
      this.#call((error) =>
        this.#module._selinet_begin_rgba(
          this.#analyzer,
          pointer,
          image.width,
          image.height,
          photo.width,
          photo.height,
          formats.indexOf(photo.format),
          error,
        ),
      ),
    );
    return { stage: 'detect', completed: 1, total: stagesBeforePeople };
  }

  /** Does one stage and says what comes next. */
  step(): Progress {
    return this.#withMemory(sizes.progress, (pointer) => {
      this.#call((error) => this.#module._selinet_step(this.#analyzer, pointer, error));
      const { nextStage, completed, total } = this.#heap.readProgress(pointer);
      const stage = stages[nextStage];
      if (stage === undefined)
        throw new SelinetError('internal', `The engine told an unknown stage ${nextStage}.`);
      return { stage, completed, total };
    });
  }

  /** The finished report, copied out of the engine. */
  report(): HeapReport {
    const pointer = this.#module._selinet_get_report(this.#analyzer);
    if (pointer === 0) throw new SelinetError('wrong-state', 'There is no report yet.');
    return this.#heap.readReport(pointer);
  }

  /** Drops the photo and its report. */
  reset(): void {
    this.#module._selinet_reset(this.#analyzer);
  }

  #checkVersion(): void {
    const found = this.#module._selinet_abi_version();
    const names = emotionNames.map((_, i) => this.#heap.readText(this.#module._selinet_emotion_name(i)));
    if (found !== abiVersion || names.join() !== emotionNames.join()) {
      throw new SelinetError(
        'engine-failed',
        `The engine has interface version ${found}, the module needs ${abiVersion}. ` +
          'Deploy all files of one release together and empty caches.',
      );
    }
  }

  #load(files: ModelFile[], options: { model: Model; correction: boolean }): void {
    const owned: number[] = []; // everything allocated here
    const release = () => {
      for (const pointer of owned) this.#module._selinet_free(pointer);
    };
    const place = (bytes: Uint8Array): number => {
      if (bytes.length === 0) return 0;
      const pointer = this.#allocate(bytes.length);
      owned.push(pointer);
      this.#heap.write(pointer, bytes);
      return pointer;
    };
    try {
      const array = this.#allocate(Math.max(1, files.length) * sizes.file);
      owned.push(array);
      for (const [index, file] of files.entries()) {
        const path = place(this.#heap.encode(file.path));
        const size = file.bytes.length;
        const bytes = place(file.bytes);
        file.bytes = new Uint8Array(0);
        this.#heap.writeFile(array, index, path, bytes, size);
      }
      const settings = this.#allocate(sizes.options);
      owned.push(settings);
      this.#heap.writeOptions(settings, place(this.#heap.encode(options.model)), options.correction);
      const handle = this.#allocate(sizes.pointer);
      owned.push(handle);
      this.#heap.clear(handle, sizes.pointer);
      this.#call((error) => this.#module._selinet_create(array, files.length, settings, handle, error));
      this.#analyzer = this.#heap.readPointer(handle);
    } catch (error) {
      if (error instanceof SelinetError) release(); // but not after a trap, as below
      throw error;
    }
    release();
  }

  /** Calls the engine with memory for an error; throws that error unless the status is 0. */
  #call(invoke: (error: number) => number): void {
    this.#withMemory(sizes.error, (pointer) => {
      const status = invoke(pointer);
      if (status === 0) return;
      const name = this.#heap.readText(this.#module._selinet_status_string(status));
      const { message, detail } = this.#heap.readError(pointer);
      throw new SelinetError(
        isErrorCode(name) ? name : 'internal',
        message || `The engine failed: ${name}.`,
        { detail },
      );
    });
  }

  #withBytes<T>(bytes: Uint8Array | Uint8ClampedArray, use: (pointer: number) => T): T {
    if (bytes.length === 0) return use(0);
    return this.#withMemory(bytes.length, (pointer) => {
      this.#heap.write(pointer, bytes);
      return use(pointer);
    });
  }

  // A trap in `use` leaves the memory allocated: the instance is thrown away then, and must not be called.
  #withMemory<T>(size: number, use: (pointer: number) => T): T {
    const pointer = this.#allocate(size);
    this.#heap.clear(pointer, Math.min(size, sizes.error));
    let result: T;
    try {
      result = use(pointer);
    } catch (error) {
      if (error instanceof SelinetError) this.#module._selinet_free(pointer);
      throw error;
    }
    this.#module._selinet_free(pointer);
    return result;
  }

  #allocate(size: number): number {
    const pointer = this.#module._selinet_alloc(size);
    if (pointer === 0) {
      throw new SelinetError(
        'out-of-memory',
        'The engine could not get enough memory; close other pages and try again.',
        {
          detail: `${size} bytes on top of ${this.#heap.size}`,
        },
      );
    }
    return pointer;
  }
}

/** Gives the compiled engine to its glue, which then needs to fetch nothing. */
async function instantiate(factory: EngineFactory, compiled: WebAssembly.Module): Promise<EngineModule> {
  try {
    return await factory({
      instantiateWasm(imports, receive) {
        const instance = new WebAssembly.Instance(compiled, imports);
        receive(instance, compiled);
        return instance.exports;
      },
    });
  } catch (error) {
    if (error instanceof RangeError) {
      throw new SelinetError(
        'out-of-memory',
        'There is no memory for the engine; close other pages and try again.',
        {
          detail: textOf(error),
          cause: error,
        },
      );
    }
    // A LinkError is what two files of different releases look like.
    throw new SelinetError(
      'engine-failed',
      'The engine could not be started. Deploy all files of one release together and empty caches.',
      { detail: textOf(error), cause: error },
    );
  }
}

function describe(info: HeapImageInfo): ImageInfo {
  const format = formats[info.format];
  if (format === undefined)
    throw new SelinetError('internal', `The engine told an unknown format ${info.format}.`);
  const turned = info.orientation >= 5; // EXIF 5 to 8 swap the sides
  return {
    format,
    width: turned ? info.storedHeight : info.storedWidth,
    height: turned ? info.storedWidth : info.storedHeight,
  };
}

/** The name of a selinet::ImageFormat. */
export function formatName(number: number): PhotoFormat {
  return formats[number] ?? 'pixels';
}
