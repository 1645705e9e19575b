// Understands which texts can be the number of a report.

import { bestMatch, fitsMask } from "../../register/match.js";
import { textField } from "../field.js";
import { registerDay } from "../register-question.js";
import type { Rule } from "../rule.js";

/** Letters, digits and the signs of Chinese document numbers, with a digit among them. */
const NUMBER = /^(?=.*\d)[\p{Script=Han}A-Za-z0-9()[\]〔〕_./#-]{1,60}$/u;

/**
 * The claim form's field `reportNo`: as any institution writes its numbers, and as the register says that this one does. A
 * slip of the pen is the likeliest cause of another, so it refers. Source: the product's clause on the report.
 */
export const reportNumberValid: Rule = ({ claim, line, register }) => {
  const reportNo = textField(claim.fields, "reportNo");
  if (reportNo === null) return { outcome: "refer", reason: "evidence_incomplete", inputs: { reportNo } };
  const institution = textField(claim.fields, "institution") ?? "";
  const need = { category: line.category, peril: claim.peril, brand: null };
  const mask = bestMatch(register, institution, registerDay(claim), need)?.entry.reportMask ?? null;
  const compact = reportNo.replaceAll(" ", "");
  const inputs = { reportNo, mask };
  return NUMBER.test(compact) && (mask === null || fitsMask(mask, compact))
    ? { outcome: "met", inputs }
    : { outcome: "refer", reason: "report_invalid", inputs };
};
