import { CATEGORIES } from "@anxin/core/product/product";
import type { PoolClient } from "@anxin/store/connection";
import fc from "fast-check";
import { Compile } from "typebox/compile";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { wallClockMs } from "../clock.js";
import { type Marketplace, ORDER, openMarketplace, SHOP } from "../order/testing/marketplace.js";
import { expectProblem } from "../testing/problem.js";
import { OffersAnswer } from "./wire.js";

let market: Marketplace;
beforeAll(async () => {
  market = await openMarketplace(["return-freight"]);
});
afterAll(() => market.close());

interface LineOffer {
  readonly lineId: string;
  readonly included: readonly { readonly product: string; readonly payer: string; readonly benefit: string }[];
  readonly optional: readonly {
    readonly product: string;
    readonly premium: number;
    readonly quote: string;
    readonly benefit: string;
    readonly expiresAt: string;
    readonly termsUrl: string;
    readonly texts: readonly {
      readonly kind: string;
      readonly url: string;
      readonly version: number;
      readonly sha256: string;
    }[];
  }[];
  readonly recommended: readonly { readonly product: string; readonly reason: string; readonly basis: string[] }[];
  readonly blocked: readonly {
    readonly product: string;
    readonly code: string;
    readonly reason: string;
    readonly until: string;
  }[];
}
interface Offers {
  readonly currency: string;
  readonly lines: readonly LineOffer[];
}

const PHONE = { lineId: "1", sku: "P-1", category: "digital", unitPrice: 399_900, quantity: 1 };
const SHIRT = { lineId: "2", sku: "TEE", category: "apparel", unitPrice: 12_900, quantity: 1 };
const answers = Compile(OffersAnswer);

const ask = (body: object, headers: Record<string, string> = {}, as = market.server.tenant.apiKey) =>
  market.server.call("POST", "/v1/offers", { as, headers, body: { merchantId: SHOP, shipTo: ORDER.shipTo, ...body } });

async function offered(body: object, headers: Record<string, string> = {}): Promise<Offers> {
  const answer = await ask(body, headers);
  expect(answer.status).toBe(200);
  expect(answers.Errors(answer.body), JSON.stringify(answer.body).slice(0, 300)).toEqual([]);
  return answer.body as Offers;
}

/** The wall clock stands still, so that on a slow machine nothing known grows old; what was known before is old already. */
const stopWallClock = () => vi.spyOn(Date, "now").mockReturnValue(wallClockMs() + 2_000);

const put = (path: string, body: object) =>
  market.server.call("PUT", `/v1/merchants/${path}`, { as: market.server.tenant.apiKey, body });

describe("an offer", () => {
  it("says what a line has, may have and should have, and nothing is selected", async () => {
    const { currency, lines } = await offered({ buyerId: "b-1", lines: [PHONE, SHIRT] });
    expect(currency).toBe("CNY");
    const [phone, shirt] = lines;
    expect(phone?.included).toMatchObject([{ product: "return-freight", payer: "merchant" }]);
    expect(phone?.optional.map(({ product }) => product)).toEqual(["extended-warranty", "screen-crack"]);
    expect(phone?.recommended.map(({ product }) => product)).toEqual(["screen-crack", "extended-warranty"]);
    expect(phone?.recommended[0]).toMatchObject({ basis: ["fragile_goods", "dear_goods"] });
    expect(shirt).toMatchObject({ lineId: "2", optional: [], recommended: [], blocked: [] });
    expect(JSON.stringify(lines)).not.toMatch(/selected|default|checked|ticked/i);
  });

  it("is in the caller's language, codes never change with it", async () => {
    const both = await Promise.all([
      ask({ lines: [PHONE] }, { "accept-language": "zh-CN" }),
      ask({ lines: [PHONE] }, { "accept-language": "en" }),
    ]);
    const [zh, en] = both.map(({ body }) => (body as Offers).lines[0]);
    expect(both.map(({ headers }) => headers["content-language"])).toEqual(["zh-CN", "en"]);
    expect(zh?.recommended[0]?.reason).toContain("电子产品");
    expect(en?.recommended[0]?.reason).toMatch(/^Electronics/);
    expect(zh?.optional[1]?.benefit).toMatch(/最高 3999\.00 元$/);
    expect(en?.optional[1]?.benefit).toMatch(/up to ¥3999\.00$/);
    expect(zh?.optional[0]?.texts.map(({ kind }) => kind)).toEqual(en?.optional[0]?.texts.map(({ kind }) => kind));
    expect(zh?.optional[0]?.texts[0]?.sha256).not.toBe(en?.optional[0]?.texts[0]?.sha256);
  });

  it("names the texts that have to be shown, by hashes that anybody can check", async () => {
    const { lines } = await offered({ lines: [PHONE] }, { "accept-language": "zh-CN" });
    const cover = lines[0]?.optional.find(({ product }) => product === "screen-crack");
    expect(cover?.termsUrl).toBe("/v1/products/screen-crack/versions/1/terms");
    const version = await market.server.call("GET", "/v1/products/screen-crack/versions/1", {
      as: market.server.tenant.apiKey,
      headers: { "accept-language": "zh-CN" },
    });
    const body = version.body as Record<string, string>;
    const hashes = await Promise.all(
      ["terms", "summary"].map(async (kind) => {
        const bytes = new TextEncoder().encode(body[kind]);
        return Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex");
      }),
    );
    expect(cover?.texts.map(({ sha256 }) => sha256)).toEqual(hashes);
  });

  it("keeps tokens short enough for any address, whatever the ids", async () => {
    const id = "i".repeat(64);
    await put(id, { name: "x", tier: "standard", since: "2025-01-01T00:00:00.000Z" });
    const { lines } = await offered({ merchantId: id, buyerId: id, lines: [{ ...PHONE, lineId: id, sku: id }] });
    for (const { quote } of lines[0]?.optional ?? []) {
      expect(quote).toMatch(/^qt_[\w-]+\.[\w-]+$/);
      expect(quote.length).toBeLessThanOrEqual(600);
    }
  });

  it("writes ids and texts that JSON must escape", async () => {
    const lineId = '"\\/</script>é龘𠮷';
    const { lines } = await offered({ lines: [{ ...PHONE, lineId, sku: lineId }] });
    expect(lines[0]?.lineId).toBe(lineId);
  });

  it("has its shape for any goods", async () => {
    const line = fc.record({
      lineId: fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 64 }),
      sku: fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 64 }),
      category: fc.constantFrom(...CATEGORIES),
      unitPrice: fc.nat(3_000_000),
      quantity: fc.integer({ min: 1, max: 1_000_000 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 20 }), async (lines) => {
        const offer = await offered({ lines });
        expect(offer.lines.map(({ lineId }) => lineId)).toEqual(lines.map(({ lineId }) => lineId));
      }),
      { numRuns: 50 },
    );
  });
});

describe("who may ask, and for what", () => {
  it("the marketplace's server, for merchants that it registered", async () => {
    const { server } = market;
    const body = { merchantId: SHOP, lines: [PHONE] };
    expectProblem(await server.call("POST", "/v1/offers", { body }), "unauthenticated");
    const buyer = await server.session(server.tenant, "buyer", "b-1");
    expectProblem(await ask({ lines: [PHONE] }, {}, buyer), "forbidden");
    expectProblem(await ask({ merchantId: "nobody", lines: [PHONE] }), "merchant_unknown");
    expectProblem(await ask({ lines: [PHONE] }, {}, server.other.apiKey), "merchant_unknown");
    expectProblem(await ask({ lines: [] }), "validation_failed");
    expectProblem(await ask({ lines: [{ ...PHONE, preselected: true }] }), "validation_failed");
  });
});

describe("what changes", () => {
  const enrol = (status: string) => put(`${SHOP}/enrolments/return-freight`, { scope: { all: true }, status });
  const includes = async (): Promise<string[]> =>
    ((await offered({ lines: [SHIRT] })).lines[0]?.included ?? []).map(({ product }) => product);

  it("through this process is offered at once", async () => {
    expect(await includes()).toEqual(["return-freight"]);
    await enrol("paused");
    expect(await includes()).toEqual([]);
    await enrol("active");
    expect(await includes()).toEqual(["return-freight"]);
    expectProblem(await ask({ merchantId: "later", lines: [SHIRT] }), "merchant_unknown");
    await put("later", { name: "x", tier: "standard", since: "2025-01-01T00:00:00.000Z" });
    expect((await ask({ merchantId: "later", lines: [SHIRT] })).status).toBe(200);
  });

  it("elsewhere is offered as soon as business time is a second on", async () => {
    const clock = stopWallClock();
    expect(await includes()).toEqual(["return-freight"]);
    await market.server.database.owner.query("update enrolment set status = 'paused'");
    expect(await includes()).toEqual(["return-freight"]);
    market.server.clock.advance(999);
    expect(await includes()).toEqual(["return-freight"]);
    market.server.clock.advance(1);
    expect(await includes()).toEqual([]);
    await enrol("active");
    clock.mockRestore();
  });
});

describe("a product whose issue is stopped", () => {
  const turn = (state: string, etag?: unknown) =>
    market.server.call("PUT", "/v1/tenants/switches/issue", {
      as: market.server.tenant.apiKey,
      headers: etag === undefined ? {} : { "if-match": String(etag) },
      body: { state, product: "screen-crack", reason: "a flood of orders" },
    });
  const sells = async (): Promise<boolean> =>
    JSON.stringify((await offered({ lines: [PHONE] })).lines).includes("screen-crack");

  it("is offered no more within a second, and again when it runs", async () => {
    expect(await sells()).toBe(true);
    const stopped = await turn("stopped");
    expect(stopped.status).toBe(200);
    await expect.poll(sells, { timeout: 1_000 }).toBe(false);
    expect((await turn("running", stopped.headers["etag"])).status).toBe(200);
    await expect.poll(sells, { timeout: 1_000 }).toBe(true);
  });
});

describe("a buyer", () => {
  const sql = (text: string): Promise<unknown> => market.server.database.owner.query(text);
  const returnFreight = async (buyerId: string): Promise<LineOffer | undefined> => {
    await put("plain", {
      name: "x",
      tier: "standard",
      since: "2025-01-01T00:00:00.000Z",
      returnAddress: ORDER.returnTo,
    });
    return (await offered({ merchantId: "plain", buyerId, lines: [{ ...SHIRT, category: "food" }] })).lines[0];
  };

  it("is shown their own past as a reason", async () => {
    await sql(`insert into experience_day (tenant_id, product, subject_kind, subject_id, day, recorded_on, exposures, returns)
      values (1, 'return-freight', 'buyer', 'b-often', '2026-11-01', '2026-11-01', 7, 2),
        (1, 'return-freight', 'buyer', 'b-often', '2026-10-01', '2026-10-01', 5, 3),
        (1, 'return-freight', 'buyer', 'b-often', '2026-08-01', '2026-08-01', 90, 0)`);
    const [advice] = (await returnFreight("b-often"))?.recommended ?? [];
    expect(advice).toMatchObject({ product: "return-freight", basis: ["own_returns"] });
    expect(advice?.reason).toContain("5 of your 12 orders");
    expect((await returnFreight("b-other"))?.recommended).toEqual([]);
  });

  it("who is blocked is told why and until when, and is offered it again then", async () => {
    await sql(`insert into buyer_block (tenant_id, buyer_id, product, effective_on, until_on, exposures, returns)
      values (1, 'b-blocked', 'return-freight', '2026-11-01', '2026-11-20', 20, 15)`);
    const offer = await returnFreight("b-blocked");
    expect(offer?.optional).toEqual([]);
    expect(offer?.recommended).toEqual([]);
    expect(offer?.blocked).toMatchObject([
      { product: "return-freight", code: "buyer_blocked", until: "2026-11-19T16:00:00.000Z" },
    ]);
    expect(offer?.blocked[0]?.reason).toContain("2026-11-20");
    market.server.clock.advance(10 * 86_400_000);
    const later = await returnFreight("b-blocked");
    expect(later).toMatchObject({ blocked: [], optional: [{ product: "return-freight" }] });
  });
});

describe("the cost", () => {
  /** Statements that reach the database while `work` runs, transaction commands included. */
  async function statementsOf(work: () => Promise<unknown>): Promise<number> {
    const { db } = market.server.context;
    const spies = new Map<PoolClient, { mockRestore(): void; mock: { calls: unknown[] } }>();
    const watch = (client: PoolClient): void => {
      if (!spies.has(client)) spies.set(client, vi.spyOn(client, "query"));
    };
    db.on("acquire", watch);
    await work();
    db.off("acquire", watch);
    let count = 0;
    for (const spy of spies.values()) {
      count += spy.mock.calls.length;
      spy.mockRestore();
    }
    return count;
  }

  it("is nothing for what is known, and one shared lookup for a hundred callers at once", async () => {
    market.server.clock.advance(2_000);
    const clock = stopWallClock();
    const many = (count: number) =>
      Promise.all(Array.from({ length: count }, (_, i) => offered({ buyerId: `many-${i % 20}`, lines: [PHONE] })));
    // begin, merchants, bands, experience, campaigns, switches, commit
    expect(await statementsOf(() => many(100))).toBeLessThanOrEqual(7);
    expect(await statementsOf(() => many(20))).toBe(0);
    expect(await statementsOf(() => offered({ buyerId: "new-here", lines: [PHONE] }))).toBeLessThanOrEqual(4);
    clock.mockRestore();
  });

  it("is never waited for by those who ask again: what ages is read anew behind them", async () => {
    const clock = stopWallClock();
    const since = wallClockMs();
    await offered({ buyerId: "again", lines: [PHONE] });
    clock.mockReturnValue(since + 600);
    const connect = vi.spyOn(market.server.context.db, "connect");
    await offered({ buyerId: "again", lines: [PHONE] });
    await expect.poll(() => connect.mock.calls.length).toBe(1);
    await expect.poll(() => market.server.context.db.idleCount).toBe(market.server.context.db.totalCount);
    clock.mockReturnValue(since + 1_500);
    connect.mockRejectedValueOnce(new Error("Connection ended"));
    await offered({ buyerId: "again", lines: [PHONE] });
    connect.mockRestore();
    clock.mockRestore();
  });

  it("of a database that is away is told, and forgotten when it is back", async () => {
    market.server.clock.advance(2_000);
    const gone = vi.spyOn(market.server.context.db, "connect").mockRejectedValue(new Error("Connection ended"));
    expectProblem(await ask({ lines: [PHONE] }), "unavailable");
    gone.mockRestore();
    expect((await ask({ lines: [PHONE] })).status).toBe(200);
  });
});
