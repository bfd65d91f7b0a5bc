// The browser's worker: wires the engine's host to this thread's messages. Built into one file of its own.

import createEngine from 'selinet:engine';
import { readPhoto } from './decode.ts';
import { EngineHost } from './host.ts';
import { loadDeployment } from './loader.ts';
import type { Request } from './protocol.ts';

// This file is type-checked together with the page's side, so the worker's global is described here.
interface WorkerScope {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<Request>) => void): void;
}
const scope = globalThis as unknown as WorkerScope;

// A message to ourselves queues behind the messages that wait already; a timer would cost 4 ms each time.
const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port1.onmessage = () => waiting.shift()?.();

const host = new EngineHost({
  variant: 'simd',
  factory: createEngine,
  post: (response) => scope.postMessage(response),
  load: loadDeployment,
  read: readPhoto,
  pause: () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(undefined);
    }),
});

scope.addEventListener('message', (event) => host.receive(event.data));
