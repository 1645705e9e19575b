// Understands which terms of a campaign are sound, before anything is written.

import type { Fen } from "@anxin/core/money";
import { type FieldProblem, refuse } from "@anxin/core/refusal";
import type { Instant } from "@anxin/core/time";
import type { NewCampaign } from "@anxin/store/campaign";
import type { Context } from "../context.js";
import type { Language } from "../http/language.js";
import { requireCondition } from "./condition.js";

/** One campaign: at most a billion yuan, in fen. */
export const BUDGET_FEN_MAX = 100_000_000_000n;
/** What the platform may set. */
export const CAMPAIGN_STATUSES = ["active", "paused", "ended"] as const;
/** How a campaign stands. */
export const CAMPAIGN_STATES = ["scheduled", "active", "paused", "exhausted", "ended"] as const;

export type CampaignRequest = Omit<NewCampaign, "campaignId">;

/** One field that is wrong. */
export const field = (pointer: string, code: string, detail: string): { readonly errors: readonly FieldProblem[] } => ({
  errors: [{ pointer, code, detail }],
});

/** Refuses with `limit_exceeded` what the books cannot carry. */
export function requireBudget(budget: Fen): void {
  if (budget <= BUDGET_FEN_MAX) return;
  const limit = Number(BUDGET_FEN_MAX);
  refuse("limit_exceeded", "the budget is too large", {
    limit,
    unit: "fen per campaign",
    ...field("/budget", "maximum", `must be at most ${limit}`),
  });
}

/** Refuses with `validation_failed` an end that comes before the start, or has come already. */
export function requireEnd(startsAt: Instant, endsAt: Instant, now: Instant): void {
  if (startsAt >= endsAt) {
    const said = field("/endsAt", "order", "must be later than startsAt");
    refuse("validation_failed", "a campaign ends after it starts", said);
  }
  if (endsAt <= now)
    refuse("validation_failed", "the campaign is over already", field("/endsAt", "past", "must be in the future"));
}

/**
 * A campaign gives a product that platforms may pay for, in the future, within what the books can carry, to lines that can be
 * told. Refuses with `product_unknown`, `product_not_live`, `not_eligible`, `limit_exceeded` and `validation_failed`.
 */
export function requireSound(context: Context, request: CampaignRequest, now: Instant, language: Language): void {
  const { product: code, budget, startsAt, endsAt, condition } = request;
  const product = context.catalogue.live(now).find((each) => each.code === code);
  if (product === undefined) {
    const sold = context.catalogue.all.some((each) => each.code === code);
    const said = field("/product", "product", "is not on sale");
    refuse(sold ? "product_not_live" : "product_unknown", `${code} is not on sale`, said);
  }
  if (!product.payers.includes("platform")) {
    const said = field("/product", "product", "is not paid by platforms");
    refuse("not_eligible", `${code} is not a product that platforms give`, said);
  }
  requireBudget(budget);
  requireEnd(startsAt, endsAt, now);
  if (condition !== null) requireCondition(condition, language);
}
