import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { present } from "@anxin/core/assert";
import { parseInstant } from "@anxin/core/time";
import { connect } from "@anxin/store/connection";
import { postgresUrl, runningPostgres, startPostgres } from "@anxin/store/embedded";
import { migrate } from "@anxin/store/migrate";
import { addTenant } from "@anxin/store/tenant";
import { afterAll, beforeAll, expect, test } from "vitest";
import { catalogue } from "../catalogue.js";
import { readConfig } from "../config.js";
import { EXIT_HOLDS, verify } from "./verify.js";

let data: string;
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), "anxin-verify-"));
});
afterAll(() => rmSync(data, { recursive: true }));

const run = (): Promise<number> => verify(readConfig({ ANXIN_DATA: data }), catalogue, () => undefined);

test("the embedded database is checked while its house runs, and after the house has stopped", async () => {
  const directory = join(data, "postgres");
  const server = await startPostgres({ directory });
  const owner = connect({ connectionString: postgresUrl(server, "postgres"), max: 1, applicationName: "test" });
  try {
    await migrate(owner);
    const founded = present(parseInstant("2026-11-11T00:00:00.000Z"), "an instant");
    await addTenant(owner, { tenantId: 1, code: "one", name: "one" }, founded);
    expect(await run()).toBe(EXIT_HOLDS);
    expect(runningPostgres(directory)?.port).toBe(server.port);
  } finally {
    await owner.end();
    await server.stop();
  }
  expect(await run()).toBe(EXIT_HOLDS);
  expect(runningPostgres(directory)).toBeNull();
});
