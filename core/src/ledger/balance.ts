// Understands trial balances: transfers folded into debits, credits and balances that must agree.

import { assert } from "../assert.js";
import type { Fen } from "../money.js";
import { ACCOUNTS, accountByCode } from "./chart.js";

/** The sum of transfers between two accounts. */
export interface TransferTotal {
  readonly debit: string;
  readonly credit: string;
  readonly amount: Fen;
}

export interface AccountBalance {
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly debit: Fen;
  readonly credit: Fen;
  /** In the direction in which the kind of account grows. */
  readonly balance: Fen;
}

export interface TrialBalance {
  readonly accounts: readonly AccountBalance[];
  readonly totalDebit: Fen;
  readonly totalCredit: Fen;
}

/** Folds transfer totals into a trial balance over the whole chart, in order of code. Throws on an unknown account. */
export function trialBalance(totals: readonly TransferTotal[]): TrialBalance {
  const debits = new Map<string, Fen>();
  const credits = new Map<string, Fen>();
  for (const { debit, credit, amount } of totals) {
    assert(
      accountByCode(debit) !== null && accountByCode(credit) !== null,
      `accounts ${debit} and ${credit} are in the chart`,
    );
    debits.set(debit, (debits.get(debit) ?? 0n) + amount);
    credits.set(credit, (credits.get(credit) ?? 0n) + amount);
  }
  const accounts = Object.values(ACCOUNTS)
    .map(({ code, name, kind }) => {
      const debit = debits.get(code) ?? 0n;
      const credit = credits.get(code) ?? 0n;
      const growsByDebit = kind === "asset" || kind === "expense";
      return { code, name, debit, credit, balance: growsByDebit ? debit - credit : credit - debit };
    })
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  const totalDebit = accounts.reduce((total, entry) => total + entry.debit, 0n);
  const totalCredit = accounts.reduce((total, entry) => total + entry.credit, 0n);
  assert(totalDebit === totalCredit, "debits equal credits");
  return { accounts, totalDebit, totalCredit };
}
