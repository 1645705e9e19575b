import { composeId, formatId } from "@anxin/core/id";
import { formatInstant, instant } from "@anxin/core/time";
import type { EventType } from "@anxin/store/outbox";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROLES, type Role } from "../http/api.js";
import { type Marketplace, openMarketplace } from "../order/testing/marketplace.js";
import { NAMED_MAX } from "./limits.js";
import { heard, type Listener, type Owners, ownedThings, TELLINGS, type Told, toldBy } from "./sight.js";

const AT = instant(Date.parse("2026-11-11T00:00:00.000Z"));
const TYPES = Object.keys(TELLINGS) as EventType[];
const OUTSIDERS = ["buyer", "merchant"] as const;

/** Pages of an outbox whose things belong to a few buyers and shops; ids are small, so that pages share things. */
const page = fc.array(
  fc.record({
    types: fc.uniqueArray(fc.constantFrom(...TYPES), { minLength: 1, maxLength: 4 }),
    sizes: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 4, maxLength: 4 }),
    start: fc.integer({ min: 0, max: 40 }),
  }),
  { maxLength: 6 },
);

function newsOf(batches: readonly { types: readonly EventType[]; sizes: readonly number[]; start: number }[]) {
  return batches.map(({ types, sizes, start }, i) => {
    const counts = types.map((_type, each) => sizes[each] ?? 0);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const ids = Array.from({ length: total }, (_, each) => composeId(Number(AT), 0, start + each));
    return { writtenBy: String(i), batchId: BigInt(i), recordedAt: AT, types, counts, ids };
  });
}

/** Every third thing is one buyer's, every fifth one shop's. */
function ownersAmong(told: readonly Told[]): Owners {
  return new Map(
    ownedThings(told).map(({ kind, id }) => [
      `${kind} ${id}`,
      { buyer_id: id % 3n === 0n ? "b" : "b-other", merchant_id: id % 5n === 0n ? "m" : "m-other" },
    ]),
  );
}

describe("what is heard", () => {
  test("outsiders hear of all that is theirs and may be known to them, and of nothing else", () => {
    fc.assert(
      fc.property(page, fc.constantFrom(...OUTSIDERS), (batches, role) => {
        const told = toldBy(newsOf(batches));
        const owners = ownersAmong(told);
        const subject = role === "buyer" ? "b" : "m";
        const events = heard({ role, subject }, told, owners);
        for (const type of TYPES) {
          const { owned, id: kind, heardBy } = TELLINGS[type];
          const own = told
            .filter((each) => each.type === type)
            .flatMap(({ ids }) => ids ?? [])
            .filter((id) => owned === null || id % (role === "buyer" ? 3n : 5n) === 0n);
          const expected = heardBy.includes(role) ? own : [];
          const found = events.filter((event) => event.type === type);
          if (expected.length > NAMED_MAX)
            expect(found).toEqual([{ type, count: expected.length, at: formatInstant(AT) }]);
          else expect(found.map((event) => event.subject)).toEqual(expected.map((id) => formatId(kind, id)));
        }
      }),
    );
  });

  test("the house hears of everything once, by name or by number", () => {
    fc.assert(
      fc.property(page, (batches) => {
        const told = toldBy(newsOf(batches));
        const events = heard({ role: "admin", subject: "1" }, told, new Map());
        const number = events.reduce((sum, { count = 1 }) => sum + count, 0);
        const audible = told.filter(({ type }) => TELLINGS[type].heardBy.includes("admin"));
        expect(number).toBe(audible.reduce((sum, { count }) => sum + count, 0));
        for (const type of TYPES) {
          expect(events.filter((event) => event.type === type).length).toBeLessThanOrEqual(NAMED_MAX);
        }
      }),
    );
  });

  test("what this release does not know is passed over, and what comes behind it in the batch is told", () => {
    const counts = [2, 1];
    const news = {
      writtenBy: "1",
      batchId: 1n,
      recordedAt: AT,
      types: ["moon.rose", "claim.filed"],
      counts,
      ids: [7n, 8n, 9n],
    };
    expect(toldBy([news])).toEqual([{ type: "claim.filed", at: AT, count: 1, ids: [9n] }]);
    const names = { ...news, types: ["toString", "constructor"] };
    expect(toldBy([names])).toEqual([]);
  });
});

describe("who hears", () => {
  let market: Marketplace;
  beforeAll(async () => {
    market = await openMarketplace([]);
  });
  afterAll(() => market.close());

  /** Where each kind of things is read. */
  const READ_AT: Readonly<Record<string, string>> = {
    policy: "/v1/policies",
    claim: "/v1/claims",
    payout: "/v1/payouts",
    walletAlert: "/v1/merchants/x/wallet",
    campaign: "/v1/campaigns",
    switchChange: "/v1/tenants/stops",
    serviceOrder: "/v1/service-orders/svc_0000000000000",
  };

  async function tokenOf(role: Listener): Promise<string> {
    const { server } = market;
    if (role === "server") return server.tenant.apiKey;
    if (role === "buyer" || role === "merchant") return server.session(server.tenant, role, "x");
    return server.tenant.staff[role].token;
  }

  test.each(["server", ...ROLES] as const)("%s hears only of what they may read", async (role: Role | "server") => {
    const as = await tokenOf(role);
    for (const [kind, url] of Object.entries(READ_AT)) {
      const hears = Object.values(TELLINGS).some(({ id, heardBy }) => id === kind && heardBy.includes(role));
      const { status } = await market.server.call("GET", url, { as });
      expect([kind, status === 403], `${role} ${url} ${status}`).toEqual([kind, !hears]);
    }
  });
});
