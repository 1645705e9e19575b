// Understands how a claim is filed by hand: validated against the product's form, put on record, and decided where rules may.
//
// Lock, read, decide, write: 8 statements to read (policy, switches, order under lock, its policies, endorsements and claims,
// merchant, evidence), 5 to put a claim on record (case, events, evidence, reserve, outbox), and one where it waits behind a
// switch. Where rules decide the reserve's gives way to those of the decision and its payout: 5 and 3.

import { present } from "@anxin/core/assert";
import { type Adjudication, adjudicate } from "@anxin/core/claim/adjudicate";
import { caseReserve } from "@anxin/core/claim/ceiling";
import type { ClaimFacts, FieldValue } from "@anxin/core/claim/facts";
import { claimFacts } from "@anxin/core/claim/gather";
import { encodeExact } from "@anxin/core/exact-json";
import { type Id, parseId } from "@anxin/core/id";
import { reserveSet } from "@anxin/core/ledger/templates";
import { type Fen, fenFromWire } from "@anxin/core/money";
import type { Policy } from "@anxin/core/policy/policy";
import type { ProductVersion } from "@anxin/core/product/product";
import { type FieldProblem, Refused, refuse } from "@anxin/core/refusal";
import { type Instant, parseInstant } from "@anxin/core/time";
import { type ClaimEventRow, type ClaimRow, insertClaimEvents, insertClaims } from "@anxin/store/claim";
import { findEvidence, type HeldEvidence, insertClaimEvidence } from "@anxin/store/evidence";
import { holdClaims } from "@anxin/store/held";
import { passSwitches } from "@anxin/store/kill-switch";
import { insertTransfers } from "@anxin/store/ledger";
import { lockOrders } from "@anxin/store/order";
import { insertOutbox } from "@anxin/store/outbox";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import type { Language } from "../http/language.js";
import { orderKey } from "../order/load.js";
import { RULES } from "./actor.js";
import { batchOf, caseTransfers, recordDecisions } from "./decide.js";
import { type Decider, deciderOf, heldClaim, waitEvent } from "./decider.js";
import { coverOf, evidenceFact, filesItself, findClaimable, materialOf, type OrderFile, openOrders } from "./facts.js";
import { readFields } from "./form-fields.js";

/** Claims that may be filed under one policy by hand. */
const CLAIMS_PER_POLICY_MAX = 100;

/** A claim as it comes over the wire, checked by its schema only. */
export interface ClaimBody {
  readonly policyId: string;
  readonly peril: string;
  readonly occurredAt: string;
  readonly description: string;
  readonly requestedAmount?: number | null;
  readonly evidence?: readonly { readonly evidenceId: string; readonly kind: string }[];
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly declaration: boolean;
}

/** A claim that its form accepts. */
interface Filing {
  readonly occurredAt: Instant;
  readonly requestedAmount: Fen | null;
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly evidence: readonly { readonly held: HeldEvidence; readonly kind: string }[];
}

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
  const material = materialOf(context, file, known, { except: null, waybillHeldElsewhere: false, now });
  const facts = claimFacts({ ...material, claim: { ...statementOf(body, filing, now) } });
  const adjudication = adjudicate(facts, product);
  const decider = deciderOf(adjudication, product.code, stopped);
  const reserve = decider === "rules" ? 0n : caseReserve(facts, product, adjudication.amount);
  const draft = { facts, filing, reserve, adjudication, decider };
  const claim = claimRow(context, principal, policy, body, draft);
  await writeCase(context, tx, claim, draft, now);
  if (decider !== "rules") {
    await insertOutbox(tx, { ...batchOf(context, tx, now), events: [{ type: "claim.filed", ids: [claim.claimId] }] });
    return claim;
  }
  const { outcome, amount, reasons: reasonCodes } = adjudication;
  const verdict = { claim, known, product, payee: file.order.payee, facts, adjudication, outcome, amount, reasonCodes };
  const recorded = await recordDecisions(context, tx, [{ ...verdict, decidedBy: RULES, note: "", sequence: 2 }], now);
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

/** Texts of the checks that only the product and the order can make. */
const SAID = {
  peril: { zh: "不是该产品承保的风险，可选：", en: "is no peril of this product; choose one of " },
  time: { zh: "应为带时区的时间，如 2026-11-11T08:00:00.000Z", en: "must be a time like 2026-11-11T08:00:00.000Z" },
  future: { zh: "不能晚于现在", en: "must not lie in the future" },
  early: { zh: "不能早于下单时间", en: "must not lie before the order was placed" },
  kind: { zh: "不是该产品的材料种类，可选：", en: "is no kind of document of this product; choose one of " },
  twice: { zh: "同一文件只能使用一次", en: "is in the list already; each file fills one slot" },
} as const;

async function readFiling(
  tx: Tx,
  principal: Principal,
  body: ClaimBody,
  product: ProductVersion,
  { order }: OrderFile,
  now: Instant,
  language: Language,
): Promise<Filing> {
  const { fields, problems } = readFields(product, body.fields ?? {}, language);
  const occurredAt = parseInstant(body.occurredAt);
  const perils = product.coverage.perils.map(({ code }) => code);
  const wrong: FieldProblem[] = [...problems];
  if (!perils.includes(body.peril))
    wrong.push({ pointer: "/peril", code: "enum", detail: SAID.peril[language] + perils.join(", ") });
  if (occurredAt === null) wrong.push({ pointer: "/occurredAt", code: "time", detail: SAID.time[language] });
  else if (occurredAt > now) wrong.push({ pointer: "/occurredAt", code: "future", detail: SAID.future[language] });
  else if (occurredAt < order.placedAt)
    wrong.push({ pointer: "/occurredAt", code: "before_order", detail: SAID.early[language] });
  wrong.push(...slotProblems(body, product, language));
  if (wrong.length > 0) {
    const named = wrong.slice(0, 3).map(({ pointer, detail }) => `${pointer} ${detail}`);
    throw new Refused({ code: "validation_failed", detail: named.join("; "), errors: wrong.slice(0, 20) });
  }
  if (!body.declaration) {
    const detail = "confirm that what you say is true, and that a false claim may cost the cover";
    refuse("declaration_missing", detail, {
      errors: [{ pointer: "/declaration", code: "declaration_missing", detail }],
    });
  }
  return {
    occurredAt: present(occurredAt, "the time was read"),
    requestedAmount: fenFromWire(body.requestedAmount),
    fields,
    evidence: await ownEvidence(tx, principal, body),
  };
}

function slotProblems({ evidence = [] }: ClaimBody, { documents }: ProductVersion, language: Language): FieldProblem[] {
  const kinds = documents.map(({ kind }) => kind);
  const seen = new Set<string>();
  return evidence.flatMap(({ evidenceId, kind }, i) => {
    const problems: FieldProblem[] = [];
    if (!kinds.includes(kind)) {
      problems.push({ pointer: `/evidence/${i}/kind`, code: "enum", detail: SAID.kind[language] + kinds.join(", ") });
    }
    if (seen.has(evidenceId))
      problems.push({ pointer: `/evidence/${i}/evidenceId`, code: "duplicate", detail: SAID.twice[language] });
    seen.add(evidenceId);
    return problems;
  });
}

/** The files behind the evidence list: each the caller's own, or any of the tenant's where its server files. */
async function ownEvidence(tx: Tx, principal: Principal, { evidence = [] }: ClaimBody): Promise<Filing["evidence"]> {
  const ids = evidence.map(({ evidenceId }) => parseId("evidence", evidenceId));
  const held = await findEvidence(
    tx,
    ids.filter((id) => id !== null),
  );
  const unknown: FieldProblem[] = [];
  const found = evidence.flatMap(({ evidenceId, kind }, i) => {
    const file = held.get(ids[i] ?? -1n);
    if (file !== undefined && (principal.role === "server" || file.uploadedBy === principal.caller))
      return [{ held: file, kind }];
    unknown.push({
      pointer: `/evidence/${i}/evidenceId`,
      code: "evidence_unknown",
      detail: `you have uploaded no ${evidenceId}`,
    });
    return [];
  });
  if (unknown.length > 0)
    refuse("evidence_unknown", "upload each file first with POST /v1/evidence", { errors: unknown.slice(0, 20) });
  return found;
}

function statementOf(body: ClaimBody, filing: Filing, now: Instant): Parameters<typeof claimFacts>[0]["claim"] {
  return {
    peril: body.peril,
    occurredAt: filing.occurredAt,
    reportedAt: now,
    requestedAmount: filing.requestedAmount,
    fields: filing.fields,
    evidence: filing.evidence.map(({ held, kind }) =>
      evidenceFact(held, { evidenceId: held.evidenceId, kind, capturedAt: held.capturedAt }),
    ),
    declaration: body.declaration,
    returnId: null,
  };
}

interface CaseDraft {
  readonly facts: ClaimFacts;
  readonly filing: Filing;
  readonly reserve: Fen;
  readonly adjudication: Adjudication;
  readonly decider: Decider;
}

function claimRow(context: Context, principal: Principal, policy: Policy, body: ClaimBody, draft: CaseDraft): ClaimRow {
  const { policyId, orderId, lineId, merchantId, buyerId, product, productVersion, book, tenantId } = policy;
  const { peril, occurredAt, reportedAt, requestedAmount, declaration } = draft.facts.claim;
  return {
    ...{ book, tenantId, policyId, orderId, lineId, merchantId, buyerId, product, productVersion },
    ...{ peril, occurredAt, reportedAt, requestedAmount, declaration },
    claimId: context.ids.next(book),
    returnId: null,
    waybillKey: null,
    status: draft.decider === "rules" ? "filed" : "in_review",
    revision: 1,
    decidedAt: null,
    description: body.description,
    fields: encodeExact(draft.filing.fields),
    reserve: draft.reserve,
    agreedAmount: 0n,
    filedBy: principal.caller,
  };
}

/** The case as it stands before any decision: on record, with its evidence and its reserve, and why it waits if it does. */
async function writeCase(
  context: Context,
  tx: Tx,
  claim: ClaimRow,
  { facts, filing: { evidence }, adjudication, decider }: CaseDraft,
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
  await insertClaimEvents(tx, [filed, ...waitEvent(about, adjudication, decider)]);
  await holdClaims(tx, heldClaim(claim, facts, decider), now);
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
