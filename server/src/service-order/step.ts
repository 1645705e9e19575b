// Understands how a service order takes its next step: by whom, at what cost, and exactly once.
//
// The statements of `holdCase`, one to read the order again, 2 for order and log, one for postings, those of a payout where the order
// turns to money, and one outbox row.

import { assert, present } from "@anxin/core/assert";
import { bookOfId, formatId, parseId } from "@anxin/core/id";
import { fenFromWire } from "@anxin/core/money";
import { refuse } from "@anxin/core/refusal";
import {
  type SERVICE_ORDER_COMMANDS,
  type ServiceOrder,
  type ServiceOrderCommand,
  type ServiceOrderStatus,
  step,
} from "@anxin/core/service-order/machine";
import { repairBenefit, type Settlement } from "@anxin/core/service-order/settlement";
import type { Instant } from "@anxin/core/time";
import { insertOutbox } from "@anxin/store/outbox";
import {
  findServiceOrder,
  insertServiceOrderEvent,
  moveServiceOrder,
  type ServiceOrderRow,
} from "@anxin/store/service-order";
import { type Tx, violates } from "@anxin/store/transaction";
import { holdCase } from "../claim/case.js";
import { batchOf } from "../claim/decide.js";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import { type CurrentVersion, etagOf } from "../http/etag.js";
import { maySee } from "../http/sight.js";
import { applyEffects, noteServed } from "./effect.js";

type Kind = (typeof SERVICE_ORDER_COMMANDS)[number];

/** A step as it comes over the wire, checked by its schema only. */
export interface StepBody {
  readonly step: Kind;
  readonly finalCost?: number;
  readonly instead?: "cash" | "replace";
  readonly bankReference?: string;
  readonly note?: string;
}

const WORKERS: readonly Principal["role"][] = ["server", "adjuster", "supervisor"];
/** Who may take which step: the work is told by the desk or the repairer's server, the choice is the buyer's too, money is finance's. */
const MAY: Readonly<Record<Kind, readonly Principal["role"][]>> = {
  accept: WORKERS,
  start: WORKERS,
  complete: WORKERS,
  fail: WORKERS,
  replace: WORKERS,
  cash: [...WORKERS, "buyer"],
  cancel: [...WORKERS, "buyer"],
  settle: ["finance"],
};

export const serviceOrderEtag = ({ service_order_id: id, revision }: ServiceOrderRow): string =>
  etagOf("service-order", formatId("serviceOrder", id), revision);

/** The order, if there is one that the caller may see; refuses with `not_found` otherwise. */
export async function findVisibleOrder(tx: Tx, principal: Principal, text: string): Promise<ServiceOrderRow> {
  const id = parseId("serviceOrder", text);
  const row = id === null ? null : await findServiceOrder(tx, bookOfId(id), id);
  const isSeen = row !== null && maySee(principal, { merchantId: row.merchant_id, buyerId: row.buyer_id });
  if (!isSeen) refuse("not_found", `there is no service order ${text}`);
  return row;
}

/**
 * Takes a step. Refuses with `not_found`, `forbidden` for a role whose step it is not, `validation_failed` where the step lacks its
 * cost or reference, and `state_conflict` where the order takes no such step any more.
 */
export async function takeOrderStep(
  context: Context,
  tx: Tx,
  principal: Principal,
  { text, body }: { readonly text: string; readonly body: StepBody },
  heed: (current: CurrentVersion) => void,
): Promise<ServiceOrderRow> {
  const now = context.clock.now();
  const seen = await findVisibleOrder(tx, principal, text);
  const may = MAY[body.step];
  if (!may.includes(principal.role))
    refuse("forbidden", `${body.step} is for ${may.join(", ")}; you are ${principal.role}`);
  const command = commandOf(body);
  const held = await holdCase(context, tx, principal, formatId("claim", seen.claim_id), now);
  const row = present(await findServiceOrder(tx, seen.book, seen.service_order_id), "an order that was seen is kept");
  heed({ etag: serviceOrderEtag(row), changedBy: null, changedAt: null });
  const benefit = present(repairBenefit(held.product), "an order is for a product that promises repairs");
  const taken = step(orderOf(row), command, benefit);
  if (taken === null) {
    const settled = row.settled_at === null ? "" : ", and settled";
    refuse("state_conflict", `the order is ${row.status}${settled}; it does not take ${body.step} now`);
  }
  const place = { held, decisionId: row.decision_id };
  const payoutId = await applyEffects(context, tx, place, taken.effects, now);
  const next = rowAfter(row, taken.order, body, payoutId, now);
  await store(tx, next);
  await noteServed(tx, held, taken.effects, now);
  const { revision, status } = row;
  const about = { sequence: revision + 1, at: now, step: body.step, actor: principal.caller, from_status: status };
  const amount = next.final_cost !== row.final_cost ? next.final_cost : null;
  await insertServiceOrderEvent(tx, row, { ...about, to_status: next.status, amount, note: noteOf(body) });
  const events = [{ type: "service_order.changed", ids: [row.service_order_id] }] as const;
  await insertOutbox(tx, { ...batchOf(context, tx, now), events });
  return { ...next, revision: revision + 1 };
}

const orderOf = (row: ServiceOrderRow): ServiceOrder => ({
  choice: row.choice as Settlement,
  status: row.status as ServiceOrderStatus,
  granted: row.granted,
  finalCost: row.final_cost,
  insurerPays: row.insurer_pays,
  settled: row.settled_at !== null,
});

function rowAfter(
  row: ServiceOrderRow,
  { status, finalCost, insurerPays, settled }: ServiceOrder,
  { bankReference }: StepBody,
  payoutId: bigint | null,
  now: Instant,
): ServiceOrderRow {
  const isSettledNow = settled && row.settled_at === null;
  return {
    ...row,
    ...{ status, final_cost: finalCost, insurer_pays: insurerPays, payout_id: payoutId ?? row.payout_id },
    settled_at: isSettledNow ? now : row.settled_at,
    bank_reference: isSettledNow ? (bankReference ?? null) : row.bank_reference,
  };
}

/** A reference of the bank stands for one payment. */
async function store(tx: Tx, next: ServiceOrderRow): Promise<void> {
  const moved = await moveServiceOrder(tx, next).catch((error: unknown) => {
    if (violates(error, "service_order_bank_reference")) {
      const [pointer, detail] = ["/bankReference", "settles another order already"];
      refuse("payment_known", `${pointer} ${detail}`, { errors: [{ pointer, code: "payment_known", detail }] });
    }
    throw error;
  });
  assert(moved, "an order whose claim is held does not change");
}

const noteOf = ({ note = "", bankReference }: StepBody): string =>
  bankReference === undefined ? note : [bankReference, note].filter((part) => part !== "").join(": ");

function refuseMissing(name: string, detail: string): never {
  const pointer = `/${name}`;
  refuse("validation_failed", `${pointer} ${detail}`, { errors: [{ pointer, code: "required", detail }] });
}

/** The command that a body means, with what belongs to its step and nothing else. */
function commandOf({ step: kind, finalCost, instead, bankReference }: StepBody): ServiceOrderCommand {
  switch (kind) {
    case "complete":
    case "replace": {
      const cost = finalCost === undefined ? null : fenFromWire(finalCost);
      return cost === null ? refuseMissing("finalCost", "is the whole bill, in fen") : { kind, finalCost: cost };
    }
    case "fail":
      return { kind, instead: instead ?? "cash" };
    case "settle":
      return bankReference === undefined
        ? refuseMissing("bankReference", "is what the bank calls the payment")
        : { kind };
    default:
      return { kind };
  }
}
