import { CLOCK_RULES } from "@anxin/core/claim/clock-rules";
import { DAY_MS } from "@anxin/core/time";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectProblem, pointersOf } from "../testing/problem.js";
import { escalateClocks } from "./clock-escalation.js";
import { caseWith, shownId } from "./testing/clocked.js";
import { NOW, openShop, type Shop } from "./testing/shop.js";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const staff = () => shop.server.tenant.staff;
const get = (url: string, as: string, language = "en") =>
  shop.server.call("GET", url, { as, headers: { "accept-language": language } });

describe("the table of clocks", () => {
  it("is told to the insurer's and the marketplace's people, in their language", async () => {
    for (const as of [shop.server.tenant.apiKey, staff().auditor.token, staff().adjuster.token]) {
      const { status, body } = await get("/v1/claim-clocks", as, "zh");
      expect(status).toBe(200);
      const { data } = body as { data: { code: string; title: string }[] };
      expect(data.map(({ code, title }) => [code, title])).toEqual(
        CLOCK_RULES.map(({ code, title }) => [code, title.zh]),
      );
    }
    for (const as of [shop.buyer, shop.merchant]) expectProblem(await get("/v1/claim-clocks", as), "forbidden");
  });

  it("says when a clock would end", async () => {
    const url = "/v1/claim-clocks/acknowledgement/end?startsAt=2026-09-30T04:00:00Z";
    const { status, body } = await get(url, staff().supervisor.token);
    expect(status).toBe(200);
    expect(body).toEqual({
      code: "acknowledgement",
      startsAt: "2026-09-30T04:00:00.000Z",
      dueAt: "2026-10-08T16:00:00.000Z",
    });
  });

  it("refuses loudly to guess beyond the known calendar, and needs none for the law's own clocks", async () => {
    const end = (code: string, startsAt: string) =>
      get(`/v1/claim-clocks/${code}/end?startsAt=${startsAt}`, staff().supervisor.token);
    expect((await end("merchant_answer", "2026-12-28T15:59:59.999Z")).status).toBe(200);
    const problem = expectProblem(await end("merchant_answer", "2026-12-28T16:00:00.000Z"), "calendar_unknown");
    expect(problem.detail).toContain("which 2027-01-01 is not in");
    expect((await end("decision", "2026-12-28T16:00:00.000Z")).status).toBe(200);
  });

  it("refuses a time and a clock that are none", async () => {
    const bad = await get("/v1/claim-clocks/decision/end?startsAt=yesterday-at-ten-oclock", staff().supervisor.token);
    expect(pointersOf(expectProblem(bad, "validation_failed"))).toEqual(["/query/startsAt"]);
    const none = await get("/v1/claim-clocks/sundial/end?startsAt=2026-09-30T04:00:00Z", staff().supervisor.token);
    expectProblem(none, "validation_failed");
  });
});

describe("escalations", () => {
  it("are listed by queue, page by page, until what is asked for is done", async () => {
    const claims = [];
    for (let i = 0; i < 3; i++) claims.push(await caseWith(shop, [["reported", NOW]]));
    shop.server.clock.advance(16 * DAY_MS);
    await escalateClocks(shop.server.context);
    const as = staff().supervisor.token;
    const seen: unknown[] = [];
    for (let next: string | null = ""; next !== null; ) {
      const answer = await get(`/v1/review/escalations?queue=adjusters&limit=2${next && `&cursor=${next}`}`, as);
      expect(answer.status).toBe(200);
      const page = answer.body as { data: { claimId: string }[]; next: string | null };
      expect(page.data.length).toBeLessThanOrEqual(2);
      seen.push(...page.data);
      next = page.next;
    }
    expect(seen).toMatchObject(
      claims.map((claim) => ({
        claimId: shownId(claim),
        status: "in_review",
        queue: "adjusters",
        escalatedPercent: 50,
        clock: { code: "decision", basis: "statutory", article: 23, state: "running", percent: 52 },
      })),
    );
    const all = (await get("/v1/review/escalations?limit=200", as)).body as { data: { queue: string }[] };
    expect(all.data.map(({ queue }) => queue).sort()).toEqual([
      ...["adjusters", "adjusters", "adjusters"],
      ...["supervisors", "supervisors", "supervisors", "supervisors", "supervisors", "supervisors"],
    ]);
    expect((await get("/v1/review/escalations?queue=payments", as)).body).toEqual({ data: [], next: null });
  });

  it("are for those who review, and another marketplace sees none", async () => {
    for (const as of [shop.buyer, shop.merchant, shop.server.tenant.apiKey])
      expectProblem(await get("/v1/review/escalations", as), "forbidden");
    const other = await get("/v1/review/escalations", shop.server.other.staff.supervisor.token);
    expect(other.body).toEqual({ data: [], next: null });
  });

  it("refuse a queue and a cursor that are none", async () => {
    const as = staff().supervisor.token;
    expectProblem(await get("/v1/review/escalations?queue=lunch", as), "validation_failed");
    expectProblem(await get("/v1/review/escalations?cursor=nonsense", as), "cursor_invalid");
  });
});

describe("a claim", () => {
  it("shows its clocks with both ends of every pause; those that measure the insurer's own work to the insurer alone", async () => {
    const asked = NOW + DAY_MS;
    const claim = await caseWith(shop, [
      ["reported", NOW],
      ["supplement_delivered", asked as typeof NOW],
      ["supplement_complete", (asked + 5) as typeof NOW],
    ]);
    const clocks = async (as: string) => {
      const { body } = await get(`/v1/claims/${shownId(claim)}`, as);
      return (body as { clocks: { code: string }[] }).clocks;
    };
    const toBuyer = await clocks(shop.buyer);
    expect(toBuyer.map(({ code }) => code)).toEqual([
      "acknowledgement",
      "decision",
      "undisputed_part",
      "supplement_answer",
    ]);
    expect(toBuyer[1]).toEqual({
      ...{ code: "decision", title: "Decision", basis: "statutory", article: 23, round: 1, state: "running" },
      startsAt: "2026-11-22T04:00:00.000Z",
      dueAt: "2026-12-22T16:00:00.005Z",
      pauses: [{ from: "2026-11-23T04:00:00.000Z", until: "2026-11-23T04:00:00.005Z" }],
      metAt: null,
      stoppedAt: null,
      percent: 52,
    });
    expect((await clocks(staff().adjuster.token)).map(({ code }) => code)).toContain("first_review");
  });
});
