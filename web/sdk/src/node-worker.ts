// Node's engine thread: the same host as in browsers, with files read from disk.

import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import createEngine from 'selinet:engine';
import { SelinetError, textOf } from './errors.ts';
import { type Deployment, EngineHost, type ReadPhoto } from './host.ts';
import { checkFileSize } from './limits.ts';
import { readManifest } from './manifest.ts';
import type { OpenRequest, PhotoSource, Request } from './protocol.ts';
import type { LoadProgress } from './types.ts';

async function load(request: OpenRequest, onProgress: (progress: LoadProgress) => void): Promise<Deployment> {
  const { baseUrl, model } = request;
  const models = `${baseUrl}models/`;
  onProgress({ stage: 'fetch', loaded: 0, total: 0 });
  const manifestBytes = await read(`${models}manifest.json`);
  const manifest = readManifest(manifestBytes, model);
  const total = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  let loaded = 0;
  const files = await Promise.all(
    manifest.files.map(async ({ path }) => {
      const bytes = await read(models + path);
      loaded += bytes.length;
      onProgress({ stage: 'fetch', loaded, total });
      return { path, bytes };
    }),
  );
  const module = request.module ?? (await compile(`${baseUrl}selinet-simd.wasm`));
  return {
    module,
    files: [{ path: 'manifest.json', bytes: manifestBytes }, ...files],
    models: manifest.version,
  };
}

async function compile(url: string): Promise<WebAssembly.Module> {
  const bytes = await read(url);
  try {
    return await WebAssembly.compile(bytes);
  } catch (error) {
    throw new SelinetError(
      'engine-failed',
      `${fileURLToPath(url)} is damaged or is another file; install it again.`,
      {
        detail: textOf(error),
        cause: error,
      },
    );
  }
}

async function readPhoto(source: PhotoSource): Promise<ReadPhoto> {
  switch (source.kind) {
    case 'blob':
      return { kind: 'file', bytes: new Uint8Array(await source.blob.arrayBuffer()) };
    case 'bytes':
      return { kind: 'file', bytes: source.bytes };
    case 'address':
      return { kind: 'file', bytes: await read(source.address, checkFileSize) };
    default:
      throw new SelinetError('internal', 'Pixels cannot be given in Node.');
  }
}

async function read(url: string, checkSize?: (bytes: number) => void): Promise<Uint8Array<ArrayBuffer>> {
  const path = fileURLToPath(url);
  try {
    if (checkSize) checkSize((await stat(path)).size);
    return await readFile(path);
  } catch (error) {
    if (error instanceof SelinetError) throw error;
    throw new SelinetError('network', `${path} could not be read.`, { detail: textOf(error), cause: error });
  }
}

const port = parentPort;
if (!port) throw new Error('node-worker.js is started by node.js, not by itself.');

const host = new EngineHost({
  variant: 'simd',
  factory: createEngine,
  post: (response) => port.postMessage(response),
  load,
  read: readPhoto,
  pause: () => new Promise((resolve) => setImmediate(resolve)),
});

port.on('message', (request: Request) => host.receive(request));
