// A payout on its way through a test, and the answers that it meets.

import { present } from "../../assert.js";
import { composeId } from "../../id.js";
import { type Instant, parseInstant, plus } from "../../time.js";
import { ALIPAY_POLICY, type Asked, type ChannelAnswer } from "../channel.js";
import {
  dueAt,
  nextStep,
  onAnswer,
  onSending,
  type Payout,
  type PayoutChange,
  type PayoutEffect,
  preparePayout,
  retryPayout,
  transferNumber,
} from "../payout.js";

export const at = (text: string): Instant => present(parseInstant(text), "a fixed instant parses");
export const START = at("2026-11-11T12:00:00.000Z");
export const ID = composeId(START, 7, 1);
export const NUMBER = transferNumber(ID, 0);
export const AMOUNT = 1_000n;

export const SUCCEEDED = {
  kind: "succeeded",
  channelOrderNo: "2026",
  paidAt: START,
  amount: AMOUNT,
} as const satisfies ChannelAnswer;
export const TIMEOUT: ChannelAnswer = { kind: "unknown", cause: "timeout", code: null, detail: "" };
export const NOT_FOUND: ChannelAnswer = { kind: "not_found" };
export const REFUSED: ChannelAnswer = { kind: "failed", code: "PAYEE_NOT_EXIST", detail: "" };
export const CAPPED: ChannelAnswer = { kind: "capped", until: "next_day", code: "EXCEED_LIMIT_DM_MAX_AMOUNT" };
export const RETURNED: ChannelAnswer = { kind: "returned", channelOrderNo: "2026", detail: "" };
export const DEALING: ChannelAnswer = { kind: "dealing" };

/** A payout on its way through a test: collects effects, and moves its clock to whatever is due. */
export function journey() {
  let payout: Payout;
  let now = START;
  const effects: PayoutEffect[] = [];
  const take = (change: PayoutChange): void => {
    payout = change.payout;
    effects.push(...change.effects);
  };
  const opened = preparePayout(ID, AMOUNT, START);
  payout = opened.payout;
  effects.push(...opened.effects);
  return {
    payout: () => payout,
    now: () => now,
    step: () => nextStep(payout, now),
    effects: () => effects,
    names: () => effects.map((effect) => (effect.kind === "ledger" ? effect.template : effect.reason)),
    /** Moves the clock to what is due next and hears the answer to it. */
    due(answer: ChannelAnswer): void {
      const due = present(dueAt(payout), "something is due");
      now = due > now ? due : now;
      const step = nextStep(payout, now);
      if (step.kind === "send") payout = onSending(payout, ALIPAY_POLICY, now);
      this.hear(step.kind === "send" ? "send" : "query", answer);
    },
    hear(asked: Asked, answer: ChannelAnswer, outBizNo: string = payout.attempt.outBizNo): void {
      take(onAnswer(payout, { outBizNo, asked, answer }, ALIPAY_POLICY, now));
    },
    pass(ms: number): void {
      now = plus(now, ms);
    },
    retry(): void {
      const retried = retryPayout(payout, now);
      if ("refusal" in retried) throw new Error(retried.refusal.detail);
      take(retried);
    },
    set(next: Payout): void {
      payout = next;
    },
  };
}
