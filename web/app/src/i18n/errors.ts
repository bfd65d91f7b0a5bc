// From an error's code, which may be newer than this page, to its sentences.
import type { Messages } from './types.ts';

export function errorText(messages: Messages, code: string): { title: string; advice: string } {
  const texts: Record<string, { title: string; advice: string } | undefined> = messages.errors;
  return texts[code] ?? messages.errors.internal;
}

// Whether the same photo may work when tried again as it is; a damaged file will not.
export function isWorthRetrying(code: string): boolean {
  return ['out-of-memory', 'wrong-state', 'internal', 'network', 'engine-failed', 'disposed'].includes(code);
}

const heicName = /\.hei[cf]$/i;

export function isHeic(file: { name: string; type: string }): boolean {
  return heicName.test(file.name) || /^image\/hei[cf]/.test(file.type);
}
