// The package in Chromium over time: queue, abort, disposal, traps, killed workers, a page that stays free.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { TestServer } from './server.ts';
import { launchChromium, openPage, sdkFolder, startSdkServer, type WatchedPage } from './support.ts';

let browser: Browser;
let server: TestServer;
let watched: WatchedPage;

/** Runs code in the page that has `sdk`, `outcomeOf`, `summaryOf(promise)`, `photo` (a File) and `create`. */
async function inPage<T>(code: string): Promise<T> {
  return (await watched.page.evaluate(`(async () => {
    const sdk = await import('/sdk/index.js');
    const { outcomeOf, photoMakers } = await import('/test/harness.mjs');
    const summaryOf = async (promise) => {
      const { error } = await outcomeOf(sdk, promise);
      if (error && !error.isSelinetError) throw new Error('not a SelinetError: ' + error.message);
      return error ? error.code : 'report';
    };
    const photo = await photoMakers.File('/photos/golden/group.jpg');
    const create = (options) => sdk.createAnalyzer({ deterministic: true, ...options });
    ${code}
  })()`)) as T;
}

/**
 * The worker with a wasm whose first stage of the second photo really traps: an instruction `unreachable` is
 * run in the place of selinet_step, the only function of the engine that takes three numbers.
 */
function trappingWorker(): string {
  const prelude = `{
    const wasm = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 116, 0, 0,
      10, 5, 1, 3, 0, 0, 11); // exports "t", which is unreachable
    const Real = WebAssembly.Instance;
    const trap = new Real(new WebAssembly.Module(wasm)).exports.t;
    let photos = 0;
    WebAssembly.Instance = function (module, imports) {
      const exports = { ...new Real(module, imports).exports };
      for (const [name, call] of Object.entries(exports)) {
        if (typeof call !== 'function') continue;
        if (call.length === 4) exports[name] = (...given) => (photos++, call(...given)); // begin
        if (call.length === 3) exports[name] = (...given) => (photos >= 2 ? trap() : call(...given)); // step
      }
      return { exports };
    };
  }
  `;
  return prelude + readFileSync(join(sdkFolder(), 'worker.js'), 'utf8');
}

before(async () => {
  browser = await launchChromium();
  server = await startSdkServer();
});

beforeEach(async () => {
  server.doctor = undefined;
  watched = await openPage(browser, server, '/blank.html');
  server.requests.length = 0;
});

afterEach(async () => {
  await watched.page.context().close();
  assert.deepEqual(watched.complaints, []);
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

test('calls are answered in their order, and failures do not disturb the others', async () => {
  const order = await inPage<string[]>(`
    const analyzer = await create();
    const bad = new File(['just text'], 'photo.jpg');
    const order = [];
    await Promise.all([photo, bad, photo, new Blob([]), photo].map((one, i) =>
      summaryOf(analyzer.analyze(one)).then((summary) => order.push(i + ' ' + summary))));
    await analyzer.dispose();
    return order;`);
  assert.deepEqual(order, ['0 report', '1 unsupported-format', '2 report', '3 empty-file', '4 report']);
});

test('progress names every stage in order', async () => {
  const { seen, people } = await inPage<{ seen: string[]; people: number }>(`
    const analyzer = await create();
    const seen = [];
    const report = await analyzer.analyze(photo, { onProgress: (p) => seen.push(p.stage + ' ' + p.completed + '/' + p.total) });
    await analyzer.dispose();
    return { seen, people: report.people.length };`);
  const all = 3 + people;
  const persons = Array.from({ length: people }, (_, i) => `person ${3 + i}/${all}`);
  assert.deepEqual(seen, ['decode 0/3', 'detect 1/3', `scene 2/${all}`, ...persons, `done ${all}/${all}`]);
});

test('a photo can be given up before, while queued and in every stage', async () => {
  const found = await inPage<string[]>(`
    const analyzer = await create();
    const found = [await summaryOf(analyzer.analyze(photo, { signal: AbortSignal.abort() }))];
    for (const stage of ['decode', 'detect', 'scene', 'person']) {
      const running = new AbortController();
      const queued = new AbortController();
      const onProgress = (progress) => {
        if (progress.stage !== stage) return;
        queued.abort();
        running.abort();
      };
      const first = summaryOf(analyzer.analyze(photo, { signal: running.signal, onProgress }));
      const second = summaryOf(analyzer.analyze(photo, { signal: queued.signal }));
      const third = summaryOf(analyzer.analyze(photo));
      found.push(stage, await first, await second, await third);
    }
    await analyzer.dispose();
    return found;`);
  const each = ['aborted', 'aborted', 'report'];
  assert.deepEqual(found, [
    'aborted',
    ...['decode', 'detect', 'scene', 'person'].flatMap((stage) => [stage, ...each]),
  ]);
});

test('a photo whose download stalls can be given up, and the next one is analysed', async () => {
  server.doctor = (path) => (path === '/photos/slow.jpg' ? { stall: true } : undefined);
  const found = await inPage<string[]>(`
    const analyzer = await create();
    const slow = summaryOf(analyzer.analyze('/photos/slow.jpg', { signal: AbortSignal.timeout(200) }));
    const next = summaryOf(analyzer.analyze(photo));
    return [await slow, await next];`);
  assert.deepEqual(found, ['aborted', 'report']);
});

test('the reason of an abort is the cause of the error, and its photo is named', async () => {
  const found = await inPage<string[]>(`
    const analyzer = await create();
    const error = await analyzer.analyze(photo, { signal: AbortSignal.abort('enough') }).catch((e) => e);
    return [error.name, error.code, error.cause, error.photo];`);
  assert.deepEqual(found, ['SelinetError', 'aborted', 'enough', 'group.jpg']);
});

test('a trap fails that photo alone: a fresh worker takes the next one, without fetching the engine again', async () => {
  let doctored = 0;
  server.doctor = (path) =>
    path === '/sdk/worker.js' && doctored++ === 0 ? { body: trappingWorker() } : undefined;
  const { found, error } = await inPage<{ found: string[]; error: { message: string; detail: string } }>(`
    const analyzer = await create();
    const calls = [photo, photo, photo, photo].map((one) => analyzer.analyze(one));
    const found = await Promise.all(calls.map(summaryOf));
    const { error } = await outcomeOf(sdk, calls[1]);
    await analyzer.dispose();
    return { found, error };`);
  assert.deepEqual(found, ['report', 'engine-failed', 'report', 'report']);
  assert.match(error.detail, /RuntimeError: unreachable/);
  assert.equal(server.requests.filter((path) => path === '/sdk/worker.js').length, 2);
  assert.equal(server.requests.filter((path) => path.endsWith('.wasm')).length, 1);
});

test('a worker that dies between photos is replaced', async () => {
  // An error that nobody catches is how a browser tells that a worker is lost.
  const body = `${readFileSync(join(sdkFolder(), 'worker.js'), 'utf8')}
    let first = true;
    addEventListener('message', ({ data }) => {
      if (data.type === 'analyze' && data.id > 2) setTimeout(() => { throw new Error('lost'); });
    });`;
  let served = 0;
  server.doctor = (path) => (path === '/sdk/worker.js' && served++ === 0 ? { body } : undefined);
  const found = await inPage<string[]>(`
    const analyzer = await create();
    const found = [];
    for (let i = 0; i < 4; i++) found.push(await summaryOf(analyzer.analyze(photo)));
    return found;`);
  assert.deepEqual(found, ['report', 'engine-failed', 'report', 'report']);
});

test('disposal settles everything, may be repeated, and leaves no worker', async () => {
  const found = await inPage<string[]>(`
    const analyzer = await create();
    const calls = [photo, photo, photo].map((one) => summaryOf(analyzer.analyze(one)));
    await new Promise((resolve) => setTimeout(resolve, 20));
    await analyzer.dispose();
    await analyzer[Symbol.asyncDispose]();
    return [...await Promise.all(calls), await summaryOf(analyzer.analyze(photo))];`);
  assert.deepEqual(found, ['disposed', 'disposed', 'disposed', 'disposed']);
  for (let tries = 0; watched.page.workers().length > 0 && tries < 50; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.equal(watched.page.workers().length, 0);
});

test('two analysers do not know of each other', async () => {
  const found = await inPage<string[]>(`
    const [a, b] = await Promise.all([create(), create({ correction: false })]);
    const [one, two] = await Promise.all([a.analyze(photo), b.analyze(photo)]);
    await a.dispose();
    return [one.correction, two.correction, await summaryOf(b.analyze(photo))];`);
  assert.deepEqual(found, [true, false, 'report']);
});

test('a failing callback is reported to the page and does not stop the analysis', async () => {
  const found = await inPage<string>(`
    const analyzer = await create();
    return summaryOf(analyzer.analyze(photo, { onProgress() { throw new Error('of the caller'); } }));`);
  assert.equal(found, 'report');
  const complaints = watched.complaints.splice(0);
  assert.ok(complaints.length > 0 && complaints.every((text) => text.includes('of the caller')));
});

test('the page’s own thread stays free', async (context) => {
  const tasks = await inPage<number[]>(`
    const tasks = [];
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((e) => e.duration)));
    observer.observe({ type: 'longtask' });
    const analyzer = await sdk.createAnalyzer();
    const large = await photoMakers.File('/photos/golden/large-12mp.jpg');
    await analyzer.analyze(large);
    await new Promise((resolve) => setTimeout(resolve, 100));
    observer.disconnect();
    await analyzer.dispose();
    return tasks;`);
  // Recorded, not asserted: a busy machine makes long tasks of its own.
  context.diagnostic(
    `main thread blocked for more than 50 ms: ${tasks.map(Math.round).join(', ') || 'never'}`,
  );
});
