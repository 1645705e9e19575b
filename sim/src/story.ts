// `npm run story`: plays the two stories against a running sandbox and tells them, line by line.
//
//   npm run story                          in Chinese, against the sandbox of .anxin (or ANXIN_DATA)
//   npm run story -- --language en         in English
//   npm run story -- --all                 and one for each other product; the sandbox's clock goes with these
//   npm run story -- --write               in a sandbox of its own, in both languages, into examples/

import { parseArgs } from "node:util";
import { readConfig } from "@anxin/server/config";
import { writeExamples } from "./story/example.js";
import { type Language, readLanguage } from "./story/language.js";
import { playProducts, playStories } from "./story/play.js";
import { readAccess, StoryError } from "./story/sandbox.js";
import { staffOf } from "./story/staff.js";

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

interface Wish {
  readonly language: Language;
  readonly all: boolean;
  readonly write: boolean;
}

/** Reads the command line. Throws StoryError for what it does not know. */
function readWish(args: readonly string[]): Wish {
  const usage = "npm run story [-- --language zh-CN|en] [-- --all] [-- --write]";
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { language: { type: "string" }, all: { type: "boolean" }, write: { type: "boolean" } },
    });
    const language = readLanguage(values.language ?? "zh-CN");
    if (language !== null) return { language, all: values.all ?? false, write: values.write ?? false };
  } catch (error) {
    throw new StoryError(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
  throw new StoryError(usage);
}

async function main(): Promise<void> {
  const { language, all, write } = readWish(process.argv.slice(2));
  if (write) return writeExamples(say);
  const access = readAccess(readConfig().dataDirectory, language);
  const play = { access, staff: staffOf(access), language, asExample: false, say };
  await playStories(play);
  if (all) await playProducts(play);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`\n  ✗ ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
