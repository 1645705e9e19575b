// Understands how the content of a document becomes PDF/A, by the template of its kind.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { coverageOf, legible } from "./glyphs.js";
import type { Sheet } from "./press.js";

/** Found from the source tree and from `dist` alike: both lie two folders below the package. */
const TEMPLATES = fileURLToPath(new URL("../../../templates/", import.meta.url));
const SUPPLEMENT = fileURLToPath(new URL("../../../assets/fonts/AnxinHanSupplement-Regular.otf", import.meta.url));

const require = createRequire(import.meta.url);
const REGULAR = require.resolve("@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf");
const BOLD = require.resolve("@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf");

/** Archival, and readable without what was on the machine that made it (ISO 19005-2, level B). */
const STANDARD = "a-2b";
/** How many documents the compiler remembers pieces of. */
const CACHE_AGE_MAX = 10;

/** Sets documents one after the other; whoever keeps it spares reading the fonts again. */
export function typesetter(): (sheet: Sheet) => Buffer {
  const compiler = NodeCompiler.create({
    workspace: TEMPLATES,
    fontArgs: [{ fontPaths: [REGULAR, BOLD, SUPPLEMENT].map(dirname) }],
  });
  const templates = new Map<string, string>();
  const templateOf = (name: Sheet["template"]): string => {
    const known = templates.get(name) ?? readFileSync(`${TEMPLATES}${name}.typ`, "utf8");
    templates.set(name, known);
    return known;
  };
  const coverage = new Set([...coverageOf(readFileSync(REGULAR)), ...coverageOf(readFileSync(SUPPLEMENT))]);
  return ({ template, content }) => {
    const text = legible(coverage);
    const shown = JSON.parse(JSON.stringify(content), (_key, value: unknown) =>
      typeof value === "string" ? text.of(value) : value,
    ) as object;
    const missing = text.missing.size === 0 ? {} : { missing: [...text.missing] };
    const inputs = { [template]: JSON.stringify({ ...shown, ...missing }) };
    const pdf = compiler.pdf({ mainFileContent: templateOf(template), inputs }, { pdfStandard: STANDARD });
    compiler.evictCache(CACHE_AGE_MAX);
    return pdf;
  };
}
