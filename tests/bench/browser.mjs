// Chromium in a profile of its own, and what its processes weigh.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { processTree } from './load.mjs';

const ARGUMENTS = [
  '--no-sandbox', // runs as root in containers
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Runs `visit(context)` in a fresh profile, which is gone afterwards. */
export async function withFreshProfile(visit) {
  const profile = mkdtempSync(join(tmpdir(), 'selinet-bench-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.SELINET_CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: ARGUMENTS,
  });
  try {
    return await visit(context);
  } finally {
    await context.close().catch(() => {});
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}

function readProcess(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return ''; // it has ended
  }
}

/** MiB: the most that any renderer process of ours has held so far (resident, as the kernel counts). */
export function peakRendererMemory() {
  const peaks = processTree()
    .filter((pid) => readProcess(pid, 'cmdline').includes('--type=renderer'))
    .map((pid) => Number(/VmHWM:\s+(\d+)/.exec(readProcess(pid, 'status'))?.[1] ?? 0) / 1024);
  return Math.max(0, ...peaks);
}

/** MiB of WebAssembly memory in the page and its workers, as pages/wasm-memories.js counts it. */
export async function wasmMemory(page) {
  const bytes = await Promise.all(
    [page, ...page.workers()].map((world) => world.evaluate(() => globalThis.wasmBytes())),
  );
  return bytes.reduce((sum, value) => sum + value, 0) / 1024 / 1024;
}
