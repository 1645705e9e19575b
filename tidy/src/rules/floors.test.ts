import { expect, test } from "vitest";
import { scratchTree } from "../testing/scratch.js";
import { floors } from "./floors.js";

const CORE = { "core/src/money.ts": "export const fen = 1n;\n" };

test("accepts imports that go down, by package name", () => {
  const tree = scratchTree({
    ...CORE,
    "store/src/policy.ts": 'import { fen } from "@anxin/core/money";\nexport const premium = fen;\n',
    "server/src/policy/issue.ts": 'import { premium } from "@anxin/store/policy";\nexport const issue = premium;\n',
  });
  expect(floors.check(tree)).toEqual([]);
});

test.each([
  [
    "floor-core",
    "core/src/claim/decide.ts",
    'import { premium } from "@anxin/store/policy";\nexport const x = premium;\n',
  ],
  ["floors-by-name", "server/src/a.ts", 'import { fen } from "../../core/src/money.js";\nexport const x = fen;\n'],
  ["core-is-pure", "core/src/id.ts", 'import { randomBytes } from "node:crypto";\nexport const x = randomBytes;\n'],
  [
    "elements-bring-nothing",
    "apps/elements/src/a.ts",
    'import { fen } from "@anxin/core/money";\nexport const x = fen;\n',
  ],
  ["tests-stay-outside", "core/src/b.ts", 'import { t } from "./c.test.js";\nexport const x = t;\n'],
  ["resolves", "core/src/b.ts", 'import { t } from "./nowhere.js";\nexport const x = t;\n'],
])("refuses what %s forbids", (rule, path, text) => {
  const tree = scratchTree({
    ...CORE,
    "store/src/policy.ts": "export const premium = 60n;\n",
    "core/src/c.test.ts": "export const t = 1;\n",
    [path]: text,
  });
  expect(floors.check(tree)).toEqual([
    expect.objectContaining({ path, message: expect.stringContaining(`${rule}: `) }),
  ]);
});
