// How the values that a clause looked at are told apart.

import { parseInstant } from "@anxin/core/time";
import { expect, test } from "vitest";
import { shownInput } from "./inputs.js";

test("amounts, times, answers and codes are each shown as what they are", () => {
  expect(shownInput("price", 26_600)).toEqual({ kind: "money", fen: 26_600 });
  expect(shownInput("scans", 3)).toEqual({ kind: "text", text: "3" });
  expect(shownInput("receivedAt", "2026-03-01T00:00:00.000Z")).toEqual({
    kind: "time",
    at: "2026-03-01T00:00:00.000Z",
  });
  expect(shownInput("waitingFrom", parseInstant("2026-03-01T00:00:00Z"))).toEqual({
    kind: "time",
    at: "2026-03-01T00:00:00.000Z",
  });
  expect(shownInput("registered", false)).toEqual({ kind: "no" });
  expect(shownInput("declaration", true)).toEqual({ kind: "yes" });
  expect(shownInput("reportDay", "2026-03-01")).toEqual({ kind: "day", day: "2026-03-01" });
  expect(shownInput("waybill", "")).toEqual({ kind: "none" });
  expect(shownInput("deliveredAt", null)).toEqual({ kind: "none" });
  expect(shownInput("mode", "self_ship")).toEqual({ kind: "text", text: "self_ship" });
});
