// Understands `npm run openapi`: writes server/openapi.json anew.

import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { openApiText } from "./openapi.js";

const path = fileURLToPath(new URL("../openapi.json", import.meta.url));
writeFileSync(path, await openApiText());
process.stdout.write(`${path} is written\n`);
