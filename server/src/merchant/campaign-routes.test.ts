import { DAY_MS, formatInstant, plus } from "@anxin/core/time";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ledgerRoutes } from "../ledger/routes.js";
import { expectProblem, pointersOf } from "../testing/problem.js";
import { startTestServer, type TestServer } from "../testing/server.js";
import { campaignRoutes } from "./campaign-routes.js";

let server: TestServer;
let key: string;
beforeAll(async () => {
  server = await startTestServer({ rooms: [campaignRoutes, ledgerRoutes] });
  key = server.tenant.apiKey;
});
afterAll(() => server.close());

const inDays = (days: number): string => formatInstant(plus(server.clock.now(), days * DAY_MS));
const request = (changes: Record<string, unknown> = {}) => ({
  product: "return-freight",
  budget: 100_000,
  startsAt: inDays(0),
  endsAt: inDays(30),
  ...changes,
});
let keys = 0;
const start = (body: unknown, options: { as?: string; key?: string } = {}) =>
  server.call("POST", "/v1/campaigns", { as: key, key: `start-${keys++}`, body, ...options });
interface Campaign {
  readonly campaignId: string;
  readonly status: string;
}
const started = async (changes: Record<string, unknown> = {}) => {
  const answer = await start(request(changes));
  expect(answer.status).toBe(201);
  return { ...(answer.body as Campaign), etag: String(answer.headers["etag"]) };
};
const put = (id: string, body: unknown, etag?: string, as = key) =>
  server.call("PUT", `/v1/campaigns/${id}`, { as, body, headers: etag === undefined ? {} : { "if-match": etag } });

describe("starting", () => {
  test("a campaign is funded in the books by its whole budget, and read back", async () => {
    const fund = async (): Promise<number> => {
      const { accounts } = (await server.call("GET", "/v1/ledger/trial-balance", { as: key })).body as {
        accounts: { code: string; balance: number }[];
      };
      return accounts.find(({ code }) => code === "2204")?.balance ?? 0;
    };
    const before = await fund();
    const rules = { categories: ["apparel", "shoes"], minPrice: 5_000, maxPerBuyer: 3 };
    const answer = await start(request({ name: "双十一", rules }));
    const now = formatInstant(server.clock.now());
    expect(answer).toMatchObject({
      status: 201,
      body: {
        ...request({ name: "双十一", rules }),
        spent: 0,
        left: 100_000,
        status: "active",
        currency: "CNY",
        createdAt: now,
        changedAt: now,
      },
    });
    const { campaignId } = answer.body as Campaign;
    expect(campaignId).toMatch(/^cmp_[0-9a-z]{13}$/);
    expect(answer.headers["etag"]).toBe(`"campaign.${campaignId}.1"`);
    const read = await server.call("GET", `/v1/campaigns/${campaignId}`, { as: key });
    expect(read).toMatchObject({ status: 200, body: answer.body });
    expect(read.headers["etag"]).toBe(answer.headers["etag"]);
    expect(await fund()).toBe(before + 100_000);
    const books = await server.call("GET", "/v1/ledger/transactions?account=2204&limit=1", { as: key });
    expect(books.body).toMatchObject({
      data: [{ entries: [{ kind: "campaign_funded", amount: 100_000, campaignId, product: "return-freight" }] }],
    });
  });

  test("without rules it gives to everybody", async () => {
    const { campaignId } = await started();
    const read = await server.call("GET", `/v1/campaigns/${campaignId}`, { as: key });
    expect(read.body).toMatchObject({ name: "", rules: { categories: [], minPrice: 0, maxPerBuyer: null } });
  });

  test("sent twice it is one campaign", async () => {
    const first = await start(request(), { key: "once" });
    const again = await start(request(), { key: "once" });
    expect(again.body).toEqual(first.body);
    expect(again.headers["etag"]).toBe(first.headers["etag"]);
    expectProblem(await start(request({ budget: 5 }), { key: "once" }), "idempotency_key_reused");
  });

  test.each([
    ["a product that nobody knows", { product: "nothing" }, "product_unknown", "/product"],
    ["a product that platforms do not give", { product: "screen-crack" }, "not_eligible", "/product"],
    ["no budget", { budget: 0 }, "validation_failed", "/budget"],
    ["half a fen", { budget: 1.5 }, "validation_failed", "/budget"],
    ["a budget in words", { budget: "1000" }, "validation_failed", "/budget"],
    ["more than a billion yuan", { budget: 100_000_000_001 }, "limit_exceeded", "/budget"],
    [
      "an end before the start",
      { startsAt: "2027-01-02T00:00:00.000Z", endsAt: "2027-01-01T00:00:00.000Z" },
      "validation_failed",
      "/endsAt",
    ],
    [
      "an end at the start",
      { startsAt: "2027-01-02T00:00:00.000Z", endsAt: "2027-01-02T00:00:00.000Z" },
      "validation_failed",
      "/endsAt",
    ],
    [
      "an end in the past",
      { startsAt: "2024-01-01T00:00:00.000Z", endsAt: "2024-01-02T00:00:00.000Z" },
      "validation_failed",
      "/endsAt",
    ],
    ["a start that is no time", { startsAt: "2027-13-01T00:00:00.000Z" }, "validation_failed", "/startsAt"],
    ["a rule that is none", { rules: { colour: "red" } }, "validation_failed", "/rules/colour"],
    ["a category that is none", { rules: { categories: ["toys"] } }, "validation_failed", "/rules/categories/0"],
    ["a negative price", { rules: { minPrice: -1 } }, "validation_failed", "/rules/minPrice"],
    ["no gift a buyer", { rules: { maxPerBuyer: 0 } }, "validation_failed", "/rules/maxPerBuyer"],
    ["an unknown field", { colour: "red" }, "validation_failed", "/colour"],
  ])("%s is refused, and nothing is funded", async (_name, changes, code, pointer) => {
    const count = async () => (await server.database.owner.query("select count(*) from transfer")).rows;
    const before = await count();
    expect(pointersOf(expectProblem(await start(request(changes)), code))).toContain(pointer);
    expect(await count()).toEqual(before);
  });

  test("a product that is not on sale yet is refused", async () => {
    const early = await startTestServer({
      rooms: [campaignRoutes],
      catalogue: { ...server.context.catalogue, live: () => [] },
    });
    expectProblem(
      await early.call("POST", "/v1/campaigns", { as: early.tenant.apiKey, key: "k", body: request() }),
      "product_not_live",
    );
    await early.close();
  });

  test("only the marketplace may, with a key", async () => {
    for (const role of ["finance", "auditor", "adjuster", "actuary"] as const) {
      expectProblem(await start(request(), { as: server.tenant.staff[role].token }), "forbidden");
    }
    expectProblem(
      await start(request(), { as: await server.session(server.tenant, "merchant", "shop-1") }),
      "forbidden",
    );
    expectProblem(await server.call("POST", "/v1/campaigns", { as: key, body: request() }), "idempotency_key_missing");
    expectProblem(await server.call("POST", "/v1/campaigns", { body: request() }), "unauthenticated");
  });
});

describe("pausing and resuming", () => {
  test("take the version that was read, and tell a latecomer who changed it and when", async () => {
    const { campaignId, etag } = await started();
    expectProblem(await put(campaignId, { status: "paused" }), "if_match_missing");
    expectProblem(await put(campaignId, { status: "paused" }, "*"), "if_match_missing");
    server.clock.advance(1_000);
    const paused = await put(campaignId, { status: "paused" }, etag, server.tenant.staff.platform.token);
    const changedAt = formatInstant(server.clock.now());
    expect(paused).toMatchObject({ status: 200, body: { status: "paused", changedAt } });
    expect(paused.headers["etag"]).toBe(`"campaign.${campaignId}.2"`);
    expect(expectProblem(await put(campaignId, { status: "paused" }, etag), "if_match_stale")).toMatchObject({
      changedBy: "platform",
      changedAt,
    });
    const resumed = await put(campaignId, { status: "active" }, String(paused.headers["etag"]));
    expect(resumed).toMatchObject({ status: 200, body: { status: "active" } });
    const { rows } = await server.database.owner.query(
      "select revision, status, changed_by from campaign_change where campaign_id = (select campaign_id from campaign where revision = 3) order by revision",
    );
    const platform = `staff:${server.tenant.staff.platform.staffId}`;
    expect(rows).toEqual([
      { revision: 1, status: "active", changed_by: "server:main" },
      { revision: 2, status: "paused", changed_by: platform },
      { revision: 3, status: "active", changed_by: "server:main" },
    ]);
  });

  test("the same status once more changes nothing", async () => {
    const { campaignId, etag } = await started();
    const again = await put(campaignId, { status: "active" }, etag);
    expect(again.headers["etag"]).toBe(etag);
  });

  test("of ten edits of one version at once, one wins", async () => {
    const { campaignId, etag } = await started();
    const answers = await Promise.all(Array.from({ length: 10 }, () => put(campaignId, { status: "paused" }, etag)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(9);
  });

  test("what is wrong, not there, or somebody else's is refused", async () => {
    const { campaignId, etag } = await started();
    expect(pointersOf(expectProblem(await put(campaignId, { status: "over" }, etag), "validation_failed"))).toEqual([
      "/status",
    ]);
    expect(
      pointersOf(expectProblem(await put(campaignId, { status: "paused", product: "x" }, etag), "validation_failed")),
    ).toEqual(["/product"]);
    expectProblem(await put("cmp_0000000000000", { status: "paused" }, etag), "not_found");
    expectProblem(await put("nothing", { status: "paused" }, etag), "not_found");
    expectProblem(await put(campaignId, { status: "paused" }, etag, server.other.apiKey), "not_found");
    expectProblem(await put(campaignId, { status: "paused" }, etag, server.tenant.staff.finance.token), "forbidden");
    expectProblem(await server.call("GET", `/v1/campaigns/${campaignId}`, { as: server.other.apiKey }), "not_found");
    expectProblem(
      await server.call("GET", `/v1/campaigns/${campaignId}`, { as: server.tenant.staff.adjuster.token }),
      "forbidden",
    );
  });
});

test("campaigns are listed newest first, by status, page by page, each tenant its own", async () => {
  const { campaignId, etag } = await started();
  await put(campaignId, { status: "paused" }, etag);
  const list = async (query: string, as = key) => {
    const answer = await server.call("GET", `/v1/campaigns${query}`, { as });
    expect(answer.status).toBe(200);
    return answer.body as { data: Campaign[]; next: string | null };
  };
  const all = (await list("?limit=200")).data.map((each) => each.campaignId);
  expect(all[0]).toBe(campaignId);
  expect([...all].sort().reverse()).toEqual(all);
  const paged: string[] = [];
  let cursor = "";
  do {
    const page = await list(`?limit=2${cursor}`, server.tenant.staff.auditor.token);
    paged.push(...page.data.map((each) => each.campaignId));
    cursor = page.next === null ? "" : `&cursor=${encodeURIComponent(page.next)}`;
  } while (cursor !== "");
  expect(paged).toEqual(all);
  const paused = await list("?status=paused");
  expect(paused.data.every(({ status }) => status === "paused")).toBe(true);
  expect((await list("", server.other.apiKey)).data).toEqual([]);
  const { next } = await list("?limit=1&status=active");
  expectProblem(
    await server.call("GET", `/v1/campaigns?status=paused&cursor=${encodeURIComponent(next ?? "")}`, { as: key }),
    "cursor_invalid",
  );
  expectProblem(await server.call("GET", "/v1/campaigns?status=over", { as: key }), "validation_failed");
});
