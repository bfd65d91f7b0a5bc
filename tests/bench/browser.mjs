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

// Bytes of the WebAssembly memories in a worker, found through the debugger, so that nothing has to be
// patched in what is measured. `send(method, params)` talks to the worker.
async function memoryOfWorker(send) {
  const prototype = await send('Runtime.evaluate', { expression: 'WebAssembly.Memory.prototype' });
  const found = await send('Runtime.queryObjects', { prototypeObjectId: prototype.result.objectId });
  const sum = await send('Runtime.callFunctionOn', {
    objectId: found.objects.objectId,
    functionDeclaration:
      'function () { return this.reduce((bytes, memory) => bytes + memory.buffer.byteLength, 0); }',
    returnByValue: true,
  });
  return sum.result.value;
}

/** Bytes of WebAssembly memory in all workers of `page`. */
export async function wasmMemoryOfWorkers(context, page) {
  const session = await context.newCDPSession(page);
  // Workers are targets below the page; messages to them travel inside messages.
  const waiting = new Map();
  const workers = [];
  session.on('Target.attachedToTarget', ({ sessionId }) => workers.push(sessionId));
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result, error } = JSON.parse(message);
    const settle = waiting.get(id);
    waiting.delete(id);
    if (error) settle?.reject(new Error(error.message));
    else settle?.resolve(result);
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  let id = 0;
  let total = 0;
  for (const sessionId of workers) {
    total += await memoryOfWorker((method, params) => {
      id += 1;
      const answer = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
      const message = JSON.stringify({ id, method, params });
      return session.send('Target.sendMessageToTarget', { sessionId, message }).then(() => answer);
    });
  }
  await session.detach();
  return total;
}
