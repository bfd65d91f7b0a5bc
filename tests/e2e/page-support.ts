// What the tests of the page share: a server as a host would run one, a visitor with a device, and the
// things that visitors do.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { TestServer } from './server.ts';
import { appFolder, fixturesFolder, openPage, type WatchedPage } from './support.ts';

export const devices = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
  tablet: { viewport: { width: 1180, height: 820 }, hasTouch: true },
  desk: { viewport: { width: 1280, height: 800 } },
} satisfies Record<string, BrowserContextOptions>;

/** A server of the page at `/`, with the test photos at `/photos/`. */
export function startPageServer(): Promise<TestServer> {
  return TestServer.start({ '/': appFolder(), '/photos/': fixturesFolder() });
}

/** Opens the page as a visitor of this device and language. */
export function openApp(
  browser: Browser,
  server: TestServer,
  device: BrowserContextOptions = devices.desk,
  locale = 'ja-JP',
): Promise<WatchedPage> {
  return openPage(browser, server, '/index.html', { ...device, locale, reducedMotion: 'reduce' });
}

export const photoPath = (name: string) => join(fixturesFolder(), name);

/** Chooses photos in the file picker; does not wait for their analysis. */
export async function choose(page: Page, ...names: string[]): Promise<void> {
  await page.locator('.file-input').setInputFiles(names.map(photoPath));
}

/** Waits until no photo is waiting or under way. */
export async function settled(page: Page): Promise<void> {
  await page.locator('.thumbnail').first().waitFor();
  await page.waitForFunction(
    () => !document.querySelector('.thumbnail.running, .thumbnail.waiting'),
    undefined,
    {
      timeout: 120_000,
    },
  );
}

/** Chooses photos and waits for all of them. */
export async function analyze(page: Page, ...names: string[]): Promise<void> {
  await choose(page, ...names);
  await settled(page);
}

/** Back to the start: no photo is left. */
export async function removeAll(page: Page): Promise<void> {
  while (await page.locator('.thumbnail').count()) await page.locator('.strip-tools button').last().click();
}

/** Hands files to the page by an event of the window, as a drag or the clipboard does. */
export async function handOver(
  page: Page,
  kind: 'drop' | 'paste',
  address: string,
  name: string,
): Promise<void> {
  await page.evaluate(
    async ([how, from, called]) => {
      const bytes = await (await fetch(from as string)).arrayBuffer();
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], called as string, { type: 'image/jpeg' }));
      if (how === 'paste') {
        window.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true }));
        return;
      }
      const options = { dataTransfer: transfer, bubbles: true, cancelable: true };
      window.dispatchEvent(new DragEvent('dragover', options));
      await new Promise(requestAnimationFrame);
      window.dispatchEvent(new DragEvent('drop', options));
    },
    [kind, address, name],
  );
}

/** The page is no wider than its window: nothing scrolls sideways. */
export async function assertFits(page: Page, what: string): Promise<void> {
  const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok((content ?? 0) <= (screen ?? 0), `${what}: ${content} px of content on ${screen} px`);
}

export const openAbout = (page: Page) => page.locator('.page-actions button').nth(3).click();
export const openSettings = (page: Page) => page.locator('.page-actions button').nth(2).click();
export const pressLanguage = (page: Page) => page.locator('.page-actions button').nth(0).click();
