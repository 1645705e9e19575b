import { afterEach, describe, expect, it } from "vitest";
import { DELIVERED, type Marketplace, ORDER, openMarketplace, RETURN } from "../order/testing/marketplace.js";
import { expectInvariants } from "../testing/invariants.js";
import { noteOutboundParcels } from "./parcels.js";

let market: Marketplace;
afterEach(async () => {
  await expectInvariants(market.server.context);
  await market.close();
});

interface Wish {
  readonly buyer?: string;
  readonly account?: string;
  readonly price?: number;
  readonly waybill?: string;
  readonly carrier?: string;
  readonly merchantId?: string;
  readonly outbound?: object;
  readonly back?: object;
}

/** A returned order of its own buyer with an account and numbers of its own, but for what is wished. */
function returned(orderId: string, wish: Wish = {}) {
  const { buyer = `buyer of ${orderId}`, account = `${orderId}@example.com`, price = 12_900 } = wish;
  const { waybill = `BACK000000${orderId}`, carrier = "ZTO" } = wish;
  return {
    ...ORDER,
    ...{ orderId, version: 5, buyerId: buyer, merchantId: wish.merchantId ?? ORDER.merchantId },
    payee: { ...ORDER.payee, account },
    lines: ORDER.lines.map((line) => ({ ...line, unitPrice: price })),
    shipments: DELIVERED.map((parcel) => ({ ...parcel, waybill: `OUT0000000${orderId}`, ...wish.outbound })),
    returns: [{ ...RETURN, waybill, carrier, ...wish.back }],
  };
}
const many = (count: number, prefix: string, wish: (i: number) => Wish) =>
  Array.from({ length: count }, (_, i) => returned(`${prefix}${String(i).padStart(4, "0")}`, wish(i)));

interface Judged {
  readonly status: string;
  readonly rule: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Where an order's claim stands, and its first finding that refers. */
async function judged(orderId: string): Promise<Judged | { readonly status: string }> {
  const { claims } = (await market.get(`/v1/orders/${orderId}`)).body as {
    claims: { claimId: string; status: string }[];
  };
  const [{ claimId, status } = { claimId: "", status: "none" }] = claims;
  const { data } = (await market.get(`/v1/claims/${claimId}/findings`)).body as {
    data: { rule: string; outcome: string; inputs: Readonly<Record<string, unknown>> }[];
  };
  const refers = data.find(({ outcome }) => outcome === "refer");
  return refers === undefined ? { status } : { status, rule: refers.rule, inputs: refers.inputs };
}
const APPROVED = { status: "approved" };

describe("claims that come in bursts", () => {
  it("of one buyer are a person's from the eighth in seven days on, in one batch or one by one", async () => {
    market = await openMarketplace(["return-freight"], { topUp: 1_000_000 });
    for (const order of many(7, "a", () => ({ buyer: "b" }))) await market.feed([order]);
    for (let i = 0; i < 7; i++) expect(await judged(`a000${i}`)).toEqual(APPROVED);
    await market.feed([returned("a9", { buyer: "b" })]);
    expect(await judged("a9")).toMatchObject({ status: "in_review", rule: "claim_burst", inputs: { buyer_7d: "8/7" } });
    await market.feed(many(9, "c", () => ({ buyer: "c" })));
    for (let i = 0; i < 9; i++) expect(await judged(`c000${i}`)).toMatchObject({ rule: "claim_burst" });
    await market.feed([returned("d1", { buyer: "d" })]);
    expect(await judged("d1")).toEqual(APPROVED);
  });

  it("of one shop are a person's while it is young", async () => {
    market = await openMarketplace(["return-freight"], { topUp: 1_000_000 });
    const put = (since: string) =>
      market.server.call("PUT", `/v1/merchants/${ORDER.merchantId}`, {
        as: market.server.tenant.apiKey,
        body: { name: "Shop", returnAddress: { province: "浙江省", city: "杭州市" }, tier: "standard", since },
      });
    await market.feed(many(51, "a", () => ({})));
    expect(await judged("a0000")).toEqual(APPROVED);
    expect((await put("2026-11-01T00:00:00.000Z")).status).toBe(200);
    await market.feed(many(50, "b", () => ({})));
    expect(await judged("b0049")).toEqual(APPROVED);
    await market.feed([returned("c1")]);
    expect(await judged("c1")).toMatchObject({ rule: "claim_burst", inputs: { merchant_7d: "51/50", shopDays: 10 } });
  });

  it("from one place are a person's where the goods are cheap", async () => {
    market = await openMarketplace(["return-freight"], { topUp: 1_000_000 });
    await market.feed(many(20, "a", () => ({ price: 2_000 })));
    expect(await judged("a0019")).toEqual(APPROVED);
    await market.feed([returned("b1", { price: 2_000 }), returned("b2", { price: 12_900 })]);
    expect(await judged("b1")).toMatchObject({ rule: "claim_burst", inputs: { place_1d: "21/20" } });
    expect(await judged("b2")).toEqual(APPROVED);
  });
});

it("an account of more buyers than a family has is a person's matter, and is not kept", async () => {
  market = await openMarketplace();
  const account = "everyone@example.com";
  for (const orderId of ["a", "b", "c"]) await market.feed([returned(orderId, { account })]);
  expect(await judged("c")).toEqual(APPROVED);
  await market.feed([returned("d", { account: ` Everyone@example.com` })]);
  expect(await judged("d")).toMatchObject({ rule: "payee_of_many", inputs: { payeeBuyers: 4, buyersMax: 3 } });
  expect(await market.count("select count(*) from claim_trait t where t::text like '%everyone%'")).toBe(0);
  await market.feed([returned("e", { account, buyer: "buyer of a" })]);
  expect(await judged("e")).toMatchObject({ rule: "payee_of_many" });
});

describe("a number of another order", () => {
  it("on its way out refers, once the worker has noted it", async () => {
    market = await openMarketplace();
    const out = {
      ...ORDER,
      orderId: "out",
      shipments: ORDER.shipments.map((s) => ({ ...s, waybill: "OUTBOUND00001" })),
    };
    await market.feed([out]);
    expect(await noteOutboundParcels(market.server.context)).toBe(1);
    expect(await noteOutboundParcels(market.server.context)).toBe(0);
    await market.feed([returned("a", { waybill: "outbound-00001" })]);
    expect(await judged("a")).toMatchObject({
      status: "in_review",
      rule: "parcel_seen_once",
      inputs: { outboundOfOrders: "out", returnOfClaims: "" },
    });
  });

  it("that a refused claim was about refers the next one, whichever carrier is named", async () => {
    market = await openMarketplace();
    await market.feed([
      returned("a", { waybill: "ZT2001", back: { receivedAt: "2026-11-10T07:00:00.000Z", shippedAt: null } }),
    ]);
    expect(await judged("a")).toMatchObject({ status: "rejected" });
    await market.feed([returned("b", { waybill: "ZT2001", carrier: "Somebody Express" })]);
    const seen = await judged("b");
    expect(seen).toMatchObject({ status: "in_review", rule: "parcel_seen_once" });
    expect("inputs" in seen && seen.inputs["returnOfClaims"]).toMatch(/^clm_/);
  });

  it("that another claim holds is refused by its own clause, without a person", async () => {
    market = await openMarketplace();
    await market.feed([returned("a", { waybill: "PARCEL000001" })]);
    await market.feed([returned("b", { waybill: "PARCEL000001" })]);
    expect(await judged("b")).toEqual({ status: "rejected" });
  });
});

describe("scans", () => {
  const scan = (at: string, kind: string, province: string, weightGrams: number | null = null) => {
    return { at: `2026-11-10T${at}:00.000Z`, kind, province, city: "", weightGrams };
  };
  it("of the way out tell of refusals and weights", async () => {
    market = await openMarketplace();
    const heavy = { scans: [scan("09:00", "picked_up", "浙江省", 2_000)] };
    await market.feed([
      returned("a", { outbound: heavy, back: { scans: [scan("22:00", "picked_up", "四川省", 100)] } }),
    ]);
    expect(await judged("a")).toMatchObject({
      status: "in_review",
      rule: "self_ship_plausible",
      inputs: { most: 100, sent: 2_000 },
    });
    const refused = { deliveredAt: null, scans: [scan("19:00", "refused", "四川省")] };
    await market.feed([returned("b", { outbound: refused })]);
    expect(await judged("b")).toMatchObject({ rule: "bounce_not_return", inputs: { outboundTurnedBack: true } });
  });

  it("that nothing flies as fast as refer", async () => {
    market = await openMarketplace();
    const scans = [scan("22:00", "picked_up", "四川省"), scan("22:20", "signed", "浙江省")];
    await market.feed([returned("a", { back: { scans } })]);
    expect(await judged("a")).toMatchObject({ status: "in_review", rule: "travel_possible" });
  });
});

describe("a signal", () => {
  it("has a score that is kept, is shown to staff whole, and to the buyer without what was looked at", async () => {
    market = await openMarketplace();
    await market.feed([returned("a", { price: 900, waybill: "OUT0000000a" })]);
    // The order's own way out, and more than the goods cost.
    expect(await market.count("select score from claim_score")).toBe(65);
    const { claims } = (await market.get("/v1/orders/a")).body as { claims: { claimId: string }[] };
    const url = `/v1/claims/${claims[0]?.claimId ?? ""}/findings`;
    const { server } = market;
    const names = async (as: string) => {
      const { data } = (await market.get(url, as)).body as {
        data: { rule: string; outcome: string; inputs: object }[];
      };
      return data
        .filter(({ outcome }) => outcome === "refer")
        .map(({ rule, inputs }) => [rule, Object.keys(inputs).length]);
    };
    expect(await names(server.tenant.staff.adjuster.token)).toEqual([
      ["waybill_not_outbound", 2],
      ["payout_below_price", 2],
    ]);
    const buyer = await server.session(server.tenant, "buyer", "buyer of a");
    expect(await names(buyer)).toEqual([["plausibility_checks", 0]]);
  });

  it("costs a batch the same statements, however many returns it holds, and three at the most", async () => {
    market = await openMarketplace(["return-freight"], { topUp: 1_000_000 });
    const { db } = market.server.context;
    const seen: string[] = [];
    db.on("acquire", (client: { query: (query: { text?: string }) => unknown; patched?: boolean }) => {
      if (client.patched === true) return;
      const query = client.query.bind(client);
      client.patched = true;
      client.query = (...args: Parameters<typeof query>) => {
        if (/claim_trait|outbound_parcel|evidence_print|claim_score/.test(args[0].text ?? ""))
          seen.push(args[0].text ?? "");
        return query(...args);
      };
    });
    for (const count of [1, 40]) {
      seen.length = 0;
      await market.feed(many(count, `n${count}x`, () => ({})));
      expect(seen).toHaveLength(3);
    }
  });
});
