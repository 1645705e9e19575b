import { present } from "@anxin/core/assert";
import { CLOCK_RULES, clockRule, ESCALATION_PERCENTS } from "@anxin/core/claim/clock-rules";
import { type Clock, isRunning, percentAt } from "@anxin/core/claim/clocks";
import { DAY_MS, type Instant, parseInstant, plus } from "@anxin/core/time";
import type { ClaimRow } from "@anxin/store/claim";
import { findClocksApart } from "@anxin/store/claim-clock";
import { run } from "@anxin/store/statement";
import { inTransaction } from "@anxin/store/transaction";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { noteClaimFact } from "./clock.js";
import { escalateClocks } from "./clock-escalation.js";
import { caseWith, clocksTold, escalationsOf, keptClocks, type Told } from "./testing/clocked.js";
import { NOW, openShop, type Shop } from "./testing/shop.js";

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

const sweep = (): Promise<number> => escalateClocks(shop.server.context);
const moveTo = (at: Instant): void => shop.server.clock.advance(at - shop.server.clock.now());
const clockIn = (facts: readonly Told[], code: Clock["code"]): Clock =>
  present(
    clocksTold(facts).find((clock) => clock.code === code),
    `${code} runs`,
  );

/** Which clock is in which queue, by code. */
async function queued(): Promise<Record<string, string>> {
  const { rows } = await shop.server.database.owner.query<{ code: string; queue: string }>(
    "select code, queue from claim_clock where queue is not null order by code",
  );
  return Object.fromEntries(rows.map(({ code, queue }) => [code, queue]));
}

describe("a clock", () => {
  it("puts its case into the queue of each share at its instant, and not a millisecond before", async () => {
    const refused: readonly Told[] = [
      ["reported", NOW],
      ["decided_to_refuse", NOW],
    ];
    const claim = await caseWith(shop, refused);
    const clock = clockIn(refused, "refusal_notice");
    const { queues } = clockRule("refusal_notice");
    for (const percent of ESCALATION_PERCENTS) {
      const reached = present(percentAt(clock, percent), "it runs");
      moveTo(plus(reached, -1));
      expect(await sweep()).toBe(0);
      moveTo(reached);
      expect(await sweep()).toBe(1);
      expect(await queued()).toEqual({ refusal_notice: queues[percent] });
      moveTo(plus(reached, 1));
      expect(await sweep()).toBe(0);
    }
    expect(await escalationsOf(shop.server, claim)).toEqual([
      "refusal_notice 50 adjusters",
      "refusal_notice 80 supervisors",
      "refusal_notice 100 compliance",
    ]);
    shop.server.clock.advance(400 * DAY_MS);
    expect(await sweep()).toBe(0);
  });

  it("that nobody looked at for long is escalated once, at the share that it has reached by then", async () => {
    const claim = await caseWith(shop, [["reported", NOW]]);
    shop.server.clock.advance(70 * DAY_MS);
    expect(await sweep()).toBe(4);
    const said = await escalationsOf(shop.server, claim);
    expect([...said].sort()).toEqual([
      "acknowledgement 100 supervisors",
      "decision 100 compliance",
      "first_review 100 supervisors",
      "undisputed_part 100 compliance",
    ]);
  });

  it("that is met leaves its queue, and one that is paused is not escalated until it runs again", async () => {
    const { context } = shop.server;
    const claim = await caseWith(shop, [["reported", NOW]]);
    const tell = (fact: Told[0], at: Instant) =>
      inTransaction(context.db, shop.server.tenant.tenantId, (tx) => noteClaimFact(context, tx, [claim], fact, at));
    shop.server.clock.advance(16 * DAY_MS);
    await sweep();
    expect((await queued())["decision"]).toBe("adjusters");
    await tell("supplement_delivered", plus(NOW, 16 * DAY_MS));
    shop.server.clock.advance(12 * DAY_MS);
    await sweep();
    expect((await queued())["decision"]).toBe("adjusters");
    await tell("supplement_complete", plus(NOW, 28 * DAY_MS));
    shop.server.clock.advance(9 * DAY_MS);
    await sweep();
    expect((await queued())["decision"]).toBe("supervisors");
    await tell("decided_to_pay", plus(NOW, 37 * DAY_MS));
    expect(await queued()).toEqual({});
    expect((await escalationsOf(shop.server, claim)).filter((said) => said.startsWith("decision"))).toEqual([
      "decision 50 adjusters",
      "decision 80 supervisors",
    ]);
  });

  it("of every kind has a rule whose queues take what is escalated", async () => {
    const facts = CLOCK_RULES.map((rule): Told => [rule.starts[0] ?? "reported", NOW]);
    await caseWith(shop, [["reported", NOW], ...facts]);
    shop.server.clock.advance(70 * DAY_MS);
    await sweep();
    const running = clocksTold([["reported", NOW], ...facts]).filter(isRunning);
    const expected = running.map(({ code }) => [code, clockRule(code).queues[100]] as const);
    expect(await queued()).toEqual(Object.fromEntries(expected));
  });
});

describe("the end of the known calendar", () => {
  const december = present(parseInstant("2026-12-31T02:00:00.000Z"), "an instant");

  it("raises what cannot be counted once, forgets nothing, and lets the law's clocks run", async () => {
    moveTo(december);
    const claim = await caseWith(shop, [["reported", december]]);
    expect(await sweep()).toBe(1);
    expect(await queued()).toEqual({ acknowledgement: "calendar" });
    expect(await sweep()).toBe(0);
    for (let day = 1; day <= 16; day++) {
      shop.server.clock.advance(DAY_MS);
      await sweep();
    }
    expect(await escalationsOf(shop.server, claim)).toEqual([
      "acknowledgement unknown calendar",
      "first_review 100 supervisors",
      "decision 50 adjusters",
    ]);
    const kept = await keptClocks(shop.server, claim);
    expect(kept.find(({ code }) => code === "decision")?.dueAt).toBe(parseInstant("2027-01-30T16:00:00.000Z"));
  });

  it("a clock whose calendar was built in meanwhile counts from its start, and leaves the queue", async () => {
    const claim = await caseWith(shop, [["reported", NOW]]);
    const [known] = (await keptClocks(shop.server, claim)).filter(({ code }) => code === "acknowledgement");
    await shop.server.database.owner.query(
      `update claim_clock set term_ms = null, due_at = null, queue = 'calendar', next_escalation_at = at_ms(${NOW})
       where code = 'acknowledgement'`,
    );
    expect(await sweep()).toBe(0);
    expect(await queued()).toEqual({});
    expect((await keptClocks(shop.server, claim)).find(({ code }) => code === "acknowledgement")).toEqual(known);
    shop.server.clock.advance(3 * DAY_MS);
    await sweep();
    expect((await queued())["acknowledgement"]).toBe("supervisors");
  });
});

describe("a sweep", () => {
  it("beside others, and beside who writes to the same cases, tells each share once", async () => {
    const { context, tenant } = shop.server;
    const claims: ClaimRow[] = [];
    for (let i = 0; i < 30; i++) claims.push(await caseWith(shop, [["reported", NOW]]));
    shop.server.clock.advance(16 * DAY_MS);
    const tell = () =>
      inTransaction(context.db, tenant.tenantId, (tx) => noteClaimFact(context, tx, claims, "taken_in_hand", NOW));
    const [first, second, third] = await Promise.all([sweep(), sweep(), sweep(), tell()]);
    // Acknowledged before the sweep came by, or after it.
    const told = first + second + third;
    expect(told).toBeGreaterThanOrEqual(60);
    expect(told).toBeLessThanOrEqual(90);
    const said = await Promise.all(claims.map((claim) => escalationsOf(shop.server, claim)));
    for (const each of said) expect(each).toEqual([...new Set(each)]);
    expect(said.flat()).toHaveLength(told);
    const { rows } = await shop.server.database.owner.query<{ times: bigint }>(
      "select coalesce(sum(counts[1]), 0)::int8 as times from outbox where types = '{claim.escalated}'",
    );
    expect(rows).toEqual([{ times: BigInt(told) }]);
    const found = await inTransaction(context.owner, tenant.tenantId, (tx) =>
      run(tx, findClocksApart, [tenant.tenantId]),
    );
    expect(found).toEqual([]);
  });

  it("that fails leaves nothing half told, and the next one tells it", async () => {
    const claim = await caseWith(shop, [["reported", NOW]]);
    shop.server.clock.advance(2 * DAY_MS);
    const broken = { next: () => present<bigint>(null, "the power is there") };
    await expect(escalateClocks({ ...shop.server.context, ids: broken })).rejects.toThrow("the power is there");
    expect([await queued(), await escalationsOf(shop.server, claim)]).toEqual([{}, []]);
    expect(await sweep()).toBe(2);
  });

  it("goes through more cases than fit on a page", async () => {
    const { database } = shop.server;
    const claim = await caseWith(shop, [["reported", NOW]]);
    await database.owner.query(
      `insert into claim select c.book, c.tenant_id, c.claim_id + g * 65536, c.policy_id, c.order_id || g, c.line_id, c.merchant_id,
         c.buyer_id, c.product, c.product_version, c.peril, c.return_id, c.waybill_key, c.status, c.revision, c.occurred_at,
         c.reported_at, c.decided_at, c.description, c.fields, c.declaration, c.requested_amount, c.reserve, c.agreed_amount,
         c.filed_by from claim c, generate_series(1, 250) g where c.claim_id = ${claim.claimId}`,
    );
    await database.owner.query(
      `insert into claim_clock (book, tenant_id, claim_id, code, round, started_at, term_ms, due_at, next_escalation_at)
       select k.book, k.tenant_id, k.claim_id + g * 65536, k.code, k.round, k.started_at, k.term_ms, k.due_at, k.next_escalation_at
       from claim_clock k, generate_series(1, 250) g where k.claim_id = ${claim.claimId}`,
    );
    shop.server.clock.advance(70 * DAY_MS);
    expect(await sweep()).toBe(251 * 4);
    expect(await sweep()).toBe(0);
  });

  it("with nothing due asks one question, and opens no transaction", async () => {
    await caseWith(shop, [["reported", NOW]]);
    const asked = vi.spyOn(shop.server.context.owner, "query");
    const opened = vi.spyOn(shop.server.context.db, "connect");
    expect(await sweep()).toBe(0);
    expect([asked.mock.calls.length, opened.mock.calls.length]).toEqual([1, 0]);
  });
});
