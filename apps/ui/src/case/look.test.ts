// What zooming and moving does to a picture.

import fc from "fast-check";
import { expect, test } from "vitest";
import { type Look, panned, type Turn, turned, WHOLE, wheelFactor, ZOOM_MAX, ZOOM_STEP, zoomed } from "./look.js";

/** Where a point of the picture stands on the stage. */
const seen = ({ zoom, x, y }: Look, at: { x: number; y: number }) => ({ x: at.x * zoom + x, y: at.y * zoom + y });

test("a few steps reach 400 %, and there is an end on both sides", () => {
  let look = WHOLE;
  for (let i = 0; i < 4; i++) look = zoomed(look, ZOOM_STEP);
  expect(look.zoom).toBeGreaterThanOrEqual(4);
  for (let i = 0; i < 10; i++) look = zoomed(look, ZOOM_STEP);
  expect(look.zoom).toBe(ZOOM_MAX);
  for (let i = 0; i < 20; i++) look = zoomed(look, 1 / ZOOM_STEP);
  expect(look).toEqual(WHOLE);
});

test("what is under the pointer stays there while one goes nearer", () => {
  const part = fc.double({ min: -0.5, max: 0.5, noNaN: true });
  fc.assert(
    fc.property(part, part, fc.double({ min: 1, max: ZOOM_MAX, noNaN: true }), (x, y, factor) => {
      const look = zoomed(WHOLE, factor, { x, y });
      const there = seen(look, { x, y });
      expect(there.x).toBeCloseTo(x, 9);
      expect(there.y).toBeCloseTo(y, 9);
    }),
  );
});

test("the picture covers the stage wherever it is moved", () => {
  const step = fc.oneof(
    fc.record({ factor: fc.double({ min: 0.1, max: 5, noNaN: true }) }),
    fc.record({ x: fc.double({ min: -9, max: 9, noNaN: true }), y: fc.double({ min: -9, max: 9, noNaN: true }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let look = WHOLE;
      for (const each of steps) look = "factor" in each ? zoomed(look, each.factor) : panned(look, each.x, each.y);
      const [from, to] = [seen(look, { x: -0.5, y: -0.5 }), seen(look, { x: 0.5, y: 0.5 })];
      for (const edge of [-from.x, -from.y, to.x, to.y]) expect(edge).toBeGreaterThanOrEqual(0.5 - 1e-9);
    }),
  );
});

test("four quarters are a whole turn", () => {
  let turn: Turn = 0;
  const seenTurns = Array.from({ length: 4 }, () => {
    turn = turned(turn);
    return turn;
  });
  expect(seenTurns).toEqual([90, 180, 270, 0]);
});

test("a wheel goes nearer upwards, further downwards, and never leaps", () => {
  expect(wheelFactor(-100)).toBeGreaterThan(1);
  expect(wheelFactor(100)).toBeLessThan(1);
  expect(wheelFactor(-100) * wheelFactor(100)).toBeCloseTo(1, 12);
  expect(wheelFactor(-99_999)).toBe(wheelFactor(-120));
});
