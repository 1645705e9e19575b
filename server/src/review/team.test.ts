import { HOUR_MS, MINUTE_MS } from "@anxin/core/time";
import { afterEach, beforeEach, expect, test } from "vitest";
import { expectProblem } from "../testing/problem.js";
import type { TestStaff } from "../testing/server.js";
import { statementsOf } from "../testing/statements.js";
import { type Desk, openDesk } from "./testing/desk.js";

interface Load {
  readonly claims: number;
  readonly overdue: number;
  readonly within24h: number;
  readonly later: number;
}
interface Member {
  readonly staffId: string;
  readonly held: number;
  readonly load: Load;
  readonly decidedToday: number;
  readonly decidedRecently: number;
  readonly handling: { readonly averageMs: number; readonly decisions: number } | null;
  readonly proposedRecently: number;
  readonly sentBackRecently: number;
  readonly quality: { readonly assessed: number; readonly permille: number; readonly lowPermille: number } | null;
}
interface Team {
  readonly data: readonly Member[];
  readonly unassigned: Load;
  readonly total: Load;
}

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

async function team(): Promise<Team> {
  const answer = await desk.get("/v1/review/team");
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as Team;
}
const memberOf = async ({ staffId }: TestStaff): Promise<Member> => {
  const found = (await team()).data.find((each) => each.staffId === staffId);
  if (found === undefined) throw new Error(`${staffId} decides claims`);
  return found;
};

test("what waits is counted by whose hands it is in, and by how soon it is due", async () => {
  const { adjuster } = desk.server.tenant.staff;
  const [first] = [await desk.reviewed(), await desk.reviewed(), await desk.reviewed()];
  expect((await team()).unassigned.claims).toBe(3);
  expect((await desk.post(`/v1/review/claims/${first.claimId}/lease`, {})).status).toBe(200);
  expect(await memberOf(adjuster)).toMatchObject({ held: 1, load: { claims: 1 }, decidedToday: 0, handling: null });
  const { unassigned, total } = await team();
  expect([unassigned.claims, total.claims]).toEqual([2, 3]);
  expect(unassigned.overdue).toBe(0);
  const buckets = ({ total: load }: Team) => Object.entries(load).filter(([name]) => name !== "claims");
  expect(buckets(await team()).reduce((all, [, claims]) => all + Number(claims), 0)).toBe(3);
  desk.server.clock.advance(60 * 24 * HOUR_MS);
  expect((await team()).unassigned).toMatchObject({ claims: 3, overdue: 3 });
  expect(await memberOf(adjuster)).toMatchObject({ held: 0 });
});

test("decisions are counted for who made them, with the time from hand to pen, and those above their authority", async () => {
  const { adjuster, supervisor } = desk.server.tenant.staff;
  const wish = { outcome: "partly_approve", amount: 20_000, reasonCodes: ["needs_assessment"], note: "说明" };
  const claim = await desk.reviewed();
  await desk.post(`/v1/review/claims/${claim.claimId}/lease`, {});
  desk.server.clock.advance(3 * MINUTE_MS);
  expect((await desk.decide(claim, wish)).status).toBe(201);
  expect(await memberOf(adjuster)).toMatchObject({
    ...{ held: 0, decidedToday: 1, decidedRecently: 1, proposedRecently: 0, quality: null },
    handling: { averageMs: 3 * MINUTE_MS, decisions: 1 },
  });
  await desk.limit("adjuster", 1_000);
  const large = await desk.reviewed();
  await desk.post(`/v1/review/claims/${large.claimId}/lease`, {});
  desk.server.clock.advance(MINUTE_MS);
  expect((await desk.decide(large, wish)).status).toBe(201);
  desk.server.clock.advance(HOUR_MS);
  const proposed = await desk.read(large);
  expect((await desk.check(proposed, { approve: true, note: "" }, supervisor)).status).toBe(200);
  // What the second person took is nobody's handling time.
  expect(await memberOf(adjuster)).toMatchObject({
    ...{ decidedToday: 2, proposedRecently: 1, sentBackRecently: 0 },
    handling: { averageMs: 2 * MINUTE_MS, decisions: 2 },
  });
  desk.server.clock.advance(2 * 24 * HOUR_MS);
  expect(await memberOf(adjuster)).toMatchObject({ decidedToday: 0, decidedRecently: 2 });
  desk.server.clock.advance(7 * 24 * HOUR_MS);
  expect(await memberOf(adjuster)).toMatchObject({ decidedRecently: 0, proposedRecently: 0, handling: null });
});

test("what assessors found stands with its interval", async () => {
  const { adjuster } = desk.server.tenant.staff;
  await desk.server.database.owner.query(
    `insert into qa_sample (book, tenant_id, claim_id, decision_id, day, stratum, product, decided_by, outcome, amount, sampled_at,
       assessed_at, assessed_by, agrees, findings, note)
     select 1, 1, n, n, '2026-11-20', 'person', 'quality', $1, 'approve', 1, now(), now(), 'staff:1', n < 10, '{}', ''
     from generate_series(1, 10) n`,
    [`staff:${adjuster.staffId}`],
  );
  expect((await memberOf(adjuster)).quality).toMatchObject({ assessed: 10, permille: 900, lowPermille: 596 });
});

test("is for supervisors, administrators and auditors, of their own marketplace", async () => {
  const { tenant, other } = desk.server;
  await desk.reviewed();
  for (const role of ["supervisor", "admin", "auditor"] as const) {
    expect((await desk.get("/v1/review/team", tenant.staff[role].token)).status, role).toBe(200);
    const foreign = (await desk.get("/v1/review/team", other.staff[role].token)).body as Team;
    expect(foreign.total.claims, role).toBe(0);
  }
  for (const role of ["adjuster", "finance", "platform", "actuary"] as const)
    expectProblem(await desk.get("/v1/review/team", tenant.staff[role].token), "forbidden");
  expectProblem(await desk.get("/v1/review/team", desk.merchant), "forbidden");
  expectProblem(await desk.server.call("GET", "/v1/review/team"), "unauthenticated");
});

test("takes as many statements for a full desk as for an empty one", async () => {
  const { db } = desk.server.context;
  await team();
  const empty = await statementsOf(db, () => team());
  for (let i = 0; i < 3; i++) await desk.reviewed();
  expect(await statementsOf(db, () => team())).toBe(empty);
  // begin, the three of the header, commit
  expect(empty).toBe(5);
});
