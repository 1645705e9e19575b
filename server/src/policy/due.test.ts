import { bookOf, type Id } from "@anxin/core/id";
import { type DueLook, type Told as Known, lookAt } from "@anxin/core/policy/due";
import { type Endorsement, evolve, initialState, type PolicyState } from "@anxin/core/policy/policy";
import { DAY_MS, HOUR_MS, type Instant, plus } from "@anxin/core/time";
import { emptyTenant } from "@anxin/store/sandbox";
import { inTransaction } from "@anxin/store/transaction";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startTestServer, type TestServer } from "../testing/server.js";
import { outboxSettled } from "../testing/settled.js";
import { runDuePolicies } from "./due.js";
import { endorse, issue, issueIn, issueOne, MERCHANT, toldOf, toldOfOne } from "./testing/sold.js";

let server: TestServer;
let tenantId: number;
let start: Instant;
beforeEach(async () => {
  server = await startTestServer();
  ({ tenantId } = server.tenant);
  start = server.clock.now();
});
afterEach(() => server.close());

/** Once everything that was told can be read. */
async function sweep(): Promise<number> {
  await outboxSettled(server.database.owner);
  return runDuePolicies(server.context);
}
const inDays = (days: number): Instant => plus(start, days * DAY_MS);
const told = (policyId: Id) => toldOfOne(server.context, tenantId, policyId);
const one = (from: number, until: number) =>
  issueOne(server.context, tenantId, { effectiveAt: inDays(from), expiresAt: inDays(until) });
const change = (policyId: Id, endorsement: Endorsement) => endorse(server.context, tenantId, policyId, endorsement);
const period = (from: number, until: number): Endorsement => ({
  kind: "period_fixed",
  effectiveAt: inDays(from),
  expiresAt: inDays(until),
});

describe("a policy", () => {
  it("is told in force and expired when it is, once each", async () => {
    const policyId = await one(2, 10);
    expect(await sweep()).toBe(1);
    expect(await told(policyId)).toEqual([]);
    server.clock.advance(2 * DAY_MS - 1);
    expect(await sweep()).toBe(0);
    server.clock.advance(1);
    expect(await sweep()).toBe(1);
    expect(await told(policyId)).toEqual(["in_force"]);
    server.clock.advance(8 * DAY_MS);
    await sweep();
    expect(await sweep()).toBe(0);
    expect(await told(policyId)).toEqual(["in_force", "expired"]);
  });

  it("that was issued after it began, or even after it ended, is told all the same", async () => {
    const running = await one(-5, 5);
    const over = await one(-20, -10);
    await sweep();
    expect(await told(running)).toEqual(["in_force"]);
    expect(await told(over)).toEqual(["in_force", "expired"]);
  });

  it("whose beginning nobody told yet is told when that was told", async () => {
    const wish = { effectiveAt: null, expiresAt: inDays(60) };
    const policyId = await issueOne(server.context, tenantId, wish);
    await sweep();
    server.clock.advance(3 * DAY_MS);
    await change(policyId, period(1, 30));
    await sweep();
    expect(await told(policyId)).toEqual(["in_force"]);
  });

  it("that is cancelled or exhausted neither begins nor expires; restored, it catches up", async () => {
    const cancelled = await one(2, 10);
    const exhausted = await one(0, 10);
    await sweep();
    await change(cancelled, { kind: "cancelled", at: start, refund: 0n, reason: "" });
    await change(exhausted, { kind: "exhausted", at: start, claimId: 1n });
    server.clock.advance(20 * DAY_MS);
    await sweep();
    expect(await told(cancelled)).toEqual([]);
    expect(await told(exhausted)).toEqual(["in_force"]);
    await change(exhausted, { kind: "restored", at: server.clock.now(), claimId: 1n });
    await sweep();
    expect(await told(exhausted)).toEqual(["in_force", "expired"]);
  });

  it("whose end moved is told expired only when it is, also where it had been told before", async () => {
    const early = await one(0, 10);
    const late = await one(0, 10);
    await sweep();
    await change(early, period(0, 20));
    server.clock.advance(10 * DAY_MS);
    await sweep();
    expect(await told(early)).toEqual(["in_force"]);
    expect(await told(late)).toEqual(["in_force", "expired"]);
    await change(late, period(0, 20));
    await sweep();
    expect(await told(late)).toEqual(["in_force", "expired"]);
    server.clock.advance(10 * DAY_MS);
    await sweep();
    expect(await told(early)).toEqual(["in_force", "expired"]);
    expect(await told(late)).toEqual(["in_force", "expired", "expired"]);
  });
});

describe("a sweep", () => {
  it("over two years at once tells everything, a bounded part at a time, in the order of time", async () => {
    const wishes = Array.from({ length: 4_500 }, (_, i) => ({
      effectiveAt: plus(start, ((i * 7_919) % 4_500) * HOUR_MS),
      expiresAt: plus(start, (4_600 + ((i * 104_729) % 4_500)) * HOUR_MS),
    }));
    const ids = await issue(server.context, tenantId, wishes);
    await sweep();
    server.clock.advance(730 * DAY_MS);
    let sweeps = 0;
    while ((await sweep()) > 0) sweeps += 1;
    expect(sweeps).toBeGreaterThan(1);
    const times = new Map(ids.map((id, i) => [id, wishes[i]]));
    const heard = (await toldOf(server.context, tenantId)).map(({ kind, policyId }) => {
      const wish = times.get(policyId);
      return (kind === "expired" ? wish?.expiresAt : wish?.effectiveAt) ?? 0;
    });
    expect(heard).toHaveLength(9_000);
    expect(heard).toEqual([...heard].sort((a, b) => a - b));
  });

  it("beside others tells each thing once", async () => {
    const wishes = Array.from({ length: 300 }, (_, i) => ({ effectiveAt: inDays(-1), expiresAt: inDays(1 + (i % 3)) }));
    await issue(server.context, tenantId, wishes);
    await Promise.all([sweep(), sweep(), sweep()]);
    server.clock.advance(5 * DAY_MS);
    await Promise.all([sweep(), sweep(), sweep()]);
    const heard = (await toldOf(server.context, tenantId)).map(({ kind, policyId }) => `${kind} ${policyId}`);
    expect(heard).toHaveLength(600);
    expect(new Set(heard).size).toBe(600);
  });

  it("that fails leaves nothing half told, and the next one tells it", async () => {
    const policyId = await one(-1, 1);
    const { ids } = server.context;
    const broken = {
      ...server.context,
      ids: {
        next: () => {
          throw new Error("the power went");
        },
      },
    };
    await expect(runDuePolicies(broken)).rejects.toThrow("the power went");
    expect(await told(policyId)).toEqual([]);
    await runDuePolicies({ ...server.context, ids });
    expect(await told(policyId)).toEqual(["in_force"]);
  });

  it("misses nothing that was committed after something younger", async () => {
    const { context } = server;
    const wish = { effectiveAt: inDays(-1), expiresAt: inDays(9) };
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let written: (id: Id) => void = () => undefined;
    const slowId = new Promise<Id>((resolve) => {
      written = resolve;
    });
    const slow = inTransaction(context.db, tenantId, async (tx) => {
      const [id = 0n] = await issueIn(context, tx, [wish]);
      written(id);
      await finished;
    });
    const older = await slowId;
    const younger = await issueOne(context, tenantId, wish);
    expect(older).toBeLessThan(younger);
    await runDuePolicies(server.context);
    await runDuePolicies(server.context);
    expect(await told(younger)).toEqual(["in_force"]);
    expect(await told(older)).toEqual([]);
    finish();
    await slow;
    await runDuePolicies(server.context);
    expect(await told(older)).toEqual(["in_force"]);
    expect(await told(younger)).toEqual(["in_force"]);
  });

  it("of one tenant leaves the other alone", async () => {
    const { other, context } = server;
    await issueOne(context, other.tenantId, { effectiveAt: inDays(-1), expiresAt: inDays(1) });
    await sweep();
    expect(await toldOf(context, tenantId)).toEqual([]);
    expect(await toldOf(context, other.tenantId)).toHaveLength(1);
  });

  it("by a clock that runs behind takes nothing back that was told", async () => {
    const policyId = await one(0, 10);
    await sweep();
    server.clock.advance(10 * DAY_MS);
    await sweep();
    server.clock.advance(-1);
    // Whatever is read again is looked at again.
    await server.database.owner.query("update outbox_reader set written_by = '0', batch_id = 0");
    expect(await sweep()).toBe(0);
    server.clock.advance(1);
    expect(await sweep()).toBe(0);
    expect(await told(policyId)).toEqual(["in_force", "expired"]);
  });

  it("beside a tenant that starts over leaves nothing of it behind", async () => {
    const { context, database } = server;
    const wishes = Array.from({ length: 50 }, () => ({ effectiveAt: inDays(-5), expiresAt: inDays(-1) }));
    for (let round = 0; round < 10; round++) {
      await issue(context, tenantId, wishes);
      await Promise.all([sweep(), inTransaction(context.owner, tenantId, (tx) => emptyTenant(tx, tenantId)), sweep()]);
      const { rows } = await database.owner.query<{ left: bigint }>(
        "select (select count(*) from outbox) + (select count(*) from policy_due) as left",
      );
      expect(rows).toEqual([{ left: 0n }]);
    }
  });

  it("with nothing to do asks two questions, and opens no transaction", async () => {
    await one(-1, 30);
    await runDuePolicies(server.context);
    const asked = vi.spyOn(server.context.owner, "query");
    const opened = vi.spyOn(server.context.db, "connect");
    // Transactions of other tests on the same server keep the last batches unsettled for a while.
    await vi.waitFor(async () => {
      asked.mockClear();
      opened.mockClear();
      expect(await runDuePolicies(server.context)).toBe(0);
      expect(opened).not.toHaveBeenCalled();
    });
    expect(asked).toHaveBeenCalledTimes(2);
  });
});

interface Step {
  readonly advanceHours: number;
  readonly sweeps: number;
  readonly act: { readonly of: number; readonly from: number | null; readonly until: number | null } | "none" | Ending;
}
type Ending = { readonly of: number; readonly kind: "cancelled" | "reinstated" | "exhausted" | "restored" };

const hour = fc.integer({ min: -30, max: 60 });
const span = fc
  .tuple(fc.option(hour), fc.option(hour))
  .map(([from, until]) =>
    from !== null && until !== null && until < from ? { from: until, until: from } : { from, until },
  );
const steps: fc.Arbitrary<Step> = fc.record({
  advanceHours: fc.integer({ min: 0, max: 20 }),
  sweeps: fc.integer({ min: 0, max: 2 }),
  act: fc.oneof(
    fc.constant("none" as const),
    fc.tuple(fc.nat({ max: 3 }), span).map(([of, wished]) => ({ of, ...wished })),
    fc.record({
      of: fc.nat({ max: 3 }),
      kind: fc.constantFrom("cancelled" as const, "reinstated" as const, "exhausted" as const, "restored" as const),
    }),
  ),
});

/** The endorsement that an ending asks for, where the policy's state allows it. */
function endingOf(state: PolicyState, { kind }: Ending, at: Instant): Endorsement | null {
  if (kind === "cancelled") return state.cancelledAt === null ? { kind, at, refund: 0n, reason: "" } : null;
  if (kind === "reinstated") return state.cancelledAt === null ? null : { kind, at, charge: 0n };
  const isUsed = state.exhaustedAt !== null;
  return isUsed === (kind === "restored") ? { kind, at, claimId: 1n } : null;
}

it("tells each occasion once and in time, whatever happens and however often it sweeps", async () => {
  const { context } = server;
  const terms = { premium: 60n, sumInsured: 1_200n, rating: "" };
  const at = (origin: Instant, hours: number | null): Instant | null =>
    hours === null ? null : plus(origin, hours * HOUR_MS);
  const lives = fc.tuple(fc.array(span, { minLength: 1, maxLength: 4 }), fc.array(steps, { maxLength: 12 }));
  await fc.assert(
    fc.asyncProperty(lives, async ([spans, life]) => {
      const origin = server.clock.now();
      const wishes = spans.map(({ from, until }) => ({ effectiveAt: at(origin, from), expiresAt: at(origin, until) }));
      const ids = await issue(context, tenantId, wishes);
      const models = wishes.map((wish) => ({
        state: initialState({ ...terms, ...wish }),
        known: "pending" as Known,
        heard: [] as string[],
      }));
      const hear = (): void => {
        for (const model of models) {
          const look: DueLook = lookAt(model.state, model.known, server.clock.now());
          model.heard.push(...look.passages.map(({ kind }) => kind));
          model.known = look.told;
        }
      };
      const sweepOften = async (times: number): Promise<void> => {
        for (let i = 0; i < times; i++) await sweep();
        if (times > 0) hear();
      };
      for (const { advanceHours, sweeps, act } of life) {
        server.clock.advance(advanceHours * HOUR_MS);
        await sweepOften(sweeps);
        const model = act === "none" ? undefined : models[act.of % models.length];
        if (act === "none" || model === undefined) continue;
        const now = server.clock.now();
        const endorsement: Endorsement | null =
          "kind" in act
            ? endingOf(model.state, act, now)
            : { kind: "period_fixed", effectiveAt: at(origin, act.from), expiresAt: at(origin, act.until) };
        if (endorsement === null) continue;
        model.state = evolve(model.state, endorsement);
        await change(ids[act.of % models.length] ?? 0n, endorsement);
        // A change is heard of before time goes on, or its moment could pass between the two.
        await sweepOften(1);
      }
      server.clock.advance(100 * HOUR_MS);
      await sweepOften(2);
      for (const [i, id] of ids.entries()) expect(await told(id)).toEqual(models[i]?.heard);
    }),
    { numRuns: 40 },
  );
}, 120_000);

it("keeps its rows in the policy's book", async () => {
  await one(-1, 1);
  await sweep();
  const { rows } = await server.database.owner.query<{ book: number }>("select book from policy_due");
  expect(rows).toEqual([{ book: bookOf(tenantId, MERCHANT) }]);
});
