import { addDays, DAY_MS, type Day, formatInstant, HOUR_MS, plus, shanghaiDay, startOfDay } from "@anxin/core/time";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { closeDays } from "../ledger/day.js";
import { type Marketplace, ORDER, openMarketplace, SHOP } from "../order/testing/marketplace.js";
import { expectProblem, pointersOf } from "../testing/problem.js";
import { everyBuyer, oneBuyer, type Trade, trade } from "./testing/history.js";

interface ForecastBody {
  readonly today: { readonly day: Day; readonly band: string };
  readonly tomorrow: { readonly day: Day; readonly band: string };
  readonly announced: readonly { readonly band: string; readonly effectiveOn: Day }[];
  readonly expected: readonly { readonly band: string; readonly effectiveOn: Day }[];
  readonly premiums: readonly {
    readonly zone: string;
    readonly category: string;
    readonly today: number;
    readonly tomorrow: number;
  }[];
  readonly text: string;
}

const forecastUrl = (product = "return-freight", shop = SHOP) => `/v1/merchants/${shop}/enrolments/${product}/forecast`;
const today = ({ server }: Marketplace): Day => shanghaiDay(server.clock.now());

/** Moves to one o'clock of a later day, and closes what ended. */
async function nights({ server }: Marketplace, days: number): Promise<void> {
  const target = startOfDay(addDays(shanghaiDay(server.clock.now()), days));
  server.clock.advance(plus(target, HOUR_MS) - server.clock.now());
  await closeDays(server.context);
}

/** Orders of five days ago, of which the house hears now. */
function sold({ server }: Marketplace, wish: Omit<Trade, "boundAt">): Promise<void> {
  const now = server.clock.now();
  const heard = { boundAt: plus(now, -5 * DAY_MS), issuedAt: now, agreedAt: now };
  return trade(server.context, server.tenant.tenantId, { ...heard, ...wish });
}

/** An order that is paid and shipped at this moment. */
function freshOrder({ server }: Marketplace, orderId: string, changes: object = {}, covers: object[] = []) {
  const now = formatInstant(server.clock.now());
  return {
    ...ORDER,
    orderId,
    placedAt: now,
    paidAt: now,
    lines: ORDER.lines.map((line) => ({ ...line, covers })),
    shipments: ORDER.shipments.map((shipment) => ({ ...shipment, shippedAt: now, deliveredAt: null })),
    returns: [],
    ...changes,
  };
}

describe("a shop whose returns rise", () => {
  let market: Marketplace;
  beforeAll(async () => {
    market = await openMarketplace();
  });
  afterAll(() => market.close());

  const forecast = async (as?: string, headers: Record<string, string> = {}): Promise<ForecastBody> => {
    const { server } = market;
    const answer = await server.call("GET", forecastUrl(), { as: as ?? server.tenant.apiKey, headers });
    expect(answer.status).toBe(200);
    return answer.body as ForecastBody;
  };

  test("is told before, and charged more exactly on the day that was announced", async () => {
    await sold(market, { merchantId: SHOP, buyerId: everyBuyer, policies: 200, returned: 100 });
    const before = await forecast();
    const told = addDays(today(market), 1 + 7);
    expect(before).toMatchObject({
      today: { band: "new" },
      tomorrow: { band: "new" },
      announced: [],
      expected: [{ band: "e", effectiveOn: told }],
      experience: { exposures: 200, returns: 100, ownRatePpm: 500_000, band: "e" },
    });
    await nights(market, 1);
    expect((await forecast()).announced).toEqual([{ band: "e", effectiveOn: told }]);
    const charged: (readonly [Day, number | undefined])[] = [];
    for (let i = 0; i < 9; i++) {
      const { results } = await market.feed([freshOrder(market, `rise-${i}`, { buyerId: `rise-${i}` })]);
      charged.push([today(market), results[0]?.policies[0]?.premium]);
      await nights(market, 1);
    }
    // Far away: 60 fen for a new shop, 300 in band E.
    expect(charged).toEqual(charged.map(([day]) => [day, day < told ? 60 : 300]));
    expect(charged.map(([, premium]) => premium)).toContain(300);
    expect(charged.map(([day]) => day)).toContain(told);
  });

  test("sees what it pays today and tomorrow, by route and category, in its own language", async () => {
    const { server } = market;
    const merchant = await server.session(server.tenant, "merchant", SHOP);
    const { premiums, text, today: now } = await forecast(merchant);
    expect(now.band).toBe("e");
    expect(premiums).toContainEqual({ zone: "far", category: "apparel", today: 300, tomorrow: 300 });
    expect(text).toContain("band E");
    expect((await forecast(merchant, { "accept-language": "zh-CN" })).text).toContain("E 级");
  });

  test("is charged less from the next day on", async () => {
    await sold(market, { merchantId: SHOP, buyerId: everyBuyer, policies: 2_000, returned: 60 });
    const { today: now, tomorrow, text } = await forecast();
    expect([now.band, tomorrow.band]).toEqual(["e", "b"]);
    expect(text).toContain("from tomorrow on as band B");
    await nights(market, 1);
    const { results } = await market.feed([freshOrder(market, "fall-1")]);
    expect(results[0]?.policies[0]?.premium).toBe(60);
  });
});

describe("who may ask", () => {
  let market: Marketplace;
  beforeAll(async () => {
    market = await openMarketplace();
  });
  afterAll(() => market.close());

  test("the shop itself, the marketplace and those who watch over rates; nobody else", async () => {
    const { server } = market;
    const status = async (as: string, url = forecastUrl()) => (await server.call("GET", url, { as })).status;
    const { staff } = server.tenant;
    const may = ["platform", "actuary", "admin", "auditor"] as const;
    for (const role of may) expect(await status(staff[role].token), role).toBe(200);
    for (const role of ["adjuster", "supervisor", "finance"] as const)
      expect(await status(staff[role].token), role).toBe(403);
    expect(await status(await server.session(server.tenant, "buyer", "b-42"))).toBe(403);
    const stranger = await server.session(server.tenant, "merchant", "shop-2002");
    expectProblem(await server.call("GET", forecastUrl(), { as: stranger }), "not_found");
    expectProblem(await server.call("GET", forecastUrl()), "unauthenticated");
    for (const role of ["actuary", "platform", "admin", "auditor"] as const)
      expect(await status(staff[role].token, "/v1/rating/runs"), role).toBe(200);
    expect(await status(server.tenant.apiKey, "/v1/rating/runs")).toBe(403);
  });

  test("only about shops that are known and products that merchants can have", async () => {
    const get = (url: string) => market.get(url);
    expectProblem(await get(forecastUrl("return-freight", "nobody")), "not_found");
    expect(pointersOf(expectProblem(await get(forecastUrl("nothing")), "product_unknown"))).toEqual(["/path/product"]);
    expectProblem(await get(forecastUrl("screen-crack")), "not_eligible");
    expectProblem(await get(forecastUrl("x".repeat(65))), "validation_failed");
    expectProblem(await market.server.call("GET", forecastUrl(), { as: market.server.other.apiKey }), "not_found");
    await market.server.clock.set(plus(market.server.clock.now(), -700 * DAY_MS));
    expectProblem(await get(forecastUrl()), "product_not_live");
  });
});

describe("a simulation", () => {
  let market: Marketplace;
  beforeAll(async () => {
    market = await openMarketplace();
  });
  afterAll(() => market.close());

  const simulate = (body: object, as = market.server.tenant.apiKey, shop = SHOP) =>
    market.server.call("POST", `/v1/merchants/${shop}/simulations`, { as, body });
  const plan = {
    product: "return-freight",
    categories: [
      { category: "apparel", ordersPerMonth: 1_000, averagePrice: 12_900 },
      { category: "food", ordersPerMonth: 500, averagePrice: 3_000 },
    ],
    returnRatePpm: 250_000,
    zoneMix: { far: 1, near: 1 },
  };

  test("says what a month would cost, what it would pay, and when it is worth it, and writes nothing", async () => {
    const answer = await simulate(plan);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        product: "return-freight",
        band: "d",
        ordersPerMonth: 1_500,
        returnedOrdersPerMonth: 375,
        // 500 × 192 + 500 × 160, and 0.3 of it for food: 250 × 58 (57.6) + 250 × 48.
        premiumPerMonth: 202_500,
        costPerOrder: 135,
        // A quarter of 750 × 1000 + 750 × 800.
        expectedClaimsPerMonth: 337_500,
        breakEvenReturnRatePpm: 150_000,
        notInsurable: [],
        zoneMix: { far: 1, near: 1, same_city: 0 },
        experience: { exposures: 4_500, returns: 1_125 },
      },
    });
    const { bands, text } = answer.body as { bands: { band: string; premiumPerMonth: number }[]; text: string };
    expect(bands.map(({ band }) => band)).toEqual(["new", "a", "b", "c", "d", "e", "f"]);
    expect(bands.find(({ band }) => band === "d")?.premiumPerMonth).toBe(202_500);
    expect(text).toContain("cover is cheaper");
    expect(await market.count("select count(*) from rating_band")).toBe(0);
  });

  test("takes the shop's own rate and the usual routes where none is said", async () => {
    await sold(market, { merchantId: SHOP, buyerId: everyBuyer, policies: 440, returned: 220 });
    const { product, categories } = plan;
    // (220 + 60 × 0.075) ÷ 500, since no night has passed: nobody else's returns are known yet.
    expect((await simulate({ product, categories })).body).toMatchObject({
      returnRatePpm: 449_000,
      band: "e",
      zoneMix: { same_city: 5, far: 45 },
    });
  });

  test("refuses what it cannot price", async () => {
    const { server } = market;
    expectProblem(await simulate(plan, undefined, "nobody"), "not_found");
    expectProblem(await simulate({ ...plan, product: "nothing" }), "product_unknown");
    expectProblem(await simulate({ ...plan, product: "screen-crack" }), "not_eligible");
    const cheap = [{ category: "apparel", ordersPerMonth: 10, averagePrice: 0 }];
    expect(
      pointersOf(expectProblem(await simulate({ ...plan, product: "quality", categories: cheap }), "not_eligible")),
    ).toEqual(["/categories"]);
    const wrong = [
      { ...plan, categories: [] },
      { ...plan, categories: [{ ...plan.categories[0], ordersPerMonth: 0 }] },
      { ...plan, returnRatePpm: 1_000_001 },
      { ...plan, zoneMix: {} },
      { ...plan, zoneMix: { moon: 1 } },
    ];
    for (const body of wrong) expectProblem(await simulate(body), "validation_failed");
    expectProblem(await simulate(plan, server.tenant.staff.finance.token), "forbidden");
    await server.clock.set(plus(server.clock.now(), -700 * DAY_MS));
    expectProblem(await simulate(plan), "product_not_live");
  });
});

describe("runs", () => {
  test("are listed with how far they are, the latest first", async () => {
    const market = await openMarketplace();
    try {
      const { server } = market;
      const as = server.tenant.staff.actuary.token;
      const list = (query = "") => server.call("GET", `/v1/rating/runs${query}`, { as });
      expect(await list()).toMatchObject({ status: 200, body: { data: [], next: null } });
      await sold(market, { merchantId: SHOP, buyerId: oneBuyer, policies: 40, returned: 10 });
      await nights(market, 1);
      await nights(market, 1);
      const page = await list("?limit=1");
      expect(page.body).toMatchObject({
        data: [{ runOn: today(market), sequence: 1, state: "done", done: 2, total: 2, changed: 0, blocked: 0 }],
      });
      const { next } = page.body as { next: string };
      const rest = await list(`?limit=1&cursor=${encodeURIComponent(next)}`);
      expect(rest.body).toMatchObject({
        data: [{ runOn: addDays(today(market), -1), changed: 2, exposures: 40, returns: 10, noticeDays: 7 }],
        next: null,
      });
      const [{ resultHash } = {}] = (rest.body as { data: { resultHash?: string }[] }).data;
      expect(resultHash).toMatch(/^[0-9a-f]{64}$/);
      expectProblem(await list("?cursor=nonsense"), "cursor_invalid");
    } finally {
      await market.close();
    }
  });
});

describe("a buyer who sends back too much", () => {
  let market: Marketplace;
  beforeEach(async () => {
    market = await openMarketplace([]);
    await sold(market, { merchantId: "elsewhere", buyerId: oneBuyer, policies: 10, returned: 4 });
  });
  afterEach(() => market.close());

  const buyerId = oneBuyer();
  interface Offered {
    readonly optional: readonly { readonly product: string; readonly quote: string }[];
    readonly blocked: readonly { readonly product: string; readonly code: string; readonly until: string }[];
  }
  const offered = async (who: string | null): Promise<Offered> => {
    const { shipTo, returnTo, lines } = ORDER;
    const wanted = lines.map(({ lineId, sku, category, unitPrice, quantity }) => {
      return { lineId, sku, category, unitPrice, quantity };
    });
    const body = { merchantId: SHOP, buyerId: who, shipTo, returnTo, lines: wanted };
    const answer = await market.server.call("POST", "/v1/offers", { as: market.server.tenant.apiKey, body });
    expect(answer.status).toBe(200);
    const [first = { optional: [], blocked: [] }] = (answer.body as { lines: Offered[] }).lines;
    return first;
  };
  const quoteFor = async (who: string | null): Promise<string> =>
    (await offered(who)).optional.find(({ product }) => product === "return-freight")?.quote ?? "";

  test("is not offered the cover, is told why and until when, and has a quote declined; later all is well again", async () => {
    const early = await quoteFor(buyerId);
    await nights(market, 1);
    const until = formatInstant(startOfDay(addDays(today(market), 90)));
    const { optional, blocked } = await offered(buyerId);
    expect(optional.map(({ product }) => product)).not.toContain("return-freight");
    expect(blocked).toMatchObject([{ product: "return-freight", code: "buyer_blocked", until }]);
    // A quote from before, and one that was made for nobody in particular, on the page of the goods.
    for (const [i, quote] of [early, await quoteFor(null)].entries()) {
      const order = freshOrder(market, `blocked-${i}`, { buyerId }, [{ product: "return-freight", quote }]);
      const { results } = await market.feed([order]);
      expect(results[0]).toMatchObject({
        outcome: "applied",
        policies: [],
        declined: [{ product: "return-freight", code: "buyer_blocked" }],
      });
    }
    await nights(market, 90);
    expect((await offered(buyerId)).blocked).toEqual([]);
    const covers = [{ product: "return-freight", quote: await quoteFor(buyerId) }];
    const { results } = await market.feed([freshOrder(market, "free-1", { buyerId }, covers)]);
    expect(results[0]?.policies).toMatchObject([{ product: "return-freight", payer: "buyer" }]);
  });

  test("bought before the block what was told after it", async () => {
    const quote = await quoteFor(buyerId);
    const order = freshOrder(market, "before-1", { buyerId }, [{ product: "return-freight", quote }]);
    await nights(market, 1);
    const { results } = await market.feed([order]);
    expect(results[0]?.policies).toMatchObject([{ product: "return-freight", payer: "buyer" }]);
  });

  test("still has what the shop pays for, and what the platform gives", async () => {
    await nights(market, 1);
    const { server } = market;
    const as = server.tenant.apiKey;
    const now = server.clock.now();
    const campaign = await server.call("POST", "/v1/campaigns", {
      as,
      key: "gift",
      body: {
        product: "return-freight",
        budget: 1_000,
        startsAt: formatInstant(plus(now, -HOUR_MS)),
        endsAt: formatInstant(plus(now, DAY_MS)),
      },
    });
    expect(campaign.status).toBe(201);
    const gift = await market.feed([freshOrder(market, "gift-1", { buyerId })]);
    expect(gift.results[0]?.policies).toMatchObject([{ payer: "platform" }]);
    const body = { scope: { all: true }, status: "active" };
    await server.call("PUT", `/v1/merchants/${SHOP}/enrolments/return-freight`, { as, body });
    const paid = await market.feed([freshOrder(market, "paid-1", { buyerId })]);
    expect(paid.results[0]?.policies).toMatchObject([{ payer: "merchant" }]);
  });
});
