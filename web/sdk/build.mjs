// Builds the package into dist/: four modules, the engine, the models and the types.
//
//   node build.mjs [--wasm DIR] [--models DIR] [--out DIR]     (or SELINET_WASM_DIR, SELINET_MODELS_DIR)
//
// Everything is made in a folder of its own that then takes dist's place, so that an interrupted build
// never leaves half a package.

import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const { values } = parseArgs({
  options: { wasm: { type: 'string' }, models: { type: 'string' }, out: { type: 'string' } },
});
const wasmFolder = resolve(values.wasm ?? process.env.SELINET_WASM_DIR ?? join(root, 'build/wasm-simd/wasm'));
const modelsFolder = resolve(values.models ?? process.env.SELINET_MODELS_DIR ?? join(root, 'models'));
const dist = resolve(values.out ?? join(here, 'dist'));
const next = `${dist}.${process.pid}`;

const engine = { glue: 'selinet-simd.js', wasm: 'selinet-simd.wasm' };

function fail(message) {
  process.stderr.write(`web/sdk: ${message}\n`);
  process.exit(1);
}

/** Puts the engine's glue in the place of the name 'selinet:engine'. */
const engineGlue = {
  name: 'engine-glue',
  setup({ onResolve, onLoad, initialOptions }) {
    onResolve({ filter: /^selinet:engine$/ }, () =>
      // Node loads the file beside it; the browser's worker is one file, which every bundler can handle.
      initialOptions.platform === 'node'
        ? { path: `./${engine.glue}`, external: true }
        : { path: join(wasmFolder, engine.glue) },
    );
    // The glue's branch for Node names a module that browsers lack; it never runs there, but bundlers of
    // our users would stumble over the name.
    onResolve({ filter: /^(node:)?module$/ }, () =>
      initialOptions.platform === 'node' ? undefined : { path: 'module', namespace: 'absent' },
    );
    onLoad({ filter: /.*/, namespace: 'absent' }, () => ({ contents: 'export default undefined;' }));
  },
};

async function bundle(names, platform) {
  await build({
    entryPoints: names.map((name) => join(here, 'src', `${name}.ts`)),
    outdir: next,
    bundle: true,
    format: 'esm',
    platform,
    target: platform === 'node' ? 'node20' : 'es2022',
    minify: platform !== 'node', // on the wire; in Node a readable stack is worth more
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [engineGlue],
  });
}

function copyEngineAndModels() {
  for (const name of Object.values(engine)) copyFileSync(join(wasmFolder, name), join(next, name));
  const { files } = JSON.parse(readFileSync(join(modelsFolder, 'manifest.json'), 'utf8'));
  for (const path of ['manifest.json', ...files.map((file) => file.path)]) {
    const target = join(next, 'models', path);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(modelsFolder, path), target);
  }
}

/** Emits declarations, and keeps those that the public ones refer to. */
function writeTypes() {
  const compiler = join(here, '../node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [compiler, '-p', join(here, 'tsconfig.json'), '--outDir', next], {
    stdio: 'inherit',
  });
  const reference = /from '\.\/([\w-]+)\.ts'/g;
  const wanted = new Set();
  const follow = (name) => {
    if (wanted.has(name)) return;
    wanted.add(name);
    const text = readFileSync(join(next, name), 'utf8');
    for (const [, target] of text.matchAll(reference)) follow(`${target}.d.ts`);
    writeFileSync(join(next, name), text.replaceAll(reference, "from './$1.js'")); // the files that are shipped
  };
  follow('index.d.ts');
  follow('node.d.ts');
  for (const name of readdirSync(next)) {
    if (name.endsWith('.d.ts') && !wanted.has(name)) rmSync(join(next, name));
  }
}

for (const name of Object.values(engine)) {
  if (!existsSync(join(wasmFolder, name)))
    fail(`${join(wasmFolder, name)} is missing; build the wasm-simd preset first`);
}
if (!existsSync(join(modelsFolder, 'manifest.json')))
  fail(`${join(modelsFolder, 'manifest.json')} is missing`);

for (const name of readdirSync(dirname(dist))) {
  const left = name.startsWith(`${basename(dist)}.`) && /\.\d+$/.test(name); // by an interrupted build
  if (left) rmSync(join(dirname(dist), name), { recursive: true });
}
mkdirSync(next, { recursive: true });
await bundle(['index', 'worker'], 'browser');
await bundle(['node', 'node-worker'], 'node');
writeTypes();
copyEngineAndModels();
rmSync(dist, { recursive: true, force: true });
renameSync(next, dist);

for (const name of readdirSync(dist).filter((file) => /\.(js|wasm)$/.test(file))) {
  process.stderr.write(
    `${join(relative(root, dist), name)}: ${(statSync(join(dist, name)).size / 1024).toFixed(1)} KB\n`,
  );
}
