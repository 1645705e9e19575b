// Understands the committed examples: the stories as they are told in a fresh sandbox at a fixed time, the same in every run.

import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { openProduct } from "../product.js";
import type { Language } from "./language.js";
import { playProducts, playStories } from "./play.js";
import { callerOf, type SandboxAccess } from "./sandbox.js";
import { type Staff, staffOf } from "./staff.js";

/** Noon in Shanghai, so that no product or tariff of a later day changes the example. */
const EXAMPLE_NOW = "2026-11-22T04:00:00.000Z";
export const EXAMPLE_LANGUAGES: readonly Language[] = ["zh", "en"];

/** The examples of a language: the two stories that are told first, and those of the other products. */
const PARTS = { story: playStories, products: playProducts } as const;
type Part = keyof typeof PARTS;
export const EXAMPLE_PARTS: readonly Part[] = ["story", "products"];

/** Where an example is kept. */
export const examplePath = (part: Part, language: Language): string =>
  fileURLToPath(new URL(`../../../examples/${part}.${language}.txt`, import.meta.url));

/** Starts the sandbox over and plays a part at the fixed time; answers the text of the example. */
export async function playExample(
  access: SandboxAccess,
  staff: Staff,
  part: Part,
  language: Language,
): Promise<string> {
  const marketplace = callerOf(access.url, access.apiKey, language);
  await marketplace.post("/v1/sandbox/reset");
  await marketplace.post("/v1/sandbox/clock", { set: EXAMPLE_NOW });
  const lines: string[] = [];
  await PARTS[part]({ access, staff, language, asExample: true, say: (line) => lines.push(line) });
  return `${lines.join("\n").trim()}\n`;
}

/** Plays the examples in a sandbox of its own and writes them where they are committed. */
export async function writeExamples(say: (line: string) => void): Promise<void> {
  const product = await openProduct();
  try {
    await product.start();
    const staff = staffOf(product.access());
    for (const part of EXAMPLE_PARTS)
      for (const language of EXAMPLE_LANGUAGES) {
        const text = await playExample(product.access(), staff, part, language);
        writeFileSync(examplePath(part, language), text);
        say(text);
        say(`✓ ${examplePath(part, language)}`);
      }
  } finally {
    await product.close();
  }
}
