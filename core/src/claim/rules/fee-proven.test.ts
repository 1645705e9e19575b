import { expect, test } from "vitest";
import { someFacts } from "../../testing/facts.js";
import { coveredBy, PRODUCT } from "../../testing/product.js";
import { feeProven } from "./fee-proven.js";

const product = coveredBy({ benefit: { kind: "refund", percentOfPrice: 200, feeField: "fee", feeMax: 500n } });
const invoice = (sha256: string) => ({
  ...{ evidenceId: sha256, kind: "fee_invoice", mediaType: "image/jpeg", sha256, capturedAt: null },
});
const claimed = (fee: number | null, files: readonly string[] = []) =>
  feeProven(someFacts({ claim: { fields: fee === null ? {} : { fee }, evidence: files.map(invoice) } }), product, null);

test("a fee is paid on its invoice, up to the limit", () => {
  expect(claimed(501, ["a", "a"])).toEqual({
    outcome: "met",
    inputs: { feeClaimed: 501n, feeMax: 500n, fee: 500n, invoices: 1 },
  });
});

test("an invoice that is not there is asked for", () => {
  expect(claimed(1)).toEqual({
    outcome: "refer",
    reason: "evidence_incomplete",
    inputs: { feeClaimed: 1n, feeMax: 500n, fee: 1n, invoices: 0 },
  });
});

test("who claims no fee proves none", () => {
  for (const none of [null, 0]) expect(claimed(none).outcome).toBe("not_applicable");
  expect(feeProven(someFacts({}), PRODUCT, null)).toEqual({
    outcome: "not_applicable",
    inputs: { benefit: "route_schedule" },
  });
});
