// Runs in the page under test: makes photos of every kind out of served files, and turns outcomes into
// plain data that can leave the page.

/** Turns a promise of a report into plain data; whatever is not a SelinetError is told apart. */
export async function outcomeOf(sdk, promise) {
  try {
    return { report: await promise };
  } catch (error) {
    const { code = 'no code', message, detail, photo } = error ?? {};
    return { error: { code, message, detail, photo, isSelinetError: error instanceof sdk.SelinetError } };
  }
}

/** The bytes of a served file. */
export async function bytesOf(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.arrayBuffer();
}

async function elementOf(source) {
  const image = new Image();
  image.src = source;
  await image.decode();
  return image;
}

async function pixelsOf(path) {
  const bitmap = await createImageBitmap(new Blob([await bytesOf(path)]));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const pen = canvas.getContext('2d');
  pen.drawImage(bitmap, 0, 0);
  return pen.getImageData(0, 0, bitmap.width, bitmap.height);
}

/** Makers of photos, by their kind. */
export const photoMakers = {
  Blob: async (path) => new Blob([await bytesOf(path)]),
  File: async (path) => new File([await bytesOf(path)], path.split('/').pop()),
  ArrayBuffer: bytesOf,
  Uint8Array: async (path) => {
    // A view into the middle of a buffer: what lies around it must not be read.
    const bytes = new Uint8Array(await bytesOf(path));
    const larger = new Uint8Array(bytes.length + 200).fill(0xff);
    larger.set(bytes, 100);
    return larger.subarray(100, 100 + bytes.length);
  },
  URL: async (path) => new URL(path, location.href),
  'relative address': async (path) => path,
  ImageBitmap: async (path) => createImageBitmap(new Blob([await bytesOf(path)])),
  ImageData: pixelsOf,
  HTMLImageElement: elementOf,
  'HTMLImageElement of a blob': async (path) =>
    elementOf(URL.createObjectURL(new Blob([await bytesOf(path)], { type: 'image/jpeg' }))),
};

/** Prepares the page: `window.sdk`, `window.harness`. */
export async function prepare(folder = '/sdk/') {
  globalThis.sdk = await import(`${folder}index.js`);
}
