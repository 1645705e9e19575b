import { LEASE_MINUTES } from "@anxin/core/review/lease";
import { MINUTE_MS } from "@anxin/core/time";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type ClaimAnswer, claimOf, NOW, rawClaimId } from "../claim/testing/shop.js";
import type { Answer, TestStaff } from "../testing/server.js";
import { type Desk, openDesk } from "./testing/desk.js";

const UNTIL = "2026-11-22T04:10:00.000Z";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => desk.server.clock.set(NOW));
afterAll(() => desk.close());

const staff = () => desk.server.tenant.staff;
const url = ({ claimId }: ClaimAnswer) => `/v1/review/claims/${claimId}/lease`;
const take = (claim: ClaimAnswer, who: TestStaff, reason?: string): Promise<Answer> =>
  desk.server.call("POST", url(claim), { as: who.token, body: reason === undefined ? {} : { reason } });
const giveBack = (claim: ClaimAnswer, who: TestStaff): Promise<Answer> =>
  desk.server.call("DELETE", url(claim), { as: who.token });
const changes = async (claim: ClaimAnswer): Promise<unknown[]> => {
  const { rows } = await desk.server.database.owner.query(
    "select kind, former is not null as from_somebody, reason from review_lease_change where claim_id = $1 order by change_id",
    [rawClaimId(claim.claimId)],
  );
  return rows;
};

describe("a claim in hand", () => {
  test("is one's own for ten minutes, is kept for ten more, and its version stays", async () => {
    const claim = await desk.reviewed();
    expect(await take(claim, staff().adjuster)).toMatchObject({
      status: 200,
      body: {
        claimId: claim.claimId,
        holder: { name: "adjuster", until: UNTIL, isMe: true },
        change: "taken",
        expiresAt: UNTIL,
      },
    });
    desk.server.clock.advance(9 * MINUTE_MS);
    expect(await take(claim, staff().adjuster)).toMatchObject({
      body: { change: "renewed", takenAt: "2026-11-22T04:00:00.000Z", expiresAt: "2026-11-22T04:19:00.000Z" },
    });
    expect((await desk.read(claim)).etag).toBe(claim.etag);
    expect(await changes(claim)).toEqual([{ kind: "taken", from_somebody: false, reason: "" }]);
  });

  test("is left to its holder, who is named, and is free again when the time is over", async () => {
    const claim = await desk.reviewed();
    await take(claim, staff().adjuster);
    const { otherAdjuster } = desk.server.tenant;
    const held = { status: 409, body: { code: "claim_held", heldBy: "adjuster", heldUntil: UNTIL } };
    expect(await take(claim, otherAdjuster)).toMatchObject(held);
    expect(await giveBack(claim, otherAdjuster)).toMatchObject(held);
    const reject = { outcome: "reject", reasonCodes: ["not_covered"] };
    expect(await desk.decide(claim, reject, otherAdjuster.token)).toMatchObject(held);
    desk.server.clock.advance(LEASE_MINUTES * MINUTE_MS - 1);
    expect(await take(claim, otherAdjuster)).toMatchObject({ status: 409 });
    desk.server.clock.advance(1);
    expect(await take(claim, otherAdjuster)).toMatchObject({ status: 200, body: { change: "taken" } });
  });

  test("is given back, and then anybody's", async () => {
    const claim = await desk.reviewed();
    expect(await giveBack(claim, staff().adjuster)).toMatchObject({ status: 204 });
    await take(claim, staff().adjuster);
    expect(await giveBack(claim, staff().adjuster)).toMatchObject({ status: 204, body: null });
    expect(await take(claim, desk.server.tenant.otherAdjuster)).toMatchObject({
      status: 200,
      body: { change: "taken" },
    });
    expect(await changes(claim)).toMatchObject([{ kind: "taken" }, { kind: "given_back" }, { kind: "taken" }]);
  });

  test("is taken over by a supervisor with a reason, which is kept", async () => {
    const claim = await desk.reviewed();
    await take(claim, staff().adjuster);
    // Who is asked for a reason learns from whom it would be taken.
    expect(await take(claim, staff().supervisor)).toMatchObject({
      status: 422,
      body: { code: "reason_required", heldBy: "adjuster", heldUntil: UNTIL },
    });
    const reject = { outcome: "reject", reasonCodes: ["not_covered"] };
    expect(await desk.decide(claim, reject, staff().supervisor.token)).toMatchObject({
      status: 409,
      body: { code: "claim_held", heldBy: "adjuster", heldUntil: UNTIL },
    });
    expect(await take(claim, staff().supervisor, "  ")).toMatchObject({ status: 422 });
    expect(await take(claim, desk.server.tenant.otherAdjuster, "急")).toMatchObject({ status: 403 });
    expect(await take(claim, staff().supervisor, "休假")).toMatchObject({
      status: 200,
      body: { change: "taken_over" },
    });
    expect(await changes(claim)).toMatchObject([
      { kind: "taken" },
      { kind: "taken_over", from_somebody: true, reason: "休假" },
    ]);
    expect(await take(claim, staff().adjuster)).toMatchObject({ status: 409, body: { heldBy: "supervisor" } });
  });

  test("is the same person's by any account of theirs", async () => {
    const claim = await desk.reviewed();
    await desk.join([staff().adjuster, desk.server.tenant.otherAdjuster], "陈");
    await take(claim, staff().adjuster);
    expect(await take(claim, desk.server.tenant.otherAdjuster)).toMatchObject({ body: { change: "renewed" } });
    await desk.join([desk.server.tenant.otherAdjuster], "林");
  });

  test("is let go by the decision; one that nobody holds is decided by anybody", async () => {
    const claim = await desk.reviewed();
    await take(claim, staff().adjuster);
    expect(await desk.decide(claim, { outcome: "approve", amount: 100 })).toMatchObject({ status: 201 });
    const { rows } = await desk.server.database.owner.query("select from review_lease where claim_id = $1", [
      rawClaimId(claim.claimId),
    ]);
    expect(rows).toEqual([]);
    expect(await take(claim, staff().adjuster)).toMatchObject({ status: 409, body: { code: "state_conflict" } });
    expect(await desk.decide(await desk.reviewed(), { outcome: "approve", amount: 100 })).toMatchObject({
      status: 201,
    });
  });

  test("is the business of adjusters and supervisors, of claims that are there", async () => {
    const claim = await desk.reviewed();
    for (const who of [staff().auditor, staff().finance]) {
      expect(await take(claim, who)).toMatchObject({ status: 403 });
      expect(await giveBack(claim, who)).toMatchObject({ status: 403 });
    }
    const nowhere = { ...claim, claimId: "clm_0000000000000" };
    expect(await take(nowhere, staff().adjuster)).toMatchObject({ status: 404 });
    expect(await giveBack(nowhere, staff().adjuster)).toMatchObject({ status: 404 });
    expect(await take(claim, desk.server.other.staff.adjuster)).toMatchObject({ status: 404 });
    expect(await take(claim, staff().supervisor, "\u0007")).toMatchObject({ status: 400 });
  });

  test("goes to one of many who take it at once", async () => {
    const claim = await desk.reviewed();
    const { otherAdjuster, otherSupervisor } = desk.server.tenant;
    const people = [staff().adjuster, otherAdjuster, staff().supervisor, otherSupervisor];
    const answers = await Promise.all(people.map((who) => take(claim, who)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    // A supervisor is asked for a reason where an adjuster is refused.
    expect(answers.every(({ status }) => [200, 409, 422].includes(status))).toBe(true);
  });
});

describe("the next claim of a view", () => {
  const next = (body: object, who: TestStaff): Promise<Answer> => desk.post("/v1/review/next", body, who.token);
  const leaseOf = ({ body }: Answer) => (body as { lease: { claimId: string } | null }).lease;
  const clear = () =>
    desk.server.database.owner.query("update claim set status = 'rejected'; delete from review_lease");

  test("is the one that wants it most, and comes with its version", async () => {
    await clear();
    const [small, large] = [await desk.reviewed(), await desk.reviewed()];
    await desk.server.database.owner.query("update claim set reserve = 9000 where claim_id = $1", [
      rawClaimId(small.claimId),
    ]);
    const first = await next({ view: "unassigned" }, staff().adjuster);
    expect(first).toMatchObject({ status: 200, body: { lease: { claimId: large.claimId }, etag: large.etag } });
    expect(leaseOf(await next({}, staff().adjuster))?.claimId).toBe(small.claimId);
    expect(await next({}, staff().adjuster)).toMatchObject({ status: 200, body: { lease: null, etag: null } });
    expect(await next({ product: "allergy" }, staff().adjuster)).toMatchObject({ body: { lease: null } });
  });

  test("is none that one could not decide: one's own proposal, or an appeal against one's own decision", async () => {
    await clear();
    await desk.limit("adjuster", 10_000);
    const proposed = claimOf(await desk.decide(await desk.reviewed(), { outcome: "approve", amount: 20_000 }));
    await desk.limit("adjuster", null);
    const appealed = claimOf(await desk.decide(await desk.reviewed(), { outcome: "approve", amount: 100 }));
    await desk.server.database.owner.query("update claim set open_appeal_id = 1 where claim_id = $1", [
      rawClaimId(appealed.claimId),
    ]);
    expect(await next({}, staff().adjuster)).toMatchObject({ body: { lease: null } });
    const { otherAdjuster } = desk.server.tenant;
    const given = [leaseOf(await next({}, otherAdjuster)), leaseOf(await next({}, otherAdjuster))];
    expect(given.map((lease) => lease?.claimId).sort()).toEqual([proposed.claimId, appealed.claimId].sort());
    await desk.server.database.owner.query("update claim set open_appeal_id = null");
  });

  test("is refused to who does not decide, without a key, and for views that are none", async () => {
    expect(await next({}, staff().auditor)).toMatchObject({ status: 403 });
    expect(await next({ view: "luck" }, staff().adjuster)).toMatchObject({ status: 404 });
    expect(await next({ colour: 1 }, staff().adjuster)).toMatchObject({ status: 400 });
    const keyless = { as: staff().adjuster.token, body: {} };
    expect(await desk.server.call("POST", "/v1/review/next", keyless)).toMatchObject({ status: 400 });
  });

  test("is another one for each of fifty who ask at once", async () => {
    await clear();
    const filed = new Set<string>();
    for (let i = 0; i < 45; i++) filed.add((await desk.reviewed()).claimId);
    const { otherAdjuster, otherSupervisor } = desk.server.tenant;
    const people = [staff().adjuster, otherAdjuster, staff().supervisor, otherSupervisor];
    const asked = Array.from({ length: 50 }, (_, i) => next({}, people[i % 4] ?? otherAdjuster));
    const given = (await Promise.all(asked)).map(leaseOf).flatMap((lease) => (lease === null ? [] : [lease.claimId]));
    expect(new Set(given).size).toBe(given.length);
    expect(given.every((claimId) => filed.has(claimId))).toBe(true);
    // Whoever came while the last ones were being taken may have got none; asking once more leaves none over.
    for (
      let lease = leaseOf(await next({}, otherAdjuster));
      lease !== null;
      lease = leaseOf(await next({}, otherAdjuster))
    )
      given.push(lease.claimId);
    expect(new Set(given)).toEqual(filed);
    expect(given).toHaveLength(45);
  }, 60_000);
});

test("deciding, taking and proposing at once never wait for each other in a ring", async () => {
  await desk.limit("adjuster", 10_000);
  for (let round = 0; round < 10; round++) {
    const claim = await desk.reviewed();
    await take(claim, staff().adjuster);
    const answers = await Promise.all([
      desk.decide(claim, { outcome: "approve", amount: 20_000 }),
      take(claim, staff().adjuster),
      take(claim, staff().supervisor, "接手"),
      giveBack(claim, staff().adjuster),
      desk.post("/v1/review/next", {}, desk.server.tenant.otherAdjuster.token),
    ]);
    expect(
      answers.every(({ status }) => status < 500),
      JSON.stringify(answers.map(({ body }) => body)),
    ).toBe(true);
    expect(claimOf(answers[0]).body).toBeDefined();
  }
  await desk.limit("adjuster", null);
});
