// A static file server for the bench: several folders under one origin, cacheable as on a real host.
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
};

// The file behind an address, or null: only below its own folder.
function locate(folders, address) {
  const [, name, ...rest] = decodeURIComponent(new URL(address, 'http://bench').pathname).split('/');
  const folder = folders[name];
  if (!folder) return null;
  const path = normalize(join(folder, ...rest));
  if (!path.startsWith(normalize(folder))) return null;
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() ? path : null;
}

/**
 * Serves `folders` ({name: path}) as /name/...; `preludes` ({address: text}) go before a file's own
 * content. Resolves to {origin, served, close}; `served` grows by the path of each file that was asked for.
 */
export async function serve(folders, preludes = {}) {
  const served = new Set();
  const server = createServer((request, response) => {
    const path = locate(folders, request.url);
    if (!path) {
      response.writeHead(404).end();
      return;
    }
    served.add(path);
    const prelude = Buffer.from(preludes[request.url] ?? '');
    const body = Buffer.concat([prelude, readFileSync(path)]);
    response.writeHead(200, {
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      'content-length': body.length,
      // The second visit may use what the first one fetched.
      'cache-control': 'max-age=3600',
    });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    served,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  };
}
