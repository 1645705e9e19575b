import { present } from "@anxin/core/assert";
import { DAY_MS, type Instant, parseInstant } from "@anxin/core/time";
import type { Tx } from "@anxin/store/transaction";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectInvariants } from "../testing/invariants.js";
import type { CheckScope, Verdict } from "./check.js";
import { INVARIANTS } from "./checks.js";
import { type Market, openMarket, orderOf, trade } from "./testing/market.js";
import { PLANTS_OF_CLAIMS } from "./testing/plants-of-claims.js";
import { PLANTS_OF_HOUSE } from "./testing/plants-of-house.js";
import { PLANTS_OF_MONEY } from "./testing/plants-of-money.js";

let market: Market;
beforeAll(async () => {
  market = await openMarket();
  await trade(market);
});
afterAll(() => market.close());

const TENANT = 1;
const book = () => market.gateway.control.transfers();
const instantOf = (text: string): Instant => present(parseInstant(text), `${text} is an instant`);

/** Plants something as the superuser, asks as the application what is wrong, and undoes it: all in one transaction. */
async function findPlanted(statements: readonly string[], id: string): Promise<Verdict> {
  const { catalogue, clock } = market.server.context;
  const scope: CheckScope = { catalogue, now: clock.now(), latest: clock.now(), newestMax: null };
  const invariant = present(
    INVARIANTS.find((each) => each.id === id),
    `${id} is an invariant`,
  );
  const client = await market.server.database.owner.connect();
  try {
    await client.query("begin");
    for (const each of statements) await client.query(each);
    await client.query(`set local role anxin_app; set local anxin.tenant = '${TENANT}'`);
    return await invariant.check(scope, Object.assign(client, { tenantId: TENANT }) as Tx);
  } finally {
    await client.query("rollback");
    client.release();
  }
}

const PLANTS = [...PLANTS_OF_HOUSE, ...PLANTS_OF_MONEY, ...PLANTS_OF_CLAIMS];

test("a house that has lived for a while holds everything, and its channel says the same", () =>
  expectInvariants(market.house, book));

describe("a violation is found and named:", () => {
  test.each(PLANTS)("%s, %s", async (id, _what, plant, found) => {
    const { holds, violations, count } = await findPlanted(plant, id);
    expect(holds).toBe(false);
    expect(count).toBeGreaterThanOrEqual(violations.length);
    const wanted = Object.entries(found).map(([key, value]) => [
      key,
      typeof value === "string" ? value : expect.stringMatching(value),
    ]);
    expect(violations).toContainEqual(expect.objectContaining(Object.fromEntries(wanted)));
  });

  test("every invariant has one, and is listed once", () => {
    const ids = INVARIANTS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(PLANTS.map(([id]) => id))).toEqual(new Set(ids));
  });

  test("the first 20 are shown, and all are counted", async () => {
    const { violations, count } = await findPlanted(["update policy set premium = premium + 1"], "I15");
    expect(violations).toHaveLength(20);
    expect(count).toBeGreaterThan(40);
  });
});

describe("a house that has lived for a while", () => {
  test("holds when late cancellations take back what was earned, before and after the next run", async () => {
    // An hour before they left, told ten days later: the whole premium goes back, of which some was posted as earned.
    const cancelledAt = instantOf("2026-11-01T04:30:00.000Z");
    const orders = ["R1", "R2", "R3", "R4", "R5", "R6", "R7"].map((orderId) =>
      orderOf({ orderId, version: 9, cancelledAt }),
    );
    await market.call("POST", "/v1/orders", { orders });
    await expectInvariants(market.house, book);
    market.server.clock.advance(DAY_MS);
    await market.settle();
    await expectInvariants(market.house, book);
  });

  test("holds everything while it is at work", async () => {
    let done = false;
    const work = (async () => {
      for (let batch = 0; batch < 30; batch++) {
        const orders = Array.from({ length: 10 }, (_, i) => orderOf({ orderId: `W${batch}-${i}` }));
        await market.call("POST", "/v1/orders", { orders });
      }
      done = true;
    })();
    let rounds = 0;
    for (; !done || rounds === 0; rounds++) await expectInvariants(market.house, book);
    await work;
    await expectInvariants(market.house, book);
    expect(rounds).toBeGreaterThan(0);
  });

  test("holds after a sandbox moved its clock back", async () => {
    const now = market.server.clock.now();
    market.server.clock.advance(400 * DAY_MS);
    await market.settle();
    await market.call("POST", "/v1/orders", { orders: [orderOf({ orderId: "L1" })] });
    market.server.clock.advance(now - market.server.clock.now());
    await expectInvariants(market.house, book);
  });
});
