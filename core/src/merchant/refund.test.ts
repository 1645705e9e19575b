import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { onAnswer, onSending } from "../payout/payout.js";
import { at } from "../testing/moment.js";
import { plus, SECOND_MS } from "../time.js";
import { allocateRefund, prepareRefund, REFUND_POLICY, refundNumber } from "./refund.js";

const NOW = at("2026-11-11T04:00:00.000Z");

describe("a refund", () => {
  test("goes against the first top-ups as far as each reaches", () => {
    const topUps = [
      { topUpId: 3n, left: 100n },
      { topUpId: 2n, left: 0n },
      { topUpId: 1n, left: 50n },
    ];
    expect(allocateRefund(120n, topUps)).toEqual([
      { topUpId: 3n, amount: 100n },
      { topUpId: 1n, amount: 20n },
    ]);
    expect(allocateRefund(100n, topUps)).toEqual([{ topUpId: 3n, amount: 100n }]);
    expect(allocateRefund(150n, topUps)).toHaveLength(2);
    expect(allocateRefund(151n, topUps)).toBeNull();
    expect(allocateRefund(1n, [])).toBeNull();
  });

  test("is divided without losing a fen, no top-up beyond what is left of it", () => {
    const lefts = fc.array(fc.bigInt({ min: 0n, max: 1_000n }), { maxLength: 20 });
    fc.assert(
      fc.property(lefts, fc.bigInt({ min: 1n, max: 20_000n }), (left, amount) => {
        const topUps = left.map((each, i) => ({ topUpId: BigInt(i), left: each }));
        const shares = allocateRefund(amount, topUps);
        const whole = left.reduce((sum, each) => sum + each, 0n);
        expect(shares === null).toBe(whole < amount);
        if (shares === null) return;
        expect(shares.reduce((sum, share) => sum + share.amount, 0n)).toBe(amount);
        expect(new Set(shares.map(({ topUpId }) => topUpId)).size).toBe(shares.length);
        for (const { topUpId, amount: share } of shares) {
          expect(share > 0n && share <= (left[Number(topUpId)] ?? 0n)).toBe(true);
        }
      }),
    );
  });

  test("is sent under a number of its own for each part", () => {
    expect(refundNumber(1n, 1)).toBe("wrf_0000000000001_1");
    const { payout, effects } = prepareRefund(1n, 2, 500n, NOW);
    expect(payout.attempt.outBizNo).toBe("wrf_0000000000001_2");
    expect(payout.state).toEqual({ status: "prepared", sendAt: NOW });
    expect(effects).toEqual([{ kind: "ledger", template: "payoutPrepared", amount: 500n }]);
    expect(payout.attempt.outBizNo).toMatch(REFUND_POLICY.numberPattern);
  });

  test("that is not clear is asked about after ten seconds at the earliest, and never after it succeeded", () => {
    const sent = onSending(prepareRefund(1n, 1, 500n, NOW).payout, REFUND_POLICY, NOW);
    const { outBizNo } = sent.attempt;
    const silence = { kind: "unknown", cause: "timeout", code: null, detail: "" } as const;
    const unclear = onAnswer(sent, { outBizNo, asked: "send", answer: silence }, REFUND_POLICY, NOW);
    expect(unclear.payout.state).toMatchObject({ status: "unknown", nextAt: plus(NOW, 15 * SECOND_MS) });
    const paid = { kind: "succeeded", channelOrderNo: "2026", paidAt: NOW, amount: 500n } as const;
    const done = onAnswer(unclear.payout, { outBizNo, asked: "query", answer: paid }, REFUND_POLICY, NOW);
    expect(done.payout.state).toMatchObject({ status: "succeeded", nextAt: null });
    expect(done.effects).toEqual([{ kind: "ledger", template: "payoutSucceeded", amount: 500n }]);
  });
});
