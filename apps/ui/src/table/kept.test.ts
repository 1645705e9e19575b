import { expect, test } from "vitest";
import { isShown, readKept } from "./kept.js";

test("what is kept is read whole, and what does not belong there is left out", () => {
  expect(readKept('{"columns":{"amount":false,"score":1,"note":true},"density":"compact"}')).toEqual({
    columns: { amount: false, note: true },
    density: "compact",
  });
});

test.each([null, "", "{", "null", "[]", '"x"', '{"columns":[true],"density":"huge"}'])(
  "nothing is chosen in %s",
  (text) => {
    expect(readKept(text)).toEqual({ columns: {}, density: null });
  },
);

test("an extra column shows when it was wanted, any other until it was not", () => {
  const kept = readKept('{"columns":{"note":true,"amount":false}}');
  expect(isShown(kept, { id: "note", isExtra: true })).toBe(true);
  expect(isShown(kept, { id: "other", isExtra: true })).toBe(false);
  expect(isShown(kept, { id: "amount" })).toBe(false);
  expect(isShown(kept, { id: "day" })).toBe(true);
});
