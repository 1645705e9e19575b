import { present } from "@anxin/core/assert";
import type { ChannelAnswer } from "@anxin/core/payout/channel";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@anxin/core/time";
import fc from "fast-check";
import { afterAll, afterEach, beforeEach, expect, it } from "vitest";
import { rehearse } from "../outside/testing/rehearsal.js";
import { askChannel, storeAnswer, type TakenPayout, takePayout } from "./send.js";
import { type Desk, openDesk, TENANT } from "./testing/desk.js";

const rehearsal = rehearse();
afterAll(() => rehearsal.end());

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk(rehearsal);
});
afterEach(() => desk.end());

const OUTCOMES = [
  "success",
  "timeout_moved",
  "timeout_not_moved",
  "system_error",
  "refused:PAYEE_NOT_EXIST",
  "refused:NEVER_HEARD_OF",
  "dealing",
  "refund_after_success",
  "daily_cap",
];

/** What may happen next: one of three senders goes one part further or dies, time passes, or a lease runs out. */
const happening = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("goes_on" as const), sender: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("dies" as const), sender: fc.nat(2) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("lease_ends" as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("time_passes" as const),
      ms: fc.constantFrom(SECOND_MS, 5 * SECOND_MS, MINUTE_MS, HOUR_MS, DAY_MS),
    }),
  },
);

/** A sender between two parts of a step. */
interface Sender {
  taken: TakenPayout | null;
  answer: ChannelAnswer | null;
}

async function goOn(sender: Sender, payoutId: bigint): Promise<void> {
  const { taken, answer } = sender;
  if (taken === null) {
    sender.taken = await takePayout(desk.context, TENANT, await desk.read(payoutId));
  } else if (answer === null) {
    sender.answer = await askChannel(desk.context, TENANT, taken);
  } else {
    await storeAnswer(desk.context, TENANT, taken, answer);
    Object.assign(sender, { taken: null, answer: null });
  }
}

it("moves the money once or leaves it to a person, however senders overtake one another and die", async () => {
  const lives = fc.array(happening, { minLength: 5, maxLength: 40 });
  const scripts = fc.array(fc.constantFrom(...OUTCOMES), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(scripts, lives, async (script, happenings) => {
      await desk.gateway.control.reset();
      await desk.gateway.control.script(script);
      const before = await desk.balances();
      const [payoutId = 0n] = await desk.grant([1_000n]);
      const senders = Array.from({ length: 3 }, (): Sender => ({ taken: null, answer: null }));
      for (const each of happenings) {
        if (each.kind === "time_passes") desk.advance(each.ms);
        else if (each.kind === "lease_ends") await desk.expireLease(payoutId);
        else if (each.kind === "dies") senders[each.sender] = { taken: null, answer: null };
        else await goOn(present(senders[each.sender], "there are three"), payoutId);
      }
      // Whoever still has an answer tells it, late; then the faults end.
      for (const sender of senders) if (sender.answer !== null) await goOn(sender, payoutId);
      await desk.expireLease(payoutId);
      await desk.live(8 * DAY_MS);
      await expectOnceOrTask(payoutId, before);
    }),
    { numRuns: 50 },
  );
}, 60_000);

async function expectOnceOrTask(payoutId: bigint, before: Awaited<ReturnType<Desk["balances"]>>): Promise<void> {
  const row = await desk.read(payoutId);
  const states = (await desk.gateway.control.transfers()).map(({ state }) => state);
  const after = await desk.balances();
  const change = (code: string): bigint => (after[code]?.balance ?? 0n) - (before[code]?.balance ?? 0n);
  expect(change("1231"), "nothing is left on its way").toBe(0n);
  expect(row.next_at, "nothing is left to do").toBeNull();
  if (row.status === "succeeded") {
    expect(states).toEqual(["SUCCESS"]);
    expect([change("1012"), change("2241")]).toEqual([-1_000n, 0n]);
  } else {
    expect(["failed", "returned"]).toContain(row.status);
    expect(row.human_task).not.toBeNull();
    expect(states.filter((state) => state === "SUCCESS")).toEqual([]);
    expect([change("1012"), change("2241")]).toEqual([0n, 1_000n]);
  }
  expect(new Set(await desk.claimStatuses())).toEqual(new Set(["approved"]));
}
