import { DAY_MS } from "@anxin/core/time";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { expectProblem } from "../testing/problem.js";
import { statementsOf } from "../testing/statements.js";
import { ORDER_READERS } from "./list-routes.js";
import { DELIVERED, type Marketplace, ORDER, openMarketplace, RETURN, SHOP } from "./testing/marketplace.js";

interface Item {
  readonly orderId: string;
  readonly recordedAt: string;
  readonly buyerId: string;
  readonly lines: readonly {
    readonly lineId: string;
    readonly covers: readonly { readonly product: string; readonly status: string; readonly policyId: string }[];
    readonly claims: readonly { readonly policyId: string; readonly amount: number }[];
  }[];
}
interface Page {
  readonly data: readonly Item[];
  readonly next: string | null;
}

let market: Marketplace;
beforeEach(async () => {
  market = await openMarketplace(["return-freight"], { topUp: 10_000_000 });
});
afterEach(() => market.close());

async function list(query: string, as?: string): Promise<Page> {
  const answer = await market.get(`/v1/orders${query}`, as);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as Page;
}

async function all(query: string, limit: number, as?: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor = "";
  for (;;) {
    const { data, next } = await list(`?limit=${limit}${query}${cursor}`, as);
    ids.push(...data.map(({ orderId }) => orderId));
    if (next === null) return ids;
    cursor = `&cursor=${encodeURIComponent(next)}`;
  }
}

const order = (orderId: string, change: object = {}) => ({ ...ORDER, orderId, ...change });
const uninsured = (orderId: string) => order(orderId, { shipments: [] });

test("an order comes with its goods, parcels, covers and claims, and what came of each", async () => {
  await market.feed([order("T-1", { shipments: DELIVERED, returns: [RETURN], version: 9 })]);
  const { data } = await list("");
  expect(data).toMatchObject([
    {
      orderId: "T-1",
      version: 9,
      merchantId: SHOP,
      merchantName: "Shop",
      recordedAt: "2026-11-11T00:00:00.000Z",
      lines: [
        {
          ...{ lineId: "1", sku: "TEE-L", title: "纯棉T恤", category: "apparel", unitPrice: 12_900, quantity: 1 },
          covers: [
            {
              product: "return-freight",
              payer: "merchant",
              productName: { zh: expect.any(String) as string, en: expect.any(String) as string },
            },
          ],
          claims: [{ product: "return-freight", status: "approved" }],
        },
      ],
      shipments: [{ shipmentId: "s1", lineIds: ["1"], carrier: "SF", deliveredAt: "2026-11-10T20:00:00.000Z" }],
      returns: [{ returnId: "r1", waybill: "ZT2001", refundedAt: "2026-11-10T23:30:00.000Z" }],
    },
  ]);
  const [line] = data[0]?.lines ?? [];
  expect(line?.claims[0]?.policyId).toBe(line?.covers[0]?.policyId);
  const text = JSON.stringify(data);
  for (const secret of ["buyer42", "王小明", "scans", "seen"]) expect(text).not.toContain(secret);
});

describe("the order of the list", () => {
  test("is by when an order was first told, newest first, and pages meet without gap or repetition", async () => {
    const expected: string[] = [];
    for (let day = 0; day < 12; day++) {
      const ids = [`A-${day}`, `B-${day}`];
      await market.feed(ids.map(uninsured));
      expected.unshift(...ids.reverse());
      market.server.clock.advance(day < 6 ? DAY_MS : 40 * DAY_MS);
    }
    // A later version moves nothing.
    await market.feed([{ ...uninsured("A-0"), version: 7 }]);
    for (const limit of [1, 5, 200]) expect(await all("", limit)).toEqual(expected);
    expect(await all(`&merchantId=${SHOP}`, 5)).toEqual(expected);
  });

  test("of a buyer is by their newest cover, and has what is covered alone", async () => {
    await market.feed([order("T-1"), order("T-2"), uninsured("T-3"), order("T-4", { buyerId: "b-77" })]);
    await market.feed([{ ...order("T-5"), buyerId: "b-42" }]);
    expect(await all("&buyerId=b-42", 1)).toEqual(["T-5", "T-2", "T-1"]);
    expect(await all("&buyerId=b-42&merchantId=shop-2002", 1)).toEqual([]);
  });

  test("keeps to the days that are asked for", async () => {
    await market.feed([order("T-1")]);
    market.server.clock.advance(DAY_MS);
    await market.feed([order("T-2")]);
    expect(await all("&from=2026-11-12T00:00:00Z", 5)).toEqual(["T-2"]);
    expect(await all("&until=2026-11-12T00:00:00Z", 5)).toEqual(["T-1"]);
    expect(await all("&buyerId=b-42&from=2026-11-11T00:00:00Z&until=2026-11-12T00:00:00Z", 5)).toEqual(["T-1"]);
  });
});

describe("who asks", () => {
  test("a buyer and a merchant see their own, whatever they ask for", async () => {
    await market.feed([order("T-1"), order("T-2", { buyerId: "b-77" })]);
    const { server } = market;
    const buyer = await server.session(server.tenant, "buyer", "b-42");
    expect(await all("", 5, buyer)).toEqual(["T-1"]);
    expect(await all("&buyerId=b-77", 5, buyer)).toEqual([]);
    const merchant = await server.session(server.tenant, "merchant", SHOP);
    expect(await all("", 5, merchant)).toEqual(["T-2", "T-1"]);
    expect(await all("&buyerId=b-77", 5, merchant)).toEqual(["T-2"]);
    const stranger = await server.session(server.tenant, "merchant", "shop-2002");
    expect(await all("", 5, stranger)).toEqual([]);
    expect(await all(`&merchantId=${SHOP}`, 5, stranger)).toEqual([]);
  });

  test("staff see all of their marketplace and nothing of another; an actuary sees no orders", async () => {
    await market.feed([order("T-1")]);
    const { tenant, other } = market.server;
    for (const role of ORDER_READERS) {
      if (role === "server" || role === "buyer" || role === "merchant") continue;
      expect(await all("", 5, tenant.staff[role].token), role).toEqual(["T-1"]);
      expect(await all("", 5, other.staff[role].token), role).toEqual([]);
    }
    expectProblem(await market.get("/v1/orders", tenant.staff.actuary.token), "forbidden");
    expectProblem(await market.server.call("GET", "/v1/orders"), "unauthenticated");
  });
});

test("what cannot be asked is refused", async () => {
  const ask = (query: string) => market.get(`/v1/orders${query}`);
  expectProblem(await ask("?from=yesterday-at-eight-o-clock"), "validation_failed");
  expectProblem(await ask("?from=2026-11-12T00:00:00Z&until=2026-11-11T00:00:00Z"), "validation_failed");
  expectProblem(await ask("?status=open"), "validation_failed");
  expectProblem(await ask("?limit=201"), "validation_failed");
  expectProblem(await ask("?cursor=abc.def"), "cursor_invalid");
});

test("a page of a hundred orders takes as many statements as one of one", async () => {
  await market.feed(Array.from({ length: 120 }, (_, i) => order(`T-${i}`, { buyerId: `b-${i % 3}` })));
  const { db } = market.server.context;
  await list("?limit=1");
  for (const query of ["", `&merchantId=${SHOP}`, "&buyerId=b-1"]) {
    const one = await statementsOf(db, () => list(`?limit=1${query}`));
    const many = await statementsOf(db, () => list(`?limit=30${query}`));
    expect(many, query).toBe(one);
    // begin, orders, policies, endorsements, claims, shops' names, commit
    expect(one, query).toBe(7);
  }
});
