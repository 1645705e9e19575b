import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rateExperience } from "../product/experience.js";
import { CATEGORIES } from "../product/product.js";
import { dayOf } from "../testing/moment.js";
import { coveredBy, PRODUCT } from "../testing/product.js";
import { addDays } from "../time.js";
import { type ForecastFacts, forecastOf, premiumSamples } from "./forecast.js";
import { forecastText, percentText } from "./forecast-text.js";

const TODAY = dayOf("2026-11-11");
const FACTS: ForecastFacts = {
  today: TODAY,
  known: [{ decidedOn: dayOf("2026-10-01"), effectiveOn: dayOf("2026-10-01"), band: "b" }],
  own: { exposures: 240n, returns: 20n },
  all: { exposures: 1_000_000n, returns: 100_000n },
  noticeDays: 7,
};

describe("a forecast", () => {
  test("of a quiet shop says what it pays, why, and how far the next band is", () => {
    const forecast = forecastOf(FACTS);
    expect(forecast).toMatchObject({ today: "b", tomorrow: "b", announced: [], expected: [] });
    expect(forecastText(forecast)).toEqual({
      zh: "今天和明天都按 B 级计费。近 90 天投保 240 单，其中 20 单发生退货理赔（8.3%）。本店数据的可信度为 80.0%，其余 20.0% 按全平台的 9.9% 计算，加权后为 8.6%，对应 B 级（5% 至 10%）。若再多 5 单退货，将超出 B 级。",
      en: "Today and tomorrow you are charged as band B. In the last 90 days 240 of your orders were insured and 20 of them claimed for a return (8.3%). Your own rate counts for 80.0% and the whole marketplace's 9.9% for the other 20.0%: together 8.6%, which is band B (5% to 10%). 5 more returns would leave band B.",
    });
  });

  test("of a rise says from when, and how many fewer returns would keep the band", () => {
    const forecast = forecastOf({ ...FACTS, own: { exposures: 240n, returns: 26n } });
    expect(forecast).toMatchObject({
      today: "b",
      tomorrow: "b",
      expected: [{ band: "c", effectiveOn: addDays(TODAY, 8) }],
    });
    const { en, zh } = forecastText(forecast);
    expect(en).toContain("tonight announces band C from 2026-11-19 on");
    expect(en).toContain("2 fewer returns would keep band B.");
    expect(zh).toContain("若少 2 单退货，可保持 B 级。");
  });

  test("tells an announced rise that stays from one that will be taken back", () => {
    const known = [...FACTS.known, { decidedOn: TODAY, effectiveOn: addDays(TODAY, 7), band: "d" } as const];
    const stays = forecastOf({ ...FACTS, known, own: { exposures: 240n, returns: 70n } });
    expect(stays).toMatchObject({
      announced: [{ band: "d" }],
      expected: [{ band: "d", effectiveOn: addDays(TODAY, 7) }],
    });
    expect(forecastText(stays).en).toContain("Announced: from 2026-11-18 on you are charged as band D.");
    const withdrawn = forecastOf({ ...FACTS, known });
    expect(withdrawn).toMatchObject({ announced: [{ band: "d" }], expected: [] });
    expect(forecastText(withdrawn).en).toContain("The rise to band D announced for 2026-11-18 will not come");
    const lowered = forecastText(forecastOf({ ...FACTS, known, own: { exposures: 240n, returns: 26n } }));
    expect(lowered.en).toContain("announced for 2026-11-18 will be lowered to band C, as things stand.");
    expect(lowered.en).not.toContain("tonight announces");
    const tomorrow = forecastOf({ ...FACTS, today: addDays(TODAY, 6), known, own: { exposures: 240n, returns: 70n } });
    expect(tomorrow).toMatchObject({ today: "b", tomorrow: "d" });
    expect(forecastText(tomorrow).en).toContain("from tomorrow on as band D");
    expect(forecastText(tomorrow).en).not.toContain("announced");
    const spared = forecastText(forecastOf({ ...FACTS, today: addDays(TODAY, 6), known }));
    expect(spared.zh).toContain("原预告 2026-11-18 起按 D 级计费，按目前数据将取消。");
  });

  test("of a new shop says that nothing can be said yet", () => {
    const forecast = forecastOf({ ...FACTS, known: [], own: { exposures: 3n, returns: 3n } });
    expect(forecast).toMatchObject({ today: "new", tomorrow: "new", rating: { band: "new" } });
    expect(forecastText(forecast).en).toContain("too few to tell a band from");
  });

  test("its thresholds are those of the rate itself", () => {
    const count = fc.integer({ min: 15, max: 5_000 });
    fc.assert(
      fc.property(count, fc.integer({ min: 0, max: 5_000 }), (exposures, returns) => {
        const own = { exposures: BigInt(exposures), returns: BigInt(Math.min(returns, exposures)) };
        const forecast = forecastOf({ ...FACTS, own });
        const { collectivePpm } = forecast.rating;
        for (const { band, returnsMax } of forecast.thresholds) {
          if (returnsMax === null) continue;
          const found = rateExperience("merchant", { ...own, returns: returnsMax }, collectivePpm).band;
          expect(found <= band, `${found} is at most ${band}`).toBe(true);
        }
      }),
    );
  });
});

test("percent is rounded down, as bands are", () => {
  expect([0n, 999n, 99_999n, 100_000n, 1_000_000n].map(percentText)).toEqual([
    "0.0%",
    "0.0%",
    "9.9%",
    "10.0%",
    "100.0%",
  ]);
});

describe("premium samples", () => {
  const banded = {
    ...PRODUCT,
    tariff: {
      ...PRODUCT.tariff,
      rows: [
        { match: ["b"], premium: { kind: "amount", amount: 30n } },
        { match: ["c"], premium: { kind: "amount", amount: 60n } },
      ],
    },
  } as const;

  test("cover every route and category that the product is for, today and tomorrow", () => {
    const samples = premiumSamples(banded, "b", "c");
    expect(samples).toHaveLength(5 * CATEGORIES.length);
    expect(samples[0]).toEqual({ zone: "same_city", category: "apparel", today: 30n, tomorrow: 60n });
    expect(premiumSamples(banded, "b", "f")).toEqual([]);
  });

  test("name no route where none matters, and keep to the prices that the product insures", () => {
    const goods = coveredBy(
      { benefit: { kind: "refund", percentOfPrice: 100, feeField: null, feeMax: 0n } },
      {
        sumInsured: { kind: "price_percent", percent: 100, plus: 0n, maximum: 10n ** 9n },
        eligibility: { categories: ["shoes"], unitPriceMin: 50_000n, unitPriceMax: 90_000n },
        tariff: { ...PRODUCT.tariff, rows: [{ match: ["*"], premium: { kind: "rate", ppm: 1_000n } }] },
      },
    );
    expect(premiumSamples(goods, "a", "f")).toEqual([{ zone: null, category: "shoes", today: 50n, tomorrow: 50n }]);
  });
});
