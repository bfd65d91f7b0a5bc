// The package in Chromium with broken deployments: every missing, damaged or foreign file is told by an
// exact code, and never by silence.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { TestServer } from './server.ts';
import {
  badModelsFolder,
  launchChromium,
  type Outcome,
  openPage,
  sdkFolder,
  startSdkServer,
  summaryOf,
  type WatchedPage,
} from './support.ts';

let browser: Browser;
let server: TestServer;
let watched: WatchedPage;

/** Tries to create an analyser; `code` runs in the page first. */
function create(options = '{}', code = ''): Promise<Outcome> {
  return watched.page.evaluate(`(async () => {
    ${code}
    const sdk = await import('/sdk/index.js');
    const { outcomeOf } = await import('/test/harness.mjs');
    return outcomeOf(sdk, sdk.createAnalyzer(${options}).then(async (analyzer) => {
      await analyzer.dispose();
      return analyzer.info;
    }));
  })()`);
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

describe('files', () => {
  test('a sound deployment tells its versions', async () => {
    const { report } = await create();
    const manifest = JSON.parse(readFileSync(join(sdkFolder(), 'models/manifest.json'), 'utf8'));
    assert.deepEqual(report, { package: '0.1.0', models: manifest.version, variant: 'simd' });
  });

  for (const file of ['worker.js', 'selinet-simd.wasm', 'models/manifest.json', 'model']) {
    test(`without ${file} there is a network error that names it`, async () => {
      const name = file === 'model' ? firstModel() : file;
      server.doctor = (path) => (path === `/sdk/${name}` ? { status: 404 } : undefined);
      const outcome = await create();
      assert.equal(summaryOf(outcome), 'network');
      assert.ok(outcome.error?.message.includes(name.split('/').pop() ?? ''), outcome.error?.message);
    });
  }

  test('a manifest that is no JSON is an invalid manifest', async () => {
    server.doctor = (path) => (path.endsWith('manifest.json') ? { body: '<!doctype html>' } : undefined);
    assert.equal(summaryOf(await create()), 'invalid-manifest');
  });

  test('a manifest cannot lead out of the folder', async () => {
    for (const path of ['../worker.js', '/photos/a.jpg', 'https://example.com/a', 'a/../../b', '..']) {
      const manifest = { files: [{ path, tiers: ['standard'], bytes: 10 }] };
      server.doctor = (asked) =>
        asked.endsWith('manifest.json') ? { body: JSON.stringify(manifest) } : undefined;
      assert.equal(summaryOf(await create()), 'invalid-manifest', path);
    }
  });

  test('a file that is no wasm is an engine failure', async () => {
    server.doctor = (path) => (path.endsWith('.wasm') ? { body: 'not wasm' } : undefined);
    const outcome = await create();
    assert.equal(summaryOf(outcome), 'engine-failed');
    assert.match(outcome.error?.message ?? '', /selinet-simd\.wasm/);
  });

  test('wasm sent with a wrong content type is compiled all the same', async () => {
    const body = readFileSync(join(sdkFolder(), 'selinet-simd.wasm'));
    server.doctor = (path) =>
      path.endsWith('.wasm') ? { body, type: 'application/octet-stream' } : undefined;
    assert.equal(summaryOf(await create()), 'report');
  });

  test('a worker of another release is refused by name', async () => {
    const body = readFileSync(join(sdkFolder(), 'worker.js'), 'utf8').replaceAll('0.1.0', '9.9.9');
    server.doctor = (path) => (path === '/sdk/worker.js' ? { body } : undefined);
    const outcome = await create();
    assert.equal(summaryOf(outcome), 'engine-failed');
    assert.match(outcome.error?.message ?? '', /different versions/);
  });

  test('a worker that fails to run is an engine failure', async () => {
    server.doctor = (path) =>
      path === '/sdk/worker.js' ? { body: 'throw new Error("broken");' } : undefined;
    assert.equal(summaryOf(await create()), 'engine-failed');
  });
});

describe('models', () => {
  const folders: { path: string; expected: string }[] = JSON.parse(
    readFileSync(join(badModelsFolder(), 'bad-models.json'), 'utf8'),
  ).folders;
  for (const { path: folder, expected } of folders) {
    test(`${folder} is ${expected}`, async () => {
      server.doctor = (path) => {
        if (!path.startsWith('/sdk/models/')) return undefined;
        return { body: readFileSync(join(badModelsFolder(), folder, path.slice('/sdk/models/'.length))) };
      };
      const outcome = await create();
      assert.equal(summaryOf(outcome), expected, outcome.error?.message);
    });
  }
});

describe('callers', () => {
  test('a wrong option is an invalid argument', async () => {
    for (const options of ["{ model: 'huge' }", '{ modell: 1 }', "{ baseUrl: 'http://[' }"]) {
      assert.equal(summaryOf(await create(options)), 'invalid-argument', options);
    }
    assert.deepEqual(
      server.requests.filter((path) => !/index\.js|harness/.test(path)),
      [],
    );
  });

  test('a base URL on another origin is refused before anything is asked there', async () => {
    assert.equal(summaryOf(await create("{ baseUrl: 'http://localhost:1/sdk/' }")), 'invalid-argument');
  });

  test('a base URL may lack its slash and carry a query', async () => {
    assert.equal(summaryOf(await create("{ baseUrl: '/sdk?x=1#y' }")), 'report');
  });

  test('loading can be given up before and while it runs', async () => {
    assert.equal(summaryOf(await create('{ signal: AbortSignal.abort() }')), 'aborted');
    server.doctor = (path) => (path === `/sdk/${firstModel()}` ? { stall: true } : undefined);
    assert.equal(summaryOf(await create('{ signal: AbortSignal.timeout(300) }')), 'aborted');
  });

  test('a browser without SIMD is told so before anything is fetched', async () => {
    const outcome = await create('{}', 'WebAssembly.validate = () => false;');
    assert.equal(summaryOf(outcome), 'unsupported-browser');
    assert.deepEqual(
      server.requests.filter((path) => !/index\.js|harness/.test(path)),
      [],
    );
  });

  test('progress of loading grows to the manifest’s bytes', async () => {
    const seen: { stage: string; loaded: number; total: number }[] = await watched.page.evaluate(async () => {
      const { createAnalyzer } = await import('/sdk/index.js' as string);
      const seen: unknown[] = [];
      const analyzer = await createAnalyzer({ onProgress: (progress: unknown) => seen.push(progress) });
      await analyzer.dispose();
      return seen as never;
    });
    assert.equal(seen[0]?.stage, 'fetch');
    assert.equal(seen.at(-1)?.stage, 'ready');
    assert.ok(seen.every(({ loaded }, i) => loaded >= (seen[i - 1]?.loaded ?? 0)));
    assert.equal(seen.at(-1)?.loaded, seen.at(-1)?.total);
  });
});

function firstModel(): string {
  const { files } = JSON.parse(readFileSync(join(sdkFolder(), 'models/manifest.json'), 'utf8'));
  return `models/${files[0].path}`;
}
