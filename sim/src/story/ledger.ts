// Understands what the ledger has about one policy and its claim: told line by line, and shown to sum up.

import { type AccountBalance, trialBalance } from "@anxin/core/ledger/balance";
import { ACCOUNTS, type AccountKey, accountByCode } from "@anxin/core/ledger/chart";
import type { TransferKind } from "@anxin/core/ledger/templates";
import { formatYuan } from "@anxin/core/money";
import type { Text } from "@anxin/core/product/product";
import { table } from "./columns.js";
import { LEDGER_WORDS } from "./ledger-words.js";
import { expectThat, type Stage } from "./stage.js";
import type { Teller } from "./teller.js";
import type { Entry, TransactionsAnswer } from "./wire.js";

const TITLES = {
  lines: { zh: "账，逐笔说明（元）", en: "The ledger, line by line (yuan)" },
  sums: { zh: "合起来", en: "And it sums up" },
} as const satisfies Record<string, Text>;
const COLUMNS = {
  zh: ["", "发生了什么", "借", "贷", "金额"],
  en: ["", "what happened", "debit", "credit", "amount"],
} as const;

/** Tells every posting of a policy and its claim with its reason, and that together they are what they should be. */
export async function tellLedger(stage: Stage, policyId: string): Promise<void> {
  const { marketplace, entries: all, teller } = stage;
  const path = `/v1/ledger/transactions?policyId=${policyId}&limit=200`;
  const { data, next } = await marketplace.get<TransactionsAnswer>(path);
  expectThat(next === null && data.length > 0, "the policy's transactions fit a page", data.length);
  const entries = inOrder([...data].reverse().flatMap((transaction) => transaction.entries));
  for (const entry of entries) all.set(entry.transferId, entry);
  teller.rows(TITLES.lines, explained(teller, entries));
  teller.rows(TITLES.sums, sums(teller, entries));
}

/** As recorded; of one kind in a row the largest first, since payments that go together arrive in any order. */
function inOrder(entries: readonly Entry[]): readonly Entry[] {
  const rows: Entry[][] = [];
  for (const entry of entries) {
    const row = rows.at(-1);
    if (row !== undefined && row[0]?.kind === entry.kind) row.push(entry);
    else rows.push([entry]);
  }
  return rows.flatMap((row) => row.sort((a, b) => b.amount - a.amount));
}

/** Each posting in a line, and its reason below. */
function explained({ language }: Teller, entries: readonly Entry[]): string[] {
  const named = (code: string): string => `${code} ${accountByCode(code)?.name[language] ?? ""}`;
  const columns = COLUMNS[language].map(
    (title, i) => ({ title, align: i === 0 || i === 4 ? "right" : "left" }) as const,
  );
  const rows = entries.map(({ kind, debit, credit, amount }, i) => {
    return [String(i + 1), kind, named(debit), named(credit), formatYuan(BigInt(amount))];
  });
  const [titles = "", rule = "", ...lines] = table(columns, rows);
  const indent = " ".repeat(rule.indexOf("-", rule.indexOf(" ", rule.indexOf("-"))));
  const reasons = entries.map(({ kind }) => `${indent}${LEDGER_WORDS[kind][language]}`);
  return [titles, rule, ...lines.flatMap((line, i) => [line, reasons[i] ?? ""])];
}

const COST: readonly AccountKey[] = ["claimsIncurred", "guaranteeIncurred", "lateInterest"];
const OWED: readonly AccountKey[] = ["claimsPayable", "guaranteePayable", "repairersPayable", "payoutClearing"];
const SET_ASIDE: readonly AccountKey[] = ["claimsOutstanding", "guaranteeOutstanding"];
const RECOVERED: readonly AccountKey[] = ["claimsRecovered", "guaranteeRecovered"];
const RECEIVABLE: readonly AccountKey[] = ["recoveryReceivable", "guaranteeRecoveryReceivable"];
const WRITTEN_OFF: readonly AccountKey[] = ["recoveryWrittenOff", "guaranteeRecoveryWrittenOff"];

/** The postings of one policy, added up by account and by kind, in fen. */
interface Sums {
  on(keys: readonly AccountKey[]): bigint;
  moved(...kinds: readonly TransferKind[]): bigint;
}

function sumsOf(entries: readonly Entry[]): Sums {
  const { accounts } = trialBalance(entries.map((entry) => ({ ...entry, amount: BigInt(entry.amount) })));
  return {
    on: (keys) => keys.reduce((sum, key) => sum + balanceOf(accounts, key), 0n),
    moved: (...kinds) =>
      entries.reduce((sum, { kind, amount }) => (kinds.includes(kind) ? sum + BigInt(amount) : sum), 0n),
  };
}

/** The equations that hold between the postings; each is checked before it is told. */
function sums({ language }: Teller, entries: readonly Entry[]): string[] {
  const added = sumsOf(entries);
  const { on, moved } = added;
  const [cost, owed, aside] = [on(COST), on(OWED), on(SET_ASIDE)];
  const paid = moved("payout_succeeded", "repairer_paid") - moved("payout_returned");
  expectThat(cost === paid + owed + aside, "what a claim costs is paid, owed or set aside", entries);
  const [all, given, due, rest] = [cost, paid, owed, aside].map(formatYuan);
  const premium = formatYuan(moved("premium_debited") - moved("premium_refunded"));
  const lines: readonly Text[] = [
    {
      zh: `赔付成本 ${all} = 已付 ${given} + 未付 ${due} + 留存备付 ${rest}`,
      en: `cost ${all} = paid ${given} + owed ${due} + set aside ${rest}`,
    },
    ...recoveries(added, cost),
    {
      zh: `保费 ${premium}；逐日转为收入，按产品合并记账，不在上面`,
      en: `premium ${premium}; it is earned day by day, in one posting a product, which is not listed above`,
    },
  ];
  return lines.map((line) => `  ${line[language]}`);
}

/** What others owe for the claim: nothing is told where nobody does. */
function recoveries({ on, moved }: Sums, cost: bigint): readonly Text[] {
  const recovered = on(RECOVERED);
  if (recovered === 0n) return [];
  const [received, netted, open] = [moved("recovery_received"), moved("recovery_netted"), on(RECEIVABLE)];
  const lost = on(WRITTEN_OFF);
  const back = on(["recoveryRefundPayable"]) + moved("recovery_given_back");
  expectThat(
    recovered === received + netted + open + lost - back,
    "what is recovered came in, was set off, is due or is lost, less what is owed back",
    { recovered: String(recovered), received: String(received), netted: String(netted), open: String(open) },
  );
  const [all, came, off, due, borne] = [recovered, received, netted, open, cost - recovered + lost].map(formatYuan);
  return [
    {
      zh: `追偿 ${all} = 收到 ${came} + 抵扣 ${off} + 待收 ${due}；自己承担 ${borne}`,
      en: `recovered ${all} = received ${came} + set off ${off} + still due ${due}; borne in the end ${borne}`,
    },
  ];
}

function balanceOf(accounts: readonly AccountBalance[], key: AccountKey): bigint {
  return accounts.find(({ code }) => code === ACCOUNTS[key].code)?.balance ?? 0n;
}
