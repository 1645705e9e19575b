// A payout's rules, the real client and the local gateway together: whatever is scripted, the money moves once or a person knows.

import { present } from "@anxin/core/assert";
import { composeId } from "@anxin/core/id";
import {
  dueAt,
  nextStep,
  onAnswer,
  onSending,
  type Payout,
  type PayoutEffect,
  preparePayout,
  retryPayout,
} from "@anxin/core/payout/payout";
import { DAY_MS, type Instant } from "@anxin/core/time";
import { afterAll, afterEach, beforeEach, expect, it } from "vitest";
import { NOON, type OpenGateway, rehearse, request } from "./testing/rehearsal.js";
import type { PreparedTransfer, TransferChannel } from "./transfer-channel.js";

const rehearsal = rehearse();
afterAll(() => rehearsal.end());

let gateway: OpenGateway;
let channel: TransferChannel;
beforeEach(async () => {
  gateway = await rehearsal.open();
  channel = rehearsal.client("key", `${gateway.origin}/gateway.do`);
});
afterEach(() => gateway.close());

/** Lives through everything that falls due in the days after the opening; the stored bytes are made once for a number. */
function desk(daysMax = 5) {
  const opened = preparePayout(composeId(NOON, 1, 1), 1_000n, NOON);
  const stored = new Map<string, PreparedTransfer>();
  const effects: PayoutEffect[] = [...opened.effects];
  let payout: Payout = opened.payout;
  let now = NOON;
  const bytesOf = (outBizNo: string): PreparedTransfer => {
    const transfer = stored.get(outBizNo) ?? channel.prepare(request(outBizNo));
    stored.set(outBizNo, transfer);
    return transfer;
  };
  return {
    payout: () => payout,
    names: () => effects.map((effect) => (effect.kind === "ledger" ? effect.template : effect.reason)),
    async run(): Promise<void> {
      for (let due = dueAt(payout); due !== null && due - NOON < daysMax * DAY_MS; due = dueAt(payout)) {
        now = Math.max(now, due) as Instant;
        const send = nextStep(payout, now).kind === "send";
        if (send) payout = onSending(payout, channel.policy, now);
        const { outBizNo } = payout.attempt;
        const answer = send ? await channel.send(bytesOf(outBizNo), now) : await channel.query(outBizNo, now);
        const change = onAnswer(payout, { outBizNo, asked: send ? "send" : "query", answer }, channel.policy, now);
        payout = change.payout;
        effects.push(...change.effects);
      }
    },
    retry(): void {
      const retried = retryPayout(payout, now);
      payout = present("payout" in retried ? retried : null, "the payout may be retried").payout;
    },
  };
}

it.each([
  ["success", 1],
  ["timeout_moved", 1],
  ["timeout_not_moved", 2],
  ["system_error", 2],
  ["dealing", 1],
  ["daily_cap", 2],
])("pays once after %s", async (outcome, sends) => {
  await gateway.control.script([outcome]);
  const payout = desk();
  await payout.run();
  expect(payout.payout()).toMatchObject({ state: { status: "succeeded" }, attempt: { sends, retry: 0 } });
  expect(payout.names()).toEqual(["payoutPrepared", "payoutSucceeded"]);
  expect(await gateway.control.transfers()).toMatchObject([{ amount: 1_000, state: "SUCCESS" }]);
});

it.each([
  ["refused:PAYEE_NOT_EXIST", "failed", ["payoutPrepared", "payoutFailed", "transfer_failed"], "FAIL"],
  ["refused:NEVER_HEARD_OF", "failed", ["payoutPrepared", "payoutFailed", "transfer_failed"], "FAIL"],
  [
    "refund_after_success",
    "returned",
    ["payoutPrepared", "payoutSucceeded", "payoutReturned", "money_returned"],
    "REFUND",
  ],
])("leaves %s to a person, whose retry pays under a new number", async (outcome, status, names, booked) => {
  await gateway.control.script([outcome]);
  const payout = desk();
  await payout.run();
  expect(payout.payout().state.status).toBe(status);
  expect(payout.names()).toEqual(names);
  payout.retry();
  await payout.run();
  expect(payout.payout().state.status).toBe("succeeded");
  expect((await gateway.control.transfers()).map((transfer) => transfer.state)).toEqual([booked, "SUCCESS"]);
});

it("pays once through every misfortune in a row", async () => {
  await gateway.control.script(["timeout_not_moved", "system_error", "daily_cap", "refused:SYSTEM_ERROR"]);
  const payout = desk();
  await payout.run();
  // The cap's own number pays on the next day, and leaves the last outcome unplayed.
  expect(payout.payout()).toMatchObject({ state: { status: "succeeded" }, attempt: { sends: 4, retry: 0 } });
  expect(await gateway.control.transfers()).toMatchObject([{ state: "SUCCESS" }]);
});

it("goes on by itself when the gateway was away for hours", async () => {
  const payout = desk();
  const { server } = gateway;
  const answering = server.listeners("request").slice();
  server.removeAllListeners("request");
  let refusals = 0;
  server.on("request", (incoming, outgoing) => {
    if (++refusals < 12) {
      outgoing.writeHead(503).end();
      incoming.resume();
      return;
    }
    for (const listener of answering) listener.call(server, incoming, outgoing);
  });
  await payout.run();
  expect(payout.names()).toEqual(["payoutPrepared", "payoutSucceeded"]);
  expect(await gateway.control.transfers()).toHaveLength(1);
});
