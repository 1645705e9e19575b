// Understands how a finding about a tariff is said to people, with the cell that it begins with.

import { ROW_VALUES } from "@anxin/core/product/content-titles";
import type { Text } from "@anxin/core/product/product";
import type { Tariff } from "@anxin/core/product/tariff";
import type { Cell, TariffFinding } from "@anxin/core/product/tariff-check";

const named = (value: string): Text => ROW_VALUES[value] ?? { zh: value, en: value };

/** "A 档、远途"; "band a, far". */
function cellText(cell: Cell | null | undefined): Text {
  const values = Object.values(cell ?? {}).map(named);
  return { zh: values.map(({ zh }) => zh).join("、"), en: values.map(({ en }) => en).join(", ") };
}

/** Rows as a spreadsheet counts them, from 1. */
const rowText = (rows: readonly number[]): Text => {
  const numbers = rows.map((row) => row + 1);
  return { zh: `第 ${numbers.join("、")} 行`, en: `row${rows.length === 1 ? "" : "s"} ${numbers.join(", ")}` };
};

/** How many cells more there are than the one that is named. */
const more = (count: number): Text =>
  count <= 1 ? { zh: "", en: "" } : { zh: ` 等 ${count} 格`, en: ` and ${count - 1} more` };

export function tariffFindingText(
  { kind, factor, rows, cells, cellCount }: TariffFinding,
  { minimum, maximum }: Pick<Tariff, "minimum" | "maximum">,
): Text {
  const at = cellText(cells[0]?.at);
  const than = cellText(cells[0]?.than);
  const [row, rest, along] = [rowText(rows), more(cellCount), named(factor ?? "")];
  switch (kind) {
    case "bounds_reversed":
      return {
        zh: `最低保费（${minimum} 分）高于最高保费（${maximum} 分）`,
        en: `the lowest premium (${minimum} fen) is above the highest (${maximum} fen)`,
      };
    case "duplicate":
      return { zh: `${row.zh}取值相同，请只留一行`, en: `${row.en} say the same cells; keep one of them` };
    case "gap":
      return { zh: `${at.zh}${rest.zh}没有对应的行`, en: `no row is for ${at.en}${rest.en}` };
    case "relativity_gap":
      return {
        zh: `${along.zh}的系数缺少 ${at.zh}${rest.zh}`,
        en: `the multipliers of ${along.en} leave out ${at.en}${rest.en}`,
      };
    case "ambiguous":
      return {
        zh: `${row.zh}在 ${at.zh}${rest.zh}相遇，互不更具体：按因子先后选取第 ${(cells[0]?.row ?? 0) + 1} 行`,
        en: `${row.en} meet at ${at.en}${rest.en}, and neither is the more particular: by the order of the factors row ${(cells[0]?.row ?? 0) + 1} is taken`,
      };
    case "unreachable":
      return { zh: `${row.zh}永远不会被选取`, en: `no line comes to ${row.en}` };
    case "not_monotone":
      return {
        zh: `按${along.zh}：${at.zh}${rest.zh}的保费低于 ${than.zh}`,
        en: `by ${along.en}: ${at.en}${rest.en} costs less than ${than.en}`,
      };
    case "above_maximum":
      return {
        zh: `${at.zh}${rest.zh}的表列保费高于最高保费，按 ${maximum} 分收取`,
        en: `the table asks more than the highest premium for ${at.en}${rest.en}; ${maximum} fen are charged`,
      };
    case "below_minimum":
      return {
        zh: `${at.zh}${rest.zh}的表列保费低于最低保费，按 ${minimum} 分收取`,
        en: `the table asks less than the lowest premium for ${at.en}${rest.en}; ${minimum} fen are charged`,
      };
  }
}
