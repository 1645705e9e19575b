// Understands the calls about campaigns.

import { formatId } from "@anxin/core/id";
import { fenToWire } from "@anxin/core/money";
import { CATEGORIES } from "@anxin/core/product/product";
import { type CampaignRow, listCampaigns } from "@anxin/store/campaign";
import { inTransaction } from "@anxin/store/transaction";
import { type Static, Type } from "typebox";
import type { Context } from "../context.js";
import type { Access, Api } from "../http/api.js";
import { requireIfMatch } from "../http/etag.js";
import { idempotently } from "../http/idempotency.js";
import { type Language, languageOf } from "../http/language.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import {
  closedObject,
  Fen53,
  InstantText,
  instantText,
  line,
  nullable,
  oneOf,
  pageOfItems,
  readFen,
  readInstant,
} from "../http/schema.js";
import {
  BUDGET_FEN_MAX,
  CAMPAIGN_STATUSES,
  type CampaignRequest,
  campaignEtag,
  campaignIdOf,
  readCampaign,
  setCampaignStatus,
  startCampaign,
} from "./campaign.js";

const WRITERS: Access = ["server", "platform", "admin"];
const READERS: Access = ["server", "platform", "admin", "finance", "auditor", "actuary"];
const NAME_LENGTH_MAX = 100;
const GIFTS_MAX = 1_000_000;

const NewCampaignBody = closedObject({
  name: Type.Optional(line(NAME_LENGTH_MAX)),
  product: line(64, 1),
  budget: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: `fen, at most ${BUDGET_FEN_MAX}` }),
  startsAt: InstantText,
  endsAt: InstantText,
  rules: Type.Optional(
    closedObject({
      categories: Type.Optional(
        Type.Array(oneOf(CATEGORIES), { maxItems: CATEGORIES.length, uniqueItems: true, description: "empty: all" }),
      ),
      minPrice: Type.Optional(Fen53),
      maxPerBuyer: Type.Optional(nullable(Type.Integer({ minimum: 1, maximum: GIFTS_MAX, description: "gifts" }))),
    }),
  ),
});
const CampaignView = Type.Object({
  campaignId: Type.String(),
  name: Type.String(),
  product: Type.String(),
  currency: Type.String(),
  budget: Fen53,
  spent: Fen53,
  left: Fen53,
  startsAt: Type.String(),
  endsAt: Type.String(),
  rules: Type.Object({
    categories: Type.Array(Type.String()),
    minPrice: Fen53,
    maxPerBuyer: nullable(Type.Integer()),
  }),
  status: Type.String(),
  createdAt: Type.String(),
  changedAt: Type.String(),
});
const CampaignPath = closedObject({ campaignId: line(64, 1) });

function campaignView(row: CampaignRow) {
  return {
    campaignId: formatId("campaign", row.campaign_id),
    name: row.name,
    product: row.product,
    currency: "CNY",
    budget: fenToWire(row.budget),
    spent: fenToWire(row.spent),
    left: fenToWire(row.budget - row.spent),
    startsAt: instantText(row.starts_at),
    endsAt: instantText(row.ends_at),
    rules: { categories: [...row.categories], minPrice: fenToWire(row.price_min), maxPerBuyer: row.per_buyer_max },
    status: row.status,
    createdAt: instantText(row.created_at),
    changedAt: instantText(row.changed_at),
  };
}

function requestOf(body: Static<typeof NewCampaignBody>, language: Language): CampaignRequest {
  const { name = "", product, rules = {} } = body;
  return {
    name,
    product,
    budget: readFen(body.budget, "/budget", language),
    startsAt: readInstant(body.startsAt, "/startsAt", language),
    endsAt: readInstant(body.endsAt, "/endsAt", language),
    categories: rules.categories ?? [],
    priceMin: readFen(rules.minPrice ?? 0, "/rules/minPrice", language),
    perBuyerMax: rules.maxPerBuyer ?? null,
  };
}

function campaignReading(api: Api, context: Context): void {
  const tags = ["campaigns"];
  api.get(
    "/v1/campaigns",
    {
      config: { access: READERS, problems: ["cursor_invalid"] },
      schema: {
        operationId: "listCampaigns",
        tags,
        summary: "Campaigns, newest first",
        querystring: closedObject({ ...pageQuery, status: Type.Optional(oneOf(CAMPAIGN_STATUSES)) }),
        response: { 200: pageOfItems(CampaignView) },
      },
    },
    async (request) => {
      const page = pageOf(context, request);
      const before = page.after === null ? null : BigInt(page.after[0] ?? "0");
      const filter = { before, status: request.query.status ?? null, limit: page.limit + 1 };
      const rows = await inTransaction(context.db, request.principal.tenantId, (tx) => listCampaigns(tx, filter));
      return pageAnswer(context, request, rows, page, {
        position: (row) => [row.campaign_id.toString()],
        item: campaignView,
      });
    },
  );
  api.get(
    "/v1/campaigns/:campaignId",
    {
      config: { access: READERS, problems: ["not_found"] },
      schema: {
        operationId: "readCampaign",
        tags,
        summary: "A campaign",
        params: CampaignPath,
        response: { 200: CampaignView },
      },
    },
    async (request, reply) => {
      const campaignId = campaignIdOf(request.params.campaignId);
      const row = await inTransaction(context.db, request.principal.tenantId, (tx) => readCampaign(tx, campaignId));
      reply.header("etag", campaignEtag(row));
      return campaignView(row);
    },
  );
}

function campaignWriting(api: Api, context: Context): void {
  const tags = ["campaigns"];
  api.post(
    "/v1/campaigns",
    {
      config: {
        access: WRITERS,
        idempotency: "required",
        problems: ["product_unknown", "product_not_live", "not_eligible", "limit_exceeded"],
      },
      schema: {
        operationId: "startCampaign",
        tags,
        summary: "Give cover away within a budget",
        body: NewCampaignBody,
        response: { 201: CampaignView },
      },
    },
    async (request, reply) => {
      const wanted = requestOf(request.body, languageOf(request));
      return idempotently(context, request, reply, async (tx) => {
        const row = await startCampaign(context, tx, request.principal, wanted);
        return { status: 201, body: campaignView(row), etag: campaignEtag(row) };
      });
    },
  );
  api.put(
    "/v1/campaigns/:campaignId",
    {
      config: { access: WRITERS, ifMatch: "required", problems: ["not_found"] },
      schema: {
        operationId: "putCampaign",
        tags,
        summary: "Pause or resume a campaign",
        params: CampaignPath,
        body: closedObject({ status: oneOf(CAMPAIGN_STATUSES) }),
        response: { 200: CampaignView },
      },
    },
    async (request, reply) => {
      const change = { campaignId: campaignIdOf(request.params.campaignId), status: request.body.status };
      const row = await setCampaignStatus(context, request.principal, change, (current) =>
        requireIfMatch(request, current),
      );
      reply.header("etag", campaignEtag(row));
      return campaignView(row);
    },
  );
}

export function campaignRoutes(api: Api, context: Context): void {
  campaignReading(api, context);
  campaignWriting(api, context);
}
