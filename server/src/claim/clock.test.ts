import { readFileSync } from "node:fs";
import { CLOCK_FACTS } from "@anxin/core/claim/clock-rules";
import { type Clock, clocksAfter } from "@anxin/core/claim/clocks";
import { DAY_MS, HOUR_MS, type Instant, plus } from "@anxin/core/time";
import type { ClaimRow } from "@anxin/store/claim";
import { clocksOfClaims, writeClocks } from "@anxin/store/claim-clock";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { noteClaimFact, notePaid } from "./clock.js";
import { caseWith, clocksTold, keptClocks, type Told } from "./testing/clocked.js";
import { NOW, openShop, type Shop } from "./testing/shop.js";

const MIGRATION = new URL("../../../store/migrations/0025-claim-clock.sql", import.meta.url);

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const write = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(shop.server.context.db, shop.server.tenant.tenantId, work);
const hours = (count: number): Instant => plus(NOW, count * HOUR_MS);
const of = (clocks: readonly Clock[], code: Clock["code"]) => clocks.filter((clock) => clock.code === code);

/** How many statements some work of a transaction takes. */
async function counted(tx: Tx, work: () => Promise<void>): Promise<number> {
  const asked = vi.spyOn(tx, "query");
  try {
    await work();
    return asked.mock.calls.length;
  } finally {
    asked.mockRestore();
  }
}

async function payoutOf({ book, tenantId, claimId, policyId }: ClaimRow, status: string): Promise<void> {
  const id = shop.server.context.ids.next(book);
  await shop.server.database.owner.query(
    `insert into payout (book, tenant_id, payout_id, claim_id, decision_id, policy_id, merchant_id, buyer_id, amount, channel, status,
       attempt, out_biz_no, request_sealed, request_sha256, payee_mask, machine, revision, prepared_at)
     values (${book}, ${tenantId}, ${id}, ${claimId}, ${id}, ${policyId}, 'm', 'b', 1, 'alipay', '${status}', 1, '${id}', '', '', '', '{}',
       1, now())`,
  );
}

describe("clocks that are kept", () => {
  it("come back as they were written, whatever happened to the claims, in one statement for all of them", async () => {
    const claims = [await caseWith(shop, [["reported", NOW]]), await caseWith(shop, [["reported", NOW]])];
    const step = fc.tuple(
      fc.constantFrom(...CLOCK_FACTS),
      fc.nat(3).map((days) => days * DAY_MS),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.nat(24), async (steps, cut) => {
        await shop.server.database.owner.query("delete from claim_clock");
        const facts: Told[] = [["reported", NOW]];
        for (const [fact, ms] of steps) facts.push([fact, plus(facts.at(-1)?.[1] ?? NOW, ms)]);
        // Written half way and then again: what was a clock only for the moment is forgotten.
        for (const told of [facts.slice(0, 1 + cut), facts]) {
          const clocks = clocksTold(told);
          const written = claims.map((claim) => ({ claim, clocks }));
          expect(await write((tx) => counted(tx, () => writeClocks(tx, written)))).toBe(1);
          const kept = await write((tx) => clocksOfClaims(tx, claims));
          for (const { claimId } of claims) expect(kept.get(claimId) ?? []).toEqual(clocks);
        }
      }),
      // A clock that was none leaves its number to the next of its code, which began at another time.
      {
        numRuns: 100,
        examples: [
          [
            [
              ["merchant_asked", DAY_MS],
              ["merchant_answered", 0],
              ["merchant_asked", DAY_MS],
            ],
            1,
          ],
        ],
      },
    );
  });

  it("keep what was met when somebody who had read them before writes", async () => {
    const claim = await caseWith(shop, [
      ["reported", NOW],
      ["decided_to_pay", hours(1)],
    ]);
    await write(async (tx) => {
      const read = (await clocksOfClaims(tx, [claim])).get(claim.claimId) ?? [];
      await write((other) => noteClaimFact(shop.server.context, other, [claim], "paid", hours(2)));
      await writeClocks(tx, [{ claim, clocks: clocksAfter(read, "appealed", hours(3)) }]);
    });
    const kept = await keptClocks(shop.server, claim);
    expect(of(kept, "payment")).toMatchObject([{ metAt: hours(2) }]);
    expect(of(kept, "appeal")).toMatchObject([{ startedAt: hours(3), metAt: null }]);
  });

  it("are made up for claims from before there were any, as the law sets them", async () => {
    const { owner } = shop.server.database;
    await owner.query("delete from claim_clock");
    const open = await caseWith(shop, [["reported", NOW]]);
    const paid = await caseWith(shop, [["reported", NOW]]);
    const refused = await caseWith(shop, [["reported", NOW]]);
    await payoutOf(paid, "succeeded");
    await owner.query(`update payout set settled_at = at_ms(${hours(5)}) where claim_id = ${paid.claimId}`);
    await owner.query(
      `update claim set decided_at = at_ms(${hours(3)}), status = 'approved', agreed_amount = 1 where claim_id = ${paid.claimId}`,
    );
    await owner.query(
      `update claim set decided_at = at_ms(${hours(3)}), status = 'rejected' where claim_id = ${refused.claimId}`,
    );
    await owner.query("delete from claim_clock");
    const migration = readFileSync(MIGRATION, "utf8");
    await owner.query(migration.slice(migration.indexOf("with began as")));
    const lawful = (facts: readonly Told[]) =>
      clocksTold(facts).filter(({ code }) => ["decision", "payment", "refusal_notice"].includes(code));
    expect(await keptClocks(shop.server, open)).toEqual(lawful([["reported", NOW]]));
    expect(await keptClocks(shop.server, paid)).toEqual(
      lawful([
        ["reported", NOW],
        ["decided_to_pay", hours(3)],
        ["paid", hours(5)],
      ]),
    );
    expect(await keptClocks(shop.server, refused)).toEqual(
      lawful([
        ["reported", NOW],
        ["decided_to_refuse", hours(3)],
      ]),
    );
  });

  it("cannot be seen by another marketplace", async () => {
    const claim = await caseWith(shop, [["reported", NOW]]);
    const { context, other } = shop.server;
    const seen = await inTransaction(context.db, other.tenantId, (tx) => clocksOfClaims(tx, [claim]));
    expect(seen.size).toBe(0);
  });
});

describe("a fact told by another room", () => {
  it("is written to the claims that it touches, any number, with one statement to read and one to write", async () => {
    const refused: readonly Told[] = [
      ["reported", NOW],
      ["decided_to_refuse", hours(1)],
    ];
    const claims = [
      await caseWith(shop, refused),
      await caseWith(shop, refused),
      await caseWith(shop, [["reported", NOW]]),
    ];
    const tell = (at: Instant) =>
      write((tx) => counted(tx, () => noteClaimFact(shop.server.context, tx, claims, "notice_delivered", at)));
    expect(await tell(hours(2))).toBe(2);
    expect(await tell(hours(3))).toBe(1);
    const [first, second, third] = await Promise.all(claims.map((claim) => keptClocks(shop.server, claim)));
    for (const kept of [first, second]) expect(of(kept ?? [], "refusal_notice")).toMatchObject([{ metAt: hours(2) }]);
    expect(of(third ?? [], "refusal_notice")).toEqual([]);
  });
});

describe("money that arrives", () => {
  const granted: readonly Told[] = [
    ["reported", NOW],
    ["decided_to_pay", hours(1)],
  ];

  it("meets the payment's clock once nothing is on its way", async () => {
    const claim = await caseWith(shop, granted);
    await payoutOf(claim, "succeeded");
    await payoutOf(claim, "sending");
    await write((tx) => notePaid(tx, [claim], hours(2)));
    expect(of(await keptClocks(shop.server, claim), "payment")).toMatchObject([{ metAt: null }]);
    await shop.server.database.owner.query("update payout set status = 'succeeded'");
    await write((tx) => notePaid(tx, [claim], hours(3)));
    expect(of(await keptClocks(shop.server, claim), "payment")).toMatchObject([{ metAt: hours(3) }]);
  });

  it("by two ways in the same moment is not overlooked by both", async () => {
    for (let round = 0; round < 20; round++) {
      const claim = await caseWith(shop, granted);
      await payoutOf(claim, "sending");
      await payoutOf(claim, "sending");
      const { rows } = await shop.server.database.owner.query<{ payout_id: bigint }>(
        `select payout_id from payout where claim_id = ${claim.claimId}`,
      );
      const arrive = (payoutId: bigint | undefined) =>
        write(async (tx) => {
          await tx.query({ text: `update payout set status = 'succeeded' where payout_id = ${payoutId}` });
          await notePaid(tx, [claim], hours(2));
        });
      await Promise.all(rows.map((row) => arrive(row.payout_id)));
      expect(of(await keptClocks(shop.server, claim), "payment")).toMatchObject([{ metAt: hours(2) }]);
    }
  });
});
