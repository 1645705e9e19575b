import { expect, test } from "vitest";
import { someFacts } from "../../testing/facts.js";
import { PRODUCT } from "../../testing/product.js";
import { serialMatches } from "./serial-matches.js";

const cited = (others: readonly { claimId: string; sameOrder: boolean }[], before: readonly string[] = []) =>
  serialMatches(someFacts({ marks: [{ kind: "serial", mark: "SN-1", others, before }] }), PRODUCT, null);

test("a device that nobody else claims on, or only on its own order, is itself", () => {
  expect(cited([])).toEqual({ outcome: "met", inputs: { serial: "SN-1", otherClaims: "", before: "" } });
  expect(cited([{ claimId: "clm_1", sameOrder: true }]).outcome).toBe("met");
});

test("a device that is claimed on under another order is looked at", () => {
  const others = [
    { claimId: "clm_1", sameOrder: true },
    { claimId: "clm_2", sameOrder: false },
  ];
  expect(cited(others)).toEqual({
    outcome: "refer",
    reason: "suspected_fraud",
    inputs: { serial: "SN-1", otherClaims: "clm_2", before: "" },
  });
});

test("another device than in earlier claims under the policy is looked at", () => {
  expect(cited([], ["SN-0"])).toMatchObject({ outcome: "refer", inputs: { before: "SN-0" } });
});

test("a claim without a serial number has nothing to compare", () => {
  expect(serialMatches(someFacts({}), PRODUCT, null)).toEqual({ outcome: "not_applicable", inputs: { serial: null } });
});
