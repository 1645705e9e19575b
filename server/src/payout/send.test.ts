import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@anxin/core/time";
import { payoutAttempts, payoutsById } from "@anxin/store/payout";
import { inTransaction } from "@anxin/store/transaction";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { rehearse } from "../outside/testing/rehearsal.js";
import { runDuePayouts } from "./due.js";
import { askChannel, sendPayouts, stepPayout, storeAnswer, takePayout } from "./send.js";
import { BOOK, type Desk, openDesk, TENANT } from "./testing/desk.js";

const rehearsal = rehearse();
afterAll(() => rehearsal.end());

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk(rehearsal);
});
afterEach(() => desk.end());

const gatewayStates = async () => (await desk.gateway.control.transfers()).map(({ state, amount }) => [state, amount]);

async function onePayout(amount = 1_000n) {
  const [payoutId = 0n] = await desk.grant([amount]);
  return payoutId;
}

/** What the books say once nothing is on its way: no debt where the money moved, the whole debt where it did not. */
async function expectBooks({ paid, owed }: { paid: bigint; owed: bigint }): Promise<void> {
  const books = await desk.balances();
  expect(books["1231"]?.balance, "clearing").toBe(0n);
  expect(books["1012"]?.balance, "cash at the channel").toBe(-paid);
  expect(books["2241"]?.balance, "claims payable").toBe(owed);
  expect(await desk.claimStatuses()).toEqual(["approved"]);
}

describe("every scripted outcome", () => {
  it.each([
    ["success", 1],
    ["timeout_moved", 1],
    ["timeout_not_moved", 2],
    ["system_error", 2],
    ["dealing", 1],
    ["daily_cap", 2],
  ])("pays exactly once after %s, with the books in step", async (outcome, sends) => {
    await desk.gateway.control.script([outcome]);
    const payoutId = await onePayout();
    await desk.live(5 * DAY_MS);
    const row = await desk.read(payoutId);
    expect(row).toMatchObject({ status: "succeeded", human_task: null, next_at: null, leased: false, attempt: 1 });
    expect(row.channel_order_no).toMatch(/^\d{28,}$/);
    expect(await gatewayStates()).toEqual([["SUCCESS", 1_000]]);
    expect(await desk.events()).toEqual(["payout.succeeded"]);
    await expectBooks({ paid: 1_000n, owed: 0n });
    const started = (await log()).filter(({ answer }) => answer === "started");
    expect(started).toHaveLength(sends);
  });

  it.each([
    ["refused:PAYEE_NOT_EXIST", "failed", "transfer_failed", ["payout.failed"], "FAIL"],
    ["refused:NEVER_HEARD_OF", "failed", "transfer_failed", ["payout.failed"], "FAIL"],
    ["refund_after_success", "returned", "money_returned", ["payout.succeeded", "payout.returned"], "REFUND"],
  ])(
    "leaves %s to a person, with the debt standing and the claim untouched",
    async (outcome, status, task, events, booked) => {
      await desk.gateway.control.script([outcome]);
      const payoutId = await onePayout();
      await desk.live(5 * DAY_MS);
      expect(await desk.read(payoutId)).toMatchObject({ status, human_task: task, next_at: null });
      expect(await gatewayStates()).toEqual([[booked, 1_000]]);
      expect(await desk.events()).toEqual(events);
      await expectBooks({ paid: 0n, owed: 1_000n });
    },
  );

  it("parks a transfer above the daily cap until the next day in Shanghai", async () => {
    await desk.gateway.control.script(["daily_cap"]);
    const payoutId = await onePayout();
    await runDuePayouts(desk.context);
    const parked = await desk.read(payoutId);
    expect(parked).toMatchObject({ status: "prepared", human_task: null });
    // Noon in Shanghai is 04:00Z; five minutes past the next midnight is 16:05Z.
    expect((parked.next_at ?? 0) - desk.now()).toBe(12 * HOUR_MS + 5 * MINUTE_MS);
    desk.advance(12 * HOUR_MS);
    expect(await runDuePayouts(desk.context)).toMatchObject({ sent: 0, queried: 0 });
    desk.advance(5 * MINUTE_MS);
    expect(await runDuePayouts(desk.context)).toMatchObject({ sent: 1 });
    expect((await desk.read(payoutId)).status).toBe("succeeded");
  });
});

async function log() {
  return inTransaction(desk.context.db, TENANT, async (tx) => {
    const { rows } = await desk.database.owner.query<{ payout_id: bigint }>("select payout_id from payout");
    return payoutAttempts(
      tx,
      TENANT,
      rows.map((row) => ({ book: BOOK, payout_id: row.payout_id })),
    );
  });
}

describe("concurrency", () => {
  it("lets one of two senders send, however close they are", async () => {
    for (let round = 0; round < 20; round++) {
      const payoutId = await onePayout();
      const row = await desk.read(payoutId);
      const steps = await Promise.all([
        stepPayout(desk.context, TENANT, row),
        stepPayout(desk.context, TENANT, row),
        runDuePayouts(desk.context).then(() => null),
      ]);
      expect(steps.filter((asked) => asked !== null).length).toBeLessThanOrEqual(1);
      expect((await desk.read(payoutId)).status).toBe("succeeded");
    }
    expect(await gatewayStates()).toHaveLength(20);
    expect((await log()).filter(({ answer }) => answer === "started")).toHaveLength(20);
  });

  it("sends a batch in one job, and does nothing when the job comes twice", async () => {
    const payoutIds = (await desk.grant(Array.from({ length: 30 }, (_, i) => BigInt(1_000 + i)))).map(String);
    await Promise.all([1, 2].map(() => sendPayouts(desk.context, { tenantId: TENANT, payoutIds })));
    expect(await gatewayStates()).toHaveLength(30);
    await sendPayouts(desk.context, { tenantId: TENANT, payoutIds });
    expect((await log()).filter(({ answer }) => answer === "started")).toHaveLength(30);
    const { rows } = await desk.database.owner.query("select payload from graphile_worker._private_jobs");
    expect(rows).toEqual([{ payload: { tenantId: TENANT, payoutIds } }]);
  });

  it("counts an answer that comes after the lease ran out and someone else asked", async () => {
    const payoutId = await onePayout();
    const slow = await takePayout(desk.context, TENANT, await desk.read(payoutId));
    if (slow === null) throw new Error("the payout was due");
    const answer = await askChannel(desk.context, TENANT, slow);
    await desk.expireLease(payoutId);
    const other = await takePayout(desk.context, TENANT, await desk.read(payoutId));
    if (other === null) throw new Error("the lease was over");
    expect(other.asked).toBe("query");
    await storeAnswer(desk.context, TENANT, slow, answer);
    await storeAnswer(desk.context, TENANT, other, await askChannel(desk.context, TENANT, other));
    expect((await desk.read(payoutId)).status).toBe("succeeded");
    expect(await gatewayStates()).toHaveLength(1);
    await expectBooks({ paid: 1_000n, owed: 0n });
  });
});

describe("a crash", () => {
  it("before the bytes went out is followed by queries, and only then by the same bytes", async () => {
    const payoutId = await onePayout();
    const taken = await takePayout(desk.context, TENANT, await desk.read(payoutId));
    expect(taken?.asked).toBe("send");
    expect((await desk.read(payoutId)).status).toBe("sending");
    // Nobody else takes it while the lease runs, whatever business time says.
    desk.advance(DAY_MS);
    expect(await runDuePayouts(desk.context)).toMatchObject({ sent: 0, queried: 0 });
    await desk.expireLease(payoutId);
    expect(await runDuePayouts(desk.context)).toMatchObject({ sent: 0, queried: 1 });
    expect((await desk.read(payoutId)).status).toBe("unknown");
    await desk.live(HOUR_MS);
    expect((await desk.read(payoutId)).status).toBe("succeeded");
    expect((await log()).map(({ action, answer }) => `${action} ${answer}`)).toEqual([
      "send started",
      "send interrupted",
      "query not_found",
      "query not_found",
      "query not_found",
      "query not_found",
      "send started",
      "send succeeded",
    ]);
    expect(await gatewayStates()).toHaveLength(1);
  });

  it("after the bytes went out is found to have paid, without a second transfer", async () => {
    const payoutId = await onePayout();
    const taken = await takePayout(desk.context, TENANT, await desk.read(payoutId));
    if (taken === null) throw new Error("the payout was due");
    await askChannel(desk.context, TENANT, taken);
    await desk.expireLease(payoutId);
    await runDuePayouts(desk.context);
    expect(await desk.read(payoutId)).toMatchObject({ status: "succeeded", attempt: 1 });
    expect(await gatewayStates()).toHaveLength(1);
    await expectBooks({ paid: 1_000n, owed: 0n });
  });

  it("during a query is followed by another query", async () => {
    await desk.gateway.control.script(["timeout_moved"]);
    const payoutId = await onePayout();
    await runDuePayouts(desk.context);
    desk.advance(5 * SECOND_MS);
    const taken = await takePayout(desk.context, TENANT, await desk.read(payoutId));
    expect(taken?.asked).toBe("query");
    expect(await runDuePayouts(desk.context)).toMatchObject({ queried: 0 });
    await desk.expireLease(payoutId);
    expect(await runDuePayouts(desk.context)).toMatchObject({ queried: 1 });
    expect((await desk.read(payoutId)).status).toBe("succeeded");
  });

  it("of the database while the answer is stored loses nothing", async () => {
    const payoutId = await onePayout();
    const taken = await takePayout(desk.context, TENANT, await desk.read(payoutId));
    if (taken === null) throw new Error("the payout was due");
    const answer = await askChannel(desk.context, TENANT, taken);
    const broken = {
      ...desk.context,
      db: Object.create(desk.context.db, { connect: { value: () => Promise.reject(new Error("away")) } }),
    };
    await expect(storeAnswer(broken, TENANT, taken, answer)).rejects.toThrow("away");
    await desk.expireLease(payoutId);
    await runDuePayouts(desk.context);
    expect((await desk.read(payoutId)).status).toBe("succeeded");
    await expectBooks({ paid: 1_000n, owed: 0n });
  });
});

describe("the stored request", () => {
  it("is the same, byte for byte, in every send", async () => {
    await desk.gateway.control.script(["system_error", "timeout_not_moved", "system_error"]);
    const payoutId = await onePayout();
    const before = await desk.read(payoutId);
    await desk.live(3 * HOUR_MS);
    const after = await desk.read(payoutId);
    expect(after.status).toBe("succeeded");
    expect(after.request_sha256.equals(before.request_sha256)).toBe(true);
    expect(after.request_sealed.equals(before.request_sealed)).toBe(true);
    // The gateway answers PAYMENT_INFO_INCONSISTENCY to other bytes under a known number; nothing in the log says so.
    expect((await log()).map(({ code }) => code)).not.toContain("PAYMENT_INFO_INCONSISTENCY");
  });

  it("is never sent when it was damaged, and harms no other payout", async () => {
    const [damaged = 0n, sound = 0n] = await desk.grant([1_000n, 2_000n]);
    await desk.database.owner.query("update payout set request_sha256 = sha256('other') where payout_id = $1", [
      damaged,
    ]);
    const { sent, failed } = await runDuePayouts(desk.context);
    expect([sent, failed.map(({ payoutId }) => payoutId)]).toEqual([1, [damaged]]);
    expect((await desk.read(sound)).status).toBe("succeeded");
    expect(await gatewayStates()).toEqual([["SUCCESS", 2_000]]);
  });

  it("that the channel could never take fails at once, with a task, and harms no other", async () => {
    const nameless = { channel: "alipay", account: "someone@example.com", name: "" } as const;
    const [a = 0n] = await desk.grant([1_000n], nameless);
    const [b = 0n] = await desk.grant([1_000n], null);
    const [c = 0n] = await desk.grant([5n]);
    await runDuePayouts(desk.context);
    const rows = await inTransaction(desk.context.db, TENANT, (tx) =>
      payoutsById(
        tx,
        TENANT,
        [a, b, c].map((payoutId) => ({ book: BOOK, payoutId })),
      ),
    );
    expect(rows.map((row) => [row.status, row.human_task])).toEqual(Array(3).fill(["failed", "transfer_failed"]));
    expect((await log()).map(({ answer, code }) => [answer, code])).toEqual([
      ["never_sent", "name_missing"],
      ["never_sent", "account_missing,name_missing"],
      ["never_sent", "amount_too_small"],
    ]);
    expect(await gatewayStates()).toEqual([]);
    expect((await desk.balances())["2241"]?.balance).toBe(2_005n);
  });
});
