import { DAY_MS, HOUR_MS, plus, SECOND_MS } from "@anxin/core/time";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { NoticeAnswer, NoticeChannel } from "../outside/notice-channel.js";
import { noticeWebhook } from "../outside/notice-channel-webhook.js";
import { isSigned, openReceiver, SECRET } from "../outside/testing/notice-receiver.js";
import { BUYER, MERCHANT } from "../policy/testing/sold.js";
import { prepareQueue, settle } from "../worker.js";
import { makeNotices } from "./make.js";
import { sendNotices } from "./send.js";
import { type Office, openOffice } from "./testing/office.js";

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const send = (notices?: NoticeChannel | null) =>
  sendNotices(notices === undefined ? office.server.context : { ...office.server.context, notices });
const states = async () => (await office.kept()).map(({ state, reason, attempts }) => [state, reason, attempts]);
const times = async () => (await office.delivered()).map((notice) => notice.times);

/** Notices that are due, one an order. */
async function due(count = 1): Promise<void> {
  const now = office.server.clock.now();
  const wish = { effectiveAt: now, expiresAt: plus(now, 90 * DAY_MS), boundAt: now };
  await office.issue(...Array.from({ length: count }, () => wish));
  await makeNotices(office.server.context);
}

const unwanted = (audience: string, recipient: string, kind: string): Promise<unknown> =>
  office.server.database.owner.query("insert into notice_preference values ($1, $2, $3, $4, false, 'test', now())", [
    office.tenantId,
    audience,
    recipient,
    kind,
  ]);

/** A channel that answers as told, and remembers what it was asked. */
function answering(answer: (noticeId: string) => Promise<NoticeAnswer>): NoticeChannel & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    name: "test",
    asked,
    send: ({ noticeId }) => {
      asked.push(noticeId);
      return answer(noticeId);
    },
  };
}
const gone = answering(async () => ({ kind: "unavailable", code: "gone" }));

describe("a notice that is due", () => {
  it("is delivered in both languages, and then done", async () => {
    await due();
    expect(await send()).toBe(1);
    expect(await send()).toBe(0);
    const [notice] = await office.kept();
    expect(notice).toMatchObject({ state: "sent", attempts: 1, reason: "" });
    expect(await office.delivered()).toMatchObject([
      {
        noticeId: notice?.noticeId,
        recipientId: BUYER,
        template: "policy_issued_1",
        text: { zh: expect.stringMatching(/^订单.*退货运费险/), en: expect.stringMatching(/^Order .*Return freight/) },
        times: 1,
      },
    ]);
  });

  it("by night waits for the morning", async () => {
    office.server.clock.advance(14 * HOUR_MS);
    await due();
    await office.alert(5n, null);
    await makeNotices(office.server.context);
    await send();
    expect((await office.delivered()).map(({ kind }) => kind)).toEqual(["wallet_low"]);
    office.server.clock.advance(10 * HOUR_MS - 1);
    expect(await send()).toBe(0);
    office.server.clock.advance(1);
    expect(await send()).toBe(1);
    expect(await states()).toEqual([
      ["sent", "", 1],
      ["sent", "", 1],
    ]);
  });

  it("is not sent to who does not want it, by the wish that holds when it would be", async () => {
    await office.alert(5n, null);
    await makeNotices(office.server.context);
    await unwanted("buyer", MERCHANT, "wallet_low");
    await unwanted("merchant", "another shop", "wallet_low");
    await unwanted("merchant", MERCHANT, "rate_rise");
    await due();
    await unwanted("buyer", BUYER, "policy_issued");
    await send();
    expect(await states()).toEqual([
      ["sent", "", 1],
      ["sent", "", 1],
    ]);
    await office.rate("2026-11-11", ["2026-11-18", "d"]);
    await makeNotices(office.server.context);
    await send();
    expect((await states()).at(-1)).toEqual(["suppressed", "unwanted", 0]);
  });

  it("is not sent once it is of no use", async () => {
    await office.rate("2026-11-11", ["2026-11-18", "d"]);
    await makeNotices(office.server.context);
    office.server.clock.advance(7 * DAY_MS);
    await send();
    expect(await states()).toEqual([["suppressed", "too_late", 0]]);
    expect(await office.delivered()).toEqual([]);
  });

  it("where nobody delivers is only kept", async () => {
    await due();
    await send(null);
    expect(await states()).toEqual([["suppressed", "no_channel", 0]]);
  });
});

describe("a notice that was not taken", () => {
  it("is tried again, more and more slowly, under its own id, until it is", async () => {
    await due();
    office.book.script([
      { kind: "unavailable", code: "http_503" },
      { kind: "unavailable", code: "timeout" },
    ]);
    await send();
    expect(await states()).toEqual([["queued", "http_503", 1]]);
    expect(await send()).toBe(0);
    office.server.clock.advance(5 * SECOND_MS);
    await send();
    expect(await states()).toEqual([["queued", "timeout", 2]]);
    office.server.clock.advance(299 * SECOND_MS);
    expect(await send()).toBe(0);
    office.server.clock.advance(SECOND_MS);
    await send();
    expect(await states()).toEqual([["sent", "", 3]]);
  });

  it("at the tenth time has failed", async () => {
    await office.alert(5n, null);
    await makeNotices(office.server.context);
    for (let day = 0; day < 12; day++) {
      await send(gone);
      office.server.clock.advance(DAY_MS);
    }
    expect(await states()).toEqual([["failed", "gone", 10]]);
    expect(gone.asked).toHaveLength(10);
    expect(new Set(gone.asked).size).toBe(1);
  });

  it("for good has failed at once", async () => {
    await due();
    office.book.script([{ kind: "refused", code: "http_422" }]);
    await send();
    expect(await states()).toEqual([["failed", "http_422", 1]]);
  });

  it("because the channel threw is tried again as well", async () => {
    await due();
    await send(answering(() => Promise.reject(new Error("a disk is full"))));
    expect(await states()).toEqual([["queued", "internal_error", 1]]);
  });
});

describe("a sweep", () => {
  it("beside others sends each notice once", async () => {
    await due(450);
    const sent = await Promise.all([send(), send(), send()]);
    expect(sent.reduce((sum, count) => sum + count, 0)).toBe(450);
    expect(await times()).toEqual(Array.from({ length: 450 }, () => 1));
  });

  it("gives up where nobody answers, and gives back what it did not try", async () => {
    await due(100);
    const silent = answering(async () => ({ kind: "unavailable", code: "timeout" }));
    await send(silent);
    expect(silent.asked.length).toBeLessThan(100);
    const kept = await states();
    expect(kept.filter(([, reason]) => reason === "timeout")).toHaveLength(silent.asked.length);
    expect(
      kept.filter(([state, reason, attempts]) => state === "queued" && reason === "" && attempts === 0),
    ).toHaveLength(100 - silent.asked.length);
    office.server.clock.advance(DAY_MS);
    await send();
    expect(new Set((await states()).map(([state]) => state))).toEqual(new Set(["sent"]));
  });

  it("that is told to stop leaves the rest due", async () => {
    await due(50);
    const stop = new AbortController();
    const stopping = answering(async () => {
      stop.abort();
      return { kind: "accepted" };
    });
    await sendNotices({ ...office.server.context, notices: stopping }, stop.signal);
    expect(stopping.asked.length).toBeLessThan(50);
    await send();
    expect(new Set((await states()).map(([state]) => state))).toEqual(new Set(["sent"]));
    expect(await office.delivered()).toHaveLength(50 - stopping.asked.length);
  });

  it("leaves alone what another sender holds, until its lease runs out; then it is sent again under the same id", async () => {
    await due();
    let answer: (given: NoticeAnswer) => void = () => undefined;
    const slow = answering(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const sending = send(slow);
    await expect.poll(() => slow.asked.length).toBe(1);
    expect(await send()).toBe(0);
    await office.server.database.owner.query("update notice set lease_until = clock_timestamp()");
    expect(await send()).toBe(1);
    expect((await office.delivered()).map(({ noticeId }) => noticeId)).toEqual(slow.asked);
    // The first sender comes back with bad news: the notice was delivered meanwhile, and stays so.
    answer({ kind: "unavailable", code: "timeout" });
    await sending;
    expect(await states()).toEqual([["sent", "", 2]]);
  });
});

it("settling makes and sends whatever is due, and then nothing more", async () => {
  const { context } = office.server;
  await prepareQueue(context);
  const now = office.server.clock.now();
  await office.issue({ effectiveAt: now, expiresAt: plus(now, 90 * DAY_MS), boundAt: now });
  const settled = await settle(context);
  expect(settled.jobs).toEqual(
    expect.arrayContaining([
      { job: "due_policies", times: 1 },
      { job: "make_notices", times: 1 },
      { job: "send_notices", times: 1 },
    ]),
  );
  expect(await settle(context)).toMatchObject({ ran: 0, held: 0 });
  office.server.clock.advance(85 * DAY_MS);
  await settle(context);
  expect((await office.delivered()).map(({ kind }) => kind)).toEqual(["policy_issued", "claim_window_closing"]);
});

it("a marketplace that listens gets each notice signed, once it was answered", async () => {
  const receiver = await openReceiver();
  try {
    const channel = noticeWebhook({
      url: receiver.url,
      secret: SECRET,
      timeoutMs: 20_000,
      source: "http://anxin.test",
    });
    await due(20);
    receiver.script((response) => void response.writeHead(503).end());
    await send(channel);
    office.server.clock.advance(5 * SECOND_MS);
    await send(channel);
    expect(new Set((await states()).map(([state]) => state))).toEqual(new Set(["sent"]));
    const ids = receiver.received.map((request) => {
      expect(isSigned(request)).toBe(true);
      return request.headers["webhook-id"];
    });
    expect(ids).toHaveLength(21);
    expect(new Set(ids)).toEqual(new Set((await office.kept()).map(({ noticeId }) => noticeId)));
  } finally {
    await receiver.close();
  }
});
