// For everyone: axe-core in both themes and languages, the keyboard alone, small and large screens.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { en } from '../../web/app/src/i18n/en.ts';
import { ja } from '../../web/app/src/i18n/ja.ts';
import {
  analyze,
  assertFits,
  choose,
  devices,
  openAbout,
  openApp,
  openSettings,
  photoPath,
  pressLanguage,
  settled,
  startPageServer,
} from './page-support.ts';
import type { TestServer } from './server.ts';
import { launchChromium, type WatchedPage } from './support.ts';

const axeSource = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

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
  server.doctor = undefined;
  assert.deepEqual(watched.complaints, []);
  await page.context().close();
});

async function open(...given: [device?: object, locale?: string]): Promise<void> {
  watched = await openApp(browser, server, ...given);
  page = watched.page;
}

// Through the protocol, which the page's security policy does not concern.
async function assertAccessible(view: string): Promise<void> {
  await page.evaluate(await axe());
  const violations = await page.evaluate(async (tags) => {
    const { violations } = await (globalThis as any).axe.run(document, { runOnly: tags });
    return violations.map((violation: any) => ({
      rule: violation.id,
      where: violation.nodes.map((node: any) => node.target.join(' ')).slice(0, 5),
      why: violation.nodes[0]?.failureSummary,
    }));
  }, standards);
  assert.deepEqual(violations, [], view);
}

let source: Promise<string> | undefined;
function axe(): Promise<string> {
  source ??= import('node:fs/promises').then(({ readFile }) => readFile(axeSource, 'utf8'));
  return source;
}

// The page in both themes and languages, switched as a visitor would; ends as it began.
async function inAllLooks(view: string, check: (look: string) => Promise<void>): Promise<void> {
  const press = (index: number) =>
    page
      .locator('.page-actions button')
      .nth(index)
      .evaluate((button) => (button as HTMLElement).click());
  for (let language = 0; language < 2; language++) {
    for (let theme = 0; theme < 3; theme++) {
      const look = await page.evaluate(
        () => `${document.documentElement.lang} ${document.documentElement.dataset.theme}`,
      );
      if (!look.endsWith('system')) await check(`${view}, ${look}`);
      await press(1);
    }
    await press(0);
  }
}

test('axe-core finds nothing, in both themes and languages', async () => {
  await open(devices.tablet);
  const check = (view: string) => inAllLooks(view, assertAccessible);
  await check('start');
  await openAbout(page);
  await check('about');
  await page.keyboard.press('Escape');
  await openSettings(page);
  await check('settings');
  await page.keyboard.press('Escape');
  await analyze(page, 'golden/group.jpg', 'golden/nobody.jpg', 'bad/text.jpg', 'odd/one-pixel.png');
  await page.locator('.details summary').click();
  await check('photo');
  await page.locator('.person-button').first().click();
  await page.locator('.button.wide').click();
  await page.locator('.emotion summary').first().click();
  await check('person');
  await page.locator('.thumbnail').nth(1).click();
  await page.locator('#tab-people').click();
  await check('nobody');
  await page.locator('.thumbnail').nth(2).click();
  await check('error');
  await page.locator('.thumbnail').nth(3).click();
  await check('warning');
});

test('axe-core finds nothing while photos wait, load and are cancelled', async () => {
  await open();
  server.doctor = (path) => (path.endsWith('.tflite') ? { stall: true } : undefined);
  await choose(page, 'golden/group.jpg', 'golden/portrait.jpg', 'golden/nobody.jpg');
  await page.locator('.status progress').waitFor();
  await inAllLooks('loading', assertAccessible);
  await page.locator('.thumbnail').nth(1).click();
  await inAllLooks('waiting', assertAccessible);
  await page.locator('.card-actions button').first().click();
  await inAllLooks('cancelled', assertAccessible);
});

describe('keyboard alone', () => {
  beforeEach(() => open());

  // Presses Tab until the focused element matches; fails when it never does.
  async function tabTo(selector: string): Promise<void> {
    for (let press = 0; press < 40; press++) {
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`Tab never reaches ${selector}`);
  }

  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');

  test('from choosing a photo to the last emotion', async () => {
    const picker = page.waitForEvent('filechooser'); // well before the key, as it takes a while to be in force
    await tabTo('.add-photos .primary');
    await page.keyboard.press('Enter');
    await (await picker).setFiles(photoPath('golden/group.jpg'));
    await page.locator('#main:focus').waitFor(); // the focus is kept when the view changes
    await settled(page);

    await tabTo('.person-button');
    const first = await focused();
    await page.keyboard.press('ArrowRight');
    const second = await focused();
    assert.notEqual(first, second);
    assert.equal(await page.locator('.person-name h2').textContent(), ja.person.title('2'));
    await page.keyboard.press('Home');
    assert.equal(await focused(), first);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('.person-button[aria-pressed=true]').count(), 1);

    await tabTo('[role=tab]');
    await page.keyboard.press('ArrowLeft');
    assert.equal(await page.locator('#tab-photo').getAttribute('aria-selected'), 'true');
    await page.keyboard.press('ArrowRight');
    await tabTo('.emotion summary');
    await page.keyboard.press('Enter');
    assert.ok(await page.locator('.meaning').first().isVisible());
    await tabTo('.button.wide');
    await page.keyboard.press('Space');
    assert.equal(await page.locator('.emotion').count(), 26);
  });

  test('a dialog takes the focus, and gives it back', async () => {
    await tabTo('.page-actions button:last-child');
    await page.keyboard.press('Enter');
    assert.ok(await page.evaluate(() => document.querySelector('dialog')?.contains(document.activeElement)));
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    assert.equal(await focused(), ja.header.about);
  });

  test('the focus can be seen wherever it is', async () => {
    await analyze(page, 'golden/group.jpg');
    const unseen: string[] = [];
    for (let press = 0; press < 25; press++) {
      await page.keyboard.press('Tab');
      const { name, outline } = await page.evaluate(() => {
        const element = document.activeElement ?? document.body;
        const style = getComputedStyle(element);
        return {
          name: `${element.tagName}.${element.className}`,
          outline: `${style.outlineStyle} ${style.outlineWidth}`,
        };
      });
      if (!name.startsWith('BODY') && !/^(solid|auto) [2-9]px/.test(outline))
        unseen.push(`${name}: ${outline}`);
    }
    assert.deepEqual(unseen, []);
  });
});

describe('screens', () => {
  const widths = [320, 390, 640, 820, 1180];

  test('nothing scrolls sideways from 320 to 1180 px, in both languages', async () => {
    await open(devices.phone);
    const fits = async (view: string) => {
      for (const language of ['ja', 'en']) {
        for (const width of widths) {
          await page.setViewportSize({ width, height: 844 });
          await assertFits(page, `${view} at ${width} px, ${language}`);
        }
        await pressLanguage(page);
      }
    };
    await fits('start');
    await analyze(page, 'golden/group.jpg', 'golden/crowd.jpg', 'bad/text.jpg', 'golden/nobody.jpg');
    await page.locator('.details summary').click();
    await fits('photo');
    await page.locator('#tab-people').click();
    await page.locator('.button.wide').click();
    await fits('person');
    await page.locator('.thumbnail').nth(2).click();
    await fits('error');
  });

  test('controls are large enough for a finger', async () => {
    await open(devices.phone);
    await analyze(page, 'golden/group.jpg');
    await page.locator('#tab-people').click();
    const small = await page.locator('button, summary').evaluateAll((all) =>
      all
        .map((one) => ({ text: one.textContent, box: one.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && (box.width < 43.9 || box.height < 43.9))
        .map(({ text, box }) => `${text}: ${box.width} x ${box.height}`),
    );
    assert.deepEqual(small, []);
  });

  test('the page says its language, title and theme', async () => {
    await open(devices.desk, 'en-GB');
    assert.equal(await page.getAttribute('html', 'lang'), 'en');
    assert.equal(await page.title(), en.title);
    assert.equal(await page.locator('meta[name=description]').getAttribute('content'), en.description);
  });
});
