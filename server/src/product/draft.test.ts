import { contentOf, contentToJson } from "@anxin/products/content";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectProblem, pointersOf } from "../testing/problem.js";
import { changed, reasonCodes as codes, type Desk, made, openDesk } from "./testing/draft.js";
import { STAIN_CARE } from "./testing/stain-care.js";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.server.close());
const get: Desk["get"] = (...given) => desk.get(...given);
const post: Desk["post"] = (...given) => desk.post(...given);
const write: Desk["write"] = (...given) => desk.write(...given);
const draftOf: Desk["draftOf"] = (...given) => desk.draftOf(...given);

describe("a draft", () => {
  test("says what the version says that it is based on, whole, for every product", async () => {
    for (const product of desk.server.context.catalogue.all) {
      const { path, etag, body } = await draftOf(product.code);
      expect(body).toMatchObject({ code: product.code, version: product.version + 1, name: product.name.en });
      expect(body.draft.content).toEqual(contentToJson(contentOf(product)));
      expect(body.draft).toMatchObject({ revision: 1, basedOn: 1, note: "试算", changedBy: "actuary", tests: null });
      const read = await get(path);
      expect(read.body).toEqual(body);
      expect(read.headers["etag"]).toBe(etag);
      const sent = await write("PUT", path, etag, { content: body.draft.content });
      expect(sent.body, "the same once more changes nothing").toEqual(body);
      expect((await write("DELETE", path, etag)).status).toBe(204);
      expectProblem(await get(path), "not_found");
    }
  });

  test("is edited on the revision that was read, and on no other", async () => {
    const { path, etag, body } = await draftOf("quality");
    const content = changed(body, ({ period }) => {
      period.waitingDays = 0;
      period.expiry.days = 45;
    });
    expectProblem(
      await desk.server.call("PUT", `/v1/products${path}`, { as: desk.token(), body: { content } }),
      "if_match_missing",
    );
    const edited = made(await write("PUT", path, etag, { content, note: "四十五天" }));
    expect(edited.body.draft).toMatchObject({
      revision: 2,
      note: "四十五天",
      content: { period: { expiry: { days: 45 } } },
    });
    expect(edited.body).toMatchObject({ period: { expiry: expect.stringContaining("45 days") as string } });
    const stale = expectProblem(await write("PUT", path, etag, { content }), "if_match_stale");
    expect(stale).toMatchObject({ changedBy: "actuary" });
    expectProblem(await write("DELETE", path, etag), "if_match_stale");
    expect((await write("DELETE", path, edited.etag)).status).toBe(204);
    expectProblem(await write("PUT", path, edited.etag, { content }), "not_found");
    const next = await draftOf("quality");
    expect(next.body.version, "a number is used once").toBeGreaterThan(body.version);
  });

  test("is in the audit log, from who made it to who put it away", async () => {
    const { path, etag, body } = await draftOf("quality");
    const edited = made(await write("PUT", path, etag, { content: body.draft.content, note: "三十天" }));
    await write("DELETE", path, edited.etag);
    const { rows } = await desk.server.database.owner.query<Record<string, string>>(
      "select action, actor, before, after from audit_entry where subject_id = $1 order by entry_id",
      [`quality@${body.version}`],
    );
    const actor = `staff:${desk.server.tenant.staff.actuary.staffId}`;
    const actions = ["product.drafted", "product.edited", "product.put_away"];
    expect(rows.map((row) => [row["action"], row["actor"]])).toEqual(actions.map((action) => [action, actor]));
    expect(JSON.parse(rows[1]?.["after"] ?? "")).toMatchObject({ revision: 2, note: "三十天" });
    expect(JSON.parse(rows[2]?.["before"] ?? "")).toMatchObject({ revision: 2 });
  });

  test("keeps every revision and every run, also when it is put away", async () => {
    const { path, etag, body } = await draftOf("screen-crack");
    await post(`${path}/tests`);
    await write("DELETE", path, etag);
    const { rows } = await desk.server.database.owner.query(
      `select (select count(*)::int from product_draft_revision where tenant_id = 1 and code = 'screen-crack' and version = $1) as revisions,
         (select count(*)::int from product_draft_run where tenant_id = 1 and code = 'screen-crack' and version = $1) as runs`,
      [body.version],
    );
    expect(rows).toEqual([{ revisions: 1, runs: 1 }]);
  });

  test("is refused with everything that does not fit, by where it stands and in the caller's language", async () => {
    const { path, etag, body } = await draftOf("return-freight");
    const content = changed(body, ({ tariff, period }) => {
      tariff.minimum = 0;
      period.waitingDays = -1;
      (tariff.rows[0] as object as { premium: object }).premium = { kind: "amount", amount: "60" };
    });
    const problem = expectProblem(await write("PUT", path, etag, { content }), "validation_failed");
    expect(pointersOf(problem)).toEqual([
      "/content/period/waitingDays",
      "/content/tariff/rows/0/premium/amount",
      "/content/tariff/minimum",
    ]);
    const unsound = changed(body, ({ tariff, terms }) => {
      tariff.rows[0] = { match: ["z", "far"], premium: { kind: "amount", amount: 1 } };
      terms.zh = terms.zh.replace(/^5\.2 .*$/m, "");
    });
    const zh = await desk.server.call("PUT", `/v1/products${path}`, {
      ...{ as: desk.token(), body: { content: unsound } },
      headers: { "if-match": etag, "accept-language": "zh-CN" },
    });
    const said = expectProblem(zh, "validation_failed");
    expect(pointersOf(said)).toEqual([
      "/content/terms/zh",
      "/content/adjudication/11/clause",
      "/content/tariff/rows/0/match/0",
    ]);
    for (const { detail } of said.errors) expect(detail).toMatch(/\p{Script=Han}/u);
    expectProblem(await write("PUT", path, etag, { content: { ...content, colour: 1 } }), "validation_failed");
    expectProblem(await write("PUT", path, etag, {}), "validation_failed");
    expect(made(await get(path)).body.draft.revision).toBe(1);
  });

  test("has expressions that can be read, or is refused", async () => {
    const { path, etag, body } = await draftOf("price-protection");
    const content = changed(body, (each) => {
      (each as object as { coverage: { benefit: { expression: string } } }).coverage.benefit.expression =
        "fields.price";
    });
    const problem = expectProblem(await write("PUT", path, etag, { content }), "validation_failed");
    expect(pointersOf(problem)).toEqual(["/content/coverage/benefit/expression"]);
  });

  test("is of a version that there is, and of a product with few enough drafts", async () => {
    expectProblem(await post("/quality/versions", { basedOn: 999 }), "not_found");
    expectProblem(await post("/nothing/versions", { basedOn: 1 }), "not_found");
    expectProblem(await post("/quality/versions", {}), "validation_failed");
    expectProblem(
      await desk.server.call("POST", "/v1/products/quality/versions", { as: desk.token(), body: { basedOn: 1 } }),
      "idempotency_key_missing",
    );
    for (let made = 0; made < 20; made++)
      expect((await post("/transit-damage/versions", { basedOn: 1 })).status).toBe(201);
    expect(expectProblem(await post("/transit-damage/versions", { basedOn: 1 }), "limit_exceeded")).toMatchObject({
      ...{ limit: 20, unit: "drafts" },
    });
  });

  test("can be based on another draft, with what that has to do", async () => {
    const first = await draftOf("allergy");
    const scenario = {
      name: "dear cream",
      rate: { category: "beauty", unitPrice: 200_000 },
      expect: { premium: 1_000 },
    };
    const kept = await write("PUT", `${first.path}/scenarios`, first.etag, { scenarios: [scenario] });
    expect(kept.status, JSON.stringify(kept.body)).toBe(200);
    const second = made(await post("/allergy/versions", { basedOn: first.body.version }));
    expect(second.body.draft).toMatchObject({ basedOn: first.body.version, scenarios: { added: 1 } });
  });

  test("a version that was sold never changes", async () => {
    const answer = await get("/quality/versions/1");
    const etag = String(answer.headers["etag"]);
    expect(answer.body).not.toHaveProperty("draft");
    expectProblem(await write("PUT", "/quality/versions/1", etag, { content: {} }), "state_conflict");
    expectProblem(await write("DELETE", "/quality/versions/1", etag), "state_conflict");
    expectProblem(await write("PUT", "/quality/versions/1/scenarios", etag, { scenarios: [] }), "state_conflict");
    expectProblem(await post("/quality/versions/1/tests"), "state_conflict");
  });
});

describe("the list of versions", () => {
  test("shows what is on sale and what is drafted, newest first, page by page", async () => {
    await draftOf("extended-warranty");
    await draftOf("extended-warranty");
    const whole = (await get("/extended-warranty/versions")).body as { data: { version: number; state: string }[] };
    const states = whole.data.map(({ state }) => state);
    expect(states).toEqual(["draft", "draft", "live"]);
    const versions = whole.data.map(({ version }) => version);
    expect(versions).toEqual([...versions].sort((a, b) => b - a));
    const seen: number[] = [];
    for (let next: string | null = ""; next !== null; ) {
      const query: string = next === "" ? "?limit=1" : `?limit=1&cursor=${encodeURIComponent(next)}`;
      const page = (await get(`/extended-warranty/versions${query}`)).body as typeof whole & { next: string | null };
      seen.push(...page.data.map(({ version }) => version));
      next = page.next;
    }
    expect(seen).toEqual(versions);
    expect(whole.data.at(-1)).toMatchObject({ state: "live", canBeApproved: null, createdBy: null });
    expect(whole.data[0]).toMatchObject({ canBeApproved: false, createdBy: "actuary", note: "试算" });
    expectProblem(await get("/nothing/versions"), "not_found");
    expectProblem(await get("/extended-warranty/versions?cursor=x"), "cursor_invalid");
    expectProblem(await get("/extended-warranty/versions?limit=201"), "validation_failed");
  });

  test("of all drafts is in order and whole", async () => {
    const { data } = (await get("/drafts?limit=200")).body as { data: { code: string; version: number }[] };
    const named = data.map(({ code, version }) => `${code} ${String(version).padStart(4, "0")}`);
    expect(named).toEqual([...named].sort());
    const [first] = data;
    const page = (await get("/drafts?limit=1")).body as { data: unknown[]; next: string };
    expect(page.data).toEqual([first]);
    const rest = (await get(`/drafts?limit=200&cursor=${encodeURIComponent(page.next)}`)).body as { data: unknown[] };
    expect(rest.data).toEqual(data.slice(1));
    expectProblem(await get("/drafts?cursor=x"), "cursor_invalid");
  });
});

describe("the tariff of a draft", () => {
  test("keeps a gap and a collision that somebody planted, says where they are, and cannot be approved with them", async () => {
    const { path, etag, body } = await draftOf("return-freight");
    const content = changed(body, ({ tariff }) => {
      const [first] = tariff.rows.splice(0, 1);
      const [second] = tariff.rows;
      if (first !== undefined && second !== undefined) tariff.rows.push(structuredClone(second));
    });
    const { draft } = made(await write("PUT", path, etag, { content })).body;
    const said = draft.tariffFindings.filter(({ severity }) => severity === "error");
    expect(said.map(({ kind, text }) => [kind, text])).toEqual([
      ["duplicate", "rows 1, 35 say the same cells; keep one of them"],
      ["gap", "no row is for band new, same city"],
    ]);
    expect(draft.reasons.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["tariff_gap", "tariff_overlap", "tariff_code_kept", "not_tested"]),
    );
    const quote = await post(`${path}/quotes`, { category: "apparel", unitPrice: 12_900 });
    expect(quote.body).toMatchObject({ rated: false, unrated: "tariff_overlap", premium: null });
    const run = (await post(`${path}/tests`)).body as { red: number; results: { found: object }[] };
    expect(run.red).toBeGreaterThan(0);
  });
});

describe("a product from a form", () => {
  const TERMS = Object.fromEntries(
    ["zh", "en"].map((language) => [
      language,
      ["2.1", "3.1", "4.1", "4.2", "5.1", "5.2", "7.1", "7.2", "7.3"]
        .map((id) =>
          language === "zh" ? `${id} 条款：内容 {period.expiry.days}` : `${id} Clause: text {period.expiry.days}`,
        )
        .join("\n"),
    ]),
  );
  const SCENARIOS = [
    { name: "a shirt", rate: { unitPrice: 10_000 }, expect: { premium: 100 } },
    { name: "its period", period: {}, expect: { effectiveAt: "delivery", expiresAt: "delivery + 30d" } },
    {
      name: "coffee",
      claim: { payer: "buyer", fields: { stain: "food", cleaningCost: 5_000 }, evidence: { cleaning_receipt: 1 } },
      expect: { outcome: "approve", amount: 4_000, automatic: true },
    },
  ];
  const form = (code: string, number: number) => ({ ...STAIN_CARE, code, number });

  test("is a draft that nobody sells, with terms that are to be written, and without anything that it has to do yet", async () => {
    const { body, path } = made(await post("", { code: "stain-care", form: form("stain-care", 42) }));
    expect(body).toMatchObject({ code: "stain-care", version: 1, name: "Stain care" });
    expect(codes(body)).toEqual(["terms_unwritten", "scenarios_missing", "not_tested"]);
    expect((await get(`${path}/diff`)).body).toMatchObject({ against: null, fields: { changed: 0 } });
    expectProblem(await get("/stain-care"), "not_found");
    expect((await get("/stain-care/versions")).body).toMatchObject({ data: [{ state: "draft", basedOn: null }] });
    const quote = await post(`${path}/quotes`, { category: "apparel", unitPrice: 10_000 });
    expect(quote.body).toMatchObject({ premium: 100, row: 0, live: null });
  });

  test("is whole with its terms and scenarios, which its own formula passes", async () => {
    const sent = { code: "stain-more", form: form("stain-more", 43), terms: TERMS, scenarios: SCENARIOS, note: "新品" };
    const { path, body } = made(await post("", sent));
    expect(body).toMatchObject({
      clauses: expect.arrayContaining([{ id: "2.1", title: "Clause", text: "text 30" }]) as object,
    });
    const run = await post(`${path}/tests`);
    expect(run.body).toMatchObject({ green: 3, red: 0 });
    expect(made(await get(path)).body.draft).toMatchObject({ canBeApproved: true, note: "新品" });
  });

  test("has a code and a number of its own", async () => {
    const problem = expectProblem(await post("", { code: "quality", form: form("quality", 44) }), "product_code_taken");
    expect(pointersOf(problem)).toEqual(["/code"]);
    expectProblem(await post("", { code: "stain-care", form: form("stain-care", 42) }), "product_code_taken");
    for (const number of [1, 42]) {
      const taken = expectProblem(
        await post("", { code: "stain-two", form: form("stain-two", number) }),
        "validation_failed",
      );
      expect(pointersOf(taken)).toEqual(["/form/number"]);
    }
    for (const [changes, pointer] of [
      [{ code: "other" }, "/form/code"],
      [{ version: 2 }, "/form/version"],
      [{ number: 0 }, "/form/number"],
      [{ tariff: { ...STAIN_CARE.tariff, rows: [{ match: ["cars"], ppm: 1 }] } }, "/form/tariff/rows/0/match/0"],
    ] as const) {
      const wrong = { code: "stain-two", form: { ...form("stain-two", 45), ...changes } };
      expect(pointersOf(expectProblem(await post("", wrong), "validation_failed"))).toEqual([pointer]);
    }
    const reserved = expectProblem(await post("", { code: "drafts", form: form("drafts", 45) }), "validation_failed");
    expect(pointersOf(reserved)).toEqual(["/code"]);
    expectProblem(
      await post("", { code: "stain-two", form: form("stain-two", 45), scenarios: [{ name: "x" }] }),
      "validation_failed",
    );
  });

  test("may be made again when its drafts were put away", async () => {
    const first = made(await post("", { code: "stain-again", form: form("stain-again", 50) }));
    await write("DELETE", first.path, first.etag);
    const second = made(await post("", { code: "stain-again", form: form("stain-again", 51) }));
    expect(second.body).toMatchObject({ version: 2, draft: { number: 51 } });
  });

  test("is made once, however often it is sent", async () => {
    const body = { code: "stain-once", form: form("stain-once", 52) };
    const options = { as: desk.token(), key: "once", body };
    const [one, two] = [
      await desk.server.call("POST", "/v1/products", options),
      await desk.server.call("POST", "/v1/products", options),
    ];
    expect(one.status).toBe(201);
    expect(two.body).toEqual(one.body);
    expect(two.headers["idempotency-replayed"]).toBe("true");
    expectProblem(
      await desk.server.call("POST", "/v1/products", { as: desk.token(), body }),
      "idempotency_key_missing",
    );
  });
});

describe("whose drafts are", () => {
  const EXAMPLE = { category: "shoes", unitPrice: 100 };

  test("actuary and admin write; supervisor, auditor, finance and platform read; nobody else knows of them", async () => {
    const { path, etag, body } = made(await post("/fresh-guarantee/versions", { basedOn: 1 }, desk.token("admin")));
    const reads = ["/fresh-guarantee/versions", "/drafts", `${path}/scenarios`, `${path}/tests`, `${path}/diff`];
    for (const role of ["actuary", "admin", "supervisor", "auditor", "finance", "platform"] as const) {
      for (const each of [...reads, path])
        expect((await get(each, desk.token(role))).status, `${role} ${each}`).toBe(200);
      expect((await post(`${path}/quotes`, EXAMPLE, desk.token(role))).status).toBe(200);
      if (role === "actuary" || role === "admin") continue;
      expectProblem(await write("PUT", path, etag, { content: body.draft.content }, desk.token(role)), "forbidden");
      expectProblem(await write("DELETE", path, etag, undefined, desk.token(role)), "forbidden");
      expectProblem(await write("PUT", `${path}/scenarios`, etag, { scenarios: [] }, desk.token(role)), "forbidden");
      expectProblem(await post(`${path}/tests`, undefined, desk.token(role)), "forbidden");
      expectProblem(await post("/quality/versions", { basedOn: 1 }, desk.token(role)), "forbidden");
      expectProblem(await post("", { code: "x-y", form: {} }, desk.token(role)), "forbidden");
    }
    const outside = [
      desk.server.tenant.apiKey,
      desk.token("adjuster"),
      await desk.server.session(desk.server.tenant, "merchant", "shop-1001"),
      await desk.server.session(desk.server.tenant, "buyer", "b-1"),
    ];
    for (const as of outside) {
      expectProblem(await get(path, as), "not_found");
      for (const each of reads) expectProblem(await get(each, as), "forbidden");
      expectProblem(await post(`${path}/quotes`, EXAMPLE, as), "forbidden");
      expectProblem(await post("/quality/versions", { basedOn: 1 }, as), "forbidden");
      expect((await get("/fresh-guarantee/versions/1", as)).status).toBe(200);
    }
    for (const each of reads) expectProblem(await desk.server.call("GET", `/v1/products${each}`), "unauthenticated");
  });

  test("another marketplace sees nothing of them, and numbers its own", async () => {
    const { path, etag, body } = await draftOf("quality");
    const stranger = desk.server.other.staff.actuary.token;
    for (const each of [path, `${path}/scenarios`, `${path}/tests`, `${path}/diff`])
      expectProblem(await get(each, stranger), "not_found");
    expectProblem(await write("PUT", path, etag, { content: body.draft.content }, stranger), "not_found");
    expectProblem(await write("DELETE", path, etag, undefined, stranger), "not_found");
    expectProblem(await post(`${path}/quotes`, EXAMPLE, stranger), "not_found");
    expectProblem(await post("/quality/versions", { basedOn: body.version }, stranger), "not_found");
    expect((await get("/drafts", stranger)).body).toEqual({ data: [], next: null });
    expect(made(await post("/quality/versions", { basedOn: 1 }, stranger)).body.version).toBe(2);
  });
});
