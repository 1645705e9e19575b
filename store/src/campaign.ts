// Understands the platform's campaigns: a budget that gives cover away, its terms at each revision, and what of it is left.

import type { Id } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import type { Instant } from "@anxin/core/time";
import { execute, type Queryable, type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

const CAMPAIGN_ROW = {
  campaign_id: "int8",
  name: "text",
  product: "text",
  budget: "int8",
  spent: "int8",
  released: "int8",
  starts_at: "timestamptz",
  ends_at: "timestamptz",
  categories: "text[]",
  price_min: "int8",
  per_buyer_max: "int4?",
  per_merchant_gifts_max: "int4?",
  per_merchant_amount_max: "int8?",
  condition: "text?",
  state: "text",
  exhausted_at: "timestamptz?",
  revision: "int4",
  created_at: "timestamptz",
  changed_by: "text",
  changed_at: "timestamptz",
} as const;
export type CampaignRow = Row<typeof CAMPAIGN_ROW>;

/** How a campaign stands at $2: what was set, unless time or money says more. */
const STATE = `case when g.status = 'ended' or g.ends_at <= at_ms($2::int8) then 'ended' when g.status = 'paused' then 'paused'
       when g.starts_at > at_ms($2::int8) then 'scheduled' when g.exhausted_at is not null then 'exhausted' else 'active' end`;
const COLUMNS = `g.campaign_id, g.name, g.product, g.budget, g.spent, g.released, g.starts_at, g.ends_at, g.categories, g.price_min,
     g.per_buyer_max, g.per_merchant_gifts_max, g.per_merchant_amount_max, g.condition, ${STATE} as state, g.exhausted_at, g.revision,
     g.created_at, c.changed_by, c.changed_at`;
const TABLES =
  "campaign g join campaign_change c on c.tenant_id = g.tenant_id and c.campaign_id = g.campaign_id and c.revision = g.revision";

export const selectCampaigns = statement(
  "select_campaigns",
  CAMPAIGN_ROW,
  `select ${COLUMNS} from ${TABLES}
   where g.tenant_id = $1::int4 and ($3::int8 is null or g.campaign_id < $3) and ($4::text is null or ${STATE} = $4)
   order by g.campaign_id desc limit $5::int4`,
);

export interface CampaignFilter {
  readonly before: Id | null;
  readonly state: string | null;
  readonly limit: number;
}

/** Campaigns as they stand at `now`, newest first. */
export async function listCampaigns(
  tx: Tx,
  now: Instant,
  { before, state, limit }: CampaignFilter,
): Promise<CampaignRow[]> {
  return run(tx, selectCampaigns, [tx.tenantId, now, before, state, limit]);
}

export const selectCampaign = statement(
  "select_campaign",
  CAMPAIGN_ROW,
  `select ${COLUMNS} from ${TABLES} where g.tenant_id = $1::int4 and g.campaign_id = $3::int8`,
);

export async function findCampaign(tx: Tx, now: Instant, campaignId: Id): Promise<CampaignRow | null> {
  const [row] = await run(tx, selectCampaign, [tx.tenantId, now, campaignId]);
  return row ?? null;
}

/** Only the row itself: a join would be read as of before the wait, and a row that moved on meanwhile would not be found. */
export const lockCampaign = statement(
  "lock_campaign",
  { revision: "int4" },
  "select revision from campaign where tenant_id = $1::int4 and campaign_id = $2::int8 for update",
);

/** One campaign, held until the transaction ends. */
export async function holdCampaign(tx: Tx, now: Instant, campaignId: Id): Promise<CampaignRow | null> {
  await run(tx, lockCampaign, [tx.tenantId, campaignId]);
  return findCampaign(tx, now, campaignId);
}

/** What of a campaign may change. */
export interface CampaignTerms {
  readonly name: string;
  readonly budget: Fen;
  readonly endsAt: Instant;
  readonly perBuyerMax: number | null;
  readonly perMerchantGiftsMax: number | null;
  readonly perMerchantAmountMax: Fen | null;
  readonly condition: string | null;
}

export interface NewCampaign extends CampaignTerms {
  readonly campaignId: Id;
  readonly product: string;
  readonly startsAt: Instant;
  /** Empty: all. */
  readonly categories: readonly string[];
  readonly priceMin: Fen;
}

const termsValues = (terms: CampaignTerms): unknown[] => [
  terms.name,
  terms.budget,
  terms.endsAt,
  terms.perBuyerMax,
  terms.perMerchantGiftsMax,
  terms.perMerchantAmountMax,
  terms.condition,
];

export const insertCampaignRow = statement(
  "insert_campaign",
  {},
  `insert into campaign (tenant_id, campaign_id, name, budget, ends_at, per_buyer_max, per_merchant_gifts_max, per_merchant_amount_max,
     condition, product, starts_at, categories, price_min, status, revision, created_at)
   values ($1::int4, $2::int8, $3::text, $4::int8, at_ms($5::int8), $6::int4, $7::int4, $8::int8, $9::text, $10::text,
     at_ms($11::int8), $12::text[], $13::int8, 'active', 1, at_ms($14::int8))`,
);
export const insertCampaignChange = statement(
  "insert_campaign_change",
  {},
  `insert into campaign_change (tenant_id, campaign_id, name, budget, ends_at, per_buyer_max, per_merchant_gifts_max,
     per_merchant_amount_max, condition, revision, status, changed_by, changed_at)
   values ($1::int4, $2::int8, $3::text, $4::int8, at_ms($5::int8), $6::int4, $7::int4, $8::int8, $9::text, $10::int4, $11::text,
     $12::text, at_ms($13::int8))`,
);

export async function insertCampaign(tx: Tx, campaign: NewCampaign, changedBy: string, now: Instant): Promise<void> {
  const { campaignId, product, startsAt, categories, priceMin } = campaign;
  const key = [tx.tenantId, campaignId, ...termsValues(campaign)];
  await execute(tx, insertCampaignRow, [...key, product, startsAt, categories, priceMin, now]);
  await execute(tx, insertCampaignChange, [...key, 1, "active", changedBy, now]);
}

export const updateCampaign = statement(
  "update_campaign",
  {},
  `update campaign set name = $3::text, budget = $4::int8, ends_at = at_ms($5::int8), per_buyer_max = $6::int4,
     per_merchant_gifts_max = $7::int4, per_merchant_amount_max = $8::int8, condition = $9::text, revision = $10::int4,
     status = $11::text, exhausted_at = at_ms($12::int8)
   where tenant_id = $1::int4 and campaign_id = $2::int8`,
);

export interface CampaignEdit extends CampaignTerms {
  readonly campaignId: Id;
  readonly revision: number;
  readonly status: string;
  readonly exhaustedAt: Instant | null;
}

/** Writes the next revision of a campaign that this transaction holds. */
export async function changeCampaign(tx: Tx, edit: CampaignEdit, changedBy: string, now: Instant): Promise<void> {
  const { campaignId, revision, status, exhaustedAt } = edit;
  const key = [tx.tenantId, campaignId, ...termsValues(edit), revision, status];
  await execute(tx, updateCampaign, [...key, exhaustedAt]);
  await execute(tx, insertCampaignChange, [...key, changedBy, now]);
}

export const selectCampaignChanges = statement(
  "select_campaign_changes",
  {
    revision: "int4",
    status: "text",
    name: "text",
    budget: "int8",
    ends_at: "timestamptz",
    per_buyer_max: "int4?",
    per_merchant_gifts_max: "int4?",
    per_merchant_amount_max: "int8?",
    condition: "text?",
    changed_by: "text",
    changed_at: "timestamptz",
  },
  `select revision, status, name, budget, ends_at, per_buyer_max, per_merchant_gifts_max, per_merchant_amount_max, condition, changed_by,
     changed_at
   from campaign_change
   where tenant_id = $1::int4 and campaign_id = $2::int8 and ($3::int4 is null or revision < $3)
   order by revision desc limit $4::int4`,
);
export type CampaignChangeRow = Row<(typeof selectCampaignChanges)["row"]>;

/** What a campaign's terms were, newest first, before a revision. */
export async function listCampaignChanges(
  tx: Tx,
  campaignId: Id,
  before: number | null,
  limit: number,
): Promise<CampaignChangeRow[]> {
  return run(tx, selectCampaignChanges, [tx.tenantId, campaignId, before, limit]);
}

export const selectCampaignsToRelease = statement(
  "select_campaigns_to_release",
  { tenant_id: "int4", campaign_id: "int8" },
  `select g.tenant_id, g.campaign_id
   from campaign g
   join tenant t on t.tenant_id = g.tenant_id
   where g.budget > g.spent + g.released
     and (g.ends_at <= at_ms($1::int8) - t.binding_delay_days * interval '24 hours' or (g.status = 'ended' and g.ends_at = g.starts_at))
   order by g.tenant_id, g.campaign_id limit $2::int4`,
);

/** Campaigns of all tenants that have money left and can give nothing any more: one that was ended before it began never could. */
export async function campaignsToRelease(
  owner: Queryable,
  now: Instant,
  limit: number,
): Promise<Row<(typeof selectCampaignsToRelease)["row"]>[]> {
  return run(owner, selectCampaignsToRelease, [now, limit]);
}

export const updateReleased = statement(
  "update_campaign_released",
  {},
  "update campaign set released = budget - spent where tenant_id = $1::int4 and campaign_id = $2::int8",
);

/** Sets free what is left of a campaign that this transaction holds. The transfer is the caller's to write. */
export async function releaseCampaign(tx: Tx, campaignId: Id): Promise<void> {
  await execute(tx, updateReleased, [tx.tenantId, campaignId]);
}
