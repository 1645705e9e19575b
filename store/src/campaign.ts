// Understands the platform's campaigns: a budget that gives cover away, and who changed it when.

import type { Id } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import type { Instant } from "@anxin/core/time";
import { execute, type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

const CAMPAIGN_ROW = {
  campaign_id: "int8",
  name: "text",
  product: "text",
  budget: "int8",
  spent: "int8",
  starts_at: "timestamptz",
  ends_at: "timestamptz",
  categories: "text[]",
  price_min: "int8",
  per_buyer_max: "int4?",
  status: "text",
  revision: "int4",
  created_at: "timestamptz",
  changed_by: "text",
  changed_at: "timestamptz",
} as const;
export type CampaignRow = Row<typeof CAMPAIGN_ROW>;

const COLUMNS = `g.campaign_id, g.name, g.product, g.budget, g.spent, g.starts_at, g.ends_at, g.categories, g.price_min, g.per_buyer_max,
     g.status, g.revision, g.created_at, c.changed_by, c.changed_at`;
const TABLES =
  "campaign g join campaign_change c on c.tenant_id = g.tenant_id and c.campaign_id = g.campaign_id and c.revision = g.revision";

export const selectCampaigns = statement(
  "select_campaigns",
  CAMPAIGN_ROW,
  `select ${COLUMNS} from ${TABLES}
   where g.tenant_id = $1::int4 and ($2::int8 is null or g.campaign_id < $2) and ($3::text is null or g.status = $3)
   order by g.campaign_id desc limit $4::int4`,
);

export interface CampaignFilter {
  readonly before: Id | null;
  readonly status: string | null;
  readonly limit: number;
}

/** Campaigns, newest first. */
export async function listCampaigns(tx: Tx, { before, status, limit }: CampaignFilter): Promise<CampaignRow[]> {
  return run(tx, selectCampaigns, [tx.tenantId, before, status, limit]);
}

export const selectCampaign = statement(
  "select_campaign",
  CAMPAIGN_ROW,
  `select ${COLUMNS} from ${TABLES} where g.tenant_id = $1::int4 and g.campaign_id = $2::int8`,
);

export async function findCampaign(tx: Tx, campaignId: Id): Promise<CampaignRow | null> {
  const [row] = await run(tx, selectCampaign, [tx.tenantId, campaignId]);
  return row ?? null;
}

/** Only the row itself: a join would be read as of before the wait, and a row that moved on meanwhile would not be found. */
export const lockCampaign = statement(
  "lock_campaign",
  { revision: "int4" },
  "select revision from campaign where tenant_id = $1::int4 and campaign_id = $2::int8 for update",
);

/** One campaign, held until the transaction ends. */
export async function holdCampaign(tx: Tx, campaignId: Id): Promise<CampaignRow | null> {
  await run(tx, lockCampaign, [tx.tenantId, campaignId]);
  return findCampaign(tx, campaignId);
}

export interface NewCampaign {
  readonly campaignId: Id;
  readonly name: string;
  readonly product: string;
  readonly budget: Fen;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** Empty: all. */
  readonly categories: readonly string[];
  readonly priceMin: Fen;
  readonly perBuyerMax: number | null;
}

export const insertCampaignRow = statement(
  "insert_campaign",
  {},
  `insert into campaign (tenant_id, campaign_id, name, product, budget, starts_at, ends_at, categories, price_min, per_buyer_max,
     status, revision, created_at)
   values ($1::int4, $2::int8, $3::text, $4::text, $5::int8, at_ms($6::int8), at_ms($7::int8), $8::text[], $9::int8, $10::int4,
     'active', 1, at_ms($11::int8))`,
);
export const insertCampaignChange = statement(
  "insert_campaign_change",
  {},
  `insert into campaign_change (tenant_id, campaign_id, revision, status, changed_by, changed_at)
   values ($1::int4, $2::int8, $3::int4, $4::text, $5::text, at_ms($6::int8))`,
);

export async function insertCampaign(tx: Tx, campaign: NewCampaign, changedBy: string, now: Instant): Promise<void> {
  const { campaignId, name, product, budget, startsAt, endsAt, categories, priceMin, perBuyerMax } = campaign;
  const values = [name, product, budget, startsAt, endsAt, categories, priceMin, perBuyerMax];
  await execute(tx, insertCampaignRow, [tx.tenantId, campaignId, ...values, now]);
  await execute(tx, insertCampaignChange, [tx.tenantId, campaignId, 1, "active", changedBy, now]);
}

export const updateCampaignStatus = statement(
  "update_campaign_status",
  {},
  "update campaign set status = $3::text, revision = $4::int4 where tenant_id = $1::int4 and campaign_id = $2::int8",
);

/** Writes the next revision of a campaign that this transaction holds. */
export async function changeCampaign(
  tx: Tx,
  change: { readonly campaignId: Id; readonly status: string; readonly revision: number },
  changedBy: string,
  now: Instant,
): Promise<void> {
  const { campaignId, status, revision } = change;
  await execute(tx, updateCampaignStatus, [tx.tenantId, campaignId, status, revision]);
  await execute(tx, insertCampaignChange, [tx.tenantId, campaignId, revision, status, changedBy, now]);
}
