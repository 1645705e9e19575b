// Checks every invariant of every tenant and says so by its exit code; `npm run verify`.

import { catalogue } from "./catalogue.js";
import { ConfigError, readConfig } from "./config.js";
import { EXIT_ERROR, verify } from "./invariant/verify.js";

try {
  process.exitCode = await verify(readConfig(), catalogue, (line) => console.log(line));
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = EXIT_ERROR;
}
