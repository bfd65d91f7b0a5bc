// The little of models/manifest.json that loading needs: which files, how large. The engine checks the rest.

import { SelinetError, textOf } from './errors.ts';
import type { Model } from './types.ts';

export interface ManifestFile {
  /** Relative to the models' folder, and inside it. */
  path: string;
  bytes: number;
}

export interface Manifest {
  version: string;
  /** The files of the chosen tier. */
  files: ManifestFile[];
}

/** Larger than any model of ours; keeps a damaged manifest from asking for all memory. */
const maxModelBytes = 256 * 1024 * 1024;

/** Names without "..", schemes or anything else that could lead out of the folder. */
const safePath = /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/;

/** Reads the manifest; throws `invalid-manifest`. */
export function readManifest(bytes: Uint8Array, model: Model): Manifest {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw invalid('it is not JSON', textOf(error));
  }
  if (!isObject(json) || !Array.isArray(json.files)) throw invalid('it has no list of files');
  const files = (json.files as unknown[]).map(readFile);
  return {
    version: String(json.version),
    files: files.filter((file) => file.tiers.includes(model)).map(({ path, bytes }) => ({ path, bytes })),
  };
}

function readFile(file: unknown): ManifestFile & { tiers: unknown[] } {
  if (!isObject(file)) throw invalid('an entry of its files is not an object');
  const { path, bytes, tiers } = file;
  if (typeof path !== 'string' || !safePath.test(path))
    throw invalid('a file has no proper path', String(path));
  if (!Number.isSafeInteger(bytes) || (bytes as number) < 0 || (bytes as number) > maxModelBytes) {
    throw invalid(`${path} has no proper size`, String(bytes));
  }
  if (!Array.isArray(tiers)) throw invalid(`${path} has no list of tiers`);
  return { path, bytes: bytes as number, tiers };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(what: string, detail = ''): SelinetError {
  return new SelinetError(
    'invalid-manifest',
    `models/manifest.json cannot be used: ${what}. Deploy all files of one release together.`,
    { detail },
  );
}
