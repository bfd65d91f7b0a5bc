// @vladmandic/human, set to do the nearest thing to our work: every face's emotion, bodies, and the
// people among the objects; what we have no counterpart for (iris, hands, identity) is off. Limits on
// the number of people are raised, since its defaults report one face.
import { publish } from './meter.js';

const config = {
  backend: 'wasm',
  wasmPath: '/peer/tfjs-backend-wasm/dist/',
  modelBasePath: '/peer/human-models/models/',
  cacheModels: false, // of its own in IndexedDB; the browser's cache serves both engines alike
  cacheSensitivity: 0, // analyse every photo, although it is the same one
  async: true,
  debug: false,
  warmup: 'none', // the first photo is the warm-up, as for us
  face: {
    enabled: true,
    detector: { maxDetected: 30, rotation: false, minConfidence: 0.2 },
    mesh: { enabled: true },
    emotion: { enabled: true },
    iris: { enabled: false },
    description: { enabled: false },
    antispoof: { enabled: false },
    liveness: { enabled: false },
  },
  body: { enabled: true, modelPath: 'movenet-lightning.json', maxDetected: 30 },
  object: { enabled: true, modelPath: 'centernet.json', maxDetected: 50 },
  hand: { enabled: false },
  gesture: { enabled: false },
  segmentation: { enabled: false },
};

publish(async () => {
  const { Human } = await import('/peer/human/dist/human.esm.js');
  const human = new Human(config);
  return async (blob) => {
    const bitmap = await createImageBitmap(blob);
    const result = await human.detect(bitmap);
    bitmap.close();
    if (result.error) throw new Error(result.error);
    return result.object.filter((object) => object.label === 'person').length;
  };
});
