// Analyses photos in headless Chromium through the built page's own module and worker:
//   node analyze.mjs [--json FILE] PHOTO...
// A table on stdout, also as JSON with --json. Exit status 0 only if every photo was analysed.
import { createReadStream } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { formatReports } from './report-table.mjs';
import { serve } from './serve.mjs';

const root = process.env.SELINET_ROOT;
// The tests' package has the driver; the tools have no packages of their own.
const { chromium } = createRequire(join(root, 'tests/package.json'))('playwright-core');

const browserArguments = [
  '--no-sandbox', // as root, in containers
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Runs in the page: one analyser for all photos. */
async function openAnalyzer() {
  const { createAnalyzer } = await import(new URL('./sdk/index.js', document.baseURI).href);
  globalThis.analyzer = await createAnalyzer();
  // Files reach the page as a visitor's would, through a file input.
  const input = Object.assign(document.createElement('input'), { type: 'file', id: 'tool-photo' });
  document.body.append(input);
}

/** Runs in the page: the file in the input, to a report or an error. */
async function analyzeChosenFile() {
  const [file] = document.querySelector('#tool-photo').files;
  try {
    return { report: await globalThis.analyzer.analyze(file) };
  } catch (error) {
    return { error: { code: error.code ?? 'internal', message: error.message } };
  }
}

async function analyzePhoto(page, photo) {
  try {
    const found = await stat(photo);
    if (!found.isFile()) throw new Error('it is not a file');
    // Reading it here gives a clear message where the browser would only say "failed".
    await new Promise((resolve, reject) => {
      createReadStream(photo, { end: 0 }).on('error', reject).on('close', resolve).resume();
    });
  } catch (error) {
    return { error: { code: 'invalid-argument', message: `Cannot read ${photo}: ${error.message}` } };
  }
  await page.setInputFiles('#tool-photo', photo);
  return await page.evaluate(analyzeChosenFile);
}

async function analyzeAll(photos) {
  const server = await serve(join(root, 'web/app/dist'));
  const browser = await chromium.launch({
    executablePath: process.env.SELINET_CHROMIUM,
    args: browserArguments,
  });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(0); // a slow machine is no error
    await page.goto(server.address);
    await page.evaluate(openAnalyzer);
    const results = [];
    for (const photo of photos) {
      process.stderr.write(`  ${basename(photo)}\n`);
      results.push({ photo, ...(await analyzePhoto(page, photo)) });
    }
    return results;
  } finally {
    await browser.close();
    await server.close();
  }
}

const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true });
const reports = await analyzeAll(positionals);
process.stdout.write(formatReports(reports));
if (values.json) await writeFile(values.json, `${JSON.stringify({ reports }, undefined, 2)}\n`);
process.exitCode = reports.every(({ report }) => report) ? 0 : 1;
