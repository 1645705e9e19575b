import { expect, test } from "vitest";
import { stableHash } from "../id.js";
import { CURRENT_DECLARATION, declarationBytes, declarationOf } from "./declaration.js";

test("wordings are numbered from one, and the last is shown", () => {
  expect(declarationOf(0)).toBeNull();
  expect(declarationOf(CURRENT_DECLARATION.version + 1)).toBeNull();
  for (let version = 1; version <= CURRENT_DECLARATION.version; version++) {
    expect(declarationOf(version)?.version).toBe(version);
  }
});

test("a wording that was shown is never edited", () => {
  const prints = [1].map((version) => {
    const declaration = declarationOf(version);
    return declaration === null ? null : stableHash(declarationBytes(declaration));
  });
  expect(prints).toEqual([9_485_797]);
});

test("every wording names the law and what a false claim leads to, in both languages", () => {
  const { zh, en } = CURRENT_DECLARATION.text;
  expect(zh).toContain("第二十七条");
  expect(en).toContain("Article 27");
});
