// Fetches a deployment's files in a browser's worker: the engine compiles while the models arrive. Nothing
// is requested from outside the base URL.

import type { ModelFile } from './engine.ts';
import { SelinetError, textOf } from './errors.ts';
import type { Deployment } from './host.ts';
import { type ManifestFile, readManifest } from './manifest.ts';
import type { OpenRequest } from './protocol.ts';
import type { LoadProgress } from './types.ts';

const engineFile = 'selinet-simd.wasm';
const manifestPath = 'manifest.json';

/** Fetches everything in parallel. Throws `network` with the name of the file, or `invalid-manifest`. */
export async function loadDeployment(
  request: Pick<OpenRequest, 'baseUrl' | 'model' | 'module'>,
  onProgress: (progress: LoadProgress) => void,
): Promise<Deployment> {
  const { baseUrl, model } = request;
  const [module, models] = await Promise.all([
    request.module ?? compile(baseUrl),
    loadModels(`${baseUrl}models/`, model, onProgress),
  ]);
  return { module, ...models };
}

async function loadModels(
  folder: string,
  model: OpenRequest['model'],
  onProgress: (progress: LoadProgress) => void,
): Promise<{ files: ModelFile[]; models: string }> {
  onProgress({ stage: 'fetch', loaded: 0, total: 0 });
  // Asked for anew each time, so that an old manifest never meets new models.
  const manifestBytes = await readAll(await request(folder + manifestPath, { cache: 'no-cache' }));
  const manifest = readManifest(manifestBytes, model);
  const total = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  let loaded = 0;
  const onBytes = (bytes: number) => {
    loaded += bytes;
    onProgress({ stage: 'fetch', loaded, total });
  };
  onBytes(0);
  const files = await Promise.all(manifest.files.map((file) => loadModel(folder, file, onBytes)));
  return { files: [{ path: manifestPath, bytes: manifestBytes }, ...files], models: manifest.version };
}

async function loadModel(
  folder: string,
  { path, bytes: expected }: ManifestFile,
  onBytes: (bytes: number) => void,
): Promise<ModelFile> {
  const url = folder + path;
  const response = await request(url);
  if (!response.body) return { path, bytes: await readAll(response) };
  const bytes = new Uint8Array(expected);
  let received = 0;
  try {
    for (const reader = response.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      if (received + value.length > expected) {
        await reader.cancel();
        throw new SelinetError(
          'corrupt-model',
          `${path} is longer than its manifest says; deploy the models again.`,
          {
            detail: `more than ${expected} bytes at ${url}`,
          },
        );
      }
      bytes.set(value, received);
      received += value.length;
      onBytes(value.length);
    }
  } catch (error) {
    throw error instanceof SelinetError ? error : unreachable(url, textOf(error), error);
  }
  return { path, bytes: bytes.subarray(0, received) }; // too short a file is refused by the engine
}

/** Compiles the engine while it arrives. */
async function compile(baseUrl: string): Promise<WebAssembly.Module> {
  const url = baseUrl + engineFile;
  const response = await request(url);
  try {
    // Compiling straight from the response also lets the browser keep the machine code in its cache, but
    // needs the right content type, which plain static servers do not always send.
    const streamable = response.headers.get('content-type')?.split(';')[0]?.trim() === 'application/wasm';
    if (streamable) return await WebAssembly.compileStreaming(response);
    return await WebAssembly.compile(await readAll(response));
  } catch (error) {
    if (error instanceof SelinetError) throw error;
    if (error instanceof WebAssembly.CompileError) {
      throw new SelinetError(
        'engine-failed',
        `${engineFile} is damaged or is another file; deploy it again.`,
        {
          detail: textOf(error),
          cause: error,
        },
      );
    }
    throw unreachable(url, textOf(error), error);
  }
}

async function request(url: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { credentials: 'same-origin', ...init });
  } catch (error) {
    throw unreachable(url, textOf(error), error);
  }
  if (!response.ok) throw unreachable(url, `HTTP status ${response.status}`);
  return response;
}

async function readAll(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    throw unreachable(response.url, textOf(error), error);
  }
}

function unreachable(url: string, detail: string, cause?: unknown): SelinetError {
  return new SelinetError('network', `${url} could not be fetched; check the address and the connection.`, {
    detail,
    cause,
  });
}
