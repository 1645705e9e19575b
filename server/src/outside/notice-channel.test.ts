// The contract of a notice channel, kept by the stand-in and by the client against a marketplace over HTTP.

import { createHmac } from "node:crypto";
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatInstant } from "@anxin/core/time";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import type { NoticeAnswer, NoticeChannel, OutgoingNotice } from "./notice-channel.js";
import { type NoticeBook, noticeBook } from "./notice-channel-book.js";
import { noticeWebhook } from "./notice-channel-webhook.js";
import { isSigned, type NoticeReceiver, openReceiver, SECRET } from "./testing/notice-receiver.js";
import { NOON } from "./testing/rehearsal.js";

const folder = mkdtempSync(join(tmpdir(), "anxin-notices-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Far longer than a healthy answer takes, also on a busy machine. */
const TIMEOUT_MS = 20_000;
/** Short, so that a test of silence is. */
const IMPATIENT_MS = 300;
const NOTICE: OutgoingNotice = {
  noticeId: "ntc_1",
  tenantId: 1,
  tenant: "demo",
  audience: "buyer",
  recipientId: "b-42",
  kind: "policy_issued",
  subject: { type: "order", id: "T1" },
  isMandatory: true,
  createdAt: NOON,
  template: "policy_issued_1",
  params: { zh: { order: "T1" }, en: { order: "T1" } },
  text: { zh: "订单T1已承保", en: "Order T1 is insured" },
};

/** A channel, and what a test may do at its far end. */
interface FarEnd {
  readonly channel: NoticeChannel;
  script(kind: NoticeAnswer["kind"]): void;
  /** Ids of what was taken, in order, as often as it was. */
  taken(): Promise<readonly string[]>;
  close(): Promise<void>;
}

let books = 0;
const freshBook = (): NoticeBook => noticeBook(join(folder, `book-${++books}`));

async function bookEnd(): Promise<FarEnd> {
  const book = freshBook();
  return {
    channel: book,
    script: (kind) => book.script([kind === "accepted" ? { kind } : { kind, code: "scripted" }]),
    taken: async () => {
      const delivered = await book.delivered(1, { recipientId: null, limit: 100 });
      return [...delivered].reverse().flatMap(({ noticeId, times }) => Array.from({ length: times }, () => noticeId));
    },
    close: async () => undefined,
  };
}

const STATUS = { accepted: 200, refused: 422, unavailable: 503 } as const;

async function webhookEnd(): Promise<FarEnd> {
  const receiver = await openReceiver();
  const taken: string[] = [];
  return {
    channel: noticeWebhook({ url: receiver.url, secret: SECRET, timeoutMs: TIMEOUT_MS, source: "http://anxin.test" }),
    script: (kind) =>
      receiver.script((response) => {
        if (kind !== "accepted") receiver.received.pop();
        response.writeHead(STATUS[kind]).end("x".repeat(10_000));
      }),
    taken: async () => {
      taken.push(...receiver.received.splice(0).flatMap((each) => String(each.headers["webhook-id"])));
      return taken;
    },
    close: () => receiver.close(),
  };
}

describe.each([
  ["the stand-in", bookEnd],
  ["the webhook client", webhookEnd],
])("%s", (_name, open) => {
  let end: FarEnd;
  beforeEach(async () => {
    end = await open();
  });
  afterEach(() => end.close());

  it("hands a notice over, and says that it was taken", async () => {
    expect(await end.channel.send(NOTICE)).toEqual({ kind: "accepted" });
    expect(await end.taken()).toEqual(["ntc_1"]);
  });

  it("sends again under the same id what is sent again", async () => {
    await end.channel.send(NOTICE);
    expect(await end.channel.send(NOTICE)).toEqual({ kind: "accepted" });
    expect(await end.taken()).toEqual(["ntc_1", "ntc_1"]);
  });

  it.each(["refused", "unavailable"] as const)("says when it is %s, and why, and goes on", async (kind) => {
    end.script(kind);
    const answer = await end.channel.send(NOTICE);
    expect(answer).toEqual({ kind, code: expect.stringMatching(/^[a-z0-9_]+$/) });
    expect(JSON.stringify(answer)).not.toMatch(/b-42|T1|127\.0\.0\.1/);
    expect(await end.taken()).toEqual([]);
    expect(await end.channel.send(NOTICE)).toEqual({ kind: "accepted" });
  });

  it("sends many at a time", async () => {
    const ids = Array.from({ length: 50 }, (_, i) => `ntc_${i}`);
    const answers = await Promise.all(ids.map((noticeId) => end.channel.send({ ...NOTICE, noticeId })));
    expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(["accepted"]));
    expect([...(await end.taken())].sort()).toEqual([...ids].sort());
  });
});

describe("the stand-in", () => {
  const read = (book: NoticeBook, recipientId: string | null = null, limit = 100) =>
    book.delivered(1, { recipientId, limit });

  it("keeps what it took beyond its process, the latest first, tenants apart", async () => {
    const directory = join(folder, "kept");
    const first = noticeBook(directory);
    await first.send(NOTICE);
    await first.send({ ...NOTICE, noticeId: "ntc_2", recipientId: "b-7" });
    await first.send({ ...NOTICE, noticeId: "ntc_3", tenantId: 2 });
    const second = noticeBook(directory);
    await second.send(NOTICE);
    const delivered = await read(second);
    expect(delivered.map(({ noticeId, times }) => [noticeId, times])).toEqual([
      ["ntc_1", 2],
      ["ntc_2", 1],
    ]);
    expect(delivered[0]).toMatchObject({ audience: "buyer", recipientId: "b-42", text: NOTICE.text });
    expect((await read(second, "b-7")).map(({ noticeId }) => noticeId)).toEqual(["ntc_2"]);
    expect(await read(second, null, 1)).toHaveLength(1);
  });

  it("forgets a tenant, and reads past a line that was left half written", async () => {
    const directory = join(folder, "torn");
    const book = noticeBook(directory);
    await book.send(NOTICE);
    appendFileSync(join(directory, "1.jsonl"), '{"noticeId":"ntc_9","audi');
    expect((await read(book)).map(({ noticeId }) => noticeId)).toEqual(["ntc_1"]);
    await book.forget(1);
    expect(await read(book)).toEqual([]);
  });
});

describe("the webhook client", () => {
  let receiver: NoticeReceiver;
  let channel: NoticeChannel;
  beforeEach(async () => {
    receiver = await openReceiver();
    channel = noticeWebhook({
      url: receiver.url,
      secret: SECRET,
      timeoutMs: TIMEOUT_MS,
      source: "http://anxin.test",
    });
  });
  afterEach(() => receiver.close());

  it("signs what it sends: id, time and body", async () => {
    await channel.send(NOTICE);
    const [request] = receiver.received;
    if (request === undefined) throw new Error("nothing came");
    expect(isSigned(request)).toBe(true);
    expect(isSigned({ ...request, body: request.body.replace("b-42", "b-43") })).toBe(false);
    const { "webhook-id": id, "webhook-timestamp": time, "webhook-signature": signature } = request.headers;
    const content = `${String(id)}.${String(time)}.${request.body}`;
    expect(signature).toBe(`v1,${createHmac("sha256", SECRET).update(content).digest("base64")}`);
    expect(Math.abs(Number(time) - performance.timeOrigin / 1_000 - performance.now() / 1_000)).toBeLessThan(5);
    expect(JSON.parse(request.body)).toEqual({
      id: "ntc_1",
      source: "http://anxin.test",
      type: "notice.requested",
      time: formatInstant(NOON),
      subject: "buyer/b-42",
      data: {
        tenant: "demo",
        audience: "buyer",
        recipientId: "b-42",
        kind: "policy_issued",
        mandatory: true,
        about: { type: "order", id: "T1" },
        template: "policy_issued_1",
        params: NOTICE.params,
        text: NOTICE.text,
      },
    });
  });

  const status = (code: number) => (response: ServerResponse) => void response.writeHead(code).end();
  it.each([
    [200, "accepted"],
    [202, "accepted"],
    [400, "unavailable"],
    [401, "unavailable"],
    [404, "unavailable"],
    [410, "refused"],
    [422, "refused"],
    [429, "unavailable"],
    [500, "unavailable"],
  ])("takes status %s as %s", async (code, kind) => {
    receiver.script(status(code));
    expect((await channel.send(NOTICE)).kind).toBe(kind);
  });

  it("follows nobody to another address", async () => {
    receiver.script((response) => void response.writeHead(307, { location: receiver.url }).end());
    expect(await channel.send(NOTICE)).toEqual({ kind: "unavailable", code: "http_307" });
    expect(receiver.received).toHaveLength(1);
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ["a broken connection", (response) => response.destroy()],
    ["half a head", (response) => void response.socket?.end("HTTP/1.1 20")],
    ["no HTTP", (response) => void response.socket?.end("hello\r\n\r\n")],
  ])("is unavailable after %s", async (_what, answer) => {
    receiver.script(answer);
    expect(await channel.send(NOTICE)).toEqual({ kind: "unavailable", code: expect.stringMatching(/^[A-Za-z_]+$/) });
  });

  it("is unavailable after a silence", async () => {
    receiver.script(() => undefined);
    const impatient = noticeWebhook({
      url: receiver.url,
      secret: SECRET,
      timeoutMs: IMPATIENT_MS,
      source: "http://anxin.test",
    });
    expect(await impatient.send(NOTICE)).toEqual({ kind: "unavailable", code: "timeout" });
  });

  it("is unavailable where nobody listens", async () => {
    await receiver.close();
    expect(await channel.send(NOTICE)).toEqual({ kind: "unavailable", code: "ECONNREFUSED" });
  });

  it("does not wait for the end of an endless answer", async () => {
    let ended: () => void = () => undefined;
    const end = new Promise<void>((resolve) => {
      ended = resolve;
    });
    receiver.script((response) => {
      response.writeHead(200);
      const more = (): void => void response.write("x".repeat(100_000));
      response.on("drain", more);
      response.on("close", ended);
      more();
    });
    expect(await channel.send(NOTICE)).toEqual({ kind: "accepted" });
    await end;
  });
});
