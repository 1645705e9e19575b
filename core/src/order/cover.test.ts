import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { at } from "../testing/moment.js";
import { COVER, ORDER } from "../testing/order.js";
import { plus } from "../time.js";
import {
  byPrecedence,
  type CampaignOffer,
  campaignCovers,
  type Enrolment,
  enrolmentCovers,
  lineFacts,
} from "./cover.js";
import type { OrderLine } from "./order.js";

const [sample] = ORDER.lines;
if (sample === undefined) throw new Error("the sample order has a line");
const LINE: OrderLine = sample;
const NOW = at("2026-03-02T08:00:00Z");
const OFFER: CampaignOffer = {
  campaignId: 1n,
  product: "sample",
  startsAt: plus(NOW, -1_000),
  endsAt: plus(NOW, 1_000),
  categories: [],
  priceMin: 0n,
  condition: null,
};
const about = () => lineFacts(ORDER, LINE, COVER);

describe("a campaign covers a line", () => {
  it.each([
    ["from its start", { startsAt: NOW }, true],
    ["not before its start", { startsAt: plus(NOW, 1) }, false],
    ["not from its end on", { endsAt: NOW }, false],
    ["of a category that it names", { categories: ["apparel"] }, true],
    ["of no other", { categories: ["shoes"] }, false],
    ["at the least price", { priceMin: LINE.unitPrice }, true],
    ["not below it", { priceMin: LINE.unitPrice + 1n }, false],
    ["whose condition holds", { condition: () => true }, true],
    ["not one whose condition does not", { condition: () => false }, false],
  ] as const satisfies readonly (readonly [string, Partial<CampaignOffer>, boolean])[])(
    "%s",
    (_name, changes, expected) => {
      expect(campaignCovers({ ...OFFER, ...changes }, LINE, NOW, about)).toBe(expected);
    },
  );

  it("and asks its condition only where everything else fits", () => {
    const condition = vi.fn(() => true);
    const facts = vi.fn(about);
    campaignCovers({ ...OFFER, condition, priceMin: LINE.unitPrice + 1n }, LINE, NOW, facts);
    campaignCovers(OFFER, LINE, NOW, facts);
    expect([condition.mock.calls.length, facts.mock.calls.length]).toEqual([0, 0]);
    campaignCovers({ ...OFFER, condition }, LINE, NOW, facts);
    expect(condition).toHaveBeenCalledWith(about());
  });
});

it("campaigns are asked in one order, whichever way they come: the first to end, then the oldest", () => {
  const offers = [3, 1, 2].flatMap((hour) =>
    [7n, 5n].map((campaignId) => ({ ...OFFER, campaignId, endsAt: plus(NOW, hour) })),
  );
  const expected = [1, 2, 3].flatMap((hour) => [5n, 7n].map((id) => [plus(NOW, hour), id]));
  fc.assert(
    fc.property(fc.shuffledSubarray(offers, { minLength: offers.length }), (shuffled) => {
      expect(shuffled.sort(byPrecedence).map(({ endsAt, campaignId }) => [endsAt, campaignId])).toEqual(expected);
    }),
  );
});

describe("an enrolment covers a line", () => {
  const enrolment = (changes: Partial<Enrolment>): Enrolment => ({
    product: "sample",
    scope: { kind: "all" },
    status: "active",
    ...changes,
  });
  it.each([
    ["of the whole shop", {}, true],
    ["not while it is paused", { status: "paused" }, false],
    ["of a category", { scope: { kind: "categories", values: ["apparel"] } }, true],
    ["of no other category", { scope: { kind: "categories", values: ["shoes"] } }, false],
    ["of goods that it lists", { scope: { kind: "skus", values: ["TEE"] } }, true],
    ["of no other goods", { scope: { kind: "skus", values: ["CAP"] } }, false],
    ["unless its category is left out", { exclusions: { categories: ["apparel"], skus: [] } }, false],
    ["unless it is left out itself", { exclusions: { categories: [], skus: ["TEE"] } }, false],
    ["where something else is left out", { exclusions: { categories: ["shoes"], skus: ["CAP"] } }, true],
    [
      "unless a listed category's goods are left out",
      { scope: { kind: "categories", values: ["apparel"] }, exclusions: { categories: [], skus: ["TEE"] } },
      false,
    ],
  ] as const)("%s", (_name, changes, expected) => {
    expect(enrolmentCovers(enrolment(changes), LINE)).toBe(expected);
  });
});

describe("the facts of a line", () => {
  const line: OrderLine = { ...LINE, unitPrice: 100n, quantity: 3, freight: 7n };
  it("a line's facts are its own, its order's total is of all lines with their freight", () => {
    const order = { ...ORDER, lines: [line, { ...line, lineId: "2", quantity: 1, freight: 0n }] };
    expect(lineFacts(order, line, { ...COVER, merchantBand: "b", merchantTier: "gold", buyerBand: "c" })).toEqual({
      line: {
        category: "apparel",
        sku: "TEE",
        title: "T-shirt",
        unitPrice: 100n,
        quantity: 3,
        freight: 7n,
        price: 307n,
      },
      order: { total: 407n, lines: 2, placedAt: ORDER.placedAt },
      buyer: { band: "c" },
      merchant: { id: "shop", band: "b", tier: "gold" },
      shipTo: { province: "四川省", city: "成都市" },
    });
  });

  it("a place that nobody chose yet is empty", () => {
    expect(lineFacts({ ...ORDER, shipTo: null }, line, COVER).shipTo).toEqual({ province: "", city: "" });
  });

  it("names neither buyer nor payee", () => {
    const order = { ...ORDER, buyerId: "b-secret" };
    const facts = lineFacts(order, line, COVER);
    const text = JSON.stringify(facts, (_key, value: unknown) => (typeof value === "bigint" ? `${value}` : value));
    expect(text).not.toContain("b-secret");
  });
});
