// What the tests in a browser share: where things are, one Chromium, and a page that notices whatever a
// page of ours must never do.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { TestServer } from './server.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

function fromEnvironment(name: string, fallback: string): string {
  const path = process.env[name] ?? join(root, fallback);
  assert.ok(existsSync(path), `${path} is missing; run these tests through tools/test, or set ${name}`);
  return path;
}

/** The built package; SELINET_SDK. */
export const sdkFolder = () => fromEnvironment('SELINET_SDK', 'web/sdk/dist');

/** The built page; SELINET_APP. */
export const appFolder = () => fromEnvironment('SELINET_APP', 'web/app/dist');

/** The photos made by tests/data/make_fixtures.py; SELINET_FIXTURES. */
export const fixturesFolder = () => fromEnvironment('SELINET_FIXTURES', 'build/fixtures');

/** The model folders made by tests/data/make_bad_models.py; SELINET_BAD_MODELS. */
export const badModelsFolder = () => fromEnvironment('SELINET_BAD_MODELS', 'build/bad-models');

/** One line of fixtures.json. */
export interface Fixture {
  path: string;
  kind: 'golden' | 'orientation' | 'odd' | 'bad';
  /** `report`, or the code of the error that the engine's own decoder gives. */
  expected: string;
  /** The same for the browser's decoder. */
  expected_in_browser: string;
  width?: number;
  height?: number;
  people?: number;
}

/** All test photos. */
export function fixtures(): Fixture[] {
  return JSON.parse(readFileSync(join(fixturesFolder(), 'fixtures.json'), 'utf8')).fixtures;
}

/** Starts Debian's Chromium, with nothing in it that calls anyone. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.SELINET_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page together with the complaints that must stay empty. */
export interface WatchedPage {
  page: Page;
  /** Requests to anything but the test server, uncaught errors, violations of the security policy. */
  complaints: string[];
}

/** Opens a page of the server, on a device of the given kind. */
export async function openPage(
  browser: Browser,
  server: TestServer,
  path: string,
  device: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const complaints: string[] = [];
  const context = await browser.newContext(device);
  context.on('request', (request) => {
    const url = request.url();
    const local = url.startsWith(`${server.origin}/`) || url.startsWith('blob:') || url.startsWith('data:');
    if (!local) complaints.push(`request to ${url}`);
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(`uncaught ${error}`));
  page.on('console', (message) => {
    if (/content security policy|refused to/i.test(message.text())) complaints.push(message.text());
  });
  await page.goto(server.origin + path);
  return { page, complaints };
}

/** A server of the package, the photos and the helpers that run in the page. */
export function startSdkServer(): Promise<TestServer> {
  return TestServer.start({
    '/sdk/': sdkFolder(),
    '/photos/': fixturesFolder(),
    '/test/': join(root, 'tests/e2e'),
  });
}

/** The report of an analysis, or its error as plain data. */
export interface Outcome {
  report?: import('../../web/sdk/src/types.ts').Report;
  error?: { code: string; message: string; detail: string; photo?: string; isSelinetError: boolean };
}

/** `report`, or the code of the error. */
export function summaryOf(outcome: Outcome): string {
  return outcome.error ? outcome.error.code : outcome.report ? 'report' : 'nothing';
}
