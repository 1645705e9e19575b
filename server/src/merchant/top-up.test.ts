import { present } from "@anxin/core/assert";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@anxin/core/time";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SHOP } from "../order/testing/marketplace.js";
import { readIdentity, signedForm } from "../outside/alipay-gateway-identity.js";
import { expectProblem } from "../testing/problem.js";
import { settle } from "../worker.js";
import { openTill, type Till } from "./testing/till.js";
import { NOTICE_PATH, readTradeNumber, tradeNumber } from "./top-up.js";
import { runDueTopUps } from "./top-up-due.js";

let till: Till;
const open = async (heard: boolean): Promise<void> => {
  till = await openTill({ heard });
};
afterEach(async () => {
  await till.check();
  await till.close();
});

/** The message about the last payment, as the channel would sign it with these fields changed. */
function message(changes: Readonly<Record<string, string>> = {}): string {
  const {
    sign: _sign,
    sign_type: _type,
    ...fields
  } = Object.fromEntries(new URLSearchParams(present(till.told.at(-1), "the gateway told of it")));
  return signedForm(readIdentity(till.rehearsal.keyDirectory), { ...fields, ...changes });
}

describe("a top-up on the page", () => {
  beforeEach(() => open(true));

  test("is pending until it is paid, and settled by the channel's message", async () => {
    const asked = await till.ask(50_000);
    expect(asked).toMatchObject({ status: "pending", amount: 50_000, settledCredit: 0, failure: null });
    expect(new URL(asked.payUrl ?? "").searchParams.get("notify_url")).toBe(`http://anxin.test${NOTICE_PATH}`);
    expect(new URL(asked.payUrl ?? "").searchParams.get("return_url")).toBe("http://anxin.test/");
    expect((await till.wallet()).balance).toBe(0);
    await till.pay(asked);
    await expect.poll(async () => (await till.wallet()).balance).toBe(50_000);
    expect(await till.topUp(asked.topUpId)).toMatchObject({
      status: "settled",
      payUrl: null,
      exchanges: [{ action: "notice", answer: "settled" }],
    });
    expect((await till.wallet()).movements.data[0]).toMatchObject({
      cause: "wallet_topped_up",
      topUpId: asked.topUpId,
    });
    const { body } = await till.call("GET", "/top-ups?limit=1");
    expect(body).toMatchObject({ data: [{ topUpId: asked.topUpId, status: "settled" }], next: expect.any(String) });
  });

  test("leads back where the caller wants, and nowhere that is no address", async () => {
    const body = { amount: 1, pay: "page", returnUrl: "https://shop.test/wallet" };
    const answer = await till.call("POST", "/top-ups", { body, key: "back" });
    const { payUrl } = answer.body as { payUrl: string };
    expect(new URL(payUrl).searchParams.get("return_url")).toBe("https://shop.test/wallet");
    for (const returnUrl of ["javascript:alert(1)", "//evil", "https://a b", `https://${"x".repeat(300)}`]) {
      const bad = await till.call("POST", "/top-ups", { body: { ...body, returnUrl }, key: "bad" });
      expectProblem(bad, "validation_failed");
    }
    expectProblem(
      await till.call("POST", "/top-ups", { body: { amount: 1, pay: "later" }, key: "x" }),
      "validation_failed",
    );
  });

  test("settles what was drawn on credit first, and says so", async () => {
    await till.terms(1_000);
    const { owner } = till.market.server.database;
    await owner.query("update wallet set balance = balance - 600, funded = funded - 600 where merchant_id = $1", [
      SHOP,
    ]);
    expect(await till.wallet()).toMatchObject({ balance: -600, owed: 600, available: 400 });
    expect(await till.paid(200)).toMatchObject({ settledCredit: 200 });
    expect(await till.wallet()).toMatchObject({ balance: -400, owed: 400, available: 600 });
    expect(await till.paid(1_000)).toMatchObject({ settledCredit: 400 });
    const { balance, owed, available, movements } = await till.wallet();
    expect({ balance, owed, available }).toEqual({ balance: 600, owed: 0, available: 1_600 });
    expect(movements.data[0]).toMatchObject({ change: 1_000, balanceAfter: 600, settledCredit: 400 });
    await owner.query("update wallet set balance = balance + 600, funded = funded + 600 where merchant_id = $1", [
      SHOP,
    ]);
  });

  test("is settled once, however often and by how many at once it is told", async () => {
    const { topUpId } = await till.paid(700);
    const forms = Array.from({ length: 8 }, (_, i) => message({ notify_id: String(i) }));
    const answers = await Promise.all(forms.map((form) => till.tell(form)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${String(body)}`))).toEqual(new Set(["200 success"]));
    expect(await till.tell(message({ trade_status: "TRADE_FINISHED" }))).toMatchObject({ body: "success" });
    expect(await till.tell(message({ trade_status: "TRADE_CLOSED" }))).toMatchObject({ body: "success" });
    expect(await till.tell(message({ trade_status: "WAIT_BUYER_PAY" }))).toMatchObject({ body: "success" });
    expect(await till.topUp(topUpId)).toMatchObject({ status: "settled" });
    expect((await till.wallet()).balance).toBe(700);
  });

  test("is settled by a payment that is told after the top-up was given up", async () => {
    const asked = await till.ask(900);
    await till.pay(asked);
    await expect.poll(async () => (await till.topUp(asked.topUpId)).status).toBe("settled");
    const late = await till.ask(900);
    await till.pass(3 * HOUR_MS);
    expect(await till.topUp(late.topUpId)).toMatchObject({ status: "failed", failure: "expired", payUrl: null });
    const number = tradeNumber(1, present(readTradeNumber(`${late.topUpId}_1`), "a number reads").topUpId);
    expect(await till.tell(message({ out_trade_no: number }))).toMatchObject({ status: 200, body: "success" });
    expect(await till.topUp(late.topUpId)).toMatchObject({ status: "settled", failure: null });
    expect((await till.wallet()).balance).toBe(1_800);
  });

  test("is refused above its limit, to strangers, and where nothing is connected", async () => {
    expectProblem(
      await till.call("POST", "/top-ups", { body: { amount: 1_000_000_001, pay: "page" }, key: "a" }),
      "limit_exceeded",
    );
    const as = till.market.server.other.apiKey;
    expectProblem(await till.call("POST", "/top-ups", { as, body: { amount: 1, pay: "page" }, key: "b" }), "not_found");
    const { topUpId } = await till.ask(5);
    expectProblem(await till.call("GET", `/top-ups/${topUpId}`, { as }), "not_found");
    expectProblem(await till.call("GET", "/top-ups/top_0000000000000"), "not_found");
    expectProblem(await till.call("GET", "/top-ups/what"), "not_found");
    expectProblem(await till.call("GET", "/top-ups", { as }), "not_found");
    const merchant = await till.market.server.session(till.market.server.tenant, "merchant", "shop-9");
    expectProblem(await till.call("GET", `/top-ups/${topUpId}`, { as: merchant }), "not_found");
    const adjuster = till.market.server.tenant.staff.adjuster.token;
    expectProblem(await till.call("GET", "/top-ups", { as: adjuster }), "forbidden");
  });
});

describe("a message about a payment", () => {
  beforeEach(() => open(false));

  test("that is forged, or about nothing of ours, is refused, and nothing is written", async () => {
    const asked = await till.ask(500);
    await till.pay(asked);
    await expect.poll(() => till.told.length).toBeGreaterThan(0);
    const form = till.told[0] ?? "";
    const changed = (name: string, value: string): string => {
      const fields = new URLSearchParams(form);
      fields.set(name, value);
      return fields.toString();
    };
    const forgeries = [
      "",
      "x=1",
      "%E0%A4%A",
      changed("total_amount", "9999.00"),
      changed("sign", "AAAA"),
      changed("app_id", "2021000000000009"),
      message({ app_id: "2021000000000009" }),
      message({ seller_id: "2088000000000002" }),
      message({ out_trade_no: "pay_0000000000001" }),
      message({ out_trade_no: "top_0000000000001_1" }),
      message({ out_trade_no: `${asked.topUpId}_2` }),
      message({ out_trade_no: `${asked.topUpId}_99` }),
    ];
    for (const forgery of forgeries) expectProblem(await till.tell(forgery), "notification_invalid");
    expectProblem(await till.tell(form, { "content-type": "application/json" }), "unsupported_media_type");
    expectProblem(await till.tell("x".repeat(20_000)), "body_too_large");
    expect(await till.topUp(asked.topUpId)).toMatchObject({ status: "pending", humanTask: null, exchanges: [] });
    expect((await till.wallet()).balance).toBe(0);
    expect(await till.tell(form)).toMatchObject({
      status: 200,
      body: "success",
      headers: { "content-type": "text/plain; charset=utf-8" },
    });
    expect((await till.wallet()).balance).toBe(500);
  });

  test("with another amount settles nothing, has a person look, and the right one settles it after all", async () => {
    const asked = await till.ask(500);
    await till.pay(asked);
    await expect.poll(() => till.told.length).toBeGreaterThan(0);
    expectProblem(await till.tell(message({ total_amount: "4.99" })), "notification_invalid");
    expectProblem(await till.tell(message({ total_amount: "4.99" })), "notification_invalid");
    expect(await till.topUp(asked.topUpId)).toMatchObject({ status: "pending", humanTask: "amount_differs" });
    const { tenant, call } = till.market.server;
    const as = tenant.staff.finance.token;
    expect(await call("GET", "/v1/wallet-tasks", { as })).toMatchObject({
      status: 200,
      body: {
        data: [{ taskId: asked.topUpId, task: "amount_differs", merchantId: SHOP, amount: 500, refundId: null }],
      },
    });
    const closing = `/v1/wallet-tasks/${asked.topUpId}/closing`;
    const body = { note: "looked it up" };
    expectProblem(await call("POST", closing, { as: tenant.staff.auditor.token, body, key: "c" }), "forbidden");
    expect(await call("POST", closing, { as, body, key: "c" })).toMatchObject({ status: 200 });
    expectProblem(await call("POST", closing, { as, body, key: "d" }), "not_found");
    for (const id of ["wrf_0000000000001_1", "nothing"]) {
      expectProblem(await call("POST", `/v1/wallet-tasks/${id}/closing`, { as, body, key: id }), "not_found");
    }
    expect(await till.tell(message())).toMatchObject({ body: "success" });
    expect(await till.topUp(asked.topUpId)).toMatchObject({ status: "settled", humanTask: null });
  });

  test("that is lost is made up for by asking", async () => {
    const asked = await till.ask(500);
    await till.pay(asked);
    await till.pass(MINUTE_MS - 1);
    expect((await till.wallet()).balance).toBe(0);
    await till.pass(1);
    expect((await till.wallet()).balance).toBe(500);
    expect(await till.topUp(asked.topUpId)).toMatchObject({
      status: "settled",
      exchanges: [{ action: "query", answer: "settled" }],
    });
  });
});

describe("a top-up that nobody pays", () => {
  beforeEach(() => open(true));

  test("is asked about on a schedule, closed when it expires, and given up", async () => {
    const asked = await till.ask(500);
    await fetch(asked.payUrl ?? "");
    for (let minutes = 0; minutes < 119; minutes++) await till.pass(MINUTE_MS);
    expect(await till.topUp(asked.topUpId)).toMatchObject({ status: "pending" });
    await till.pass(MINUTE_MS);
    const { exchanges, ...view } = (await till.topUp(asked.topUpId)) as unknown as {
      exchanges: { action: string; answer: string }[];
    };
    expect(view).toMatchObject({ status: "failed", failure: "expired", payUrl: null });
    expect(exchanges.map(({ action, answer }) => `${action} ${answer}`)).toEqual([
      "query waiting",
      "query waiting",
      "query waiting",
      "query waiting",
      "query waiting",
      "query waiting",
      "query closed",
    ]);
    expect(await till.gateway.control.trades()).toMatchObject([{ state: "CLOSED" }]);
  });

  test("is given up without being opened, and stays open while the channel cannot be asked", async () => {
    const never = await till.ask(500);
    await till.pass(2 * HOUR_MS);
    expect(await till.topUp(never.topUpId)).toMatchObject({ status: "failed", failure: "expired" });
    const mute = await till.ask(700);
    await till.lose();
    await till.pass(3 * HOUR_MS);
    expect(await till.topUp(mute.topUpId)).toMatchObject({ status: "pending", payUrl: null, humanTask: null });
    await till.pass(DAY_MS);
    expect(await till.topUp(mute.topUpId)).toMatchObject({ status: "pending", humanTask: "unknown_too_long" });
  });

  test("is asked about by one of two workers", async () => {
    const { context } = till.market.server;
    await till.ask(500);
    till.market.server.clock.advance(MINUTE_MS);
    const asked = await Promise.all([runDueTopUps(context), runDueTopUps(context)]);
    expect(asked.reduce((sum, each) => sum + each, 0)).toBe(1);
    await settle(context);
  });
});
