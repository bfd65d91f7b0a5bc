// Small pictures for the strip. Decoded one after the other and at their small size, so that a hundred
// large photos neither freeze the page nor fill its memory.
const side = 144; // 72 CSS pixels on a screen of double density

let last: Promise<unknown> = Promise.resolve();

async function draw(file: Blob): Promise<string | undefined> {
  try {
    const full = await createImageBitmap(file, { resizeHeight: side, resizeQuality: 'medium' });
    const canvas = document.createElement('canvas');
    canvas.width = side;
    canvas.height = side;
    const scale = Math.max(side / full.width, side / full.height);
    const width = full.width * scale;
    const height = full.height * scale;
    canvas.getContext('2d')?.drawImage(full, (side - width) / 2, (side - height) / 2, width, height);
    full.close();
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.8));
    return blob ? URL.createObjectURL(blob) : undefined;
  } catch {
    return undefined; // not a picture, or one that this browser cannot show: the strip draws an icon
  }
}

export function makeThumbnail(file: Blob): Promise<string | undefined> {
  const next = last.then(() => draw(file));
  last = next;
  return next;
}
