import { readFileSync } from "node:fs";
import { CLOCK_RULES, type ClockRule, ESCALATION_PERCENTS } from "@anxin/core/claim/clock-rules";
import { expect, it } from "vitest";

const PAGE = new URL("../../../docs/operations/clocks.md", import.meta.url);

const listed = (facts: readonly string[]): string => facts.map((fact) => `\`${fact}\``).join(", ");

function rowOf({ code, title, article, basis, term, starts, pauses, resumes, meets, queues }: ClockRule): string {
  const law = article === null ? basis : `Insurance Law art. ${article}`;
  const length = `${term.length} ${term.unit.replace("_", " ")}`;
  const held = pauses.length === 0 ? "—" : `${listed(pauses)} … ${listed(resumes)}`;
  const told = ESCALATION_PERCENTS.map((percent) => queues[percent]).join(" / ");
  return `| \`${code}\` ${title.zh} | ${law} | ${length} | ${listed(starts)} | ${held} | ${listed(meets)} | ${told} |`;
}

it("the operators' page lists every clock as its rule is", () => {
  const rows = readFileSync(PAGE, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| `"));
  expect(rows).toEqual(CLOCK_RULES.map(rowOf));
});
