// Understands the call that lists merchants, with what each holds, insures and costs.
//
// Statements for a page, whatever its size: 2, the merchants with wallets and bands, and what happened there.

import { available, isLow } from "@anxin/core/merchant/wallet";
import { fenToWire } from "@anxin/core/money";
import { DAY_MS, type Instant, plus, shanghaiDay } from "@anxin/core/time";
import {
  listMerchants,
  MERCHANT_SORTS,
  type MerchantActivityRow,
  type MerchantItemRow,
  type MerchantSort,
  merchantActivity,
} from "@anxin/store/merchant-list";
import { inTransaction } from "@anxin/store/transaction";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Access, Api } from "../http/api.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import {
  closedObject,
  Fen53,
  instantText,
  known,
  line,
  nullable,
  oneOf,
  pageOfItems,
  SignedFen,
} from "../http/schema.js";
import { forecastOf, windowsAt } from "./wallet-view.js";

/** Who sees all shops of a marketplace. */
const ALL_SHOPS_READERS = [
  "server",
  "platform",
  "admin",
  "finance",
  "supervisor",
  "actuary",
  "auditor",
] as const satisfies Access;

/** Days that policies and claims are counted over. */
const ACTIVITY_DAYS = 30;
const TEXT_LENGTH_MAX = 100;
const SORTS = [...MERCHANT_SORTS, ...MERCHANT_SORTS.map((sort) => `-${sort}` as const)] as const;

const MerchantItem = Type.Object({
  merchantId: Type.String(),
  name: Type.String(),
  tier: Type.String(),
  since: Type.String(),
  updatedAt: Type.String(),
  wallet: Type.Object({
    currency: Type.String(),
    balance: SignedFen,
    floor: SignedFen,
    creditLimit: Fen53,
    available: Fen53,
    lowBalance: nullable(Fen53),
    dailySpend: nullable(Fen53),
    daysLeft: nullable(Type.Integer()),
    low: Type.Boolean(),
  }),
  band: nullable(Type.String({ description: "by which it is rated today; null: it was never rated" })),
  enrolled: Type.Array(Type.Object({ product: Type.String(), status: Type.String() })),
  recent: Type.Object(
    { days: Type.Integer(), policies: Type.Integer(), claims: Type.Integer() },
    { description: "policies issued and claims reported in the last days" },
  ),
});

/** Columns of a wallet that has the names of the list's. */
function walletPart(row: MerchantItemRow, now: Instant) {
  const { spend, level } = forecastOf(row, now);
  return {
    currency: "CNY",
    balance: fenToWire(row.balance),
    floor: fenToWire(row.floor),
    creditLimit: fenToWire(row.credit_limit),
    available: fenToWire(available(row)),
    lowBalance: row.low_balance === null ? null : fenToWire(row.low_balance),
    dailySpend: spend === null ? null : fenToWire(spend),
    daysLeft: level.daysLeft,
    low: isLow(level),
  };
}

function itemView(row: MerchantItemRow, activity: MerchantActivityRow | undefined, now: Instant) {
  return {
    merchantId: row.merchant_id,
    name: row.name,
    tier: row.tier,
    since: instantText(row.since),
    updatedAt: instantText(row.merchant_updated_at),
    wallet: walletPart(row, now),
    band: row.band,
    enrolled: (activity?.enrolled ?? []).map((text) => {
      const at = text.lastIndexOf(":");
      return { product: text.slice(0, at), status: text.slice(at + 1) };
    }),
    recent: {
      days: ACTIVITY_DAYS,
      policies: Number(activity?.policies ?? 0n),
      claims: Number(activity?.claims ?? 0n),
    },
  };
}

export function merchantListRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/merchants",
    {
      config: { access: ALL_SHOPS_READERS, problems: ["cursor_invalid"] },
      schema: {
        operationId: "listMerchants",
        tags: ["merchants"],
        summary: "Merchants with wallet, band, enrolments and the last 30 days",
        querystring: closedObject({
          q: Type.Optional({ ...line(TEXT_LENGTH_MAX, 1), description: "a part of the name or the id" }),
          sort: Type.Optional(oneOf(SORTS, "name by default; with - the other way round")),
          ...pageQuery,
        }),
        response: { 200: pageOfItems(MerchantItem) },
      },
    },
    async (request) => {
      const { principal, query } = request;
      const page = pageOf(context, request);
      const now = context.clock.now();
      const asked = known(SORTS, String(query.sort ?? "name"));
      const [number, text, merchantId] = page.after ?? [];
      const question = {
        text: query.q ?? null,
        sort: known(MERCHANT_SORTS, asked.replace("-", "")) satisfies MerchantSort,
        downwards: asked.startsWith("-"),
        windows: windowsAt(now),
        today: shanghaiDay(now),
        after:
          number === undefined || text === undefined || merchantId === undefined
            ? null
            : { number: BigInt(number), text, merchantId },
        limit: page.limit + 1,
      };
      const { rows, activity } = await inTransaction(context.db, principal.tenantId, async (tx) => {
        const found = await listMerchants(tx, question);
        const shops = found.map((row) => ({ book: row.book, merchantId: row.merchant_id }));
        return { rows: found, activity: await merchantActivity(tx, shops, plus(now, -ACTIVITY_DAYS * DAY_MS)) };
      });
      const byId = new Map(activity.map((row) => [row.merchant_id, row]));
      return pageAnswer(context, request, rows, page, {
        position: (row) => [row.rank_number.toString(), row.rank_text, row.merchant_id],
        item: (row) => itemView(row, byId.get(row.merchant_id), now),
      });
    },
  );
}
