// Understands the shapes in which service orders are given and shown.

import { formatId } from "@anxin/core/id";
import { fenToWire } from "@anxin/core/money";
import {
  SERVICE_ORDER_COMMANDS,
  SERVICE_ORDER_STATUSES,
  type ServiceOrderStatus,
} from "@anxin/core/service-order/machine";
import { SETTLEMENTS, type Settlement } from "@anxin/core/service-order/settlement";
import { formatInstant } from "@anxin/core/time";
import type { GrantInKindRow, ServiceOrderEvent, ServiceOrderRow } from "@anxin/store/service-order";
import { type Static, Type } from "typebox";
import { actorShown } from "../claim/actor.js";
import type { Principal } from "../http/api.js";
import { closedObject, Fen53, instantTextOrNull, line, nullable, oneOf, pageOfItems, prose } from "../http/schema.js";

const NOTE_LENGTH_MAX = 2_000;

export const OrderBodySchema = closedObject({
  choice: Type.Optional(oneOf(SETTLEMENTS, "as it was granted, where it is left out; cash is paid out at once")),
  repairer: Type.Optional({
    ...line(64, 1),
    description: "an entryId of the register; as the claim's form names, where left out",
  }),
  estimate: Type.Optional(Fen53),
  note: Type.Optional(prose(NOTE_LENGTH_MAX)),
});

export const StepBodySchema = closedObject({
  step: oneOf(SERVICE_ORDER_COMMANDS),
  finalCost: Type.Optional({ ...Fen53, description: "complete, replace: the whole bill, in fen" }),
  instead: Type.Optional(oneOf(["cash", "replace"], "fail: what is given then; cash where left out")),
  bankReference: Type.Optional({ ...line(64, 1), description: "settle: what the bank calls the payment" }),
  note: Type.Optional(prose(NOTE_LENGTH_MAX)),
});

const text = Type.String();
const fen = Type.Integer({ description: "fen" });
export const ServiceOrderView = Type.Object({
  serviceOrderId: text,
  claimId: text,
  decisionId: text,
  policyId: text,
  choice: oneOf(SETTLEMENTS),
  chosenBy: text,
  repairer: nullable(Type.Object({ entryId: text, revision: Type.Integer(), name: text })),
  status: oneOf(SERVICE_ORDER_STATUSES),
  revision: Type.Integer(),
  currency: text,
  granted: Type.Integer({ description: "fen that the insurer bears at the most" }),
  estimate: nullable(fen),
  finalCost: nullable(fen),
  insurerPays: nullable(fen),
  insuredPays: nullable(
    Type.Integer({ description: "fen of the bill that the insured bears: deductible, and what is above the grant" }),
  ),
  payoutId: nullable(text),
  openedAt: text,
  settledAt: nullable(Type.String({ description: "when who did the work was paid" })),
  bankReference: nullable(Type.String({ description: "the insurer's and the marketplace's only" })),
  log: Type.Array(
    Type.Object({
      sequence: Type.Integer(),
      at: text,
      step: text,
      actor: text,
      from: nullable(oneOf(SERVICE_ORDER_STATUSES)),
      to: oneOf(SERVICE_ORDER_STATUSES),
      amount: nullable(fen),
      note: text,
    }),
  ),
});

export const OrdersOfClaim = Type.Object({
  grants: Type.Array(
    Type.Object({ decisionId: text, settlement: oneOf(SETTLEMENTS), amount: fen, ordered: Type.Boolean() }),
    { description: "what was granted in kind, and whether there is an order for it" },
  ),
  ...pageOfItems(ServiceOrderView).properties,
});

export const grantView = ({ decision_id: id, settlement, amount, ordered }: GrantInKindRow) => ({
  ...{ settlement: settlement as Settlement, ordered },
  decisionId: formatId("decision", id),
  amount: fenToWire(amount),
});

const fenOrNull = (amount: bigint | null): number | null => (amount === null ? null : fenToWire(amount));

/** An order as the viewer may see it. */
export function serviceOrderView(
  row: ServiceOrderRow,
  log: readonly ServiceOrderEvent[],
  viewer: Pick<Principal, "role">,
): Static<typeof ServiceOrderView> {
  const { final_cost: finalCost, insurer_pays: insurerPays, repairer_id: repairer, repairer_revision: revision } = row;
  const outside = viewer.role === "buyer" || viewer.role === "merchant";
  return {
    serviceOrderId: formatId("serviceOrder", row.service_order_id),
    claimId: formatId("claim", row.claim_id),
    decisionId: formatId("decision", row.decision_id),
    policyId: formatId("policy", row.policy_id),
    choice: row.choice as Settlement,
    chosenBy: actorShown(row.chosen_by, viewer),
    repairer:
      repairer === null || revision === null
        ? null
        : { entryId: formatId("registerEntry", repairer), revision, name: row.repairer_name ?? "" },
    status: row.status as ServiceOrderStatus,
    revision: row.revision,
    currency: "CNY",
    granted: fenToWire(row.granted),
    estimate: fenOrNull(row.estimate),
    finalCost: fenOrNull(finalCost),
    insurerPays: fenOrNull(insurerPays),
    insuredPays: finalCost === null || insurerPays === null ? null : fenToWire(finalCost - insurerPays),
    payoutId: row.payout_id === null ? null : formatId("payout", row.payout_id),
    openedAt: formatInstant(row.opened_at),
    settledAt: instantTextOrNull(row.settled_at),
    bankReference: outside ? null : row.bank_reference,
    log: log
      .filter(({ step }) => !outside || step !== "settle")
      .map(({ sequence, at, step, actor, from_status: from, to_status: to, amount, note }) => ({
        ...{ sequence, step, note },
        at: formatInstant(at),
        actor: actorShown(actor, viewer),
        from: from as ServiceOrderStatus | null,
        to: to as ServiceOrderStatus,
        amount: fenOrNull(amount),
      })),
  };
}
