// What a first visit carries over the wire: every file of the built SDK, as a well set-up host sends it.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { sizeRow } from './rows.mjs';

const NOT_FETCHED = /\.(d\.ts|map|md)$|^node|LICENSE|NOTICE|package\.json$/; // by a browser

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function wireKilobytes(path) {
  const bytes = readFileSync(path);
  const options = {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  };
  return brotliCompressSync(bytes, options).length / 1000;
}

/** One row a file below `folder`, and their sum. */
export function wireRows(folder) {
  const files = filesBelow(folder).filter((path) => !NOT_FETCHED.test(relative(folder, path)));
  const sizes = files.map((path) => [relative(folder, path), wireKilobytes(path)]);
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  return [
    ...sizes.map(([name, size]) => sizeRow(`wire: ${name}`, size)),
    sizeRow('wire: all of these', total),
  ];
}
