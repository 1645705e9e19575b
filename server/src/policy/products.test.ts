// Every product that is sold, by its own route over HTTP: obtained, changed by a newer snapshot, verified, and cancelled.

import { present } from "@anxin/core/assert";
import { formatInstant } from "@anxin/core/time";
import { CATALOGUE } from "@anxin/products/catalogue";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Marketplace, ORDER, openMarketplace, SHOP } from "../order/testing/marketplace.js";
import { expectInvariants } from "../testing/invariants.js";
import { verificationCode } from "./verify.js";

let market: Marketplace;

beforeAll(async () => {
  market = await openMarketplace([]);
});
afterAll(async () => {
  await expectInvariants(market.server.context);
  await market.close();
});

type Route = "enrolment" | "campaign" | "quote";

interface Way {
  readonly product: string;
  readonly route: Route;
  readonly category: string;
  readonly unitPrice: number;
  /** What is cheaper, or sent from elsewhere, in the next snapshot. */
  readonly next: { readonly unitPrice: number } | { readonly city: string };
  /** Whether cover that has begun may be cancelled. */
  readonly cancels: boolean;
}

const cheaper = { unitPrice: 29_900 };
const WAYS: readonly Way[] = [
  {
    product: "return-freight",
    route: "enrolment",
    category: "apparel",
    unitPrice: 12_900,
    next: { city: "宁波市" },
    cancels: true,
  },
  {
    product: "return-freight",
    route: "campaign",
    category: "shoes",
    unitPrice: 12_900,
    next: { city: "宁波市" },
    cancels: true,
  },
  {
    product: "return-freight",
    route: "quote",
    category: "bags",
    unitPrice: 12_900,
    next: { city: "宁波市" },
    cancels: true,
  },
  { product: "quality", route: "enrolment", category: "apparel", unitPrice: 49_900, next: cheaper, cancels: true },
  {
    product: "transit-damage",
    route: "enrolment",
    category: "fragile",
    unitPrice: 49_900,
    next: cheaper,
    cancels: false,
  },
  {
    product: "authenticity",
    route: "campaign",
    category: "bags",
    unitPrice: 499_900,
    next: { unitPrice: 399_900 },
    cancels: true,
  },
  {
    product: "extended-warranty",
    route: "quote",
    category: "appliance",
    unitPrice: 299_900,
    next: { unitPrice: 199_900 },
    cancels: true,
  },
  {
    product: "screen-crack",
    route: "quote",
    category: "digital",
    unitPrice: 299_900,
    next: { unitPrice: 199_900 },
    cancels: true,
  },
  { product: "allergy", route: "enrolment", category: "beauty", unitPrice: 49_900, next: cheaper, cancels: true },
  {
    product: "price-protection",
    route: "enrolment",
    category: "digital",
    unitPrice: 79_900,
    next: { unitPrice: 29_900 },
    cancels: true,
  },
  {
    product: "fresh-guarantee",
    route: "enrolment",
    category: "food",
    unitPrice: 9_900,
    next: { unitPrice: 4_900 },
    cancels: false,
  },
];

test("there is a way to every product", () => {
  expect(new Set(WAYS.map(({ product }) => product))).toEqual(new Set(CATALOGUE.map(({ code }) => code)));
});

const apiKey = () => market.server.tenant.apiKey;
let keys = 0;

async function post<T>(url: string, body: object): Promise<T> {
  const answer = await market.server.call("POST", url, { as: apiKey(), key: `p${++keys}`, body });
  expect(answer.status, `${url} ${JSON.stringify(answer.body)}`).toBeLessThan(300);
  return answer.body as T;
}

/** Goods of one category, so that one way's enrolment or campaign meets no other's. */
const lineOf = ({ product, route, category, unitPrice }: Way) => ({
  ...{ lineId: "1", sku: `${product}-${route}`, category, unitPrice, quantity: 1 },
});

/** Makes the cover obtainable; answers the quote where a buyer has to choose. */
async function open(way: Way): Promise<string | null> {
  const { product, route, category } = way;
  if (route === "enrolment") {
    const scope = product === "price-protection" ? { all: true } : { skus: [lineOf(way).sku] };
    const url = `/v1/merchants/${SHOP}/enrolments/${product}`;
    const { status } = await market.server.call("PUT", url, { as: apiKey(), body: { scope, status: "active" } });
    expect(status).toBeLessThan(300);
    return null;
  }
  const now = market.server.clock.now();
  if (route === "campaign") {
    const [startsAt, endsAt] = [now - 7 * 86_400_000, now + 86_400_000].map((at) => formatInstant(at as typeof now));
    const condition = `line.sku == "${lineOf(way).sku}"`;
    await post("/v1/campaigns", {
      product,
      budget: 1_000_000,
      startsAt,
      endsAt,
      rules: { categories: [category], condition },
    });
    return null;
  }
  const { lines } = await post<{ lines: { optional: { product: string; quote: string }[] }[] }>("/v1/offers", {
    merchantId: SHOP,
    buyerId: ORDER.buyerId,
    shipTo: ORDER.shipTo,
    returnTo: ORDER.returnTo,
    lines: [lineOf(way)],
  });
  return present(
    lines[0]?.optional.find((cover) => cover.product === product),
    `${product} is offered`,
  ).quote;
}

test.each(WAYS)("$product by $route", async (way) => {
  const { product, next, cancels } = way;
  const quote = await open(way);
  const line = { ...ORDER.lines[0], ...lineOf(way), covers: quote === null ? [] : [{ product, quote }] };
  const order = {
    ...{ ...ORDER, orderId: `T-${product}-${way.route}`, version: 1, lines: [line] },
    paidAt: formatInstant(market.server.clock.now()),
    shipments: [{ ...ORDER.shipments[0], shippedAt: formatInstant(market.server.clock.now()) }],
  };
  const { results } = await market.feed([order]);
  const sold = present(
    results[0]?.policies.find((policy) => policy.product === product),
    `${product} was issued: ${JSON.stringify(results[0])}`,
  );

  const changed =
    "city" in next
      ? { ...order, version: 2, shipTo: { province: "浙江省", city: next.city } }
      : { ...order, version: 2, lines: [{ ...line, unitPrice: next.unitPrice }] };
  await market.feed([changed]);
  type View = { policyNo: string; status: string; premium: number; endorsements: { kind: string; refund: number }[] };
  const view = (await market.get(`/v1/policies/${sold.policyId}`)).body as View;
  const endorsed = present(
    view.endorsements.find(({ kind }) => kind === "rerated"),
    `${product} was endorsed`,
  );
  expect(view.premium).toBe(sold.premium - endorsed.refund);

  const { vault } = market.server.context;
  const code = verificationCode(vault, market.server.tenant.tenantId, view.policyNo);
  const verified = await market.server.call("GET", `/v1/verify/${view.policyNo}?code=${code}`);
  expect(verified).toMatchObject({ status: 200, body: { genuine: true } });

  const url = `/v1/policies/${sold.policyId}/cancellations`;
  const preview = await market.server.call("POST", url, { as: apiKey(), key: `p${++keys}`, body: { preview: true } });
  if (!cancels) {
    expect(preview).toMatchObject({ status: 409, body: { code: "cancellation_not_possible" } });
    return;
  }
  const { cancellationId, refund } = preview.body as { cancellationId: string; refund: number };
  expect(await post(url, { cancellationId })).toMatchObject({ status: "cancelled", refund });
});
