import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Marketplace, ORDER, openMarketplace } from "./testing/marketplace.js";

let market: Marketplace;
beforeAll(async () => {
  market = await openMarketplace();
});
afterAll(() => market.close());

const [LINE] = ORDER.lines;
const withLine = (change: object) => ({ ...ORDER, lines: [{ ...LINE, ...change }] });
const deep = (levels: number): string => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;

/** What is wrong, the order, and the pointer that the answer must name. */
const MALFORMED: readonly (readonly [string, unknown, string])[] = [
  ["an unknown field", { ...ORDER, colour: "red" }, "/orders/0/colour"],
  ["an unknown field of a line", withLine({ weight: 1 }), "/orders/0/lines/0/weight"],
  ["a price with a fraction", withLine({ unitPrice: 129.5 }), "/orders/0/lines/0/unitPrice"],
  ["a price as text", withLine({ unitPrice: "12900" }), "/orders/0/lines/0/unitPrice"],
  ["a negative price", withLine({ unitPrice: -1 }), "/orders/0/lines/0/unitPrice"],
  ["a price beyond any line", withLine({ unitPrice: 9_007_199_254_740_992 }), "/orders/0/lines/0/unitPrice"],
  ["a quantity of nothing", withLine({ quantity: 0 }), "/orders/0/lines/0/quantity"],
  ["a category that nobody knows", withLine({ category: "cars" }), "/orders/0/lines/0/category"],
  ["no order id", { ...ORDER, orderId: undefined }, "/orders/0/orderId"],
  ["an order id of 65 characters", { ...ORDER, orderId: "x".repeat(65) }, "/orders/0/orderId"],
  ["an order id with a NUL", { ...ORDER, orderId: "a\u0000b" }, "/orders/0/orderId"],
  ["half a character", { ...ORDER, buyerId: "\ud800" }, "/orders/0/buyerId"],
  ["a version as text", { ...ORDER, version: "3" }, "/orders/0/version"],
  ["no lines", { ...ORDER, lines: [] }, "/orders/0/lines"],
  ["two lines of one id", { ...ORDER, lines: [LINE, LINE] }, "/orders/0/lines/1/lineId"],
  [
    "a parcel of a line that is not there",
    { ...ORDER, shipments: [{ shipmentId: "s", lineIds: ["9"] }] },
    "/orders/0/shipments/0/lineIds/0",
  ],
  ["a time without an offset", { ...ORDER, placedAt: "2026-11-11T08:00:00.000" }, "/orders/0/placedAt"],
  ["a day that no calendar has", { ...ORDER, paidAt: "2026-02-30T08:00:00.000Z" }, "/orders/0/paidAt"],
  ["an order that is text", "T1", "/orders/0"],
  ["an order that is nothing", null, "/orders/0"],
];

describe("a malformed order", () => {
  it.each(MALFORMED)("with %s is refused, the field named", async (_name, order, pointer) => {
    const { status, body } = await market.feed([order as object]);
    expect(status).toBe(400);
    expect(body.errors?.map((error) => error.pointer)).toContain(pointer);
  });

  it("in another currency is refused, the field named", async () => {
    const { status, body } = await market.feed([{ ...ORDER, currency: "USD" }]);
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: "currency_unsupported", errors: [{ pointer: "/orders/0/currency" }] });
  });

  it("harms no other of its call", async () => {
    const { status, results } = await market.feed([
      { ...ORDER, orderId: "good-1" },
      withLine({ unitPrice: 1.5 }),
      { ...ORDER, orderId: "good-2" },
    ]);
    expect(status).toBe(200);
    expect(results.map(({ outcome }) => outcome)).toEqual(["applied", "rejected", "applied"]);
    expect(results[1]?.problem?.errors.map(({ pointer }) => pointer)).toContain("/orders/1/lines/0/unitPrice");
  });

  it("leaves nothing behind", async () => {
    expect(await market.count(`select count(*) from orders where order_id = '${ORDER.orderId}'`)).toBe(0);
  });
});

describe("a malformed call", () => {
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    market.server.call("POST", "/v1/orders", { as: market.server.tenant.apiKey, body, headers });

  it.each([
    ["no orders", {}, "/orders"],
    ["an empty list", { orders: [] }, "/orders"],
    ["a list that is none", { orders: {} }, "/orders"],
    ["a field more", { orders: [ORDER], tenantId: 2 }, "/tenantId"],
  ])("with %s names the field", async (_name, body, pointer) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect((answer.body as { errors: { pointer: string }[] }).errors.map((error) => error.pointer)).toContain(pointer);
  });

  it("takes 500 orders and refuses 501 with the limit", async () => {
    const orders = Array.from({ length: 501 }, (_, i) => ({ ...ORDER, orderId: `many-${i}` }));
    const refused = await post({ orders });
    expect(refused).toMatchObject({ body: { code: "limit_exceeded", limit: 500, unit: "orders" } });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.status).toBeLessThan(500);
    expect(
      (await market.feed(orders.slice(0, 500))).results.filter(({ outcome }) => outcome === "applied"),
    ).toHaveLength(500);
  });

  it.each([
    ["ten megabytes", JSON.stringify({ orders: [{ ...ORDER, extra: { text: "x".repeat(10_000_000) } }] }), 413],
    ["deep JSON", `{"orders": [${deep(5_000)}]}`, 400],
    ["__proto__", '{"orders": [{"__proto__": {"admin": true}}]}', 400],
    ["half a text", '{"orders": [', 400],
    ["nothing", "", 400],
  ])("of %s is refused before anything is read", async (_name, body, status) => {
    expect((await post(body)).status).toBe(status);
  });

  it.each([
    "text/plain",
    "application/xml",
    " application/json",
    "application/json\t; charset=utf-16",
    "application/json+x",
    "multipart/form-data",
  ])("as %j is refused", async (type) => {
    expect([400, 415]).toContain((await post(JSON.stringify({ orders: [ORDER] }), { "content-type": type })).status);
  });

  it("needs a key of the tenant's server", async () => {
    const call = (as?: string) =>
      market.server.call("POST", "/v1/orders", { ...(as === undefined ? {} : { as }), body: { orders: [ORDER] } });
    expect((await call()).status).toBe(401);
    expect((await call("ak_test_nobody")).status).toBe(401);
    expect((await call(market.server.tenant.staff.finance.token)).status).toBe(403);
    expect((await market.feed([{ ...ORDER, orderId: "foreign" }], market.server.other)).results[0]?.problem?.code).toBe(
      "merchant_unknown",
    );
  });
});

describe("a poisoned order", () => {
  it("is rejected alone; its neighbours of the same batch are applied", async () => {
    // A policy that no order knows of: the unique key refuses the batch, whatever the flow decided.
    await market.server.database.owner.query(
      `insert into policy (policy_id, issued_at, bound_at, premium, sum_insured, tenant_id, product_version, book, product, payer, merchant_id, buyer_id, order_id, line_id, rating)
       select 1, now(), now(), 1, 1, tenant_id, 1, book, 'return-freight', 'merchant', merchant_id, 'x', 'poisoned', '1', '' from merchant`,
    );
    const { status, results } = await market.feed(["p1", "poisoned", "p2"].map((orderId) => ({ ...ORDER, orderId })));
    expect(status).toBe(200);
    expect(results.map(({ outcome }) => outcome)).toEqual(["applied", "rejected", "applied"]);
    expect(await market.count("select count(*) from orders where order_id = 'poisoned'")).toBe(0);
  });
});
