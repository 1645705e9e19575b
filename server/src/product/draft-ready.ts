// Understands whether a draft could be put before a second person: every reason why not, until its scenarios are green on exactly its content.

import { encodeExact } from "@anxin/core/exact-json";
import type { ProductVersion, Text } from "@anxin/core/product/product";
import type { TariffFinding } from "@anxin/core/product/tariff-check";
import { contentOf, type ProductContent } from "@anxin/products/content";
import { SCENARIO_KINDS } from "@anxin/products/scenario";
import type { DraftRow } from "@anxin/store/product-draft";
import type { ReadinessCode } from "./draft-codes.js";
import { type DraftScenario, scenariosHash } from "./draft-scenarios.js";
import { isUnwritten } from "./draft-terms.js";

/** Why a draft cannot be approved, and what to do about it. */
export interface Hindrance {
  readonly code: ReadinessCode;
  readonly text: Text;
}

/** What is looked at: the draft as it stands, and what is sold now. */
export interface Readiness {
  readonly row: Pick<DraftRow, "content_hash" | "run" | "run_content_hash" | "run_scenarios_hash" | "run_red">;
  readonly content: ProductContent;
  readonly scenarios: readonly DraftScenario[];
  readonly findings: readonly TariffFinding[];
  readonly live: ProductVersion | null;
}

/** Everything that stands in the way; nothing when the draft could be approved. */
export function hindrances(draft: Readiness): readonly Hindrance[] {
  return [...contentHindrances(draft), ...tariffHindrances(draft), ...testHindrances(draft)];
}

const hindrance = (code: ReadinessCode, zh: string, en: string): Hindrance => ({ code, text: { zh, en } });

function contentHindrances({ content, live }: Readiness): readonly Hindrance[] {
  const found: Hindrance[] = [];
  if (live !== null && encodeExact(contentOf(live)) === encodeExact(content))
    found.push(hindrance("unchanged", "与在售版本没有差异", "it says what the version on sale says"));
  if (isUnwritten(content.terms))
    found.push(hindrance("terms_unwritten", "条款尚有待写之处", "parts of the terms are still to be written"));
  if (live !== null && isOtherTariff(content.tariff, live.tariff))
    found.push(
      hindrance(
        "tariff_code_kept",
        `费率表已修改，编号仍为 ${content.tariff.code}：请使用新的编号`,
        `the tariff differs from what is filed as ${content.tariff.code}: give it a code of its own`,
      ),
    );
  return found;
}

/** A filed tariff is never edited: under its code it says what it said. */
const isOtherTariff = (tariff: ProductContent["tariff"], filed: ProductVersion["tariff"]): boolean =>
  tariff.code === filed.code && encodeExact(tariff) !== encodeExact(filed);

function tariffHindrances({ findings }: Readiness): readonly Hindrance[] {
  const cells = (...kinds: TariffFinding["kind"][]): number =>
    findings.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { cellCount }) => sum + cellCount, 0);
  const has = (kind: TariffFinding["kind"]): boolean => findings.some((finding) => finding.kind === kind);
  const found: Hindrance[] = [];
  const gaps = cells("gap", "relativity_gap");
  if (gaps > 0)
    found.push(hindrance("tariff_gap", `费率表有 ${gaps} 格没有保费`, `${gaps} cells of the tariff have no premium`));
  if (has("duplicate"))
    found.push(hindrance("tariff_overlap", "费率表有重复的行", "rows of the tariff say the same cells"));
  if (has("bounds_reversed"))
    found.push(hindrance("tariff_bounds", "最低保费高于最高保费", "the lowest premium is above the highest"));
  return found;
}

function testHindrances({ row, scenarios }: Readiness): readonly Hindrance[] {
  const found: Hindrance[] = [];
  const missing = SCENARIO_KINDS.filter((kind) => !scenarios.some(({ scenario }) => scenario.kind === kind));
  if (missing.length > 0)
    found.push(
      hindrance(
        "scenarios_missing",
        `缺少 ${missing.join("、")} 类情景`,
        `there is no scenario about ${missing.join(", ")}`,
      ),
    );
  if (row.run === null) return [...found, hindrance("not_tested", "情景尚未运行", "its scenarios have not been run")];
  if (row.run_content_hash !== row.content_hash)
    found.push(hindrance("content_changed", "内容在上次运行后已修改", "its content changed since the last run"));
  if (row.run_scenarios_hash !== scenariosHash(scenarios))
    found.push(hindrance("scenarios_changed", "情景在上次运行后已修改", "scenarios changed since the last run"));
  if (row.run_red !== null && row.run_red > 0)
    found.push(
      hindrance(
        "scenarios_red",
        `上次运行有 ${row.run_red} 个情景未通过`,
        `${row.run_red} scenarios were red in the last run`,
      ),
    );
  return found;
}
