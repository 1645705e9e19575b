import { DAY_MS, MINUTE_MS } from "@anxin/core/time";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DELIVERED, type Marketplace, ORDER, openMarketplace, RETURN, SHOP } from "../order/testing/marketplace.js";
import { expectProblem, pointersOf } from "../testing/problem.js";
import { statementsOf } from "../testing/statements.js";

const CLEARING = "1231";
const BOOKKEEPERS = ["finance", "supervisor", "auditor", "admin"] as const;

let market: Marketplace;
beforeEach(async () => {
  market = await openMarketplace(["return-freight"], { topUp: 10_000_000 });
});
afterEach(() => market.close());

const ask = (url: string, as = market.server.tenant.staff.finance.token) => market.get(url, as);
async function read<T>(url: string, as?: string): Promise<T> {
  const answer = await ask(url, as);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as T;
}

/** An order whose goods are back: a claim that rules grant, and a payout that nobody sends here. */
const returned = (i: number) => ({
  ...ORDER,
  ...{ orderId: `T-${i}`, buyerId: `b-${i}`, version: 9, shipments: DELIVERED },
  payee: { ...ORDER.payee, account: `b-${i}@example.com` },
  returns: [{ ...RETURN, waybill: `ZT20010${i}` }],
});

interface Payout {
  readonly payoutId: string;
  readonly claimId: string;
  readonly amount: number;
  readonly status: string;
}
interface Page<T> {
  readonly data: readonly T[];
  readonly next: string | null;
}

async function all<T>(url: string): Promise<T[]> {
  const found: T[] = [];
  for (let cursor = ""; ; ) {
    const { data, next } = await read<Page<T>>(`${url}${cursor}`);
    found.push(...data);
    if (next === null) return found;
    cursor = `&cursor=${encodeURIComponent(next)}`;
  }
}

describe("the clearing account", () => {
  interface Ages {
    readonly balance: number;
    readonly open: number;
    readonly amount: number;
    readonly difference: number;
    readonly oldestSince: string | null;
    readonly buckets: readonly {
      readonly code: string;
      readonly items: number;
      readonly amount: number;
      readonly oldest: readonly { readonly payoutId: string; readonly since: string }[];
    }[];
  }
  const url = `/v1/ledger/accounts/${CLEARING}/ages`;

  test("says how long what is on its way has been there, and that it holds just that", async () => {
    expect(await read<Ages>(url)).toMatchObject({ balance: 0, open: 0, difference: 0, oldestSince: null });
    await market.feed([returned(1)]);
    market.server.clock.advance(DAY_MS);
    await market.feed([returned(2)]);
    market.server.clock.advance(20 * MINUTE_MS);
    await market.feed([returned(3)]);
    market.server.clock.advance(9 * MINUTE_MS);
    const payouts = await all<Payout>("/v1/payouts?sort=oldest&limit=2");
    expect(payouts).toHaveLength(3);
    const ages = await read<Ages>(url);
    expect(ages).toMatchObject({ open: 3, difference: 0, oldestSince: "2026-11-11T00:00:00.000Z" });
    expect(ages.balance).toBe(payouts.reduce((sum, { amount }) => sum + amount, 0));
    expect(ages.buckets.map(({ code, items, oldest }) => [code, items, oldest[0]?.payoutId])).toEqual([
      ["under_10_minutes", 1, payouts[2]?.payoutId],
      ["under_24_hours", 1, payouts[1]?.payoutId],
      ["older", 1, payouts[0]?.payoutId],
    ]);
    // A minute later nothing is young any more.
    market.server.clock.advance(MINUTE_MS);
    expect((await read<Ages>(url)).buckets.map(({ items }) => items)).toEqual([0, 2, 1]);
    // What is settled in one of the two books alone is seen.
    await market.server.database.owner.query("update payout set status = 'succeeded', next_at = null where true");
    expect(await read<Ages>(url)).toMatchObject({ open: 0, difference: ages.balance });
  });

  test("is looked at by who keeps the books, of their own marketplace, and no other account has ages", async () => {
    await market.feed([returned(1)]);
    const { tenant, other } = market.server;
    for (const role of BOOKKEEPERS) {
      expect((await read<Ages>(url, tenant.staff[role].token)).open, role).toBe(1);
      expect((await read<Ages>(url, other.staff[role].token)).open, role).toBe(0);
    }
    for (const role of ["adjuster", "platform", "actuary"] as const)
      expectProblem(await ask(url, tenant.staff[role].token), "forbidden");
    expectProblem(await market.server.call("GET", url), "unauthenticated");
    expectProblem(await ask("/v1/ledger/accounts/1002/ages"), "not_found");
  });
});

describe("from account to claim", () => {
  interface Transaction {
    readonly transactionId: string;
    readonly recordedAt: string;
    readonly onAccount: { readonly account: string; readonly debit: number; readonly credit: number } | null;
    readonly entries: readonly { readonly claimId: string | null; readonly amount: number }[];
  }

  test("transactions of an account say what they did to it, in either order, within days and amounts", async () => {
    await market.feed([returned(1)]);
    market.server.clock.advance(DAY_MS);
    await market.feed([returned(2)]);
    const newest = await all<Transaction>(`/v1/ledger/transactions?account=${CLEARING}&limit=1`);
    const oldest = await all<Transaction>(`/v1/ledger/transactions?account=${CLEARING}&limit=1&sort=oldest`);
    expect(newest).toHaveLength(2);
    expect(oldest).toEqual([...newest].reverse());
    const [last] = newest;
    expect(last?.onAccount).toEqual({ account: CLEARING, debit: 0, credit: last?.entries.at(-1)?.amount });
    const { data } = await read<Page<Payout>>("/v1/payouts?limit=1");
    expect(last?.entries.some(({ claimId }) => claimId === data[0]?.claimId)).toBe(true);
    const within = async (query: string) =>
      (await all<Transaction>(`/v1/ledger/transactions?account=${CLEARING}&${query}`)).length;
    expect(await within("from=2026-11-12T00:00:00Z")).toBe(1);
    expect(await within("until=2026-11-11T00:00:00Z")).toBe(0);
    const amount = last?.onAccount?.credit ?? 0;
    expect(await within(`minAmount=${amount}&maxAmount=${amount}`)).toBe(2);
    expect(await within(`minAmount=${amount + 1_000_000}`)).toBe(0);
    expect(await within(`merchantId=${SHOP}`)).toBe(2);
    expect(await within("merchantId=shop-2002")).toBe(0);
    const [first] = (await read<Page<Transaction>>("/v1/ledger/transactions?limit=1")).data;
    expect(first?.onAccount).toBeNull();
    expectProblem(await ask("/v1/ledger/transactions?sort=amount"), "validation_failed");
  });
});

describe("payouts", () => {
  interface Totals {
    readonly data: readonly { readonly status: string; readonly payouts: number; readonly amount: number }[];
  }

  test("are counted by state, within days and of a shop", async () => {
    await market.feed([returned(1), returned(2)]);
    await market.server.database.owner.query(
      "update payout set status = 'failed', next_at = null, human_task = 'x' where payout_id = (select max(payout_id) from payout)",
    );
    const payouts = await all<Payout>("/v1/payouts?limit=1");
    const { data } = await read<Totals>("/v1/payouts/summary");
    expect(data.map(({ status }) => status)).toEqual([
      ...["prepared", "sending", "unknown", "succeeded", "failed", "returned"],
    ]);
    for (const { status, payouts: count, amount } of data) {
      const own = payouts.filter((each) => each.status === status);
      expect([count, amount], status).toEqual([own.length, own.reduce((sum, each) => sum + each.amount, 0)]);
    }
    const count = async (query: string) =>
      (await read<Totals>(`/v1/payouts/summary${query}`)).data.reduce((sum, each) => sum + each.payouts, 0);
    expect(await count("")).toBe(2);
    expect(await count("?from=2026-11-12T00:00:00Z")).toBe(0);
    expect(await count("?merchantId=shop-2002")).toBe(0);
    const { tenant, other } = market.server;
    expectProblem(await ask("/v1/payouts/summary", tenant.staff.adjuster.token), "forbidden");
    expectProblem(await market.server.call("GET", "/v1/payouts/summary"), "unauthenticated");
    const foreign = await read<Totals>("/v1/payouts/summary", other.staff.finance.token);
    expect(foreign.data.every(({ payouts: none }) => none === 0)).toBe(true);
  });

  test("are listed within days and amounts, of a shop, in either order", async () => {
    await market.feed([returned(1)]);
    market.server.clock.advance(DAY_MS);
    await market.feed([returned(2)]);
    const newest = await all<Payout>("/v1/payouts?limit=1");
    expect(await all<Payout>("/v1/payouts?limit=1&sort=oldest")).toEqual([...newest].reverse());
    const ids = async (query: string) => (await all<Payout>(`/v1/payouts?${query}`)).map(({ payoutId }) => payoutId);
    expect(await ids("from=2026-11-12T00:00:00Z")).toEqual([newest[0]?.payoutId]);
    expect(await ids("until=2026-11-12T00:00:00Z")).toEqual([newest[1]?.payoutId]);
    expect(await ids(`merchantId=${SHOP}`)).toHaveLength(2);
    expect(await ids("merchantId=shop-2002")).toEqual([]);
    const { amount } = newest[0] ?? { amount: 0 };
    expect(await ids(`minAmount=${amount + 1}`)).toEqual([]);
    expect(await ids(`claimId=${newest[1]?.claimId}&maxAmount=${amount}`)).toEqual([newest[1]?.payoutId]);
    const stranger = await market.server.session(market.server.tenant, "merchant", "shop-2002");
    expect((await read<Page<Payout>>(`/v1/payouts?merchantId=${SHOP}`, stranger)).data).toEqual([]);
    expect(pointersOf(expectProblem(await ask("/v1/payouts?minAmount=-1"), "validation_failed"))).toEqual([
      "/query/minAmount",
    ]);
  });
});

describe("tables", () => {
  const TABLES = ["payouts", "claims", "policies", "ledger/transactions"] as const;
  const rowsOf = (text: string) => text.trimEnd().split("\r\n").slice(1);

  test("hold what the lists hold, newest first, as text that is no formula", async () => {
    const [line] = ORDER.lines;
    const evil = { ...returned(1), lines: [{ ...line, title: '=HYPERLINK("x")，"A"' }] };
    await market.feed([evil, { ...returned(2), lines: [{ ...line, title: "＝1+1" }] }]);
    for (const table of TABLES) {
      const answer = await market.server.call("GET", `/v1/${table}.csv`, {
        as: market.server.tenant.staff.finance.token,
        headers: { "accept-language": "zh-CN" },
      });
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      expect(answer.headers["content-type"]).toBe("text/csv; charset=utf-8; header=present");
      const text = String(answer.body);
      expect(text.startsWith("\uFEFF"), table).toBe(true);
      expect(text.split("\r\n")[0], table).toMatch(/[\u4e00-\u9fff]/);
      for (const cell of text.split(/[\r\n,]+/)) expect(cell, table).not.toMatch(/^"?[=+\-@＝＋－＠]/);
      expect(rowsOf(text).length, table).toBeGreaterThanOrEqual(2);
    }
    const claims = String((await ask("/v1/claims.csv")).body);
    expect(claims).toContain('"\'=HYPERLINK(""x"")，""A"""');
    expect(claims).toContain("'＝1+1");
    expect(rowsOf(claims)[0]).toContain("T-2");
    const policies = String((await ask("/v1/policies.csv")).body);
    expect(rowsOf(policies)).toHaveLength(2);
    expect(rowsOf(policies)[0]).toContain("T-2");
    expect(rowsOf(String((await ask("/v1/policies.csv?status=cancelled")).body))).toEqual([]);
  });

  test("are a shop's own where a merchant asks, and of no other marketplace", async () => {
    await market.feed([returned(1)]);
    const { server } = market;
    const [own, stranger] = await Promise.all(
      [SHOP, "shop-2002"].map((id) => server.session(server.tenant, "merchant", id)),
    );
    for (const table of ["claims", "policies"] as const) {
      expect(rowsOf(String((await ask(`/v1/${table}.csv`, own)).body)), table).toHaveLength(1);
      expect(rowsOf(String((await ask(`/v1/${table}.csv`, stranger)).body)), table).toEqual([]);
      expect(rowsOf(String((await ask(`/v1/${table}.csv`, server.other.staff.finance.token)).body))).toEqual([]);
    }
    for (const table of ["payouts", "ledger/transactions"] as const)
      expectProblem(await ask(`/v1/${table}.csv`, own), "forbidden");
    for (const table of TABLES) {
      expectProblem(await server.call("GET", `/v1/${table}.csv`), "unauthenticated");
      expectProblem(await ask(`/v1/${table}.csv?colour=red`), "validation_failed");
      expectProblem(
        await ask(`/v1/${table}.csv?from=2026-11-12T00:00:00Z&until=2026-11-12T00:00:00Z`),
        "validation_failed",
      );
    }
  });

  test("a key that may read claims alone reads their table, and no other", async () => {
    const { tenant } = market.server;
    const created = await market.server.call("POST", "/v1/api-keys", {
      as: tenant.staff.admin.token,
      key: "scoped",
      body: { label: "bi", scopes: ["claims:read"] },
    });
    const { key } = created.body as { readonly key: string };
    expect((await ask("/v1/claims.csv", key)).status).toBe(200);
    expectProblem(await ask("/v1/payouts.csv", key), "forbidden");
  });
});

describe("lists of people's things", () => {
  test("tell which goods and whose they are, sorted and narrowed", async () => {
    await market.feed([returned(1)]);
    market.server.clock.advance(DAY_MS);
    await market.feed([returned(2)]);
    const goods = {
      line: { sku: "TEE-L", title: "纯棉T恤", category: "apparel", unitPrice: 12_900, quantity: 1 },
      merchantName: "Shop",
    };
    for (const list of ["claims", "policies"] as const) {
      const newest = await all<{ readonly orderId: string }>(`/v1/${list}?limit=1`);
      expect(
        newest.map(({ orderId }) => orderId),
        list,
      ).toEqual(["T-2", "T-1"]);
      for (const item of newest) expect(item, list).toMatchObject(goods);
      expect(await all(`/v1/${list}?limit=1&sort=oldest`), list).toEqual([...newest].reverse());
      const count = async (query: string) => (await all(`/v1/${list}?${query}`)).length;
      expect(await count("product=return-freight"), list).toBe(2);
      expect(await count("product=quality"), list).toBe(0);
      expect(await count("from=2026-11-12T00:00:00Z"), list).toBe(1);
      expect(await count("until=2026-11-12T00:00:00Z"), list).toBe(1);
    }
    expect((await all("/v1/policies?payer=merchant")).length).toBe(2);
    expect((await all("/v1/policies?payer=buyer")).length).toBe(0);
    const [policy] = await all<{ readonly policyId: string }>("/v1/policies?limit=1");
    expect(await read(`/v1/policies/${policy?.policyId}`)).toMatchObject(goods);
  });

  test("take as many statements for a full page as for one item", async () => {
    await market.feed(Array.from({ length: 12 }, (_, i) => returned(i)));
    const { db } = market.server.context;
    for (const url of ["/v1/claims", "/v1/policies", "/v1/payouts", "/v1/ledger/transactions"]) {
      await read(`${url}?limit=1`);
      const one = await statementsOf(db, () => read(`${url}?limit=1`));
      expect(await statementsOf(db, () => read(`${url}?limit=10`)), url).toBe(one);
    }
  });
});
