// Understands how a finding about a tariff is said, with the cell that it begins with.

import type { TariffFinding } from "@anxin/core/product/tariff-check";
import { yuan } from "@anxin/ui/format/money";
import { useTranslation } from "react-i18next";
import type { Tariff } from "./content.js";
import { useCellName, useValueName } from "./names.js";

const ROWS_NAMED_MAX = 12;

export function useFindingText(): (finding: TariffFinding, tariff: Tariff) => string {
  const { t } = useTranslation("actuary");
  const cellName = useCellName();
  const valueName = useValueName();
  return ({ kind, factor, rows, cells, cellCount }, { minimum, maximum }) => {
    const [first] = cells;
    const named = rows.slice(0, ROWS_NAMED_MAX).map((row) => row + 1);
    return t(`finding_${kind}`, {
      at: cellName(first?.at),
      than: cellName(first?.than),
      rows: `${named.join(t("and"))}${rows.length > ROWS_NAMED_MAX ? "…" : ""}`,
      row: (first?.row ?? 0) + 1,
      more: cellCount > 1 ? t("moreCells", { n: cellCount - 1 }) : "",
      factor: factor === null ? "" : valueName(factor),
      minimum: yuan(minimum),
      maximum: yuan(maximum),
    });
  };
}
