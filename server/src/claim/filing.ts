// Understands how a claim is filed by hand: validated against the product's form, put on record, and decided where rules may.
//
// Lock, read, decide, write: 8 statements to read (policy, switches, order under lock, its policies, endorsements and claims,
// merchant, evidence), 6 for signals, 3 and 1 more where a product looks at the register and at marks; 7 to put a claim on
// record (case, events, clocks, evidence, declaration, reserve, outbox), one where it waits behind a switch, and 4 where the
// merchant is asked. Where rules decide, clocks and reserve are written with the decision, its payout and what is recovered.

import { present } from "@anxin/core/assert";
import { type Adjudication, adjudicate } from "@anxin/core/claim/adjudicate";
import { caseReserve } from "@anxin/core/claim/ceiling";
import type { ClaimFacts } from "@anxin/core/claim/facts";
import { claimFacts } from "@anxin/core/claim/gather";
import type { CaseState } from "@anxin/core/claim/machine";
import { encodeExact } from "@anxin/core/exact-json";
import { NOTHING_KNOWN } from "@anxin/core/fraud/signals";
import type { Id } from "@anxin/core/id";
import { reserveSet } from "@anxin/core/ledger/templates";
import type { Policy } from "@anxin/core/policy/policy";
import type { ProductVersion } from "@anxin/core/product/product";
import { refuse } from "@anxin/core/refusal";
import type { Instant } from "@anxin/core/time";
import { type ClaimEventRow, type ClaimRow, insertClaimEvents, insertClaims } from "@anxin/store/claim";
import { writeClocks } from "@anxin/store/claim-clock";
import { insertClaimMarks } from "@anxin/store/claim-mark";
import { insertClaimEvidence } from "@anxin/store/evidence";
import { holdClaims } from "@anxin/store/held";
import { passSwitches } from "@anxin/store/kill-switch";
import { insertTransfers } from "@anxin/store/ledger";
import { lockOrders } from "@anxin/store/order";
import { insertOutbox } from "@anxin/store/outbox";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { keepScores } from "../fraud/score.js";
import { signalsOfNew } from "../fraud/signals.js";
import type { Principal } from "../http/api.js";
import type { Language } from "../http/language.js";
import { orderKey } from "../order/load.js";
import { noteChoiceOfForm } from "../service-order/in-kind.js";
import { citedByNewClaim } from "./cited.js";
import { batchOf, caseTransfers, recordDecisions, ruleVerdict } from "./decide.js";
import { type Decider, deciderOf, heldClaim, waitEvent } from "./decider.js";
import { coverOf, filesItself, findClaimable, materialOf, type OrderFile, openOrders, signalSubject } from "./facts.js";
import { askMerchant } from "./hearing.js";
import { type ClaimBody, type Filing, keepDeclaration, readFiling, statementOf } from "./notification.js";
import { openedCase, UNDECIDED } from "./state.js";

/** Claims that may be filed under one policy by hand. */
const CLAIMS_PER_POLICY_MAX = 100;

/**
 * Files a claim. Where rules may decide it is decided at once, also against the claimant, with reasons; otherwise it waits
 * in review, for a person or until rules are let again. Refuses, and writes nothing, for what is no claim at all: an unknown
 * policy, a malformed form, no declaration, evidence that is not the caller's, a cover whose claims file themselves.
 */
export async function fileClaim(
  context: Context,
  tx: Tx,
  principal: Principal,
  body: ClaimBody,
  language: Language,
): Promise<ClaimRow> {
  const now = context.clock.now();
  const policy = await findClaimable(tx, principal, body.policyId);
  const stopped = await passSwitches(tx);
  const [row] = await lockOrders(tx, tx.tenantId, [orderKey(tx.tenantId, policy)]);
  const files = await openOrders(context, tx, [present(row, "a policy's order is kept")]);
  const file = present(files.get(policy.orderId), "the order is open");
  const { known, product } = coverOf(context, file, policy.policyId);
  requireManual(product);
  requireRoom(file, policy.policyId);
  const filing = await readFiling(tx, principal, body, product, file, now, language);
  const cited = await citedByNewClaim(tx, { ...policy, product, fields: filing.fields, reportedAt: now });
  const claimId = context.ids.next(policy.book);
  const evidenceIds = filing.evidence.map(({ held }) => held.evidenceId);
  const subject = signalSubject({ claimId, reportedAt: now, returnId: null }, file, known, product, evidenceIds);
  const [signals = NOTHING_KNOWN] = await signalsOfNew(context, tx, [subject]);
  const about = { except: null, waybillHeldElsewhere: false, signals, now, ...cited };
  const material = materialOf(context, file, known, about);
  const facts = claimFacts({ ...material, claim: { ...statementOf(body, filing, now) } });
  const adjudication = adjudicate(facts, product);
  const decider = deciderOf(adjudication, product.code, stopped);
  const reserve = decider === "rules" ? 0n : caseReserve(facts, product, adjudication.amount);
  const draft = { claimId, facts, filing, adjudication, decider, state: openedCase(decider, reserve, now) };
  const claim = claimRow(principal, policy, body, draft);
  await writeCase(context, tx, claim, draft, now);
  await keepDeclaration(tx, claim, filing);
  await noteChoiceOfForm(tx, claim, product, filing.fields);
  if (decider !== "rules") {
    await askMerchant(context, tx, { claim, product, clocks: draft.state.clocks }, now);
    await insertOutbox(tx, { ...batchOf(context, tx, now), events: [{ type: "claim.filed", ids: [claim.claimId] }] });
    return claim;
  }
  const verdict = { claim, known, product, payee: file.order.payee, facts, adjudication, sequence: 2 };
  const recorded = await recordDecisions(context, tx, [ruleVerdict(verdict, draft.state, now)], now);
  const events = [{ type: "claim.filed", ids: [claim.claimId] } as const, ...recorded.events];
  await insertOutbox(tx, { ...batchOf(context, tx, now), events });
  return present(recorded.claims[0], "a recorded decision has a claim");
}

function requireManual(product: ProductVersion): void {
  if (!filesItself(product)) return;
  refuse(
    "claim_not_possible",
    "this claim opens by itself when the merchant confirms the return; there is nothing to file",
  );
}

function requireRoom({ history }: OrderFile, policyId: Id): void {
  if (history.claims.filter((claim) => claim.policyId === policyId).length < CLAIMS_PER_POLICY_MAX) return;
  const detail = `a policy takes ${CLAIMS_PER_POLICY_MAX} claims; ask the insurer about those that are there`;
  refuse("limit_exceeded", detail, { limit: CLAIMS_PER_POLICY_MAX, unit: "claims" });
}

interface CaseDraft {
  readonly claimId: Id;
  readonly facts: ClaimFacts;
  readonly filing: Filing;
  readonly adjudication: Adjudication;
  readonly decider: Decider;
  readonly state: CaseState;
}

function claimRow(principal: Principal, policy: Policy, body: ClaimBody, draft: CaseDraft): ClaimRow {
  const { policyId, orderId, lineId, merchantId, buyerId, product, productVersion, book, tenantId } = policy;
  const { peril, occurredAt, reportedAt, requestedAmount, declaration } = draft.facts.claim;
  return {
    ...{ book, tenantId, policyId, orderId, lineId, merchantId, buyerId, product, productVersion },
    ...{ peril, occurredAt, reportedAt, requestedAmount, declaration },
    ...UNDECIDED,
    claimId: draft.claimId,
    returnId: null,
    waybillKey: null,
    status: draft.state.status,
    revision: 1,
    description: body.description,
    fields: encodeExact(draft.filing.fields),
    reserve: draft.state.reserve,
    filedBy: principal.caller,
  };
}

/** The case as it stands before any decision: on record, with its evidence and its reserve, and why it waits if it does. */
async function writeCase(
  context: Context,
  tx: Tx,
  claim: ClaimRow,
  { facts, filing: { evidence }, adjudication, decider, state }: CaseDraft,
  now: Instant,
): Promise<void> {
  const { book, tenantId, claimId, filedBy } = claim;
  const about = { book, tenantId, claimId, at: now };
  const filed: ClaimEventRow = {
    ...about,
    sequence: 1,
    kind: "filed",
    actor: filedBy,
    fromStatus: null,
    toStatus: "filed",
    detail: "",
  };
  await insertClaims(tx, [claim]);
  await keepScores(tx, [{ book, claimId, findings: adjudication.findings }]);
  await insertClaimMarks(tx, claim, facts.marks);
  await insertClaimEvents(tx, [filed, ...waitEvent(about, adjudication, decider)]);
  await holdClaims(tx, heldClaim(claim, facts, decider), now);
  // Where rules decide at once the clocks are written with the decision.
  if (decider !== "rules") await writeClocks(tx, [{ claim, clocks: state.clocks }]);
  await insertClaimEvidence(
    tx,
    evidence.map(({ held, kind }) => ({
      book,
      claimId,
      evidenceId: held.evidenceId,
      kind,
      addedBy: filedBy,
      addedAt: now,
    })),
  );
  await insertTransfers(
    tx,
    caseTransfers(context, claim, (funding) => (claim.reserve > 0n ? [reserveSet(funding, claim.reserve)] : []), now),
  );
}
