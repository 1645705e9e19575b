import { present } from "@anxin/core/assert";
import { encodeExact } from "@anxin/core/exact-json";
import { differences } from "@anxin/core/product/difference";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CATALOGUE, productVersion } from "./catalogue.js";
import { contentOf, contentToJson, type ProductContent, readContent, versionOf } from "./content.js";
import { contentProblems } from "./content-sound.js";

const product = (code: string) => present(productVersion(code, 1), `${code} is sold`);
const problemsOf = (code: string, changed: Partial<ProductContent>): string[] =>
  contentProblems(product(code), { ...contentOf(product(code)), ...changed }).map(
    ({ pointer, code: rule }) => `${pointer} ${rule}`,
  );

describe.each(CATALOGUE.map((each) => [each.code, each] as const))("%s", (_code, version) => {
  const content = contentOf(version);
  const sent: unknown = JSON.parse(JSON.stringify(contentToJson(content)));

  test("is read again from its JSON, to the fen, and makes the same version", () => {
    const read = readContent(sent);
    expect(read).toEqual({ content });
    expect("content" in read && encodeExact(read.content)).toBe(encodeExact(content));
    expect(versionOf(version, content)).toEqual(version);
  });

  test("has nothing that does not fit", () => expect(contentProblems(version, content)).toEqual([]));

  test("without any one of its parts is read with a problem that names it, or is sound without it", () => {
    for (const part of Object.keys(content)) {
      const { [part]: _left, ...rest } = sent as Record<string, unknown>;
      const read = readContent(rest, "/content");
      const pointers = "problems" in read ? read.problems.map(({ pointer }) => pointer) : [`/content/${part}`];
      expect(pointers).toEqual([`/content/${part}`]);
    }
  });
});

describe("a content that does not fit", () => {
  test("cites a clause that the terms do not have", () => {
    const { adjudication } = contentOf(product("quality"));
    const [first, ...others] = adjudication;
    const cited = [{ rule: first?.rule ?? "", clause: "9.99" }, ...others];
    expect(problemsOf("quality", { adjudication: cited })).toEqual(["/adjudication/0/clause clause"]);
  });

  test("has terms with a number that there is not, or a clause in one language", () => {
    const { terms } = contentOf(product("allergy"));
    expect(problemsOf("allergy", { terms: { ...terms, zh: `${terms.zh}\n{period.colour}` } })).toEqual([
      "/terms/zh placeholder",
    ]);
    expect(problemsOf("allergy", { terms: { ...terms, en: `${terms.en}\n9.8 More: text` } })).toEqual([
      "/terms/zh clauses",
    ]);
    expect(problemsOf("allergy", { summary: { zh: "{}", en: "{tariff}" } })).toEqual(["/summary/en placeholder"]);
  });

  test("leaves out a step, applies one without occasion, or in another order", () => {
    const { adjudication } = contentOf(product("allergy"));
    const without = (rule: string) => adjudication.filter((step) => step.rule !== rule);
    expect(problemsOf("allergy", { adjudication: without("within_limits") })).toEqual(["/adjudication order"]);
    expect(problemsOf("allergy", { adjudication: without("claims_left") })).toEqual(["/adjudication step"]);
    expect(problemsOf("allergy", { indemnity: false })).toEqual(["/adjudication step"]);
    expect(problemsOf("allergy", { adjudication: [...adjudication].reverse() })).toEqual([
      "/adjudication order",
      "/adjudication order",
    ]);
    expect(
      problemsOf("allergy", { adjudication: [adjudication[0] ?? { rule: "", clause: "" }, ...adjudication] }),
    ).toEqual(["/adjudication order", "/adjudication/1 duplicate"]);
  });

  test("computes from fields that the form does not ask", () => {
    expect(problemsOf("quality", { fields: [] })).toEqual([
      "/adjudication step",
      "/coverage/benefit/feeField field",
      "/documents/3/requiredWith field",
    ]);
    const { coverage } = contentOf(product("transit-damage"));
    const benefit = { kind: "damage_degree", degreeField: "degree", percentByDegree: { slight: 25 } } as const;
    expect(problemsOf("transit-damage", { coverage: { ...coverage, benefit } })).toEqual(
      expect.arrayContaining(["/coverage/benefit/percentByDegree field"]),
    );
  });

  test("pays more than it insures, or lets rules decide above it", () => {
    const sumInsured = { kind: "price_percent", percent: 100, plus: 0n, maximum: 100n } as const;
    expect(problemsOf("quality", { sumInsured })).toEqual(["/sumInsured/percent bounds", "/sumInsured/plus bounds"]);
    expect(problemsOf("screen-crack", { sumInsured })).toEqual(["/decision/automaticMax bounds"]);
    expect(problemsOf("quality", { decision: { mode: "automatic", automaticMax: 0n } })).toEqual([
      "/decision/automaticMax bounds",
    ]);
    expect(problemsOf("quality", { sumInsured: { kind: "route_maximum" } })).toContain("/sumInsured/kind benefit");
  });

  test("has rows of another width, and values that nobody has", () => {
    const { tariff } = contentOf(product("return-freight"));
    const premium = { kind: "amount", amount: 1n } as const;
    const rows = [
      { match: ["a"], premium },
      { match: ["z", "far"], premium },
      { match: ["*", "*"], premium },
    ];
    expect(
      problemsOf("return-freight", {
        tariff: { ...tariff, rows, relativities: [{ factor: "term", ppm: { thief: 1n } }] },
      }),
    ).toEqual([
      "/tariff/rows/0/match length",
      "/tariff/rows/1/match/0 value",
      "/tariff/relativities/0/ppm/thief value",
    ]);
  });

  test("names a thing twice, or one that is not there", () => {
    expect(problemsOf("quality", { payers: ["merchant", "merchant"] })).toEqual(["/payers/1 duplicate"]);
    expect(problemsOf("quality", { payers: ["buyer"] })).toEqual(["/cancellation/payers/0 payer"]);
    expect(problemsOf("quality", { recoveryFrom: null })).toEqual(["/recoveryFrom required"]);
    expect(problemsOf("quality", { supplement: { reminderDays: [3, 3], silenceDays: 9 } })).toEqual([
      "/supplement/reminderDays order",
    ]);
  });
});

/** A content in which every number, text and truth is another, and every list and map keeps its items. */
function otherwise(part: unknown, pattern: string): unknown {
  if (Array.isArray(part)) return part.map((each: unknown) => otherwise(each, `${pattern}/*`));
  if (typeof part === "object" && part !== null)
    return Object.fromEntries(
      Object.entries(part).map(([name, each]) => [
        name,
        isIdentity(pattern, name) ? each : otherwise(each, `${pattern}/${name}`),
      ]),
    );
  return typeof part === "number"
    ? part + 1
    : typeof part === "boolean"
      ? !part
      : part === null
        ? 1
        : `${String(part)}x`;
}

/** What tells the items of a list apart, so that they are still found. */
const isIdentity = (pattern: string, name: string): boolean =>
  pattern.endsWith("/*") &&
  ["match", "factor", "rule", "clause", "kind", "name", "code", "value", "subject", "days"].includes(name);

test("every part of every content has a name that people read, in both languages", () => {
  const raw = new Set<string>();
  let count = 0;
  for (const version of CATALOGUE) {
    const content = contentToJson(contentOf(version));
    for (const { path, title } of differences(content, otherwise(content, ""))) {
      count += 1;
      const [zh, en] = [title.zh.split(" · ").at(-1) ?? "", title.en.split(" · ").at(-1) ?? ""];
      const isItem = ["slots", "percentByPeril", "percentByDegree"].some((map) => path.includes(`/${map}/`));
      if (!isItem && (!/\p{Script=Han}/u.test(zh) || en === "")) raw.add(path);
    }
  }
  expect([...raw]).toEqual([]);
  expect(count).toBeGreaterThan(500);
});

test("whatever is sent as a content is read or refused by where it stands, in both languages", () => {
  const sent = contentToJson(contentOf(product("return-freight"))) as Record<string, unknown>;
  const keys = Object.keys(sent);
  fc.assert(
    fc.property(fc.constantFrom(...keys), fc.anything(), (key, value) => {
      const read = readContent({ ...sent, [key]: value }, "/content");
      if ("content" in read) return;
      expect(read.problems.length).toBeGreaterThan(0);
      for (const { pointer, detail } of read.problems) {
        expect(pointer.startsWith(`/content/${key}`)).toBe(true);
        expect(detail.zh).toMatch(/\p{Script=Han}/u);
        expect(detail.en.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 500 },
  );
});
