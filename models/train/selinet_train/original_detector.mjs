// Runs the original TensorFlow.js detector graph on raw pictures, for check_detector.py.
// Usage: node original_detector.mjs MODULES MODEL_JSON PICTURE.rgb...   (300 x 300 x 3 bytes each)
// Beside each picture it writes PICTURE.boxes and PICTURE.scores, float32: [1917, 4] y0 x0 y1 x1 and [1917, 90].
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const [modules, modelPath, ...pictures] = process.argv.slice(2);
const require = createRequire(join(modules, 'package.json'));
const tf = require('@tensorflow/tfjs');

const model = JSON.parse(readFileSync(modelPath, 'utf8'));
const shards = model.weightsManifest.flatMap((group) => group.paths);
const weights = Buffer.concat(shards.map((shard) => readFileSync(join(dirname(modelPath), shard))));
await tf.setBackend('cpu');
const graph = await tf.loadGraphModel({
  load: async () => ({
    modelTopology: model.modelTopology,
    weightSpecs: model.weightsManifest.flatMap((group) => group.weights),
    weightData: weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.byteLength),
  }),
});

for (const picture of pictures) {
  const input = tf.tensor4d(new Int32Array(readFileSync(picture)), [1, 300, 300, 3], 'int32');
  const [scores, boxes] = await graph.executeAsync({ image_tensor: input }, [
    'Postprocessor/Slice',
    'Postprocessor/ExpandDims_1',
  ]);
  writeFileSync(`${picture}.scores`, Buffer.from((await scores.data()).buffer));
  writeFileSync(`${picture}.boxes`, Buffer.from((await boxes.data()).buffer));
  tf.dispose([input, scores, boxes]);
}
