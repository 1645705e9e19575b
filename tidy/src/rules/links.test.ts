import { expect, test } from "vitest";
import { treeOf } from "../tree.js";
import { anchorsOf, links } from "./links.js";

test("accepts files, folders, pictures, headings in two languages, and addresses elsewhere", () => {
  const tree = treeOf({
    "README.md": [
      "# Anxin 安心",
      "[a](docs/a.md#two-words) [b](docs) [self](#anxin-安心) [web](https://example.com/x#y)",
      '<picture><source srcset="docs/flow.svg"><img src="docs/flow.svg" alt="x"></picture>',
      "```sh",
      "[not a link](nowhere.md)",
      "```",
      "`[nor this](nowhere.md)`",
    ].join("\n"),
    "docs/a.md": "## Two words!\n[up](../README.md)\n",
    "docs/flow.svg": "",
  });
  expect(links.check(tree)).toEqual([]);
});

test.each([
  "[a](nowhere.md)",
  "[a](docs/a.md#three)",
  "![a](docs/none.svg)",
  "[a](/docs/a.md)",
  '<img src="none.svg">',
  "[x]: none.md",
])("refuses %s", (text) => {
  expect(links.check(treeOf({ "README.md": `\n${text}\n`, "docs/a.md": "# Two\n" }))).toMatchObject([{ line: 2 }]);
});

test("numbers a heading that comes twice, as GitHub does", () => {
  expect([...anchorsOf("# A\n## A\n# B c: `d`\n")]).toEqual(["a", "a-1", "b-c-d"]);
});
