// The package in Node: every test photo and every broken model folder gives its exact outcome. That reports
// equal those of the native program and of Chromium is checked in report.test.ts.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { badModelsFolder, fixtures, fixturesFolder, sdkFolder } from '../e2e/support.ts';

type Sdk = typeof import('../../web/sdk/src/node.ts');
type Analyzer = Awaited<ReturnType<Sdk['createAnalyzer']>>;

let sdk: Sdk;
let analyzer: Analyzer;

const photoPath = (path: string) => join(fixturesFolder(), path);

async function summaryOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'report';
  } catch (error) {
    assert.ok(error instanceof sdk.SelinetError, String(error));
    return error.code;
  }
}

/** A copy of the package in which a test may break something. */
function copyOfPackage(): string {
  const folder = mkdtempSync(join(tmpdir(), 'selinet-sdk-'));
  cpSync(sdkFolder(), folder, { recursive: true, dereference: true });
  return folder;
}

before(async () => {
  sdk = await import(pathToFileURL(join(sdkFolder(), 'node.js')).href);
  analyzer = await sdk.createAnalyzer();
});

after(() => analyzer?.dispose());

test('every test photo gives its outcome', async () => {
  const wrong: string[] = [];
  for (const { path, expected, width, height } of fixtures()) {
    let found: string;
    try {
      const { photo } = await analyzer.analyze(photoPath(path));
      found = 'report';
      if (width !== undefined) assert.deepEqual([photo.width, photo.height], [width, height], path);
    } catch (error) {
      if (!(error instanceof sdk.SelinetError)) throw error;
      found = error.code;
    }
    if (found !== expected) wrong.push(`${path}: ${found} for ${expected}`);
  }
  assert.deepEqual(wrong, []);
});

test('every kind of photo gives the same report', async () => {
  const path = photoPath('golden/group.jpg');
  const buffer = readFileSync(path);
  const larger = new Uint8Array(buffer.length + 20);
  larger.set(buffer, 10);
  const kinds = {
    path,
    URL: pathToFileURL(path),
    'file: address': pathToFileURL(path).href,
    Buffer: buffer,
    'view into a buffer': larger.subarray(10, 10 + buffer.length),
    ArrayBuffer: new Uint8Array(buffer).buffer,
    Blob: new Blob([buffer]),
    File: new File([buffer], 'group.jpg'),
  };
  let first: unknown;
  for (const [kind, photo] of Object.entries(kinds)) {
    const { timings: _, ...report } = await analyzer.analyze(photo);
    first ??= report;
    assert.deepEqual(report, first, kind);
  }
  assert.ok(buffer.length > 0, 'the caller keeps its bytes');
});

test('what is no photo is an invalid argument; what is not there is a network error that names it', async () => {
  for (const photo of [null, 42, {}, 'https://example.com/a.jpg', new URL('data:,x')]) {
    assert.equal(await summaryOf(analyzer.analyze(photo as never)), 'invalid-argument', String(photo));
  }
  await assert.rejects(analyzer.analyze('/nowhere/absent.jpg'), { code: 'network', photo: 'absent.jpg' });
  assert.equal(await summaryOf(analyzer.analyze(tmpdir())), 'network');
});

test('a photo can be given up', async () => {
  const abort = new AbortController();
  const onProgress = ({ stage }: { stage: string }) => stage === 'scene' && abort.abort();
  const path = photoPath('golden/group.jpg');
  const running = summaryOf(analyzer.analyze(path, { signal: abort.signal, onProgress }));
  const next = summaryOf(analyzer.analyze(path));
  assert.deepEqual([await running, await next], ['aborted', 'report']);
  assert.equal(await summaryOf(analyzer.analyze(path, { signal: AbortSignal.abort() })), 'aborted');
});

describe('models', () => {
  const folders: { path: string; expected: string }[] = JSON.parse(
    readFileSync(join(badModelsFolder(), 'bad-models.json'), 'utf8'),
  ).folders;
  for (const { path, expected } of folders) {
    test(`${path} is ${expected}`, async () => {
      const folder = copyOfPackage();
      try {
        rmSync(join(folder, 'models'), { recursive: true });
        cpSync(join(badModelsFolder(), path), join(folder, 'models'), { recursive: true, dereference: true });
        assert.equal(await summaryOf(sdk.createAnalyzer({ baseUrl: folder })), expected);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  }

  test('without its files the package says which one is missing', async () => {
    const creating = sdk.createAnalyzer({ baseUrl: '/nowhere' });
    await assert.rejects(creating, { code: 'network', message: /manifest\.json/ });
  });
});

test('a trap fails that photo alone', async () => {
  const folder = copyOfPackage();
  try {
    // As in sdk-lifecycle.test.ts: selinet_step is the engine's only function of three numbers. A file that
    // the first trap leaves behind keeps the next thread sound.
    const glue = join(folder, 'selinet-simd.js');
    const source = readFileSync(glue, 'utf8');
    writeFileSync(
      glue,
      `import { existsSync, writeFileSync } from 'node:fs';
      const trapped = ${JSON.stringify(join(folder, 'trapped'))};
      if (!existsSync(trapped)) {
        const wasm = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 116, 0, 0,
          10, 5, 1, 3, 0, 0, 11);
        const Real = WebAssembly.Instance;
        const trap = new Real(new WebAssembly.Module(wasm)).exports.t;
        WebAssembly.Instance = function (module, imports) {
          const exports = { ...new Real(module, imports).exports };
          for (const [name, call] of Object.entries(exports)) {
            if (typeof call === 'function' && call.length === 3) {
              exports[name] = () => { writeFileSync(trapped, ''); trap(); };
            }
          }
          return { exports };
        };
      }
      ${source}`,
    );
    const doctored: Sdk = await import(pathToFileURL(join(folder, 'node.js')).href);
    const second = await doctored.createAnalyzer();
    const path = photoPath('golden/portrait.jpg');
    await assert.rejects(second.analyze(path), {
      code: 'engine-failed',
      detail: /RuntimeError: unreachable/,
    });
    assert.equal((await second.analyze(path)).schema, 'selinet-report/1');
    await second.dispose();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('an idle analyser does not keep the process alive, and a busy one does', async () => {
  const script = `
    const { createAnalyzer } = await import(${JSON.stringify(pathToFileURL(join(sdkFolder(), 'node.js')).href)});
    const analyzer = await createAnalyzer();
    analyzer.analyze(${JSON.stringify(photoPath('golden/portrait.jpg'))}).then(() => console.log('analysed'));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    timeout: 60_000,
  });
  assert.equal(stdout, 'analysed\n');
});
