import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { clientFile, generateClient } from "./generate-client.js";

test("the client is what the committed contract makes of it", async () => {
  for (const [name, text] of await generateClient()) {
    expect(readFileSync(clientFile(name), "utf8") === text, `${name}: run npm run client`).toBe(true);
  }
}, 60_000);
