// Understands the calls about campaigns.

import { listCampaignChanges, listCampaigns } from "@anxin/store/campaign";
import { inTransaction } from "@anxin/store/transaction";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Access, Api } from "../http/api.js";
import { requireIfMatch } from "../http/etag.js";
import { idempotently } from "../http/idempotency.js";
import { languageOf } from "../http/language.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import { closedObject, line, oneOf, pageOfItems } from "../http/schema.js";
import { callerNames } from "../people/staff.js";
import { campaignEtag, campaignIdOf, editCampaign, readCampaign, startCampaign } from "./campaign.js";
import { CAMPAIGN_STATES } from "./campaign-sound.js";
import {
  CampaignChangeView,
  CampaignEditBody,
  CampaignView,
  campaignChange,
  campaignChangeView,
  campaignRequest,
  campaignView,
  NewCampaignBody,
} from "./campaign-wire.js";

const WRITERS: Access = ["server", "platform", "admin"];
const READERS: Access = ["server", "platform", "admin", "finance", "auditor", "actuary"];

const CampaignPath = closedObject({ campaignId: line(64, 1) });

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
        querystring: closedObject({ ...pageQuery, status: Type.Optional(oneOf(CAMPAIGN_STATES)) }),
        response: { 200: pageOfItems(CampaignView) },
      },
    },
    async (request) => {
      const page = pageOf(context, request);
      const before = page.after === null ? null : BigInt(page.after[0] ?? "0");
      const filter = { before, state: request.query.status ?? null, limit: page.limit + 1 };
      const rows = await inTransaction(context.db, request.principal.tenantId, (tx) =>
        listCampaigns(tx, context.clock.now(), filter),
      );
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
      const row = await inTransaction(context.db, request.principal.tenantId, (tx) =>
        readCampaign(context, tx, campaignId),
      );
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
      const language = languageOf(request);
      const wanted = campaignRequest(request.body, language);
      return idempotently(context, request, reply, async (tx) => {
        const row = await startCampaign(context, tx, request.principal, wanted, language);
        return { status: 201, body: campaignView(row), etag: campaignEtag(row) };
      });
    },
  );
  api.put(
    "/v1/campaigns/:campaignId",
    {
      config: {
        access: WRITERS,
        ifMatch: "required",
        problems: ["not_found", "limit_exceeded", "state_conflict"],
      },
      schema: {
        operationId: "putCampaign",
        tags,
        summary: "Pause, resume or end a campaign, or change its name, end, budget, bounds and condition",
        description: `What was given stays given. A budget can be lowered to what is spent; the rest goes back at once. After the
end, what is left goes back when the tenant's binding delay is over.`,
        params: CampaignPath,
        body: CampaignEditBody,
        response: { 200: CampaignView },
      },
    },
    async (request, reply) => {
      const language = languageOf(request);
      const change = campaignChange(request.body, language);
      const edit = { campaignId: campaignIdOf(request.params.campaignId), change, language };
      const row = await editCampaign(context, request.principal, edit, (current) => requireIfMatch(request, current));
      reply.header("etag", campaignEtag(row));
      return campaignView(row);
    },
  );
}

function campaignHistory(api: Api, context: Context): void {
  api.get(
    "/v1/campaigns/:campaignId/changes",
    {
      config: { access: READERS, problems: ["not_found", "cursor_invalid"] },
      schema: {
        operationId: "listCampaignChanges",
        tags: ["campaigns"],
        summary: "A campaign's terms at each revision, newest first, and who made it",
        params: CampaignPath,
        querystring: closedObject(pageQuery),
        response: { 200: pageOfItems(CampaignChangeView) },
      },
    },
    async (request) => {
      const campaignId = campaignIdOf(request.params.campaignId);
      const page = pageOf(context, request);
      const before = page.after === null ? null : Number(page.after[0]);
      const { rows, names } = await inTransaction(context.db, request.principal.tenantId, async (tx) => {
        await readCampaign(context, tx, campaignId);
        const changes = await listCampaignChanges(tx, campaignId, before, page.limit + 1);
        return { rows: changes, names: await callerNames(tx, changes) };
      });
      return pageAnswer(context, request, rows, page, {
        position: (row) => [row.revision.toString()],
        item: (row) => campaignChangeView(row, names.get(row.changed_by) ?? row.changed_by),
      });
    },
  );
}

export function campaignRoutes(api: Api, context: Context): void {
  campaignReading(api, context);
  campaignWriting(api, context);
  campaignHistory(api, context);
}
