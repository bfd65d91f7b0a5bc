// Apparent emotions of the people in photos, in Node: node analyze.mjs PHOTO...

import { createAnalyzer } from '../../web/sdk/dist/node.js'; // from npm: 'selinet-web'

const photos = process.argv.slice(2);
if (photos.length === 0) {
  console.error('usage: node analyze.mjs PHOTO...');
  process.exit(2);
}

const analyzer = await createAnalyzer();
for (const photo of photos) {
  try {
    const { people, sentiment } = await analyzer.analyze(photo);
    console.log(`${photo}: ${people.length} people, sentiment ${sentiment.score.toFixed(2)}`);
    for (const { box, likely } of people) {
      const [x, y, width, height] = [box.x, box.y, box.width, box.height].map(Math.round);
      console.log(`  ${width} x ${height} at ${x}, ${y}: ${likely.join(', ') || 'nothing in particular'}`);
    }
  } catch (error) {
    console.error(`${photo}: ${error.message} (${error.code})`);
    process.exitCode = 1;
  }
}
await analyzer.dispose();
