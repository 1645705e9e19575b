// Which key does what, and that nobody has to live with it.

import fc from "fast-check";
import { expect, test } from "vitest";
import { ACTIONS, actionOf, DEFAULT_KEYS, DEFAULT_SHORTCUTS, readShortcuts, remapped, takenBy } from "./shortcuts.js";

const press = (key: string, more: object = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });

test("every action has a key of its own", () => {
  expect(new Set(Object.values(DEFAULT_KEYS)).size).toBe(ACTIONS.length);
  for (const action of ACTIONS) expect(actionOf(DEFAULT_SHORTCUTS, press(DEFAULT_KEYS[action]))).toBe(action);
});

test("capitals mean the same; keys with a modifier, and keys without an action, mean nothing", () => {
  expect(actionOf(DEFAULT_SHORTCUTS, press("A"))).toBe("approve");
  for (const held of ["ctrlKey", "metaKey", "altKey"]) {
    expect(actionOf(DEFAULT_SHORTCUTS, press("a", { [held]: true }))).toBeNull();
  }
  expect(actionOf(DEFAULT_SHORTCUTS, press("q"))).toBeNull();
  expect(actionOf(DEFAULT_SHORTCUTS, press("Enter"))).toBeNull();
});

test("switched off, no key does anything", () => {
  for (const action of ACTIONS) {
    expect(actionOf({ ...DEFAULT_SHORTCUTS, isOn: false }, press(DEFAULT_KEYS[action]))).toBeNull();
  }
});

test("an action takes another key, unless that belongs to one already", () => {
  const moved = remapped(DEFAULT_SHORTCUTS, "approve", "G");
  expect(actionOf(moved, press("g"))).toBe("approve");
  expect(actionOf(moved, press("a"))).toBeNull();
  expect(takenBy(DEFAULT_KEYS, "approve", "X")).toBe("refuse");
  expect(remapped(DEFAULT_SHORTCUTS, "approve", "x")).toBe(DEFAULT_SHORTCUTS);
  for (const none of ["", " ", "ab", "Enter", "\n"]) {
    expect(remapped(DEFAULT_SHORTCUTS, "approve", none)).toBe(DEFAULT_SHORTCUTS);
  }
});

test("what was kept is read again, and whatever else stands there leaves every action a key of its own", () => {
  const moved = { ...remapped(remapped(DEFAULT_SHORTCUTS, "approve", "g"), "refuse", "a"), isOn: false };
  expect(readShortcuts(JSON.stringify(moved))).toEqual(moved);
  expect(readShortcuts(null)).toBe(DEFAULT_SHORTCUTS);
  expect(readShortcuts("{")).toBe(DEFAULT_SHORTCUTS);
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...ACTIONS), fc.string({ maxLength: 2 })), (keys) => {
      const { isOn, keys: read } = readShortcuts(JSON.stringify({ keys }));
      expect(isOn).toBe(true);
      expect(new Set(Object.values(read)).size).toBe(ACTIONS.length);
    }),
  );
});
