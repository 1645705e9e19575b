import { DAY_MS, plus } from "@anxin/core/time";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DELIVERED, type Marketplace, ORDER, openMarketplace, RETURN, SHOP } from "../order/testing/marketplace.js";
import { expectInvariants } from "../testing/invariants.js";
import { resumeHeld } from "./resume.js";

let market: Marketplace;
beforeEach(async () => {
  market = await openMarketplace(["return-freight", "transit-damage"], { topUp: 10_000_000 });
});
afterEach(async () => {
  await expectInvariants(market.server.context);
  await market.close();
});

const put = (name: string, body: object, etag?: string) =>
  market.server.call("PUT", `/v1/tenants/switches/${name}`, {
    as: market.server.tenant.apiKey,
    body,
    headers: etag === undefined ? {} : { "if-match": etag },
  });
const stop = async (name: string, product: string | null = null): Promise<void> => {
  expect(await put(name, { state: "stopped", product, reason: "test" })).toMatchObject({ status: 200 });
};
interface Shown {
  readonly name: string;
  readonly product: string | null;
  readonly etag: string;
  readonly waiting: { readonly count: number };
}
const shown = async (name: string, product: string | null = null): Promise<Shown | undefined> => {
  const { data } = (await market.get("/v1/tenants/switches")).body as { data: Shown[] };
  return data.find((each) => each.name === name && each.product === product);
};
const waiting = async (name: string, product: string | null = null) => (await shown(name, product))?.waiting.count;
const letRun = async (name: string, product: string | null = null): Promise<void> => {
  const { etag } = (await shown(name, product)) ?? { etag: "" };
  expect(await put(name, { state: "running", product }, etag)).toMatchObject({ status: 200 });
};
const catchUp = () => resumeHeld(market.server.context);
const sorted = <T>(items: readonly T[]) => [...items].map((item) => JSON.stringify(item)).sort();

/** What an order has, but for what differs by when it was issued: its ids. */
const covers = async (orderId: string) => {
  const { body } = await market.get(`/v1/orders/${orderId}`);
  const { policies, held, declined } = body as { policies: object[]; held: object[]; declined: object[] };
  return { policies: policies.map((each) => ({ ...each, policyId: "", policyNo: "" })), held, declined };
};
const orders = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, i) => ({ ...ORDER, orderId: `${prefix}-${i}` }));

describe("while issue is stopped", () => {
  it("orders are taken and answered, nothing is issued or debited, and what waits is told", async () => {
    await stop("issue");
    const balance = await market.balance();
    const { results } = await market.feed([ORDER]);
    const held = [
      { product: "return-freight", lineId: "1" },
      { product: "transit-damage", lineId: "1" },
    ];
    expect(results).toMatchObject([{ outcome: "applied", policies: [], declined: [] }]);
    expect(sorted((results[0] as unknown as { held: object[] }).held)).toEqual(sorted(held));
    expect(sorted((await covers(ORDER.orderId)).held)).toEqual(sorted(held));
    // Told once more it is the same, and still waits.
    const again = await market.feed([ORDER]);
    expect(again.results).toMatchObject([{ outcome: "unchanged", held: results[0] === undefined ? [] : held }]);
    expect(await catchUp()).toBe(0);
    expect(await market.balance()).toBe(balance);
    expect(await waiting("issue")).toBe(1);
  });

  it("on resume every order has the cover it would have had, from its event on, with one debit", async () => {
    await market.feed([{ ...ORDER, orderId: "usual" }]);
    const [usual, perOrder] = [await covers("usual"), 10_000_000 - (await market.balance())];
    await stop("issue");
    await market.feed(orders(230, "held"));
    await letRun("issue");
    expect(await waiting("issue")).toBe(230);
    expect(await catchUp()).toBe(230);
    expect(await catchUp()).toBe(0);
    expect(await waiting("issue")).toBe(0);
    for (const orderId of ["held-0", "held-229"]) expect(await covers(orderId)).toEqual(usual);
    expect(await market.count("select count(*) from policy")).toBe(2 * 231);
    expect(await market.balance()).toBe(10_000_000 - 231 * perOrder);
    expect((await market.feed([orders(1, "held")[0] ?? ORDER])).results).toMatchObject([
      { outcome: "unchanged", policies: [{}, {}], held: [] },
    ]);
  });

  it("one product stops and the others go on", async () => {
    await stop("issue", "transit-damage");
    const { results } = await market.feed([ORDER]);
    expect(results[0]?.policies.map(({ product }) => product)).toEqual(["return-freight"]);
    expect(await waiting("issue", "transit-damage")).toBe(1);
    await letRun("issue", "transit-damage");
    await catchUp();
    expect((await covers(ORDER.orderId)).policies).toHaveLength(2);
  });

  it("nothing becomes too late by waiting, and what was too late is declined at once", async () => {
    const { clock } = market.server;
    await stop("issue");
    await market.feed([ORDER]);
    clock.advance(40 * DAY_MS);
    const late = await market.feed([{ ...ORDER, orderId: "late" }]);
    expect(late.results).toMatchObject([{ held: [], declined: [{ code: "too_late" }, { code: "too_late" }] }]);
    await letRun("issue");
    await catchUp();
    const { policies } = await covers(ORDER.orderId);
    expect(policies).toMatchObject([
      { product: "return-freight", effectiveAt: "2026-11-10T08:00:00.000Z", status: "in_force" },
      { product: "transit-damage" },
    ]);
  });

  it("what the merchant, the price list or the platform changes meanwhile does not change what is issued", async () => {
    await market.feed([{ ...ORDER, orderId: "usual" }]);
    const usual = await covers("usual");
    await stop("issue");
    await market.feed([ORDER]);
    const as = market.server.tenant.apiKey;
    for (const product of ["return-freight", "transit-damage"]) {
      const paused = { scope: { all: true }, status: "paused" };
      const answer = await market.server.call("PUT", `/v1/merchants/${SHOP}/enrolments/${product}`, {
        as,
        body: paused,
      });
      expect(answer.status).toBe(200);
    }
    await letRun("issue");
    await catchUp();
    expect(await covers(ORDER.orderId)).toEqual(usual);
  });

  it("an order that is cancelled before it left is let go", async () => {
    await stop("issue");
    const unshipped = { ...ORDER, shipments: [] };
    await market.feed([ORDER]);
    await market.feed([{ ...unshipped, version: 4, cancelledAt: "2026-11-10T00:00:00.000Z" }]);
    expect(await waiting("issue")).toBe(0);
    await letRun("issue");
    expect(await catchUp()).toBe(0);
    expect((await covers(ORDER.orderId)).policies).toEqual([]);
  });

  it("a later version that comes after the resume issues what waited, once, beside the worker", async () => {
    await stop("issue");
    await market.feed(orders(50, "race"));
    await letRun("issue");
    await Promise.all([
      catchUp(),
      catchUp(),
      market.feed(orders(50, "race").map((order) => ({ ...order, version: 4, shipments: DELIVERED }))),
    ]);
    await catchUp();
    expect(await market.count("select count(*) from policy")).toBe(100);
    expect(await market.count("select count(*) from held_order")).toBe(0);
  });

  it("a wallet that is short on resume declines as always", async () => {
    const poor = await openMarketplace(["return-freight"], { topUp: 100 });
    const as = poor.server.tenant.apiKey;
    const url = "/v1/tenants/switches/issue";
    const stopped = await poor.server.call("PUT", url, { as, body: { state: "stopped", reason: "x" } });
    await poor.feed([{ ...ORDER, orderId: "b" }]);
    poor.server.clock.advance(1);
    await poor.feed([{ ...ORDER, orderId: "a" }]);
    const headers = { "if-match": String(stopped.headers["etag"]) };
    await poor.server.call("PUT", url, { as, body: { state: "running" }, headers });
    await resumeHeld(poor.server.context);
    // First come, first served: as without a stop.
    expect((await poor.get("/v1/orders/b")).body).toMatchObject({ policies: [{ premium: 60 }], declined: [] });
    expect((await poor.get("/v1/orders/a")).body).toMatchObject({
      policies: [],
      declined: [{ code: "wallet_insufficient" }],
    });
    await expectInvariants(poor.server.context);
    await poor.close();
  });

  it("a return that is confirmed while its cover waits becomes a claim on resume", async () => {
    await stop("issue");
    await market.feed([{ ...ORDER, version: 5, shipments: DELIVERED, returns: [RETURN] }]);
    await letRun("issue");
    await catchUp();
    expect((await market.get(`/v1/orders/${ORDER.orderId}`)).body).toMatchObject({
      claims: [{ product: "return-freight", status: "approved", amount: 1_000 }],
    });
  });
});

const returned = (orderId: string, waybill: string) => ({
  ...ORDER,
  ...{ orderId, version: 5, shipments: DELIVERED },
  returns: [{ ...RETURN, waybill }],
});
const claimOf = async (orderId: string) => {
  const { claims } = (await market.get(`/v1/orders/${orderId}`)).body as { claims: { claimId: string }[] };
  const { body, headers } = await market.get(`/v1/claims/${claims[0]?.claimId}`);
  return { ...(body as { claimId: string; status: string; timeline: object[]; decision: object }), headers };
};

it("a product that is stopped is neither offered nor promised, within a second", async () => {
  const line = { lineId: "1", sku: "TEE", category: "apparel", unitPrice: 12_900, quantity: 1 };
  const body = { merchantId: SHOP, shipTo: ORDER.shipTo, lines: [line] };
  const offered = async (): Promise<readonly string[]> => {
    const answer = await market.server.call("POST", "/v1/offers", { as: market.server.tenant.apiKey, body });
    const { lines } = answer.body as { lines: { included: { product: string }[]; optional: { product: string }[] }[] };
    return lines.flatMap(({ included, optional }) => [...included, ...optional].map(({ product }) => product));
  };
  expect(await offered()).toContain("transit-damage");
  await stop("issue", "transit-damage");
  await expect.poll(offered, { timeout: 1_000 }).not.toContain("transit-damage");
  expect(await offered()).toContain("return-freight");
  await letRun("issue", "transit-damage");
  await expect.poll(offered, { timeout: 1_000 }).toContain("transit-damage");
});

describe("while rules may not decide", () => {
  it("claims are filed and wait in review with a word why; then rules decide as they would have", async () => {
    await stop("auto-decide");
    await market.feed([returned("wait", "ZT100000001")]);
    const claim = await claimOf("wait");
    expect(claim).toMatchObject({
      status: "in_review",
      decision: null,
      timeline: [
        { kind: "filed" },
        { kind: "held", to: "in_review", text: expect.stringContaining("stopped") as string },
      ],
    });
    expect(await waiting("auto-decide")).toBe(1);
    expect(await catchUp()).toBe(0);
    // The order is told anew, with another parcel: the decision rests on what was known when it would have been made.
    await market.feed([{ ...returned("wait", "ZT100000009"), version: 6 }]);
    market.server.clock.advance(3 * DAY_MS);
    await letRun("auto-decide");
    expect(await catchUp()).toBe(1);
    expect(await catchUp()).toBe(0);
    expect(await claimOf("wait")).toMatchObject({
      status: "approved",
      amount: 1_000,
      decision: { automatic: true, decidedBy: "rules" },
    });
    expect(await waiting("auto-decide")).toBe(0);
    expect(await market.count("select count(*) from payout where amount = 1000")).toBe(1);
  });

  it("a claim that a person decided, or its buyer withdrew, is left alone", async () => {
    await stop("auto-decide", "return-freight");
    await market.feed([returned("by-hand", "ZT200000001"), returned("taken-back", "ZT200000002")]);
    const { adjuster } = market.server.tenant.staff;
    const claim = await claimOf("by-hand");
    const decided = await market.server.call("POST", `/v1/claims/${claim.claimId}/decisions`, {
      as: adjuster.token,
      key: "decide",
      headers: { "if-match": String(claim.headers["etag"]) },
      body: { outcome: "partly_approve", amount: 500, reasonCodes: ["no_loss"] },
    });
    expect(decided.status).toBe(201);
    const { claimId } = await claimOf("taken-back");
    const buyer = await market.server.session(market.server.tenant, "buyer", ORDER.buyerId);
    const withdrawn = await market.server.call("POST", `/v1/claims/${claimId}/withdrawal`, {
      as: buyer,
      key: "withdraw",
      body: { reason: "kept it" },
    });
    expect(withdrawn.status).toBeLessThan(300);
    expect(await waiting("auto-decide", "return-freight")).toBe(0);
    await letRun("auto-decide", "return-freight");
    await catchUp();
    expect(await claimOf("by-hand")).toMatchObject({ status: "partly_approved", amount: 500 });
    expect(await claimOf("taken-back")).toMatchObject({ status: "withdrawn" });
    expect(await market.count("select count(*) from held_claim")).toBe(0);
  });

  it("two claims that waited on one policy are granted no more than one after the other would have been", async () => {
    const parcels = [RETURN, { ...RETURN, returnId: "r2", waybill: "ZT300000002" }];
    await stop("auto-decide");
    await market.feed([{ ...ORDER, version: 5, shipments: DELIVERED, returns: parcels }]);
    await letRun("auto-decide");
    await Promise.all([catchUp(), catchUp()]);
    await catchUp();
    const { claims } = (await market.get(`/v1/orders/${ORDER.orderId}`)).body as { claims: { status: string }[] };
    expect(claims.map(({ status }) => status).sort()).toEqual(["approved", "rejected"]);
  });

  it("many that waited are all decided, each once, by two workers", async () => {
    await stop("auto-decide");
    // Each of a buyer of their own: so many of one would be a person's matter.
    const ownBuyer = (i: number) => {
      return { buyerId: `b-${i}`, payee: { ...ORDER.payee, account: `b-${i}@example.com` } };
    };
    const many = Array.from({ length: 120 }, (_, i) => {
      return { ...returned(`m-${i}`, `ZT4${String(i).padStart(8, "0")}`), ...ownBuyer(i) };
    });
    await market.feed(many);
    await letRun("auto-decide");
    await Promise.all([catchUp(), catchUp()]);
    await catchUp();
    expect(await market.count("select count(*) from claim where status = 'approved'")).toBe(120);
    expect(await market.count("select count(*) from decision")).toBe(120);
    expect(await market.count("select count(*) from payout")).toBe(120);
  });
});

it("a stop that lasts for days resumes with nothing lost, however often it was thrown", async () => {
  for (let day = 0; day < 5; day++) {
    await stop("issue");
    await market.feed([{ ...ORDER, orderId: `day-${day}` }]);
    await letRun("issue");
    if (day % 2 === 0) await catchUp();
    market.server.clock.advance(plus(market.server.clock.now(), DAY_MS) - market.server.clock.now());
  }
  await catchUp();
  expect(await market.count("select count(*) from policy")).toBe(10);
});
