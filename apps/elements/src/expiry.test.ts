import { expect, test } from "vitest";
import { instantOf } from "./clock.js";
import { endOf } from "./expiry.js";
import { readLine } from "./offer.js";
import { answerOf, OPTIONAL, SECOND } from "./testing/answer.js";

const END = instantOf(OPTIONAL.expiresAt) ?? 0;
const offerOf = (line: object) =>
  readLine(answerOf(line), null, { base: "https://anxin.example/", language: "zh" }) ?? { ...NONE };
const NONE = { lineId: "", included: [], optional: [], blocked: [] };

test("an offer ends with the first of its quotes", () => {
  const later = { ...SECOND, expiresAt: "2026-11-13T00:00:00.000Z" };
  expect(endOf(offerOf({ optional: [later, OPTIONAL] }), END - 1, false)).toBe(END);
});

test("an offer without quotes, or whose ends cannot be read, does not end", () => {
  expect(endOf(offerOf({ optional: [] }), 0, false)).toBeNull();
  expect(endOf(offerOf({ optional: [{ ...OPTIONAL, expiresAt: "soon" }] }), 0, false)).toBeNull();
});

test("a first offer that comes expired is expired; a second one tells that the device's clock is wrong", () => {
  const offer = offerOf({ optional: [OPTIONAL] });
  expect(endOf(offer, END, false)).toBe(END);
  expect(endOf(offer, END, true)).toBeNull();
  expect(endOf(offer, END - 1, true)).toBe(END);
});
