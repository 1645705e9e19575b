// Understands which grants are given in kind: who chose so, and that they are then not paid to the insured.

import type { ClaimFacts } from "@anxin/core/claim/facts";
import type { Id } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import type { ProductVersion } from "@anxin/core/product/product";
import { refuse } from "@anxin/core/refusal";
import { chosenOnForm, repairBenefit, type Settlement } from "@anxin/core/service-order/settlement";
import type { Instant } from "@anxin/core/time";
import type { ClaimRow, DecisionKind } from "@anxin/store/claim";
import { chooseSettlement, type GrantInKind, insertGrantsInKind, settlementChoices } from "@anxin/store/service-order";
import type { Tx } from "@anxin/store/transaction";

/** Notes what the claimant chose on the form; one statement where it is not money. */
export async function noteChoiceOfForm(
  tx: Tx,
  claim: ClaimRow,
  product: ProductVersion,
  fields: ClaimFacts["claim"]["fields"],
): Promise<void> {
  const settlement = chosenOnForm(fields, product);
  if (settlement !== "cash") await chooseSettlement(tx, claim, settlement, claim.filedBy, claim.reportedAt);
}

/**
 * Notes what whoever decides says about the manner of the benefit; nothing where they say nothing. Refuses, with
 * `validation_failed`, anything but money for a product that promises no repair.
 */
export async function noteChoiceOfDecision(
  tx: Tx,
  claim: ClaimRow,
  product: ProductVersion,
  settlement: Settlement | undefined,
  by: { readonly caller: string; readonly at: Instant },
): Promise<void> {
  if (settlement === undefined) return;
  if (repairBenefit(product) !== null) return chooseSettlement(tx, claim, settlement, by.caller, by.at);
  if (settlement === "cash") return;
  const [pointer, detail] = ["/settlement", `must be cash: ${product.code} promises money`];
  refuse("validation_failed", `${pointer} ${detail}`, { errors: [{ pointer, code: "cash_only", detail }] });
}

/** A grant about to be paid or ordered. */
interface Grant {
  readonly claim: ClaimRow;
  readonly product: ProductVersion;
  readonly kind: DecisionKind;
  readonly decisionId: Id;
  /** What the decision grants beyond what was granted before, in fen. */
  readonly amount: Fen;
}

/**
 * Writes down what of these grants is given in kind, and answers by which decisions. What is granted ahead of a decision, or put
 * right after one, is money. No statement where no product promises repairs, else one, and one more where somebody chose so.
 */
export async function recordGrantsInKind(tx: Tx, grants: readonly Grant[]): Promise<ReadonlySet<Id>> {
  const eligible = grants.filter(({ product, kind, amount }) => {
    return amount > 0n && (kind === "decision" || kind === "appeal") && repairBenefit(product) !== null;
  });
  const choices = await settlementChoices(
    tx,
    eligible.map(({ claim }) => claim),
  );
  const inKind = eligible.flatMap(({ claim: { book, claimId }, decisionId, amount }): GrantInKind[] => {
    const settlement = choices.get(claimId) ?? "cash";
    return settlement === "cash" ? [] : [{ book, claimId, decisionId, settlement, amount }];
  });
  await insertGrantsInKind(tx, inKind);
  return new Set(inKind.map(({ decisionId }) => decisionId));
}
