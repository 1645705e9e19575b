// Understands what an example line would cost under a version, and which row of its table says so. It sells nothing: no quote comes of it.

import { FEN_ON_WIRE_MAX, fenToWire } from "@anxin/core/money";
import { CATEGORIES, PAYERS, type Payer, type ProductVersion } from "@anxin/core/product/product";
import {
  BANDS,
  isEligible,
  priceBandOf,
  pricePaid,
  type Rating,
  type RiskFacts,
  rateLine,
} from "@anxin/core/product/rate";
import { FACTORS, type FactorValues, selectPremium, type Tariff } from "@anxin/core/product/tariff";
import { rowFinder } from "@anxin/core/product/tariff-check";
import { FREIGHT_ZONES } from "@anxin/core/region";
import { type Static, Type } from "typebox";
import { closedObject, Fen53, nullable, oneOf } from "../http/schema.js";

const QUANTITY_MAX = 100_000;

export const ExampleBody = closedObject({
  category: oneOf(CATEGORIES),
  unitPrice: Fen53,
  quantity: Type.Optional(Type.Integer({ minimum: 1, maximum: QUANTITY_MAX, description: "1 when left out" })),
  freight: Type.Optional(Fen53),
  zone: Type.Optional(nullable(oneOf(FREIGHT_ZONES, "null: an address that nobody knows; `far` when left out"))),
  merchantBand: Type.Optional(oneOf(BANDS, "`new` when left out")),
  buyerBand: Type.Optional(oneOf(BANDS, "`new` when left out")),
  payer: Type.Optional(oneOf(PAYERS, "the product's first payer when left out")),
});

const UNRATED = ["not_eligible", "route_unrated", "tariff_overlap"] as const;

export const ExampleView = Type.Object({
  rated: Type.Boolean(),
  unrated: nullable(oneOf(UNRATED, "why it has no premium")),
  premium: nullable(Fen53),
  sumInsured: nullable(Fen53),
  base: nullable(Fen53),
  tariff: Type.String({ description: "its code" }),
  payer: oneOf(PAYERS),
  cell: Type.Record(Type.String(), Type.String(), { description: "the line's value of each factor of the table" }),
  row: nullable(Type.Integer({ description: "that is selected, counted from 0" })),
  otherRows: Type.Array(Type.Integer(), { description: "that fit too, and are less particular" }),
  factors: Type.Array(
    Type.Object({
      factor: oneOf(FACTORS),
      value: Type.String(),
      ppm: nullable(Type.Integer({ description: "the multiplier; null for a factor of the table" })),
    }),
  ),
  bound: nullable(oneOf(["minimum", "maximum"], "that decides instead of the table")),
  live: nullable(
    Type.Object({
      version: Type.Integer(),
      premium: nullable(Fen53),
      sumInsured: nullable(Fen53),
    }),
  ),
});

/** The line that is asked about. */
export function exampleFacts(body: Static<typeof ExampleBody>): RiskFacts {
  const {
    category,
    unitPrice,
    quantity = 1,
    freight = 0,
    zone = "far",
    merchantBand = "new",
    buyerBand = "new",
  } = body;
  return { category, unitPrice: BigInt(unitPrice), quantity, freight: BigInt(freight), zone, merchantBand, buyerBand };
}

const factorValues = (facts: RiskFacts, payer: Payer): FactorValues => ({
  merchantBand: facts.merchantBand,
  buyerBand: facts.buyerBand,
  category: facts.category,
  priceBand: priceBandOf(facts.unitPrice),
  zone: facts.zone ?? "unknown",
  term: payer,
});

const rowsAreOnce = ({ rows }: Tariff): boolean =>
  new Set(rows.map(({ match }) => match.join("|"))).size === rows.length;

/** Which filed bound decided, if one did. */
function boundOf(tariff: Tariff, values: FactorValues, facts: RiskFacts): "minimum" | "maximum" | null {
  const free = { ...tariff, minimum: 0n, maximum: FEN_ON_WIRE_MAX };
  const asked = selectPremium(free, values, pricePaid(facts))?.premium;
  if (asked === undefined) return null;
  return asked > tariff.maximum ? "maximum" : asked < tariff.minimum ? "minimum" : null;
}

/** What a version would charge for a line; null where it could not be rated. */
function charged(product: ProductVersion, facts: RiskFacts, payer: Payer): Rating | null {
  const rating = rateLine(product, facts, payer);
  return typeof rating === "string" ? null : rating;
}

/** Rates an example under a version, and under the one that is on sale. */
export function exampleView(
  product: ProductVersion,
  live: ProductVersion | null,
  facts: RiskFacts,
  payer: Payer,
): Static<typeof ExampleView> {
  const { tariff } = product;
  const values = factorValues(facts, payer);
  const [row = null, ...otherRows] = rowFinder(tariff)(values);
  const once = rowsAreOnce(tariff);
  const rating = once ? charged(product, facts, payer) : null;
  const why = !isEligible(product, facts) ? "not_eligible" : once ? "route_unrated" : "tariff_overlap";
  const sold = live === null ? null : charged(live, facts, payer);
  const wire = (amount: bigint | undefined): number | null => (amount === undefined ? null : fenToWire(amount));
  return {
    rated: rating !== null,
    unrated: rating === null ? why : null,
    premium: wire(rating?.premium),
    sumInsured: wire(rating?.sumInsured),
    base: wire(rating?.base),
    tariff: tariff.code,
    payer,
    cell: Object.fromEntries(tariff.by.map((factor) => [factor, values[factor]])),
    row,
    otherRows,
    factors: (rating?.factors ?? []).map(({ factor, value, ppm }) => ({
      factor,
      value,
      ppm: ppm === null ? null : Number(ppm),
    })),
    bound: rating === null ? null : boundOf(tariff, values, facts),
    live:
      live === null
        ? null
        : { version: live.version, premium: wire(sold?.premium), sumInsured: wire(sold?.sumInsured) },
  };
}
