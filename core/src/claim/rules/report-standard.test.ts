import { expect, test } from "vitest";
import { someFacts } from "../../testing/facts.js";
import { PRODUCT } from "../../testing/product.js";
import { registered } from "../../testing/register.js";
import { reportStandard } from "./report-standard.js";

const tested = (standard: string | null, standards: readonly string[] = ["GB/T 2910", "GB 18401-2010"]) =>
  reportStandard(
    someFacts({
      claim: { fields: { institution: "Honest Lab", ...(standard === null ? {} : { standard }) } },
      register: [registered({ scope: { standards } })],
    }),
    PRODUCT,
    null,
  );

test.each(["GB/T 2910", "gb/t2910-2009", "GB/T 2910.11", "GB 18401"])(
  "%s is a standard that the entry lists",
  (standard) => {
    expect(tested(standard).outcome).toBe("met");
  },
);

test.each(["GB/T 29101", "GB 5296.4", "GB/T 29"])("%s is none, and a person looks", (standard) => {
  expect(tested(standard)).toEqual({
    outcome: "refer",
    reason: "report_out_of_scope",
    inputs: { standard, listed: "GB/T 2910, GB 18401-2010" },
  });
});

test("an entry without standards tests by any", () => {
  expect(tested("ISO 1", []).outcome).toBe("met");
});

test("without a standard, or without an entry, there is nothing to compare", () => {
  expect(tested(null).outcome).toBe("not_applicable");
  const unknown = someFacts({ claim: { fields: { institution: "Corner Lab", standard: "GB 1" } } });
  expect(reportStandard(unknown, PRODUCT, null)).toEqual({
    outcome: "not_applicable",
    inputs: { standard: "GB 1", listed: null },
  });
});
