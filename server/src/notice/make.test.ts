import { formatId, type Id } from "@anxin/core/id";
import { DAY_MS, HOUR_MS, type Instant, parseInstant, plus } from "@anxin/core/time";
import { inTransaction } from "@anxin/store/transaction";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runDuePolicies } from "../policy/due.js";
import { BUYER, endorse, issueIn, MERCHANT } from "../policy/testing/sold.js";
import { makeNotices } from "./make.js";
import { type Office, openOffice } from "./testing/office.js";

let office: Office;
let start: Instant;
beforeEach(async () => {
  office = await openOffice();
  start = office.server.clock.now();
});
afterEach(() => office.close());

const make = () => makeNotices(office.server.context);
const look = () => runDuePolicies(office.server.context);
const cover = (product: string) => ({ product, productVersion: 1 });
const running = {
  get effectiveAt() {
    return start;
  },
  get expiresAt() {
    return plus(start, 90 * DAY_MS);
  },
};

describe("a buyer is told", () => {
  it("of all covers of an order that were issued together, in one notice", async () => {
    await office.issue(
      { ...running, orderId: "T1" },
      { ...running, orderId: "T2" },
      { ...running, orderId: "T1", product: "quality" },
    );
    expect(await make()).toBe(2);
    expect(await office.kept()).toMatchObject([
      {
        kind: "policy_issued",
        recipient: `buyer ${BUYER}`,
        subject: "order:T1",
        data: { orderId: "T1", covers: [cover("return-freight"), cover("quality")] },
        state: "queued",
        dueAt: start,
      },
      { subject: "order:T2", data: { covers: [cover("return-freight")] } },
    ]);
  });

  it("once more when more is issued for the order later", async () => {
    await office.issue({ ...running, orderId: "T1", product: "screen-crack" });
    await make();
    await office.issue({ ...running, orderId: "T1" });
    expect(await make()).toBe(1);
    expect((await office.kept()).map(({ data }) => data["covers"])).toEqual([
      [cover("screen-crack")],
      [cover("return-freight")],
    ]);
  });

  it("nothing that is not in a notice's words: no payee, no goods, no price", async () => {
    await office.issue({ ...running, orderId: "T1" });
    await make();
    expect(Object.keys((await office.kept())[0]?.data ?? {}).sort()).toEqual(["covers", "kind", "orderId"]);
  });
});

describe("a merchant is told", () => {
  it("of each time that the wallet ran low", async () => {
    await office.alert(1_205n, 3);
    expect(await make()).toBe(1);
    expect(await make()).toBe(0);
    await office.server.database.owner.query("update wallet_alert set recovered_at = now()");
    await office.alert(-20n, null);
    expect(await make()).toBe(1);
    expect(await office.kept()).toMatchObject([
      {
        kind: "wallet_low",
        recipient: `merchant ${MERCHANT}`,
        subject: `merchant:${MERCHANT}`,
        data: { balance: "1205", daysLeft: 3 },
      },
      { data: { balance: "-20", daysLeft: null } },
    ]);
  });

  it("of a rise before it takes effect, once, and of one that was put off or withdrawn as it then is", async () => {
    await office.rate("2026-11-11", ["2026-11-18", "d"]);
    expect(await make()).toBe(1);
    expect(await make()).toBe(0);
    office.server.clock.advance(DAY_MS);
    await office.rate("2026-11-12");
    expect(await make()).toBe(0);
    office.server.clock.advance(DAY_MS);
    await office.rate("2026-11-13", ["2026-11-20", "e"]);
    expect(await make()).toBe(1);
    expect((await office.kept()).map(({ kind, data }) => ({ ...data, kind }))).toEqual([
      { kind: "rate_rise", from: "new", to: "d", effectiveOn: "2026-11-18" },
      { kind: "rate_rise", from: "d", to: "e", effectiveOn: "2026-11-20" },
    ]);
  });

  it("of no rise that a better band withdrew, nor of a fall", async () => {
    await office.rate("2026-11-10", ["2026-11-17", "d"]);
    await office.rate("2026-11-11", ["2026-11-11", "a"]);
    expect(await make()).toBe(0);
    expect(await office.kept()).toEqual([]);
  });

  it("of nothing while the nightly run is not done", async () => {
    await office.rate("2026-11-11", ["2026-11-18", "d"]);
    await office.server.database.owner.query("update rating_run set state = 'running'");
    expect(await make()).toBe(0);
    await office.server.database.owner.query("update rating_run set state = 'done'");
    expect(await make()).toBe(1);
  });
});

describe("a buyer is reminded", () => {
  const at = (text: string): Instant => parseInstant(text) ?? start;

  it("seven days before freight cover ends, and not before", async () => {
    const [policyId = 0n] = await office.issue(running);
    await look();
    office.server.clock.advance(83 * DAY_MS - 1);
    await look();
    expect(await office.kept()).toEqual([]);
    office.server.clock.advance(1);
    await look();
    expect(await office.kept()).toMatchObject([
      {
        kind: "claim_window_closing",
        subject: `policy:${formatId("policy", policyId)}`,
        dueAt: plus(start, 83 * DAY_MS),
        data: { endsAt: plus(start, 90 * DAY_MS), cover: cover("return-freight") },
      },
    ]);
    office.server.clock.advance(DAY_MS);
    await look();
    expect(await office.kept()).toHaveLength(1);
  });

  it("a day after delivery that damage has to be told", async () => {
    const boundAt = plus(start, -3 * DAY_MS);
    const wish = { effectiveAt: boundAt, expiresAt: plus(boundAt, 60 * DAY_MS), boundAt, product: "transit-damage" };
    const [policyId = 0n] = await office.issue(wish);
    await look();
    const fixed = { kind: "period_fixed", effectiveAt: boundAt, expiresAt: plus(start, 48 * HOUR_MS) } as const;
    await endorse(office.server.context, office.tenantId, policyId, fixed);
    await look();
    expect(await office.kept()).toEqual([]);
    office.server.clock.advance(24 * HOUR_MS);
    await look();
    expect(await office.kept()).toMatchObject([{ kind: "claim_window_closing", dueAt: at("2026-11-12T00:00:00Z") }]);
  });

  it("again when the end moved, and not of cover that ended otherwise", async () => {
    const [moved = 0n, cancelled = 0n] = await office.issue(running, running);
    await look();
    await endorse(office.server.context, office.tenantId, cancelled, {
      kind: "cancelled",
      at: start,
      refund: 0n,
      reason: "",
    });
    office.server.clock.advance(83 * DAY_MS);
    await look();
    const expiresAt = plus(start, 100 * DAY_MS);
    await endorse(office.server.context, office.tenantId, moved, {
      kind: "period_fixed",
      effectiveAt: start,
      expiresAt,
    });
    office.server.clock.advance(10 * DAY_MS);
    await look();
    expect((await office.kept()).map(({ subject, data }) => [subject, data["endsAt"]])).toEqual([
      [`policy:${formatId("policy", moved)}`, plus(start, 90 * DAY_MS)],
      [`policy:${formatId("policy", moved)}`, expiresAt],
    ]);
  });

  it("in the book only, where the sweep came after the end", async () => {
    await office.issue(running);
    await look();
    office.server.clock.advance(200 * DAY_MS);
    await look();
    expect(await office.kept()).toMatchObject([{ dueAt: plus(start, 83 * DAY_MS) }]);
    await office.issue({ effectiveAt: start, expiresAt: plus(start, 90 * DAY_MS), boundAt: start });
    await look();
    expect(await office.kept()).toHaveLength(1);
  });
});

describe("an occasion is noticed once", () => {
  it("when it was committed after something younger", async () => {
    const { context } = office.server;
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let written: (ids: readonly Id[]) => void = () => undefined;
    const isWritten = new Promise<readonly Id[]>((resolve) => {
      written = resolve;
    });
    const slow = inTransaction(context.db, office.tenantId, async (tx) => {
      written(await issueIn(context, tx, [{ ...running, orderId: "older" }]));
      await finished;
    });
    await isWritten;
    await office.issue({ ...running, orderId: "younger" });
    await make();
    await make();
    expect((await office.kept()).map(({ subject }) => subject)).toEqual(["order:younger"]);
    finish();
    await slow;
    await make();
    expect((await office.kept()).map(({ subject }) => subject).sort()).toEqual(["order:older", "order:younger"]);
  });

  it("whatever the order and number of sweeps, side by side or one after the other", async () => {
    const acts = fc.array(
      fc.oneof(
        fc.record({ issue: fc.uniqueArray(fc.nat({ max: 6 }), { minLength: 1, maxLength: 4 }) }),
        fc.record({ sweeps: fc.integer({ min: 1, max: 3 }) }),
        fc.record({ hours: fc.integer({ min: 1, max: 30 * 24 }) }),
        fc.constant({ forget: true }),
      ),
      { maxLength: 14 },
    );
    let orders = 0;
    let expected = 0;
    let lookedAt = start;
    const lookNow = (): Promise<number> => {
      lookedAt = office.server.clock.now();
      return look();
    };
    await fc.assert(
      fc.asyncProperty(acts, async (life) => {
        for (const act of life) {
          if ("issue" in act) {
            const batch = ++orders;
            const from = office.server.clock.now();
            const wishes = act.issue.map((order) => ({
              effectiveAt: from,
              expiresAt: plus(from, 90 * DAY_MS),
              boundAt: from,
              orderId: `B${batch}-${order}`,
            }));
            await office.issue(...wishes, ...wishes);
            expected += wishes.length;
          } else if ("sweeps" in act) {
            await Promise.all(Array.from({ length: act.sweeps }, () => Promise.all([make(), lookNow()])));
          } else if ("hours" in act) {
            office.server.clock.advance(act.hours * HOUR_MS);
            // Who looks for the first time when cover has ended reminds nobody of its end.
            if (office.server.clock.now() - lookedAt > 50 * DAY_MS) await lookNow();
          } else {
            // As if nothing of what was read had been remembered: everything is told anew.
            await office.server.database.owner.query("update outbox_reader set written_by = '0', batch_id = 0");
          }
        }
        await make();
        await lookNow();
        office.server.clock.advance(100 * DAY_MS);
        await lookNow();
        await make();
        const kept = await office.kept();
        const count = (kind: string): number => kept.filter((notice) => notice.kind === kind).length;
        expect(count("policy_issued")).toBe(expected);
        // Two policies an order, each with one end.
        expect(count("claim_window_closing")).toBe(2 * expected);
      }),
      { numRuns: 15 },
    );
  }, 120_000);
});
