import { expect, test } from "vitest";
import { scratchTree } from "../testing/scratch.js";
import { cycles } from "./cycles.js";

test("accepts imports that end somewhere", () => {
  const tree = scratchTree({
    "core/src/a.ts": 'import { b } from "./b.js";\nexport const a = b;\n',
    "core/src/b.ts": "export const b = 1;\n",
  });
  expect(cycles.check(tree)).toEqual([]);
});

test("refuses a cycle, even of types alone", () => {
  const tree = scratchTree({
    "core/src/a.ts": 'import type { B } from "./b.js";\nexport interface A { readonly b: B }\n',
    "core/src/b.ts": 'import type { A } from "./a.js";\nexport interface B { readonly a: A }\n',
  });
  expect(cycles.check(tree).map((finding) => finding.path)).toContain("core/src/a.ts");
});
