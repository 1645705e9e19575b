// A payout against a channel of whims: an independent model of a channel that is idempotent by number and nothing else.

import fc from "fast-check";
import { expect, it } from "vitest";
import { present } from "../assert.js";
import { HOUR_MS, type Instant, plus, SECOND_MS } from "../time.js";
import { ALIPAY_POLICY, type ChannelAnswer } from "./channel.js";
import { dueAt, nextStep, onAnswer, onInterrupted, onSending, preparePayout } from "./payout.js";
import { AMOUNT, CAPPED, DEALING, ID, NOT_FOUND, REFUSED, START, SUCCEEDED, TIMEOUT } from "./testing/journey.js";

/** What a channel may do with one transfer: lose it, do it silently, do it, refuse it, or take its time. */
type Whim = "moved" | "moved_silently" | "lost" | "refused" | "capped" | "slow";
const WHIMS: readonly Whim[] = ["moved", "moved_silently", "lost", "refused", "capped", "slow"];

/** A channel of whims: an independent model that is idempotent by number, as channels promise to be. */
function whimsicalChannel(whims: readonly Whim[], deafness: readonly boolean[]) {
  const moved = new Map<string, number>();
  const slow = new Map<string, Instant>();
  let turn = 0;
  let asked = 0;
  const ripen = (number: string, now: Instant): boolean => {
    const since = slow.get(number);
    if (since === undefined) return false;
    if (now - since < HOUR_MS) return true;
    slow.delete(number);
    moved.set(number, (moved.get(number) ?? 0) + 1);
    return false;
  };
  return {
    moved,
    send(number: string, now: Instant): ChannelAnswer {
      if (ripen(number, now)) return DEALING;
      if (moved.has(number)) return SUCCEEDED;
      const whim = whims[turn++] ?? "moved";
      if (whim === "lost") return TIMEOUT;
      if (whim === "refused") return REFUSED;
      if (whim === "capped") return CAPPED;
      if (whim === "slow") slow.set(number, now);
      if (whim === "slow") return DEALING;
      moved.set(number, 1);
      return whim === "moved" ? SUCCEEDED : TIMEOUT;
    },
    query(number: string, now: Instant): ChannelAnswer {
      if (deafness[asked++ % deafness.length]) return TIMEOUT;
      if (ripen(number, now)) return DEALING;
      return moved.has(number) ? SUCCEEDED : NOT_FOUND;
    },
  };
}

it("moves the money exactly once or ends confirmed unpaid, whatever the channel does and whenever we crash", () => {
  const whims = fc.array(fc.constantFrom(...WHIMS), { maxLength: 12 });
  const deafness = fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }).filter((list) => list.includes(false));
  const crashes = fc.array(fc.boolean(), { maxLength: 30 });
  fc.assert(
    fc.property(whims, deafness, crashes, (script, deaf, dies) => {
      const channel = whimsicalChannel(script, deaf);
      const opened = preparePayout(ID, AMOUNT, START);
      let payout = opened.payout;
      let now = START;
      const effects = [...opened.effects];
      for (let i = 0; i < 400 && payout.state.status !== "succeeded" && payout.state.status !== "failed"; i++) {
        now = Math.max(now, present(dueAt(payout), "an open payout is never forgotten")) as Instant;
        const step = nextStep(payout, now);
        if (step.kind === "send") payout = onSending(payout, ALIPAY_POLICY, now);
        const number = payout.attempt.outBizNo;
        const answer = step.kind === "send" ? channel.send(number, now) : channel.query(number, now);
        if (dies[i]) {
          payout = onInterrupted(payout, ALIPAY_POLICY, now);
          now = plus(now, SECOND_MS);
          continue;
        }
        const heard = { outBizNo: number, asked: step.kind === "send" ? "send" : "query", answer } as const;
        const change = onAnswer(payout, heard, ALIPAY_POLICY, now);
        payout = change.payout;
        effects.push(...change.effects);
      }
      const total = [...channel.moved.values()].reduce((sum, times) => sum + times, 0);
      expect(["succeeded", "failed"]).toContain(payout.state.status);
      expect(total).toBe(payout.state.status === "succeeded" ? 1 : 0);
      const booked = effects.flatMap((effect) => (effect.kind === "ledger" ? [effect.template] : []));
      expect(booked).toEqual([
        "payoutPrepared",
        payout.state.status === "succeeded" ? "payoutSucceeded" : "payoutFailed",
      ]);
    }),
    { numRuns: 2_000 },
  );
});
