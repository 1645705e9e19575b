import { Refused } from "@anxin/core/refusal";
import fc from "fast-check";
import { expect, test } from "vitest";
import { seededBytes } from "../testing/server.js";
import { vault } from "../vault.js";
import { readCursor, writeCursor } from "./cursor.js";

const bytes = seededBytes("cursor");
const ours = vault(bytes(32), bytes);
const scope = { tenantId: 1, path: "/v1/claims", filters: { status: "open" } };
const position = fc.array(fc.string({ unit: "grapheme" }), { maxLength: 4 });

test("a cursor brings its position back", () => {
  fc.assert(
    fc.property(position, (at) => {
      expect(readCursor(ours, scope, writeCursor(ours, scope, at))).toEqual(at);
    }),
  );
});

test("the order of filters and filters that are not set change nothing", () => {
  const cursor = writeCursor(ours, { ...scope, filters: { a: 1, b: 2 } }, ["x"]);
  expect(readCursor(ours, { ...scope, filters: { b: 2, c: undefined, a: 1 } }, cursor)).toEqual(["x"]);
});

test.each([
  ["another tenant", { ...scope, tenantId: 2 }],
  ["another list", { ...scope, path: "/v1/payouts" }],
  ["another filter", { ...scope, filters: { status: "closed" } }],
  ["no filter", { ...scope, filters: {} }],
])("it is refused for %s", (_name, other) => {
  expect(() => readCursor(ours, other, writeCursor(ours, scope, ["x"]))).toThrow(Refused);
});

test("one that another house signed, or that was touched anywhere, is refused", () => {
  const theirs = vault(bytes(32), bytes);
  expect(() => readCursor(ours, scope, writeCursor(theirs, scope, ["x"]))).toThrow(Refused);
  const cursor = writeCursor(ours, scope, ["position", "7"]);
  fc.assert(
    fc.property(fc.nat(cursor.length - 1), fc.constantFrom(..."abcXYZ019-_."), (at, character) => {
      const touched = cursor.slice(0, at) + character + cursor.slice(at + 1);
      if (touched === cursor) return;
      expect(() => readCursor(ours, scope, touched)).toThrow(Refused);
    }),
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => readCursor(ours, scope, text)).toThrow(Refused);
    }),
  );
});
