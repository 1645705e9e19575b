// Understands how a claim, its order and everything that is known of both become the facts of a decision.
//
// For any number of claims: 4 statements for orders, policies, endorsements and claims, and 1 each for merchants, evidence and
// waybills; and 1 each for register, marks and merchants' statements where a product asks for them, and those of the signals.

import { present } from "@anxin/core/assert";
import type { ClaimFacts, EvidenceFact, FieldValue } from "@anxin/core/claim/facts";
import { type ClaimMaterial, claimFacts, type GrantedClaim } from "@anxin/core/claim/gather";
import { decodeExact } from "@anxin/core/exact-json";
import { type KnownElsewhere, NOTHING_KNOWN } from "@anxin/core/fraud/signals";
import { bookOfId, formatId, type Id, parseId } from "@anxin/core/id";
import type { OrderSnapshot } from "@anxin/core/order/order";
import type { KnownPolicy, Policy } from "@anxin/core/policy/policy";
import type { ProductVersion } from "@anxin/core/product/product";
import { refuse } from "@anxin/core/refusal";
import type { Instant } from "@anxin/core/time";
import type { ClaimRow } from "@anxin/store/claim";
import { ordersOfClaims, waybillHolders } from "@anxin/store/claim-case";
import { type ClaimEvidence, evidenceOfClaims } from "@anxin/store/evidence";
import type { OrderRow } from "@anxin/store/order";
import { findPolicy } from "@anxin/store/policy";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { gatherSignals, type SignalSubject } from "../fraud/signals.js";
import type { Principal } from "../http/api.js";
import { maySee } from "../http/sight.js";
import { loadHistories, loadMerchants, type OrderHistory } from "../order/load.js";
import { openPayee } from "../order/payee.js";
import { decodeSnapshot } from "../order/snapshot.js";
import { formulasOf } from "../product/formula.js";
import { type Cited, citedFacts, NOTHING_CITED } from "./cited.js";

/** An order with everything that claims on it rest on, read in one transaction. */
export interface OrderFile {
  readonly order: OrderSnapshot;
  readonly history: OrderHistory;
  readonly returnTo: OrderSnapshot["returnTo"];
  /** When the order's shop opened; null where nobody knows. */
  readonly shopSince: Instant | null;
}

/** A claim with what it rests on. */
export interface ClaimCase {
  readonly claim: ClaimRow;
  readonly known: KnownPolicy;
  readonly product: ProductVersion;
  readonly file: OrderFile;
  readonly evidence: readonly ClaimEvidence[];
  readonly facts: ClaimFacts;
  /** Whether the claim's return parcel belongs to another claim, also where the order no longer tells of the return. */
  readonly waybillHeldElsewhere: boolean;
}

/** Opens orders that were read, or locked, in this transaction; by order id. */
export async function openOrders(context: Context, tx: Tx, rows: readonly OrderRow[]): Promise<Map<string, OrderFile>> {
  const histories = await loadHistories(tx, rows);
  const merchants = await loadMerchants(tx, [...new Set(rows.map((row) => row.merchant_id))]);
  return new Map(
    rows.map((row) => {
      const history = present(histories.get(row.order_id), "an order that was read has a history");
      const { returnTo = null, since: shopSince = null } = merchants.get(row.merchant_id) ?? {};
      const order = decodeSnapshot(row.snapshot, openPayee(context.vault, tx.tenantId, row.payee_sealed));
      return [row.order_id, { order, history, returnTo, shopSince }];
    }),
  );
}

/** The policy that a claim is made under, with the version that was sold. */
export function coverOf(
  context: Context,
  { history }: OrderFile,
  policyId: Id,
): { known: KnownPolicy; product: ProductVersion } {
  const known = present(
    history.policies.find(({ policy }) => policy.policyId === policyId),
    "a claim's policy belongs to its order",
  );
  const { product, productVersion } = known.policy;
  return { known, product: present(context.catalogue.version(product, productVersion), "a sold version is known") };
}

/** Claims on the order that were granted, the one that is being decided left out. */
function grantedClaims(context: Context, { history }: OrderFile, except: Id | null): GrantedClaim[] {
  return history.claims.flatMap(({ claimId, policyId, returnId, agreedAmount }) => {
    const policy = history.policies.find((known) => known.policy.policyId === policyId)?.policy;
    if (policy === undefined || agreedAmount === 0n || claimId === except) return [];
    const { product, payer, lineId } = policy;
    const indemnity = context.catalogue.version(product, policy.productVersion)?.indemnity ?? false;
    return [{ policyId, product, payer, lineId, returnId, amount: agreedAmount, indemnity }];
  });
}

/** The policy, if there is one that the caller may see. */
export async function findClaimable(tx: Tx, principal: Principal, text: string): Promise<Policy> {
  const policyId = parseId("policy", text);
  const policy = policyId === null ? null : await findPolicy(tx, tx.tenantId, bookOfId(policyId), policyId);
  if (policy === null || !maySee(principal, policy)) refuse("not_found", `there is no policy ${text}`);
  return policy;
}

/** Whether claims under a product open by themselves, when the order tells that the goods are back. */
export function filesItself({ coverage }: ProductVersion): boolean {
  return coverage.benefit.kind === "route_schedule";
}

/** What facts are made of, but for the claim's own statement. */
export function materialOf(
  context: Context,
  file: OrderFile,
  { policy, state }: KnownPolicy,
  about: Cited & {
    readonly except: Id | null;
    readonly waybillHeldElsewhere: boolean;
    readonly signals: KnownElsewhere;
    readonly now: Instant;
  },
): Omit<ClaimMaterial, "claim"> {
  return {
    decidedAt: about.now,
    policy,
    state,
    snapshot: file.order,
    returnTo: file.returnTo,
    granted: grantedClaims(context, file, about.except),
    waybillHeldElsewhere: about.waybillHeldElsewhere,
    register: about.register,
    marks: about.marks,
    merchant: about.merchant,
    signals: about.signals,
    compute: formulasOf(
      present(context.catalogue.version(policy.product, policy.productVersion), "a sold version is known"),
    ),
  };
}

/** A claim as its signals are gathered. */
export function signalSubject(
  { claimId, reportedAt, returnId }: Pick<ClaimRow, "claimId" | "reportedAt" | "returnId">,
  { order, history, shopSince }: OrderFile,
  { state }: KnownPolicy,
  product: ProductVersion,
  evidenceIds: readonly Id[],
): SignalSubject {
  const siblings = history.claims.map((claim) => claim.claimId);
  const about = { claimId, at: reportedAt, product, order, returnId, payMax: state.sumInsured };
  return { ...about, shopSince, evidenceIds, siblings };
}

export function evidenceFact(
  { sha256, mediaType }: { readonly sha256: Buffer; readonly mediaType: string },
  about: { readonly evidenceId: Id; readonly kind: string; readonly capturedAt: Instant | null },
): EvidenceFact {
  const { evidenceId, kind, capturedAt } = about;
  return { evidenceId: formatId("evidence", evidenceId), kind, mediaType, sha256: sha256.toString("hex"), capturedAt };
}

/** Gathers the facts of claims as they are `now`, from orders that are open in this transaction. */
export async function gatherFacts(
  context: Context,
  tx: Tx,
  claims: readonly ClaimRow[],
  files: ReadonlyMap<string, OrderFile>,
  now: Instant,
): Promise<ClaimCase[]> {
  const evidence = await evidenceOfClaims(tx, tx.tenantId, claims);
  const holders = await waybillHolders(
    tx,
    claims.flatMap(({ waybillKey }) => (waybillKey === null ? [] : [waybillKey])),
  );
  const open = claims.map((claim) => {
    const file = present(files.get(claim.orderId), "a claim's order is open");
    const fields = decodeExact(claim.fields) as Readonly<Record<string, FieldValue>>;
    return { claim, file, fields, ...coverOf(context, file, claim.policyId) };
  });
  const cited = await citedFacts(
    tx,
    open.map(({ claim, product, fields }) => ({ ...claim, product, fields })),
  );
  const signals = await gatherSignals(
    context,
    tx,
    open.map(({ claim, file, known, product }) => {
      return signalSubject(
        claim,
        file,
        known,
        product,
        evidence.get(claim.claimId)?.map((row) => row.evidence_id) ?? [],
      );
    }),
  );
  return open.map(({ claim, file, known, product, fields }, i) => {
    const waybillHeldElsewhere = claim.waybillKey !== null && holders.get(claim.waybillKey) !== claim.claimId;
    const own = evidence.get(claim.claimId) ?? [];
    const about = { except: claim.claimId, waybillHeldElsewhere, now, ...(cited[i] ?? NOTHING_CITED) };
    const material = materialOf(context, file, known, { ...about, signals: signals[i] ?? NOTHING_KNOWN });
    return {
      claim,
      known,
      product,
      file,
      evidence: own,
      waybillHeldElsewhere,
      facts: claimFacts({ ...material, claim: statementOf(claim, fields, own) }),
    };
  });
}

function statementOf(
  claim: ClaimRow,
  fields: Readonly<Record<string, FieldValue>>,
  evidence: readonly ClaimEvidence[],
): ClaimMaterial["claim"] {
  const { peril, occurredAt, reportedAt, requestedAmount, declaration, returnId } = claim;
  return {
    ...{ peril, occurredAt, reportedAt, requestedAmount, declaration, returnId },
    fields,
    // What the merchant sent answers the claim; it proves nothing for it.
    evidence: evidence
      .filter(({ party }) => party !== "merchant")
      .map((row) =>
        evidenceFact(
          { sha256: row.sha256, mediaType: row.media_type },
          { evidenceId: row.evidence_id, kind: row.kind, capturedAt: row.captured_at },
        ),
      ),
  };
}

/** As `gatherFacts`, for whoever only looks: reads the orders without holding them. */
export async function readCases(
  context: Context,
  tx: Tx,
  claims: readonly ClaimRow[],
  now: Instant,
): Promise<ClaimCase[]> {
  const files = await openOrders(context, tx, await ordersOfClaims(tx, claims));
  return gatherFacts(context, tx, claims, files, now);
}
