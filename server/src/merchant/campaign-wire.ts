// Understands how campaigns are written and read by callers.

import { formatId } from "@anxin/core/id";
import { type Fen, fenToWire } from "@anxin/core/money";
import { CATEGORIES } from "@anxin/core/product/product";
import type { CampaignChangeRow, CampaignRow } from "@anxin/store/campaign";
import { type Static, Type } from "typebox";
import type { Language } from "../http/language.js";
import {
  closedObject,
  Fen53,
  InstantText,
  instantText,
  instantTextOrNull,
  line,
  nullable,
  oneOf,
  prose,
  readFen,
  readInstant,
} from "../http/schema.js";
import type { CampaignChange } from "./campaign.js";
import { BUDGET_FEN_MAX, CAMPAIGN_STATES, CAMPAIGN_STATUSES, type CampaignRequest } from "./campaign-sound.js";
import { CONDITION_HELP, CONDITION_LENGTH_MAX } from "./condition.js";

const NAME_LENGTH_MAX = 100;
const GIFTS_MAX = 1_000_000;
/** Longer than a condition may be, so that one that is too long is told so as a condition. */
const CONDITION_READ_MAX = 4 * CONDITION_LENGTH_MAX;

const Budget = Type.Integer({
  minimum: 1,
  maximum: Number.MAX_SAFE_INTEGER,
  description: `fen, at most ${BUDGET_FEN_MAX}`,
});
const Gifts = Type.Integer({ minimum: 1, maximum: GIFTS_MAX, description: "gifts" });
const MerchantShareBody = closedObject(
  {
    gifts: Type.Optional(nullable(Gifts)),
    amount: Type.Optional(
      nullable(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: "fen of premium" })),
    ),
  },
  "the most that the orders of one merchant get; whichever is reached first",
);
const shares = {
  maxPerBuyer: Type.Optional(nullable(Gifts)),
  maxPerMerchant: Type.Optional(nullable(MerchantShareBody)),
  condition: Type.Optional(nullable({ ...prose(CONDITION_READ_MAX, 1), description: CONDITION_HELP })),
};

export const NewCampaignBody = closedObject({
  name: Type.Optional(line(NAME_LENGTH_MAX)),
  product: line(64, 1),
  budget: Budget,
  startsAt: InstantText,
  endsAt: InstantText,
  rules: Type.Optional(
    closedObject({
      categories: Type.Optional(
        Type.Array(oneOf(CATEGORIES), { maxItems: CATEGORIES.length, uniqueItems: true, description: "empty: all" }),
      ),
      minPrice: Type.Optional(Fen53),
      ...shares,
    }),
  ),
});
export const CampaignEditBody = closedObject(
  {
    status: Type.Optional(oneOf(CAMPAIGN_STATUSES, "ended: now, and for good")),
    name: Type.Optional(line(NAME_LENGTH_MAX)),
    budget: Type.Optional(Budget),
    endsAt: Type.Optional(InstantText),
    rules: Type.Optional(closedObject(shares)),
  },
  "What is left out stays as it is; null takes a bound or the condition away.",
);

const sharesView = {
  maxPerBuyer: nullable(Type.Integer()),
  maxPerMerchant: nullable(Type.Object({ gifts: nullable(Type.Integer()), amount: nullable(Fen53) })),
  condition: nullable(Type.String()),
};
export const CampaignView = Type.Object({
  campaignId: Type.String(),
  name: Type.String(),
  product: Type.String(),
  currency: Type.String(),
  budget: Fen53,
  spent: Fen53,
  released: Type.Integer({ description: "fen that went back to the platform after the end" }),
  left: Fen53,
  startsAt: Type.String(),
  endsAt: Type.String(),
  rules: Type.Object({ categories: Type.Array(Type.String()), minPrice: Fen53, ...sharesView }),
  status: oneOf(
    CAMPAIGN_STATES,
    "exhausted: it has no money for what it was last asked for; it goes on giving what still fits, and is active again when the budget is raised or premium comes back",
  ),
  exhaustedAt: nullable(Type.String()),
  createdAt: Type.String(),
  changedAt: Type.String(),
});
export const CampaignChangeView = Type.Object({
  revision: Type.Integer(),
  status: oneOf(CAMPAIGN_STATUSES),
  name: Type.String(),
  budget: Fen53,
  endsAt: Type.String(),
  rules: Type.Object(sharesView),
  changedBy: Type.String(),
  changedAt: Type.String(),
});

type Shares = Pick<CampaignRow, "per_buyer_max" | "per_merchant_gifts_max" | "per_merchant_amount_max" | "condition">;

function sharesOf(row: Shares) {
  const { per_merchant_gifts_max: gifts, per_merchant_amount_max: amount, condition } = row;
  const maxPerMerchant =
    gifts === null && amount === null ? null : { gifts, amount: amount === null ? null : fenToWire(amount) };
  return { maxPerBuyer: row.per_buyer_max, maxPerMerchant, condition };
}

export function campaignView(row: CampaignRow): Static<typeof CampaignView> {
  return {
    campaignId: formatId("campaign", row.campaign_id),
    name: row.name,
    product: row.product,
    currency: "CNY",
    budget: fenToWire(row.budget),
    spent: fenToWire(row.spent),
    released: fenToWire(row.released),
    left: fenToWire(row.budget - row.spent - row.released),
    startsAt: instantText(row.starts_at),
    endsAt: instantText(row.ends_at),
    rules: { categories: [...row.categories], minPrice: fenToWire(row.price_min), ...sharesOf(row) },
    status: row.state as (typeof CAMPAIGN_STATES)[number],
    exhaustedAt: instantTextOrNull(row.exhausted_at),
    createdAt: instantText(row.created_at),
    changedAt: instantText(row.changed_at),
  };
}

export function campaignChangeView(row: CampaignChangeRow, changedBy: string): Static<typeof CampaignChangeView> {
  return {
    revision: row.revision,
    status: row.status as (typeof CAMPAIGN_STATUSES)[number],
    name: row.name,
    budget: fenToWire(row.budget),
    endsAt: instantText(row.ends_at),
    rules: sharesOf(row),
    changedBy,
    changedAt: instantText(row.changed_at),
  };
}

type Rules = NonNullable<Static<typeof CampaignEditBody>["rules"]>;

function wantedShares({ maxPerBuyer, maxPerMerchant, condition }: Rules, language: Language): CampaignChange {
  const amount = (value: number | null | undefined): Fen | null =>
    value === null || value === undefined ? null : readFen(value, "/rules/maxPerMerchant/amount", language);
  return {
    ...(maxPerBuyer === undefined ? {} : { perBuyerMax: maxPerBuyer }),
    ...(maxPerMerchant === undefined
      ? {}
      : {
          perMerchantGiftsMax: maxPerMerchant?.gifts ?? null,
          perMerchantAmountMax: amount(maxPerMerchant?.amount),
        }),
    ...(condition === undefined ? {} : { condition }),
  };
}

export function campaignRequest(body: Static<typeof NewCampaignBody>, language: Language): CampaignRequest {
  const { name = "", product, rules = {} } = body;
  return {
    name,
    product,
    budget: readFen(body.budget, "/budget", language),
    startsAt: readInstant(body.startsAt, "/startsAt", language),
    endsAt: readInstant(body.endsAt, "/endsAt", language),
    categories: rules.categories ?? [],
    priceMin: readFen(rules.minPrice ?? 0, "/rules/minPrice", language),
    ...{ perBuyerMax: null, perMerchantGiftsMax: null, perMerchantAmountMax: null, condition: null },
    ...wantedShares(rules, language),
  };
}

export function campaignChange(body: Static<typeof CampaignEditBody>, language: Language): CampaignChange {
  const { status, name, budget, endsAt, rules = {} } = body;
  return {
    ...(status === undefined ? {} : { status }),
    ...(name === undefined ? {} : { name }),
    ...(budget === undefined ? {} : { budget: readFen(budget, "/budget", language) }),
    ...(endsAt === undefined ? {} : { endsAt: readInstant(endsAt, "/endsAt", language) }),
    ...wantedShares(rules, language),
  };
}
