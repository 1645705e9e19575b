// Understands how a policyholder ends cover early: told the refund first, then cancelled at that refund; and takes it up again.
//
// A preview reads and writes one row. A confirmation holds the order, as everything that changes its policies does: 9 statements
// to read (policy, order under lock, its policies, endorsements and claims, merchant, preview, wallet or campaigns), and one each
// to write the funds, the endorsement, its transfer and the outbox.

import { present } from "@anxin/core/assert";
import { isUndecided } from "@anxin/core/claim/claim";
import { type Id, parseId } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import type { Funds } from "@anxin/core/order/funds";
import {
  cancellationRefund,
  type NotCancellable,
  type NotReinstatable,
  ON_REQUEST,
  reinstatementCharge,
} from "@anxin/core/policy/cancel";
import { type Endorsement, evolve, type KnownPolicy, type Policy } from "@anxin/core/policy/policy";
import type { ProductVersion } from "@anxin/core/product/product";
import { refuse } from "@anxin/core/refusal";
import { type Instant, MINUTE_MS, plus } from "@anxin/core/time";
import { type Cancellation, findCancellation, insertCancellation } from "@anxin/store/cancellation";
import type { ClaimSummary } from "@anxin/store/claim-history";
import { passSwitches } from "@anxin/store/kill-switch";
import { insertTransfers } from "@anxin/store/ledger";
import { lockOrders } from "@anxin/store/order";
import { insertOutbox } from "@anxin/store/outbox";
import { type EndorsementRow, endorsementsOf, insertEndorsements } from "@anxin/store/policy";
import type { Tx } from "@anxin/store/transaction";
import { coverOf, findClaimable, openOrders } from "../claim/facts.js";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import { writeFunds } from "../order/apply.js";
import { lockFunds } from "../order/funds.js";
import { loadMerchants, orderKey } from "../order/load.js";
import { endorsementTransfers } from "../order/premium.js";
import { findHistory } from "./history.js";
import type { PolicyHistory } from "./view.js";

/** How long a refund that was told holds. By time alone it shrinks by a fen in hours. */
const PREVIEW_MINUTES = 15;

const SAID: Readonly<Record<NotCancellable | NotReinstatable, string>> = {
  over: "the cover has ended already; there is nothing to cancel",
  payer: "the product gives whoever paid this premium no right to cancel",
  claim_open: "a claim waits for its decision; cancel when it is decided",
  begun: "cover has begun and binds both sides until it expires (Insurance Law art. 50)",
  not_cancelled: "the cover is not cancelled",
  product: "the product does not let cancelled cover be taken up again",
  goods: "the cover ended because its goods were never sent",
  too_late: "the days in which cancelled cover may be taken up again are over",
};

/** Whose contract it is: who paid the premium, or the marketplace and the insurer's administration for them. */
function requirePolicyholder({ role }: Principal, { payer }: Policy): void {
  if (role === "server" || role === "admin" || role === payer) return;
  refuse("forbidden", `the ${payer} paid this premium and is the policyholder; only they may end or resume the cover`);
}

const standing = (claims: readonly ClaimSummary[], policyId: Id) => {
  const own = claims.filter((claim) => claim.policyId === policyId);
  return {
    open: own.some(({ status }) => isUndecided(status)),
    paid: own.some(({ agreedAmount }) => agreedAmount > 0n),
  };
};

/** The refund as of now. Refuses with `cancellation_not_possible`. */
function refundNow(
  { policy, state }: KnownPolicy,
  product: ProductVersion,
  claims: readonly ClaimSummary[],
  now: Instant,
): Fen {
  const found = cancellationRefund(product, policy, state, standing(claims, policy.policyId), now);
  if (typeof found === "string") refuse("cancellation_not_possible", SAID[found]);
  return found.refund;
}

export interface Preview {
  readonly told: Cancellation;
  readonly history: PolicyHistory;
}

/** Tells what a cancellation would give back, and keeps it for a while. Refuses with `not_found`, `forbidden` and `cancellation_not_possible`. */
export async function previewCancellation(
  context: Context,
  tx: Tx,
  principal: Principal,
  policyId: string,
): Promise<Preview> {
  const policy = await findClaimable(tx, principal, policyId);
  requirePolicyholder(principal, policy);
  const now = context.clock.now();
  const history = present(await findHistory(context, tx, policy.policyId), "a policy has a history");
  const refund = refundNow(history.known, history.product, history.claims, now);
  const told: Cancellation = {
    cancellationId: context.ids.next(policy.book),
    book: policy.book,
    policyId: policy.policyId,
    refund,
    endorsements: history.endorsements.length,
    claims: history.claims.length,
    previewedBy: principal.caller,
    previewedAt: now,
    validUntil: plus(now, PREVIEW_MINUTES * MINUTE_MS),
  };
  await insertCancellation(tx, told);
  return { told, history };
}

/** A policy whose order this transaction holds, with what may be moved for it. */
interface Held {
  readonly known: KnownPolicy;
  readonly product: ProductVersion;
  readonly endorsements: readonly EndorsementRow[];
  readonly claims: readonly ClaimSummary[];
  readonly funds: Funds;
}

async function hold(context: Context, tx: Tx, principal: Principal, policyId: string): Promise<Held> {
  const policy = await findClaimable(tx, principal, policyId);
  requirePolicyholder(principal, policy);
  const [row] = await lockOrders(tx, tx.tenantId, [orderKey(tx.tenantId, policy)]);
  const files = await openOrders(context, tx, [present(row, "a policy's order is kept")]);
  const file = present(files.get(policy.orderId), "the order is open");
  const { known, product } = coverOf(context, file, policy.policyId);
  const endorsements = (await endorsementsOf(tx, tx.tenantId, [policy])).get(policy.policyId) ?? [];
  const claims = file.history.claims.filter((claim) => claim.policyId === policy.policyId);
  const merchants = await loadMerchants(tx, [policy.merchantId]);
  const { funds } = await lockFunds(context, tx, [file.order], merchants, new Map([[policy.orderId, file.history]]));
  return { known, product, endorsements, claims, funds };
}

/** Writes the change and its money. Funds were moved by the caller, who holds them. */
async function endorse(
  context: Context,
  tx: Tx,
  { known, funds }: Held,
  change: Extract<Endorsement, { kind: "cancelled" | "reinstated" }>,
): Promise<KnownPolicy> {
  const { policy, state } = known;
  const { book, policyId } = policy;
  const now = context.clock.now();
  const exhausted = await writeFunds(tx, now, funds);
  const endorsementId = context.ids.next(book);
  await insertEndorsements(tx, tx.tenantId, [{ endorsementId, policyId, book, recordedAt: now, change }]);
  await insertTransfers(tx, endorsementTransfers(context, policy, change, now));
  const type = change.kind === "cancelled" ? "policy.cancelled" : "policy.endorsed";
  const batch = { tenantId: tx.tenantId, batchId: context.ids.next(0), recordedAt: now };
  await insertOutbox(tx, { ...batch, events: [{ type, ids: [policyId] }, exhausted] });
  return { policy, state: evolve(state, change) };
}

/**
 * Cancels a policy at the refund that was told. Refuses with `not_found` (policy or preview), `forbidden`,
 * `cancellation_not_possible`, and with `cancellation_stale` when the preview is too old or the policy changed since.
 */
export async function confirmCancellation(
  context: Context,
  tx: Tx,
  principal: Principal,
  policyId: string,
  cancellation: string,
): Promise<{ readonly told: Cancellation; readonly known: KnownPolicy }> {
  const held = await hold(context, tx, principal, policyId);
  const { policy } = held.known;
  const cancellationId = parseId("cancellation", cancellation);
  const told = cancellationId === null ? null : await findCancellation(tx, policy, cancellationId);
  if (told === null) refuse("not_found", `there is no preview ${cancellation} of this policy`);
  const now = context.clock.now();
  refundNow(held.known, held.product, held.claims, now);
  if (now >= told.validUntil)
    refuse("cancellation_stale", `the refund was told for ${PREVIEW_MINUTES} minutes, which are over`);
  if (told.endorsements !== held.endorsements.length || told.claims !== held.claims.length) {
    refuse("cancellation_stale", "the policy changed after the refund was told");
  }
  const { refund } = told;
  if (policy.payer === "merchant") held.funds.creditWallet(policy.merchantId, refund);
  if (policy.payer === "platform") {
    held.funds.creditCampaign(present(policy.campaignId, "a gift has a campaign"), policy, refund, 1);
  }
  const known = await endorse(context, tx, held, { kind: "cancelled", at: now, refund, reason: ON_REQUEST });
  return { told, known };
}

/**
 * Takes up cancelled cover again: what was refunded is paid once more, and the time in between stays without cover. Refuses with
 * `not_found`, `forbidden`, `switched_off`, `reinstatement_not_possible`, `wallet_insufficient` and `campaign_exhausted`.
 */
export async function reinstate(
  context: Context,
  tx: Tx,
  principal: Principal,
  policyId: string,
): Promise<{ readonly charge: Fen; readonly known: KnownPolicy }> {
  const stopped = await passSwitches(tx);
  const held = await hold(context, tx, principal, policyId);
  const { policy, state } = held.known;
  if (stopped("issue", policy.product)) {
    refuse("switched_off", "no cover is issued or taken up again for now; see GET /v1/tenants/switches");
  }
  const now = context.clock.now();
  const last = held.endorsements.findLast(({ change }) => change.kind === "cancelled")?.change;
  const reason = last?.kind === "cancelled" ? last.reason : null;
  const found = reinstatementCharge(held.product, state, reason, now);
  if (typeof found === "string") refuse("reinstatement_not_possible", SAID[found]);
  const { charge } = found;
  if (policy.payer === "merchant" && !held.funds.debitWallet(policy.merchantId, charge)) {
    refuse("wallet_insufficient", "the wallet does not hold what was refunded");
  }
  if (policy.payer === "platform") {
    const campaignId = present(policy.campaignId, "a gift has a campaign");
    if (!held.funds.debitCampaign(campaignId, policy, charge, 1)) {
      refuse("campaign_exhausted", "the campaign does not hold what was refunded");
    }
  }
  const known = await endorse(context, tx, held, { kind: "reinstated", at: now, charge });
  return { charge, known };
}
