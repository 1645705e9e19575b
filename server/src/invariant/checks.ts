// Understands the sentences that are true of a tenant after every transaction, and asks them all of one snapshot.

import { DAY_MS, type Instant, plus, SECOND_MS } from "@anxin/core/time";
import { allowTenMinutes } from "@anxin/store/earning";
import { readSnapshot } from "@anxin/store/invariant";
import { lastEarningRun } from "@anxin/store/invariant-cover";
import { knownPayouts, type PayoutNumber, payoutNumbers } from "@anxin/store/invariant-money";
import { execute } from "@anxin/store/statement";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { wallClockMs } from "../clock.js";
import type { Context } from "../context.js";
import type { BookedTransfer } from "../outside/alipay-gateway-control.js";
import { checkExactMoney, checkReserves, checkZeroSum } from "./books.js";
import { checkClaimSteps, checkFourEyes, checkLimits, checkReplay, checkWaybills } from "./cases.js";
import { type CheckScope, type Invariant, Tally, type Verdict } from "./check.js";
import { checkBatches, checkKeptAnswers, checkOneOutcome, checkTimes, checkTold } from "./orders.js";
import { checkPaidOnce, checkPayoutSteps, compareWithChannel } from "./payouts.js";
import { checkPremium } from "./premium.js";
import { checkRecoveries } from "./recoveries.js";
import { checkAppendOnly, checkTenantsApart } from "./rights.js";

/** I8: cases and payouts take legal steps only, and stand where the last one ended. */
async function checkSteps(scope: CheckScope, tx: Tx): Promise<Verdict> {
  const tally = new Tally();
  tally.addVerdict(await checkClaimSteps(tx));
  tally.addVerdict(await checkPayoutSteps(scope, tx));
  return tally.verdict();
}

/** In the order of their numbers; a number, once published, keeps its meaning. */
export const INVARIANTS: readonly Invariant[] = [
  {
    id: "I1",
    name: { zh: "借贷相等，余额等于流水之和", en: "Debits equal credits, and balances are the sum of their movements" },
    check: checkZeroSum,
  },
  {
    id: "I2",
    name: { zh: "已写入的记录不可改、不可删", en: "What was recorded is never changed or deleted" },
    check: checkAppendOnly,
  },
  {
    id: "I3",
    name: {
      zh: "每个投保事件恰有一个结果，同一保障至多一张保单",
      en: "Every event that can bind has one outcome, every cover at most one policy",
    },
    check: checkOneOutcome,
  },
  {
    id: "I4",
    name: { zh: "发生的事恰好通知一次", en: "What happened is told exactly once" },
    check: checkTold,
  },
  {
    id: "I5",
    name: { zh: "已付不超过核定，核定不超过限额", en: "Paid is at most agreed, agreed at most the limits" },
    check: checkLimits,
  },
  {
    id: "I6",
    name: {
      zh: "每笔赔款至多付出一次，账务与支付渠道一致",
      en: "A payout pays at most once, and ledger and channel agree",
    },
    check: checkPaidOnce,
  },
  {
    id: "I7",
    name: { zh: "一个退货包裹只赔一次", en: "A return parcel pays once" },
    check: checkWaybills,
  },
  {
    id: "I8",
    name: { zh: "案件与赔款只按规定流转", en: "Claims and payouts take legal steps only" },
    check: checkSteps,
  },
  {
    id: "I9",
    name: {
      zh: "超权限的决定须由另一人复核",
      en: "What exceeds an authority is checked by a second person who has it",
    },
    check: checkFourEyes,
  },
  {
    id: "I10",
    name: { zh: "理赔决定可重放，结果一致", en: "Decisions come out the same when replayed" },
    check: checkReplay,
  },
  {
    id: "I11",
    name: { zh: "租户之间相互隔离", en: "Tenants never see each other" },
    check: checkTenantsApart,
  },
  {
    id: "I12",
    name: { zh: "每个幂等键对应一个保存的回答", en: "An idempotency key stands for one kept answer" },
    check: checkKeptAnswers,
  },
  {
    id: "I13",
    name: { zh: "发件箱各批次完整可读", en: "Every batch of the outbox can be read whole" },
    check: checkBatches,
  },
  {
    id: "I14",
    name: { zh: "金额为整数分，分项之和等于总额", en: "Money is whole fen, and parts add up to the whole" },
    check: checkExactMoney,
  },
  {
    id: "I15",
    name: {
      zh: "保费守恒：已收等于已退、已赚与未赚之和",
      en: "Premium is conserved: debited is refunded, earned or unearned",
    },
    check: checkPremium,
  },
  {
    id: "I16",
    name: {
      zh: "赔付成本等于已付、应付、在途与未决之和",
      en: "Claims incurred are paid, payable, in clearing or reserved",
    },
    check: checkReserves,
  },
  {
    id: "I17",
    name: { zh: "时间先后合理", en: "Times are in order" },
    check: checkTimes,
  },
  {
    id: "I18",
    name: {
      zh: "追偿款去向清楚：已拒、已收、已抵扣、已核销与应收之和等于应追偿额，账务一致",
      en: "What is recovered is denied, received, netted, written off or receivable, and the books agree",
    },
    check: checkRecoveries,
  },
];

/** What the checks need of a house. */
export type CheckedHouse = Pick<Context, "config" | "db" | "owner" | "clock" | "catalogue">;

/** Reads the local gateway's own book of transfers; null while it cannot be asked. */
export type GatewayBook = () => Promise<readonly BookedTransfer[] | null>;

export interface CheckOptions {
  /** Orders, decisions and payouts that are looked at one by one, the newest first; null: all, however long that takes. */
  readonly newestMax: number | null;
  /** Null where the channel cannot be asked for everything that it did. */
  readonly gatewayBook: GatewayBook | null;
}

export interface Checked extends Verdict {
  readonly id: string;
  readonly name: Invariant["name"];
}

/** Processes of one house may disagree about the time by this much. */
const CLOCK_SKEW_MS_MAX = 5 * SECOND_MS;

/**
 * The latest that something can have been recorded at. A sandbox may have moved its clock back: then it is the furthest that
 * the clock has been, which the last midnight that it passed tells to the day.
 */
async function latestRecorded({ clock, config }: CheckedHouse, tx: Tx): Promise<Instant> {
  const passed = config.mode === "sandbox" ? await lastEarningRun(tx) : null;
  const furthest = Math.max(clock.now(), wallClockMs(), passed === null ? 0 : plus(passed, DAY_MS));
  return plus(furthest as Instant, CLOCK_SKEW_MS_MAX);
}

/** What was read of one instant of a tenant. */
interface Reading {
  readonly checked: readonly Checked[];
  readonly payouts: readonly PayoutNumber[];
}

async function readTenant(house: CheckedHouse, tx: Tx, { newestMax, gatewayBook }: CheckOptions): Promise<Reading> {
  await readSnapshot(tx);
  if (newestMax === null) await execute(tx, allowTenMinutes);
  const payouts = gatewayBook === null ? [] : await payoutNumbers(tx);
  // Asked after the snapshot was taken: what is in it was recorded by now.
  await house.clock.refresh();
  const { catalogue, clock } = house;
  const scope = { catalogue, now: clock.now(), latest: await latestRecorded(house, tx), newestMax };
  const checked: Checked[] = [];
  for (const { id, name, check } of INVARIANTS) checked.push({ id, name, ...(await check(scope, tx)) });
  return { checked, payouts };
}

/**
 * Asks every invariant of one tenant, all of the same instant. The gateway's book is read afterwards, with nothing open: by
 * then it holds whatever the payouts of that instant say was paid.
 */
export async function checkTenant(house: CheckedHouse, tenantId: number, options: CheckOptions): Promise<Checked[]> {
  const { checked, payouts } = await inTransaction(house.db, tenantId, (tx) => readTenant(house, tx, options));
  const booked = (await options.gatewayBook?.()) ?? null;
  if (booked === null) return [...checked];
  const channel = await compareWithChannel(payouts, booked, (ids) => knownPayouts(house.owner, ids));
  return checked.map((each) => (each.id === "I6" ? { ...each, ...both(each, channel) } : each));
}

function both(ours: Verdict, theirs: Verdict): Verdict {
  const tally = new Tally();
  tally.addVerdict(ours);
  tally.addVerdict(theirs);
  return tally.verdict();
}
