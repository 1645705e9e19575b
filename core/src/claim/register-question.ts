// Understands what a claim asks of the insurer's register: whom the form names, and as of when they are looked at.

import type { ProductVersion } from "../product/product.js";
import type { RegisterKind } from "../register/entry.js";
import { registerKey } from "../register/match.js";
import { addDays, type Day, INSTANT_MIN, type Instant, instant, plus, shanghaiDay, startOfDay } from "../time.js";
import type { ClaimFacts } from "./facts.js";
import { dayField, textField } from "./field.js";

export interface RegisterQuestion {
  readonly kind: RegisterKind;
  /** As `registerKeys` writes what an entry answers to. */
  readonly key: string;
  readonly at: Instant;
}

type Claim = Pick<ClaimFacts["claim"], "fields" | "reportedAt">;

/** The day on which the register has to know who tested, appraised or quoted: the report's own, or else that of the claim. */
export const registerDay = ({ fields, reportedAt }: Claim): Day =>
  dayField(fields, "reportDate") ?? shanghaiDay(reportedAt);

/** When that day ended, or, for a day that was not over, when the claim was made. */
function registerInstant(claim: Claim): Instant {
  const ended = plus(startOfDay(addDays(registerDay(claim), 1)), -1);
  return instant(Math.max(Math.min(ended, claim.reportedAt), INSTANT_MIN));
}

/** One question for each registered field that the form fills in. */
export function registerQuestions({ fields: form }: Pick<ProductVersion, "fields">, claim: Claim): RegisterQuestion[] {
  return form.flatMap(({ name, register }) => {
    const cited = textField(claim.fields, name);
    if (register === undefined || cited === null) return [];
    return [{ kind: register, key: registerKey(cited), at: registerInstant(claim) }];
  });
}
