// Understands the clause that the fee of a test or appraisal is paid on its invoice, up to a limit.

import { smaller } from "../../money.js";
import { moneyField } from "../field.js";
import type { Rule } from "../rule.js";

/** The slot of the evidence list that proves the fee. */
const FEE_INVOICE = "fee_invoice";

/**
 * A fee that no invoice proves is asked for before it is left out, so it refers (Insurance Law art. 22). The amount counts it
 * up to the limit. Source: the product's clause on the benefit.
 */
export const feeProven: Rule = ({ claim: { fields, evidence } }, { coverage: { benefit } }) => {
  if (benefit.kind !== "refund" || benefit.feeField === null)
    return { outcome: "not_applicable", inputs: { benefit: benefit.kind } };
  const { feeField, feeMax } = benefit;
  const feeClaimed = moneyField(fields, feeField) ?? 0n;
  const invoices = new Set(evidence.filter(({ kind }) => kind === FEE_INVOICE).map(({ sha256 }) => sha256)).size;
  const inputs = { feeClaimed, feeMax, fee: smaller(feeClaimed, feeMax), invoices };
  if (feeClaimed === 0n) return { outcome: "not_applicable", inputs };
  return invoices > 0 ? { outcome: "met", inputs } : { outcome: "refer", reason: "evidence_incomplete", inputs };
};
