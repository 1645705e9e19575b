// Understands the call that asks what a campaign would have cost.

import { fenToWire } from "@anxin/core/money";
import { type Static, Type } from "typebox";
import type { Context } from "../context.js";
import type { Api } from "../http/api.js";
import { languageOf } from "../http/language.js";
import { closedObject, Fen53, InstantText, instantText, nullable, oneOf, readInstant } from "../http/schema.js";
import { type DryRun, dryRun, ORDERS_MAX, TIME_MS_MAX, WINDOW_DAYS_MAX, type Window } from "./campaign-dry-run.js";
import { campaignRequest, NewCampaignBody } from "./campaign-wire.js";

/** Gifts that are shown one by one, the first ones. */
const EXAMPLES_MAX = 20;

const DryRunBody = closedObject({
  ...NewCampaignBody.properties,
  from: InstantText,
  until: { ...InstantText, description: `RFC 3339; at most ${WINDOW_DAYS_MAX} days after \`from\`` },
});
const DryRunView = Type.Object({
  currency: Type.String(),
  from: Type.String(),
  until: Type.String(),
  orders: Type.Integer({ description: "orders with a line that would bind in the window" }),
  lines: Type.Integer({ description: "lines of them that would bind in the window" }),
  covered: Type.Integer({ description: "of these: lines that had the cover already, whoever paid" }),
  gifts: Type.Integer(),
  cost: Fen53,
  overBudget: Type.Integer({ description: "gifts that the budget had no money for" }),
  overShare: Type.Integer({ description: "gifts to a buyer or merchant whose share was used up" }),
  perDay: Type.Array(Type.Object({ day: Type.String(), gifts: Type.Integer(), cost: Fen53 })),
  examples: Type.Array(
    Type.Object({
      orderId: Type.String(),
      lineId: Type.String(),
      merchantId: Type.String(),
      sku: Type.String(),
      category: Type.String(),
      unitPrice: Fen53,
      premium: Fen53,
      at: Type.String(),
    }),
    { description: `the first ${EXAMPLES_MAX} gifts` },
  ),
  truncated: Type.Boolean({ description: "whether a limit ended it before the window was seen whole" }),
  seen: Type.Object({
    orders: Type.Integer({ description: "orders that were looked at, the oldest first" }),
    stoppedBy: nullable(oneOf(["orders", "time"])),
    limit: nullable(Type.Integer()),
    unit: nullable(Type.String()),
  }),
});

const LIMITS = {
  orders: { limit: ORDERS_MAX, unit: "orders per dry run" },
  time: { limit: TIME_MS_MAX, unit: "milliseconds per dry run" },
} as const;

function dryRunView(run: DryRun, { from, until }: Window): Static<typeof DryRunView> {
  const { orders, lines, covered, gifts, cost, overBudget, overShare, perDay, ordersSeen, stoppedBy } = run;
  return {
    ...{ currency: "CNY", from: instantText(from), until: instantText(until) },
    ...{ orders, lines, covered, gifts: gifts.length, cost: fenToWire(cost), overBudget, overShare },
    perDay: perDay.map((each) => ({ ...each, cost: fenToWire(each.cost) })),
    examples: gifts.slice(0, EXAMPLES_MAX).map(({ orderId, merchantId, line, premium, at }) => ({
      ...{ orderId, lineId: line.lineId, merchantId, sku: line.sku, category: line.category },
      ...{ unitPrice: fenToWire(line.unitPrice), premium: fenToWire(premium), at: instantText(at) },
    })),
    truncated: stoppedBy !== null,
    seen: {
      ...{ orders: ordersSeen, stoppedBy },
      ...(stoppedBy === null ? { limit: null, unit: null } : LIMITS[stoppedBy]),
    },
  };
}

export function dryRunRoutes(api: Api, context: Context): void {
  api.post(
    "/v1/campaigns/dry-runs",
    {
      config: {
        access: ["server", "platform", "admin"],
        problems: ["product_unknown", "product_not_live", "not_eligible", "limit_exceeded"],
      },
      schema: {
        operationId: "dryRunCampaign",
        tags: ["campaigns"],
        summary: "What a campaign would have given and cost over past orders; nothing is written",
        description: `The campaign is taken to run in the window, at today's rates and bands. At most ${ORDERS_MAX} orders are looked
at, for at most ${TIME_MS_MAX / 1_000} seconds; what was seen is told.`,
        body: DryRunBody,
        response: { 200: DryRunView },
      },
    },
    async (request) => {
      const { from: fromText, until: untilText, ...body } = request.body;
      const language = languageOf(request);
      const from = readInstant(fromText, "/from", language);
      const until = readInstant(untilText, "/until", language);
      const wanted = campaignRequest(body, language);
      const { tenantId } = request.principal;
      return dryRunView(await dryRun(context, tenantId, wanted, { from, until }, language), { from, until });
    },
  );
}
