import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { differences } from "./difference.js";

const CONTENT = {
  name: { zh: "退货险", en: "Returns" },
  period: { waitingDays: 7, inception: { anchor: "payment" } },
  payers: ["merchant"],
  tariff: {
    by: ["merchantBand", "zone"],
    rows: [
      { match: ["a", "far"], premium: { kind: "amount", amount: 60n } },
      { match: ["*", "remote"], premium: { kind: "amount", amount: 90n } },
    ],
    relativities: [{ factor: "category", ppm: { bags: 1_000_000n } }],
  },
  adjudication: [
    { rule: "claims_left", clause: "5.3" },
    { rule: "within_limits", clause: "5.1" },
  ],
};
const said = (after: unknown, before: unknown = CONTENT) =>
  differences(before, after).map(({ path, kind, title }) => [kind, path, title.zh, title.en]);

describe("what differs", () => {
  test("is nothing between equals, whatever the order of fields and rows", () => {
    const { tariff, ...rest } = CONTENT;
    expect(said({ tariff: { ...tariff, rows: [...tariff.rows].reverse() }, ...rest })).toEqual([]);
  });

  test("is named by its place and by what people call it", () => {
    expect(said({ ...CONTENT, period: { ...CONTENT.period, waitingDays: 3 }, payers: ["buyer"] })).toEqual([
      ["changed", "/period/waitingDays", "保险期间 · 等待期（天）", "Period · Waiting period (days)"],
      ["changed", "/payers", "付费方", "Payers"],
    ]);
    expect(differences(CONTENT, { ...CONTENT, payers: ["buyer"] })).toMatchObject([
      { before: ["merchant"], after: ["buyer"] },
    ]);
  });

  test("are rows that were added, removed and changed, known by their values and not by their place", () => {
    const [far, remote] = CONTENT.tariff.rows;
    const rows = [
      { match: ["b", "far"], premium: { kind: "rate", ppm: 60n } },
      { ...remote, premium: { kind: "amount", amount: 95n } },
    ];
    expect(said({ ...CONTENT, tariff: { ...CONTENT.tariff, rows } })).toEqual([
      ["added", "/tariff/rows/0", "费率表 · 行 · B 档、远途", "Tariff · Rows · band b, far"],
      ["changed", "/tariff/rows/1/premium", "费率表 · 行 · 任意、偏远 · 保费", "Tariff · Rows · any, remote · Premium"],
      ["removed", "/tariff/rows/0", "费率表 · 行 · A 档、远途", "Tariff · Rows · band a, far"],
    ]);
    const twice = { ...CONTENT, tariff: { ...CONTENT.tariff, rows: [...CONTENT.tariff.rows, far] } };
    expect(said(twice).map(([kind, path]) => [kind, path])).toEqual([["added", "/tariff/rows/2"]]);
  });

  test("is a multiplier by its value, a clause of a step, and the order of steps", () => {
    const relativities = [{ factor: "category", ppm: { bags: 900_000n } }];
    expect(said({ ...CONTENT, tariff: { ...CONTENT.tariff, relativities } })[0]?.slice(1)).toEqual([
      "/tariff/relativities/0/ppm/bags",
      "费率表 · 系数 · 品类 · 系数（百万分之一） · 箱包",
      "Tariff · Relativities · category · Multiplier (parts per million) · bags",
    ]);
    const [left, limits] = CONTENT.adjudication;
    expect(said({ ...CONTENT, adjudication: [limits, { ...left, clause: "5.4" }] })).toEqual([
      [
        "changed",
        "/adjudication/1/clause",
        "核定步骤 · claims_left · 所依条款",
        "Steps of adjudication · claims_left · Clause",
      ],
      ["reordered", "/adjudication", "核定步骤", "Steps of adjudication"],
    ]);
  });

  test("against nothing is everything", () => {
    expect(differences({}, CONTENT).map(({ kind, path }) => `${kind} ${path}`)).toEqual(
      Object.keys(CONTENT).map((name) => `added /${name}`),
    );
  });
});

/** Puts the differences into the old content; what comes of it must be the new one. */
function applied(before: unknown, after: unknown): unknown {
  const found = differences(before, after);
  const root = { whole: structuredClone(before) };
  for (const { path, kind, after: now } of found) {
    const steps = [
      "whole",
      ...path
        .split("/")
        .slice(1)
        .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~")),
    ];
    const last = steps.pop() ?? "";
    const parent = steps.reduce<Record<string, unknown>>((at, step) => at[step] as Record<string, unknown>, root);
    if (kind === "removed") delete parent[last];
    else parent[last] = now;
  }
  return root.whole;
}

test("says enough to make the new content of the old one", () => {
  const leaf = fc.oneof(
    fc.integer(),
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.integer(), { maxLength: 3 }),
  );
  const name = fc.constantFrom("name", "period", "waitingDays", "days", "a/b", "c~d", "zh");
  const tree = fc.letrec((tie) => ({
    node: fc.dictionary(name, fc.oneof({ depthSize: "small" }, leaf, tie("node")), { maxKeys: 4 }),
  })).node;
  fc.assert(
    fc.property(tree, tree, (before, after) => {
      expect(applied(before, after)).toEqual(after);
      expect(differences(after, after)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
