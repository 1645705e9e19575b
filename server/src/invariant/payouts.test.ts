import { present } from "@anxin/core/assert";
import { composeId, formatId, type Id } from "@anxin/core/id";
import { parseInstant } from "@anxin/core/time";
import type { PayoutNumber } from "@anxin/store/invariant-money";
import { describe, expect, test } from "vitest";
import type { BookedTransfer } from "../outside/alipay-gateway-control.js";
import { compareWithChannel } from "./payouts.js";

const ID = composeId(present(parseInstant("2026-11-11T00:00:00.000Z"), "an instant"), 7, 1);
const NUMBER = formatId("payout", ID);
const payout = (status: string, attempt = 1): PayoutNumber => {
  const outBizNo = attempt === 1 ? NUMBER : `${NUMBER}_${attempt - 1}`;
  return { payout_id: ID, out_biz_no: outBizNo, attempt, amount: 1_000n, status };
};
const booked = (state: BookedTransfer["state"], outBizNo = NUMBER, amount = 1_000): BookedTransfer => {
  return { outBizNo, payee: "buyer42@example.com", amount, state };
};
const knowNothing = async (): Promise<ReadonlySet<Id>> => new Set();
const compare = (payouts: readonly PayoutNumber[], transfers: readonly BookedTransfer[]) =>
  compareWithChannel(payouts, transfers, knowNothing);

describe("the channel and we say the same", () => {
  test.each<[string, PayoutNumber, BookedTransfer[]]>([
    ["paid", payout("succeeded"), [booked("SUCCESS")]],
    ["paid, came back, and we have not looked since", payout("succeeded"), [booked("REFUND")]],
    ["came back", payout("returned"), [booked("REFUND")]],
    ["refused", payout("failed"), [booked("FAIL")]],
    ["never sent", payout("failed"), []],
    ["paid, and the answer was lost", payout("unknown"), [booked("SUCCESS")]],
    ["just paid, while we looked", payout("prepared"), [booked("SUCCESS")]],
    ["still being processed", payout("unknown"), [booked("DEALING")]],
    ["paid under the second number", payout("succeeded", 2), [booked("FAIL"), booked("SUCCESS", `${NUMBER}_1`)]],
    ["retried and paid, while we looked", payout("failed"), [booked("FAIL"), booked("SUCCESS", `${NUMBER}_1`)]],
  ])("when it was %s", async (_what, ours, theirs) => {
    expect(await compare([ours], theirs)).toEqual({ holds: true, violations: [], count: 0 });
  });

  test("when the payout is another tenant's", async () => {
    const verdict = await compareWithChannel(
      [],
      [booked("SUCCESS")],
      async (ids) => new Set(ids.map(({ payoutId }) => payoutId)),
    );
    expect(verdict.holds).toBe(true);
  });
});

describe("the channel and we contradict each other", () => {
  test.each<[string, PayoutNumber | null, BookedTransfer[], RegExp]>([
    ["we say paid, it never heard of it", payout("succeeded"), [], /knows nothing/],
    ["we say paid, it refused", payout("succeeded"), [booked("FAIL")], /says FAIL/],
    ["we say failed, it paid", payout("failed"), [booked("SUCCESS")], /is failed/],
    ["we say returned, it kept what it paid", payout("returned"), [booked("SUCCESS")], /is returned/],
    ["it moved another amount", payout("succeeded"), [booked("SUCCESS", NUMBER, 999)], /999 fen instead of 1000/],
    ["it paid under a number that we gave up", payout("prepared", 2), [booked("SUCCESS")], /given up/],
    ["it paid what nobody asked for", null, [booked("SUCCESS")], /nobody here knows/],
    ["it paid under a number that is none of ours", null, [booked("SUCCESS", "T-1")], /nobody here knows/],
  ])("when %s", async (_what, ours, theirs, detail) => {
    const verdict = await compare(ours === null ? [] : [ours], theirs);
    expect(verdict).toMatchObject({ holds: false, count: 1, violations: [{ detail: expect.stringMatching(detail) }] });
  });

  test("when it paid twice", async () => {
    const verdict = await compare([payout("succeeded", 2)], [booked("SUCCESS"), booked("SUCCESS", `${NUMBER}_1`)]);
    expect(verdict.violations).toEqual([{ subject: NUMBER, detail: expect.stringContaining("given up") }]);
  });
});
