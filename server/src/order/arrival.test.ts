import { afterEach, describe, expect, it } from "vitest";
import { expectInvariants } from "../testing/invariants.js";
import { DELIVERED, type Marketplace, ORDER, openMarketplace, RETURN } from "./testing/marketplace.js";

let market: Marketplace;
afterEach(async () => {
  await expectInvariants(market.server.context);
  await market.close();
});

/** Five versions of an order, each knowing more than the one before. */
const VERSIONS = [
  { ...ORDER, version: 1, paidAt: null, shipments: [] },
  { ...ORDER, version: 2, shipments: [] },
  { ...ORDER, version: 3 },
  { ...ORDER, version: 4, shipments: DELIVERED },
  { ...ORDER, version: 5, shipments: DELIVERED, returns: [RETURN] },
];

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, i) =>
    permutations([...items.slice(0, i), ...items.slice(i + 1)]).map((rest) => [item, ...rest]),
  );
}

describe("arrival", () => {
  it("in any of the 120 orders, each version twice, ends in the same policies, claims and money", async () => {
    market = await openMarketplace(["return-freight", "quality", "transit-damage"], { topUp: 100_000_000 });
    const arrivals = permutations(VERSIONS);
    expect(arrivals).toHaveLength(120);
    // Round by round: the first version to arrive of all 120 orders, twice, then the second of all, …
    for (let turn = 0; turn < VERSIONS.length; turn++) {
      for (let time = 0; time < 2; time++) {
        const orders = arrivals.map((arrival, i) => {
          const waybill = (text: string) => `${text}${String(i).padStart(4, "0")}`;
          const { shipments, returns, ...version } = arrival[turn] ?? ORDER;
          return {
            ...version,
            orderId: `order-${i}`,
            // A hundred returns of one buyer would be a person's matter.
            buyerId: `b-${i}`,
            payee: { ...ORDER.payee, account: `b-${i}@example.com` },
            shipments: shipments.map((s) => ({ ...s, waybill: waybill(s.waybill) })),
            returns: returns.map((r) => ({ ...r, waybill: waybill("ZT2001") })),
          };
        });
        const { results } = await market.feed(orders);
        expect(results.every(({ outcome }) => outcome !== "rejected")).toBe(true);
      }
    }
    const shapes = new Set<string>();
    for (let i = 0; i < arrivals.length; i++) {
      const { policies, claims, declined } = (await market.get(`/v1/orders/order-${i}`)).body as Record<
        "policies" | "claims" | "declined",
        Record<string, unknown>[]
      >;
      const shape = {
        policies: policies
          .map(({ policyId: _id, policyNo: _no, ...rest }) => rest)
          .sort((a, b) => String(a["product"]).localeCompare(String(b["product"]))),
        claims: claims.map(({ claimId: _id, ...rest }) => rest),
        declined,
      };
      shapes.add(JSON.stringify(shape));
    }
    expect(shapes.size).toBe(1);
    expect(await market.count("select count(*) from claim where status = 'approved' and agreed_amount = 1000")).toBe(
      120,
    );
    expect(
      await market.count(
        "select count(distinct (debit, credit, kind, amount)) from transfer where kind = 'premium_debited'",
      ),
    ).toBe(3);
    expect(await market.count("select count(*) from transfer where kind = 'premium_debited'")).toBe(360);
    expect(
      await market.count(
        "select 100000000 - balance - (select sum(amount) from transfer where kind = 'premium_debited') from wallet",
      ),
    ).toBe(0);
  });

  it("of 100 identical snapshots at once makes one policy and one debit", async () => {
    market = await openMarketplace();
    const answers = await Promise.all(Array.from({ length: 100 }, () => market.feed([ORDER])));
    const outcomes = answers.map(({ results }) => results[0]?.outcome);
    expect(outcomes.filter((outcome) => outcome === "applied")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "unchanged")).toHaveLength(99);
    expect(await market.count("select count(*) from policy")).toBe(1);
    expect(await market.count("select count(*) from transfer where kind = 'premium_debited'")).toBe(1);
    expect(await market.balance()).toBe(100_000 - 60);
  });

  it("of one return waybill in five spellings on 20 orders at once pays at most once", async () => {
    market = await openMarketplace();
    const spellings = [
      ["ZTO", "ZT2001-8899-77"],
      ["zto", "zt2001 8899 77"],
      ["中通", "ＺＴ２００１８８９９７７"],
      ["中通快递", "ZT2001\u200b889977"],
      ["ZTO Express", "zt.2001.8899.77"],
    ];
    const orders = Array.from({ length: 20 }, (_, i) => {
      const [carrier = "", waybill = ""] = spellings[i % spellings.length] ?? [];
      return {
        ...ORDER,
        orderId: `w${i}`,
        version: 9,
        shipments: DELIVERED,
        returns: [{ ...RETURN, carrier, waybill }],
      };
    });
    const answers = await Promise.all(orders.map((order) => market.feed([order])));
    const claims = answers.flatMap(({ results }) => results[0]?.claims ?? []);
    // The others are refused, or left to a person where it looks like fraud; how many of each depends on who overtakes whom.
    expect(claims.filter(({ status }) => status === "approved")).toHaveLength(1);
    expect(claims.filter(({ status }) => !["approved", "rejected", "in_review"].includes(status))).toEqual([]);
    expect(await market.count("select count(*) from payout")).toBe(1);
    for (const { claimId } of claims.filter(({ status }) => status !== "approved")) {
      const { body } = await market.get(`/v1/claims/${claimId}/findings`);
      const reasons = (body as { data: readonly { reason: string | null }[] }).data.map(({ reason }) => reason);
      expect(reasons).toContain("waybill_reused");
    }
  });

  it("of 200 orders at the last fen of a wallet spends it exactly and tells the rest why", async () => {
    market = await openMarketplace(["return-freight"], { topUp: 1_234 });
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) => market.feed([{ ...ORDER, orderId: `p${i}` }])),
    );
    const results = answers.flatMap((answer) => answer.results);
    expect(results.filter(({ policies }) => policies.length === 1)).toHaveLength(20);
    expect(results.filter(({ declined }) => declined[0]?.code === "wallet_insufficient")).toHaveLength(180);
    expect(await market.balance()).toBe(1_234 - 20 * 60);
  });
});
