// Plays the stories on a running sandbox, the two that are told first or one for each other product, and ends with what
// they moved in the ledger.

import { randomInt } from "node:crypto";
import { trialBalance } from "@anxin/core/ledger/balance";
import { formatYuan } from "@anxin/core/money";
import type { Text } from "@anxin/core/product/product";
import { parseInstant } from "@anxin/core/time";
import { playAllergy } from "./allergy.js";
import { playAppeal } from "./appeal.js";
import { playAuthenticity } from "./authenticity.js";
import { table } from "./columns.js";
import { daysUntil } from "./days.js";
import { playExtendedWarranty } from "./extended-warranty.js";
import { playFreshGuarantee } from "./fresh-guarantee.js";
import type { Language } from "./language.js";
import { playPriceProtection } from "./price-protection.js";
import { playQuality } from "./quality.js";
import { callerOf, type SandboxAccess } from "./sandbox.js";
import { playScreenCrack } from "./screen-crack.js";
import type { Staff } from "./staff.js";
import { expectThat, type Stage } from "./stage.js";
import { playTShirt } from "./t-shirt.js";
import { playTelevision } from "./television.js";
import { realNames, stableNames, type Teller, teller } from "./teller.js";

/** The number of a run has ten digits: no two runs have the same, whatever the sandbox's clock was set to. */
const RUN_MIN = 1_000_000_000;
const RUN_MAX = 10_000_000_000;

export interface Play {
  readonly access: SandboxAccess;
  readonly staff: Staff;
  readonly language: Language;
  /** Told with names that are the same in every run, as in the committed examples. */
  readonly asExample: boolean;
  readonly say: (line: string) => void;
}

const PRODUCT_STORIES: readonly ((stage: Stage) => Promise<void>)[] = [
  ...[playQuality, playAuthenticity, playScreenCrack, playAllergy, playPriceProtection, playFreshGuarantee],
  ...[playExtendedWarranty, playAppeal],
];

/** Plays case one and case two. Throws StoryError at the first thing that does not happen as told. */
export async function playStories(play: Play): Promise<void> {
  const stage = await open(play);
  prologue(stage.teller, shownUrl(play));
  await playTShirt(stage);
  await playTelevision(stage);
  await books(stage, { zh: "两个故事的试算平衡（元）", en: "Trial balance of the two stories (yuan)" });
}

/**
 * Plays one story for each other product, and one of an appeal. The sandbox's clock goes with them, by more than a year.
 * Throws StoryError at the first thing that does not happen as told.
 */
export async function playProducts(play: Play): Promise<void> {
  const stage = await open(play);
  productsPrologue(stage.teller, shownUrl(play));
  for (const story of PRODUCT_STORIES) await story(stage);
  await books(stage, { zh: "这些故事的试算平衡（元）", en: "Trial balance of these stories (yuan)" });
}

async function open({ access: { url, apiKey }, staff, language, asExample, say }: Play): Promise<Stage> {
  const marketplace = callerOf(url, apiKey, language);
  const { now } = await marketplace.get<{ now: string }>("/v1/sandbox/clock");
  const today = parseInstant(now);
  expectThat(today !== null, "the sandbox tells its time", now);
  const run = String(randomInt(RUN_MIN, RUN_MAX));
  return {
    marketplace,
    enter: (token) => callerOf(url, token, language),
    staff,
    teller: teller(language, asExample ? stableNames(run) : realNames, say),
    days: daysUntil(today),
    run,
    entries: new Map(),
  };
}

const shownUrl = ({ asExample, access: { url } }: Play): string => (asExample ? "http://127.0.0.1:8080" : url);

function productsPrologue({ heading, paragraph }: Teller, url: string): void {
  heading({ zh: `安心：每个产品一个故事    ${url}`, en: `Anxin: one story a product    ${url}` });
  paragraph({
    zh: "每个故事的第一天是沙箱的明天，沙箱的时钟随故事往前走。买家与商家从商城进入，理赔员、主管、财务用密码和动态码登录。",
    en: "The first day of each story is the sandbox's tomorrow, and the sandbox's clock goes with the story. Buyers and merchants come in from the marketplace; adjuster, supervisor and finance sign in with password and one-time code.",
  });
}

function prologue({ heading, paragraph }: Teller, url: string): void {
  heading({ zh: `安心：两个理赔故事    ${url}`, en: `Anxin: two claims, told    ${url}` });
  paragraph({
    zh: "故事发生在七天之内，第7天就是沙箱的今天。商城把前几天的事实补报进来，沙箱的时钟不动。",
    en: "The stories span seven days, and day 7 is the sandbox's today. The marketplace tells the facts of the days before late; the sandbox's clock stays as it is.",
  });
}

/** The trial balance of what the stories moved, and a look at the whole house's. */
async function books({ marketplace, teller, entries }: Stage, title: Text): Promise<void> {
  const { heading, rows, step, language } = teller;
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
  const invariants = await marketplace.get<readonly { holds: boolean }[]>("/v1/invariants");
  expectThat(
    invariants.length > 0 && invariants.every(({ holds }) => holds),
    "every invariant holds",
    invariants.filter(({ holds }) => !holds),
  );
  step({ zh: "总账全部科目：借方合计 = 贷方合计", en: "All accounts of the ledger: debits equal credits" });
  rows(title, table(columns, [...lines, total]));
}
