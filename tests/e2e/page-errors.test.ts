// What goes wrong, and what the page says and does then: each bad file, broken deployments, cancelling.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { en } from '../../web/app/src/i18n/en.ts';
import { errorText } from '../../web/app/src/i18n/errors.ts';
import { ja } from '../../web/app/src/i18n/ja.ts';
import { analyze, choose, openApp, pressLanguage, settled, startPageServer } from './page-support.ts';
import type { TestServer } from './server.ts';
import { appFolder, fixtures, launchChromium, type WatchedPage } from './support.ts';

let browser: Browser;
let server: TestServer;
let watched: WatchedPage;
let page: Page;

before(async () => {
  browser = await launchChromium();
  server = await startPageServer();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

beforeEach(async () => {
  watched = await openApp(browser, server);
  page = watched.page;
});

afterEach(async () => {
  server.doctor = undefined;
  assert.deepEqual(watched.complaints, []);
  await page.context().close();
});

const card = () => page.locator('.status.error');
const shown = () =>
  card()
    .textContent()
    .then((text) => text ?? '');

describe('bad files', () => {
  test('each says what is wrong in both languages, and the batch goes on', async () => {
    const bad = fixtures().filter(({ kind, path }) => kind === 'bad' && !path.includes('too-many-bytes'));
    assert.ok(bad.length >= 15);
    await analyze(page, ...bad.map(({ path }) => path), 'golden/portrait.jpg');
    assert.equal(await page.locator('.thumbnail.error').count(), bad.length);
    assert.equal(await page.locator('.thumbnail.done').count(), 1);
    for (const [index, { path, expected_in_browser: code }] of bad.entries()) {
      await page.locator('.thumbnail').nth(index).click();
      assert.equal(await card().getAttribute('data-code'), code, path);
      for (const messages of [ja, en]) {
        const { title, advice } = errorText(messages, code);
        const text = await shown();
        assert.ok(text.includes(title), `${path}: ${text}`);
        assert.ok(
          text.includes(path.endsWith('.heic') ? messages.errorHelp.heic : advice),
          `${path}: ${text}`,
        );
        await pressLanguage(page);
      }
    }
    await page.locator('.thumbnail.done').click();
    assert.equal(await page.locator('.person-button').count(), 1);
  });

  test('a file of more than 64 MiB is refused', async () => {
    await analyze(page, 'bad/too-many-bytes.jpg');
    assert.equal(await card().getAttribute('data-code'), 'image-too-large');
  });

  test('odd but whole photos are no errors', async () => {
    await analyze(
      page,
      'odd/cmyk.jpg',
      'odd/one-pixel.png',
      'odd/exif-offset-outside.jpg',
      'odd/animated.gif',
    );
    assert.equal(await page.locator('.thumbnail.done').count(), 4);
  });

  test('a tiny photo is analysed with a warning', async () => {
    await analyze(page, 'odd/one-pixel.png');
    assert.ok((await page.locator('.warnings').textContent())?.includes(ja.warnings.texts['small-photo']));
  });
});

describe('broken deployments', () => {
  const detector = '/sdk/models/person-detector.tflite';
  const original = () => readFileSync(join(appFolder(), detector));

  const damages = {
    'missing file': { code: 'network', answer: () => ({ status: 404 }) },
    'empty file': { code: 'corrupt-model', answer: () => ({ body: '' }) },
    'truncated file': { code: 'corrupt-model', answer: () => ({ body: original().subarray(0, 1000) }) },
    'other bytes': {
      code: 'model-hash-mismatch',
      answer: () => {
        const bytes = original();
        bytes.writeUInt8(bytes.readUInt8(bytes.length - 9) ^ 1, bytes.length - 9);
        return { body: bytes };
      },
    },
  };

  for (const [name, { code, answer }] of Object.entries(damages)) {
    test(`${name}: ${code}, and trying again works once it is mended`, async () => {
      server.doctor = (path) => (path === detector ? answer() : undefined);
      await choose(page, 'golden/portrait.jpg');
      await card().waitFor();
      assert.equal(await card().getAttribute('data-code'), code);
      const { title, advice } = errorText(ja, code);
      const text = await shown();
      assert.ok(text.includes(title) && text.includes(advice), text);
      server.doctor = undefined;
      await page.getByRole('button', { name: ja.errorHelp.retry }).click();
      await settled(page);
      assert.equal(await page.locator('.person-button').count(), 1);
    });
  }

  test('a missing SDK is a network error and not a blank page', async () => {
    server.doctor = (path) => (path === '/sdk/index.js' ? { status: 404 } : undefined);
    await choose(page, 'golden/portrait.jpg');
    await card().waitFor();
    assert.equal(await card().getAttribute('data-code'), 'network');
    server.doctor = undefined;
    await page.getByRole('button', { name: ja.errorHelp.retry }).click();
    await settled(page);
    assert.equal(await page.locator('.person-button').count(), 1);
  });
});

describe('cancelling', () => {
  test('while the models load: the photo is given up, the rest goes on', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    server.doctor = async (path) => {
      if (path.endsWith('.tflite')) await held;
      return undefined;
    };
    await choose(page, 'golden/group.jpg', 'golden/portrait.jpg');
    await page.getByRole('button', { name: ja.progress.cancel, exact: true }).click();
    assert.equal(await page.locator('.status h2').textContent(), ja.progress.cancelled);
    release();
    await settled(page);
    assert.equal(await page.locator('.thumbnail.cancelled').count(), 1);
    assert.equal(await page.locator('.thumbnail.done').count(), 1);
    await page.getByRole('button', { name: ja.progress.retry }).click();
    await settled(page);
    assert.equal(await page.locator('.thumbnail.done').count(), 2);
  });

  test('in mid-photo, at once, and the next analysis works', async () => {
    await analyze(page, 'golden/portrait.jpg');
    await choose(page, 'golden/crowd.jpg');
    await page.locator('.steps').waitFor();
    await page.getByRole('button', { name: ja.progress.cancel, exact: true }).click();
    assert.equal(await page.locator('.thumbnail.cancelled').count(), 1);
    await analyze(page, 'golden/nobody.jpg');
    assert.equal(await page.locator('.thumbnail.done').count(), 2);
  });

  test('all at once', async () => {
    await choose(page, 'golden/group.jpg', 'golden/portrait.jpg', 'golden/nobody.jpg');
    await page.getByRole('button', { name: ja.progress.cancelAll }).click();
    await settled(page);
    assert.ok((await page.locator('.thumbnail.cancelled').count()) >= 2);
  });

  test('removing a photo under way leaves no trace', async () => {
    await choose(page, 'golden/group.jpg');
    await page.getByRole('button', { name: ja.photos.remove }).click();
    await page.locator('.start').waitFor();
    await analyze(page, 'golden/portrait.jpg');
    assert.equal(await page.locator('.thumbnail').count(), 1);
  });
});
