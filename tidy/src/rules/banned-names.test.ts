import { expect, test } from "vitest";
import { treeOf } from "../tree.js";
import { bannedNames } from "./banned-names.js";

test("accepts names that say what is in there", () => {
  expect(bannedNames.check(treeOf({ "core/src/claim/adjudicate.ts": "", "core/src/money.ts": "" }))).toEqual([]);
});

test("refuses a folder, a file and a word inside a name, each once", () => {
  const tree = treeOf({
    "core/src/utils/a.ts": "",
    "core/src/utils/b.ts": "",
    "store/src/row-mapper.ts": "",
    "server/src/claimManager.ts": "",
  });
  expect(bannedNames.check(tree).map((finding) => finding.path)).toEqual([
    "core/src/utils",
    "server/src/claimManager.ts",
    "store/src/row-mapper.ts",
  ]);
});
