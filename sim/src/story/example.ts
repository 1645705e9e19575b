// Understands the committed examples: the stories as they are told in a fresh sandbox at a fixed time, the same in every run.

import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { openProduct } from "../product.js";
import type { Language } from "./language.js";
import { playStories } from "./play.js";
import { callerOf, type SandboxAccess } from "./sandbox.js";

/** Noon in Shanghai, so that no product or tariff of a later day changes the example. */
const EXAMPLE_NOW = "2026-11-22T04:00:00.000Z";
export const EXAMPLE_LANGUAGES: readonly Language[] = ["zh", "en"];

/** Where the example of a language is kept. */
export const examplePath = (language: Language): string =>
  fileURLToPath(new URL(`../../../examples/story.${language}.txt`, import.meta.url));

/** Plays both stories at the fixed time; answers the text of the example. The sandbox's clock is moved. */
export async function playExample(access: SandboxAccess, language: Language): Promise<string> {
  await callerOf(access.url, access.apiKey, language).post("/v1/sandbox/clock", { set: EXAMPLE_NOW });
  const lines: string[] = [];
  await playStories({ access, language, asExample: true, say: (line) => lines.push(line) });
  return `${lines.join("\n").trim()}\n`;
}

/** Plays the examples in a sandbox of its own and writes them where they are committed. */
export async function writeExamples(say: (line: string) => void): Promise<void> {
  const product = await openProduct();
  try {
    await product.start();
    for (const language of EXAMPLE_LANGUAGES) {
      const text = await playExample(product.access(), language);
      writeFileSync(examplePath(language), text);
      say(text);
      say(`✓ ${examplePath(language)}`);
    }
  } finally {
    await product.close();
  }
}
