import { MINUTE_MS } from "@anxin/core/time";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type ClaimAnswer, NOW, rawClaimId } from "../claim/testing/shop.js";
import type { Answer } from "../testing/server.js";
import { type Desk, openDesk } from "./testing/desk.js";

const BULK = "/v1/review/bulk-decisions";

interface Bulk {
  readonly dryRun: boolean;
  readonly token: string | null;
  readonly totals: {
    readonly amount: number;
    readonly results: readonly { readonly result: string; readonly count: number }[];
  };
  readonly data: readonly {
    readonly claimId: string;
    readonly result: string;
    readonly amount: number;
    readonly code: string | null;
  }[];
}

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(async () => {
  await desk.server.clock.set(NOW);
  await desk.server.database.owner.query(
    "update claim set status = 'rejected', reserve = 0 where status = 'in_review'",
  );
});
afterAll(() => desk.close());

const staff = () => desk.server.tenant.staff;
const call = (body: object, as = staff().adjuster.token): Promise<Answer> =>
  desk.server.call("POST", BULK, { as, body });
const bulk = async (body: object, as?: string): Promise<Bulk> => {
  const answer = await call(body, as);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as Bulk;
};
const approve = { outcome: "approve", note: "同批同因", dryRun: true };
const several = async (count: number): Promise<ClaimAnswer[]> => {
  const claims: ClaimAnswer[] = [];
  for (let i = 0; i < count; i++) claims.push(await desk.reviewed());
  return claims;
};
const idsOf = (claims: readonly ClaimAnswer[]) => claims.map(({ claimId }) => claimId);
const decisions = async (claims: readonly ClaimAnswer[]): Promise<unknown[]> => {
  const { rows } = await desk.server.database.owner.query(
    "select claim_id, outcome, amount, note from decision where claim_id = any ($1::int8[])",
    [claims.map(({ claimId }) => rawClaimId(claimId))],
  );
  return rows;
};

describe("a dry run", () => {
  test("says what would come of each claim, and writes nothing", async () => {
    const claims = await several(2);
    const { data, totals, dryRun, token } = await bulk({
      ...approve,
      claimIds: [...idsOf(claims), "clm_0000000000000", "x"],
    });
    expect({ dryRun, token }).toEqual({ dryRun: true, token: expect.any(String) });
    expect(data).toEqual([
      ...claims.map(({ claimId }) => ({
        claimId,
        result: "would_decide",
        decisionId: null,
        amount: 51_600,
        code: null,
        detail: "",
      })),
      ...["clm_0000000000000", "x"].map((claimId) =>
        expect.objectContaining({ claimId, result: "would_not", code: "not_found" }),
      ),
    ]);
    expect(totals).toEqual({
      amount: 103_200,
      results: [
        { result: "would_decide", count: 2 },
        { result: "would_not", count: 2 },
      ],
    });
    expect(await decisions(claims)).toEqual([]);
    expect((await desk.read(claims[0] as ClaimAnswer)).etag).toBe(claims[0]?.etag);
  });

  test("tells what the clauses do not suggest, what a colleague holds, and what needs a second person", async () => {
    const [held, decided, free] = (await several(3)) as [ClaimAnswer, ClaimAnswer, ClaimAnswer];
    await desk.post(`/v1/review/claims/${held.claimId}/lease`, {}, desk.server.tenant.otherAdjuster.token);
    await desk.decide(decided, { outcome: "approve", amount: 1 });
    const codes = async (body: object) =>
      (await bulk({ ...body, dryRun: true, claimIds: idsOf([held, decided, free]) })).data.map(
        ({ result, code }) => code ?? result,
      );
    expect(await codes({ outcome: "approve" })).toEqual(["claim_held", "claim_not_decidable", "would_decide"]);
    expect(await codes({ outcome: "reject", reasonCodes: ["not_covered"] })).toEqual([
      "claim_held",
      "claim_not_decidable",
      "suggestion_differs",
    ]);
    await desk.limit("adjuster", 51_599);
    expect(await codes({ outcome: "approve" })).toEqual(["claim_held", "claim_not_decidable", "would_propose"]);
    await desk.limit("adjuster", null);
  });

  test("takes a view instead of ids", async () => {
    const claims = await several(3);
    const { data } = await bulk({ ...approve, filter: { view: "unassigned", product: "quality" } });
    expect(data.map(({ claimId }) => claimId).sort()).toEqual(idsOf(claims).sort());
    expect(await call({ ...approve, filter: { view: "nowhere" } })).toMatchObject({ status: 404 });
  });

  test.each([
    ["without saying which claims", {}, 400, "/claimIds"],
    ["with both ways to say so", { claimIds: ["x"], filter: {} }, 400, "/claimIds"],
    ["without an outcome", { claimIds: ["x"], outcome: undefined }, 400, "/outcome"],
    ["that is none", { claimIds: ["x"], dryRun: false }, 400, "/dryRun"],
    ["with an amount", { claimIds: ["x"], amount: 100 }, 400, "/amount"],
    ["of no claims", { claimIds: [] }, 400, "/claimIds"],
    ["of more than 200", { claimIds: Array.from({ length: 201 }, (_, i) => `c${i}`) }, 400, "/claimIds"],
    ["that refuses without a reason", { claimIds: ["x"], outcome: "reject" }, 422, "/reasonCodes"],
  ])("is refused %s", async (_name, body, status, pointer) => {
    expect(await call({ ...approve, ...body })).toMatchObject({ status, body: { errors: [{ pointer }] } });
  });

  test("is for who decides", async () => {
    for (const as of [desk.buyer, desk.server.tenant.apiKey, staff().auditor.token])
      expect(await call({ ...approve, claimIds: ["x"] }, as)).toMatchObject({ status: 403 });
    const { data } = await bulk(
      { ...approve, claimIds: idsOf(await several(1)) },
      desk.server.other.staff.adjuster.token,
    );
    expect(data).toMatchObject([{ code: "not_found" }]);
  });
});

describe("carrying a dry run out", () => {
  test("decides each claim by itself, once, however often the token comes", async () => {
    const claims = await several(3);
    const { token } = await bulk({ ...approve, claimIds: idsOf(claims) });
    const first = await bulk({ token });
    expect(first).toMatchObject({
      dryRun: false,
      token: null,
      totals: { amount: 154_800, results: [{ result: "decided", count: 3 }] },
    });
    expect(await bulk({ token })).toEqual(first);
    const rows = await decisions(claims);
    expect(rows).toHaveLength(3);
    expect(rows).toEqual(
      rows.map(() => expect.objectContaining({ outcome: "approve", amount: 51_600n, note: "同批同因" })),
    );
    expect(await desk.read(claims[0] as ClaimAnswer)).toMatchObject({
      body: { status: "approved", payouts: [{ amount: 51_600 }] },
    });
  });

  test("proposes what needs a second pair of eyes", async () => {
    await desk.limit("adjuster", 51_599);
    const claims = await several(2);
    const { token } = await bulk({ ...approve, claimIds: idsOf(claims) });
    expect((await bulk({ token })).data.map(({ result }) => result)).toEqual(["proposed", "proposed"]);
    expect((await desk.read(claims[1] as ClaimAnswer)).body).toMatchObject({
      status: "awaiting_second",
      decision: { state: "proposed", amount: 51_600 },
    });
    await desk.limit("adjuster", null);
  });

  test("leaves what was changed since, and what a colleague took, and does the rest", async () => {
    const [changed, taken, same] = (await several(3)) as [ClaimAnswer, ClaimAnswer, ClaimAnswer];
    const { token } = await bulk({ ...approve, claimIds: idsOf([changed, taken, same]) });
    await desk.decide(changed, { outcome: "approve", amount: 1 });
    await desk.post(`/v1/review/claims/${taken.claimId}/lease`, {}, desk.server.tenant.otherAdjuster.token);
    expect((await bulk({ token })).data).toMatchObject([
      { claimId: changed.claimId, result: "changed", amount: 0 },
      { claimId: taken.claimId, result: "refused", code: "claim_held" },
      { claimId: same.claimId, result: "decided" },
    ]);
    expect(await decisions([taken])).toEqual([]);
    // What was only in the way is done when the token comes again; what was changed is not.
    await desk.server.clock.set(NOW);
    desk.server.clock.advance(10 * MINUTE_MS);
    expect((await bulk({ token })).data.map(({ result }) => result)).toEqual(["changed", "decided", "decided"]);
  });

  test("decides no claim twice when the token comes twice at once", async () => {
    const claims = await several(4);
    const { token } = await bulk({ ...approve, claimIds: idsOf(claims) });
    const answers = await Promise.all([bulk({ token }), bulk({ token }), bulk({ token })]);
    for (const { data } of answers) expect(data.every(({ result }) => result === "decided")).toBe(true);
    expect(await decisions(claims)).toHaveLength(4);
  });

  test("takes the token as it was given, from who did the dry run, while it is new", async () => {
    const claims = await several(1);
    const { token } = await bulk({ ...approve, claimIds: idsOf(claims) });
    const invalid = { status: 422, body: { code: "dry_run_invalid" } };
    const [body = "", signature = ""] = (token ?? "").split(".");
    const more = Buffer.from(Buffer.from(body, "base64url").toString().replace("51600", "61600")).toString("base64url");
    for (const other of [`${more}.${signature}`, `${body}.x`, body, "nonsense", ""])
      expect(await call({ token: other })).toMatchObject(invalid);
    expect(await call({ token }, desk.server.tenant.otherAdjuster.token)).toMatchObject(invalid);
    expect(await call({ token, note: "x" })).toMatchObject({ status: 400, body: { errors: [{ pointer: "/token" }] } });
    desk.server.clock.advance(15 * MINUTE_MS);
    expect(await call({ token })).toMatchObject(invalid);
    desk.server.clock.advance(-1);
    expect((await bulk({ token })).data).toMatchObject([{ result: "decided" }]);
  });
});
