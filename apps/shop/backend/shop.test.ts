import { afterEach, beforeEach, expect, it } from "vitest";
import { openTestShop, refused, type TestShop } from "./testing/anxin.js";

let shop: TestShop;
beforeEach(() => {
  shop = openTestShop();
});
afterEach(() => shop.close());

const CHECKOUT = {
  checkoutId: "checkout-1",
  lines: [
    { sku: "demo-tee", quantity: 1 },
    { sku: "demo-tv", quantity: 2, covers: [{ product: "extended-warranty", quote: "qt_1" }] },
    { sku: "demo-shirt", quantity: 1 },
  ],
};
const idsOf = ({ body }: { readonly body: unknown }): readonly string[] =>
  (body as { orderIds: readonly string[] }).orderIds;
const told = () => shop.anxin.heard.filter(({ path }) => path === "/v1/orders").length;
const stepped = async (orderId: string, step: string, version: number) => {
  const { status, body } = await shop.post(`/orders/${orderId}/steps`, { step, version });
  const { stage, version: now, steps } = body as { stage: string; version: number; steps: readonly string[] };
  return { status, stage, version: now, steps };
};
async function buyTee(): Promise<string> {
  const answer = await shop.post("/checkouts", { checkoutId: "checkout-2", lines: [{ sku: "demo-tee", quantity: 1 }] });
  return idsOf(answer)[0] ?? "";
}

it("a cart of two shops becomes two orders, at the shop's prices, and the covers are handed on as they were ticked", async () => {
  const ids = idsOf(await shop.post("/checkouts", CHECKOUT));
  const [first, second] = ids.map((id) => shop.anxin.orders.get(id));
  expect(first).toMatchObject({ merchantId: "demo-clothes", buyerId: "demo-buyer-1", version: 1 });
  expect(first?.lines.map(({ sku, unitPrice, covers }) => ({ sku, unitPrice, covers }))).toEqual([
    { sku: "demo-tee", unitPrice: 12_900, covers: [] },
    { sku: "demo-shirt", unitPrice: 15_900, covers: [] },
  ]);
  expect(second?.lines).toMatchObject([
    { sku: "demo-tv", quantity: 2, covers: [{ product: "extended-warranty", quote: "qt_1" }] },
  ]);
});

it("the same checkout buys once, however often it is sent, also at the same time and after a restart", async () => {
  const [first, second] = await Promise.all([shop.post("/checkouts", CHECKOUT), shop.post("/checkouts", CHECKOUT)]);
  shop.restart();
  const third = await shop.post("/checkouts", CHECKOUT);
  expect(idsOf(second)).toEqual(idsOf(first));
  expect(idsOf(third)).toEqual(idsOf(first));
  expect(told()).toBe(2);
  expect((await shop.get("/orders")).body).toMatchObject({ data: [{ stage: "paid" }, { stage: "paid" }], next: null });
});

it("what Anxin refuses is answered in its own words, and leaves no order behind", async () => {
  shop.anxin.interrupt(({ path }) =>
    path === "/v1/orders"
      ? { status: 200, body: { results: [{ outcome: "rejected", problem: refused(422, "quote_expired").body }] } }
      : null,
  );
  const answer = await shop.post("/checkouts", CHECKOUT);
  expect(answer).toMatchObject({ status: 422, body: { code: "quote_expired", requestId: "req_1" } });
  expect((await shop.get("/orders")).body).toEqual({ data: [], next: null });
});

it("an answer that was lost is found again: the next try places what the first one began", async () => {
  let isLost = true;
  shop.anxin.interrupt(({ path }) => {
    if (path === "/v1/orders" && isLost) throw new Error("nothing is heard");
    return null;
  });
  expect(await shop.post("/checkouts", CHECKOUT)).toMatchObject({ status: 502, body: { code: "unavailable" } });
  expect((await shop.get("/orders")).body, "what is not placed is not shown").toEqual({ data: [], next: null });
  isLost = false;
  const ids = idsOf(await shop.post("/checkouts", CHECKOUT));
  expect([...shop.anxin.orders.keys()]).toEqual(ids);
});

it("each step tells the whole order as its next version; pressed twice, it is one step", async () => {
  const orderId = await buyTee();
  expect(await stepped(orderId, "ship", 1)).toMatchObject({ stage: "shipped", version: 2 });
  expect(await stepped(orderId, "ship", 1), "the page had not seen it yet").toMatchObject({ status: 200, version: 2 });
  await stepped(orderId, "deliver", 2);
  await stepped(orderId, "request_return", 3);
  await stepped(orderId, "ship_return", 4);
  expect(await stepped(orderId, "confirm_return", 5)).toMatchObject({ stage: "returned", version: 6, steps: [] });
  const {
    placedAt,
    shipments = [],
    returns = [],
    version,
  } = shop.anxin.orders.get(orderId) ?? { placedAt: "", version: 0 };
  const [parcel, back] = [shipments[0], returns[0]];
  const times = [
    placedAt,
    parcel?.shippedAt,
    parcel?.deliveredAt,
    back?.requestedAt,
    back?.shippedAt,
    back?.receivedAt,
  ];
  expect(version).toBe(6);
  expect(times).toEqual([...times].sort());
  expect(new Set(times).size, "each a moment of its own").toBe(6);
  expect(back?.scans).toMatchObject([{ kind: "picked_up", city: "成都市" }]);
});

it("a step that cannot happen now is refused, and changes nothing", async () => {
  const orderId = await buyTee();
  expect(await shop.post(`/orders/${orderId}/steps`, { step: "confirm_return", version: 1 })).toMatchObject({
    status: 409,
    body: { code: "conflict" },
  });
  expect(shop.anxin.orders.get(orderId)?.version).toBe(1);
});

it("a step that Anxin did not hear of is told when the order is looked at next", async () => {
  const orderId = await buyTee();
  shop.anxin.interrupt(({ method }) => {
    if (method === "POST") throw new Error("nothing is heard");
    return null;
  });
  expect((await shop.post(`/orders/${orderId}/steps`, { step: "ship", version: 1 })).status).toBe(502);
  shop.anxin.interrupt(() => null);
  expect((await shop.get(`/orders/${orderId}`)).body).toMatchObject({ stage: "shipped", version: 2 });
  expect(shop.anxin.orders.get(orderId)?.version).toBe(2);
});

it("shops that Anxin does not know are opened once, with their covers and a wallet, and the question is asked again", async () => {
  let isKnown = false;
  shop.anxin.interrupt(({ path, method }) => {
    if (method === "PUT" && path === "/v1/merchants/demo-orchard") isKnown = true;
    return path === "/v1/offers" && !isKnown ? refused(404, "merchant_unknown") : null;
  });
  expect((await shop.get("/offers?sku=demo-tee")).status).toBe(200);
  const done = shop.anxin.heard.map(({ method, path }) => `${method} ${path}`);
  expect(done).toContain("PUT /v1/merchants/demo-home/enrolments/transit-damage");
  expect(done.filter((each) => each === "POST /v1/merchants/demo-home/wallet/top-ups")).toHaveLength(1);
});

it("a shop that is known is left as its owner has it", async () => {
  shop.anxin.interrupt(({ path, method }) => {
    if (method === "GET" && path.startsWith("/v1/merchants/")) return { status: 200, body: {} };
    return path === "/v1/offers" ? refused(404, "merchant_unknown") : null;
  });
  await shop.get("/offers?sku=demo-tee");
  expect(shop.anxin.heard.filter(({ method }) => method === "PUT")).toEqual([]);
});

it("a shopper sees their own orders alone; who it is stands in the cookie", async () => {
  const orderId = await buyTee();
  expect((await shop.get(`/orders/${orderId}`, "demo-buyer-2")).status).toBe(404);
  expect((await shop.post("/portal", { orderId }, "demo-buyer-2")).status).toBe(404);
  expect((await shop.get("/orders", "demo-buyer-2")).body).toEqual({ data: [], next: null });
  expect((await shop.get("/session", "nobody")).body).toMatchObject({ shopper: { shopperId: "demo-buyer-1" } });
  const { headers } = await shop.post("/session", { shopperId: "demo-buyer-3" });
  expect(headers["set-cookie"]).toBe("anxin_shop=demo-buyer-3; Path=/shop; HttpOnly; SameSite=Lax");
});

it.each([
  ["POST", "/checkouts", { checkoutId: "x", lines: [] }],
  ["POST", "/checkouts", { checkoutId: "checkout-1", lines: [{ sku: "demo-tee", quantity: 0 }] }],
  ["POST", "/checkouts", { checkoutId: "checkout-1", lines: [{ sku: "demo-tee", quantity: 1, covers: "all" }] }],
  ["POST", "/checkouts", null],
  ["POST", "/session", { shopperId: "admin" }],
  ["POST", "/time", { advance: "P1000D" }],
  ["POST", "/stories", { story: "other", runId: "run-12345" }],
  ["GET", "/offers?sku=demo-tee&quantity=-1", null],
] as const)("%s %s does not take %j", async (method, path, body) => {
  const answer = method === "GET" ? await shop.get(path) : await shop.post(path, body);
  expect(answer).toMatchObject({ status: 400, body: { code: "validation_failed" } });
  expect(shop.anxin.heard).toEqual([]);
});

it.each([
  "/nothing",
  "/orders/S1/steps/2/3",
  "/goods/x/y",
  "/offers?sku=nothing",
  "/stories/nothing",
  "/orders/S1/photos/0.png",
])("GET %s is not there", async (path) => {
  expect((await shop.get(path)).status).toBe(404);
});

it("photos are pictures, the same each time, and only as many as are needed", async () => {
  const orderId = await buyTee();
  const [first, again, other, none] = await Promise.all(
    [0, 0, 1, 4].map((number) => shop.get(`/orders/${orderId}/photos/${number}.png`)),
  );
  expect(first?.headers["content-type"]).toBe("image/png");
  expect(first?.body).toEqual(again?.body);
  expect(first?.body).not.toEqual(other?.body);
  expect(none?.status).toBe(404);
});
