import { describe, expect, it } from "vitest";
import { sectionOf, tabOf, withValue } from "./fields.js";
import { spanOf } from "./json-place.js";
import { type Scenario, without, withWritten } from "./scenario.js";

const CONTENT = {
  eligibility: { categories: ["apparel"], unitPriceMin: 0, unitPriceMax: 9_000 },
  coverage: { claimLimit: null, perils: [{ code: "breakage", title: { zh: "破损", en: "Breakage" } }] },
  tariff: { relativities: [{ factor: "buyerBand", ppm: { a: 800_000 } }] },
  period: { inception: { anchor: "payment", days: 0, hours: 0, fromNextDay: true } },
};
const field = (section: keyof typeof CONTENT, pointer: string) =>
  sectionOf(CONTENT, section)?.fields.find((each) => each.pointer === pointer);

describe("fields of a content", () => {
  it("have the house's titles, and are typed by what stands in them", () => {
    expect(field("eligibility", "/eligibility/unitPriceMin")).toMatchObject({ kind: "fen" });
    expect(field("eligibility", "/eligibility/categories")).toMatchObject({ kind: "choices" });
    expect(field("coverage", "/coverage/claimLimit")).toMatchObject({ kind: "fen", isNullable: true });
    expect(field("coverage", "/coverage/perils/0/title/zh")).toMatchObject({
      ...{ group: { en: "Perils · breakage · Title" }, title: { en: "Chinese" } },
    });
    expect(field("tariff", "/tariff/relativities/0/ppm/a")).toMatchObject({
      kind: "ppm",
      group: { en: "Relativities · buyer band · Multiplier (parts per million)" },
      title: { en: "band a" },
    });
    expect(field("period", "/period/inception/anchor")?.choices).toContain("delivery");
    expect(field("period", "/period/inception/fromNextDay")).toMatchObject({ kind: "flag" });
    expect(sectionOf(CONTENT, "signals")).toBeNull();
  });
  it("are put back one at a time, and everything else is the same", () => {
    const changed = withValue(CONTENT, "/coverage/perils/0/title/zh", "损坏");
    expect(changed.coverage.perils[0]?.title).toEqual({ zh: "损坏", en: "Breakage" });
    expect(changed.period).toBe(CONTENT.period);
    expect(CONTENT.coverage.perils[0]?.title.zh).toBe("破损");
  });
  it("are found on the tab that shows them", () => {
    expect([tabOf("/tariff/rows/3"), tabOf("/coverage/claimsMax"), tabOf("/terms/zh"), tabOf("")]).toEqual([
      ...["tariff", "cover", "texts", "cover"],
    ]);
  });
});

describe("a place in a JSON text", () => {
  const text = '{ "a": [1, { "b/c": "x \\" y" }],\n "d": -2.5e3 }';
  const at = (pointer: string): string => {
    const span = spanOf(text, pointer);
    return span === null ? "" : text.slice(span.from, span.to);
  };
  it("is that of the value", () => {
    expect(at("/a/0")).toBe("1");
    expect(at("/a/1/b~1c")).toBe('"x \\" y"');
    expect(at("/d")).toBe("-2.5e3");
    expect(at("")).toBe(text);
  });
  it("is that of what holds it, where it is missing", () => {
    expect(at("/a/1/nothing")).toBe('{ "b/c": "x \\" y" }');
    expect(at("/nothing/at/all")).toBe(text);
  });
  it("is nowhere in what is no JSON", () => {
    expect(spanOf("{", "/a")).toBeNull();
  });
});

describe("scenarios that a draft keeps", () => {
  const scenario = (name: string, origin: Scenario["origin"]): Scenario => ({
    ...{ name, origin, kind: "rate", given: { zone: "far" }, expect: { premium: 60 }, inForce: null },
  });
  const all = [scenario("sold", "in_force"), scenario("other", "restated"), scenario("own", "added")];
  const written = { name: "own", rate: {}, expect: { premium: 61 } };
  it("are its own alone, and one takes the place of its name", () => {
    expect(withWritten(all, written, "own")).toEqual([
      { name: "other", rate: { zone: "far" }, expect: { premium: 60 } },
      written,
    ]);
    expect(withWritten(all, { ...written, name: "renamed" }, "own").map(({ name }) => name)).toEqual([
      "other",
      "renamed",
    ]);
  });
  it("are fewer by the one that goes", () => {
    expect(without(all, "other").map(({ name }) => name)).toEqual(["own"]);
  });
});
