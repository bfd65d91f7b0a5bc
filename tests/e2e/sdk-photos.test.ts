// The package in Chromium: every kind of photo, every test photo through both decoders.

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { TestServer } from './server.ts';
import {
  type Fixture,
  fixtures,
  launchChromium,
  type Outcome,
  openPage,
  startSdkServer,
  summaryOf,
  type WatchedPage,
} from './support.ts';

let browser: Browser;
let server: TestServer;
let watched: WatchedPage;

/** Makes an analyser that stays in the page as `window.analyzer`. */
async function createAnalyzer(options: object): Promise<void> {
  await watched.page.evaluate(async (given) => {
    const { createAnalyzer } = await import('/sdk/index.js' as string);
    await (globalThis as any).analyzer?.dispose();
    (globalThis as any).analyzer = await createAnalyzer(given);
  }, options);
}

/** Analyses a served photo given as one of the kinds of harness.mjs. */
function analyze(kind: string, path: string): Promise<Outcome> {
  return watched.page.evaluate(
    async ([kind, path]) => {
      const sdk = await import('/sdk/index.js' as string);
      const { outcomeOf, photoMakers } = await import('/test/harness.mjs' as string);
      const photo = await photoMakers[kind as string](path);
      return outcomeOf(sdk, (globalThis as any).analyzer.analyze(photo));
    },
    [kind, path],
  );
}

before(async () => {
  browser = await launchChromium();
  server = await startSdkServer();
  watched = await openPage(browser, server, '/blank.html');
});

afterEach(() => assert.deepEqual(watched.complaints.splice(0), []));

after(async () => {
  await browser?.close();
  await server?.stop();
});

describe('kinds of photo', () => {
  const path = '/photos/golden/group.jpg';
  const fileKinds = [
    'Blob',
    'File',
    'ArrayBuffer',
    'Uint8Array',
    'URL',
    'relative address',
    'HTMLImageElement',
  ];
  const pixelKinds = ['ImageBitmap', 'ImageData', 'HTMLImageElement of a blob'];

  for (const deterministic of [false, true]) {
    const decoder = deterministic ? 'stb' : 'browser';
    test(`a file gives the same report however it is given, decoded by ${decoder}`, async () => {
      await createAnalyzer({ deterministic });
      let first: unknown;
      for (const kind of fileKinds) {
        const { report, error } = await analyze(kind, path);
        assert.ok(report, `${kind}: ${error?.message}`);
        assert.deepEqual(report.photo, { width: 1200, height: 961, format: 'jpeg', decoder }, kind);
        const { timings: _, ...result } = report;
        first ??= result;
        assert.deepEqual(result, first, kind);
      }
    });
  }

  test('decoded pixels are taken as they are', async () => {
    await createAnalyzer({});
    for (const kind of pixelKinds) {
      const { report, error } = await analyze(kind, path);
      assert.ok(report, `${kind}: ${error?.message}`);
      assert.deepEqual(
        report.photo,
        { width: 1200, height: 961, format: 'pixels', decoder: 'browser' },
        kind,
      );
      assert.ok(report.people.length > 0, kind);
    }
  });

  test('the caller keeps what it gave', async () => {
    await createAnalyzer({});
    const kept = await watched.page.evaluate(async (path) => {
      const { photoMakers } = await import('/test/harness.mjs' as string);
      const buffer = await photoMakers.ArrayBuffer(path);
      const bitmap = await photoMakers.ImageBitmap(path);
      const pixels = await photoMakers.ImageData(path);
      const { analyzer } = globalThis as any;
      for (const photo of [buffer, bitmap, pixels]) await analyzer.analyze(photo);
      return [buffer.byteLength > 0, bitmap.width, pixels.data.length];
    }, path);
    assert.deepEqual(kept, [true, 1200, 1200 * 961 * 4]);
  });

  test('the scores of both decoders are near each other', async () => {
    await createAnalyzer({});
    const inBrowser = (await analyze('Blob', path)).report;
    await createAnalyzer({ deterministic: true });
    const inEngine = (await analyze('Blob', path)).report;
    assert.ok(inBrowser && inEngine);
    assert.equal(inBrowser.people.length, inEngine.people.length);
    assert.ok(Math.abs(inBrowser.sentiment.score - inEngine.sentiment.score) < 0.05);
  });
});

/** The short form takes one orientation; the engine's own tests and the golden ones take them all. */
function isWanted({ kind, path }: Fixture): boolean {
  return process.env.SELINET_TEST_DEPTH !== 'short' || kind !== 'orientation' || path.includes('-6-');
}

describe('test photos', () => {
  for (const deterministic of [false, true]) {
    test(`each gives what it should with deterministic: ${deterministic}, one after the other`, async () => {
      await createAnalyzer({ deterministic });
      const wrong: string[] = [];
      for (const fixture of fixtures().filter(isWanted)) {
        const outcome = await analyze('File', `/photos/${fixture.path}`);
        const expected = deterministic ? fixture.expected : fixture.expected_in_browser;
        const found = summaryOf(outcome);
        if (found !== expected) {
          wrong.push(`${fixture.path}: ${found} for ${expected}: ${outcome.error?.message ?? ''}`);
          continue;
        }
        if (outcome.error) {
          assert.ok(outcome.error.isSelinetError, fixture.path);
          assert.equal(outcome.error.photo, fixture.path.split('/').pop());
          assert.match(outcome.error.message, /^[A-Z].*\.$/, 'one sentence for a person');
        } else if (fixture.width !== undefined) {
          const { width, height } = outcome.report?.photo ?? {};
          assert.deepEqual({ width, height }, { width: fixture.width, height: fixture.height }, fixture.path);
        }
      }
      assert.deepEqual(wrong, []);
    });
  }
});

describe('what is no photo', () => {
  const cases: Record<string, string> = {
    null: 'null',
    'a number': '42',
    'an object': '({})',
    'an address of another origin': "'https://example.com/photo.jpg'",
    'an address that is none': "'http://['",
    'an image element without a source': 'new Image()',
    'a closed bitmap': 'await createImageBitmap(new ImageData(4, 4)).then((map) => (map.close(), map))',
  };
  for (const [name, photo] of Object.entries(cases)) {
    test(`${name} is an invalid argument`, async () => {
      if (!(await watched.page.evaluate(() => 'analyzer' in globalThis))) await createAnalyzer({});
      const outcome: Outcome = await watched.page.evaluate(`(async () => {
        const sdk = await import('/sdk/index.js');
        const { outcomeOf } = await import('/test/harness.mjs');
        return outcomeOf(sdk, analyzer.analyze(${photo}));
      })()`);
      assert.equal(summaryOf(outcome), 'invalid-argument');
    });
  }

  test('a photo that is not served is a network error that names it', async () => {
    const outcome = await watched.page.evaluate(async () => {
      const sdk = await import('/sdk/index.js' as string);
      const { outcomeOf } = await import('/test/harness.mjs' as string);
      return outcomeOf(sdk, (globalThis as any).analyzer.analyze('/photos/absent.jpg'));
    });
    assert.equal(summaryOf(outcome), 'network');
    assert.match(outcome.error.message, /absent\.jpg/);
    assert.equal(outcome.error.photo, 'absent.jpg');
  });
});
