// ./tools/screens: one picture of each view, device, theme and language, so that a person can look at all of them.
// Each device analyses its photos once; themes and languages are switched on the page, as a visitor would.
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { serve } from '../../tests/bench/server.mjs';

const root = resolve(import.meta.dirname, '../..');
const { chromium } = createRequire(join(root, 'tests/package.json'))('playwright-core');

const DEVICES = {
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  narrow: { viewport: { width: 320, height: 640 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  tablet: { viewport: { width: 1180, height: 820 }, hasTouch: true },
  upright: { viewport: { width: 820, height: 1180 }, hasTouch: true },
};
// Playwright's emulated touch screen is gone while a page larger than the screen is drawn; this one stays.
const TOUCH_ONLY =
  '--blink-settings=availablePointerTypes=2,primaryPointerType=2,availableHoverTypes=1,primaryHoverType=1';
const THEMES = ['light', 'dark'];
const LANGUAGES = ['ja', 'en'];

function fixturesFolder() {
  const folder = process.env.SELINET_FIXTURES;
  if (!folder)
    throw new Error("SELINET_FIXTURES does not say where the tests' photos are; ./tools/screens does");
  return folder;
}

const finished = (page) => page.waitForSelector('.results, .status.error', { timeout: 120_000 });

// Each view starts where the one before it ended.
function viewsOf(photos) {
  const add = async (page, ...names) => {
    await page.setInputFiles(
      '.file-input',
      names.map((name) => join(photos, name)),
    );
    await finished(page);
    await page.waitForFunction(
      () => !document.querySelector('.thumbnail.running, .thumbnail.waiting'),
      undefined,
      {
        timeout: 120_000,
      },
    );
  };
  const openPhoto = (index) => async (page) => {
    await page.locator('.thumbnail').nth(index).click();
  };
  return {
    start: async () => {},
    about: (page) => page.locator('.page-actions button').nth(3).click(),
    settings: async (page) => {
      await page.keyboard.press('Escape');
      await page.locator('.page-actions button').nth(2).click();
    },
    photo: async (page) => {
      await page.keyboard.press('Escape');
      if (await page.locator('.start').count()) await add(page, 'golden/group.jpg');
      await openPhoto(0)(page);
      await page.locator('#tab-photo').click();
    },
    person: async (page) => {
      await page.locator('#tab-people').click();
      await page.locator('.person-button').first().press('ArrowRight');
    },
    'all-emotions': async (page) => {
      await page.locator('.button.wide').click();
      await page.locator('.emotion summary').nth(1).click();
    },
    'people-off': async (page) => {
      await page.locator('.button.wide').click();
      await page.locator('.emotion summary').nth(1).click();
      await setPeopleShown(page, false);
    },
    crowd: async (page) => {
      await setPeopleShown(page, true);
      if ((await page.locator('.thumbnail').count()) === 1) {
        await add(
          page,
          'golden/crowd.jpg',
          'golden/nobody.jpg',
          'golden/portrait.jpg',
          'bad/text.jpg',
          'bad/photo.heic',
        );
      }
      await openPhoto(1)(page);
      await page.locator('#tab-people').click();
    },
    nobody: async (page) => {
      await openPhoto(2)(page);
      await page.locator('#tab-people').click();
    },
    portrait: async (page) => {
      await openPhoto(3)(page);
      await page.locator('#tab-people').click();
    },
    error: openPhoto(4),
    'error-heic': openPhoto(5),
  };
}

async function setPeopleShown(page, shown) {
  await page.locator('.page-actions button').nth(2).click();
  await page.locator('.switch input').setChecked(shown);
  await page.keyboard.press('Escape');
}

// By script: on the narrowest screen the theme's button is not shown.
async function choose(page, theme, language) {
  const press = (index) =>
    page
      .locator('.page-actions button')
      .nth(index)
      .evaluate((button) => button.click());
  while ((await page.getAttribute('html', 'data-theme')) !== theme) await press(1);
  if ((await page.getAttribute('html', 'lang')) !== language) await press(0);
}

// The page while its model files arrive, and while it looks at people: both are too short to wait for.
async function shootProgress(page, address, photos, save) {
  let release = () => {};
  const held = new Promise((resolve) => {
    release = resolve;
  });
  await page.route('**/*.tflite', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(address);
  await page.setInputFiles('.file-input', [join(photos, 'golden/crowd.jpg')]);
  await page.waitForSelector('.status progress');
  await save('preparing');
  release();
  await page.waitForSelector('.steps .now .figures, .results', { timeout: 60_000 });
  await save('progress');
  await finished(page);
  await page.unroute('**/*.tflite');
}

// The whole page; but of a dialog, which covers one screen, that screen.
async function shoot(page, path) {
  await page.evaluate(
    () => document.activeElement?.closest('.page-actions') && document.activeElement.blur(),
  );
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path, fullPage: (await page.locator('dialog').count()) === 0 });
}

async function shootDevice(browser, name, device, address, photos, folder) {
  const context = await browser.newContext({ ...device, locale: 'ja-JP', reducedMotion: 'reduce' });
  const page = await context.newPage();
  const save = (view, theme = 'light', language = 'ja') =>
    shoot(page, join(folder, `${view}-${name}-${theme}-${language}.png`));
  await shootProgress(page, address, photos, save);
  await page.goto(address);
  for (const [view, open] of Object.entries(viewsOf(photos))) {
    if (view === 'start') {
      for (const theme of THEMES) {
        for (const language of LANGUAGES) {
          await choose(page, theme, language);
          await save(view, theme, language);
        }
      }
      continue;
    }
    await open(page);
    for (const theme of THEMES) {
      for (const language of LANGUAGES) {
        await page.keyboard.press('Escape');
        await choose(page, theme, language);
        if (view === 'about') await page.locator('.page-actions button').nth(3).click();
        if (view === 'settings') await page.locator('.page-actions button').nth(2).click();
        await save(view, theme, language);
      }
    }
  }
  await context.close();
}

const folder = resolve(process.argv[2] ?? join(root, 'out/screens'));
const app = resolve(process.env.SELINET_APP ?? join(root, 'web/app/dist'));
if (!existsSync(join(app, 'index.html')))
  throw new Error(`${app} is not a built page: ./tools/screens builds it`);
mkdirSync(folder, { recursive: true });
const server = await serve({ app });
const browser = await chromium.launch({
  executablePath: process.env.SELINET_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--hide-scrollbars', TOUCH_ONLY],
});
try {
  for (const [name, device] of Object.entries(DEVICES)) {
    await shootDevice(browser, name, device, `${server.origin}/app/index.html`, fixturesFolder(), folder);
    process.stderr.write(`  ${name}\n`);
  }
} finally {
  await browser.close();
  await server.close();
}
process.stdout.write(`${folder}\n`);
