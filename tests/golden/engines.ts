// The three ways to a report that must agree: the command line program, Node, and Chromium.

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Report } from '../../web/sdk/src/types.ts';
import { TestServer } from '../e2e/server.ts';
import { appFolder, fixturesFolder, launchChromium, openPage, sdkFolder } from '../e2e/support.ts';

const root = resolve(import.meta.dirname, '../..');
/** The command line program; SELINET_CLI. */
export const program = process.env.SELINET_CLI ?? join(root, 'build/native/examples/cli/selinet');
export const modelsFolder = process.env.SELINET_MODELS ?? join(root, 'models');

/** One photo's outcome, as the command line program's JSON has it. */
export interface Outcome {
  photo: string;
  report?: Report;
  error?: { code: string; message: string };
}

/** What a run of the command line program left behind. */
export interface Run {
  status: number;
  stdout: string;
  stderr: string;
}

/** Runs the program to its end, whatever it says. */
export function runProgram(words: string[]): Promise<Run> {
  return new Promise((settle, reject) => {
    execFile(program, words, { maxBuffer: 64 * 1024 * 1024 }, (problem, stdout, stderr) => {
      const status = problem ? problem.code : 0;
      // A number is an exit status; a word says that the program could not be started, null that it died.
      if (typeof status === 'number') settle({ status, stdout, stderr });
      else reject(new Error(`${program} did not run to its end: ${problem?.message}`));
    });
  });
}

/** Analyses fixtures in one call of the program; outcomes are in the order of `paths`. */
export async function analyzeNatively(paths: string[]): Promise<{ status: number; outcomes: Outcome[] }> {
  const photos = paths.map((path) => join(fixturesFolder(), path));
  const run = await runProgram(['analyze', '--json', '--models', modelsFolder, ...photos]);
  if (run.stdout === '') throw new Error(run.stderr);
  return { status: run.status, outcomes: JSON.parse(run.stdout).reports };
}

/** Analyses fixtures with the package's Node entry. */
export async function analyzeInNode(paths: string[]): Promise<Report[]> {
  const { createAnalyzer } = await import(pathToFileURL(join(sdkFolder(), 'node.js')).href);
  const analyzer = await createAnalyzer();
  try {
    const reports: Report[] = [];
    for (const path of paths)
      reports.push(await analyzer.analyze(await readFile(join(fixturesFolder(), path))));
    return reports;
  } finally {
    await analyzer.dispose();
  }
}

/** Analyses fixtures in Chromium, by the module and the worker of the built page. */
export async function analyzeInChromium(paths: string[]): Promise<Report[]> {
  const server = await TestServer.start({ '/': appFolder(), '/photos/': fixturesFolder() });
  const browser = await launchChromium();
  try {
    const { page } = await openPage(browser, server, '/blank.html');
    return await page.evaluate(async (names) => {
      const { createAnalyzer } = await import('/sdk/index.js' as string);
      const analyzer = await createAnalyzer({ deterministic: true });
      const reports = [];
      for (const name of names) reports.push(await analyzer.analyze(`/photos/${name}`));
      await analyzer.dispose();
      return reports;
    }, paths);
  } finally {
    await browser.close();
    await server.stop();
  }
}
