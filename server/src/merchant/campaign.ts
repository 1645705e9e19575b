// Understands how the platform starts a campaign that gives cover away within a budget, changes its terms, and ends it.
//
// A campaign is scheduled until it starts, then active; paused while the platform says so; exhausted while it has no money for
// what it is asked for; and ended for good, by time or by the platform. What is left goes back to the platform once no late
// order can bind to it any more (campaign-release.ts).

import { bookOf, formatId, type Id, parseId } from "@anxin/core/id";
import { campaignFunded, campaignReleased, type Posting } from "@anxin/core/ledger/templates";
import { type Fen, fenToWire } from "@anxin/core/money";
import { refuse } from "@anxin/core/refusal";
import type { Instant } from "@anxin/core/time";
import {
  type CampaignRow,
  type CampaignTerms,
  changeCampaign,
  findCampaign,
  holdCampaign,
  insertCampaign,
} from "@anxin/store/campaign";
import { insertTransfers } from "@anxin/store/ledger";
import { insertOutbox } from "@anxin/store/outbox";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import { type CurrentVersion, etagOf } from "../http/etag.js";
import type { Language } from "../http/language.js";
import { transferRows } from "../ledger/book.js";
import { callerName } from "../people/staff.js";
import {
  type CAMPAIGN_STATUSES,
  type CampaignRequest,
  field,
  requireBudget,
  requireEnd,
  requireSound,
} from "./campaign-sound.js";
import { requireCondition } from "./condition.js";

/** What is to change; what is left out stays as it is. */
export interface CampaignChange extends Partial<CampaignTerms> {
  readonly status?: (typeof CAMPAIGN_STATUSES)[number];
}

export const campaignEtag = (row: Pick<CampaignRow, "campaign_id" | "revision">): string =>
  etagOf("campaign", formatId("campaign", row.campaign_id), row.revision);

/**
 * Starts a campaign and funds it in the books. Refuses as `requireSound` does.
 *
 * Statements: 4 (campaign, its history, transfer, campaign as it now stands).
 */
export async function startCampaign(
  context: Context,
  tx: Tx,
  { caller }: Principal,
  request: CampaignRequest,
  language: Language,
): Promise<CampaignRow> {
  const now = context.clock.now();
  requireSound(context, request, now, language);
  const campaignId = context.ids.next(bookOf(tx.tenantId, ""));
  await insertCampaign(tx, { campaignId, ...request }, caller, now);
  await postCampaign(context, tx, { campaignId, product: request.product }, campaignFunded(request.budget));
  return readCampaign(context, tx, campaignId);
}

/** Writes money that enters or leaves a campaign's budget into the books. */
export async function postCampaign(
  context: Context,
  tx: Tx,
  about: { readonly campaignId: Id; readonly product: string },
  posting: Posting,
): Promise<void> {
  const { tenantId } = tx;
  const book = bookOf(tenantId, "");
  const now = context.clock.now();
  const transactionId = context.ids.next(book);
  const place = { tenantId, book, merchantId: "", transactionId, occurredAt: now, recordedAt: now };
  await insertTransfers(tx, transferRows(context, place, [{ ...posting, ...about }]));
}

/** A campaign by the id of an address. Refuses with `not_found`. */
export async function readCampaign(context: Context, tx: Tx, campaignId: Id): Promise<CampaignRow> {
  return (await findCampaign(tx, context.clock.now(), campaignId)) ?? refuseUnknown();
}

/** Reads a campaign's id from an address. Refuses with `not_found` what cannot be one. */
export const campaignIdOf = (text: string): Id => parseId("campaign", text) ?? refuseUnknown();

function refuseUnknown(): never {
  refuse("not_found", "there is no campaign of this id");
}

const termsOf = (row: CampaignRow): CampaignTerms => ({
  name: row.name,
  budget: row.budget,
  endsAt: row.ends_at,
  perBuyerMax: row.per_buyer_max,
  perMerchantGiftsMax: row.per_merchant_gifts_max,
  perMerchantAmountMax: row.per_merchant_amount_max,
  condition: row.condition,
});

/** The terms after a change. Refuses with `state_conflict`, `limit_exceeded` and `validation_failed`. */
function changedTerms(row: CampaignRow, change: CampaignChange, now: Instant, language: Language): CampaignTerms {
  if (row.state === "ended") refuse("state_conflict", "the campaign is over, and stays so; start another one");
  const { status, ...wanted } = change;
  const terms: CampaignTerms = { ...termsOf(row), ...wanted };
  if (terms.budget !== row.budget) requireBudget(terms.budget);
  if (terms.budget < row.spent) {
    const spent = fenToWire(row.spent);
    refuse("validation_failed", "what is spent cannot be taken back", {
      limit: spent,
      unit: "fen spent",
      ...field("/budget", "spent", `must be at least ${spent}, which is spent`),
    });
  }
  if (wanted.condition !== undefined && wanted.condition !== null) requireCondition(wanted.condition, language);
  if (status === "ended") {
    const said = field("/endsAt", "ended", "must be left out when status is ended: it ends now");
    if (wanted.endsAt !== undefined) refuse("validation_failed", "a campaign that is ended ends now", said);
    return { ...terms, endsAt: now > row.starts_at ? now : row.starts_at };
  }
  if (wanted.endsAt !== undefined) requireEnd(row.starts_at, wanted.endsAt, now);
  return terms;
}

/** Since when the changed campaign is exhausted: not while it has money for the cheapest gift and was given more. */
function exhaustedAfter(context: Context, row: CampaignRow, budget: Fen, now: Instant): Instant | null {
  const product = context.catalogue.live(now).find(({ code }) => code === row.product);
  if (budget - row.spent < (product?.tariff.minimum ?? 1n)) return row.exhausted_at ?? now;
  return budget > row.budget ? null : row.exhausted_at;
}

/**
 * Changes a campaign's terms, pauses, resumes or ends it; the same once more changes nothing. `heed` sees the version that is
 * there and may refuse. What was given stays given; a budget can be lowered to what is spent, and the rest goes back at once.
 *
 * Statements: 6 (campaign held and read, name of who changed it, campaign, its history, campaign as it now stands), and 1 each
 * for a transfer where the budget changed and for the outbox where that exhausted it.
 */
export async function editCampaign(
  context: Context,
  { tenantId, caller }: Principal,
  {
    campaignId,
    change,
    language,
  }: { readonly campaignId: Id; readonly change: CampaignChange; readonly language: Language },
  heed: (current: CurrentVersion) => void,
): Promise<CampaignRow> {
  return inTransaction(context.db, tenantId, async (tx) => {
    const now = context.clock.now();
    const row = (await holdCampaign(tx, now, campaignId)) ?? refuseUnknown();
    heed({ etag: campaignEtag(row), changedBy: await callerName(tx, row.changed_by), changedAt: row.changed_at });
    const before = { ...termsOf(row), status: row.state === "paused" ? "paused" : "active" };
    const after = { ...changedTerms(row, change, now, language), status: change.status ?? before.status };
    if (isSame(before, after)) return row;
    const exhaustedAt = exhaustedAfter(context, row, after.budget, now);
    await changeCampaign(tx, { ...after, campaignId, revision: row.revision + 1, exhaustedAt }, caller, now);
    const more = after.budget - before.budget;
    if (more !== 0n) {
      const posting = more > 0n ? campaignFunded(more) : campaignReleased(-more);
      await postCampaign(context, tx, { campaignId, product: row.product }, posting);
    }
    const events = exhaustedAt !== null && row.exhausted_at === null ? [campaignId] : [];
    await insertOutbox(tx, {
      ...{ tenantId, batchId: context.ids.next(0), recordedAt: now },
      events: [{ type: "campaign.exhausted", ids: events }],
    });
    return readCampaign(context, tx, campaignId);
  });
}

type Stored = CampaignTerms & { readonly status: string };

const isSame = (a: Stored, b: Stored): boolean =>
  (Object.keys(a) as (keyof Stored)[]).every((key) => a[key] === b[key]);
