// A static server for tests, on localhost: the package under the strictest policy that it promises to work
// with, the fixtures, and any file replaced by another one where a test needs a broken deployment.

import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

/** What a page may do: nothing but its own files, and WebAssembly. Named in the package's README. */
export const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "img-src 'self' blob: data:",
].join('; ');

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

/** Gives the bytes in the place of a file, or undefined for the file itself; `status` makes it an error. */
export type Doctor = (path: string) => Replacement | undefined | Promise<Replacement | undefined>;

export interface Replacement {
  body?: Buffer | string;
  status?: number;
  type?: string;
  /** Sends the headers, but never the rest. */
  stall?: boolean;
}

export class TestServer {
  readonly #server: Server;
  /** Path of each request, in order. */
  readonly requests: string[] = [];
  /** Replaces files; a test sets it and the next one starts without. */
  doctor: Doctor | undefined;

  private constructor(folders: Record<string, string>) {
    this.#server = createServer((request, response) => {
      const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
      this.requests.push(path);
      this.#answer(folders, path).then(
        ({ body = '', status = 200, type, stall }) => {
          response.writeHead(status, {
            'content-type': type ?? types[extname(path)] ?? 'application/octet-stream',
            'content-security-policy': contentSecurityPolicy,
            'cache-control': 'no-store',
          });
          if (stall) response.flushHeaders();
          else response.end(body);
        },
        () => response.writeHead(404).end(),
      );
    });
  }

  /** Serves each folder below its prefix: `{'/sdk/': 'web/sdk/dist'}`. */
  static async start(folders: Record<string, string>): Promise<TestServer> {
    const server = new TestServer(folders);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(folders: Record<string, string>, path: string): Promise<Replacement> {
    const replaced = await this.doctor?.(path);
    if (replaced) return replaced;
    if (path === '/blank.html') return { body: '<!doctype html><html lang="en"><title>Blank</title>' };
    // The longest prefix wins, so that '/' may be served beside '/sdk/'.
    const prefixes = Object.keys(folders).sort((a, b) => b.length - a.length);
    const prefix = prefixes.find((candidate) => path.startsWith(candidate));
    if (prefix === undefined) throw new Error('no such folder');
    const name = path.slice(prefix.length) || 'index.html';
    return { body: await readFile(join(folders[prefix] ?? '', normalize(`/${name}`))) };
  }
}
