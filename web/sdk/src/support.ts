// What the browser must have, asked before anything is fetched.

import { SelinetError } from './errors.ts';

// The smallest module with a 128-bit instruction: a function that returns i8x16.popcnt(i8x16.splat(0)).
const simdProbe = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], // "\0asm", version 1
  ...[0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b], // types: one, () -> v128
  ...[0x03, 0x02, 0x01, 0x00], // functions: one, of type 0
  ...[0x0a, 0x0a, 0x01, 0x08, 0x00], // code: one body of 8 bytes, no locals
  ...[0x41, 0x00, 0xfd, 0x0f, 0xfd, 0x62, 0x0b], // i32.const 0, i8x16.splat, i8x16.popcnt, end
);

/** Throws `unsupported-browser` unless all that is needed is there. */
export function checkBrowser(): void {
  const missing: string[] = [];
  if (typeof WebAssembly !== 'object' || !WebAssembly.validate(simdProbe)) missing.push('WebAssembly SIMD');
  if (typeof Worker !== 'function') missing.push('workers');
  if (typeof OffscreenCanvas !== 'function') missing.push('OffscreenCanvas');
  if (missing.length === 0) return;
  throw new SelinetError(
    'unsupported-browser',
    `This browser lacks ${missing.join(' and ')}. Chrome, Edge and Firefox of 2023 or newer work, and Safari from 16.4.`,
    { detail: typeof navigator === 'object' ? navigator.userAgent : '' },
  );
}
