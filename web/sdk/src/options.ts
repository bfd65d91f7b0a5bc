// Checks what callers give, so that a typing mistake fails at once and by name. Shared with Node.

import { SelinetError } from './errors.ts';
import type { AnalyzerOptions } from './types.ts';

const known = ['baseUrl', 'model', 'correction', 'deterministic', 'signal', 'onProgress'];

/** Throws `invalid-argument` for options that do not exist or cannot be. */
export function checkOptions(options: AnalyzerOptions): void {
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) throw invalid(`There is no option "${name}"; there are ${known.join(', ')}.`);
  }
  if (options.model !== undefined && options.model !== 'standard') {
    throw invalid(`There is no model "${String(options.model)}"; there is "standard".`);
  }
}

/** The folder at an address, ending in a slash: "/models?x" and "/models/" are the same. */
export function toFolder(url: URL): string {
  const folder = new URL(url);
  folder.search = '';
  folder.hash = '';
  if (!folder.pathname.endsWith('/')) folder.pathname += '/';
  return folder.href;
}

/** The folder of a module, from its own address. */
export function folderOf(moduleUrl: string): string {
  return moduleUrl.slice(0, moduleUrl.lastIndexOf('/') + 1);
}

/** An error for a wrong call. */
export function invalid(message: string, detail = ''): SelinetError {
  return new SelinetError('invalid-argument', message, { detail });
}
