// The queue and its threads, with threads whose answers the test gives: what settles when, in which order.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as soon } from 'node:timers/promises';
import { Client } from '../src/client.ts';
import type { Thread, ThreadEvents } from '../src/connection.ts';
import { SelinetError } from '../src/errors.ts';
import type { PreparedPhoto, Request, Response } from '../src/protocol.ts';
import type { Report } from '../src/types.ts';
import { packageVersion } from '../src/version.ts';

/** Stands for the engine's thread: records requests, says what the test tells it to. */
class ScriptedThread implements Thread {
  readonly requests: Request[] = [];
  terminated = false;
  readonly events: ThreadEvents;

  constructor(events: ThreadEvents) {
    this.events = events;
  }

  post(request: Request): void {
    this.requests.push(request);
    if (request.type === 'open') void Promise.resolve().then(() => this.say(opened(request.id)));
  }

  terminate(): void {
    this.terminated = true;
  }

  say(response: Response): void {
    this.events.onMessage(response);
  }

  /** Id of the photo under way. */
  get current(): number {
    const last = this.requests.findLast((request) => request.type === 'analyze');
    assert.ok(last, 'a photo is under way');
    return last.id;
  }

  report(): void {
    this.say({ type: 'report', id: this.current, report: { schema: 'selinet-report/1' } as Report });
  }

  fail(code: 'corrupt-image' | 'engine-failed' | 'aborted', fatal = false): void {
    this.say({ type: 'failed', id: this.current, error: { code, message: 'No.', detail: '' }, fatal });
  }
}

const module = {} as WebAssembly.Module;

function opened(id: number): Response {
  return { type: 'opened', id, package: packageVersion, models: '1', variant: 'simd', module };
}

function bytesPhoto(): PreparedPhoto {
  return { source: { kind: 'bytes', bytes: new Uint8Array(1) }, transfer: [] };
}

async function setUp(prepare: () => PreparedPhoto | Promise<PreparedPhoto> = bytesPhoto) {
  const threads: ScriptedThread[] = [];
  const start = (events: ThreadEvents) => {
    const thread = new ScriptedThread(events);
    threads.push(thread);
    return thread;
  };
  const open = {
    baseUrl: 'http://localhost/',
    model: 'standard',
    correction: true,
    deterministic: false,
  } as const;
  const client = await Client.create({ start, prepare, open }, {});
  const thread = (index: number) => {
    const found = threads[index];
    assert.ok(found, `thread ${index} was started`);
    return found;
  };
  return { client, threads, thread };
}

/** Records how a promise settles. */
function watch(promise: Promise<unknown>): { state: string } {
  const watched = { state: 'open' };
  promise.then(
    () => {
      watched.state = 'report';
    },
    (error) => {
      watched.state = error instanceof SelinetError ? error.code : `foreign ${error}`;
    },
  );
  return watched;
}

const photo = new Uint8Array(1);

test('one photo at a time, in order', async () => {
  const { client, thread } = await setUp();
  const calls = [watch(client.analyze(photo)), watch(client.analyze(photo))];
  await soon();
  assert.equal(thread(0).requests.filter(({ type }) => type === 'analyze').length, 1);
  thread(0).report();
  await soon();
  assert.deepEqual(
    calls.map(({ state }) => state),
    ['report', 'open'],
  );
  thread(0).fail('corrupt-image');
  await soon();
  assert.deepEqual(
    calls.map(({ state }) => state),
    ['report', 'corrupt-image'],
  );
});

test('a queued photo that is given up is never sent', async () => {
  const { client, thread } = await setUp();
  const abort = new AbortController();
  const first = watch(client.analyze(photo));
  const second = watch(client.analyze(photo, { signal: abort.signal }));
  await soon();
  abort.abort();
  await soon();
  assert.deepEqual([first.state, second.state], ['open', 'aborted']);
  thread(0).report();
  await soon();
  assert.equal(thread(0).requests.filter(({ type }) => type === 'analyze').length, 1);
});

test('a running photo that is given up rejects at once, and the next one waits for the thread', async () => {
  const { client, thread } = await setUp();
  const abort = new AbortController();
  const first = watch(client.analyze(photo, { signal: abort.signal }));
  const second = watch(client.analyze(photo));
  await soon();
  const id = thread(0).current;
  abort.abort();
  await soon();
  assert.equal(first.state, 'aborted');
  assert.deepEqual(thread(0).requests.at(-1), { type: 'abort', id });
  assert.equal(thread(0).current, id);
  thread(0).fail('aborted');
  await soon();
  assert.notEqual(thread(0).current, id);
  thread(0).report();
  await soon();
  assert.equal(second.state, 'report');
});

test('a photo that never gets ready can be given up', async () => {
  let calls = 0;
  const never = new Promise<PreparedPhoto>(() => {});
  const { client, thread } = await setUp(() => (calls++ === 0 ? never : bytesPhoto()));
  const abort = new AbortController();
  const first = watch(client.analyze(photo, { signal: abort.signal }));
  const second = watch(client.analyze(photo));
  await soon();
  abort.abort();
  await soon();
  thread(0).report();
  await soon();
  assert.deepEqual([first.state, second.state], ['aborted', 'report']);
});

test('after a fatal answer the next photo gets a fresh thread with the compiled engine', async () => {
  const { client, thread, threads } = await setUp();
  const calls = [watch(client.analyze(photo)), watch(client.analyze(photo))];
  await soon();
  thread(0).fail('engine-failed', true);
  await soon();
  assert.equal(thread(0).terminated, true);
  const [open] = thread(1).requests;
  assert.ok(open?.type === 'open' && open.module === module);
  thread(1).report();
  await soon();
  assert.deepEqual(
    calls.map(({ state }) => state),
    ['engine-failed', 'report'],
  );
  assert.equal(threads.length, 2);
});

test('a thread that dies fails the running photo, and idle costs nothing until the next one', async () => {
  const { client, thread, threads } = await setUp();
  const first = watch(client.analyze(photo));
  await soon();
  thread(0).events.onFailure(new SelinetError('engine-failed', 'Lost.'));
  await soon();
  assert.equal(first.state, 'engine-failed');
  assert.equal(threads.length, 1);
  const second = watch(client.analyze(photo));
  await soon();
  thread(1).report();
  await soon();
  assert.equal(second.state, 'report');
});

test('answers that come late or twice change nothing', async () => {
  const { client, thread } = await setUp();
  const call = watch(client.analyze(photo));
  await soon();
  thread(0).report();
  await soon();
  thread(0).report();
  thread(0).fail('corrupt-image');
  thread(0).say({ type: 'report', id: 999, report: {} as Report });
  await soon();
  assert.equal(call.state, 'report');
});

test('disposal settles what runs and what waits, and ends the thread', async () => {
  const { client, thread } = await setUp();
  const calls = [watch(client.analyze(photo)), watch(client.analyze(photo))];
  await soon();
  await client.dispose();
  await client.dispose();
  calls.push(watch(client.analyze(photo)));
  await soon();
  assert.deepEqual(
    calls.map(({ state }) => state),
    ['disposed', 'disposed', 'disposed'],
  );
  assert.equal(thread(0).terminated, true);
});

test('a worker of another release is refused', async () => {
  const start = (events: ThreadEvents): Thread => ({
    post: (request) => events.onMessage({ ...opened(request.id), package: '9.9.9' } as Response),
    terminate() {},
  });
  const open = { baseUrl: '', model: 'standard', correction: true, deterministic: false } as const;
  await assert.rejects(Client.create({ start, prepare: bytesPhoto, open }, {}), { code: 'engine-failed' });
});

test('what cannot be posted is the caller’s mistake', async () => {
  let posted = 0;
  const start = (events: ThreadEvents): Thread => ({
    post(request) {
      if (posted++ > 0) throw new DOMException('tainted', 'DataCloneError');
      queueMicrotask(() => events.onMessage(opened(request.id)));
    },
    terminate() {},
  });
  const open = { baseUrl: '', model: 'standard', correction: true, deterministic: false } as const;
  const client = await Client.create({ start, prepare: bytesPhoto, open }, {});
  await assert.rejects(client.analyze(photo), { code: 'invalid-argument' });
});

test('errors name the photo', async () => {
  const { client, thread } = await setUp();
  const calls = [
    client.analyze(new File([], 'a.jpg')),
    client.analyze('/photos/caf%C3%A9.jpg?x=1'),
    client.analyze(photo, { name: 'mine' }),
  ];
  const names: unknown[] = [];
  for (const call of calls) {
    await soon();
    thread(0).fail('corrupt-image');
    names.push((await call.catch((error) => error)).photo);
  }
  assert.deepEqual(names, ['a.jpg', 'café.jpg', 'mine']);
});
