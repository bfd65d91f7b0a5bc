// ./tools/bench: our whole-photo figures beside the peer's, in one run, on the same photos, in Chromium.
// stdout is the table; everything else goes to stderr.
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePeer } from '../../tests/bench/peer.mjs';
import { photoRows, table } from '../../tests/bench/rows.mjs';
import { serve } from '../../tests/bench/server.mjs';
import { wireRows } from '../../tests/bench/sizes.mjs';
import { measureQuietly } from '../../tests/bench/visits.mjs';

const HELP = `Usage: ./tools/bench [--photos DIR] [--json FILE] [--rounds N] [--minutes N] [--no-peer]

Measures whole photos in Chromium: first visit, second visit, warm, the page's longest block, memory;
ours beside @vladmandic/human's, taking turns. Prints a table with ratios (ours / peer).

  --photos DIR   the JPEG and PNG files of this folder (default: three of the tests' own)
  --json FILE    also write {"rows": [{name, unit, ours, peer, peer_name, ratio, bar, holds, reason}]}
  --rounds N     measure everything N times and take medians (default 3)
  --minutes N    start nothing new after this time (default 20, at most 25)
  --no-peer      ours alone: no peer is fetched, ratios are null

Exits 0 when it ran. A row has holds: false, reason: "busy" where another program kept the machine busy
and repeating did not help.
`;

const root = resolve(import.meta.dirname, '../..');
const cache =
  process.env.SELINET_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'selinet-web');
const OWN_PHOTOS = ['group.jpg', 'large-12mp.jpg', 'crowd.jpg'];

function say(text) {
  process.stderr.write(`${text}\n`);
}

class UsageError extends Error {}

function readArguments() {
  const { values } = parseArgs({
    options: {
      photos: { type: 'string' },
      json: { type: 'string' },
      rounds: { type: 'string', default: '3' },
      minutes: { type: 'string', default: '20' },
      'no-peer': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const rounds = Number(values.rounds);
  const minutes = Number(values.minutes);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new UsageError('--rounds takes a whole number from 1 on');
  if (!(minutes > 0 && minutes <= 25)) throw new UsageError('--minutes takes a number up to 25');
  return { ...values, rounds, minutes };
}

function choosePhotos(folder) {
  if (folder !== undefined) {
    if (!existsSync(folder)) throw new UsageError(`there is no folder ${folder}`);
    const names = readdirSync(folder)
      .filter((name) => /\.(jpe?g|png)$/i.test(name))
      .sort();
    if (names.length === 0) throw new UsageError(`${folder} holds no JPEG or PNG file`);
    return { folder: resolve(folder), names };
  }
  const fixtures = process.env.SELINET_FIXTURES;
  if (!fixtures)
    throw new UsageError("SELINET_FIXTURES does not say where the tests' photos are; or give --photos DIR");
  return { folder: join(fixtures, 'golden'), names: OWN_PHOTOS };
}

function findApp() {
  const app = resolve(process.env.SELINET_APP ?? join(root, 'web/app/dist'));
  if (!existsSync(join(app, 'sdk/index.js')))
    throw new UsageError(`${app} is not a built page; ./tools/bench builds it`);
  return app;
}

// The engines take turns on each photo, so that a machine that slows down slows both.
async function measureAll(origin, engines, names, { rounds, minutes }) {
  const deadline = Date.now() + minutes * 60_000;
  const figures = new Map(names.map((name) => [name, { ours: [], peer: [] }]));
  for (let round = 1; round <= rounds; round++) {
    for (const name of names) {
      for (const engine of engines) {
        if (Date.now() > deadline) {
          say(`  out of time: ${name}, round ${round} and what follows are left out`);
          return figures;
        }
        const address = `${origin}/pages/${engine}.html?photo=${encodeURIComponent(`/photos/${name}`)}`;
        const result = await measureQuietly(address, deadline).catch((cause) => {
          throw new Error(`${engine}, ${name}: ${cause.message}`, { cause });
        });
        figures.get(name)[engine].push(result);
        const { cold, warm, people } = result.figures;
        const times = `first ${Math.round(cold)} ms, warm ${Math.round(warm)} ms, ${people} people`;
        say(
          `  round ${round} of ${rounds}, ${name}, ${engine}: ${times}${result.busy ? ' (busy machine)' : ''}`,
        );
      }
    }
  }
  return figures;
}

async function main() {
  const options = readArguments();
  if (options.help) {
    process.stdout.write(HELP);
    return;
  }
  const app = findApp();
  const { folder, names } = choosePhotos(options.photos);
  const peer = options['no-peer'] ? null : ensurePeer(root, cache);
  const engines = peer ? ['ours', 'peer'] : ['ours'];
  const folders = { ours: app, photos: folder, pages: join(root, 'tests/bench/pages') };
  const preludes = { '/ours/sdk/worker.js': "import '/pages/wasm-memories.js';\n" };
  const server = await serve(peer ? { ...folders, peer: peer.folder } : folders, preludes);
  let figures;
  try {
    figures = await measureAll(server.origin, engines, names, options);
  } finally {
    await server.close();
  }
  const rows = [];
  for (const [name, { ours, peer: theirs }] of figures) {
    if (ours.length > 0) rows.push(...photoRows(name, ours, theirs, peer?.name ?? null));
  }
  rows.push(...wireRows(join(app, 'sdk'), [...server.served]));
  process.stdout.write(table(rows, peer?.name));
  if (options.json) writeFileSync(options.json, `${JSON.stringify({ rows }, null, 2)}\n`);
}

try {
  await main();
} catch (error) {
  const usage = error instanceof UsageError || error.code?.startsWith('ERR_PARSE_ARGS');
  say(`bench: ${usage ? error.message : error.stack}`);
  process.exitCode = 1;
}
