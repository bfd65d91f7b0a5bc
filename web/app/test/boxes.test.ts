import assert from 'node:assert/strict';
import { test } from 'node:test';
import { area, boxInPercent, personAt, portraitOf, readingOrder } from '../src/lib/boxes.ts';

const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

test('a box is given in percent of the photo, whatever its size on the screen', () => {
  assert.deepEqual(boxInPercent(box(100, 50, 200, 300), { width: 400, height: 500 }), {
    left: 25,
    top: 10,
    width: 50,
    height: 60,
  });
});

test('a tap inside two boxes means the smaller one', () => {
  const parent = box(0, 0, 200, 400);
  const child = box(50, 200, 60, 100);
  assert.equal(personAt([parent, child], { x: 70, y: 250 }, 44), 1);
  assert.equal(personAt([parent, child], { x: 20, y: 50 }, 44), 0);
});

test('a tap beside a tiny box still means it, and the nearest of two', () => {
  const boxes = [box(100, 100, 4, 4), box(120, 100, 4, 4)];
  assert.equal(personAt(boxes, { x: 90, y: 102 }, 44), 0);
  assert.equal(personAt(boxes, { x: 114, y: 102 }, 44), 1);
  assert.equal(personAt(boxes, { x: 300, y: 300 }, 44), undefined);
});

test('a tap inside a box wins over a tiny neighbour that is only near', () => {
  assert.equal(personAt([box(0, 0, 100, 100), box(110, 50, 4, 4)], { x: 98, y: 50 }, 44), 0);
});

test('people are counted from left to right', () => {
  assert.deepEqual(readingOrder([box(300, 0, 10, 10), box(0, 0, 10, 10), box(100, 0, 10, 10)]), [1, 2, 0]);
  assert.deepEqual(readingOrder([]), []);
});

test('a portrait is a square inside the photo, at the top of the person', () => {
  const photo = { width: 1000, height: 800 };
  assert.deepEqual(portraitOf(box(100, 50, 200, 600), photo), box(100, 50, 200, 200));
  assert.deepEqual(portraitOf(box(700, 300, 300, 100), photo), box(800, 300, 100, 100));
  const whole = portraitOf(box(0, 0, 1000, 800), photo);
  assert.ok(whole.x >= 0 && whole.x + whole.width <= 1000 && whole.height === 800);
});

test('area is in square pixels', () => {
  assert.equal(area(box(5, 5, 3, 4)), 12);
});
