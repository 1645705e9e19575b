// Plays both stories on a running sandbox, and ends with what they moved in the ledger.

import { randomInt } from "node:crypto";
import { trialBalance } from "@anxin/core/ledger/balance";
import { formatYuan } from "@anxin/core/money";
import { parseInstant } from "@anxin/core/time";
import { table } from "./columns.js";
import { daysUntil } from "./days.js";
import type { Language } from "./language.js";
import { callerOf, type SandboxAccess } from "./sandbox.js";
import { expectThat, type Stage } from "./stage.js";
import { playTShirt } from "./t-shirt.js";
import { playTelevision } from "./television.js";
import { realNames, stableNames, type Teller, teller } from "./teller.js";

/** The number of a run has ten digits: no two runs have the same, whatever the sandbox's clock was set to. */
const RUN_MIN = 1_000_000_000;
const RUN_MAX = 10_000_000_000;

export interface Play {
  readonly access: SandboxAccess;
  readonly language: Language;
  /** Told with names that are the same in every run, as in the committed examples. */
  readonly asExample: boolean;
  readonly say: (line: string) => void;
}

/** Plays case one and case two. Throws StoryError at the first thing that does not happen as told. */
export async function playStories({ access: { url, apiKey }, language, asExample, say }: Play): Promise<void> {
  const marketplace = callerOf(url, apiKey, language);
  const { now } = await marketplace.get<{ now: string }>("/v1/sandbox/clock");
  const today = parseInstant(now);
  expectThat(today !== null, "the sandbox tells its time", now);
  const run = String(randomInt(RUN_MIN, RUN_MAX));
  const stage: Stage = {
    marketplace,
    enter: (token) => callerOf(url, token, language),
    teller: teller(language, asExample ? stableNames(run) : realNames, say),
    days: daysUntil(today),
    run,
    entries: new Map(),
  };
  prologue(stage.teller, asExample ? "http://127.0.0.1:8080" : url);
  await playTShirt(stage);
  await playTelevision(stage);
  await books(stage);
}

function prologue({ heading, paragraph }: Teller, url: string): void {
  heading({ zh: `安心：两个理赔故事    ${url}`, en: `Anxin: two claims, told    ${url}` });
  paragraph({
    zh: "故事发生在七天之内，第7天就是沙箱的今天。商城把前几天的事实补报进来，沙箱的时钟不动。",
    en: "The stories span seven days, and day 7 is the sandbox's today. The marketplace tells the facts of the days before late; the sandbox's clock stays as it is.",
  });
}

/** The trial balance of what the stories moved, and a look at the whole house's. */
async function books({ marketplace, teller: { heading, rows, step, language }, entries }: Stage): Promise<void> {
  heading({ zh: "账", en: "The books" });
  const totals = [...entries.values()].map(({ debit, credit, amount }) => ({ debit, credit, amount: BigInt(amount) }));
  const { accounts, totalDebit, totalCredit } = trialBalance(totals);
  const say = { zh: ["科目", "名称", "借方", "贷方", "余额"], en: ["account", "name", "debit", "credit", "balance"] }[
    language
  ];
  const columns = say.map((title, i) => ({ title, align: i < 2 ? ("left" as const) : ("right" as const) }));
  const moved = accounts.filter(({ debit, credit }) => debit + credit > 0n);
  const lines = moved.map(({ code, name, debit, credit, balance }) => [
    code,
    name[language],
    ...[debit, credit, balance].map(formatYuan),
  ]);
  const total = ["", { zh: "合计", en: "total" }[language], formatYuan(totalDebit), formatYuan(totalCredit), ""];
  const house = await marketplace.get<{ totalDebit: number; totalCredit: number }>("/v1/ledger/trial-balance");
  expectThat(house.totalDebit === house.totalCredit, "the whole ledger balances", house);
  step({ zh: "总账全部科目：借方合计 = 贷方合计", en: "All accounts of the ledger: debits equal credits" });
  rows(
    { zh: "两个故事的试算平衡（元）", en: "Trial balance of the two stories (yuan)" },
    table(columns, [...lines, total]),
  );
}
