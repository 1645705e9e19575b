import fc from "fast-check";
import { expect, test } from "vitest";
import { type TransferTotal, trialBalance } from "./balance.js";
import { ACCOUNTS, type AccountKind, accountByCode } from "./chart.js";

const CODES = Object.values(ACCOUNTS).map(({ code }) => code);
const total = (debit: string, credit: string, amount: bigint): TransferTotal => ({ debit, credit, amount });
const transfers = fc.array(
  fc.record({
    debit: fc.constantFrom(...CODES),
    credit: fc.constantFrom(...CODES),
    amount: fc.bigInt({ min: 0n, max: 10n ** 15n }),
  }),
  { maxLength: 40 },
);

test("shows the whole chart in order of code, also where nothing moved", () => {
  const { accounts, totalDebit, totalCredit } = trialBalance([]);
  expect(accounts.map(({ code }) => code)).toEqual([...CODES].sort());
  expect(accounts.every(({ debit, credit, balance }) => debit === 0n && credit === 0n && balance === 0n)).toBe(true);
  expect([totalDebit, totalCredit]).toEqual([0n, 0n]);
});

test("each account shows both sides, and its balance in the direction in which it grows", () => {
  const { accounts, totalDebit, totalCredit } = trialBalance([
    total("1012", "2203", 100n),
    total("2203", "2601", 60n),
    total("1012", "2203", 10n),
    total("2601", "6031", 20n),
    total("6511", "2602", 15n),
  ]);
  const shown = (code: string) => {
    const { debit, credit, balance } = accounts.find((account) => account.code === code) ?? {};
    return [debit, credit, balance];
  };
  expect(shown("1012")).toEqual([110n, 0n, 110n]);
  expect(shown("2203")).toEqual([60n, 110n, 50n]);
  expect(shown("2601")).toEqual([20n, 60n, 40n]);
  expect(shown("6031")).toEqual([0n, 20n, 20n]);
  expect(shown("6511")).toEqual([15n, 0n, 15n]);
  expect(shown("2602")).toEqual([0n, 15n, 15n]);
  expect([totalDebit, totalCredit]).toEqual([205n, 205n]);
  expect(accounts[0]).toMatchObject({ code: "1002", name: { zh: "银行存款", en: "Cash at bank" } });
});

test("an account that is in no chart is a bug, on either side", () => {
  expect(() => trialBalance([total("9999", "1002", 1n)])).toThrow("accounts 9999 and 1002 are in the chart");
  expect(() => trialBalance([total("1002", "9999", 1n)])).toThrow("accounts 1002 and 9999 are in the chart");
});

test("whatever moved: debits equal credits, and what is owned is what is owed and earned", () => {
  fc.assert(
    fc.property(transfers, (moved) => {
      const { accounts, totalDebit, totalCredit } = trialBalance(moved);
      expect(totalDebit).toBe(totalCredit);
      expect(totalDebit).toBe(moved.reduce((sum, { amount }) => sum + amount, 0n));
      const of = (...kinds: readonly AccountKind[]) =>
        accounts
          .filter(({ code }) => kinds.includes(accountByCode(code)?.kind ?? "asset"))
          .reduce((sum, { balance }) => sum + balance, 0n);
      expect(of("asset", "expense")).toBe(of("liability", "income"));
    }),
  );
});

test("totals may be folded in any order and in any pieces", () => {
  fc.assert(
    fc.property(transfers, (moved) => {
      const pieces = moved.flatMap(({ debit, credit, amount }) => [
        total(debit, credit, amount / 2n),
        total(debit, credit, amount - amount / 2n),
      ]);
      expect(trialBalance(pieces.reverse())).toEqual(trialBalance(moved));
    }),
  );
});
