// A thousand markets, each drawn from its seed: what the product covers, declines and charges is what the oracle expects.

import { formatInstant, HOUR_MS, plus } from "@anxin/core/time";
import { type Marketplace, openMarketplace } from "@anxin/server/order/testing/marketplace";
import { expectInvariants } from "@anxin/server/testing/invariants";
import { afterAll, beforeAll, expect, test } from "vitest";
import { randomSeed } from "../testing/seed.js";
import { Expected, type ExpectedOrder } from "./expected.js";
import {
  type DrawnLine,
  type DrawnOrder,
  type DrawnVersion,
  drawWorld,
  RETURN_TO,
  type Wish,
  type World,
} from "./world.js";

const MARKETS = 1_000;
/** Markets between two looks at everything that has to be true. */
const CHECK_EVERY = 250;
const FOREIGN_SHOP = "shop-foreign";

let market: Marketplace;
beforeAll(async () => {
  market = await openMarketplace([]);
});
afterAll(() => market.close());

let keys = 0;

async function call<T>(
  method: string,
  url: string,
  body: object,
  options: { as?: string; etag?: string } = {},
): Promise<T> {
  const { as = market.server.tenant.apiKey, etag } = options;
  const headers = etag === undefined ? {} : { "if-match": etag };
  const answer = await market.server.call(method, url, { as, body, headers, key: `key-${++keys}` });
  if (answer.status >= 300)
    throw new Error(`${method} ${url} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return { ...(answer.body as object), etag: answer.headers["etag"] } as T;
}

const when = (hours: number | null): string | null =>
  hours === null ? null : formatInstant(plus(market.server.clock.now(), hours * HOUR_MS));

type Quotes = ReadonlyMap<string, string>;
/** Which quote is sent for a wish; an altered one was good once. */
type QuoteKind = Exclude<Wish, "altered">;
const kindOf = (wish: Wish): QuoteKind => (wish === "altered" ? "good" : wish);
const quoteKey = (orderId: string, lineId: string, product: string, kind: QuoteKind): string =>
  `${orderId} ${lineId} ${product} ${kind}`;

/** Quotes for every line of an order: of the shop, of the shop for one more, and of another shop. */
async function quotesOf(world: World): Promise<Quotes> {
  const quotes = new Map<string, string>();
  const ask = async (order: DrawnOrder, kind: QuoteKind, merchantId: string, more: number): Promise<void> => {
    const lines = (order.versions[0]?.lines ?? []).filter(({ wishes }) =>
      wishes.some(({ wish }) => kindOf(wish) === kind),
    );
    if (lines.length === 0) return;
    const { province, city } = order.shipTo;
    const offer = await call<{ lines: { lineId: string; optional: { product: string; quote: string }[] }[] }>(
      "POST",
      "/v1/offers",
      {
        merchantId,
        shipTo: { province, city },
        returnTo: RETURN_TO,
        lines: lines.map(({ lineId, sku, category, unitPrice, quantity }) => {
          return { lineId, sku, category, unitPrice, quantity: quantity + more };
        }),
      },
    );
    for (const { lineId, optional } of offer.lines) {
      for (const { product, quote } of optional) quotes.set(quoteKey(order.orderId, lineId, product, kind), quote);
    }
  };
  for (const order of world.orders) {
    await ask(order, "good", world.merchantId, 0);
    await ask(order, "other_quantity", world.merchantId, 1);
    await ask(order, "foreign", FOREIGN_SHOP, 0);
  }
  return quotes;
}

function coversOf({ orderId }: DrawnOrder, { lineId, wishes }: DrawnLine, quotes: Quotes): object[] {
  return wishes.map(({ product, wish }) => {
    const quote = quotes.get(quoteKey(orderId, lineId, product, kindOf(wish))) ?? "qt_none";
    return { product, quote: wish === "altered" ? `${quote.slice(0, -6)}AAAAAA` : quote };
  });
}

function snapshot(world: World, order: DrawnOrder, version: DrawnVersion, quotes: Quotes): object {
  const { province, city } = order.shipTo;
  const carried = version.shipped.filter(({ lineId }) => version.lines.some((line) => line.lineId === lineId));
  return {
    ...{ orderId: order.orderId, version: version.version, currency: "CNY" },
    ...{ merchantId: world.merchantId, buyerId: order.buyerId },
    payee: { channel: "alipay", account: "buyer@example.com", name: "王小明" },
    shipTo: { province, city },
    returnTo: RETURN_TO,
    placedAt: when((version.paidIn ?? 0) - 1),
    paidAt: when(version.paidIn),
    cancelledAt: when(version.cancelledIn),
    lines: version.lines.map((line) => {
      const { lineId, sku, category, unitPrice, quantity, freight } = line;
      const covers = coversOf(order, line, quotes);
      return { lineId, sku, title: sku, category, unitPrice, quantity, freight, covers };
    }),
    shipments: carried.map(({ lineId, shippedIn }) => ({
      ...{ shipmentId: `s${lineId}`, lineIds: [lineId], carrier: "SF", waybill: `SF${order.orderId}-${lineId}` },
      shippedAt: when(shippedIn),
      deliveredAt: null,
    })),
    returns: [],
    extra: {},
  };
}

/** Opens the shop without covers, so that everything it may sell is quoted. */
async function openShop(world: World): Promise<Quotes> {
  await call("PUT", `/v1/merchants/${world.merchantId}`, {
    name: "Shop",
    returnAddress: RETURN_TO,
    tier: world.tier,
    since: "2025-01-01T00:00:00.000Z",
  });
  return quotesOf(world);
}

/** Gives the shop its covers and its money, and starts the campaigns; answers what is needed to end them. */
async function furnish(world: World): Promise<string[]> {
  const shop = `/v1/merchants/${world.merchantId}`;
  for (const { product, scope, exclusions, status } of world.enrolments)
    await call("PUT", `${shop}/enrolments/${product}`, { scope, exclusions, status });
  await call("POST", `${shop}/wallet/top-ups`, { amount: world.topUp });
  const finance = market.server.tenant.staff.finance.token;
  if (world.creditLimit > 0)
    await call("PUT", `${shop}/wallet`, { creditLimit: world.creditLimit, lowBalance: 0 }, { as: finance });
  const campaigns: string[] = [];
  for (const [i, drawn] of world.campaigns.entries()) {
    const { product, budget, startsIn, endsIn, categories, minPrice, maxPerBuyer, maxPerMerchant, condition } = drawn;
    const started = await call<{ campaignId: string }>("POST", "/v1/campaigns", {
      ...{ name: `${world.merchantId} ${i}`, product, budget, startsAt: when(startsIn), endsAt: when(endsIn) },
      rules: {
        ...{ categories, minPrice, maxPerBuyer },
        ...(maxPerMerchant === null ? {} : { maxPerMerchant: { gifts: maxPerMerchant } }),
        ...(condition === null ? {} : { condition }),
      },
    });
    campaigns.push(started.campaignId);
  }
  return campaigns;
}

const inOrder = (entries: readonly object[]): string[] => entries.map((entry) => JSON.stringify(entry)).sort();

interface Answered {
  readonly orderId: string;
  readonly outcome: string;
  readonly policies: readonly Readonly<Record<string, unknown>>[];
  readonly declined: readonly { product: string; lineId: string; code: string }[];
}

function compare(answered: Answered, expected: ExpectedOrder, about: string): void {
  expect(answered.outcome, about).toBe("applied");
  expect(
    inOrder(
      answered.policies.map(({ product, lineId, payer, premium, sumInsured, status }) => {
        return { product, lineId, payer, premium, sumInsured, isCancelled: status === "cancelled" };
      }),
    ),
    `${about}: covers`,
  ).toEqual(
    inOrder(
      expected.policies.map(({ product, lineId, payer, premium, sumInsured, isCancelled }) => {
        return { product, lineId, payer, premium, sumInsured, isCancelled };
      }),
    ),
  );
  expect(inOrder(answered.declined), `${about}: declined`).toEqual(inOrder(expected.declined));
}

async function play(world: World, quotes: Quotes): Promise<void> {
  const campaigns = await furnish(world);
  const expected = new Expected(world);
  for (const round of [0, 1, 2]) {
    const due = world.orders.flatMap((order) => {
      const version = order.versions[round];
      return version === undefined ? [] : [{ order, version }];
    });
    if (due.length === 0) break;
    const { results } = await call<{ results: Answered[] }>("POST", "/v1/orders", {
      orders: due.map(({ order, version }) => snapshot(world, order, version, quotes)),
    });
    for (const [i, { order, version }] of due.entries()) {
      const answered = results[i];
      if (answered === undefined) throw new Error("every order is answered");
      compare(answered, expected.next(order, version), `${order.orderId} version ${version.version}`);
    }
  }
  const wallet = (await market.get(`/v1/merchants/${world.merchantId}/wallet`)).body as { balance: number };
  expect(wallet.balance, world.merchantId).toBe(expected.balance);
  expect(wallet.balance).toBeGreaterThanOrEqual(-world.creditLimit);
  for (const [i, campaignId] of campaigns.entries()) {
    const { body, headers } = await market.get(`/v1/campaigns/${campaignId}`);
    const { spent, budget } = body as { spent: number; budget: number };
    expect(spent, `campaign ${i} of ${world.merchantId}`).toBe(expected.spent[i]);
    expect(spent).toBeLessThanOrEqual(budget);
    await call("PUT", `/v1/campaigns/${campaignId}`, { status: "paused" }, { etag: String(headers["etag"]) });
  }
}

test(`${MARKETS} markets are covered as the oracle expects`, { timeout: 600_000 }, async () => {
  const first = randomSeed("covers") % 1_000_000_000;
  await call("PUT", `/v1/merchants/${FOREIGN_SHOP}`, { name: "Foreign", returnAddress: RETURN_TO });
  const worlds = Array.from({ length: MARKETS }, (_, i) => drawWorld(first + i));
  const quotes = new Map<World, Quotes>();
  for (const world of worlds) quotes.set(world, await openShop(world));
  let covers = 0;
  for (const [i, world] of worlds.entries()) {
    await play(world, quotes.get(world) ?? new Map());
    if ((i + 1) % CHECK_EVERY === 0) await expectInvariants(market.server.context);
    covers += world.orders.length;
  }
  expect(covers).toBeGreaterThan(MARKETS);
  const issued = await market.count("select count(*) from policy");
  const gifts = await market.count("select count(*) from policy where payer = 'platform'");
  const bought = await market.count("select count(*) from policy where payer = 'buyer'");
  process.stdout.write(`covers: ${issued} policies, ${gifts} of them gifts and ${bought} bought\n`);
  expect(Math.min(gifts, bought)).toBeGreaterThan(MARKETS / 5);
});
