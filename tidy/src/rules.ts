// Understands the rules of the house, and the order in which they are worth reading: what is where, what may be said, what is true.
import type { Rule } from "./rule.js";
import { bannedNames } from "./rules/banned-names.js";
import { barrels } from "./rules/barrels.js";
import { clock } from "./rules/clock.js";
import { coreOpeners } from "./rules/core-openers.js";
import { cycles } from "./rules/cycles.js";
import { deadCode } from "./rules/dead-code.js";
import { defaultExports } from "./rules/default-exports.js";
import { dependencies } from "./rules/dependencies.js";
import { environment } from "./rules/environment.js";
import { fileLength } from "./rules/file-length.js";
import { floatParsing } from "./rules/float-parsing.js";
import { floors } from "./rules/floors.js";
import { functionLength } from "./rules/function-length.js";
import { links } from "./rules/links.js";
import { listedRules } from "./rules/listed-rules.js";
import { machinePaths } from "./rules/machine-paths.js";
import { networkClients } from "./rules/network-clients.js";
import { randomness } from "./rules/randomness.js";
import { reach } from "./rules/reach.js";
import { skippedTests } from "./rules/skipped-tests.js";
import { sleepingTests } from "./rules/sleeping-tests.js";
import { sqlOutsideStore } from "./rules/sql-outside-store.js";
import { typeEscapes } from "./rules/type-escapes.js";

export const RULES: readonly Rule[] = [
  // What is where: floors, and how much of the house one file drags in.
  floors,
  cycles,
  reach,
  bannedNames,
  barrels,
  // How much is in one place.
  fileLength,
  functionLength,
  // What arrives as an argument, and therefore may not be taken.
  clock,
  randomness,
  environment,
  networkClients,
  sqlOutsideStore,
  // What may be said in code.
  floatParsing,
  typeEscapes,
  defaultExports,
  coreOpeners,
  // What tests may not do.
  sleepingTests,
  skippedTests,
  listedRules,
  // What nobody uses, what nobody explains, and what is not true.
  deadCode,
  dependencies,
  links,
  machinePaths,
];
