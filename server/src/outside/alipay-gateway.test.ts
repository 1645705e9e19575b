import { spawn } from "node:child_process";
import { appendFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { present } from "@anxin/core/assert";
import { MINUTE_MS, plus } from "@anxin/core/time";
import fc from "fast-check";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { alipayChannel } from "./alipay.js";
import { readAlipayConfig } from "./alipay-config.js";
import { openBook, type TransferOrder } from "./alipay-gateway-book.js";
import { type GatewayControl, gatewayControl } from "./alipay-gateway-control.js";
import { generateGatewayKeys } from "./alipay-gateway-keys.js";
import { type GatewayProcess, type GatewayProcessOptions, startGateway } from "./alipay-gateway-process.js";
import { APP_ID, NOON, type OpenGateway, rehearse, request } from "./testing/rehearsal.js";
import type { TransferRequest } from "./transfer-channel.js";

/** Runs the entry from its source, resolving this workspace by the conditions that this test itself runs under. */
const SOURCE = {
  execArgv: [
    ...process.execArgv.flatMap((argument, index, all) =>
      argument === "--conditions" ? [argument, all[index + 1] ?? ""] : [],
    ),
    ...["--import", "tsx"],
  ],
  entry: join(import.meta.dirname, "alipay-gateway-main.ts"),
};
const rehearsal = rehearse();
afterAll(() => rehearsal.end());

describe("what the gateway insists on", () => {
  let gateway: OpenGateway;
  let control: GatewayControl;
  let address: string;

  beforeEach(async () => {
    gateway = await rehearsal.open();
    control = gateway.control;
    address = `${gateway.origin}/gateway.do`;
  });
  afterEach(() => gateway.close());

  it("is a true signature: a stranger's key moves nothing and becomes a person's task", async () => {
    const stranger = generateGatewayKeys(join(rehearsal.directory, "stranger"));
    const env = { ...rehearsal.environment("key", address), ALIPAY_PRIVATE_KEY_FILE: stranger.appPrivateKey };
    const channel = alipayChannel(readAlipayConfig(env, { sandbox: true }));
    const answer = await channel.send(channel.prepare(request("pay_1")), NOON);
    expect(answer).toMatchObject({ kind: "unknown", cause: "request_refused", code: "isv.invalid-signature" });
    expect(await control.transfers()).toEqual([]);
  });

  it("is the right certificate: another authority's is turned away", async () => {
    const stranger = generateGatewayKeys(join(rehearsal.directory, "stranger"));
    const env = {
      ...rehearsal.environment("certificate", address),
      ALIPAY_ROOT_CERT_FILE: stranger.rootCertificate,
    };
    const channel = alipayChannel(readAlipayConfig(env, { sandbox: true }));
    const answer = await channel.send(channel.prepare(request("pay_1")), NOON);
    expect(answer).toMatchObject({ kind: "unknown", code: "isv.invalid-signature" });
  });

  it("is its own application", async () => {
    const env = { ...rehearsal.environment("key", address), ALIPAY_APP_ID: "2021000000000009" };
    const channel = alipayChannel(readAlipayConfig(env, { sandbox: true }));
    expect(await channel.query("pay_1", NOON)).toMatchObject({ cause: "request_refused", code: "isv.invalid-app-id" });
  });

  it("is the token at the control surface, a known outcome, and a body of bearable length", async () => {
    await expect(gatewayControl(`${gateway.origin}/control`, "wrong").transfers()).rejects.toThrow("401");
    await expect(gatewayControl(`${gateway.origin}/control`, "").reset()).rejects.toThrow("401");
    for (const outcomes of [["perhaps"], ["refused:"], ["refused:lower"], [7]]) {
      await expect(control.script(outcomes as string[])).rejects.toThrow("400");
    }
    const long = await fetch(address, { method: "POST", body: "x".repeat(100_000) });
    expect(long.status).toBe(413);
    expect((await fetch(`${gateway.origin}/nowhere`)).status).toBe(404);
  });

  it("forgets script and book on a reset", async () => {
    const channel = rehearsal.client("key", address);
    await channel.send(channel.prepare(request("pay_1")), NOON);
    await control.script(["dealing"]);
    await control.reset();
    expect(await control.transfers()).toEqual([]);
    expect(await channel.send(channel.prepare(request("pay_1", 2_000n)), NOON)).toMatchObject({ kind: "succeeded" });
  });

  it("receives the bytes that were stored, whatever the words are", async () => {
    const channel = rehearsal.client("key", address);
    let count = 0;
    const words = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.string({ unit: "grapheme", maxLength: 60 }),
    );
    const money = fc.bigInt({ min: 10n, max: 5_000_000n });
    await fc.assert(
      fc.asyncProperty(words, words, words, money, async (title, remark, name, amount) => {
        const wanted: TransferRequest = {
          ...request(`pay_${++count}`, amount),
          ...{ title: `标题${title}`, remark, payee: { account: "a&b=c+d%20@例.cn", name: `某${name}` } },
        };
        fc.pre(channel.problems(wanted).length === 0);
        const prepared = channel.prepare(wanted);
        expect(await channel.send(prepared, NOON)).toMatchObject({ kind: "succeeded" });
        const order = present(gateway.book.state().orders.get(wanted.outBizNo), "the order is booked");
        expect(order.content).toBe(prepared.sha256);
        expect(BigInt(order.amount)).toBe(amount);
      }),
      { numRuns: 60 },
    );
  });
});

describe("the gateway's process", () => {
  const started: GatewayProcess[] = [];
  const start = async (book: string, changes: Partial<GatewayProcessOptions> = {}): Promise<GatewayProcess> => {
    const places = { directory: book, keys: rehearsal.keyDirectory, appId: APP_ID, port: 0, silenceMs: 0 };
    const gateway = await startGateway({ ...places, withParent: true, command: SOURCE, ...changes });
    started.push(gateway);
    return gateway;
  };
  const killHard = async (gateway: GatewayProcess): Promise<void> => {
    process.kill(gateway.pid, "SIGKILL");
    await gateway.ended;
  };
  afterEach(async () => {
    for (const gateway of started.splice(0)) await gateway.stop();
  });

  it("keeps book and script over kill -9, and never moves the money of a number twice", async () => {
    const book = rehearsal.freshBook();
    const first = await start(book);
    await first.control.script(["timeout_moved", "timeout_not_moved", "dealing"]);
    const before = rehearsal.client("key", first.gateway);
    const [moved, lost] = [before.prepare(request("pay_1")), before.prepare(request("pay_2"))];
    expect(await before.send(moved, NOON)).toMatchObject({ kind: "unknown" });
    expect(await before.send(lost, NOON)).toMatchObject({ kind: "unknown" });
    await killHard(first);

    const after = await start(book);
    const channel = rehearsal.client("key", after.gateway);
    expect(await after.control.transfers()).toMatchObject([{ outBizNo: "pay_1", state: "SUCCESS" }]);
    expect(await channel.send(moved, plus(NOON, MINUTE_MS))).toMatchObject({ kind: "succeeded" });
    expect(await channel.query("pay_2", plus(NOON, MINUTE_MS))).toEqual({ kind: "not_found" });
    expect(await channel.send(lost, plus(NOON, MINUTE_MS))).toEqual({ kind: "dealing" });
    expect(await after.control.transfers()).toHaveLength(2);
  }, 60_000);

  it("gives way to a younger one on the same book, which alone moves money from then on", async () => {
    const book = rehearsal.freshBook();
    const old = await start(book, { withParent: false });
    const young = await start(book);
    const toOld = rehearsal.client("key", old.gateway);
    expect(await toOld.send(toOld.prepare(request("pay_1")), NOON)).toMatchObject({ kind: "unknown" });
    await old.ended;
    const toYoung = rehearsal.client("key", young.gateway);
    expect(await toYoung.query("pay_1", NOON)).toEqual({ kind: "not_found" });
    expect(await toYoung.send(toYoung.prepare(request("pay_1")), NOON)).toMatchObject({ kind: "succeeded" });
    expect(await young.control.transfers()).toHaveLength(1);
  }, 60_000);

  it("takes over the port of the one it succeeds", async () => {
    const book = rehearsal.freshBook();
    const old = await start(book, { withParent: false });
    const young = await start(book, { port: old.port });
    expect(young.port).toBe(old.port);
    await old.ended;
    expect(await rehearsal.client("key", young.gateway).query("pay_1", NOON)).toEqual({ kind: "not_found" });
  }, 60_000);

  it("ends when its parent lets go of it, however the parent died", async () => {
    const args = [
      "--directory",
      rehearsal.freshBook(),
      "--keys",
      rehearsal.keyDirectory,
      "--app-id",
      APP_ID,
      "--with-parent",
    ];
    const child = spawn(process.execPath, [...SOURCE.execArgv, SOURCE.entry, ...args], { stdio: "pipe" });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    await new Promise((resolve) => child.stdout.once("data", resolve));
    child.stdin.destroy();
    expect(await ended).toBe(0);
  }, 60_000);

  it("says what it lacks instead of starting", async () => {
    await expect(start(rehearsal.freshBook(), { appId: "" })).rejects.toThrow("did not start");
  }, 60_000);
});

describe("the book", () => {
  const order: TransferOrder = {
    ...{ outBizNo: "pay_1", orderNo: "1", content: "c", payee: "p", amount: 1, at: NOON },
    ...{ outcome: "success", state: "SUCCESS" as const, code: null, silentTo: null },
  };

  it("does not count a line that a crash tore apart, nor lose the one after it", () => {
    const path = rehearsal.freshBook();
    openBook(path, "first").append({ kind: "scripted", outcomes: ["dealing"] });
    const file = join(path, "book.jsonl");
    appendFileSync(file, '{"kind":"played","owner":"first","scripted":true,"ord');
    const reopened = openBook(path, "second");
    reopened.append({ kind: "played", scripted: false, order });
    expect(openBook(path, "third").state()).toMatchObject({ script: ["dealing"] });
    expect([...openBook(path, "fourth").state().orders.keys()]).toEqual(["pay_1"]);
  });

  it("does not count what an owner writes after it was succeeded, and tells it so", () => {
    const path = rehearsal.freshBook();
    const old = openBook(path, "old");
    const young = openBook(path, "young");
    expect(() => old.append({ kind: "played", scripted: false, order })).toThrow("another gateway");
    expect(old.succeeded()).toBe(true);
    expect(young.succeeded()).toBe(false);
    expect(young.state().orders.size).toBe(0);
  });

  it("is readable by its owner only, like the keys", () => {
    const path = rehearsal.freshBook();
    openBook(path, "owner");
    for (const file of [join(path, "book.jsonl"), ...Object.values(rehearsal.keys)])
      expect(statSync(file).mode & 0o077).toBe(0);
  });
});
