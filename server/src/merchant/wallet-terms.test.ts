import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Marketplace, ORDER, SHOP } from "../order/testing/marketplace.js";
import { expectInvariants } from "../testing/invariants.js";
import { expectProblem } from "../testing/problem.js";
import { openPurse, type Purse, WALLET } from "./testing/purse.js";

/** What the shop's product costs for an order of the kind that is fed here. */
let premium: number;
let purse: Purse;
let market: Marketplace;
beforeAll(async () => {
  purse = await openPurse();
  market = purse.market;
  [premium = 0] = (await purse.feed(1)).premiums;
  expect(premium).toBeGreaterThan(1);
});
afterAll(async () => {
  await expectInvariants(market.server.context);
  await market.close();
});

describe("the grace band", () => {
  test("is spent to the last fen by 200 orders at once: the rest is declined, and none is lost", async () => {
    const covered = 37;
    await purse.bring(10 * premium + 1);
    await purse.terms((covered - 10) * premium - 1);
    const { ids, outcomes, premiums, declined } = await purse.feed(200);
    expect(outcomes).toEqual(Array.from({ length: 200 }, () => "applied"));
    expect(premiums).toEqual(Array.from({ length: covered }, () => premium));
    expect(declined).toEqual(Array.from({ length: 200 - covered }, () => "wallet_insufficient"));
    const { balance, floor, available, owed, creditLimit } = await purse.wallet();
    expect(balance).toBe(-creditLimit);
    expect({ floor, available, owed }).toEqual({ floor: -creditLimit, available: 0, owed: creditLimit });
    for (const orderId of ids) expect((await market.get(`/v1/orders/${orderId}`)).status, orderId).toBe(200);
    expect(await market.count(`select count(*) from policy where order_id in ('${ids.join("','")}')`)).toBe(covered);
    const debits = `select count(*) from transfer t join policy p using (book, policy_id) where p.order_id in ('${ids.join("','")}')`;
    expect(await market.count(debits)).toBe(covered);
    await expectInvariants(market.server.context);
  });

  test("is settled by the next top-up before anything else", async () => {
    const { owed } = await purse.wallet();
    expect(await purse.topUp(owed - 1)).toBe(owed - 1);
    expect(await purse.wallet()).toMatchObject({ balance: -1, owed: 1 });
    expect(await purse.topUp(5_000)).toBe(1);
    expect(await purse.wallet()).toMatchObject({ balance: 4_999, owed: 0 });
    expect(await purse.topUp(10)).toBe(0);
  });

  test("that is lowered below what is drawn stands, grows no more, and follows the debt up", async () => {
    await purse.bring(0);
    await purse.terms(5 * premium);
    expect((await purse.feed(5)).premiums).toHaveLength(5);
    await purse.terms(2 * premium);
    expect(await purse.wallet()).toMatchObject({
      balance: -5 * premium,
      floor: -5 * premium,
      available: 0,
      owed: 5 * premium,
    });
    expect((await purse.feed(1)).declined).toEqual(["wallet_insufficient"]);
    await purse.topUp(2 * premium);
    expect(await purse.wallet()).toMatchObject({ balance: -3 * premium, floor: -3 * premium, available: 0 });
    expect((await purse.feed(1)).declined).toEqual(["wallet_insufficient"]);
    await purse.topUp(2 * premium);
    expect(await purse.wallet()).toMatchObject({ balance: -premium, floor: -2 * premium, available: premium });
    expect((await purse.feed(2)).premiums).toHaveLength(1);
    await purse.terms(0);
    await purse.topUp(3 * premium);
    expect(await purse.wallet()).toMatchObject({ balance: premium, floor: 0, available: premium, owed: 0 });
    await expectInvariants(market.server.context);
  });

  test("follows up by premium that comes back, too", async () => {
    await purse.bring(0);
    await purse.terms(3 * premium);
    const { ids } = await purse.feed(3);
    await purse.terms(0);
    const cancelled = { ...ORDER, orderId: ids[0], version: 9, shipments: [], cancelledAt: "2026-11-09T09:00:00.000Z" };
    expect((await market.feed([cancelled])).results[0]).toMatchObject({ outcome: "applied" });
    expect(await purse.wallet()).toMatchObject({ balance: -2 * premium, floor: -2 * premium, available: 0 });
    expect((await purse.feed(1)).declined).toEqual(["wallet_insufficient"]);
    await purse.topUp(2 * premium);
  });
});

describe("the terms of a wallet", () => {
  test("are a matter of the platform's staff, who see each other's changes; a merchant sees no names", async () => {
    const { tenant, other } = market.server;
    const body = { creditLimit: 100, lowBalance: 50 };
    expect(await purse.put(body)).toMatchObject({ status: 200, body: { ...body, changes: expect.any(Array) } });
    expect(await purse.put({ creditLimit: 200, lowBalance: null }, { as: tenant.staff.platform.token })).toMatchObject({
      status: 200,
    });
    const { changes } = await purse.wallet(tenant.staff.auditor.token);
    expect(changes.slice(0, 2)).toMatchObject([
      { creditLimit: 200, lowBalance: null, changedBy: "platform" },
      { creditLimit: 100, lowBalance: 50, changedBy: "finance" },
    ]);
    const before = changes.length;
    expect(await purse.put({ creditLimit: 200, lowBalance: null })).toMatchObject({ status: 200 });
    const merchant = await market.server.session(tenant, "merchant", SHOP);
    const seen = (await purse.wallet(merchant)).changes;
    expect(seen).toHaveLength(before);
    expect(seen.every(({ changedBy }) => changedBy === null)).toBe(true);
    for (const as of [tenant.apiKey, merchant, tenant.staff.auditor.token, tenant.staff.supervisor.token]) {
      expectProblem(await purse.put(body, { as }), "forbidden");
    }
    expectProblem(await purse.put(body, { as: other.staff.finance.token }), "not_found");
  });

  test("are refused when they are malformed, too large, or made on another version", async () => {
    for (const bad of [
      {},
      { creditLimit: -1, lowBalance: null },
      { creditLimit: 1.5, lowBalance: 0 },
      { creditLimit: 1 },
    ]) {
      expectProblem(await purse.put(bad), "validation_failed");
    }
    expectProblem(await purse.put({ creditLimit: 1_000_000_001, lowBalance: null }), "limit_exceeded");
    expectProblem(await purse.put({ creditLimit: 0, lowBalance: 1_000_000_001 }), "limit_exceeded");
    const read = await market.get(WALLET);
    const etag = String(read.headers["etag"]);
    expect(etag).toMatch(/^"wallet\.shop-1001\.\d+"$/);
    expect(await purse.put({ creditLimit: 7, lowBalance: null }, { headers: { "if-match": etag } })).toMatchObject({
      status: 200,
    });
    expectProblem(
      await purse.put({ creditLimit: 8, lowBalance: null }, { headers: { "if-match": etag } }),
      "if_match_stale",
    );
    await purse.terms(0);
  });

  test("keep every movement's sum, whatever happens in whatever order", async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant("limit" as const), fen: fc.integer({ min: 0, max: 900 }) }),
      fc.record({ kind: fc.constant("topUp" as const), fen: fc.integer({ min: 1, max: 900 }) }),
      fc.record({ kind: fc.constant("refund" as const), fen: fc.integer({ min: 1, max: 900 }) }),
      fc.record({ kind: fc.constant("orders" as const), fen: fc.integer({ min: 1, max: 4 }) }),
    );
    await purse.bring(0);
    await purse.terms(0);
    let balance = 0;
    let limit = 0;
    let floor = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        for (const { kind, fen } of steps) {
          const before = balance;
          if (kind === "limit") {
            await purse.terms(fen);
            limit = fen;
            floor = Math.min(0 - limit, balance);
          } else if (kind === "topUp") {
            expect(await purse.topUp(fen)).toBe(Math.min(fen, Math.max(0, -balance)));
            balance += fen;
          } else if (kind === "refund") {
            const answer = await purse.refund(fen);
            expect(answer.status).toBe(fen <= Math.max(0, balance) ? 201 : 422);
            if (answer.status === 201) balance -= fen;
          } else {
            const { premiums } = await purse.feed(fen);
            expect(premiums.length).toBe(Math.min(fen, Math.floor((balance - floor) / premium)));
            balance -= premiums.length * premium;
          }
          if (balance > before) floor = Math.max(floor, Math.min(0 - limit, balance));
          expect(await purse.wallet()).toMatchObject({
            balance,
            floor,
            creditLimit: limit,
            available: balance - floor,
            owed: Math.max(0, -balance),
          });
        }
        const { rows } = await market.server.database.owner.query<{ sum: bigint; funded: bigint }>(
          `select sum(case when credit = '2203' then amount else -amount end)::int8 as sum, (select funded from wallet where merchant_id = $1) as funded
           from transfer where merchant_id = $1 and '2203' in (debit, credit)`,
          [SHOP],
        );
        expect(Number(rows[0]?.sum)).toBe(balance);
      }),
      { numRuns: 12 },
    );
    await purse.terms(0);
    if (balance < 0) await purse.topUp(-balance);
  });
});
