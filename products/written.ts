// Understands the products that ship as forms: `form.json` in their folder, beside their terms.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { ProductVersion } from "@anxin/core/product/product";
import { readProductForm } from "./product-form.js";
import { withTerms } from "./terms.js";

/** The package's own folder: the same whether this file runs from the source or from `dist`. */
const PACKAGE_FOLDER = dirname(createRequire(import.meta.url).resolve("@anxin/products/package.json"));

/** The form of a product as it is written. */
function formFile(code: string): unknown {
  return JSON.parse(readFileSync(join(PACKAGE_FOLDER, code, "form.json"), "utf8"));
}

/** A product of ours that is a form. Throws with all that is wrong with it. */
export function writtenProduct(code: string): ProductVersion {
  const read = readProductForm(formFile(code));
  if ("product" in read) return withTerms(read.product);
  const wrong = read.problems.map(({ pointer, detail }) => `${pointer} ${detail.en}`);
  throw new Error(`the form of ${code} cannot be read: ${wrong.join("; ")}`);
}
