import { afterEach, describe, expect, it } from "vitest";
import { expectInvariants } from "../testing/invariants.js";
import { DELIVERED, type Marketplace, ORDER, openMarketplace, RETURN, SHOP } from "./testing/marketplace.js";

let market: Marketplace;
afterEach(async () => {
  await expectInvariants(market.server.context);
  await market.close();
});

const second = (values: typeof ORDER.lines) => [...values, { ...ORDER.lines[0], lineId: "2", sku: "TEE-M" }];

describe("an order", () => {
  it("is covered by itself: premium from the wallet, policy for 90 days from shipment", async () => {
    market = await openMarketplace();
    const { status, results } = await market.feed([ORDER]);
    expect(status).toBe(200);
    expect(results).toMatchObject([
      {
        orderId: ORDER.orderId,
        version: 3,
        outcome: "applied",
        policies: [
          {
            product: "return-freight",
            productVersion: 1,
            lineId: "1",
            payer: "merchant",
            status: "in_force",
            premium: 60,
            sumInsured: 1_200,
            effectiveAt: "2026-11-10T08:00:00.000Z",
            expiresAt: "2027-02-08T08:00:00.000Z",
          },
        ],
        declined: [],
        claims: [],
        problem: null,
      },
    ]);
    expect(await market.balance()).toBe(100_000 - 60);
  });

  it("becomes a claim that is decided at once when its return is confirmed, with a finding for every clause", async () => {
    market = await openMarketplace();
    await market.feed([ORDER]);
    const { results } = await market.feed([{ ...ORDER, version: 5, shipments: DELIVERED, returns: [RETURN] }]);
    expect(results[0]?.claims).toMatchObject([{ product: "return-freight", status: "approved", amount: 1_000 }]);
    expect(results[0]?.policies).toMatchObject([{ status: "exhausted" }]);
    const claimId = results[0]?.claims[0]?.claimId ?? "";
    const findings = (await market.get(`/v1/claims/${claimId}/findings`)).body as {
      data: { rule: string; clause: string }[];
    };
    expect(findings.data.length).toBeGreaterThanOrEqual(6);
    expect(await market.count("select count(*) from payout where amount = 1000")).toBe(1);
  });

  it("heals when the return is told before the shipment", async () => {
    market = await openMarketplace();
    const early = await market.feed([{ ...ORDER, shipments: [], returns: [RETURN] }]);
    expect(early.results[0]).toMatchObject({ outcome: "applied", policies: [], claims: [] });
    const late = await market.feed([{ ...ORDER, version: 4, returns: [RETURN] }]);
    expect(late.results[0]).toMatchObject({ policies: [{ status: "exhausted" }], claims: [{ status: "approved" }] });
  });

  it("answers a repetition as unchanged and a late version as stale, both with what stands", async () => {
    market = await openMarketplace();
    await market.feed([ORDER]);
    const again = await market.feed([{ ...ORDER, extra: { note: "ignored" } }]);
    expect(again.results[0]).toMatchObject({ outcome: "unchanged", policies: [{ status: "in_force" }] });
    const late = await market.feed([{ ...ORDER, version: 2, shipments: [] }]);
    expect(late.results[0]).toMatchObject({ outcome: "stale", policies: [{ status: "in_force" }] });
    expect(await market.count("select count(*) from policy")).toBe(1);
  });

  it.each([3, 2])("refuses version %i when it was seen with another body", async (version) => {
    market = await openMarketplace();
    await market.feed([ORDER]);
    await market.feed([{ ...ORDER, version: 2, shipments: [] }]);
    const { results } = await market.feed([{ ...ORDER, version, shipTo: { province: "北京市", city: "北京市" } }]);
    expect(results[0]).toMatchObject({
      outcome: "rejected",
      problem: { code: "version_conflict", errors: [{ pointer: "/version" }] },
    });
  });

  it.each([
    ["buyerId", { buyerId: "b-43" }],
    ["merchantId", { merchantId: "shop-2" }],
  ])("keeps its %s for good", async (field, change) => {
    market = await openMarketplace();
    await market.server.call("PUT", "/v1/merchants/shop-2", {
      as: market.server.tenant.apiKey,
      body: {
        name: "Other",
        returnAddress: { province: "浙江省", city: "杭州市" },
        tier: "standard",
        since: "2025-01-01T00:00:00.000Z",
      },
    });
    await market.feed([ORDER]);
    const { results } = await market.feed([{ ...ORDER, version: 4, ...change }]);
    expect(results[0]).toMatchObject({
      outcome: "rejected",
      problem: { code: "identity_changed", errors: [{ pointer: `/${field}` }] },
    });
  });

  it("keeps lines that are insured", async () => {
    market = await openMarketplace();
    await market.feed([{ ...ORDER, lines: second(ORDER.lines) }]);
    const { results } = await market.feed([
      { ...ORDER, version: 4, lines: second(ORDER.lines).slice(1), shipments: [] },
    ]);
    expect(results[0]).toMatchObject({ outcome: "rejected", problem: { code: "validation_failed" } });
  });

  it("gives the premium back when it is cancelled before shipment", async () => {
    market = await openMarketplace(["price-protection"]);
    const paid = await market.feed([{ ...ORDER, shipments: [] }]);
    expect(paid.results[0]?.policies).toMatchObject([{ product: "price-protection", status: "in_force" }]);
    expect(await market.balance()).toBeLessThan(100_000);
    const { results } = await market.feed([
      { ...ORDER, version: 4, shipments: [], cancelledAt: "2026-11-10T00:00:00.000Z" },
    ]);
    expect(results[0]?.policies).toMatchObject([{ status: "cancelled" }]);
    expect(await market.balance()).toBe(100_000);
  });

  it("of an unknown merchant is rejected and leaves nothing behind", async () => {
    market = await openMarketplace();
    const { status, results } = await market.feed([{ ...ORDER, merchantId: "nobody" }]);
    expect(status).toBe(200);
    expect(results[0]).toMatchObject({ outcome: "rejected", problem: { code: "merchant_unknown" } });
    expect(await market.count("(select count(*) from orders) + (select count(*) from order_directory)")).toBe(0);
  });

  it("is told when it came too late", async () => {
    market = await openMarketplace();
    const late = { ...ORDER, shipments: ORDER.shipments.map((s) => ({ ...s, shippedAt: "2026-10-11T00:00:00.000Z" })) };
    expect((await market.feed([late])).results[0]?.declined).toMatchObject([
      { product: "return-freight", lineId: "1", code: "too_late" },
    ]);
  });

  it("is told when the wallet is empty, and leaves it as it was", async () => {
    market = await openMarketplace(["return-freight"], { topUp: 59 });
    const { results } = await market.feed([ORDER]);
    expect(results[0]?.declined).toMatchObject([{ code: "wallet_insufficient" }]);
    expect(await market.balance()).toBe(59);
  });

  it("sells the buyer's choice at the offered premium and declines a quote that was altered", async () => {
    market = await openMarketplace([]);
    const phone = { lineId: "1", sku: "P", title: "phone", category: "digital", unitPrice: 399_900, quantity: 1 };
    const { title: _title, ...line } = phone;
    const offer = await market.server.call("POST", "/v1/offers", {
      as: market.server.tenant.apiKey,
      body: { merchantId: SHOP, buyerId: "b-42", shipTo: ORDER.shipTo, lines: [line] },
    });
    const [offered] = (offer.body as { lines: { optional: { product: string; premium: number; quote: string }[] }[] })
      .lines;
    const cover = offered?.optional.find(({ product }) => product === "screen-crack");
    expect(cover?.premium).toBeGreaterThan(0);
    const quote = cover?.quote ?? "";
    const order = (orderId: string, text: string) => ({
      ...ORDER,
      orderId,
      paidAt: "2026-11-11T00:10:00.000Z",
      shipments: [],
      lines: [{ ...phone, covers: [{ product: "screen-crack", quote: text }] }],
    });
    const { results } = await market.feed([order("a", quote), order("b", `${quote}x`), order("c", "nonsense")]);
    expect(results[0]?.policies).toMatchObject([
      { product: "screen-crack", payer: "buyer", premium: cover?.premium, status: "pending" },
    ]);
    expect(results.slice(1).map((result) => result.declined[0]?.code)).toEqual(["quote_invalid", "quote_invalid"]);
  });
});

describe("reading", () => {
  it("shows an order to who may see it, its payee masked, and to nobody else", async () => {
    market = await openMarketplace();
    const { results } = await market.feed([ORDER]);
    const { server } = market;
    const url = `/v1/orders/${ORDER.orderId}`;
    const seen = await market.get(url);
    expect(seen.body).toMatchObject({
      payee: { account: "bu***@example.com", name: "王**" },
      policies: [{ status: "in_force" }],
    });
    const policyUrl = `/v1/policies/${results[0]?.policies[0]?.policyId ?? ""}`;
    expect((await market.get(policyUrl)).body).toMatchObject({
      coverages: [{ used: 0, left: 1_200, claimsMax: 1 }],
      rating: { tariff: expect.any(String) },
    });
    const statuses = async (role: "buyer" | "merchant", subject: string) => {
      const token = await server.session(server.tenant, role, subject);
      return [
        (await market.get(url, token)).status,
        (await market.get(policyUrl, token)).status,
        ((await market.get("/v1/policies", token)).body as { data: unknown[] }).data.length,
      ];
    };
    expect(await statuses("buyer", "b-42")).toEqual([200, 200, 1]);
    expect(await statuses("buyer", "b-43")).toEqual([404, 404, 0]);
    expect(await statuses("merchant", SHOP)).toEqual([200, 200, 1]);
    expect(await statuses("merchant", "shop-2")).toEqual([404, 404, 0]);
    expect((await market.get(url, server.other.apiKey)).status).toBe(404);
    expect((await market.get(policyUrl, server.other.apiKey)).status).toBe(404);
    expect((await market.get("/v1/orders/unknown")).status).toBe(404);
    expect((await market.get("/v1/policies/pol_x")).status).toBe(404);
    expect((await server.call("GET", url, {})).status).toBe(401);
  });

  it("lists policies by status as they stand, page by page", async () => {
    market = await openMarketplace();
    await market.feed(Array.from({ length: 5 }, (_, i) => ({ ...ORDER, orderId: `o${i}` })));
    await market.feed([{ ...ORDER, orderId: "o0", version: 9, returns: [RETURN] }]);
    const ids = async (query: string) =>
      ((await market.get(`/v1/policies?${query}`)).body as { data: { orderId: string }[] }).data.map(
        (policy) => policy.orderId,
      );
    expect(await ids("status=exhausted")).toEqual(["o0"]);
    expect(await ids("status=in_force")).toHaveLength(4);
    expect(await ids("orderId=o3")).toEqual(["o3"]);
    expect(await ids(`merchantId=${SHOP}&buyerId=b-42`)).toHaveLength(5);
    market.server.clock.advance(91 * 86_400_000);
    expect(await ids("status=expired")).toHaveLength(4);
    const seen: string[] = [];
    for (let next: string | null = ""; next !== null; ) {
      const page = (await market.get(`/v1/policies?limit=2${next === "" ? "" : `&cursor=${encodeURIComponent(next)}`}`))
        .body as { data: { orderId: string }[]; next: string | null };
      seen.push(...page.data.map((policy) => policy.orderId));
      next = page.next;
    }
    expect(seen).toHaveLength(5);
    expect(new Set(seen).size).toBe(5);
  });
});
