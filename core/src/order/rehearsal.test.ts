import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ProductVersion } from "../product/product.js";
import { at } from "../testing/moment.js";
import { COVER, campaignFunds, ORDER } from "../testing/order.js";
import { PRODUCT } from "../testing/product.js";
import { plus } from "../time.js";
import type { CampaignOffer } from "./cover.js";
import type { OrderSnapshot } from "./order.js";
import { type GiftWish, rehearse, wishesOf } from "./rehearsal.js";

const OFFER: CampaignOffer = {
  campaignId: 0n,
  product: PRODUCT.code,
  startsAt: at("2026-03-01T00:00:00Z"),
  endsAt: at("2026-04-01T00:00:00Z"),
  categories: [],
  priceMin: 0n,
  condition: null,
};
const TWO: OrderSnapshot = {
  ...ORDER,
  lines: ORDER.lines.flatMap((line) => [line, { ...line, lineId: "2" }]),
  shipments: ORDER.shipments.map((shipment) => ({ ...shipment, lineIds: ["1", "2"] })),
};
const byLine: ProductVersion = { ...PRODUCT, insuredUnit: "line" };
const byOrder: ProductVersion = { ...PRODUCT, insuredUnit: "order" };

describe("what a campaign would want to give", () => {
  it("is each line that bound in its time, at the platform's premium", () => {
    const { lines, covered, wishes } = wishesOf({ order: TWO, covered: [] }, byLine, OFFER, COVER);
    expect([lines, covered, wishes.map(({ line }) => line.lineId)]).toEqual([2, 0, ["1", "2"]]);
    expect(wishes.every(({ premium }) => premium > 0n)).toBe(true);
  });

  it("is nothing that has the cover, bound at another time, was cancelled before, or is ruled out", () => {
    const none = (more: { covered?: string[]; order?: OrderSnapshot; offer?: CampaignOffer }, product = byLine) =>
      wishesOf({ order: more.order ?? TWO, covered: more.covered ?? [] }, product, more.offer ?? OFFER, COVER);
    expect(none({ covered: ["1"] })).toMatchObject({ lines: 2, covered: 1 });
    expect(none({ covered: ["1"] }, byOrder)).toMatchObject({ lines: 2, covered: 2, wishes: [] });
    expect(none({ offer: { ...OFFER, startsAt: at("2026-03-20T00:00:00Z") } })).toEqual({
      lines: 0,
      covered: 0,
      wishes: [],
    });
    expect(none({ order: { ...TWO, cancelledAt: TWO.placedAt } })).toMatchObject({ lines: 0 });
    expect(none({ offer: { ...OFFER, condition: () => false } })).toMatchObject({ lines: 2, wishes: [] });
  });
});

describe("what it would have given", () => {
  const [wish] = wishesOf({ order: TWO, covered: [] }, byLine, OFFER, COVER).wishes;
  if (wish === undefined) throw new Error("the sample line is wished for");
  const of = (changes: Partial<GiftWish>): GiftWish => ({ ...wish, premium: 10n, ...changes });

  it("goes in the order of the events, whatever order they were read in", () => {
    const wishes = [of({ orderId: "late", at: plus(wish.at, 1) }), of({ orderId: "early" })];
    const { gifts, overBudget } = rehearse(wishes, byLine, campaignFunds({ left: 15n }));
    expect([gifts.map(({ orderId }) => orderId), overBudget]).toEqual([["early"], 1]);
  });

  it("is one gift an order where the product insures orders", () => {
    const both = wishesOf({ order: TWO, covered: [] }, byOrder, OFFER, COVER).wishes;
    expect(rehearse(both, byOrder, campaignFunds({ left: 1_000_000n })).gifts).toHaveLength(1);
  });

  it("never costs more than the budget, never exceeds a share, and accounts for every wish", () => {
    const wishes = fc.array(
      fc.record({
        ms: fc.integer({ min: 0, max: 1_000 }),
        buyerId: fc.constantFrom("a", "b", "c"),
        premium: fc.bigInt({ min: 1n, max: 30n }),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(
        wishes,
        fc.bigInt({ min: 0n, max: 400n }),
        fc.integer({ min: 1, max: 8 }),
        (drawn, left, perBuyerMax) => {
          const list = drawn.map(({ ms, ...rest }, i) => of({ ...rest, at: plus(wish.at, ms), orderId: `o${i}` }));
          const { gifts, cost, overBudget, overShare } = rehearse(list, byLine, campaignFunds({ left, perBuyerMax }));
          expect(cost).toBeLessThanOrEqual(left);
          expect(gifts.reduce((sum, { premium }) => sum + premium, 0n)).toBe(cost);
          expect(gifts.length + overBudget + overShare).toBe(list.length);
          for (const buyer of ["a", "b", "c"]) {
            expect(gifts.filter(({ buyerId }) => buyerId === buyer).length).toBeLessThanOrEqual(perBuyerMax);
          }
        },
      ),
    );
  });
});
