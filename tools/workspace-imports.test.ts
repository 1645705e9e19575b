import { instant } from "@anxin/core/time";
import { expect, test } from "vitest";

test("packages of this workspace resolve to their sources, also when an older build lies beside them", () => {
  const stackOf = (work: () => unknown): string => {
    try {
      work();
    } catch (error) {
      return error instanceof Error ? (error.stack ?? "") : "";
    }
    return "";
  };
  expect(stackOf(() => instant(0.5))).toMatch(/core\/src\/time\.ts/);
});
