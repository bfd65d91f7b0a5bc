// How busy the machine is with other people's work. A figure measured beside a busy neighbour is no
// figure: the bench waits for quiet, and says "busy" where it could not have it.
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const BUSY_SHARE = 0.15; // of all cores, by processes that are not ours

// Clock ticks since boot: [spent by anybody, in all].
function machineTicks() {
  const [user, nice, system, idle, wait, irq, softIrq, steal] = readFileSync('/proc/stat', 'utf8')
    .split('\n', 1)[0]
    .split(/\s+/)
    .slice(1)
    .map(Number);
  const spent = user + nice + system + irq + softIrq + steal;
  return [spent, spent + idle + wait];
}

// "pid (name) state parent ...": the name may hold spaces and parentheses, so the fields are counted
// from its last one. Null when the process has just ended.
function processFields(pid) {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return line.slice(line.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

/** The process ids of `root` and everything it started. */
export function processTree(root = process.pid) {
  const children = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const fields = processFields(name);
    if (!fields) continue;
    const parent = Number(fields[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const tree = [root];
  for (let index = 0; index < tree.length; index++) tree.push(...(children.get(tree[index]) ?? []));
  return tree;
}

// Ticks of our own processes, those that have ended and been waited for included.
function ownTicks() {
  let ticks = 0;
  for (const pid of processTree()) {
    const fields = processFields(pid);
    if (fields) for (const index of [11, 12, 13, 14]) ticks += Number(fields[index]);
  }
  return ticks;
}

/** Starts watching; the returned function gives the share (0..1) that others took since. */
export function watchOthers() {
  const [spent, all] = machineTicks();
  const own = ownTicks();
  return () => {
    const [spentNow, allNow] = machineTicks();
    if (allNow === all) return 0;
    const others = spentNow - spent - (ownTicks() - own);
    return Math.max(0, others / (allNow - all));
  };
}

/** Waits until others leave the machine alone for a second, at most until `deadline` (ms, Date.now). */
export async function waitForQuiet(deadline) {
  for (;;) {
    const others = watchOthers();
    await sleep(1000);
    if (!isBusy(others())) return true;
    if (Date.now() > deadline) return false;
  }
}

export function isBusy(share) {
  return share > BUSY_SHARE;
}
