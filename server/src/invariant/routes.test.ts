import { present } from "@anxin/core/assert";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { INVARIANTS } from "./checks.js";
import { type Market, openMarket, orderOf } from "./testing/market.js";

let market: Market;
beforeAll(async () => {
  market = await openMarket();
  await market.call("PUT", "/v1/merchants/shop-1001", { name: "shop", tier: "standard" });
  await market.call("POST", "/v1/orders", { orders: [orderOf({ orderId: "T-1" })] });
});
afterAll(() => market.close());

interface View {
  readonly id: string;
  readonly name: string;
  readonly holds: boolean;
  readonly violations: readonly { readonly subject: string; readonly detail: string }[];
}

const ask = (as: string, language = "en") =>
  market.server.call("GET", "/v1/invariants", { as, headers: { "accept-language": language } });

describe("GET /v1/invariants", () => {
  test("answers every invariant, in the order of their numbers", async () => {
    const { status, body } = await ask(market.server.tenant.apiKey);
    expect(status).toBe(200);
    expect(body).toEqual(INVARIANTS.map(({ id, name }) => ({ id, name: name.en, holds: true, violations: [] })));
  });

  test("names them in the caller's language", async () => {
    const { body } = await ask(market.server.tenant.apiKey, "zh-CN");
    expect((body as View[]).map(({ name }) => name)).toEqual(INVARIANTS.map(({ name }) => name.zh));
  });

  test.each(["supervisor", "finance", "auditor", "platform", "admin"] as const)("is for %s", async (role) => {
    expect((await ask(market.server.tenant.staff[role].token)).status).toBe(200);
  });

  test.each(["adjuster", "actuary"] as const)("is not for %s", async (role) => {
    expect((await ask(market.server.tenant.staff[role].token)).status).toBe(403);
  });

  test("is for no buyer, no merchant and no stranger", async () => {
    const { server } = market;
    expect((await ask(await server.session(server.tenant, "buyer", "b-42"))).status).toBe(403);
    expect((await ask(await server.session(server.tenant, "merchant", "shop-1001"))).status).toBe(403);
    expect((await server.call("GET", "/v1/invariants")).status).toBe(401);
  });

  test("tells who is wrong, to its own tenant alone", async () => {
    const { tenant, other, database } = market.server;
    await database.owner.query("delete from order_directory where order_id = 'T-1'");
    const mine = (await ask(tenant.apiKey)).body as View[];
    const broken = mine.filter(({ holds }) => !holds);
    expect(broken).toEqual([
      {
        id: "I3",
        name: expect.any(String),
        holds: false,
        violations: [{ subject: "order T-1", detail: "it is not in the directory" }],
      },
    ]);
    const theirs = (await ask(other.apiKey)).body as View[];
    expect(theirs.every(({ holds }) => holds)).toBe(true);
  });

  test("answers many who ask at once", async () => {
    const answers = await Promise.all(Array.from({ length: 15 }, () => ask(market.server.other.apiKey)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  test("compares with what the channel says that it did", async () => {
    const { gateway, server } = market;
    const sent = await server.context.channel.send(
      server.context.channel.prepare({
        outBizNo: "pay_06qd203022002",
        amount: 100n,
        payee: { account: "buyer42@example.com", name: "王小明" },
        title: "退货运费险",
        remark: "clm_1",
      }),
      server.context.clock.now(),
    );
    expect(sent.kind).toBe("succeeded");
    const answer = (await ask(server.other.apiKey)).body as View[];
    const paidOnce = present(
      answer.find(({ id }) => id === "I6"),
      "I6 is answered",
    );
    expect(paidOnce.violations).toMatchObject([
      { subject: "pay_06qd203022002", detail: expect.stringContaining("nobody here knows") },
    ]);
    await gateway.control.reset();
  });

  test("answers without the channel while that is away", async () => {
    await market.loseGateway();
    const { status, body } = await ask(market.server.other.apiKey);
    expect(status).toBe(200);
    expect((body as View[]).every(({ holds }) => holds)).toBe(true);
  });
});
