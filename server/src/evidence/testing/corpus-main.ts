// Writes the corpus to a folder, in a process of its own: what making it takes is not what reading it takes.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { HARMLESS, REFUSED } from "./corpus.js";

const folder = process.argv[2] ?? "";
for (const [index, [, make]] of [...REFUSED, ...HARMLESS].entries())
  writeFileSync(join(folder, String(index)), await make());
