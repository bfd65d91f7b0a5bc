// What a first visit carries over the wire: the files that the browser asked for, each as small as a well
// set-up host sends it.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { sizeRow } from './rows.mjs';

function wireKilobytes(path) {
  const bytes = readFileSync(path);
  const options = {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  };
  return brotliCompressSync(bytes, options).length / 1000;
}

/** One row a file of `paths` below `folder`, and their sum. */
export function wireRows(folder, paths) {
  const sizes = paths
    .filter((path) => path.startsWith(`${folder}/`))
    .sort()
    .map((path) => [relative(folder, path), wireKilobytes(path)]);
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  return [
    ...sizes.map(([name, size]) => sizeRow(`wire: ${name}`, size)),
    sizeRow('wire: all of these', total),
  ];
}
