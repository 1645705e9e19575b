import { present } from "@anxin/core/assert";
import { DAY_MS } from "@anxin/core/time";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freshKey, openShop, QUALITY_FIELDS, QUALITY_FILES, type Shop } from "../claim/testing/shop.js";
import { expectProblem } from "../testing/problem.js";
import type { Answer } from "../testing/server.js";
import { registerRoutes } from "./routes.js";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ rooms: [registerRoutes] });
});
afterAll(() => shop.close());

const supervisor = () => shop.server.tenant.staff.supervisor.token;
const LAB = {
  kind: "test_institution",
  aliases: ["示范二所"],
  accreditations: [{ scheme: "CMA", number: "CMA 2400 9999 0002" }],
  scope: { categories: ["appliance"], standards: ["GB 4706.1"] },
  region: "浙江省",
  validFrom: "2025-01-01",
  validUntil: "2028-12-31",
  reportMask: "AX*####",
};
let labs = 0;
const freshName = (): string => `示范检测 ${++labs} 所`;

const add = (change: object = {}, as = supervisor()): Promise<Answer> =>
  shop.server.call("POST", "/v1/register", { as, key: freshKey(), body: { ...LAB, name: freshName(), ...change } });
const get = (url: string, as = shop.buyer): Promise<Answer> => shop.server.call("GET", url, { as });

interface Entry {
  readonly entryId: string;
  readonly name: string;
  readonly revision: number;
}
const entryOf = ({ body }: Answer): Entry => body as Entry;
async function added(change: object = {}): Promise<Entry & { readonly etag: string }> {
  const answer = await add(change);
  expect(answer.status).toBe(201);
  return { ...entryOf(answer), etag: String(answer.headers["etag"]) };
}
const put = (entryId: string, etag: string, body: object, as = supervisor()): Promise<Answer> =>
  shop.server.call("PUT", `/v1/register/${entryId}`, { as, headers: { "if-match": etag }, body });
const putStatus = (entryId: string, etag: string, body: object): Promise<Answer> =>
  shop.server.call("PUT", `/v1/register/${entryId}/status`, { as: supervisor(), headers: { "if-match": etag }, body });
const termsOf = (name: string, change: object = {}) => {
  const { kind: _kind, ...terms } = LAB;
  return { ...terms, name, ...change };
};

describe("an entry", () => {
  test("is added with its number as it is kept, by whom and from when on", async () => {
    const answer = await add();
    expect(answer).toMatchObject({
      status: 201,
      body: {
        ...{ entryId: expect.stringMatching(/^reg_/), revision: 1, kind: "test_institution", aliases: ["示范二所"] },
        accreditations: [{ scheme: "CMA", number: "240099990002" }],
        scope: { categories: ["appliance"], perils: [], standards: ["GB 4706.1"], brands: [] },
        ...{ region: "浙江省", validFrom: "2025-01-01", validUntil: "2028-12-31", status: "active", countsToday: true },
        ...{ effectiveFrom: "2024-12-31T16:00:00.000Z", changedAt: "2026-11-22T04:00:00.000Z" },
      },
    });
    const { entryId } = entryOf(answer);
    const read = await get(`/v1/register/${entryId}`, supervisor());
    expect(read).toMatchObject({ status: 200, headers: { etag: answer.headers["etag"] }, body: answer.body as object });
  });

  test("is shown to buyers and merchants without prices, reasons and authors", async () => {
    const kind = { kind: "repairer", reportMask: null, rateCard: [{ category: null, peril: "breakdown", costMax: 5 }] };
    const { entryId } = await added(kind);
    for (const as of [shop.buyer, shop.merchant])
      expect((await get(`/v1/register/${entryId}`, as)).body).toMatchObject({
        ...{ rateCard: null, statusReason: null, changedBy: null },
      });
    expect((await get(`/v1/register/${entryId}`, shop.server.tenant.staff.auditor.token)).body).toMatchObject({
      rateCard: [{ category: null, peril: "breakdown", costMax: 5 }],
      changedBy: "supervisor",
    });
  });

  test("belongs to its marketplace", async () => {
    const { entryId } = await added();
    const stranger = shop.server.other.staff.supervisor.token;
    expectProblem(await get(`/v1/register/${entryId}`, stranger), "not_found");
    expectProblem(await put(entryId, '"register.x.1"', termsOf("x"), stranger), "not_found");
  });

  test.each([
    ["a number that is none", { accreditations: [{ scheme: "CMA", number: "12345" }] }, "/accreditations/0/number"],
    ["a day that is none", { validFrom: "2025-02-30" }, "/validFrom"],
    ["an end before its beginning", { validUntil: "2024-12-31" }, "/validUntil"],
    ["a province that is none", { region: "浙江海" }, "/region"],
    ["a peril that nobody covers", { scope: { perils: ["boredom"] } }, "/scope/perils/0"],
    ["prices of a laboratory", { rateCard: [{ category: null, peril: null, costMax: 1 }] }, "/rateCard"],
    ["report numbers of a repairer", { kind: "repairer" }, "/reportMask"],
    ["a name of spaces", { name: " " }, "/name"],
    ["a category that is none", { scope: { categories: ["cars"] } }, "/scope/categories/0"],
    ["an unknown field", { color: "red" }, "/color"],
    ["a time that is none", { effectiveFrom: "2026-02-30T00:00:00.000Z" }, "/effectiveFrom"],
  ])("is not added with %s", async (_name, change, pointer) => {
    const answer = await add(change);
    expectProblem(answer, "validation_failed");
    expect((answer.body as { errors: { pointer: string }[] }).errors.map((each) => each.pointer)).toContain(pointer);
  });

  test("has its name alone among those of its kind, however it is written", async () => {
    const { name } = await added();
    expectProblem(await add({ name: name.replaceAll(" ", "　") }), "register_name_taken");
    expect((await add({ name, kind: "appraiser" })).status).toBe(201);
    const other = await added();
    expectProblem(await put(other.entryId, other.etag, termsOf(name)), "register_name_taken");
  });

  test("is written by supervisors and admins only, and read by everybody who has signed in", async () => {
    const { staff, apiKey } = shop.server.tenant;
    for (const as of [apiKey, shop.buyer, shop.merchant, staff.adjuster.token, staff.platform.token])
      expectProblem(await add({}, as), "forbidden");
    expect((await add({}, staff.admin.token)).status).toBe(201);
    for (const as of [apiKey, shop.buyer, shop.merchant, staff.actuary.token, staff.finance.token])
      expect((await get("/v1/register", as)).status).toBe(200);
    expectProblem(await shop.server.call("GET", "/v1/register"), "unauthenticated");
  });

  test("needs a key of its own", async () => {
    const answer = await shop.server.call("POST", "/v1/register", {
      as: supervisor(),
      body: { ...LAB, name: freshName() },
    });
    expectProblem(answer, "idempotency_key_missing");
  });
});

describe("a change", () => {
  test("is one more revision, and what was said before stays", async () => {
    const entry = await added();
    const answer = await put(entry.entryId, entry.etag, termsOf(entry.name, { validUntil: null, aliases: [] }));
    expect(answer).toMatchObject({ status: 200, body: { revision: 2, validUntil: null, aliases: [] } });
    expect(answer.headers["etag"]).not.toBe(entry.etag);
    const { body } = await get(`/v1/register/${entry.entryId}/changes`, supervisor());
    expect(body).toMatchObject({
      data: [
        { revision: 2, validUntil: null, changedBy: "supervisor" },
        { revision: 1, validUntil: "2028-12-31" },
      ],
      next: null,
    });
  });

  test("that says the same is none", async () => {
    const entry = await added();
    const same = await put(entry.entryId, entry.etag, termsOf(entry.name));
    expect(same).toMatchObject({ status: 200, body: { revision: 1 }, headers: { etag: entry.etag } });
  });

  test("is made on what is there: without it, or on an older version, it is refused with who was first", async () => {
    const entry = await added();
    const bare = { as: supervisor(), body: termsOf(entry.name) };
    expectProblem(await shop.server.call("PUT", `/v1/register/${entry.entryId}`, bare), "if_match_missing");
    expect((await put(entry.entryId, entry.etag, termsOf(entry.name, { region: "" }))).status).toBe(200);
    const late = await put(entry.entryId, entry.etag, termsOf(entry.name, { region: "江苏省" }));
    expectProblem(late, "if_match_stale");
    expect(late.body).toMatchObject({ changedBy: "supervisor" });
  });

  test("by two people at once is made once", async () => {
    const entry = await added();
    const { otherSupervisor } = shop.server.tenant;
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        put(
          entry.entryId,
          entry.etag,
          termsOf(entry.name, { aliases: [`别名 ${i}`] }),
          i % 2 === 0 ? supervisor() : otherSupervisor.token,
        ),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 19 }, () => 412)]);
    expect((await get(`/v1/register/${entry.entryId}`, supervisor())).body).toMatchObject({ revision: 2 });
  });

  test("of the same new name at once is taken by one", async () => {
    const name = freshName();
    const answers = await Promise.all(Array.from({ length: 10 }, () => add({ name })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 9 }, () => 409)]);
  });

  test("of what is not there is refused", async () => {
    for (const entryId of ["reg_0000000000000", "nonsense"]) {
      expectProblem(await put(entryId, '"x"', termsOf("x")), "not_found");
      expectProblem(await putStatus(entryId, '"x"', { status: "active" }), "not_found");
      expectProblem(await get(`/v1/register/${entryId}/changes`, supervisor()), "not_found");
      expectProblem(await get(`/v1/register/${entryId}`), "not_found");
    }
  });
});

describe("a suspension", () => {
  test("has a reason, keeps the entry from buyers, and ends again", async () => {
    const entry = await added();
    expectProblem(await putStatus(entry.entryId, entry.etag, { status: "suspended" }), "reason_required");
    const suspended = await putStatus(entry.entryId, entry.etag, { status: "suspended", reason: "资质被暂停" });
    expect(suspended.body).toMatchObject({ status: "suspended", statusReason: "资质被暂停", countsToday: false });
    expectProblem(await get(`/v1/register/${entry.entryId}`), "not_found");
    const { body } = await get(`/v1/register?q=${encodeURIComponent(entry.name)}&status=suspended`);
    expect(body).toEqual({ data: [], next: null });
    const etag = String(suspended.headers["etag"]);
    const again = await putStatus(entry.entryId, etag, { status: "active" });
    expect(again.body).toMatchObject({ status: "active", statusReason: "", countsToday: true, revision: 3 });
  });

  test("may be written for the past or announced, and the entry is what was true at a time", async () => {
    const entry = await added();
    const past = { status: "suspended", reason: "x", effectiveFrom: "2026-11-20T00:00:00.000Z" };
    const suspended = await putStatus(entry.entryId, entry.etag, past);
    expect(suspended.status).toBe(200);
    const etag = String(suspended.headers["etag"]);
    const announced = { status: "active", effectiveFrom: "2026-12-01T00:00:00.000Z" };
    expect((await putStatus(entry.entryId, etag, announced)).status).toBe(200);
    const at = async (time: string) =>
      (await get(`/v1/register/${entry.entryId}?at=${encodeURIComponent(time)}`, supervisor())).body;
    expect(await at("2026-11-19T23:59:59.999Z")).toMatchObject({ revision: 1, status: "active" });
    expect(await at("2026-11-20T00:00:00.000Z")).toMatchObject({ revision: 2, status: "suspended" });
    expect(await at("2026-12-01T00:00:00.000Z")).toMatchObject({ revision: 3, status: "active" });
    expectProblem(await get(`/v1/register/${entry.entryId}?at=2024-01-01T00:00:00.000Z`, supervisor()), "not_found");
    // Buyers see what is true now; staff the last word, which the next edit is made on.
    expectProblem(await get(`/v1/register/${entry.entryId}`), "not_found");
    expect((await get(`/v1/register/${entry.entryId}`, supervisor())).body).toMatchObject({ revision: 3 });
  });
});

describe("the list", () => {
  test("is narrowed by kind, category, status and a part of a name or number", async () => {
    const entry = await added({
      scope: { categories: ["jewelry"] },
      accreditations: [{ scheme: "CNAS", number: "L4242" }],
    });
    const names = async (query: string): Promise<string[]> =>
      ((await get(`/v1/register?${query}&limit=200`)).body as { data: Entry[] }).data.map(({ name }) => name);
    expect(await names("q=cnas%20l42")).toEqual([entry.name]);
    expect(await names(`q=${encodeURIComponent(entry.name)}&category=jewelry`)).toEqual([entry.name]);
    expect(await names(`q=${encodeURIComponent(entry.name)}&category=food`)).toEqual([]);
    expect(await names(`q=${encodeURIComponent(entry.name)}&kind=repairer`)).toEqual([]);
    expect(await names("kind=repairer")).toContain("安心维修服务中心");
  });

  test("goes on from page to page", async () => {
    const first = (await get("/v1/register?limit=2")).body as { data: Entry[]; next: string };
    const second = (await get(`/v1/register?limit=2&cursor=${encodeURIComponent(first.next)}`)).body as {
      data: Entry[];
    };
    expect(first.data).toHaveLength(2);
    expect(second.data[0]?.entryId).not.toBe(first.data[1]?.entryId);
    expectProblem(await get("/v1/register?cursor=x"), "cursor_invalid");
  });

  test("refuses what it does not know", async () => {
    expectProblem(await get("/v1/register?kind=cook"), "validation_failed");
    expectProblem(await get("/v1/register?at=yesterday-or-before-that"), "validation_failed");
    expectProblem(await get(`/v1/register/reg_1/changes`), "forbidden");
  });
});

describe("a file", () => {
  const take = (csv: string, more: object = {}, as = supervisor()): Promise<Answer> =>
    shop.server.call("POST", "/v1/register/imports", { as, key: freshKey(), body: { csv, ...more } });

  test("takes every sound row and tells every other by line and column", async () => {
    const [one, two] = [freshName(), freshName()];
    const csv = [
      "kind,name,accreditations,categories,perils,standards,region,validFrom,validUntil,aliases,rateCard",
      `test_institution,${one},CMA:240099990003|CNAS L7777,apparel|shoes,defect,GB/T 2910,浙江省,2025-01-01,2027-12-31,甲|乙,`,
      `repairer,${two},maker DEMO-9,,,,,2025-01-01,,,appliance/breakdown:1999.99|*/*:500`,
      "cook,x,,,,,,2025-01-01,,,",
      "test_institution,y,CMA:1,cars,,,,2025-13-01,,,",
      "repairer,z,,,,,,2025-01-01,,,cheap",
    ].join("\r\n");
    const rehearsed = await take(csv, { dryRun: true });
    expect(rehearsed.body).toMatchObject({ dryRun: true, created: 2, changed: 0, unchanged: 0 });
    expect((await get(`/v1/register?q=${encodeURIComponent(one)}`)).body).toMatchObject({ data: [] });
    const answer = await take(csv);
    expect(answer).toMatchObject({ status: 200, body: { dryRun: false, created: 2, changed: 0, unchanged: 0 } });
    const { errors } = answer.body as { errors: { line: number; column: string | null }[] };
    expect(errors.map(({ line, column }) => `${line} ${column}`)).toEqual(
      expect.arrayContaining(["4 kind", "5 categories", "6 rateCard"]),
    );
    expect(new Set(errors.map(({ line }) => line))).toEqual(new Set([4, 5, 6]));
    const [entry] = ((await get(`/v1/register?q=${encodeURIComponent(two)}`, supervisor())).body as { data: object[] })
      .data;
    expect(entry).toMatchObject({
      rateCard: [
        { category: "appliance", peril: "breakdown", costMax: 199_999 },
        { category: null, peril: null, costMax: 50_000 },
      ],
    });
    expect((await take(csv)).body).toMatchObject({ created: 0, changed: 0, unchanged: 2 });
  });

  test("changes an entry only by its id and the revision that it was made on", async () => {
    const entry = await added({
      accreditations: [],
      scope: {},
      aliases: [],
      reportMask: null,
      region: "",
      validUntil: null,
    });
    const row = (more: string) => `entryId,revision,kind,name,validFrom,validUntil\n${more}`;
    const name = `"${entry.name}"`;
    expect((await take(row(`,,test_institution,${name},2025-01-01,2027-01-01`))).body).toMatchObject({
      errors: [{ line: 2, column: "name", code: "exists" }],
    });
    const change = row(`${entry.entryId},1,test_institution,${name},2025-01-01,2027-01-01`);
    expect((await take(change)).body).toMatchObject({ changed: 1, errors: [] });
    expect((await take(change)).body).toMatchObject({ changed: 0, errors: [{ column: "revision", code: "stale" }] });
    expect((await take(row(`${entry.entryId},2,repairer,${name},2025-01-01,`))).body).toMatchObject({
      errors: [{ column: "kind", code: "sameKind" }],
    });
    expect((await take(row(`reg_0000000000000,1,repairer,${name},2025-01-01,`))).body).toMatchObject({
      errors: [{ column: "entryId", code: "entry" }],
    });
  });

  test.each([
    ["a quote that is not closed", 'kind,name,validFrom\n"x'],
    ["a column that nobody knows", "kind,name,validFrom,color\n"],
    ["no column for the name", "kind,validFrom\n"],
    ["a column twice", "kind,name,validFrom,name\n"],
  ])("with %s is refused whole", async (_name, csv) => {
    expectProblem(await take(csv), "validation_failed");
  });

  test("has a limit of rows, and a writer who may", async () => {
    const rows = Array.from({ length: 1_001 }, (_, i) => `repairer,r${i},2025-01-01`);
    const long = await take(["kind,name,validFrom", ...rows].join("\n"));
    expectProblem(long, "limit_exceeded");
    expect(long.body).toMatchObject({ limit: 1_000, unit: "rows" });
    expectProblem(await take("kind,name,validFrom", {}, shop.buyer), "forbidden");
  });
});

describe("a report is held against the register as it stood on its day", () => {
  /** What one clause said to a claim with a report of these fields. */
  async function findingOf(fields: object, rule = "report_accredited"): Promise<object> {
    const cover = await shop.cover({ product: "quality", sumInsured: 60_000n });
    const evidence = await shop.evidence(QUALITY_FILES);
    const filed = await shop.file(cover, { peril: "defect", fields: { ...QUALITY_FIELDS, ...fields }, evidence });
    expect(filed.status).toBe(201);
    const { claimId } = filed.body as { claimId: string };
    const { body } = await get(`/v1/claims/${claimId}/findings`, shop.server.tenant.staff.auditor.token);
    return present(
      (body as { data: { rule: string }[] }).data.find((finding) => finding.rule === rule),
      "every clause leaves a finding",
    );
  }

  test("a suspension of a later day leaves it, one that was written for its day does not", async () => {
    const accreditations = [{ scheme: "CMA", number: "240099990009" }];
    const entry = await added({ reportMask: null, scope: {}, accreditations });
    expect(await findingOf({ institution: entry.name, reportDate: "2026-11-20" })).toMatchObject({ outcome: "met" });
    const suspend = { status: "suspended", reason: "x", effectiveFrom: "2026-11-21T00:00:00.000Z" };
    const suspended = await putStatus(entry.entryId, entry.etag, suspend);
    expect(await findingOf({ institution: entry.name, reportDate: "2026-11-20" })).toMatchObject({
      outcome: "met",
      inputs: { entryId: entry.entryId, revision: 1, reportDay: "2026-11-20" },
    });
    expect(await findingOf({ institution: "CMA 240099990009", reportDate: "2026-11-21" })).toMatchObject({
      outcome: "not_met",
      reason: "report_not_accredited",
      inputs: { revision: 2, matchedBy: "number", invalid: "suspended" },
    });
    const earlier = { ...suspend, effectiveFrom: "2026-11-10T00:00:00.000Z" };
    await putStatus(entry.entryId, String(suspended.headers["etag"]), earlier);
    expect(await findingOf({ institution: entry.name, reportDate: "2026-11-20" })).toMatchObject({
      outcome: "not_met",
    });
  });

  test("a name that an entry had once leads to what is said under it then", async () => {
    const entry = await added({ reportMask: null, scope: {}, accreditations: [], aliases: [] });
    await put(
      entry.entryId,
      entry.etag,
      termsOf(freshName(), { reportMask: null, scope: {}, aliases: [], accreditations: [] }),
    );
    expect(await findingOf({ institution: entry.name, reportDate: "2026-11-21" })).toMatchObject({ outcome: "met" });
    shop.server.clock.advance(2 * DAY_MS);
    expect(await findingOf({ institution: entry.name, reportDate: "2026-11-23" })).toMatchObject({
      outcome: "not_met",
      inputs: { registered: false },
    });
  });

  test("a number that another claim cites refers, whichever name the institution is called by", async () => {
    const used = (fields: object): Promise<object> => findingOf(fields, "report_unused");
    expect(await used({ reportNo: "T-9001" })).toMatchObject({ outcome: "met" });
    expect(await used({ institution: "CCIC", reportNo: " t-9001" })).toMatchObject({
      outcome: "refer",
      reason: "suspected_fraud",
      inputs: { otherClaims: expect.stringMatching(/^clm_\w+$/) },
    });
    expect(await used({ institution: "国家纺织制品质量检验检测中心", reportNo: "T-9001" })).toMatchObject({
      outcome: "met",
    });
  });
});
