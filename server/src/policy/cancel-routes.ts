// Understands the calls that end cover early and take it up again.

import { formatId } from "@anxin/core/id";
import { fenToWire } from "@anxin/core/money";
import type { KnownPolicy } from "@anxin/core/policy/policy";
import { refuse } from "@anxin/core/refusal";
import { formatInstant } from "@anxin/core/time";
import { Type } from "typebox";
import { noteAct } from "../audit/record.js";
import type { Context } from "../context.js";
import type { Access, Api, Principal } from "../http/api.js";
import { idempotently } from "../http/idempotency.js";
import { closedObject, Fen53, line, nullable } from "../http/schema.js";
import { PolicySummary } from "../order/wire.js";
import { confirmCancellation, type Preview, previewCancellation, reinstate } from "./cancel.js";
import { policySummary } from "./view.js";

/** Policyholders, and who acts for them. */
const POLICYHOLDERS: Access = ["server", "buyer", "merchant", "platform", "admin"];
/** Premium is paid once more, to the marketplace or out of a wallet: nobody else can say that it was. */
const RESUMERS: Access = ["server", "merchant", "platform", "admin"];

const PolicyPath = closedObject({ policyId: line(64, 1) });
const CancellationBody = closedObject({
  preview: Type.Optional(Type.Literal(true, { description: "tells the refund, and changes nothing" })),
  cancellationId: Type.Optional(line(64, 1)),
});
/** Where a refund goes: to the wallet or campaign that paid, or through the marketplace to the buyer. */
const RefundTo = Type.Object({
  payer: Type.String(),
  by: Type.String({ description: "wallet, campaign, marketplace" }),
});
const CancellationView = Type.Object({
  cancellationId: Type.String(),
  policyId: Type.String(),
  status: Type.String({ description: "previewed or cancelled" }),
  currency: Type.String(),
  premium: Fen53,
  refund: Fen53,
  refundTo: RefundTo,
  validUntil: nullable(Type.String()),
  policy: PolicySummary,
});

const BY = { merchant: "wallet", platform: "campaign", buyer: "marketplace" } as const;

function cancellationView(
  context: Context,
  { cancellationId, refund, validUntil }: Preview["told"],
  known: KnownPolicy,
  status: "previewed" | "cancelled",
) {
  const { policy, state } = known;
  return {
    cancellationId: formatId("cancellation", cancellationId),
    policyId: formatId("policy", policy.policyId),
    status,
    currency: "CNY",
    premium: fenToWire(state.premium),
    refund: fenToWire(refund),
    refundTo: { payer: policy.payer, by: BY[policy.payer] },
    validUntil: status === "previewed" ? formatInstant(validUntil) : null,
    policy: policySummary(known, context.clock.now()),
  };
}

/** One or the other: a preview, or the confirmation of one. */
function requestOf(body: { preview?: true; cancellationId?: string }): string | null {
  if ((body.preview === undefined) === (body.cancellationId === undefined)) {
    refuse("validation_failed", "send either preview or the cancellationId that a preview answered", {
      errors: [{ pointer: "", code: "one_of", detail: "must have exactly one of preview and cancellationId" }],
    });
  }
  return body.cancellationId ?? null;
}

/** Endorsements tell what happened to a policy, and not whose wish it was. */
const actOn = ({ caller }: Principal, action: `policy.${string}`, { policy }: KnownPolicy) => ({
  ...{ actor: caller, action },
  subject: { kind: "policy", id: policy.policyId.toString() },
});

export function cancellationRoutes(api: Api, context: Context): void {
  const tags = ["policies"];
  api.post(
    "/v1/policies/:policyId/cancellations",
    {
      config: {
        access: POLICYHOLDERS,
        idempotency: "required",
        problems: ["not_found", "forbidden", "cancellation_not_possible", "cancellation_stale"],
      },
      schema: {
        operationId: "cancelPolicy",
        tags,
        summary: "Preview what a cancellation gives back, then confirm it",
        params: PolicyPath,
        body: CancellationBody,
        response: { 200: CancellationView, 201: CancellationView },
      },
    },
    async (request, reply) => {
      const confirmed = requestOf(request.body);
      const { policyId } = request.params;
      return idempotently(context, request, reply, async (tx) => {
        if (confirmed === null) {
          const { told, history } = await previewCancellation(context, tx, request.principal, policyId);
          return { status: 201, body: cancellationView(context, told, history.known, "previewed") };
        }
        const { told, known } = await confirmCancellation(context, tx, request.principal, policyId, confirmed);
        const after = { refund: fenToWire(told.refund) };
        await noteAct(context, tx, { ...actOn(request.principal, "policy.cancelled", known), after });
        return { status: 200, body: cancellationView(context, told, known, "cancelled") };
      });
    },
  );
  api.post(
    "/v1/policies/:policyId/reinstatements",
    {
      config: {
        access: RESUMERS,
        idempotency: "required",
        problems: [
          "not_found",
          "forbidden",
          "switched_off",
          "reinstatement_not_possible",
          "wallet_insufficient",
          "campaign_exhausted",
        ],
      },
      schema: {
        operationId: "reinstatePolicy",
        tags,
        summary: "Take cancelled cover up again, within the product's days, for what was refunded",
        params: PolicyPath,
        body: closedObject({}),
        response: {
          201: Type.Object({ currency: Type.String(), charge: Fen53, policy: PolicySummary }),
        },
      },
    },
    async (request, reply) =>
      idempotently(context, request, reply, async (tx) => {
        const { charge, known } = await reinstate(context, tx, request.principal, request.params.policyId);
        const after = { charge: fenToWire(charge) };
        await noteAct(context, tx, { ...actOn(request.principal, "policy.reinstated", known), after });
        const policy = policySummary(known, context.clock.now());
        return { status: 201, body: { currency: "CNY", charge: fenToWire(charge), policy } };
      }),
  );
}
