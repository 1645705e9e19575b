// Five projects: what needs no database; what needs one, on the embedded server and on the oldest one we support; what needs a
// browser; and what measures how soon a page is there, when all others are done and nothing runs beside it.

import { existsSync } from "node:fs";
import { defineConfig, type TestProjectInlineConfiguration, type ViteUserConfig } from "vitest/config";

/**
 * Packages of this workspace resolve to their sources, so that no build is older than what is tested: in tests and in
 * the global setup, for which vitest has an environment each.
 */
const sources = {
  name: "sources",
  configEnvironment: () => ({ resolve: { conditions: ["@anxin/source", "node", "development|production"] } }),
} satisfies NonNullable<ViteUserConfig["plugins"]>[number];

const NEVER = ["**/node_modules/**", "**/dist/**"];
const IN_A_BROWSER = "**/*.browser.test.ts";
const MEASURED_ALONE = "apps/loading.browser.test.ts";
/** These start servers of their own, so that once is enough. */
const OWN_SERVERS = "**/*.pg18.test.ts";
const WITH_DATABASE = ["store/**/*.test.ts", "server/**/*.test.ts", "sim/**/*.test.ts", "bench/**/*.test.ts"];
const HAS_POSTGRES_15 = existsSync("/usr/lib/postgresql/15/bin/postgres");

function project(name: string, include: readonly string[], exclude: readonly string[]): TestProjectInlineConfiguration {
  return {
    plugins: [sources],
    test: {
      name,
      include: [...include],
      exclude: [...NEVER, ...exclude],
      environment: "node",
      pool: "forks",
      testTimeout: 30_000,
      hookTimeout: 60_000,
    },
  };
}

function withDatabase(
  name: string,
  exclude: readonly string[],
  include: readonly string[] = WITH_DATABASE,
): TestProjectInlineConfiguration {
  const { test, ...rest } = project(name, include, exclude);
  return { ...rest, test: { ...test, globalSetup: ["store/src/testing/postgres-setup.ts"] } };
}

const loading = withDatabase("loading", [], [MEASURED_ALONE]);

export default defineConfig({
  test: {
    projects: [
      project(
        "core",
        ["apps", "core", "products", "tidy", "tools"].map((folder) => `${folder}/**/*.test.ts`),
        [IN_A_BROWSER],
      ),
      withDatabase("pg18", [IN_A_BROWSER]),
      ...(HAS_POSTGRES_15 ? [withDatabase("pg15", [OWN_SERVERS, IN_A_BROWSER])] : []),
      withDatabase("browser", [MEASURED_ALONE], [IN_A_BROWSER]),
      { ...loading, test: { ...loading.test, sequence: { groupOrder: 1 } } },
    ],
    maxWorkers: 2,
    teardownTimeout: 120_000,
    reporters: ["default", "./tools/closing-line.ts"],
  },
});
