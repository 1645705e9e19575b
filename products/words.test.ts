import { compare } from "@anxin/core/offer/compare";
import { periodWords } from "@anxin/core/offer/words";
import { describe, expect, it } from "vitest";
import { CATALOGUE } from "./catalogue.js";

const rows = compare(CATALOGUE);
const column = (name: "period" | "suits" | "benefit" | "decidedBy") =>
  Object.fromEntries(rows.map((row) => [row.product.code, [row[name].zh, row[name].en]]));

describe("the words of every product", () => {
  it("say its period", () => {
    expect(column("period")).toEqual({
      "return-freight": ["自发货起 90 天", "90 days from shipment"],
      quality: ["自发货起，至签收起 30 天止", "From shipment until 30 days from delivery"],
      "transit-damage": ["自发货起，至签收起 48 小时止", "From shipment until 48 hours from delivery"],
      authenticity: ["自付款起，至签收起 180 天止", "From payment until 180 days from delivery"],
      "extended-warranty": ["自签收起满 365 天生效，为期 365 天", "Begins 365 days from delivery, for 365 days"],
      "screen-crack": [
        "自付款起等待 7 天后生效，为期 365 天",
        "Begins after a wait of 7 days from payment, for 365 days",
      ],
      allergy: ["自签收次日零时起 60 天", "60 days from 00:00 of the day after delivery"],
      "fresh-guarantee": ["自发货起，至签收起 48 小时止", "From shipment until 48 hours from delivery"],
      "price-protection": ["自付款起 15 天", "15 days from payment"],
    });
  });

  it("name the goods that its tariff fears most", () => {
    expect(Object.fromEntries(rows.map((row) => [row.product.code, row.suitedCategories.join(" ")]))).toEqual({
      "return-freight": "apparel shoes bags jewelry",
      quality: "apparel shoes bags beauty digital jewelry appliance home",
      "transit-damage": "fragile appliance home",
      authenticity: "shoes bags beauty jewelry",
      "extended-warranty": "digital appliance",
      "screen-crack": "digital",
      allergy: "beauty",
      "fresh-guarantee": "food",
      "price-protection": "digital appliance apparel shoes",
    });
  });

  it("say what is paid, and who decides", () => {
    expect(column("benefit")["quality"]).toEqual([
      "退还价款，另赔价款的 100%，检测或鉴定费最高 500 元；限赔 1 次；最高 20500 元",
      "The price back and 100 % of it on top, and the fee of the test or appraisal up to ¥500; once; at most ¥20500",
    ]);
    expect(column("benefit")["screen-crack"]?.[0]).toBe("按实际维修费赔付，自付 50 元；限赔 1 次；最高 10000 元");
    expect(column("decidedBy")["transit-damage"]?.[0]).toBe("5000 元以内规则自动核赔，以上由理赔员核定");
  });

  it("have an example whose premium lies inside the tariff", () => {
    for (const { product, example } of rows) {
      expect(example, product.code).not.toBeNull();
      const premium = example?.premium ?? 0n;
      expect(premium >= product.tariff.minimum && premium <= product.tariff.maximum, product.code).toBe(true);
      expect(product.payers[0]).toBe(example?.payer);
    }
  });
});

describe("a period that no product has yet", () => {
  const moment = { anchor: "delivery", days: 0, hours: 0, fromNextDay: false } as const;
  it("is said with waiting and two anchors", () => {
    const period = {
      inception: { ...moment, anchor: "payment" as const, hours: 1 },
      waitingDays: 1,
      expiry: { ...moment, days: 2, hours: 12 },
      openDaysMax: 9,
    };
    expect(periodWords(period)).toEqual({
      zh: "自付款起 1 小时起等待 1 天后生效，至签收起 3 天 12 小时止",
      en: "begins after a wait of 1 day from 1 hour from payment, until 3 days and 12 hours from delivery",
    });
    expect(
      periodWords({ ...period, inception: moment, waitingDays: 0, expiry: { ...moment, fromNextDay: true } }),
    ).toEqual({
      zh: "自签收起，至签收次日零时止",
      en: "from delivery until 00:00 of the day after delivery",
    });
  });
});
