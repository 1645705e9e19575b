// Understands a run of a draft's scenarios: played on exactly its content, and kept with who ran it when.
//
// 3 statements.

import { present } from "@anxin/core/assert";
import { refuse } from "@anxin/core/refusal";
import { type DraftKey, type DraftRunRow, findDraftRun, holdDraft, insertDraftRun } from "@anxin/store/product-draft";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import { openDraft } from "./draft.js";
import { playAll, type ScenarioResult, scenariosHash } from "./draft-scenarios.js";

export interface DraftRun {
  readonly row: DraftRunRow;
  readonly results: readonly ScenarioResult[];
}

/** Plays all scenarios of a draft and keeps what they came to. Refuses with `not_found`. */
export async function runDraft(
  context: Context,
  tx: Tx,
  key: DraftKey,
  { caller }: Pick<Principal, "caller">,
): Promise<DraftRun> {
  const held = (await holdDraft(tx, key)) ?? refuse("not_found", `${key.code} has no draft ${key.version}`);
  const { row, product, scenarios } = openDraft(held);
  const results = await playAll(product, scenarios);
  const green = results.filter((result) => result.green).length;
  const made = {
    revision: row.revision,
    contentHash: row.content_hash,
    scenariosHash: scenariosHash(scenarios),
    green,
    red: results.length - green,
    results: JSON.stringify(results),
  };
  const [kept] = await insertDraftRun(tx, key, made, { by: caller, at: context.clock.now() });
  return { row: present(kept, "a run is kept"), results };
}

/** A run that was kept, with its results. Refuses with `not_found`. */
export async function readRun(tx: Tx, key: DraftKey, run: number): Promise<DraftRun> {
  const row = (await findDraftRun(tx, key, run)) ?? refuse("not_found", `${key.code} ${key.version} has no run ${run}`);
  return { row, results: JSON.parse(row.results) as ScenarioResult[] };
}
