// Understands the calls about experience rating: tomorrow's rate and why, what-if, and the nightly runs.

import { premiumSamples } from "@anxin/core/merchant/forecast";
import { simulate, USUAL_ZONES, type ZoneMix } from "@anxin/core/merchant/simulation";
import { collectiveRate, EXPERIENCE_DAYS, rateExperience } from "@anxin/core/product/experience";
import { CATEGORIES, type ProductVersion } from "@anxin/core/product/product";
import { Refused, refuse } from "@anxin/core/refusal";
import { FREIGHT_ZONES } from "@anxin/core/region";
import { parseDay } from "@anxin/core/time";
import type { MerchantKey } from "@anxin/store/merchant";
import { listRuns, type RatingRunKey } from "@anxin/store/rating-run";
import { inTransaction } from "@anxin/store/transaction";
import type { Static } from "typebox";
import type { Context } from "../context.js";
import type { Access, Api, Principal } from "../http/api.js";
import { languageOf } from "../http/language.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import { closedObject, ExternalId, fieldRefusal, known, line, pageOfItems } from "../http/schema.js";
import { readShop, visibleShop } from "../merchant/shop.js";
import { shopExperience } from "./experience.js";
import { forecastFor } from "./forecast.js";
import {
  ForecastView,
  forecastView,
  RunView,
  runView,
  SimulationBody,
  SimulationView,
  simulationView,
} from "./wire.js";

/** Who may see what a shop pays and why. */
const READERS = ["merchant", "server", "platform", "actuary", "admin", "auditor"] as const satisfies Access;
const RUN_READERS = ["actuary", "platform", "admin", "auditor"] as const satisfies Access;
const PRODUCT_PROBLEMS = ["not_found", "product_unknown", "product_not_live", "not_eligible"] as const;

/** The version on sale of a product that merchants pay for. `pointer` is where the caller named it. */
function saleable(context: Context, code: string, pointer: string): ProductVersion {
  const product = context.catalogue.live(context.clock.now()).find((each) => each.code === code);
  const errors = (detail: string) => ({ errors: [{ pointer, code: "product", detail }] });
  if (product === undefined) {
    const sold = context.catalogue.all.some((each) => each.code === code);
    refuse(sold ? "product_not_live" : "product_unknown", `${code} is not on sale`, errors("is not on sale"));
  }
  if (!product.payers.includes("merchant")) {
    refuse("not_eligible", `${code} is not a product that merchants pay for`, errors("is not paid by merchants"));
  }
  return product;
}

/** A shop's forecast. Statements: 5, the shop and those of `forecastFor`. */
async function forecast(context: Context, { tenantId }: Principal, shop: MerchantKey) {
  return inTransaction(context.db, tenantId, async (tx) => {
    await readShop(tx, shop);
    return forecastFor(context, tx, shop);
  });
}

function forecastRoute(api: Api, context: Context): void {
  api.get(
    "/v1/merchants/:merchantId/enrolments/:product/forecast",
    {
      config: { access: READERS, problems: PRODUCT_PROBLEMS },
      schema: {
        operationId: "forecastRate",
        tags: ["merchants"],
        summary: "Tomorrow's rate of a shop, and why",
        description:
          "What the coming night would find if today ended now. A better band holds from the next day; a worse one is announced and holds after the days of notice. The whole marketplace's rate is that of the last night.",
        params: closedObject({ merchantId: ExternalId, product: line(64, 1) }),
        response: { 200: ForecastView },
      },
    },
    async (request) => {
      const { merchantId, product: code } = request.params;
      const shop = visibleShop(request.principal, merchantId);
      const product = saleable(context, code, "/path/product");
      const found = await forecast(context, request.principal, shop);
      const samples = premiumSamples(product, found.forecast.today, found.forecast.tomorrow);
      const about = { merchantId, product: code, today: found.today };
      return forecastView(about, found.forecast, samples, languageOf(request));
    },
  );
}

function zonesOf(mix: Static<typeof SimulationBody>["zoneMix"]): ZoneMix {
  if (mix === undefined) return USUAL_ZONES;
  const weights = Object.fromEntries(FREIGHT_ZONES.map((zone) => [zone, BigInt(mix[zone] ?? 0)])) as ZoneMix;
  if (FREIGHT_ZONES.every((zone) => weights[zone] === 0n)) {
    throw new Refused(fieldRefusal("/zoneMix", "required", "must have a weight above 0"));
  }
  return weights;
}

function simulationRoute(api: Api, context: Context): void {
  api.post(
    "/v1/merchants/:merchantId/simulations",
    {
      config: { access: READERS, problems: PRODUCT_PROBLEMS },
      schema: {
        operationId: "simulateCover",
        tags: ["merchants"],
        summary:
          "What cover would cost a shop in a month, and from which return rate on it is worth it; nothing is written",
        description:
          "Premium for buyers without history. Break-even is premium ÷ the freight that all orders would cost on their way back, as agreed for parcels that buyers send themselves.",
        params: closedObject({ merchantId: ExternalId }),
        body: SimulationBody,
        response: { 200: SimulationView },
      },
    },
    async (request) => {
      const { product: code, categories, returnRatePpm: wanted } = request.body;
      const shop = visibleShop(request.principal, request.params.merchantId);
      const product = saleable(context, code, "/product");
      const zoneMix = zonesOf(request.body.zoneMix);
      const { own, all } = await inTransaction(context.db, request.principal.tenantId, async (tx) => {
        await readShop(tx, shop);
        return shopExperience(context, tx, shop);
      });
      const present = rateExperience("merchant", own, collectiveRate("merchant", all)).weightedPpm;
      const returnRatePpm = wanted === undefined ? present : BigInt(wanted);
      const sales = categories.map(({ category, ordersPerMonth, averagePrice }) => ({
        category: known(CATEGORIES, String(category)),
        ordersPerMonth: BigInt(ordersPerMonth),
        averagePrice: BigInt(averagePrice),
      }));
      const simulation = simulate({ product, sales, returnRatePpm, zoneMix, all });
      if (simulation === null) {
        return refuse("not_eligible", `${code} is for none of these goods`, {
          errors: [{ pointer: "/categories", code: "not_eligible", detail: "none can be insured with the product" }],
        });
      }
      return simulationView({ product: code, returnRatePpm, zoneMix }, simulation, languageOf(request));
    },
  );
}

function runKey([day = "", sequence = ""]: readonly string[]): RatingRunKey {
  const runOn = parseDay(day);
  if (runOn === null || !/^\d{1,9}$/.test(sequence)) refuse("cursor_invalid", "the cursor names no run");
  return { run_on: runOn, sequence: Number(sequence) };
}

function runRoute(api: Api, context: Context): void {
  api.get(
    "/v1/rating/runs",
    {
      config: { access: RUN_READERS, problems: ["cursor_invalid"] },
      schema: {
        operationId: "listRatingRuns",
        tags: ["rating"],
        summary: "Nightly runs that rate merchants and buyers, the latest first, with how far each is",
        description: `Every merchant and buyer is rated each night by the ${EXPERIENCE_DAYS} days before it. A run that was interrupted goes on where it was.`,
        querystring: closedObject(pageQuery),
        response: { 200: pageOfItems(RunView) },
      },
    },
    async (request) => {
      const page = pageOf(context, request);
      const before = page.after === null ? null : runKey(page.after);
      const rows = await inTransaction(context.db, request.principal.tenantId, (tx) =>
        listRuns(tx, before, page.limit + 1),
      );
      return pageAnswer(context, request, rows, page, {
        position: (row) => [row.run_on, String(row.sequence)],
        item: runView,
      });
    },
  );
}

export function ratingRoutes(api: Api, context: Context): void {
  forecastRoute(api, context);
  simulationRoute(api, context);
  runRoute(api, context);
}
