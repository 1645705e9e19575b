// The contract of a payment page, kept by the real client against the local gateway over HTTP, in both trust modes.

import { join } from "node:path";
import { present } from "@anxin/core/assert";
import { HOUR_MS, type Instant, MINUTE_MS, plus } from "@anxin/core/time";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readAlipayConfig } from "./alipay-config.js";
import { readIdentity, signedForm } from "./alipay-gateway-identity.js";
import { generateGatewayKeys } from "./alipay-gateway-keys.js";
import { GATEWAY_SELLER_ID } from "./alipay-gateway-notices.js";
import type { PageOrder, PagePay } from "./page-pay.js";
import { alipayPages } from "./page-pay-alipay.js";
import { NOON, type OpenGateway, rehearse, type TrustMode } from "./testing/rehearsal.js";

const rehearsal = rehearse();
afterAll(() => rehearsal.end());

const ORDER: PageOrder = {
  outTradeNo: "top_0000000000001_1",
  amount: 50_000n,
  subject: "商家预存保费充值 100% & more",
  expiresAt: plus(NOON, 2 * HOUR_MS),
  notifyUrl: "http://anxin.test/v1/alipay/notify",
  returnUrl: "http://shop.test/wallet?tab=1",
};
const REFUND = { outTradeNo: ORDER.outTradeNo, outRequestNo: "wrf_1_1", amount: 20_000n, reason: "退回" };

describe.each<TrustMode>(["key", "certificate"])("in %s mode", (mode) => {
  let gateway: OpenGateway;
  let pages: PagePay;
  let told: { url: string; form: string }[];
  let answer: string;

  beforeEach(async () => {
    told = [];
    answer = "success";
    gateway = await rehearsal.open({
      post: async (url, form) => {
        told.push({ url, form });
        return answer;
      },
    });
    pages = rehearsal.pages(mode, `${gateway.origin}/gateway.do`);
  });
  afterEach(() => gateway.close());

  const open = (order: PageOrder = ORDER, at: Instant = NOON, language = "zh-CN") =>
    fetch(pages.payUrl(order, at), { headers: { "accept-language": language } });
  const press = (outTradeNo = ORDER.outTradeNo) =>
    fetch(`${gateway.origin}/cashier/${outTradeNo}`, { method: "POST", redirect: "manual" });
  const pay = async (): Promise<void> => {
    expect((await open()).status).toBe(200);
    expect((await press()).status).toBe(303);
  };
  const refund = (order = REFUND, at: Instant = NOON) => pages.refund(pages.prepareRefund(order), at);
  const ask = (at: Instant = NOON) => pages.queryRefund(REFUND, at);

  it("shows what is to be paid, is paid once, tells of it and leads back", async () => {
    const page = await open();
    const text = await page.text();
    expect(text).toContain("¥500.00");
    expect(text).toContain("商家预存保费充值 100% &amp; more");
    expect(page.headers.get("content-security-policy")).toContain("form-action 'self' http://shop.test;");
    expect(await pages.query(ORDER.outTradeNo, NOON)).toEqual({ kind: "waiting" });
    const back = await press();
    expect(back.status).toBe(303);
    expect(back.headers.get("location")).toBe(`http://shop.test/wallet?tab=1&out_trade_no=${ORDER.outTradeNo}`);
    const paid = { kind: "paid", tradeNo: "2026111122001000000000000001", amount: 50_000n, paidAt: NOON };
    expect(await pages.query(ORDER.outTradeNo, plus(NOON, MINUTE_MS))).toEqual(paid);
    expect(told.map(({ url }) => url)).toEqual([ORDER.notifyUrl]);
    expect(pages.readNotice(told[0]?.form ?? "")).toEqual({ outTradeNo: ORDER.outTradeNo, trade: paid });
    expect((await press()).status).toBe(303);
    expect(await (await open()).text()).toContain("已付款");
    expect(told).toHaveLength(1);
    expect(await gateway.control.trades()).toEqual([
      { outTradeNo: ORDER.outTradeNo, amount: 50_000, state: "PAID", refunds: [] },
    ]);
  });

  it("speaks English where that is asked for, and carries nothing but its own words", async () => {
    const text = await (await open({ ...ORDER, subject: '<img src="x">' }, NOON, "en-GB,zh;q=0.5")).text();
    expect(text).toContain("Sandbox cashier");
    expect(text).toContain("&lt;img src=&quot;x&quot;&gt;");
  });

  it("shows no page for an order that was altered, or signed by another application", async () => {
    const url = pages.payUrl(ORDER, NOON);
    const altered = url.replace(encodeURIComponent('"500.00"'), encodeURIComponent('"5.00"'));
    expect(altered).not.toBe(url);
    expect((await fetch(altered)).status).toBe(400);
    const stranger = generateGatewayKeys(join(rehearsal.directory, "stranger"));
    const env = {
      ...rehearsal.environment("key", `${gateway.origin}/gateway.do`),
      ALIPAY_PRIVATE_KEY_FILE: stranger.appPrivateKey,
    };
    const strange = present(alipayPages(readAlipayConfig(env, { sandbox: true })), "an account is paid to");
    expect((await fetch(strange.payUrl(ORDER, NOON))).status).toBe(400);
    expect((await open({ ...ORDER, amount: 0n })).status).toBe(400);
    expect(await gateway.control.trades()).toEqual([]);
    expect((await open()).status).toBe(200);
    expect((await open({ ...ORDER, amount: 1n })).status).toBe(400);
    expect((await press("top_404_1")).status).toBe(404);
  });

  it("cannot be paid after it expired, nor after it was closed", async () => {
    await open();
    expect(await pages.query("top_404_1", ORDER.expiresAt)).toEqual({ kind: "not_found" });
    expect((await press()).status).toBe(409);
    expect(await pages.query(ORDER.outTradeNo, ORDER.expiresAt)).toEqual({ kind: "closed" });
    const other = { ...ORDER, outTradeNo: "top_0000000000002_1", expiresAt: plus(NOON, 9 * HOUR_MS) };
    await open(other);
    expect(await pages.close(other.outTradeNo, NOON)).toEqual({ kind: "closed" });
    expect((await press(other.outTradeNo)).status).toBe(409);
    expect(await (await open(other)).text()).toContain("交易已关闭");
    expect(told).toEqual([]);
  });

  it("closes nothing that was paid, and knows nothing of what was never opened", async () => {
    await pay();
    expect(await pages.close(ORDER.outTradeNo, NOON)).toEqual({ kind: "refused" });
    expect(await pages.close("top_404_1", NOON)).toEqual({ kind: "not_found" });
    expect(await pages.query("top_404_1", NOON)).toEqual({ kind: "not_found" });
  });

  it("tells again until it is answered success, twice or never when scripted so", async () => {
    answer = "no";
    await pay();
    await vi.waitFor(() => expect(told.length).toBeGreaterThan(1));
    answer = "success";
    const trade = () => gateway.book.state().trades.get(ORDER.outTradeNo);
    await vi.waitFor(() => expect(trade()?.notice).toBe("told"), { timeout: 5_000 });
    await gateway.control.script(["notify:lost", "success", "notify:twice"]);
    const [lost, twice] = ["top_0000000000002_1", "top_0000000000003_1"];
    told = [];
    for (const outTradeNo of [lost, twice]) {
      await open({ ...ORDER, outTradeNo });
      await press(outTradeNo);
    }
    await vi.waitFor(() => expect(told).toHaveLength(2), { timeout: 5_000 });
    expect(told.map(({ form }) => pages.readNotice(form)?.outTradeNo)).toEqual([twice, twice]);
    expect(gateway.book.state().script).toEqual(["success"]);
  });

  it("sends money back once for a number, up to what was paid", async () => {
    await pay();
    const first = await refund();
    expect(first).toMatchObject({ kind: "succeeded", paidAt: NOON, amount: null });
    expect(await refund(REFUND, plus(NOON, MINUTE_MS))).toEqual({ kind: "dealing" });
    expect(await ask()).toMatchObject({ kind: "succeeded", amount: 20_000n });
    expect(await refund({ ...REFUND, amount: 1n })).toMatchObject({ kind: "unknown", cause: "inconsistent" });
    expect(await refund({ ...REFUND, outRequestNo: "wrf_1_2", amount: 30_001n })).toMatchObject({ kind: "failed" });
    expect(await refund({ ...REFUND, outRequestNo: "wrf_1_3", amount: 30_000n })).toMatchObject({ kind: "succeeded" });
    expect(await pages.query(ORDER.outTradeNo, NOON)).toEqual({ kind: "closed" });
    expect(await gateway.control.trades()).toMatchObject([
      {
        state: "PAID",
        refunds: [
          { amount: 20_000, state: "SUCCESS" },
          { amount: 30_000, state: "SUCCESS" },
        ],
      },
    ]);
  });

  it("sends nothing back of what was not paid", async () => {
    expect(await refund()).toMatchObject({ kind: "failed", code: "TRADE_NOT_EXIST" });
    await open();
    expect(await refund()).toMatchObject({ kind: "failed", code: "TRADE_STATUS_ERROR" });
    expect(await ask()).toEqual({ kind: "not_found" });
  });

  it.each([
    ["timeout_moved", { kind: "unknown", cause: "connection_lost" }, { kind: "succeeded" }, { kind: "dealing" }],
    ["timeout_not_moved", { kind: "unknown" }, { kind: "not_found" }, { kind: "succeeded" }],
    ["system_error", { kind: "unknown", cause: "channel_unwell" }, { kind: "not_found" }, { kind: "succeeded" }],
    ["refused:TRADE_HAS_FINISHED", { kind: "failed" }, { kind: "not_found" }, { kind: "failed" }],
    ["refused:SOMETHING_NEW", { kind: "unknown", cause: "unlisted" }, { kind: "not_found" }, { kind: "unknown" }],
    ["dealing", { kind: "dealing" }, { kind: "dealing" }, { kind: "dealing" }],
    ["daily_cap", { kind: "capped" }, { kind: "not_found" }, { kind: "capped" }],
  ])("plays refund:%s", async (outcome, sent, asked, repeated) => {
    await gateway.control.script([`refund:${outcome}`]);
    await pay();
    expect(await refund()).toMatchObject(sent);
    expect(await ask(plus(NOON, MINUTE_MS))).toMatchObject(asked);
    expect(await refund(REFUND, plus(NOON, MINUTE_MS))).toMatchObject(repeated);
    const tomorrow = plus(NOON, 24 * HOUR_MS);
    if (outcome === "dealing") expect(await ask(tomorrow)).toMatchObject({ kind: "succeeded", amount: 20_000n });
    if (outcome === "daily_cap") expect(await refund(REFUND, tomorrow)).toMatchObject({ kind: "succeeded" });
  });

  it("believes no message that is forged, altered, doubled, or meant for somebody else", async () => {
    await pay();
    const form = present(told[0], "it was told").form;
    const changed = (change: (fields: URLSearchParams) => void): string => {
      const fields = new URLSearchParams(form);
      change(fields);
      return fields.toString();
    };
    const forgeries = [
      "",
      "x".repeat(1_000),
      "%",
      changed((fields) => fields.delete("sign")),
      changed((fields) => fields.set("sign", "AAAA")),
      changed((fields) => fields.set("sign_type", "RSA")),
      changed((fields) => fields.set("sign_type", "NONE")),
      changed((fields) => fields.set("total_amount", "5000.00")),
      changed((fields) => fields.set("out_trade_no", "top_0000000000009_1")),
      changed((fields) => fields.set("trade_status", "TRADE_FINISHED")),
      changed((fields) => fields.append("total_amount", "5000.00")),
      changed((fields) => fields.append("more", "1")),
    ];
    for (const forgery of forgeries) expect(pages.readNotice(forgery), forgery).toBeNull();
    const identity = readIdentity(rehearsal.keyDirectory);
    const { sign: _sign, sign_type: _type, ...fields } = Object.fromEntries(new URLSearchParams(form));
    expect(pages.readNotice(signedForm(identity, fields))).not.toBeNull();
    const elsewhere = [{ app_id: "2021000000000009" }, { seller_id: "2088000000000009" }, { trade_status: "NEW" }];
    for (const other of elsewhere) {
      expect(pages.readNotice(signedForm(identity, { ...fields, ...other }))).toBeNull();
    }
    const stranger = readIdentity(join(rehearsal.directory, "stranger"));
    expect(pages.readNotice(signedForm(stranger, fields))).toBeNull();
  });

  it("knows nothing for sure where nobody answers", async () => {
    const nowhere = rehearsal.pages(mode, "http://127.0.0.1:9/gateway.do");
    expect(await nowhere.query(ORDER.outTradeNo, NOON)).toMatchObject({ kind: "unknown" });
    expect(await nowhere.close(ORDER.outTradeNo, NOON)).toMatchObject({ kind: "unknown" });
    expect(await nowhere.queryRefund(REFUND, NOON)).toMatchObject({ kind: "unknown" });
  });
});

it("is there only where an account is named that payments go to", () => {
  const env = rehearsal.environment("key", "http://127.0.0.1:9/gateway.do");
  const { ALIPAY_SELLER_ID: seller, ...without } = env;
  expect(seller).toBe(GATEWAY_SELLER_ID);
  expect(alipayPages(readAlipayConfig(without, { sandbox: true }))).toBeNull();
  expect(() => readAlipayConfig({ ...env, ALIPAY_SELLER_ID: "me" }, { sandbox: true })).toThrow("ALIPAY_SELLER_ID");
});
