// Prints the outcome of a test run as its very last line: "12 passed, 0 failed, 1 skipped".

import type { Reporter, SerializedError, TestModule, TestRunEndReason } from "vitest/node";

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The line for a tally; skipped tests are only worth a word when there are any. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/**
 * Counts tests. A file that can't be loaded, a hook that fails and an error that nobody caught are no tests, and count as
 * failed all the same: else a red run could end in "0 failed".
 */
export function tally(modules: readonly TestModule[], unhandled: readonly SerializedError[]): Tally {
  let [passed, failed, skipped] = [0, unhandled.length, 0];
  for (const module of modules) {
    failed += module.errors().length;
    for (const suite of module.children.allSuites()) failed += suite.errors().length;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === "passed") passed += 1;
      else if (state === "failed") failed += 1;
      else skipped += 1;
    }
  }
  return { passed, failed, skipped };
}

export default class ClosingLine implements Reporter {
  /** Until a run ends, something broke before it: the setup, or the configuration. */
  #tally: Tally = { passed: 0, failed: 1, skipped: 0 };

  onInit(): void {
    // Other reporters, coverage and teardown print until the process ends.
    process.once("exit", () => process.stdout.write(`${closingLine(this.#tally)}\n`));
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[], reason: TestRunEndReason): void {
    const counted = tally(modules, unhandled);
    // Red for a reason that no test has: no files, a setup that failed, an interrupt.
    this.#tally = reason !== "passed" && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
  }
}
