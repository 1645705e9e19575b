// Understands what has to be true of orders, of the policies that follow from them, and of what is told about both.

import type { Outcomes } from "@anxin/core/order/decide";
import type { Held } from "@anxin/core/order/held";
import { type OrderSnapshot, shippedAtOf } from "@anxin/core/order/order";
import type { BindingEvent, Payer } from "@anxin/core/product/product";
import { type Instant, startOfDay } from "@anxin/core/time";
import { findIn } from "@anxin/store/invariant";
import {
  findBrokenBatches,
  findImpossibleTimes,
  findRepeatedCovers,
  findUnkeptAnswers,
  findUnpairedOrders,
  findUntold,
  newestOrders,
  type OrderName,
  type OrderOutcomes,
  orderOutcomes,
} from "@anxin/store/invariant-cover";
import type { EventType } from "@anxin/store/outbox";
import type { Tx } from "@anxin/store/transaction";
import type { Catalogue } from "../context.js";
import { decodeSnapshot } from "../order/snapshot.js";
import { type CheckScope, judge, newestRows, subjectOf, Tally, type Verdict } from "./check.js";
import { checkPassages } from "./due.js";

/** I3: a line has a cover once, every order is found by its id, every event that can bind was decided; what waits is listed. */
export async function checkOneOutcome(scope: CheckScope, tx: Tx): Promise<Verdict> {
  const tally = new Tally();
  const once = scope.catalogue.all.filter(({ insuredUnit }) => insuredUnit === "order").map(({ code }) => code);
  tally.addFound(await findIn(tx, findRepeatedCovers, [[...new Set(once)]]));
  tally.addFound(await findIn(tx, findUnpairedOrders));
  const pages = newestRows(
    scope,
    (after: OrderName | null, limit) => newestOrders(tx, after, limit),
    (names) => orderOutcomes(tx, names),
  );
  for await (const page of pages) {
    for (const row of page) {
      judge(tally, subjectOf("order", null, row.order_id), () => undecided(scope.catalogue, row));
    }
  }
  return tally.verdict();
}

/** As core marks a line that was asked at an event. */
const markOf = (lineId: string, event: BindingEvent): string => `${lineId}\u0000${event}`;

function undecided(catalogue: Catalogue, row: OrderOutcomes): string[] {
  const order = decodeSnapshot(row.snapshot, null);
  const { evaluated, held = [] } = JSON.parse(row.outcomes) as Outcomes;
  const marks = new Set(evaluated);
  const due = order.lines.flatMap(({ lineId }) =>
    (["payment", "shipment"] as const).flatMap((event) =>
      hasHappened(order, lineId, event) && !marks.has(markOf(lineId, event))
        ? [`the ${event} of line ${lineId} was told, and nothing was decided about it`]
        : [],
    ),
  );
  const twice = marks.size < evaluated.length ? ["an event was decided more than once"] : [];
  return [...due, ...twice, ...unfounded(catalogue, row, marks), ...heldApart(held, row.waiting)];
}

/** The list of what waits behind a switch says the same as the order. */
function heldApart(held: readonly Held[], listed: readonly string[]): string[] {
  const waiting = [...new Set(held.map(({ product }) => product))].sort();
  if (waiting.join() === listed.join()) return [];
  return [`cover of [${waiting.join()}] waits behind a switch, and on the list is [${listed.join()}]`];
}

/** Whether an event that can bind happened to a line before the order was cancelled. */
function hasHappened(order: OrderSnapshot, lineId: string, event: BindingEvent): boolean {
  const at = event === "payment" ? order.paidAt : shippedAtOf(order, lineId);
  return at !== null && (order.cancelledAt === null || at < order.cancelledAt);
}

/** Policies of versions that nobody sells, or that no event could have bound. */
function unfounded(
  catalogue: Catalogue,
  { lines, products, versions, payers }: OrderOutcomes,
  marks: ReadonlySet<string>,
): string[] {
  return lines.flatMap((lineId, i) => {
    const product = catalogue.version(products[i] ?? "", versions[i] ?? 0);
    if (product === null) return [`line ${lineId} has ${products[i]} version ${versions[i]}, which nobody sells`];
    const event = product.bindsOn[payers[i] as Payer];
    return marks.has(markOf(lineId, event))
      ? []
      : [`line ${lineId} has ${product.code}, and its ${event} was never decided`];
  });
}

/** I4: what the outbox says and what happened are the same, each thing once. */
export async function checkTold(scope: CheckScope, tx: Tx): Promise<Verdict> {
  const tally = new Tally();
  tally.addFound(await findIn(tx, findUntold));
  tally.addVerdict(await checkPassages(scope, tx));
  return tally.verdict();
}

/** I12: a key has one answer, with what it answers. */
export async function checkKeptAnswers(_scope: CheckScope, tx: Tx): Promise<Verdict> {
  const tally = new Tally();
  tally.addFound(await findIn(tx, findUnkeptAnswers));
  return tally.verdict();
}

/** A record, so that a type that is added and forgotten here does not compile. */
const EVENT_TYPES: Readonly<Record<EventType, true>> = {
  "policy.issued": true,
  "policy.declined": true,
  "policy.in_force": true,
  "policy.cancelled": true,
  "policy.expired": true,
  "policy.endorsed": true,
  "claim.filed": true,
  "claim.evidence_requested": true,
  "claim.decided": true,
  "claim.closed": true,
  "claim.changed": true,
  "claim.appealed": true,
  "claim.appeal_ended": true,
  "claim.escalated": true,
  "payout.succeeded": true,
  "payout.failed": true,
  "payout.returned": true,
  "wallet.low": true,
  "wallet.debited": true,
  "campaign.exhausted": true,
  "switch.changed": true,
  "service_order.changed": true,
};

/** I13: every batch that is told can be read: known types, and run lengths that add up to its ids. */
export async function checkBatches(_scope: CheckScope, tx: Tx): Promise<Verdict> {
  const tally = new Tally();
  tally.addFound(await findIn(tx, findBrokenBatches, [Object.keys(EVENT_TYPES)]));
  return tally.verdict();
}

/** The beginning of the day on which the first product was sold. */
function foundedAt({ all }: Catalogue): Instant | null {
  const [first] = all.map(({ validFrom }) => validFrom).sort();
  return first === undefined ? null : startOfDay(first);
}

/** I17: cover ends after it begins, nothing was recorded before the house was founded or after now, decisions follow claims. */
export async function checkTimes({ catalogue, latest }: CheckScope, tx: Tx): Promise<Verdict> {
  const tally = new Tally();
  tally.addFound(await findIn(tx, findImpossibleTimes, [foundedAt(catalogue) ?? 0, latest]));
  return tally.verdict();
}
