// One engine on one photo: a first visit with a new profile, warm runs, and a second visit.
import { peakRendererMemory, wasmMemory, withFreshProfile } from './browser.mjs';
import { isBusy, waitForQuiet, watchOthers } from './load.mjs';

const WARM_RUNS = 5;
const MAX_REPEATS = 2;
const QUIET_WAIT = 20_000; // ms
const VISIT_LIMIT = 180_000; // ms

async function openPage(context, address) {
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(address, { waitUntil: 'load' });
  const figures = await page.evaluate(() => globalThis.figures);
  if (figures.error) throw new Error(figures.error);
  return { page, figures };
}

function within(limit, work) {
  const { promise: overdue, reject } = Promise.withResolvers();
  const timer = setTimeout(() => reject(new Error(`no result within ${limit / 1000} s`)), limit);
  return Promise.race([work, overdue]).finally(() => clearTimeout(timer));
}

// Figures by metric, in the units of rows.mjs.
async function visitTwice(context, address) {
  const { page, figures } = await openPage(context, `${address}&warm=${WARM_RUNS}`);
  const peakMemory = peakRendererMemory();
  const wasm = await wasmMemory(page);
  await page.goto('about:blank');
  const second = await openPage(context, `${address}&warm=0`);
  return {
    people: figures.people,
    cold: figures.first,
    second: second.figures.first,
    warm: median(figures.warm),
    'cold block': figures.firstBlock,
    'warm block': figures.warmBlock,
    'peak memory': peakMemory,
    'wasm memory': wasm,
  };
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Visits `address` while the machine is quiet; a visit beside a busy neighbour is repeated, and the
 * quietest one is kept. Resolves to {figures, busy: whether even that one had a busy neighbour}.
 */
export async function measureQuietly(address, deadline) {
  let best = null;
  for (let attempt = 0; attempt <= MAX_REPEATS; attempt++) {
    await waitForQuiet(Math.min(deadline, Date.now() + QUIET_WAIT));
    const others = watchOthers();
    const visit = (context) => within(VISIT_LIMIT, visitTwice(context, address));
    const { figures, share } = await withFreshProfile(async (context) => ({
      figures: await visit(context),
      share: others(), // while the browser's processes, which are ours, can still be counted
    }));
    if (!best || share < best.share) best = { figures, share };
    if (!isBusy(best.share) || Date.now() > deadline) break;
  }
  return { figures: best.figures, busy: isBusy(best.share) };
}
