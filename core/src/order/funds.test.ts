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
    expect(funds.debitCampaign(1n, { buyerId: "buyer", merchantId: "shop" }, 1n, 1)).toBe(false);
  });
});
