// Understands how the platform starts, pauses and resumes a campaign that gives cover away within a budget.

import { bookOf, formatId, type Id, parseId } from "@anxin/core/id";
import { campaignFunded } from "@anxin/core/ledger/templates";
import { type FieldProblem, refuse } from "@anxin/core/refusal";
import type { Instant } from "@anxin/core/time";
import {
  type CampaignRow,
  changeCampaign,
  findCampaign,
  holdCampaign,
  insertCampaign,
  type NewCampaign,
} from "@anxin/store/campaign";
import { insertTransfers } from "@anxin/store/ledger";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import { type CurrentVersion, etagOf } from "../http/etag.js";
import { transferRows } from "../ledger/book.js";
import { callerName } from "../people/staff.js";

/** One campaign: at most a billion yuan, in fen. */
export const BUDGET_FEN_MAX = 100_000_000_000n;
export const CAMPAIGN_STATUSES = ["active", "paused"] as const;

export type CampaignRequest = Omit<NewCampaign, "campaignId">;

export const campaignEtag = (row: Pick<CampaignRow, "campaign_id" | "revision">): string =>
  etagOf("campaign", formatId("campaign", row.campaign_id), row.revision);

const field = (pointer: string, code: string, detail: string): { readonly errors: readonly FieldProblem[] } => ({
  errors: [{ pointer, code, detail }],
});

/** A campaign gives a product that platforms may pay for, in the future, within what the books can carry. */
function requireSound(
  context: Context,
  { product: code, budget, startsAt, endsAt }: CampaignRequest,
  now: Instant,
): void {
  const product = context.catalogue.live(now).find((each) => each.code === code);
  if (product === undefined) {
    const sold = context.catalogue.all.some((each) => each.code === code);
    refuse(
      sold ? "product_not_live" : "product_unknown",
      `${code} is not on sale`,
      field("/product", "product", "is not on sale"),
    );
  }
  if (!product.payers.includes("platform")) {
    refuse(
      "not_eligible",
      `${code} is not a product that platforms give`,
      field("/product", "product", "is not paid by platforms"),
    );
  }
  if (budget > BUDGET_FEN_MAX) {
    const limit = Number(BUDGET_FEN_MAX);
    refuse("limit_exceeded", "the budget is too large", {
      limit,
      unit: "fen per campaign",
      ...field("/budget", "maximum", `must be at most ${limit}`),
    });
  }
  if (startsAt >= endsAt) {
    refuse(
      "validation_failed",
      "a campaign ends after it starts",
      field("/endsAt", "order", "must be later than startsAt"),
    );
  }
  if (endsAt <= now)
    refuse("validation_failed", "the campaign is over already", field("/endsAt", "past", "must be in the future"));
}

/**
 * Starts a campaign and funds it in the books. Refuses with `product_unknown`, `product_not_live`, `not_eligible`,
 * `limit_exceeded` and `validation_failed`.
 *
 * Statements: 4 (campaign, its history, transfer, campaign as it now stands).
 */
export async function startCampaign(
  context: Context,
  tx: Tx,
  { caller }: Principal,
  request: CampaignRequest,
): Promise<CampaignRow> {
  const now = context.clock.now();
  requireSound(context, request, now);
  const book = bookOf(tx.tenantId, "");
  const campaignId = context.ids.next(book);
  await insertCampaign(tx, { campaignId, ...request }, caller, now);
  const place = {
    tenantId: tx.tenantId,
    book,
    merchantId: "",
    transactionId: context.ids.next(book),
    occurredAt: now,
    recordedAt: now,
  };
  const { product, budget } = request;
  await insertTransfers(tx, transferRows(context, place, [{ ...campaignFunded(budget), campaignId, product }]));
  return readCampaign(tx, campaignId);
}

/** A campaign by the id of an address. Refuses with `not_found`. */
export async function readCampaign(tx: Tx, campaignId: Id): Promise<CampaignRow> {
  return (await findCampaign(tx, campaignId)) ?? refuseUnknown();
}

/** Reads a campaign's id from an address. Refuses with `not_found` what cannot be one. */
export const campaignIdOf = (text: string): Id => parseId("campaign", text) ?? refuseUnknown();

function refuseUnknown(): never {
  refuse("not_found", "there is no campaign of this id");
}

/**
 * Pauses or resumes a campaign; the same once more changes nothing. `heed` sees the version that is there and may refuse.
 * What was given before a pause stays given.
 *
 * Statements: 5 (campaign, name of who changed it, campaign, its history, campaign as it now stands).
 */
export async function setCampaignStatus(
  context: Context,
  { tenantId, caller }: Principal,
  { campaignId, status }: { readonly campaignId: Id; readonly status: (typeof CAMPAIGN_STATUSES)[number] },
  heed: (current: CurrentVersion) => void,
): Promise<CampaignRow> {
  return inTransaction(context.db, tenantId, async (tx) => {
    const row = (await holdCampaign(tx, campaignId)) ?? refuseUnknown();
    heed({ etag: campaignEtag(row), changedBy: await callerName(tx, row.changed_by), changedAt: row.changed_at });
    if (row.status === status) return row;
    await changeCampaign(tx, { campaignId, status, revision: row.revision + 1 }, caller, context.clock.now());
    return readCampaign(tx, campaignId);
  });
}
