import { bookOf } from "@anxin/core/id";
import { DAY_MS } from "@anxin/core/time";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DELIVERED, type Marketplace, ORDER, openMarketplace, RETURN, SHOP } from "../order/testing/marketplace.js";
import { expectProblem, pointersOf } from "../testing/problem.js";
import { statementsOf } from "../testing/statements.js";

let market: Marketplace;
beforeEach(async () => {
  market = await openMarketplace(["return-freight"], { topUp: 10_000_000 });
});
afterEach(() => market.close());

const put = async (
  merchantId: string,
  name: string,
  since = "2025-01-01T00:00:00.000Z",
  tenant = market.server.tenant,
) => {
  const answer = await market.server.call("PUT", `/v1/merchants/${merchantId}`, {
    as: tenant.apiKey,
    body: { name, tier: "standard", since },
  });
  expect(answer.status).toBeLessThan(300);
};

const LISTERS = ["platform", "admin", "finance", "supervisor", "actuary", "auditor"] as const;

describe("the list of merchants", () => {
  interface Item {
    readonly merchantId: string;
    readonly wallet: { readonly balance: number };
  }
  const list = async (query = "", as?: string) => {
    const answer = await market.get(`/v1/merchants${query}`, as);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body as { readonly data: readonly Item[]; readonly next: string | null };
  };
  const ids = async (query: string): Promise<string[]> => {
    const found: string[] = [];
    for (let cursor = ""; ; ) {
      const { data, next } = await list(`${query}${cursor}`);
      found.push(...data.map(({ merchantId }) => merchantId));
      if (next === null) return found;
      cursor = `&cursor=${encodeURIComponent(next)}`;
    }
  };

  test("tells of each what it holds, insures and did in the last 30 days", async () => {
    await market.feed([{ ...ORDER, version: 9, shipments: DELIVERED, returns: [RETURN] }]);
    const { data } = await list();
    expect(data).toMatchObject([
      {
        ...{ merchantId: SHOP, name: "Shop", tier: "standard", since: "2025-01-01T00:00:00.000Z", band: null },
        wallet: { currency: "CNY", floor: 0, low: false, lowBalance: null },
        enrolled: [{ product: "return-freight", status: "active" }],
        recent: { days: 30, policies: 1, claims: 1 },
      },
    ]);
    expect(data[0]?.wallet.balance).toBe(await market.balance());
    market.server.clock.advance(31 * DAY_MS);
    expect((await list()).data).toMatchObject([{ recent: { policies: 0, claims: 0 } }]);
  });

  test("is in the order that is asked for, both ways, with pages that meet", async () => {
    await put("m-b", "Anton", "2025-03-01T00:00:00.000Z");
    await put("m-a", "Anton", "2025-02-01T00:00:00.000Z");
    await put("m-c", "云裳", "2024-02-01T00:00:00.000Z");
    const byName = ["m-a", "m-b", SHOP, "m-c"];
    expect(await ids("?limit=1")).toEqual(byName);
    expect(await ids("?sort=-name&limit=2")).toEqual([...byName].reverse());
    expect(await ids("?sort=since&limit=1")).toEqual(["m-c", SHOP, "m-a", "m-b"]);
    expect(await ids("?sort=-balance&limit=1")).toEqual([SHOP, "m-c", "m-b", "m-a"]);
    expect(await ids("?sort=balance&limit=3")).toEqual(["m-a", "m-b", "m-c", SHOP]);
  });

  test("is narrowed by a part of the name or the id, in whatever case, and by no pattern", async () => {
    await put("m-1", "云裳 100% cotton");
    expect(await ids("?q=COTTON")).toEqual(["m-1"]);
    expect(await ids("?q=M-1")).toEqual(["m-1"]);
    expect(await ids(`?q=${encodeURIComponent("云裳")}`)).toEqual(["m-1"]);
    expect(await ids("?q=%25")).toEqual(["m-1"]);
    expect(await ids("?q=_")).toEqual([]);
  });

  test("is for those who keep the marketplace, of their own one alone", async () => {
    const { tenant, other } = market.server;
    for (const role of LISTERS) {
      expect((await list("", tenant.staff[role].token)).data, role).toHaveLength(1);
      expect((await list("", other.staff[role].token)).data, role).toHaveLength(0);
    }
    expectProblem(await market.get("/v1/merchants", tenant.staff.adjuster.token), "forbidden");
    const merchant = await market.server.session(tenant, "merchant", SHOP);
    expectProblem(await market.get("/v1/merchants", merchant), "forbidden");
    expectProblem(await market.server.call("GET", "/v1/merchants"), "unauthenticated");
    expectProblem(await market.get("/v1/merchants?sort=tier"), "validation_failed");
    expectProblem(await market.get("/v1/merchants?cursor=x.y"), "cursor_invalid");
  });

  test("takes as many statements for many merchants as for one", async () => {
    for (let i = 0; i < 20; i++) await put(`m-${i}`, `Shop ${i}`);
    const { db } = market.server.context;
    await list("?limit=1");
    const one = await statementsOf(db, () => list("?limit=1"));
    expect(await statementsOf(db, () => list("?limit=20"))).toBe(one);
    // begin, merchants, what happened there, commit
    expect(one).toBe(4);
  });
});

describe("a shop at a glance", () => {
  interface Overview {
    readonly covers: { readonly inForce: number; readonly byProduct: readonly object[] };
    readonly claims: Readonly<Record<string, unknown>>;
    readonly days: readonly { readonly day: string; readonly premiumSpent: number; readonly paid: number }[];
    readonly wallet: { readonly balance: number };
    readonly forecast: { readonly product: string; readonly text: string };
    readonly recoveries: object;
  }
  const read = async (as?: string, merchantId = SHOP) => market.get(`/v1/merchants/${merchantId}/overview`, as);
  const overview = async (as?: string): Promise<Overview> => {
    const answer = await read(as);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body as Overview;
  };

  test("tells covers, claims, 30 days of money, wallet, tomorrow's rate and debts", async () => {
    const { results } = await market.feed([
      { ...ORDER, orderId: "T-1" },
      { ...ORDER, orderId: "T-2", version: 9, shipments: DELIVERED, returns: [RETURN] },
    ]);
    const premium = results.flatMap(({ policies }) => policies).reduce((all, policy) => all + policy.premium, 0);
    const found = await overview();
    expect(found).toMatchObject({
      ...{ merchantId: SHOP, name: "Shop", currency: "CNY", asOf: "2026-11-11" },
      covers: { inForce: 1, byProduct: [{ product: "return-freight", payer: "merchant", inForce: 1 }] },
      claims: { open: 0, waitsForMerchant: 0, month: "2026-11", reported: 1, decided: 1, granted: 1, refused: 0 },
      wallet: { merchantId: SHOP, balance: 10_000_000 - premium },
      forecast: { product: "return-freight" },
      recoveries: { open: 0, receivable: 0 },
    });
    expect(found.days).toHaveLength(30);
    expect(found.days.at(-1)).toEqual({ day: "2026-11-11", premiumSpent: premium, paid: 0 });
    expect(found.days[0]).toEqual({ day: "2026-10-13", premiumSpent: 0, paid: 0 });
    expect(found.forecast.text.length).toBeGreaterThan(10);
  });

  test("agrees with the list of policies about what is in force, also when time passes", async () => {
    await market.feed([
      { ...ORDER, orderId: "T-1" },
      { ...ORDER, orderId: "T-2", shipments: DELIVERED, version: 4 },
    ]);
    for (let step = 0; step < 6; step++) {
      const { body } = await market.get(`/v1/policies?merchantId=${SHOP}&status=in_force`);
      expect((await overview()).covers.inForce).toBe((body as { data: readonly object[] }).data.length);
      market.server.clock.advance(5 * DAY_MS);
    }
  });

  test("is for the shop itself and those who keep the marketplace", async () => {
    const { server } = market;
    const merchant = await server.session(server.tenant, "merchant", SHOP);
    expect((await read(merchant)).status).toBe(200);
    for (const role of LISTERS) expect((await read(server.tenant.staff[role].token)).status, role).toBe(200);
    const stranger = await server.session(server.tenant, "merchant", "shop-2002");
    expectProblem(await read(stranger), "not_found");
    expectProblem(await read(server.other.apiKey), "not_found");
    expectProblem(await read(undefined, "nobody"), "not_found");
    expectProblem(await read(server.tenant.staff.adjuster.token), "forbidden");
    expectProblem(await server.call("GET", `/v1/merchants/${SHOP}/overview`), "unauthenticated");
    const language = await server.call("GET", `/v1/merchants/${SHOP}/overview`, {
      as: merchant,
      headers: { "accept-language": "zh-CN" },
    });
    expect((language.body as Overview).forecast.text).toMatch(/[\u4e00-\u9fff]/);
  });

  test("takes as many statements for a shop with much as for one with nothing", async () => {
    const { db } = market.server.context;
    await overview();
    const empty = await statementsOf(db, () => overview());
    await market.feed(Array.from({ length: 30 }, (_, i) => ({ ...ORDER, orderId: `T-${i}`, buyerId: `b-${i}` })));
    expect(await statementsOf(db, () => overview())).toBe(empty);
    // begin, the ten of the header, commit
    expect(empty).toBe(12);
  });
});

describe("what cover does to a shop", () => {
  interface Effects {
    readonly tooFew: boolean;
    readonly caveat: { readonly zh: string; readonly en: string };
    readonly data: readonly {
      readonly metric: string;
      readonly insured: { readonly numerator: number; readonly denominator: number; readonly value: number | null };
      readonly uninsured: { readonly numerator: number; readonly denominator: number } | null;
    }[];
  }
  const ask = (query = "", as?: string, merchantId = SHOP) =>
    market.get(`/v1/merchants/${merchantId}/effects${query}`, as);
  const effects = async (query = "?from=2026-11-01T00:00:00Z"): Promise<Effects> => {
    const answer = await ask(query);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body as Effects;
  };
  const of = ({ data }: Effects, metric: string) => {
    const found = data.find((each) => each.metric === metric);
    return [found?.insured, found?.uninsured].map((side) =>
      side === undefined || side === null ? null : [side.numerator, side.denominator],
    );
  };
  /** An order that nothing insures: it was never shipped. */
  const bare = (orderId: string, change: object = {}) => ({ ...ORDER, orderId, shipments: [], ...change });

  test("counts insured lines against the others by the definitions that it tells", async () => {
    const [line] = ORDER.lines;
    const late = { ...RETURN, receivedAt: "2026-11-10T23:00:00.000Z", refundedAt: null };
    const given = { ...RETURN, receivedAt: null, refundedAt: null, cancelledAt: "2026-11-10T22:30:00.000Z" };
    await market.feed([
      { ...ORDER, orderId: "I-1", version: 9, shipments: DELIVERED, returns: [RETURN] },
      { ...ORDER, orderId: "I-2", buyerId: "b-2", lines: [line, { ...line, lineId: "2" }] },
      bare("U-1", { buyerId: "b-3", returns: [late] }),
      bare("U-2", { buyerId: "b-4", returns: [given] }),
      bare("U-3", { buyerId: "b-2", placedAt: "2026-11-09T09:00:00.000Z" }),
      bare("U-4", { buyerId: "b-2", cancelledAt: "2026-11-09T09:30:00.000Z" }),
      bare("U-5", { buyerId: "b-5", placedAt: "2026-10-01T09:30:00.000Z" }),
    ]);
    const fresh = await effects();
    expect(of(fresh, "lines")).toEqual([
      [2, 2],
      // The second line of an insured order was never shipped.
      [4, 4],
    ]);
    // Received an hour ago is not late yet; what was given up is a dispute.
    expect(of(fresh, "dispute_rate")).toEqual([
      [0, 2],
      [1, 4],
    ]);
    expect(of(fresh, "return_rate")).toEqual([
      [1, 2],
      [1, 4],
    ]);
    // Nobody's thirty days are over.
    expect(of(fresh, "repeat_rate")).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(of(fresh, "claim_dispute_rate")).toEqual([[0, 1], null]);
    market.server.clock.advance(40 * DAY_MS);
    const old = await effects();
    expect(of(old, "dispute_rate")).toEqual([
      [0, 2],
      [2, 4],
    ]);
    expect(of(old, "repeat_rate")).toEqual([
      [1, 2],
      [0, 3],
    ]);
    expect(of(old, "lines")).toEqual(of(fresh, "lines"));
    const refund = old.data.find(({ metric }) => metric === "days_to_refund")?.insured;
    expect(refund).toMatchObject({ denominator: 1 });
    expect(refund?.value).toBeCloseTo(2.5 / 24, 6);
    expect(old).toMatchObject({ tooFew: true, caveat: { zh: expect.stringContaining("不证明因果") as string } });
    const paid = old.data.find(({ metric }) => metric === "paid_to_premium");
    expect(paid?.insured.numerator).toBeGreaterThan(0);
    expect(paid?.insured.value).toBeCloseTo((paid?.insured.numerator ?? 0) / (paid?.insured.denominator ?? 1), 9);
  });

  test("refuses more orders than one comparison reads, and names the limit", async () => {
    await market.server.database.owner.query(
      `insert into orders (book, tenant_id, order_id, merchant_id, buyer_id, version, seen, snapshot, outcomes, recorded_at, updated_at)
       select $1::int2, 1, 'many-' || n, $2, 'b', 1, '', '{}', '{}', '2026-11-10T00:00:00Z', '2026-11-10T00:00:00Z'
       from generate_series(1, 200001) n`,
      [bookOf(1, SHOP), SHOP],
    );
    const problem = expectProblem(await ask("?from=2026-11-01T00:00:00Z"), "limit_exceeded");
    expect(problem).toMatchObject({ limit: 200_000, unit: "orders" });
    expect((await ask("?from=2026-11-12T00:00:00Z")).status).toBe(200);
  });

  test("refuses a stretch that ends before it begins, or is too long", async () => {
    for (const query of [
      "?from=2026-11-12T00:00:00Z&until=2026-11-11T00:00:00Z",
      "?from=2024-01-01T00:00:00Z&until=2026-01-01T00:00:00Z",
    ]) {
      expect(pointersOf(expectProblem(await ask(query), "validation_failed"))).toEqual(["/query/from"]);
    }
  });

  test("is for the shop itself and those who keep the marketplace", async () => {
    const { server } = market;
    const merchant = await server.session(server.tenant, "merchant", SHOP);
    expect((await ask("", merchant)).status).toBe(200);
    for (const role of LISTERS) expect((await ask("", server.tenant.staff[role].token)).status, role).toBe(200);
    expectProblem(await ask("", await server.session(server.tenant, "merchant", "shop-2002")), "not_found");
    expectProblem(await ask("", server.other.apiKey), "not_found");
    expectProblem(await ask("", undefined, "nobody"), "not_found");
    expectProblem(await ask("", server.tenant.staff.adjuster.token), "forbidden");
    expectProblem(await server.call("GET", `/v1/merchants/${SHOP}/effects`), "unauthenticated");
  });
});
