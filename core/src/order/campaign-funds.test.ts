import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { campaignFunds } from "../testing/order.js";
import { CampaignBook, type CampaignFunds } from "./campaign-funds.js";

const ID = 5n;
const bookOf = (more: Partial<CampaignFunds>) => new CampaignBook(new Map([[ID, campaignFunds(more)]]));
const to = (buyerId: string, merchantId = "shop") => ({ buyerId, merchantId });

describe("shares", () => {
  it("count gifts for each buyer, also those of batches before", () => {
    const book = bookOf({ left: 1_000n, perBuyerMax: 2, giftsByBuyer: new Map([["old", 1]]) });
    expect([1, 2, 3].map(() => book.debit(ID, to("new"), 10n, 1))).toEqual([true, true, false]);
    expect([1, 2].map(() => book.debit(ID, to("old"), 10n, 1))).toEqual([true, false]);
    book.credit(ID, to("new"), 10n, 1);
    expect(book.debit(ID, to("new"), 10n, 1)).toBe(true);
    expect(book.buyerChanges()).toEqual([
      { campaignId: ID, buyerId: "new", gifts: 2 },
      { campaignId: ID, buyerId: "old", gifts: 1 },
    ]);
    expect([...book.moneyChanges()]).toEqual([[ID, -30n]]);
  });

  it("count gifts and premium for each merchant, whichever is used up first", () => {
    const book = bookOf({
      left: 1_000n,
      perMerchantMax: { gifts: 3, amount: 100n },
      givenByMerchant: new Map([["old", { gifts: 1, amount: 70n }]]),
    });
    expect([1, 2, 3, 4].map((i) => book.debit(ID, to(`b${i}`, "new"), 10n, 1))).toEqual([true, true, true, false]);
    expect(book.debit(ID, to("b", "old"), 31n, 1)).toBe(false);
    expect(book.debit(ID, to("b", "old"), 30n, 1)).toBe(true);
    expect(book.debit(ID, to("b", "old"), 1n, 1)).toBe(false);
    expect(book.merchantChanges()).toEqual([
      { campaignId: ID, merchantId: "new", gifts: 3, amount: 30n },
      { campaignId: ID, merchantId: "old", gifts: 1, amount: 30n },
    ]);
  });

  it("bind what a gift costs more later, and count no second gift for it", () => {
    const book = bookOf({ left: 1_000n, perBuyerMax: 1, perMerchantMax: { gifts: 1, amount: 15n } });
    expect(book.debit(ID, to("b"), 10n, 1)).toBe(true);
    expect(book.debit(ID, to("b"), 5n, 0)).toBe(true);
    expect(book.debit(ID, to("b"), 1n, 0)).toBe(false);
    book.credit(ID, to("b"), 15n, 1);
    expect([book.buyerChanges(), book.merchantChanges(), [...book.moneyChanges()]]).toEqual([[], [], []]);
  });

  it("used up are no exhaustion: there is money for others", () => {
    const book = bookOf({ left: 1_000n, perBuyerMax: 1 });
    book.debit(ID, to("b"), 10n, 1);
    expect(book.debit(ID, to("b"), 10n, 1)).toBe(false);
    expect([...book.exhaustionChanges()]).toEqual([]);
  });
});

describe("exhaustion", () => {
  it("begins with a gift refused for want of money, while what still fits is given", () => {
    const book = bookOf({ left: 25n, cheapest: 5n });
    expect([10n, 10n, 10n, 5n].map((amount, i) => book.debit(ID, to(`b${i}`), amount, 1))).toEqual([
      true,
      true,
      false,
      true,
    ]);
    expect([...book.exhaustionChanges()]).toEqual([[ID, true]]);
  });

  it("begins when less is left than the cheapest gift costs, though nothing was refused", () => {
    const book = bookOf({ left: 12n, cheapest: 5n });
    book.debit(ID, to("b"), 8n, 1);
    expect([...book.exhaustionChanges()]).toEqual([[ID, true]]);
  });

  it("is told once: a campaign that was exhausted before is so still", () => {
    const book = bookOf({ left: 3n, cheapest: 1n, isExhausted: true });
    expect(book.debit(ID, to("b"), 4n, 1)).toBe(false);
    expect([...book.exhaustionChanges()]).toEqual([]);
  });

  it("ends when money comes back, unless that was not enough", () => {
    const back = bookOf({ left: 3n, cheapest: 5n, isExhausted: true });
    back.credit(ID, to("b"), 4n, 1);
    expect([...back.exhaustionChanges()]).toEqual([[ID, false]]);
    const short = bookOf({ left: 3n, cheapest: 5n, isExhausted: true });
    short.credit(ID, to("b"), 1n, 1);
    expect([...short.exhaustionChanges()]).toEqual([]);
    const asked = bookOf({ left: 3n, cheapest: 1n, isExhausted: true });
    asked.credit(ID, to("b"), 1n, 1);
    asked.debit(ID, to("c"), 9n, 1);
    expect([...asked.exhaustionChanges()]).toEqual([]);
  });

  it("does not begin when what was refused came back in the same batch", () => {
    const book = bookOf({ left: 5n, cheapest: 1n });
    expect(book.debit(ID, to("a"), 9n, 1)).toBe(false);
    book.credit(ID, to("b"), 4n, 1);
    expect([...book.exhaustionChanges()]).toEqual([]);
  });
});

describe("whatever is given and given back", () => {
  const step = fc.record({
    give: fc.boolean(),
    buyer: fc.constantFrom("b1", "b2", "b3"),
    merchant: fc.constantFrom("m1", "m2"),
    amount: fc.bigInt({ min: 1n, max: 40n }),
  });
  const most = fc.option(fc.integer({ min: 0, max: 5 }), { nil: null });

  it("a budget is never overspent, no share exceeded, and the changes are what was done", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 300n }),
        fc.record({ buyer: most, gifts: most, amount: fc.option(fc.bigInt({ min: 0n, max: 120n }), { nil: null }) }),
        fc.array(step, { maxLength: 80 }),
        (left, caps, steps) => {
          const book = bookOf({
            left,
            perBuyerMax: caps.buyer,
            perMerchantMax: { gifts: caps.gifts, amount: caps.amount },
          });
          const given: (typeof steps)[number][] = [];
          const had = (key: "buyer" | "merchant", name: string) => given.filter((each) => each[key] === name);
          const sum = (list: typeof given) => list.reduce((total, { amount }) => total + amount, 0n);
          for (const each of steps) {
            const { buyer, merchant, amount } = each;
            if (!each.give) {
              const back = given.shift();
              if (back !== undefined) book.credit(ID, to(back.buyer, back.merchant), back.amount, 1);
              continue;
            }
            const fits =
              sum(given) + amount <= left &&
              (caps.buyer === null || had("buyer", buyer).length < caps.buyer) &&
              (caps.gifts === null || had("merchant", merchant).length < caps.gifts) &&
              (caps.amount === null || sum(had("merchant", merchant)) + amount <= caps.amount);
            expect(book.debit(ID, to(buyer, merchant), amount, 1)).toBe(fits);
            if (fits) given.push(each);
          }
          expect(book.moneyChanges().get(ID) ?? 0n).toBe(-sum(given));
          for (const name of ["m1", "m2"]) {
            const change = book.merchantChanges().find(({ merchantId }) => merchantId === name);
            expect([change?.gifts ?? 0, change?.amount ?? 0n]).toEqual([
              had("merchant", name).length,
              sum(had("merchant", name)),
            ]);
          }
        },
      ),
    );
  });
});
