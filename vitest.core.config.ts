// What Stryker runs for every mutant: the tests of core and products, which need no database.

import { join } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  // Stryker mutates a copy of the tree and links node_modules into it, so that the package name would lead to the original.
  resolve: {
    alias: [{ find: /^@anxin\/core\/(.*)$/, replacement: `${join(import.meta.dirname, "core", "src")}/$1.ts` }],
  },
  test: { include: ["core/**/*.test.ts", "products/**/*.test.ts"], exclude: ["**/node_modules/**", "**/dist/**"] },
});
