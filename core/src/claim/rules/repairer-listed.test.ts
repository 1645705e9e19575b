import { expect, test } from "vitest";
import type { RegisterEntry } from "../../register/entry.js";
import { someFacts } from "../../testing/facts.js";
import { dayOf } from "../../testing/moment.js";
import { PRODUCT } from "../../testing/product.js";
import { registered } from "../../testing/register.js";
import { repairerListed } from "./repairer-listed.js";

const LISTED = registered({ kind: "repairer", name: "Honest Repairs" });
const repaired = (fields: Record<string, string>, register: readonly RegisterEntry[] = [LISTED]) =>
  repairerListed(someFacts({ claim: { fields }, register }), PRODUCT, null);

test("rules alone trust a listed repairer only", () => {
  expect(repaired({ repairer: "honest repairs" })).toEqual({
    outcome: "met",
    inputs: {
      ...{ repairer: "honest repairs", registered: true, matchedBy: "name" },
      ...{ entryId: "reg_1", revision: 1, name: "Honest Repairs", invalid: null, outside: "" },
    },
  });
  for (const repairer of ["Cousin", null]) {
    expect(repaired(repairer === null ? {} : { repairer })).toEqual({
      outcome: "refer",
      reason: "needs_assessment",
      inputs: { repairer, registered: false },
    });
  }
});

test("an entry that does not count on the day of the claim, or not for such goods, is as good as none", () => {
  const faults = [
    [{ status: "suspended" }, { invalid: "suspended" }],
    [{ validUntil: dayOf("2026-03-09") }, { invalid: "expired" }],
    [{ scope: { categories: ["digital"] } }, { outside: "category" }],
  ] as const;
  for (const [change, inputs] of faults) {
    expect(repaired({ repairer: "Honest Repairs" }, [registered({ ...LISTED, ...change })])).toMatchObject({
      outcome: "refer",
      reason: "needs_assessment",
      inputs,
    });
  }
});
