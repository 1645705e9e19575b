// Understands that every number's source can be looked up.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const FOLDER = fileURLToPath(new URL(".", import.meta.url));
const CITED = /\b(S\d\d)(?:, ([ABC](?:\/[ABC])?))?/g;

const sources = readFileSync(join(FOLDER, "SOURCES.md"), "utf8");
const gradeById = new Map(
  [...sources.matchAll(/^- \*\*(S\d\d)\*\* \(([ABC](?:\/[ABC])?)\)/gm)].map(([, id, grade]) => [id, grade] as const),
);
const citations = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter((path) => /^(signals\.ts|[a-z-]+\/((product|tariff)\.ts|form\.json))$/.test(path))
  .flatMap((path) => [...readFileSync(join(FOLDER, path), "utf8").matchAll(CITED)])
  .map(([, id, grade]) => ({ id, grade }));

test("a cited source is listed, under the grade that the citation names", () => {
  expect(citations.length).toBeGreaterThan(20);
  for (const { id, grade } of citations) {
    expect(gradeById.has(id), id).toBe(true);
    if (grade !== undefined) expect(grade, id).toBe(gradeById.get(id));
  }
});

test("a listed source is cited", () => {
  const cited = new Set(citations.map(({ id }) => id));
  expect([...gradeById.keys()].filter((id) => !cited.has(id))).toEqual([]);
});
