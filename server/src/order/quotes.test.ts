import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestTenant } from "../testing/server.js";
import { quoteReader, quoteWriter } from "./quote.js";
import { type Marketplace, ORDER, openMarketplace, SHOP } from "./testing/marketplace.js";

let market: Marketplace;
beforeAll(async () => {
  market = await openMarketplace([]);
});
afterAll(() => market.close());

const PHONE = { lineId: "1", sku: "P", category: "digital", unitPrice: 399_900, quantity: 1 };
const OTHER_SHOP = { name: "Other", tier: "standard", since: "2025-01-01T00:00:00.000Z" };

async function quoteFor(
  wish: { readonly buyerId?: string | null; readonly merchantId?: string; readonly line?: object },
  tenant: TestTenant = market.server.tenant,
): Promise<string> {
  const { buyerId = "b-42", merchantId = SHOP, line = {} } = wish;
  const { body } = await market.server.call("POST", "/v1/offers", {
    as: tenant.apiKey,
    body: { merchantId, buyerId, shipTo: ORDER.shipTo, lines: [{ ...PHONE, ...line }] },
  });
  const [offered] = (body as { lines: { optional: { product: string; quote: string }[] }[] }).lines;
  const cover = offered?.optional.find(({ product }) => product === "screen-crack");
  if (cover === undefined) throw new Error(`no offer: ${JSON.stringify(body)}`);
  return cover.quote;
}

let orders = 0;
const orderWith = (quote: string, change: { readonly paidAt?: string; readonly product?: string } = {}) => ({
  ...ORDER,
  orderId: `q-${++orders}`,
  paidAt: change.paidAt ?? "2026-11-11T00:10:00.000Z",
  shipments: [],
  lines: [{ ...PHONE, covers: [{ product: change.product ?? "screen-crack", quote }] }],
});

/** What became of an order with this quote: its policies, and the codes of what was declined. */
async function outcome(quote: string, change: Parameters<typeof orderWith>[1] = {}): Promise<(string | undefined)[]> {
  const { results } = await market.feed([orderWith(quote, change)]);
  const [result] = results;
  expect(result?.outcome).toBe("applied");
  return [
    ...(result?.policies ?? []).map(({ product }) => product),
    ...(result?.declined ?? []).map(({ code }) => code),
  ];
}

describe("a quote on an order", () => {
  it("that fits becomes the policy, for its buyer or for any where it names none", async () => {
    expect(await outcome(await quoteFor({}))).toEqual(["screen-crack"]);
    expect(await outcome(await quoteFor({ buyerId: null }))).toEqual(["screen-crack"]);
  });

  it("for other goods, price, quantity or another product is quote_mismatch, and the order goes on", async () => {
    for (const line of [{ sku: "Q" }, { unitPrice: 399_901 }, { quantity: 2 }]) {
      expect(await outcome(await quoteFor({ line }))).toEqual(["quote_mismatch"]);
    }
    expect(await outcome(await quoteFor({}), { product: "extended-warranty" })).toEqual(["quote_mismatch"]);
  });

  it("that had run out when the order was paid is quote_expired", async () => {
    const quote = await quoteFor({});
    expect(await outcome(quote, { paidAt: "2026-11-11T23:59:59.999Z" })).toEqual(["screen-crack"]);
    expect(await outcome(quote, { paidAt: "2026-11-12T00:00:00.000Z" })).toEqual(["quote_expired"]);
  });

  it("of another buyer, merchant or marketplace is quote_foreign", async () => {
    const { server } = market;
    await server.call("PUT", "/v1/merchants/shop-2", { as: server.tenant.apiKey, body: OTHER_SHOP });
    await server.call("PUT", `/v1/merchants/${SHOP}`, { as: server.other.apiKey, body: OTHER_SHOP });
    expect(await outcome(await quoteFor({ buyerId: "b-43" }))).toEqual(["quote_foreign"]);
    expect(await outcome(await quoteFor({ merchantId: "shop-2" }))).toEqual(["quote_foreign"]);
    expect(await outcome(await quoteFor({}, server.other))).toEqual(["quote_foreign"]);
  });

  it("that is not ours is quote_invalid", async () => {
    const quote = await quoteFor({});
    for (const token of [
      "nonsense",
      "qt_",
      "qt_.",
      `${quote}x`,
      `${quote}.`,
      `${quote}=`,
      quote.slice(0, -1),
      quote.slice(3),
    ]) {
      expect(await outcome(token), token).toEqual(["quote_invalid"]);
    }
  });
});

describe("a token", () => {
  it("altered in any one of its characters is none of ours", async () => {
    const quote = await quoteFor({});
    const read = quoteReader(market.server.context, market.server.tenant.tenantId);
    expect(read(quote)).toMatchObject({ product: "screen-crack", buyerId: "b-42" });
    for (let at = 0; at < quote.length; at++) {
      for (const other of ["A", "B", "_", "-", ".", "="]) {
        if (quote[at] === other) continue;
        const altered = `${quote.slice(0, at)}${other}${quote.slice(at + 1)}`;
        expect(read(altered), altered).toBe("quote_invalid");
      }
    }
  });

  it("that went with other texts than the version has is quote_mismatch", async () => {
    const { context, tenant } = market.server;
    const read = quoteReader(context, tenant.tenantId);
    const terms = read(await quoteFor({}));
    if (typeof terms === "string") throw new Error(terms);
    const write = quoteWriter(context.vault);
    expect(read(write(terms))).toEqual(terms);
    expect(read(write({ ...terms, texts: "others" }))).toBe("quote_mismatch");
    expect(read(write({ ...terms, language: "zh" }))).toBe("quote_mismatch");
  });

  it("of an older form is quote_invalid, though we signed it", () => {
    const { context, tenant } = market.server;
    const text = Buffer.from(JSON.stringify([1, "screen-crack"])).toString("base64url");
    const token = `qt_${text}.${context.vault.sign("quote", text).toString("base64url")}`;
    expect(quoteReader(context, tenant.tenantId)(token)).toBe("quote_invalid");
  });
});
