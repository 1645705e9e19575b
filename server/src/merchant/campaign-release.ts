// Understands how what is left of a campaign goes back to the platform, once no order can bind to it any more.
//
// That is when the tenant's binding delay is over after its end. Until then an order that is told late still finds its gift, and
// an order that is cancelled its refund. A refund that comes even later is released by the next look.

import type { Id } from "@anxin/core/id";
import { campaignReleased } from "@anxin/core/ledger/templates";
import type { Instant } from "@anxin/core/time";
import { campaignsToRelease, holdCampaign, releaseCampaign } from "@anxin/store/campaign";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { postCampaign } from "./campaign.js";

/** Campaigns that are released in one look; the next one takes the rest. */
const CAMPAIGNS_MAX = 200;

/** Releases what is due. Answers how many campaigns had money left. */
export async function releaseCampaigns(context: Context, stop?: AbortSignal): Promise<number> {
  const now = context.clock.now();
  let released = 0;
  for (const { tenant_id, campaign_id } of await campaignsToRelease(context.owner, now, CAMPAIGNS_MAX)) {
    if (stop?.aborted === true) break;
    const done = await inTransaction(context.db, tenant_id, (tx) => release(context, tx, campaign_id, now));
    if (done) released += 1;
  }
  return released;
}

/** Statements: 4 (campaign held and read, campaign, transfer); 2 where somebody else was first. */
async function release(context: Context, tx: Tx, campaignId: Id, now: Instant): Promise<boolean> {
  const row = await holdCampaign(tx, now, campaignId);
  const left = row === null || row.state !== "ended" ? 0n : row.budget - row.spent - row.released;
  if (row === null || left === 0n) return false;
  await releaseCampaign(tx, campaignId);
  await postCampaign(context, tx, { campaignId, product: row.product }, campaignReleased(left));
  return true;
}
