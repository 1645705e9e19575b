import { describe, expect, test } from "vitest";
import { at } from "../testing/moment.js";
import { plus } from "../time.js";
import { BUILT_IN_VIEWS, builtInView, narrowed } from "./view.js";

const NOW = at("2026-11-22T04:00:00Z");

describe("a built-in view", () => {
  test("of what is due today ends with the day in Shanghai, and holds what is overdue too", () => {
    expect(builtInView("due_today", NOW).dueBefore).toBe(at("2026-11-22T16:00:00Z"));
    expect(builtInView("due_today", at("2026-11-22T16:00:00Z")).dueBefore).toBe(at("2026-11-23T16:00:00Z"));
    expect(builtInView("overdue", NOW).dueBefore).toBe(NOW);
  });

  test("is there for every name", () => {
    for (const view of BUILT_IN_VIEWS) expect(builtInView(view, NOW)).toEqual(expect.any(Object));
    expect(builtInView("mine", NOW)).toMatchObject({ holder: "me" });
    expect(builtInView("unassigned", NOW)).toMatchObject({ holder: "none" });
    expect(builtInView("awaiting_second", NOW)).toMatchObject({ statuses: ["awaiting_second"] });
  });
});

describe("a view that is narrowed", () => {
  test("keeps what was not asked for, and the tighter of two bounds", () => {
    const view = { minAmount: 100n, minScore: 10, dueBefore: NOW, sort: "due", product: "quality" } as const;
    expect(narrowed(view, {})).toEqual(view);
    expect(narrowed(view, { minAmount: 50n, minScore: 20, dueBefore: plus(NOW, 1), sort: "amount" })).toEqual({
      ...view,
      minScore: 20,
      sort: "amount",
    });
    expect(narrowed(view, { minAmount: 200n, dueBefore: plus(NOW, -1), product: "allergy" })).toEqual({
      ...{ minAmount: 200n, minScore: 10, dueBefore: plus(NOW, -1), sort: "due", product: "allergy" },
    });
    expect(narrowed({}, { minAmount: 1n })).toEqual({ minAmount: 1n });
  });

  test("shows the statuses that were asked for alone", () => {
    expect(narrowed(builtInView("open", NOW), { statuses: ["filed"] })).toEqual({
      statuses: ["filed"],
      withAppeals: false,
    });
  });
});
