// Understands what must hold of any product's data before a policy may be sold on it.

import { RULES } from "@anxin/core/claim/rules";
import { CATEGORIES, clauseOf, PAYERS, type ProductVersion, type Text } from "@anxin/core/product/product";
import { BANDS, type RiskFacts, rateLine } from "@anxin/core/product/rate";
import { FACTORS, type Factor } from "@anxin/core/product/tariff";
import { FREIGHT_ZONES } from "@anxin/core/region";
import { describe, expect, test } from "vitest";
import { CATALOGUE } from "./catalogue.js";

/** The first price of each band, and the last; those that a product does not take are left out. */
const PRICES = [
  0n,
  1n,
  4_999n,
  5_000n,
  19_999n,
  20_000n,
  99_999n,
  100_000n,
  299_999n,
  300_000n,
  999_999n,
  1_000_000n,
  5_000_000n,
];

const DOMAIN: Readonly<Record<Factor, readonly string[]>> = {
  merchantBand: BANDS,
  buyerBand: BANDS,
  category: CATEGORIES,
  priceBand: ["p0", "p50", "p200", "p1000", "p3000", "p10000"],
  zone: FREIGHT_ZONES,
  term: PAYERS,
};

const categoriesOf = ({ eligibility: { categories } }: ProductVersion): readonly RiskFacts["category"][] =>
  categories.length === 0 ? CATEGORIES : categories;

/** Every line that the product takes, as far as the tariff can tell lines apart. */
function* linesOf(product: ProductVersion): Generator<RiskFacts> {
  const { unitPriceMin, unitPriceMax } = product.eligibility;
  const prices = [...PRICES, unitPriceMin, unitPriceMax].filter(
    (price) => price >= unitPriceMin && price <= unitPriceMax,
  );
  for (const category of categoriesOf(product))
    for (const unitPrice of new Set(prices))
      for (const merchantBand of BANDS)
        for (const buyerBand of BANDS)
          for (const zone of FREIGHT_ZONES)
            yield { category, unitPrice, quantity: 1, freight: 0n, zone, merchantBand, buyerBand };
}

const CJK = /\p{Script=Han}/u;

function textsOf(product: ProductVersion): Text[] {
  const { name, summary, coverage, fields, documents, clauses, terms } = product;
  return [
    name,
    summary,
    terms,
    coverage.title,
    ...coverage.perils.map(({ title }) => title),
    ...fields.flatMap(({ title, options }) => [title, ...(options ?? []).map((option) => option.title)]),
    ...documents.flatMap(({ title, example }) => [title, example]),
    ...clauses.flatMap(({ title, text }) => [title, text]),
  ];
}

describe.each(CATALOGUE.map((product) => [product.code, product] as const))("%s", (_code, product) => {
  const { tariff, coverage, adjudication, fields, documents, period, sumInsured } = product;
  const { benefit } = coverage;
  const rules = adjudication.map(({ rule }) => rule);
  const field = (name: string | null): (typeof fields)[number] | undefined =>
    fields.find((entry) => entry.name === name);

  test("every line that it takes has a filed premium inside the bounds and a positive sum insured", () => {
    const wrong: unknown[] = [];
    let count = 0;
    for (const line of linesOf(product)) {
      for (const payer of product.payers) {
        const rating = rateLine(product, line, payer);
        count += 1;
        const sound =
          typeof rating === "object" &&
          rating.premium >= tariff.minimum &&
          rating.premium <= tariff.maximum &&
          rating.premium > 0n &&
          rating.sumInsured > 0n;
        if (!sound) wrong.push({ ...line, payer });
      }
    }
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(0);
  });

  test("a premium is smaller than what it insures, but for goods of a few fen", () => {
    const wrong: unknown[] = [];
    for (const line of linesOf(product)) {
      const rating = rateLine(product, line, "merchant");
      if (typeof rating === "object" && line.unitPrice >= 100n && rating.premium >= rating.sumInsured) wrong.push(line);
    }
    expect(wrong).toEqual([]);
  });

  test("rows name known values and positive premiums, relativities are complete", () => {
    for (const { match, premium } of tariff.rows) {
      match.forEach((value, i) => {
        const factor = tariff.by[i];
        expect(factor !== undefined && (value === "*" || DOMAIN[factor].includes(value))).toBe(true);
      });
      expect(premium.kind === "amount" ? premium.amount : premium.ppm).toBeGreaterThan(0n);
    }
    for (const { factor, ppm } of tariff.relativities) {
      expect(FACTORS).toContain(factor);
      for (const value of factor === "category" ? categoriesOf(product) : DOMAIN[factor]) {
        expect(ppm[value], `${factor} ${value}`).toBeGreaterThan(0n);
      }
    }
    expect(tariff.minimum).toBeGreaterThan(0n);
    expect(tariff.maximum).toBeGreaterThanOrEqual(tariff.minimum);
    expect(tariff.validFrom <= product.validFrom).toBe(true);
  });

  test("every step of adjudication cites a known rule once, and a clause that the terms have", () => {
    const steps = adjudication.map(({ rule, clause }) => (rule === "conditions_met" ? `${rule} ${clause}` : rule));
    expect(new Set(steps).size).toBe(steps.length);
    for (const { rule, clause } of adjudication) {
      expect(RULES[rule], rule).toBeDefined();
      expect(clauseOf(product, clause).id).toBe(clause);
    }
  });

  test("a condition belongs to a clause that the terms have, and a step applies it", () => {
    for (const { clause } of product.conditions ?? []) {
      expect(clauseOf(product, clause).id).toBe(clause);
      expect(adjudication).toContainEqual({ rule: "conditions_met", clause });
    }
  });

  test("a demand on the whole shop is a clause that the terms have", () => {
    const { wholeShop, wholeShopClause } = product.shop;
    expect(wholeShopClause !== undefined).toBe(wholeShop);
    if (wholeShopClause !== undefined) expect(clauseOf(product, wholeShopClause).title.en).toBe("Whole shop");
  });

  test("what every decision needs is asked, in an order that hands the amount on", () => {
    const order = [
      "policy_in_force",
      "peril_covered",
      "benefit_amount",
      "within_limits",
      "not_above_request",
      "automatic_limit",
    ];
    expect(rules.filter((rule) => order.includes(rule))).toEqual(order);
    expect(rules.at(-1)).toBe("automatic_limit");
    expect(rules).toContain("within_reporting_window");
    expect(rules).toContain("claims_left");
    const asked = (rule: string): boolean => rules.includes(rule);
    expect(asked("waiting_period_over")).toBe(period.waitingDays > 0);
    expect(asked("no_double_indemnity")).toBe(product.indemnity);
    expect(asked("evidence_complete")).toBe(documents.some(({ required }) => required));
    expect(asked("report_accredited")).toBe(field("institution") !== undefined);
    expect(asked("degree_assessed")).toBe(benefit.kind === "damage_degree");
    expect(!asked("repairer_listed") || field("repairer") !== undefined).toBe(true);
    // A claim that people write carries a declaration; a confirmed return is nobody's statement.
    expect(asked("declaration_given")).toBe(benefit.kind !== "route_schedule");
  });

  test("the form asks for what the benefit is computed from", () => {
    const names = fields.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { type, options } of fields) expect(type === "enum").toBe(options !== undefined);
    if (benefit.kind === "refund" && benefit.feeField !== null) expect(field(benefit.feeField)?.type).toBe("money");
    if (benefit.kind === "repair_cost")
      expect(field(benefit.costField)).toMatchObject({ type: "money", required: true });
    if (benefit.kind === "damage_degree") {
      const options = field(benefit.degreeField)?.options ?? [];
      expect(options.map(({ value }) => value)).toEqual(Object.keys(benefit.percentByDegree));
      for (const { value, title } of options) {
        expect(title.zh).toContain(`${benefit.percentByDegree[value]}%`);
        expect(title.en).toContain(`${benefit.percentByDegree[value]} %`);
      }
    }
    for (const { minCount } of documents) expect(minCount).toBeGreaterThanOrEqual(1);
    expect(new Set(documents.map(({ kind }) => kind)).size).toBe(documents.length);
  });

  test("what is looked up, proven or waited for has its field, its slot and its rule", () => {
    const asked = (rule: string): boolean => rules.includes(rule);
    const slot = (kind: string): (typeof documents)[number] | undefined => documents.find((each) => each.kind === kind);
    for (const { alternativeOf, requiredWith, required } of documents) {
      if (alternativeOf !== undefined) expect(required ? undefined : slot(alternativeOf)?.required).toBe(true);
      if (requiredWith !== undefined) expect(field(requiredWith)?.type).toBe("money");
    }
    expect(field("institution")?.register !== undefined).toBe(asked("report_accredited"));
    expect(field("repairer")?.register === "repairer").toBe(field("repairer") !== undefined);
    for (const rule of ["report_number_valid", "report_unused"])
      expect(asked(rule)).toBe(field("reportNo") !== undefined);
    expect(asked("report_dated")).toBe(field("reportDate") !== undefined);
    expect(asked("report_standard")).toBe(field("standard") !== undefined);
    expect(asked("report_conclusion")).toBe(field("conclusion") !== undefined);
    expect(asked("serial_matches")).toBe(field("serialNo") !== undefined);
    expect(asked("merchant_heard")).toBe(product.merchantAnswer !== null);
    expect(asked("signature_weighed")).toBe(product.signature !== undefined);
    for (const kind of Object.keys(product.signature?.slots ?? {})) expect(slot(kind), kind).toBeDefined();
    // What was claimed as a test's fee is proven where the benefit pays it and the form lets it be proven.
    expect(asked("fee_proven")).toBe(slot("fee_invoice") !== undefined);
  });

  test("the sum insured holds the whole benefit, and the limits fit into it", () => {
    expect(coverage.claimsMax).toBeGreaterThanOrEqual(1);
    expect(coverage.perils.length).toBeGreaterThanOrEqual(1);
    if (sumInsured.kind === "route_maximum") expect(benefit.kind).toBe("route_schedule");
    if (sumInsured.kind === "price_percent") {
      expect(sumInsured.percent > 0 && sumInsured.maximum > 0n).toBe(true);
      if (benefit.kind === "refund") {
        expect(sumInsured.percent).toBeGreaterThanOrEqual(benefit.percentOfPrice);
        expect(sumInsured.plus).toBeGreaterThanOrEqual(benefit.feeMax);
      }
      expect(product.decision.automaticMax).toBeLessThanOrEqual(sumInsured.maximum);
    }
    expect(product.decision.mode === "person").toBe(product.decision.automaticMax === 0n);
  });

  test("freight pays five to twenty-five yuan, a pickup more than shipping alone, and more the farther it goes", () => {
    if (benefit.kind !== "route_schedule") return;
    const steps = FREIGHT_ZONES.map((zone) => benefit.schedule[zone]);
    for (const [i, { selfShip, pickup }] of steps.entries()) {
      expect(selfShip >= 500n && pickup <= 2_500n && pickup > selfShip).toBe(true);
      const nearer = steps[i - 1];
      if (nearer !== undefined) expect(selfShip > nearer.selfShip && pickup > nearer.pickup).toBe(true);
    }
  });

  test("it binds for each payer, and cover that is left open ends no earlier than cover that runs its course", () => {
    expect(product.payers.length).toBeGreaterThanOrEqual(1);
    expect(new Set(product.payers).size).toBe(product.payers.length);
    for (const payer of product.payers) expect(["payment", "shipment"]).toContain(product.bindsOn[payer]);
    expect(period.openDaysMax).toBeGreaterThanOrEqual(period.expiry.days);
    expect(product.reportingDays).toBeGreaterThanOrEqual(0);
    // Two years are the limitation of Insurance Law art. 26; nothing may be open longer after its end.
    expect(product.reportingDays).toBeLessThanOrEqual(730);
  });

  test("every text is written in both languages", () => {
    for (const { zh, en } of textsOf(product)) {
      expect(zh).toMatch(CJK);
      expect(en.trim()).not.toBe("");
    }
    for (const { text } of product.clauses) expect(text.en).not.toMatch(CJK);
  });
});
