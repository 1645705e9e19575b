import { expect, test } from "vitest";
import { someFacts } from "../../testing/facts.js";
import { at } from "../../testing/moment.js";
import { PRODUCT } from "../../testing/product.js";
import { reportDated } from "./report-dated.js";

/** Delivered on 5 March, claimed on 10 March, both in Shanghai. */
const dated = (reportDate: string | null, order = {}) =>
  reportDated(someFacts({ claim: { fields: reportDate === null ? {} : { reportDate } }, order }), PRODUCT, null);

test("a report is made from the delivery to the claim, both days included", () => {
  for (const day of ["2026-03-05", "2026-03-07", "2026-03-10"]) {
    expect(dated(day)).toEqual({
      outcome: "met",
      inputs: { reportDay: day, earliestDay: "2026-03-05", latestDay: "2026-03-10", delivered: true },
    });
  }
});

test("the day before, and the day after, a person looks", () => {
  for (const day of ["2026-03-04", "2026-03-11"])
    expect(dated(day)).toMatchObject({ outcome: "refer", reason: "report_invalid" });
});

test("where nobody told of a delivery, the payment counts, and before it the order", () => {
  expect(dated("2026-02-28", { deliveredAt: null }).outcome).toBe("met");
  expect(dated("2026-02-27", { deliveredAt: null }).outcome).toBe("refer");
  expect(dated("2026-02-27", { deliveredAt: null, paidAt: null, placedAt: at("2026-02-27T00:00:00Z") }).outcome).toBe(
    "met",
  );
});

test("days are Shanghai's", () => {
  const deliveredAt = at("2026-03-05T16:00:00Z");
  expect(dated("2026-03-05", { deliveredAt }).outcome).toBe("refer");
  expect(dated("2026-03-06", { deliveredAt }).outcome).toBe("met");
});

test("a form without a day, or with none of the calendar, is incomplete", () => {
  for (const none of [null, "2026-02-30", "yesterday"])
    expect(dated(none)).toMatchObject({ outcome: "refer", reason: "evidence_incomplete", inputs: { reportDay: null } });
});
