// The contract of a transfer channel, kept by the real client against the local gateway over HTTP, in both trust modes.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ChannelAnswer } from "@anxin/core/payout/channel";
import { HOUR_MS, type Instant, MINUTE_MS, plus } from "@anxin/core/time";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import type { BookLine } from "./alipay-gateway-book.js";
import type { GatewayControl } from "./alipay-gateway-control.js";
import { instantOf, NOON, type OpenGateway, rehearse, request, type TrustMode } from "./testing/rehearsal.js";
import { problemsOf, sha256Of, type TransferChannel, type TransferRequest } from "./transfer-channel.js";

const rehearsal = rehearse();
afterAll(() => rehearsal.end());

const linesOf = (book: string): BookLine[] =>
  readFileSync(join(book, "book.jsonl"), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as BookLine);

describe.each<TrustMode>(["key", "certificate"])("in %s mode", (mode) => {
  let gateway: OpenGateway;
  let channel: TransferChannel;
  let control: GatewayControl;

  beforeEach(async () => {
    gateway = await rehearsal.open();
    channel = rehearsal.client(mode, `${gateway.origin}/gateway.do`);
    control = gateway.control;
  });
  afterEach(() => gateway.close());

  const send = (outBizNo: string, at: Instant = NOON, amount = 1_000n): Promise<ChannelAnswer> =>
    channel.send(channel.prepare(request(outBizNo, amount)), at);

  it("moves the money once and says so to every repetition and query", async () => {
    const first = await send("pay_1");
    expect(first).toMatchObject({ kind: "succeeded", paidAt: NOON, amount: null });
    expect(await send("pay_1", plus(NOON, HOUR_MS))).toEqual(first);
    expect(await channel.query("pay_1", plus(NOON, HOUR_MS))).toEqual({ ...first, amount: 1_000n });
    expect(await control.transfers()).toEqual([
      { outBizNo: "pay_1", payee: "buyer42@example.com", amount: 1_000, state: "SUCCESS" },
    ]);
  });

  it("puts the stored bytes on the wire, and its time stamp on China's clock", async () => {
    const prepared = channel.prepare(request("pay_1"));
    await channel.send(prepared, NOON);
    const played = linesOf(gateway.directory).find((line) => line.kind === "played");
    expect(played?.kind === "played" && played.order).toMatchObject({ content: prepared.sha256, at: NOON });
    expect(prepared.sha256).toBe(sha256Of(prepared.bizContent));
    expect(JSON.parse(prepared.bizContent)).toMatchObject({ trans_amount: "10.00", out_biz_no: "pay_1" });
  });

  it("refuses the same number with another amount, leaving the first as it was", async () => {
    await send("pay_1");
    expect(await send("pay_1", NOON, 1_001n)).toMatchObject({ kind: "unknown", cause: "inconsistent" });
    expect(await control.transfers()).toMatchObject([{ amount: 1_000, state: "SUCCESS" }]);
  });

  it("knows nothing of a number that it never saw", async () => {
    expect(await channel.query("pay_404", NOON)).toEqual({ kind: "not_found" });
  });

  it("plays timeout_moved: silence, yet the money is there", async () => {
    await control.script(["timeout_moved"]);
    expect(await send("pay_1")).toMatchObject({ kind: "unknown", cause: "connection_lost" });
    expect(await channel.query("pay_1", plus(NOON, 5_000))).toMatchObject({ kind: "succeeded" });
    expect(await send("pay_1", plus(NOON, MINUTE_MS))).toMatchObject({ kind: "succeeded" });
    expect(await control.transfers()).toHaveLength(1);
  });

  it("plays timeout_not_moved: silence, nothing there, and the repetition pays", async () => {
    await control.script(["timeout_not_moved"]);
    expect(await send("pay_1")).toMatchObject({ kind: "unknown", cause: "connection_lost" });
    expect(await channel.query("pay_1", plus(NOON, 5_000))).toEqual({ kind: "not_found" });
    expect(await control.transfers()).toEqual([]);
    expect(await send("pay_1", plus(NOON, MINUTE_MS))).toMatchObject({ kind: "succeeded" });
    expect(await control.transfers()).toHaveLength(1);
  });

  it("plays system_error: no money, no order, and the repetition pays", async () => {
    await control.script(["system_error"]);
    expect(await send("pay_1")).toMatchObject({ kind: "unknown", cause: "channel_unwell", code: "SYSTEM_ERROR" });
    expect(await channel.query("pay_1", NOON)).toEqual({ kind: "not_found" });
    expect(await send("pay_1", plus(NOON, MINUTE_MS))).toMatchObject({ kind: "succeeded" });
  });

  it("plays refused: a code on the list is a failure, which the query confirms and a repetition hears again", async () => {
    await control.script(["refused:PAYEE_NOT_EXIST"]);
    expect(await send("pay_1")).toMatchObject({ kind: "failed", code: "PAYEE_NOT_EXIST" });
    expect(await channel.query("pay_1", NOON)).toMatchObject({ kind: "failed", code: "PAYEE_NOT_EXIST" });
    expect(await send("pay_1")).toMatchObject({ kind: "failed", code: "PAYEE_NOT_EXIST" });
    expect(await control.transfers()).toMatchObject([{ outBizNo: "pay_1", state: "FAIL" }]);
  });

  it("plays refused: a code on no list leaves the outcome open", async () => {
    await control.script(["refused:SOMETHING_NEW", "refused:PRODUCT_NOT_SIGN"]);
    expect(await send("pay_1")).toMatchObject({ kind: "unknown", cause: "unlisted", code: "SOMETHING_NEW" });
    expect(await send("pay_2")).toMatchObject({ kind: "unknown", cause: "request_refused" });
  });

  it("plays dealing: in process until it is asked an hour later", async () => {
    await control.script(["dealing"]);
    expect(await send("pay_1")).toEqual({ kind: "dealing" });
    expect(await channel.query("pay_1", plus(NOON, HOUR_MS - 1_000))).toEqual({ kind: "dealing" });
    expect(await control.transfers()).toMatchObject([{ state: "DEALING" }]);
    expect(await channel.query("pay_1", plus(NOON, HOUR_MS))).toMatchObject({ kind: "succeeded" });
    expect(await control.transfers()).toMatchObject([{ state: "SUCCESS" }]);
  });

  it("plays refund_after_success: paid, and found returned by a later query", async () => {
    await control.script(["refund_after_success"]);
    expect(await send("pay_1")).toMatchObject({ kind: "succeeded" });
    expect(await channel.query("pay_1", plus(NOON, HOUR_MS))).toMatchObject({ kind: "returned" });
    expect(await channel.query("pay_1", plus(NOON, HOUR_MS))).toMatchObject({ kind: "returned" });
    expect(await control.transfers()).toMatchObject([{ state: "REFUND" }]);
  });

  it("plays daily_cap: refused until midnight in China, then paid under the same number", async () => {
    await control.script(["daily_cap", "system_error"]);
    const lastSecond = instantOf("2026-11-11T15:59:59.000Z");
    expect(await send("pay_1")).toMatchObject({ kind: "capped", until: "next_day" });
    expect(await send("pay_1", lastSecond)).toMatchObject({ kind: "capped" });
    expect(await channel.query("pay_1", lastSecond)).toEqual({ kind: "not_found" });
    expect(await control.transfers()).toEqual([]);
    expect(await send("pay_1", plus(lastSecond, 1_000))).toMatchObject({ kind: "succeeded" });
    expect(await send("pay_2", plus(lastSecond, 1_000))).toMatchObject({ kind: "unknown", code: "SYSTEM_ERROR" });
  });

  it("plays one outcome for each transfer, none for a known number, and then succeeds again", async () => {
    await control.script(["refused:PAYEE_NOT_EXIST", "dealing"]);
    const answers = [
      await send("pay_1"),
      await send("pay_1"),
      await send("pay_2"),
      await send("pay_2"),
      await send("pay_3"),
    ];
    expect(answers.map((answer) => answer.kind)).toEqual(["failed", "failed", "dealing", "dealing", "succeeded"]);
  });
});

describe("a request", () => {
  const policy = () => rehearsal.client("key", "http://127.0.0.1:9/gateway.do");

  it("is told everything that is wrong with it, and is not prepared", () => {
    const wrong: TransferRequest = {
      outBizNo: "pay-1!",
      amount: 9n,
      payee: { account: " ", name: "" },
      title: "",
      remark: "x".repeat(201),
    };
    const problems = [
      "number_malformed",
      "amount_too_small",
      "account_missing",
      "name_missing",
      "title_missing",
      "remark_too_long",
    ];
    expect(policy().problems(wrong)).toEqual(problems);
    expect(() => policy().prepare(wrong)).toThrow("sound");
  });

  it("may have the limits themselves, and not one more", () => {
    const most = { ...request("a".repeat(64), 5_000_000n), title: "题".repeat(128), remark: "注".repeat(200) };
    expect(policy().problems(most)).toEqual([]);
    expect(policy().problems({ ...most, outBizNo: "a".repeat(65) })).toEqual(["number_malformed"]);
    expect(policy().problems({ ...most, amount: 5_000_001n })).toEqual(["amount_too_large"]);
    expect(policy().problems({ ...most, title: "题".repeat(129) })).toEqual(["title_too_long"]);
    expect(problemsOf(policy().policy, { ...most, amount: 10n }, true)).toEqual([]);
  });

  it("needs no real name for a user id, and names the kind of account", () => {
    const byId = { ...request("pay_1"), payee: { account: "2088123456781234", name: "" } };
    expect(policy().problems(byId)).toEqual([]);
    expect(JSON.parse(policy().prepare(byId).bizContent)).toMatchObject({
      payee_info: { identity: "2088123456781234", identity_type: "ALIPAY_USER_ID" },
    });
    expect(JSON.parse(policy().prepare(request("pay_1")).bizContent)).toMatchObject({
      payee_info: { identity_type: "ALIPAY_LOGON_ID", name: "王小明" },
    });
  });

  it("is not sent when its stored bytes are damaged", async () => {
    const prepared = policy().prepare(request("pay_1"));
    const bizContent = prepared.bizContent.replace("10.00", "99.00");
    await expect(policy().send({ ...prepared, bizContent }, NOON)).rejects.toThrow("undamaged");
    await expect(policy().send({ ...prepared, outBizNo: "pay_2" }, NOON)).rejects.toThrow("own number");
    const spaced = `${prepared.bizContent} `;
    const stored = { ...prepared, bizContent: spaced, sha256: sha256Of(spaced) };
    await expect(policy().send(stored, NOON)).rejects.toThrow("as JSON writes it");
  });
});
