// Understands how a benefit in kind is ordered: for what was granted so, once, of somebody whom the insurer knows.
//
// The statements of `holdCase`, 3 to look up grants, orders and repairer, 2 to write order and log, and one outbox row; for an order
// that is cashed at once those of its payout.

import { present } from "@anxin/core/assert";
import { moneyField, textField } from "@anxin/core/claim/field";
import { type Id, parseId } from "@anxin/core/id";
import { type Fen, fenFromWire } from "@anxin/core/money";
import { refuse } from "@anxin/core/refusal";
import { invalidOn, registerKey } from "@anxin/core/register/match";
import { openedOrder } from "@anxin/core/service-order/machine";
import { repairBenefit, type Settlement } from "@anxin/core/service-order/settlement";
import { type Instant, shanghaiDay } from "@anxin/core/time";
import { insertOutbox } from "@anxin/store/outbox";
import { findRegisterEntry, registerMatches } from "@anxin/store/register";
import {
  findServiceOrder,
  type GrantInKindRow,
  grantsInKind,
  insertServiceOrder,
  insertServiceOrderEvent,
  type ServiceOrderRow,
} from "@anxin/store/service-order";
import type { Tx } from "@anxin/store/transaction";
import { type HeldCase, holdCase } from "../claim/case.js";
import { batchOf } from "../claim/decide.js";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import { payInsured } from "./effect.js";

/** An order as it comes over the wire, checked by its schema only. */
export interface OrderBody {
  readonly choice?: Settlement;
  readonly repairer?: string;
  readonly estimate?: number;
  readonly note?: string;
}

/** Who does the work: an entry of the register as it stands. */
interface Repairer {
  readonly id: Id;
  readonly revision: number;
}

/**
 * Orders what a decision granted in kind: the first of it that has no order. Whoever orders may choose otherwise than the decision
 * did; money is paid out at once. Refuses with `service_order_not_possible` where nothing is left to order, and with
 * `validation_failed` a repairer whom the register does not know, or who does not count today.
 */
export async function openServiceOrder(
  context: Context,
  tx: Tx,
  principal: Principal,
  claimId: string,
  body: OrderBody,
): Promise<ServiceOrderRow> {
  const now = context.clock.now();
  const held = await holdCase(context, tx, principal, claimId, now);
  const grant = await requireGrant(tx, held);
  const choice = body.choice ?? (grant.settlement as Settlement);
  const repairer = choice === "cash" ? null : await repairerOf(tx, held, choice, body.repairer, now);
  const { claim } = held;
  const { book, policyId, merchantId, buyerId } = claim;
  const id = context.ids.next(book);
  const { order, effects } = openedOrder(choice, grant.amount);
  const place = { held, decisionId: grant.decision_id };
  const payoutId = effects.length === 0 ? null : await payInsured(context, tx, place, order.granted);
  await insertServiceOrder(tx, {
    ...{ book, service_order_id: id, claim_id: claim.claimId, decision_id: grant.decision_id, policy_id: policyId },
    ...{ merchant_id: merchantId, buyer_id: buyerId, choice, chosen_by: principal.caller, status: order.status },
    ...{ repairer_id: repairer?.id ?? null, repairer_revision: repairer?.revision ?? null, granted: grant.amount },
    ...{ estimate: estimateOf(held, choice, body), payout_id: payoutId, opened_at: now },
  });
  const event = {
    sequence: 1,
    at: now,
    step: "open",
    actor: principal.caller,
    from_status: null,
    amount: grant.amount,
  };
  const log = { ...event, to_status: order.status, note: body.note ?? "" };
  await insertServiceOrderEvent(tx, { book, service_order_id: id }, log);
  await insertOutbox(tx, { ...batchOf(context, tx, now), events: [{ type: "service_order.changed", ids: [id] }] });
  return present(await findServiceOrder(tx, book, id), "an order that was written is there");
}

async function requireGrant(tx: Tx, { claim, product }: HeldCase): Promise<GrantInKindRow> {
  if (repairBenefit(product) === null)
    refuse("service_order_not_possible", `${product.code} promises money; there is nothing to repair or replace`);
  const grants = await grantsInKind(tx, claim);
  const open = grants.find(({ ordered }) => !ordered);
  if (open !== undefined) return open;
  refuse(
    "service_order_not_possible",
    grants.length === 0
      ? `the claim is ${claim.status}, and nothing was granted in kind; its benefit is money`
      : "what was granted in kind is ordered already; see GET …/service-orders",
  );
}

function estimateOf({ product, facts }: HeldCase, choice: Settlement, { estimate }: OrderBody): Fen | null {
  const given = estimate === undefined ? null : fenFromWire(estimate);
  const benefit = repairBenefit(product);
  if (choice === "cash" || given !== null || benefit === null) return given;
  return moneyField(facts.claim.fields, benefit.costField);
}

function refuseRepairer(code: string, detail: string): never {
  const pointer = "/repairer";
  refuse("validation_failed", `${pointer} ${detail}`, { errors: [{ pointer, code, detail }] });
}

/** Whom the body names, or else whom the claim's form does. A replacement may be bought of anybody. */
async function repairerOf(
  tx: Tx,
  { facts }: HeldCase,
  choice: Settlement,
  given: string | undefined,
  now: Instant,
): Promise<Repairer | null> {
  if (given !== undefined) {
    const entryId = parseId("registerEntry", given);
    const entry = entryId === null ? null : await findRegisterEntry(tx, entryId, now);
    if (entryId === null || entry === null || entry.kind !== "repairer")
      refuseRepairer("register", "is no repairer of GET /v1/register?kind=repairer");
    const invalid = invalidOn(entry, shanghaiDay(now));
    if (invalid !== null) refuseRepairer("register", `is ${invalid} today`);
    return { id: entryId, revision: entry.revision };
  }
  const named = textField(facts.claim.fields, "repairer");
  const wish = { kind: "repairer", key: registerKey(named ?? ""), at: now } as const;
  const [matches = []] = named === null ? [] : await registerMatches(tx, [wish]);
  const entry = matches.find((each) => invalidOn(each, shanghaiDay(now)) === null);
  if (entry !== undefined)
    return {
      id: present(parseId("registerEntry", entry.entryId), "the register writes ids"),
      revision: entry.revision,
    };
  if (choice === "replace") return null;
  refuseRepairer("required", "is needed: the claim's form names nobody whom the register knows");
}
