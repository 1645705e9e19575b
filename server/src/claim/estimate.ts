// Understands what a claim, or a return, would be paid if it were made now; nothing is written.

import { present } from "@anxin/core/assert";
import { adjudicate } from "@anxin/core/claim/adjudicate";
import type { ClaimFacts, EvidenceFact } from "@anxin/core/claim/facts";
import type { Finding } from "@anxin/core/claim/finding";
import { type ClaimStatement, claimFacts } from "@anxin/core/claim/gather";
import { missingDocuments } from "@anxin/core/claim/missing";
import {
  type Check,
  checksOf,
  claimWindow,
  hopefulClaim,
  hopefulReturn,
  PROSPECT_MODES,
  type ProspectMode,
  prospectOf,
} from "@anxin/core/claim/prospect";
import { reasonText } from "@anxin/core/claim/reasons";
import { findingsOutside } from "@anxin/core/fraud/shown";
import { NOTHING_KNOWN } from "@anxin/core/fraud/signals";
import { formatId } from "@anxin/core/id";
import { fenFromWire, fenToWire } from "@anxin/core/money";
import type { Place } from "@anxin/core/order/order";
import type { KnownPolicy, Policy } from "@anxin/core/policy/policy";
import { clauseOf, type ProductVersion } from "@anxin/core/product/product";
import { type Instant, parseInstant } from "@anxin/core/time";
import { ordersOfClaims } from "@anxin/store/claim-case";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import type { Language } from "../http/language.js";
import { instantTextOrNull } from "../http/schema.js";
import { type Cited, citedFacts, NOTHING_CITED } from "./cited.js";
import { coverOf, filesItself, findClaimable, materialOf, type OrderFile, openOrders } from "./facts.js";
import { readFields } from "./form-fields.js";
import { eventProblems, refuseProblems } from "./notification.js";
import { missingView } from "./view/evidence.js";

/** A policy with its order, as they are now, without holding either. */
export interface OpenCover {
  readonly policy: Policy;
  readonly file: OrderFile;
  readonly known: KnownPolicy;
  readonly product: ProductVersion;
  readonly now: Instant;
}

/** Opens the cover of a policy; refuses one that the caller may not see. */
export async function openCover(
  context: Context,
  tx: Tx,
  principal: Principal,
  policyText: string,
): Promise<OpenCover> {
  const policy = await findClaimable(tx, principal, policyText);
  const files = await openOrders(context, tx, await ordersOfClaims(tx, [policy]));
  const file = present(files.get(policy.orderId), "a policy's order is kept");
  return { policy, file, ...coverOf(context, file, policy.policyId), now: context.clock.now() };
}

/** The facts of a claim that nobody has made: what only other claims could tell is left out. */
export function factsOf(
  context: Context,
  { file, known, now }: OpenCover,
  cited: Cited,
  claim: ClaimStatement,
): ClaimFacts {
  const about = { except: null, waybillHeldElsewhere: false, signals: NOTHING_KNOWN, now, ...cited };
  return claimFacts({ ...materialOf(context, file, known, about), claim });
}

/** What every answer about a cover begins with. */
export function coverHead({ policy, product, known }: OpenCover) {
  const window = claimWindow(product, known.state);
  return {
    policyId: formatId("policy", policy.policyId),
    product: product.code,
    productVersion: product.version,
    currency: "CNY",
    window: { from: instantTextOrNull(window.from), until: instantTextOrNull(window.until) },
  };
}

/** A check in plain words: what it means, what would change it, and by which clause. */
export function checkView({ reason, clause }: Check, product: ProductVersion, language: Language) {
  const { id, title } = clauseOf(product, clause);
  return { code: reason, detail: reasonText(reason)[language], clause: { id, title: title[language] } };
}

/**
 * Whether a return would be paid, before the parcel goes: how much by each mode, until when the merchant has to have it, and
 * why not. Empty for covers of another kind.
 */
export function returnsView(
  context: Context,
  cover: OpenCover,
  { mode, from = null }: { readonly mode?: ProspectMode; readonly from?: Place | null },
  language: Language,
) {
  const { policy, file, known, product, now } = cover;
  if (!filesItself(product)) return [];
  const { order } = file;
  const lineIds = order.lines.map(({ lineId }) => lineId);
  return PROSPECT_MODES.filter((each) => mode === undefined || each === mode).map((each) => {
    const back = hopefulReturn(product.insuredUnit === "order" ? lineIds : [policy.lineId], each, from, now);
    const returning = { ...cover, file: { ...file, order: { ...order, returns: [...order.returns, back] } } };
    const claim = { ...hopefulClaim(product, known.state, now), returnId: back.returnId };
    const adjudication = adjudicate(factsOf(context, returning, NOTHING_CITED, claim), product);
    const { estimate } = prospectOf(adjudication);
    return {
      mode: each,
      wouldBePaid: adjudication.outcome !== "reject",
      amount: estimate === null ? null : fenToWire(estimate),
      until: instantTextOrNull(known.state.expiresAt),
      failedChecks: checksOf(adjudication.findings, "not_met").map((check) => checkView(check, product, language)),
    };
  });
}

/** What is known of a claim before it is made; whatever is left out is taken as it would be best. */
export interface EstimateBody {
  readonly peril?: string;
  readonly occurredAt?: string;
  readonly requestedAmount?: number | null;
  readonly fields?: Readonly<Record<string, unknown>>;
  /** How many different files of each kind there would be. */
  readonly evidence?: readonly { readonly kind: string; readonly count?: number }[];
  readonly mode?: ProspectMode;
  readonly from?: Place;
}

/** What the clauses would say to a claim now, with every reason, and what it lacks. Refuses answers that are no answers. */
export async function estimateClaim(
  context: Context,
  tx: Tx,
  principal: Principal,
  { policyId, body, language }: { readonly policyId: string; readonly body: EstimateBody; readonly language: Language },
) {
  const cover = await openCover(context, tx, principal, policyId);
  const { policy, product, now } = cover;
  const { claim, unanswered } = statementOf(cover, body, language);
  const citing = { ...policy, claimId: null, product, fields: claim.fields, reportedAt: now };
  const [cited = NOTHING_CITED] = await citedFacts(tx, [citing]);
  const adjudication = adjudicate(factsOf(context, cover, cited, claim), product);
  const missing = missingDocuments(product, claim.evidence, claim.fields);
  // Signals are what a claim is held against, not what it is measured by beforehand.
  const findings = findingsOutside(adjudication.findings);
  const itself = filesItself(product);
  const { estimate } = prospectOf(adjudication);
  return {
    ...coverHead(cover),
    peril: claim.peril,
    outcome: adjudication.outcome,
    amount: itself || estimate === null ? null : fenToWire(estimate),
    automatic: adjudication.automatic && unanswered.length === 0 && missing.length === 0,
    steps: itself ? [] : amountsView(findings, product, language),
    unanswered: unanswered.map(({ name, title }) => ({ name, title: title[language] })),
    missing: missing.map((document) => missingView(document, language)),
    failedChecks: itself ? [] : checksOf(findings, "not_met").map((check) => checkView(check, product, language)),
    looks: itself ? [] : checksOf(findings, "refer").map((check) => checkView(check, product, language)),
    returns: returnsView(context, cover, body, language),
  };
}

/** How the amount comes about: each clause that sets or lowers it, in order. */
function amountsView(findings: readonly Finding[], product: ProductVersion, language: Language) {
  return findings.flatMap(({ outcome, amount, clause }) => {
    if (outcome !== "amount" || amount === null) return [];
    const { id, title } = clauseOf(product, clause);
    return [{ clause: { id, title: title[language] }, amount: fenToWire(amount) }];
  });
}

function statementOf({ known, product, file, now }: OpenCover, body: EstimateBody, language: Language) {
  const hopeful = hopefulClaim(product, known.state, now);
  const { peril = hopeful.peril, occurredAt, evidence = [], requestedAmount } = body;
  const { fields, problems } = readFields(product, body.fields ?? {}, language);
  const kinds = product.documents.map(({ kind }) => kind);
  refuseProblems([
    ...problems.filter(({ code }) => code !== "required"),
    ...eventProblems({ peril, occurredAt }, product, file, now, language),
    ...evidence.flatMap(({ kind }, i) =>
      kinds.includes(kind) ? [] : [{ pointer: `/evidence/${i}/kind`, code: "enum", detail: kinds.join(", ") }],
    ),
  ]);
  const claim: ClaimStatement = {
    ...hopeful,
    ...{ peril, fields },
    occurredAt: occurredAt === undefined ? hopeful.occurredAt : present(parseInstant(occurredAt), "the time was read"),
    requestedAmount: fenFromWire(requestedAmount),
    evidence: evidence.flatMap(({ kind, count = 1 }) => Array.from({ length: count }, (_, i) => fileOf(kind, i))),
  };
  const answered = (name: string): boolean => Object.hasOwn(fields, name);
  return { claim, unanswered: product.fields.filter(({ required, name }) => required && !answered(name)) };
}

const fileOf = (kind: string, i: number): EvidenceFact => {
  const sha256 = `${kind}/${i}`;
  return { evidenceId: sha256, kind, mediaType: "image/jpeg", sha256, capturedAt: null };
};
