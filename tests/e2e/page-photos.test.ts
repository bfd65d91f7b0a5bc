// The page's main way: photos in by every door, people found and shown, numbers that can be read.

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { ja } from '../../web/app/src/i18n/ja.ts';
import {
  analyze,
  assertFits,
  choose,
  devices,
  handOver,
  openApp,
  removeAll,
  settled,
  startPageServer,
} from './page-support.ts';
import type { TestServer } from './server.ts';
import { launchChromium, type WatchedPage } from './support.ts';

let browser: Browser;
let server: TestServer;
let watched: WatchedPage;
let page: Page;

// One page for all: loading the engine is the dear part. Each test starts with no photo.
before(async () => {
  browser = await launchChromium();
  server = await startPageServer();
  watched = await openApp(browser, server);
  page = watched.page;
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

beforeEach(async () => {
  await page.setViewportSize(devices.desk.viewport);
  await removeAll(page);
});

afterEach(() => assert.deepEqual(watched.complaints.splice(0), []));

const people = () => page.locator('.person-button');

describe('ways in', () => {
  test('picking a file shows its people and the photo as a whole', async () => {
    await analyze(page, 'golden/group.jpg');
    assert.equal(await page.locator('.results').getAttribute('aria-label'), ja.result.label);
    assert.ok((await people().count()) >= 3);
    assert.match((await page.locator('.score-figure').textContent()) ?? '', /\d\.\d/);
    assert.match((await page.locator('.score-chart svg').getAttribute('aria-label')) ?? '', /10点 \d+%/);
    assert.match((await page.locator('[role=status]').textContent()) ?? '', /group\.jpg/);
  });

  test('dropping a file anywhere', async () => {
    await handOver(page, 'drop', '/photos/golden/portrait.jpg', 'dropped.jpg');
    await settled(page);
    assert.equal(await people().count(), 1);
    assert.equal(await page.locator('.drop-veil').count(), 0);
  });

  test('pasting a picture', async () => {
    await handOver(page, 'paste', '/photos/golden/portrait.jpg', 'image.png');
    await settled(page);
    assert.equal(await people().count(), 1);
    assert.match((await page.locator('.thumbnail').getAttribute('aria-label')) ?? '', /貼り付けた写真/);
  });

  test('the camera button is there for fingers, and opens the camera', async () => {
    assert.equal(await page.locator('.camera-button').isVisible(), false);
    const touch = await openApp(browser, server, devices.phone);
    assert.equal(await touch.page.locator('.camera-button').isVisible(), true);
    assert.equal(await touch.page.locator('input[capture]').getAttribute('capture'), 'environment');
    await touch.page.context().close();
  });
});

describe('people', () => {
  test('frames lie where the engine found people, at any size of the window', async () => {
    await analyze(page, 'golden/orientation-6.jpg');
    const expected = await page.evaluate(async () => {
      const { createAnalyzer } = await import('/sdk/index.js' as string);
      const analyzer = await createAnalyzer();
      const blob = await (await fetch('/photos/golden/orientation-6.jpg')).blob();
      const report = await analyzer.analyze(blob);
      await analyzer.dispose();
      return report as import('../../web/sdk/src/types.ts').Report;
    });
    for (const viewport of [devices.desk.viewport, devices.phone.viewport]) {
      await page.setViewportSize(viewport);
      const photo = await page.locator('.photo').boundingBox();
      assert.ok(photo);
      assert.ok(Math.abs(photo.width / photo.height - expected.photo.width / expected.photo.height) < 0.01);
      const scale = photo.width / expected.photo.width;
      for (const [index, { box }] of expected.people.entries()) {
        const drawn = await page.locator('.frame-line').nth(index).boundingBox();
        assert.ok(drawn);
        assert.ok(Math.abs(drawn.x - (photo.x + box.x * scale)) < 3, `frame ${index}: ${drawn.x}`);
        assert.ok(Math.abs(drawn.y - (photo.y + box.y * scale)) < 3, `frame ${index}: ${drawn.y}`);
        assert.ok(Math.abs(drawn.width - box.width * scale) < 5);
      }
    }
  });

  test('tapping a person shows five emotions, and all 26 on demand with definitions', async () => {
    await analyze(page, 'golden/group.jpg');
    await people().nth(1).click();
    assert.equal(await people().nth(1).getAttribute('aria-pressed'), 'true');
    assert.equal(await page.locator('.person-name h2').textContent(), ja.person.title('2'));
    const emotions = page.locator('.emotion');
    assert.equal(await emotions.count(), 5);
    await page.getByRole('button', { name: ja.person.showAll }).click();
    assert.equal(await emotions.count(), 26);
    const names = await emotions.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-emotion')));
    assert.equal(new Set(names).size, 26);
    for (const text of await page.locator('.emotion .figures').allTextContents())
      assert.match(text, /^\d{1,3}%$/);
    await emotions.first().locator('summary').click();
    assert.ok(await emotions.first().locator('.meaning').isVisible());
    assert.equal(await page.locator('.panel .scale').count(), 3);
    assert.equal(await page.locator('.panel .sentiment dd').count(), 3);
  });

  test('a smiling portrait looks happy', async () => {
    await analyze(page, 'golden/portrait.jpg');
    await people().first().click();
    const leading = await page
      .locator('.emotion')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-emotion')));
    assert.ok(leading.includes('Happiness'), `leading emotions: ${leading.join(', ')}`);
  });

  test('the steps to the neighbours stop at both ends', async () => {
    await analyze(page, 'golden/group.jpg');
    await page.locator('#tab-people').click();
    const count = await people().count();
    const title = page.locator('.person-name h2');
    assert.equal(await title.textContent(), ja.person.title('1'));
    for (let press = 0; press < count + 1; press++) {
      await page.getByRole('button', { name: ja.person.next }).click({ force: true });
    }
    assert.equal(await title.textContent(), ja.person.title(String(count)));
  });

  test('every person can be hit by a finger', async () => {
    await page.setViewportSize(devices.phone.viewport);
    await analyze(page, 'golden/crowd.jpg');
    for (const box of await people().evaluateAll((all) =>
      all.map((one) => one.getBoundingClientRect().toJSON()),
    )) {
      assert.ok(box.width >= 43.9 && box.height >= 43.9, JSON.stringify(box));
    }
    await assertFits(page, 'crowd on a phone');
  });

  test('nobody found is said kindly, and the photo keeps its own results', async () => {
    await analyze(page, 'golden/nobody.jpg');
    assert.equal(await people().count(), 0);
    assert.ok(await page.locator('.score-figure').isVisible());
    await page.locator('#tab-people').click();
    assert.equal(await page.locator('.empty-result h2').textContent(), ja.result.nobody);
    await page.getByRole('button', { name: ja.result.seePhoto }).click();
    assert.ok(await page.locator('.score-figure').isVisible());
  });
});

describe('several photos', () => {
  test('are analysed one after the other, and can be looked at in any order', async () => {
    await choose(page, 'golden/group.jpg', 'golden/portrait.jpg', 'golden/nobody.jpg');
    assert.ok((await page.locator('.thumbnail.running').count()) <= 1);
    await settled(page);
    assert.equal(await page.locator('.thumbnail.done').count(), 3);
    await page.locator('.thumbnail').nth(1).click();
    assert.equal(await people().count(), 1);
    assert.match((await page.locator('.strip-tools').textContent()) ?? '', /3枚中 3枚 完了/);
  });

  test('removing photos ends at the start, with nothing left', async () => {
    await analyze(page, 'golden/portrait.jpg', 'golden/nobody.jpg');
    await page.getByRole('button', { name: ja.photos.remove }).click();
    assert.equal(await page.locator('.thumbnail').count(), 1);
    await page.getByRole('button', { name: ja.photos.remove }).click();
    assert.equal(await page.locator('h1').textContent(), ja.start.heading);
    await page.locator('#main:focus').waitFor();
  });
});
