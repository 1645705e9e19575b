import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openFunds } from "./funds.js";

describe("funds", () => {
  it("never fall below a wallet's floor, whatever is debited and credited", () => {
    const moves = fc.array(fc.record({ debit: fc.boolean(), amount: fc.bigInt({ min: 1n, max: 50n }) }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(fc.bigInt({ min: -20n, max: 200n }), moves, (balance, steps) => {
        const floor = -20n;
        const funds = openFunds(new Map([["shop", { balance, floor }]]), new Map());
        let expected = balance;
        for (const { debit, amount } of steps) {
          if (!debit) {
            funds.creditWallet("shop", amount);
            expected += amount;
          } else if (funds.debitWallet("shop", amount)) expected -= amount;
          else expect(expected - amount).toBeLessThan(floor);
        }
        expect(expected).toBeGreaterThanOrEqual(floor);
        expect(funds.walletChanges().get("shop") ?? 0n).toBe(expected - balance);
      }),
    );
  });

  it("refuse a wallet and a campaign that were not locked", () => {
    const funds = openFunds(new Map(), new Map());
    expect(funds.debitWallet("shop", 1n)).toBe(false);
    expect(funds.debitCampaign(1n, "buyer", 1n)).toBe(false);
  });

  it("count gifts for each buyer up to their share", () => {
    const campaign = { left: 1_000n, perBuyerMax: 2, giftsByBuyer: new Map([["old", 1]]) };
    const funds = openFunds(new Map(), new Map([[5n, campaign]]));
    expect([1, 2, 3].map(() => funds.debitCampaign(5n, "new", 10n))).toEqual([true, true, false]);
    expect([1, 2].map(() => funds.debitCampaign(5n, "old", 10n))).toEqual([true, false]);
    funds.creditCampaign(5n, "new", 10n);
    expect(funds.debitCampaign(5n, "new", 10n)).toBe(true);
    expect(funds.giftChanges()).toEqual([
      { campaignId: 5n, buyerId: "new", gifts: 2 },
      { campaignId: 5n, buyerId: "old", gifts: 1 },
    ]);
    expect([...funds.campaignChanges()]).toEqual([[5n, -30n]]);
  });

  it("never spend more than a budget", () => {
    const funds = openFunds(new Map(), new Map([[5n, { left: 25n, perBuyerMax: null, giftsByBuyer: new Map() }]]));
    const given = Array.from({ length: 4 }, (_, i) => funds.debitCampaign(5n, `b${i}`, 10n));
    expect(given).toEqual([true, true, false, false]);
  });
});
