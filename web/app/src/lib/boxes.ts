// Geometry of the overlay: from photo pixels to the picture on the screen, and from a tap to a person.
import type { Box } from 'selinet-web';

export interface Size {
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

export interface BoxInPercent {
  left: number;
  top: number;
  width: number;
  height: number;
}

// Percent of the photo, so that the overlay follows every size of the picture without measuring it.
export function boxInPercent(box: Box, photo: Size): BoxInPercent {
  return {
    left: (box.x / photo.width) * 100,
    top: (box.y / photo.height) * 100,
    width: (box.width / photo.width) * 100,
    height: (box.height / photo.height) * 100,
  };
}

export function area(box: Box): number {
  return box.width * box.height;
}

function widened(box: Box, side: number): Box {
  const width = Math.max(box.width, side);
  const height = Math.max(box.height, side);
  return {
    x: box.x - (width - box.width) / 2,
    y: box.y - (height - box.height) / 2,
    width,
    height,
  };
}

function contains(box: Box, point: Point): boolean {
  return (
    point.x >= box.x && point.y >= box.y && point.x <= box.x + box.width && point.y <= box.y + box.height
  );
}

function distanceFromCentre(box: Box, point: Point): number {
  return Math.hypot(point.x - box.x - box.width / 2, point.y - box.y - box.height / 2);
}

// The person meant by a tap. In a crowd boxes overlap: the smallest box under the finger wins, as the
// larger one can be tapped elsewhere; a tap that hits no box goes to the nearest one that would be hit
// if it were `smallestSide` wide (photo pixels).
export function personAt(boxes: readonly Box[], point: Point, smallestSide: number): number | undefined {
  const hits = boxes.map((box, index) => ({ box, index }));
  const inside = hits.filter(({ box }) => contains(box, point));
  if (inside.length > 0) return inside.sort((a, b) => area(a.box) - area(b.box))[0]?.index;
  return hits
    .filter(({ box }) => contains(widened(box, smallestSide), point))
    .sort((a, b) => distanceFromCentre(a.box, point) - distanceFromCentre(b.box, point))[0]?.index;
}

// Reading order of people: from left to right, as one counts people in a group photo. The detector's
// order means nothing to a viewer.
export function readingOrder(boxes: readonly Box[]): number[] {
  const centre = (index: number) => {
    const box = boxes[index];
    return box ? box.x + box.width / 2 : 0;
  };
  return boxes.map((_, index) => index).sort((a, b) => centre(a) - centre(b));
}

// The part of a person's box that shows the face and shoulders best: its upper square.
export function portraitOf(box: Box, photo: Size): Box {
  const side = Math.min(Math.max(box.width, 1), Math.max(box.height, 1));
  const x = box.x + (box.width - side) / 2;
  return {
    x: Math.max(0, Math.min(x, photo.width - side)),
    y: Math.max(0, Math.min(box.y, photo.height - side)),
    width: side,
    height: side,
  };
}
