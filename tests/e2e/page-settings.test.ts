// What a visitor chooses: language, colours, and whether single people's emotions are shown.

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { en } from '../../web/app/src/i18n/en.ts';
import { ja } from '../../web/app/src/i18n/ja.ts';
import { analyze, devices, openApp, openSettings, pressLanguage, startPageServer } from './page-support.ts';
import type { TestServer } from './server.ts';
import { launchChromium, type WatchedPage } from './support.ts';

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

afterEach(async () => {
  assert.deepEqual(watched.complaints, []);
  await page.context().close();
});

async function open(locale = 'ja-JP', colorScheme: 'light' | 'dark' = 'light'): Promise<void> {
  watched = await openApp(browser, server, { ...devices.desk, colorScheme }, locale);
  page = watched.page;
}

const heading = () => page.locator('h1').textContent();
const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

test('the language follows the browser, can be switched, and is kept', async () => {
  await open('en-US');
  assert.equal(await heading(), en.start.heading);
  await pressLanguage(page);
  assert.equal(await heading(), ja.start.heading);
  assert.equal(await page.getAttribute('html', 'lang'), 'ja');
  await page.reload();
  assert.equal(await heading(), ja.start.heading);
});

test('a language the page does not speak gets English', async () => {
  await open('de-DE');
  assert.equal(await heading(), en.start.heading);
});

test('a result follows the language without a new analysis', async () => {
  await open();
  await analyze(page, 'golden/portrait.jpg');
  await page.locator('#tab-people').click();
  assert.equal(await page.locator('.person-name h2').textContent(), ja.person.title('1'));
  await pressLanguage(page);
  assert.equal(await page.locator('.person-name h2').textContent(), en.person.title('1'));
});

test('colours follow the system, can be chosen, and are kept', async () => {
  await open('ja-JP', 'dark');
  const dark = await ground();
  await openSettings(page);
  await page.getByRole('radio', { name: ja.settings.themes.light, exact: true }).check();
  const light = await ground();
  assert.notEqual(light, dark);
  await page.reload();
  assert.equal(await ground(), light);
  const bars = await page
    .locator('meta[name=theme-color]')
    .evaluateAll((all) => all.map((meta) => (meta as HTMLMetaElement).content));
  assert.equal(new Set(bars).size, 1, 'both metas take the chosen colour');
});

describe('emotions of single people', () => {
  test('can be hidden; then nothing about a person can be read, and the choice is kept', async () => {
    await open();
    await openSettings(page);
    await page.locator('.switch input').uncheck();
    await page.keyboard.press('Escape');
    await page.reload();
    await analyze(page, 'golden/group.jpg');
    assert.equal(await page.locator('.person-button').count(), 0);
    await page.locator('#tab-people').click();
    assert.equal(await page.locator('.empty-result h2').textContent(), ja.result.peopleOff);
    assert.equal(await page.locator('.emotion').count(), 0);
    await page.locator('#tab-photo').click();
    assert.ok(await page.locator('.score-figure').isVisible());
  });
});

test('nothing of a photo is stored, and nothing is asked of another server', async () => {
  await open();
  await analyze(page, 'golden/portrait.jpg');
  const kept = await page.evaluate(async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map(({ name }) => name),
  }));
  assert.deepEqual(kept.session, []);
  assert.deepEqual(
    kept.local.filter((key) => !key.startsWith('selinet.')),
    [],
  );
  assert.ok(!JSON.stringify(kept).includes('portrait'));
});
