import { differences } from "@anxin/core/product/difference";
import { contentOf, contentToJson } from "@anxin/products/content";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectProblem, pointersOf } from "../testing/problem.js";
import { changed, reasonCodes as codes, type Desk, dearer, made, openDesk } from "./testing/draft.js";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.server.close());
const get: Desk["get"] = (...given) => desk.get(...given);
const post: Desk["post"] = (...given) => desk.post(...given);
const write: Desk["write"] = (...given) => desk.write(...given);
const draftOf: Desk["draftOf"] = (...given) => desk.draftOf(...given);

describe("scenarios", () => {
  test("in force are all run against a draft and found green on what is sold; that alone is nothing to approve", async () => {
    for (const { code } of desk.server.context.catalogue.all) {
      if (code === "transit-damage") continue;
      const { path, etag } = await draftOf(code);
      const answer = await post(`${path}/tests`);
      expect(answer.status, JSON.stringify(answer.body).slice(0, 300)).toBe(201);
      const run = answer.body as { green: number; red: number; results: { green: boolean; differences: string[] }[] };
      expect(run.red, code).toBe(0);
      expect(run.green).toBeGreaterThanOrEqual(12);
      const { body } = made(await get(path));
      expect(body.draft.tests).toMatchObject({ upToDate: true, red: 0, green: run.green });
      expect(codes(body)).toEqual(["unchanged"]);
      await write("DELETE", path, etag);
    }
  });

  test("that a draft breaks are red until they are restated, and only green on exactly this content lets it be approved", async () => {
    const first = await draftOf("return-freight");
    const { path } = first;
    const content = changed(first.body, dearer);
    const edited = made(await write("PUT", path, first.etag, { content }));
    expect(codes(edited.body)).toEqual(["not_tested"]);

    const run = (await post(`${path}/tests`)).body as {
      run: number;
      red: number;
      contentHash: string;
      results: { name: string; green: boolean; expected: object; found: object; differences: string[] }[];
    };
    const red = run.results.filter(({ green }) => !green);
    expect(red.length).toBe(run.red);
    expect(red.find(({ name }) => name.startsWith("a shirt from far away"))).toMatchObject({
      ...{ expected: { premium: 60 }, found: { premium: 61, base: 61 }, differences: ["/premium", "/base"] },
    });
    expect(codes(made(await get(path)).body)).toEqual(["scenarios_red"]);

    const { data } = (await get(`${path}/scenarios?limit=200`)).body as {
      data: { name: string; kind: string; origin: string; given: object; expect: Record<string, unknown> }[];
    };
    expect(new Set(data.map(({ origin }) => origin))).toEqual(new Set(["in_force"]));
    const scenarios = red.map(({ name, found }) => {
      const known = data.find((each) => each.name === name);
      const said = Object.keys(known?.expect ?? {}).map((part) => [part, (found as Record<string, unknown>)[part]]);
      return { name, [known?.kind ?? ""]: known?.given, expect: Object.fromEntries(said) as object };
    });
    const kept = await write("PUT", `${path}/scenarios`, edited.etag, { scenarios });
    expect(kept.status, JSON.stringify(kept.body)).toBe(200);
    expect(kept.body).toMatchObject({
      data: expect.arrayContaining([
        expect.objectContaining({ origin: "restated", inForce: expect.anything() as object }),
      ]) as object,
    });
    expect(codes(made(await get(path)).body)).toEqual(["scenarios_changed", "scenarios_red"]);

    expect((await post(`${path}/tests`)).body).toMatchObject({ red: 0, run: 2 });
    const ready = made(await get(path));
    expect(ready.body.draft).toMatchObject({ canBeApproved: true, reasons: [] });
    const later = changed(ready.body, ({ name }) => {
      name.en = "Return freight, revised";
    });
    const touched = made(await write("PUT", path, ready.etag, { content: later }));
    expect(codes(touched.body)).toEqual(["content_changed"]);
    const back = made(await write("PUT", path, touched.etag, { content: ready.body.draft.content }));
    expect(back.body.draft.canBeApproved, "it is exactly what was tested").toBe(true);

    const runs = (await get(`${path}/tests?limit=1`)).body as { data: { run: number; runBy: string }[]; next: string };
    expect(runs.data).toMatchObject([{ run: 2, runBy: "actuary", red: 0 }]);
    const older = await get(`${path}/tests?limit=1&cursor=${encodeURIComponent(runs.next)}`);
    expect(older.body).toMatchObject({ data: [{ run: 1, contentHash: run.contentHash }], next: null });
    expect((await get(`${path}/tests/1`)).body).toEqual({ ...run });
    expectProblem(await get(`${path}/tests/9`), "not_found");
    expectProblem(await get("/return-freight/versions/999/tests"), "not_found");
    expectProblem(await get(`${path}/tests?cursor=x`), "cursor_invalid");
  });

  test("of a draft are refused with everything that is wrong with them", async () => {
    const { path, etag } = await draftOf("quality");
    const scenarios = [
      { name: "a", rate: { colour: 1 }, expect: {} },
      { name: "a", claim: {}, expect: { outcome: "maybe" } },
    ];
    const problem = expectProblem(await write("PUT", `${path}/scenarios`, etag, { scenarios }), "validation_failed");
    expect(pointersOf(problem)).toEqual([
      "/scenarios/0/rate/colour",
      "/scenarios/1/name",
      "/scenarios/1/expect/outcome",
      "/scenarios/1/expect/amount",
      "/scenarios/1/expect/automatic",
    ]);
    expectProblem(await write("PUT", `${path}/scenarios`, '"draft.x.1"', { scenarios: [] }), "if_match_stale");
    const many = Array.from({ length: 201 }, (_, i) => ({ name: `n${i}`, rate: {}, expect: { premium: 1 } }));
    expectProblem(await write("PUT", `${path}/scenarios`, etag, { scenarios: many }), "validation_failed");
    const seen = (await get("/quality/versions/1/scenarios?limit=1")).body as { data: object[]; next: string };
    expect(seen.data).toMatchObject([{ origin: "in_force", inForce: null }]);
    expect((await get(`/quality/versions/1/scenarios?limit=1&cursor=${encodeURIComponent(seen.next)}`)).status).toBe(
      200,
    );
    expect((await get("/quality/versions/1/scenarios?origin=added")).body).toEqual({ data: [], next: null });
    expectProblem(await get("/quality/versions/999/scenarios"), "not_found");
  });
});

describe("the difference", () => {
  test("to what is on sale is told field by field, old and new, with rows by their values", async () => {
    const { path, etag, body } = await draftOf("return-freight");
    expect((await get(`${path}/diff`)).body).toMatchObject({ against: 1, data: [], next: null });
    const content = changed(body, ({ tariff, period }) => {
      tariff.code = "RF-2027-02";
      period.waitingDays = 0;
      period.expiry.days = 60;
      const [first] = tariff.rows;
      if (first !== undefined) first.premium.amount = 33;
      tariff.rows.pop();
      tariff.rows.push({ match: ["*", "remote"], premium: { kind: "amount", amount: 900 } });
    });
    await write("PUT", path, etag, { content });
    const diff = (await get(`${path}/diff?against=live`)).body as { data: { path: string; kind: string }[] };
    expect(diff).toMatchObject({
      fields: { added: 0, removed: 0, changed: 2, reordered: 0 },
      rows: { added: 1, removed: 1, changed: 1, reordered: 0 },
    });
    expect(diff.data).toEqual([
      expect.objectContaining({
        ...{ path: "/period/expiry/days", kind: "changed", before: 90, after: 60, row: null },
        ...{ title: "Period · Expiry · Days", titles: { zh: "保险期间 · 终止 · 天数", en: "Period · Expiry · Days" } },
      }),
      expect.objectContaining({ path: "/tariff/code", before: "RF-2025-01", after: "RF-2027-02" }),
      expect.objectContaining({
        ...{ path: "/tariff/rows/0/premium", kind: "changed", row: { index: 0, match: ["new", "same_city"] } },
        ...{ before: { kind: "amount", amount: 30 }, after: { kind: "amount", amount: 33 } },
      }),
      expect.objectContaining({ kind: "added", before: null, row: { index: 34, match: ["*", "remote"] } }),
      expect.objectContaining({ kind: "removed", after: null, row: { index: 34, match: ["f", "remote"] } }),
    ]);
    const live = desk.server.context.catalogue.version("return-freight", 1);
    if (live === null) throw new Error("freight is sold");
    expect(diff.data.map(({ path: at, kind }) => [at, kind])).toEqual(
      differences(contentToJson(contentOf(live)), content).map((each) => [each.path, each.kind]),
    );
    const back = (await get(`/return-freight/versions/1/diff?against=${body.version}&limit=2`)).body as {
      next: string;
    };
    expect(back).toMatchObject({ against: body.version, rows: { added: 1, removed: 1, changed: 1 } });
    const next = await get(
      `/return-freight/versions/1/diff?against=${body.version}&limit=2&cursor=${encodeURIComponent(back.next)}`,
    );
    expect((next.body as { data: object[] }).data).toHaveLength(2);
    expectProblem(await get(`${path}/diff?against=999`), "not_found");
    expectProblem(await get(`${path}/diff?against=old`), "validation_failed");
    expectProblem(await get("/return-freight/versions/999/diff"), "not_found");
    expectProblem(await get(`${path}/diff?cursor=x`), "cursor_invalid");
  });
});

describe("an example line", () => {
  test("is rated with the draft, beside what is charged today, and lights the row that was taken", async () => {
    const { path, etag, body } = await draftOf("return-freight");
    await write("PUT", path, etag, { content: changed(body, dearer) });
    const answer = await post(`${path}/quotes`, {
      category: "apparel",
      unitPrice: 12_900,
      merchantBand: "a",
      zone: "near",
    });
    const row = body.draft.content.tariff.rows.findIndex(({ match }) => match.join() === "a,near");
    const amount = body.draft.content.tariff.rows[row]?.premium.amount ?? 0;
    expect(answer.body).toMatchObject({
      ...{ rated: true, unrated: null, premium: amount + 1, tariff: "RF-2027-01", bound: null },
      ...{ row, otherRows: [], cell: { merchantBand: "a", zone: "near" }, payer: "merchant" },
      factors: expect.arrayContaining([{ factor: "buyerBand", value: "new", ppm: 1_000_000 }]) as object,
      live: { version: 1, premium: amount, sumInsured: 1_000 },
    });
  });

  test("says which row falls back, which bound decides, and why there is no premium", async () => {
    const bag = await post("/authenticity/versions/1/quotes", { category: "bags", unitPrice: 10_000 });
    const rows = desk.server.context.catalogue.version("authenticity", 1)?.tariff.rows ?? [];
    const at = (...match: string[]) => rows.findIndex((row) => row.match.join() === match.join());
    expect(bag.body).toMatchObject({ row: at("bags", "*"), otherRows: [at("*", "*")], cell: { priceBand: "p50" } });
    const dear = await post("/return-freight/versions/1/quotes", {
      ...{ category: "apparel", unitPrice: 1, merchantBand: "f", zone: "remote" },
    });
    expect(dear.body).toMatchObject({ bound: "maximum", premium: 700, base: 900 });
    const nowhere = await post("/return-freight/versions/1/quotes", { category: "apparel", unitPrice: 1, zone: null });
    expect(nowhere.body).toMatchObject({ rated: false, unrated: "route_unrated", row: null });
    const food = await post("/quality/versions/1/quotes", { category: "food", unitPrice: 100 });
    expect(food.body).toMatchObject({ rated: false, unrated: "not_eligible", live: { premium: null } });
    const payer = await post("/quality/versions/1/quotes", { category: "shoes", unitPrice: 100, payer: "buyer" });
    expect(pointersOf(expectProblem(payer, "validation_failed"))).toEqual(["/payer"]);
    expectProblem(await post("/quality/versions/1/quotes", { category: "cars", unitPrice: 100 }), "validation_failed");
    expectProblem(await post("/quality/versions/999/quotes", { category: "shoes", unitPrice: 100 }), "not_found");
    expect(Object.keys(bag.body as object), "nothing can be bought with it").not.toContain("quote");
  });
});
