// Understands the call that shows a shop at a glance: what is in force, what is claimed, what it costs, and what comes next.
//
// Statements, whatever the shop's size: 1 for the shop, 1 for its wallet, 4 for covers, claims, days and debts, and the 4 of the
// forecast.

import { ACCOUNTS } from "@anxin/core/ledger/chart";
import { premiumSamples } from "@anxin/core/merchant/forecast";
import { fenToWire } from "@anxin/core/money";
import { addDays, type Day, type Instant, shanghaiDay, startOfDay } from "@anxin/core/time";
import type { MerchantKey } from "@anxin/store/merchant";
import {
  coversInForce,
  openRecoveries,
  type ShopClaimsRow,
  type ShopDayRow,
  shopClaims,
  shopDays,
} from "@anxin/store/merchant-list";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { findWallet } from "@anxin/store/wallet";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Api } from "../http/api.js";
import { type Language, languageOf } from "../http/language.js";
import { closedObject, ExternalId, Fen53, nullable, SignedFen } from "../http/schema.js";
import { EXPERIENCE_PRODUCT } from "../rating/experience.js";
import { forecastFor } from "../rating/forecast.js";
import { ForecastView, forecastView } from "../rating/wire.js";
import { OVERVIEW_READERS, readShop, visibleShop } from "./shop.js";
import { WalletTermsView, walletView, windowsAt } from "./wallet-view.js";

/** Days of the series, today included. */
const SERIES_DAYS = 30;

const count = Type.Integer({ minimum: 0 });
const { changes: _changes, ...walletFields } = WalletTermsView.properties;
const OverviewView = Type.Object({
  merchantId: Type.String(),
  name: Type.String(),
  currency: Type.String(),
  asOf: Type.String({ description: "a day in Shanghai" }),
  covers: Type.Object({
    inForce: count,
    byProduct: Type.Array(
      Type.Object({ product: Type.String(), payer: Type.String(), inForce: count, sumInsured: Fen53 }),
    ),
  }),
  claims: Type.Object({
    open: count,
    waitsForMerchant: Type.Integer({ minimum: 0, description: "open, the shop was asked, and has not answered" }),
    month: Type.String({ description: "YYYY-MM in Shanghai; what follows is of this month" }),
    reported: count,
    decided: count,
    granted: count,
    refused: count,
    payouts: count,
    paid: SignedFen,
  }),
  days: Type.Array(Type.Object({ day: Type.String(), premiumSpent: SignedFen, paid: SignedFen }), {
    description:
      "every one of the last 30 days: premium out of the wallet less what came back, and benefits paid out less what the channel returned",
  }),
  wallet: nullable(Type.Object(walletFields)),
  forecast: nullable(ForecastView),
  recoveries: Type.Object({ open: count, receivable: Fen53 }),
});

/** Today's forecast; null while the product that is rated by experience is not on sale. */
async function readForecast(context: Context, tx: Tx, key: MerchantKey, language: Language) {
  const product = context.catalogue.live(context.clock.now()).find(({ code }) => code === EXPERIENCE_PRODUCT);
  if (product === undefined) return null;
  const { today, forecast } = await forecastFor(context, tx, key);
  const samples = premiumSamples(product, forecast.today, forecast.tomorrow);
  return forecastView({ merchantId: key.merchantId, product: product.code, today }, forecast, samples, language);
}

async function readWalletPart(tx: Tx, key: MerchantKey, now: Instant) {
  const row = await findWallet(tx, key, windowsAt(now));
  if (row === null) return null;
  const { changes: _none, ...view } = walletView(key.merchantId, row, [], now);
  return view;
}

function seriesView(rows: readonly ShopDayRow[], today: Day) {
  const byDay = new Map(rows.map((row) => [row.day, row]));
  return Array.from({ length: SERIES_DAYS }, (_, i) => {
    const day = addDays(today, i + 1 - SERIES_DAYS);
    const { spent = 0n, paid = 0n } = byDay.get(day) ?? {};
    return { day, premiumSpent: fenToWire(spent), paid: fenToWire(paid) };
  });
}

function claimsView(claims: ShopClaimsRow, days: readonly ShopDayRow[], firstOfMonth: Day) {
  const thisMonth = days.filter(({ day }) => day >= firstOfMonth);
  return {
    open: Number(claims.open),
    waitsForMerchant: Number(claims.waits_for_merchant),
    month: firstOfMonth.slice(0, 7),
    reported: Number(claims.reported),
    decided: Number(claims.decided),
    granted: Number(claims.granted),
    refused: Number(claims.refused),
    payouts: thisMonth.reduce((all, { payouts }) => all + Number(payouts), 0),
    paid: fenToWire(thisMonth.reduce((all, { paid }) => all + paid, 0n)),
  };
}

async function readOverview(context: Context, tx: Tx, key: MerchantKey, language: Language) {
  const now = context.clock.now();
  const today = shanghaiDay(now);
  const firstOfMonth = `${today.slice(0, 8)}01` as Day;
  const firstOfSeries = addDays(today, 1 - SERIES_DAYS);
  const { name } = await readShop(tx, key);
  const covers = await coversInForce(tx, key, now);
  const claims = await shopClaims(tx, key, startOfDay(firstOfMonth));
  // A month of 31 days begins before the series.
  const since = startOfDay(firstOfMonth < firstOfSeries ? firstOfMonth : firstOfSeries);
  const days = await shopDays(tx, key, ACCOUNTS.merchantWallet.code, since);
  const owed = await openRecoveries(tx, key);
  return {
    ...{ merchantId: key.merchantId, name, currency: "CNY", asOf: String(today) },
    covers: {
      inForce: covers.reduce((all, row) => all + Number(row.covers), 0),
      byProduct: covers.map(({ product, payer, covers: inForce, sum_insured: sumInsured }) => ({
        ...{ product, payer, inForce: Number(inForce), sumInsured: fenToWire(sumInsured) },
      })),
    },
    claims: claimsView(claims, days, firstOfMonth),
    days: seriesView(days, today),
    wallet: await readWalletPart(tx, key, now),
    forecast: await readForecast(context, tx, key, language),
    recoveries: { open: Number(owed.recoveries), receivable: fenToWire(owed.receivable) },
  };
}

export function overviewRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/merchants/:merchantId/overview",
    {
      config: { access: OVERVIEW_READERS, problems: ["not_found"] },
      schema: {
        operationId: "readMerchantOverview",
        tags: ["merchants"],
        summary: "A shop at a glance: covers, claims, spend, wallet, tomorrow's rate and why, debts",
        params: closedObject({ merchantId: ExternalId }),
        response: { 200: OverviewView },
      },
    },
    async (request) => {
      const { principal } = request;
      const key = visibleShop(principal, request.params.merchantId);
      const language = languageOf(request);
      return inTransaction(context.db, principal.tenantId, (tx) => readOverview(context, tx, key, language));
    },
  );
}
