// Understands how drafts, their scenarios and their runs are shown.

import type { NamedCell, TariffFinding } from "@anxin/core/product/tariff-check";
import { contentToJson } from "@anxin/products/content";
import type { DraftRunRow } from "@anxin/store/product-draft";
import type { Tx } from "@anxin/store/transaction";
import type { Static } from "typebox";
import type { Context } from "../context.js";
import type { Language } from "../http/language.js";
import { instantText } from "../http/schema.js";
import { callerName } from "../people/staff.js";
import type { ContentSchema } from "./content-schema.js";
import type { Draft } from "./draft.js";
import { liveVersion } from "./draft-access.js";
import { hindrances } from "./draft-ready.js";
import { type DraftScenario, type ScenarioResult, scenariosHash } from "./draft-scenarios.js";
import type { DraftPart, LastRun, RunItem, RunView, ScenarioView, VersionItem } from "./draft-schema.js";
import { tariffFindingText } from "./tariff-words.js";

function lastRun({ row, scenarios }: Pick<Draft, "row" | "scenarios">): Static<typeof LastRun> {
  if (row.run === null) return null;
  const same = row.run_content_hash === row.content_hash && row.run_scenarios_hash === scenariosHash(scenarios);
  return { run: row.run, green: row.run_green ?? 0, red: row.run_red ?? 0, upToDate: same };
}

function approvalOf(context: Context, draft: Draft, language: Language) {
  const { row, content, scenarios, findings } = draft;
  const reasons = hindrances({ row, content, scenarios, findings, live: liveVersion(context, row.code) });
  return {
    canBeApproved: reasons.length === 0,
    reasons: reasons.map(({ code, text }) => ({ code, text: text[language] })),
  };
}

const cellView = ({ at, row, than }: NamedCell) => ({ at: { ...at }, row, than: than === null ? null : { ...than } });

function findingView(finding: TariffFinding, draft: Pick<Draft, "content">, language: Language) {
  const { kind, severity, factor, rows, cells, cellCount } = finding;
  const text = tariffFindingText(finding, draft.content.tariff)[language];
  return { kind, severity, factor, rows: [...rows], cells: cells.map(cellView), cellCount, text };
}

/** A draft among the versions of its product. */
export async function draftItem(
  context: Context,
  tx: Tx,
  draft: Draft,
  language: Language,
): Promise<Static<typeof VersionItem>> {
  const { row, content } = draft;
  return {
    code: row.code,
    version: row.version,
    state: "draft",
    name: content.name[language],
    validFrom: content.validFrom,
    tariff: content.tariff.code,
    basedOn: row.based_on,
    note: row.note,
    createdBy: await callerName(tx, row.created_by),
    createdAt: instantText(row.created_at),
    changedBy: await callerName(tx, row.changed_by),
    changedAt: instantText(row.changed_at),
    tests: lastRun(draft),
    canBeApproved: approvalOf(context, draft, language).canBeApproved,
  };
}

export async function draftPart(
  context: Context,
  tx: Tx,
  draft: Draft,
  language: Language,
): Promise<Static<typeof DraftPart>> {
  const { row, content, findings, scenarios } = draft;
  const count = (origin: DraftScenario["origin"]): number => scenarios.filter((each) => each.origin === origin).length;
  return {
    revision: row.revision,
    number: row.number,
    basedOn: row.based_on,
    note: row.note,
    createdBy: await callerName(tx, row.created_by),
    createdAt: instantText(row.created_at),
    changedBy: await callerName(tx, row.changed_by),
    changedAt: instantText(row.changed_at),
    contentHash: row.content_hash,
    content: contentToJson(content) as Static<typeof ContentSchema>,
    tariffFindings: findings.map((finding) => findingView(finding, draft, language)),
    scenarios: { inForce: count("in_force"), restated: count("restated"), added: count("added") },
    tests: lastRun(draft),
    ...approvalOf(context, draft, language),
  };
}

export function scenarioView({ scenario, origin, inForce }: DraftScenario): Static<typeof ScenarioView> {
  const { name, kind, written } = scenario;
  return { name, kind, origin, ...written, inForce: origin === "restated" ? (inForce?.written ?? null) : null };
}

export async function runItem(tx: Tx, row: DraftRunRow): Promise<Static<typeof RunItem>> {
  return {
    run: row.run,
    revision: row.revision,
    contentHash: row.content_hash,
    scenariosHash: row.scenarios_hash,
    green: row.green,
    red: row.red,
    runBy: await callerName(tx, row.run_by),
    runAt: instantText(row.run_at),
  };
}

export async function runView(
  tx: Tx,
  row: DraftRunRow,
  results: readonly ScenarioResult[],
): Promise<Static<typeof RunView>> {
  const shown = results.map(({ name, kind, origin, green, expected, found, differences }) => {
    return { name, kind, origin, green, expected, found, differences: [...differences] };
  });
  return { ...(await runItem(tx, row)), results: shown };
}
