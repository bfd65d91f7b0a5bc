// What both pages measure, in the same way: time to the first result, time of later ones, and the
// longest stretch in which the page could not answer its visitor.
import './wasm-memories.js';

const TICK = 4; // ms; browsers do not run nested timers more often

let longestGap = 0;
let lastTick = 0; // since navigation started: loading blocks the page too
setInterval(() => {
  const now = performance.now();
  longestGap = Math.max(longestGap, now - lastTick - TICK);
  lastTick = now;
}, TICK);

async function takeLongestBlock() {
  // One more turn of the timer, so that a block at the very end is seen.
  await new Promise((resolve) => setTimeout(resolve, 3 * TICK));
  const block = longestGap;
  longestGap = 0;
  return block;
}

// `start()` loads an engine and resolves to `analyse(blob)`, which resolves to the people found.
async function measure(start) {
  const query = new URLSearchParams(location.search);
  const [blob, analyse] = await Promise.all([
    fetch(query.get('photo')).then((response) => response.blob()),
    start(),
  ]);
  const people = await analyse(blob);
  const first = performance.now(); // since navigation started
  const firstBlock = await takeLongestBlock();
  const warm = [];
  for (let run = 0; run < Number(query.get('warm')); run++) {
    const begun = performance.now();
    await analyse(blob);
    warm.push(performance.now() - begun);
  }
  return { people, first, firstBlock, warm, warmBlock: await takeLongestBlock() };
}

/** Leaves the promise of the figures where the bench looks for it. */
export function publish(start) {
  globalThis.figures = measure(start).catch((error) => ({ error: String(error?.stack ?? error) }));
}
