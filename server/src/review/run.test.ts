import { present } from "@anxin/core/assert";
import { drawn, sampleSeed } from "@anxin/core/review/sample";
import { DAY_MS, HOUR_MS, MINUTE_MS, plus } from "@anxin/core/time";
import { findIn } from "@anxin/store/invariant";
import { findLoneEyes } from "@anxin/store/review-basis";
import { findReplayGaps } from "@anxin/store/review-run";
import { inTransaction } from "@anxin/store/transaction";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type ClaimAnswer, claimOf, NOW, rawClaimId, TRANSIT_FIELDS, TRANSIT_PHOTOS } from "../claim/testing/shop.js";
import type { Answer, TestStaff } from "../testing/server.js";
import { walkDecisions } from "./run.js";
import { type Desk, openDesk } from "./testing/desk.js";

const REPLAYS = "/v1/review/replays";
const SAMPLES = "/v1/review/qa-samples";
/** Of NOW. */
const TODAY = "2026-11-22";

interface Replay {
  readonly runId: string;
  readonly day: string;
  readonly state: string;
  readonly done: number;
  readonly total: number;
  readonly differences: number;
  readonly examples: readonly {
    readonly decisionId: string;
    readonly claimId: string;
    readonly differences: readonly string[];
  }[];
}

let desk: Desk;
/** Six that rules decided, four by an adjuster, one by two people. */
let automatic: readonly ClaimAnswer[];
let manual: readonly ClaimAnswer[];
beforeAll(async () => {
  desk = await openDesk();
  const rules: ClaimAnswer[] = [];
  for (let i = 0; i < 6; i++) {
    const cover = await desk.cover({ product: "transit-damage" });
    const evidence = await desk.evidence(TRANSIT_PHOTOS);
    const filed = await desk.file(cover, { peril: "breakage", fields: TRANSIT_FIELDS, evidence });
    rules.push(claimOf(filed));
  }
  automatic = rules;
  const people: ClaimAnswer[] = [];
  for (let i = 0; i < 4; i++)
    people.push(claimOf(await desk.decide(await desk.reviewed(), { outcome: "approve", amount: 50_000 + i })));
  await desk.limit("adjuster", 100);
  const proposed = claimOf(await desk.decide(await desk.reviewed(), { outcome: "approve", amount: 51_600 }));
  people.push(claimOf(await desk.check(proposed, { approve: true }, staff().supervisor)));
  await desk.limit("adjuster", null);
  manual = people;
});
beforeEach(async () => {
  await desk.server.clock.set(NOW);
  await owner("delete from decision_run; delete from qa_sample");
});
afterAll(() => desk.close());

const staff = () => desk.server.tenant.staff;
const owner = async <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await desk.server.database.owner.query<T>(text, values)).rows;
/** Walks until nothing is left. */
async function walk(): Promise<number> {
  let pages = 0;
  for (let more = await walkDecisions(desk.server.context); more > 0; more = await walkDecisions(desk.server.context))
    pages += more;
  return pages;
}
const runs = async (query = ""): Promise<readonly Replay[]> =>
  ((await desk.get(`${REPLAYS}${query}`)).body as { data: Replay[] }).data;
const ask = (day: string, as = staff().supervisor.token): Promise<Answer> => desk.post(REPLAYS, { day }, as);
const decided = async (): Promise<number> =>
  (await owner<{ n: number }>("select count(*)::int4 as n from decision"))[0]?.n ?? 0;
const gaps = () =>
  inTransaction(desk.server.context.db, desk.server.tenant.tenantId, async (tx) => findIn(tx, findReplayGaps));

describe("making a day's decisions again", () => {
  test("is done once for each day that ended, a while after its end, with no difference", async () => {
    await desk.server.clock.set(plus(NOW, 12 * HOUR_MS + 10 * MINUTE_MS - 1));
    expect(await walk()).toBe(0);
    desk.server.clock.advance(1);
    expect(await walk()).toBe(2);
    const total = await decided();
    expect(total).toBeGreaterThanOrEqual(5);
    expect(await runs()).toMatchObject([
      { day: TODAY, state: "done", done: total, total, differences: 0, examples: [] },
    ]);
    expect(await walk()).toBe(0);
    desk.server.clock.advance(40 * DAY_MS);
    expect(await walk()).toBe(0);
    expect(await gaps()).toEqual([]);
  });

  test("can be asked for at any time by supervisors and auditors, and says how far it is", async () => {
    for (const as of [staff().supervisor.token, staff().auditor.token]) {
      const asked = await ask(TODAY, as);
      expect(asked).toMatchObject({
        status: 202,
        body: { day: TODAY, state: "running", done: 0, total: await decided() },
      });
      const { runId } = asked.body as Replay;
      // Who asks while it is on its way is shown the same run.
      expect((await ask(TODAY, as)).body).toMatchObject({ runId });
      await walk();
      expect((await desk.get(`${REPLAYS}/${runId}`)).body).toMatchObject({
        state: "done",
        differences: 0,
        finishedAt: expect.any(String),
      });
    }
    expect(await runs(`?day=${TODAY}`)).toHaveLength(2);
    expect(await runs("?day=2026-11-21")).toEqual([]);
    const { next } = (await desk.get(`${REPLAYS}?limit=1`)).body as { next: string };
    expect(await runs(`?limit=1&cursor=${next}`)).toHaveLength(1);
  });

  test("finds one tampered finding, tells which, and holds it against the house until it is mended", async () => {
    const claim = present(manual[0], "it was decided");
    const [row] = await owner<{ decision_id: bigint; findings: string }>(
      "select decision_id, findings from decision where claim_id = $1",
      [rawClaimId(claim.claimId)],
    );
    const findings = present(row, "it has a decision").findings;
    const tampered = findings.replace('"outcome":"met"', '"outcome":"refer"');
    await owner("update decision set findings = $2 where claim_id = $1", [rawClaimId(claim.claimId), tampered]);
    await ask(TODAY);
    await walk();
    expect((await runs())[0]).toMatchObject({
      differences: 1,
      examples: [{ claimId: claim.claimId, differences: ["the findings come out otherwise"] }],
    });
    expect(await gaps()).toMatchObject([
      { kind: "day", name: TODAY, detail: expect.stringMatching(/^1 of \d+ decisions/) },
    ]);
    await owner("update decision set findings = $2 where claim_id = $1", [rawClaimId(claim.claimId), findings]);
    // The last run that ended speaks; one that is on its way does not.
    await ask(TODAY);
    expect(await gaps()).toHaveLength(1);
    await walk();
    expect(await gaps()).toEqual([]);
  });

  test("finds a changed amount, a version that nobody sells, and facts that cannot be read, and goes on after each", async () => {
    const [first, second, third] = manual.map(({ claimId }) => rawClaimId(claimId)) as [bigint, bigint, bigint];
    const kept = await owner<{ facts: string }>("select facts from decision where claim_id = $1", [third]);
    await owner("update decision set suggested_amount = suggested_amount + 1 where claim_id = $1", [first]);
    await owner("update decision set product_version = 99 where claim_id = $1", [second]);
    await owner("update decision set facts = '{' where claim_id = $1", [third]);
    await ask(TODAY);
    await walk();
    const [run] = await runs();
    expect(run).toMatchObject({ differences: 3, done: await decided() });
    expect(run?.examples.flatMap(({ differences }) => differences)).toEqual([
      expect.stringContaining("applied again the clauses say"),
      "nobody sells quality version 99",
      expect.stringContaining("cannot be read"),
    ]);
    await owner("update decision set suggested_amount = suggested_amount - 1 where claim_id = $1", [first]);
    await owner("update decision set product_version = 1 where claim_id = $1", [second]);
    await owner("update decision set facts = $2 where claim_id = $1", [third, kept[0]?.facts]);
  });

  test("goes page by page, and by two workers at once no page is done twice", async () => {
    // Two more pages of copies, decided a day later.
    const [one] = await owner<{ claim_id: bigint }>("select claim_id from decision order by decision_id limit 1");
    await owner(
      `insert into decision select (jsonb_populate_record(d, jsonb_build_object('decision_id', 1000000 + n, 'claim_revision', 1000 + n,
         'decided_at', d.decided_at + interval '1 day'))).* from decision d, generate_series(1, 1200) as n where d.claim_id = $1 and d.decision_id = (
         select min(decision_id) from decision where claim_id = $1)`,
      [one?.claim_id],
    );
    await ask("2026-11-22");
    await desk.server.clock.set(plus(NOW, DAY_MS));
    await ask("2026-11-23");
    const walked = await Promise.all([walkDecisions(desk.server.context), walkDecisions(desk.server.context)]);
    await walk();
    expect((await runs("?day=2026-11-23"))[0]).toMatchObject({
      state: "done",
      done: 1_200,
      total: 1_200,
      differences: 0,
    });
    expect(walked[0] + walked[1]).toBeGreaterThanOrEqual(4);
    await owner("delete from decision where claim_revision > 1000");
  });

  test.each([
    ["2026-11-23", 400, "/day"],
    ["2026-02-30", 400, "/day"],
    ["yesterday!", 400, "/day"],
    ["", 400, "/day"],
  ])("is not asked for on %s", async (day, status, pointer) => {
    expect(await ask(day)).toMatchObject({ status, body: { errors: [{ pointer }] } });
  });

  test("is nobody else's business", async () => {
    for (const as of [staff().adjuster.token, staff().finance.token, desk.server.tenant.apiKey]) {
      expect(await ask(TODAY, as)).toMatchObject({ status: 403 });
      expect(await desk.get(REPLAYS, as)).toMatchObject({ status: 403 });
      expect(await desk.get(`${REPLAYS}/run_x`, as)).toMatchObject({ status: 403 });
    }
    const { runId } = (await ask(TODAY)).body as Replay;
    const stranger = desk.server.other.staff.auditor.token;
    for (const [id, as] of [
      [runId, stranger],
      ["run_0000000000000", staff().auditor.token],
      ["x", staff().auditor.token],
    ] as const)
      expect(await desk.get(`${REPLAYS}/${id}`, as)).toMatchObject({ status: 404 });
    expect(await desk.get(`${REPLAYS}?cursor=x.y`)).toMatchObject({ status: 400, body: { code: "cursor_invalid" } });
    expect(await desk.get(`${REPLAYS}?day=x`)).toMatchObject({ status: 400 });
  });
});

describe("samples", () => {
  interface Sample {
    readonly decisionId: string;
    readonly claimId: string;
    readonly stratum: string;
    readonly decidedBy: string;
    readonly assessment: object | null;
  }
  /** Walks the day that ended. */
  async function draw(): Promise<readonly Sample[]> {
    await desk.server.clock.set(plus(NOW, DAY_MS));
    await walk();
    return samples();
  }
  const samples = async (query = ""): Promise<readonly Sample[]> =>
    ((await desk.get(`${SAMPLES}?limit=200${query}`)).body as { data: Sample[] }).data;
  const assess = (decisionId: string, body: object, who: TestStaff): Promise<Answer> =>
    desk.post(`${SAMPLES}/${decisionId}/assessment`, body, who.token);

  test("are drawn from the day that ended, newcomers' first decisions all, and the same when it is done again", async () => {
    const first = await draw();
    const drawnOf = first.filter(({ stratum }) => stratum === "newcomer").map(({ claimId }) => claimId);
    expect(drawnOf.sort()).toEqual(manual.map(({ claimId }) => claimId).sort());
    const rules = await owner<{ decision_id: bigint; product: string; amount: bigint; outcome: "approve" }>(
      "select decision_id, product, amount, outcome from decision where automatic",
    );
    expect(rules.length).toBeGreaterThan(0);
    expect(automatic.length).toBeGreaterThanOrEqual(rules.length);
    const expected = rules.filter((row) => {
      const { decision_id: decisionId, product, amount, outcome } = row;
      const about = { decisionId, product, amount, outcome, automatic: true, level: 0, madeBefore: 0 };
      return drawn(sampleSeed(1, TODAY), about) !== null;
    });
    expect(first).toHaveLength(manual.length + expected.length);
    await owner("delete from decision_run where kind = 'sample'");
    await walk();
    expect(await samples()).toEqual(first);
  });

  test("of what is large are all, whoever decided it", async () => {
    const claim = present(manual[1], "it was decided");
    await owner("update decision set amount = 1000000 where claim_id = $1", [rawClaimId(claim.claimId)]);
    expect((await draw()).find(({ claimId }) => claimId === claim.claimId)).toMatchObject({ stratum: "large" });
    await owner("update decision set amount = 50001 where claim_id = $1", [rawClaimId(claim.claimId)]);
  });

  test("are narrowed by day, product, reason and whether somebody has assessed them, a page at a time", async () => {
    const all = await draw();
    expect(await samples(`&day=${TODAY}&product=quality&stratum=newcomer&open=true`)).toHaveLength(manual.length);
    expect(await samples("&day=2026-11-21")).toEqual([]);
    expect(await samples("&open=false")).toEqual([]);
    expect(await samples("&stratum=large")).toEqual([]);
    const { data, next } = (await desk.get(`${SAMPLES}?limit=2`)).body as { data: Sample[]; next: string };
    const rest = (await desk.get(`${SAMPLES}?limit=200&cursor=${next}`)).body as { data: Sample[] };
    expect([...data, ...rest.data]).toEqual(all);
    expect(await desk.get(`${SAMPLES}?cursor=x.y`)).toMatchObject({ status: 400 });
    expect(await desk.get(`${SAMPLES}?day=tomorrow!!`)).toMatchObject({ status: 400 });
    for (const as of [staff().adjuster.token, desk.server.tenant.apiKey])
      expect(await desk.get(SAMPLES, as)).toMatchObject({ status: 403 });
    expect((await desk.get(SAMPLES, desk.server.other.staff.supervisor.token)).body).toMatchObject({ data: [] });
  });

  test("are assessed once, by a supervisor who had no part in the decision, and change nothing else", async () => {
    await draw();
    const [plain, byTwo] = (await Promise.all(
      [manual[0], manual[4]].map(async (claim) =>
        present(
          (await samples()).find(({ claimId }) => claimId === claim?.claimId),
          "it was drawn",
        ),
      ),
    )) as [Sample, Sample];
    const wrong = { agrees: false, findings: ["amount_wrong", "not_explained"], note: "运费未计入" };
    expect(await assess(byTwo.decisionId, wrong, staff().supervisor)).toMatchObject({
      status: 403,
      body: { code: "same_person" },
    });
    expect(await assess(plain.decisionId, { agrees: false }, staff().supervisor)).toMatchObject({
      status: 422,
      body: { code: "reason_required", errors: [{ pointer: "/findings" }] },
    });
    const before = await desk.read(present(manual[0], "it was decided"));
    expect(await assess(plain.decisionId, wrong, staff().supervisor)).toMatchObject({
      status: 201,
      body: {
        assessment: {
          agrees: false,
          findings: ["amount_wrong", "not_explained"],
          assessedBy: "supervisor",
          note: "运费未计入",
        },
      },
    });
    expect((await desk.read(before)).etag).toBe(before.etag);
    expect(await assess(plain.decisionId, { agrees: true }, desk.server.tenant.otherSupervisor)).toMatchObject({
      status: 409,
      body: { code: "state_conflict" },
    });
    expect(await samples("&open=false")).toMatchObject([{ decisionId: plain.decisionId, decidedBy: "adjuster" }]);
    // A second drawing keeps what was found.
    await owner("delete from decision_run where kind = 'sample'");
    await walk();
    expect(await samples("&open=false")).toHaveLength(1);
  });

  test("are refused to who is no supervisor, and where there is none", async () => {
    const [sample] = await draw();
    const { decisionId = "" } = sample ?? {};
    for (const who of [staff().adjuster, staff().auditor, staff().admin])
      expect(await assess(decisionId, { agrees: true }, who)).toMatchObject({ status: 403 });
    for (const id of ["dec_0000000000000", "x"])
      expect(await assess(id, { agrees: true }, staff().supervisor)).toMatchObject({ status: 404 });
    expect(await assess(decisionId, { agrees: true }, desk.server.other.staff.supervisor)).toMatchObject({
      status: 404,
    });
    expect(await assess(decisionId, { agrees: true, findings: ["bad_mood"] }, staff().supervisor)).toMatchObject({
      status: 400,
    });
  });

  test("add up to a report for supervisors, with an interval", async () => {
    await draw();
    const open = await samples("&stratum=newcomer");
    const { otherSupervisor } = desk.server.tenant;
    for (const [i, { decisionId }] of open.entries()) {
      const body = i === 0 ? { agrees: false, findings: ["reason_wrong"] } : { agrees: true };
      expect(await assess(decisionId, body, otherSupervisor)).toMatchObject({ status: 201 });
    }
    const report = await desk.get("/v1/review/qa-report");
    const { data } = report.body as { data: { decidedBy: string }[] };
    expect(data.find(({ decidedBy }) => decidedBy === "adjuster")).toEqual({
      ...{ decidedBy: "adjuster", sampled: 5, assessed: 5, agreed: 4 },
      agreement: { permille: 800, lowPermille: 376, highPermille: 964 },
      findings: [{ finding: "reason_wrong", count: 1 }],
    });
    expect((await desk.get(`/v1/review/qa-report?from=${TODAY}&until=${TODAY}`)).body).toMatchObject({ data: [] });
    for (const query of ["from=2026-11-23&until=2026-11-22", "from=2025-01-01&until=2026-11-22", "from=x"])
      expect(await desk.get(`/v1/review/qa-report?${query}`)).toMatchObject({ status: 400 });
    for (const who of [staff().adjuster, staff().auditor])
      expect(await desk.get("/v1/review/qa-report", who.token)).toMatchObject({ status: 403 });
  });
});

describe("four eyes", () => {
  const lone = () =>
    inTransaction(desk.server.context.db, desk.server.tenant.tenantId, async (tx) => findIn(tx, findLoneEyes));

  test("hold for everything that was decided", async () => {
    expect(await lone()).toEqual([]);
  });

  test.each([
    [
      "a grant above the authority that nobody checked",
      "update decision_basis set maker_authority = 1 where claim_id = $1",
      0,
      /nobody checked it/,
    ],
    [
      "a check above the checker's authority",
      "update decision_basis set checker_authority = 1 where claim_id = $1",
      4,
      /who checked it could grant 1/,
    ],
    ["one person twice", "update decision_basis set checker = maker where claim_id = $1", 4, /one person/],
    ["one account twice", "update decision_proposal set checked_by = made_by where claim_id = $1", 4, /one account/],
  ])("are missed in %s", async (_name, sql, place, detail) => {
    const { context, tenant } = desk.server;
    const claim = present(manual[place], "it was decided");
    const found = await inTransaction(context.owner, tenant.tenantId, async (tx) => {
      await tx.query(sql, [rawClaimId(claim.claimId)]);
      const violations = await findIn(tx, findLoneEyes);
      await tx.query("rollback; begin");
      return violations;
    });
    expect(found).toMatchObject([{ kind: "decision", detail: expect.stringMatching(detail) }]);
  });
});
