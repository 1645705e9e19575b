// Understands how a switch is thrown: at once and by one call when it stops something, deliberately when it lets it run again.

import { refuse } from "@anxin/core/refusal";
import { ALL_PRODUCTS, mayThrow, SWITCH_NAMES, type SwitchName, type SwitchState } from "@anxin/core/switch/switch";
import { holdSwitch, type SwitchRow, waitForPassed, writeSwitch } from "@anxin/store/kill-switch";
import { insertOutbox } from "@anxin/store/outbox";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import { type CurrentVersion, etagOf } from "../http/etag.js";
import { callerName } from "../people/staff.js";

/** What a switch is to be. */
export interface SwitchRequest {
  readonly name: SwitchName;
  /** ALL_PRODUCTS, or a product's code. */
  readonly product: string;
  readonly state: SwitchState;
  readonly reason: string;
}

export const switchEtag = ({ name, product, revision }: Pick<SwitchRow, "name" | "product" | "revision">): string =>
  etagOf("switch", product === ALL_PRODUCTS ? name : `${name}.${product}`, revision);

/** The switch of an address. Refuses with `not_found`. */
export function switchNameOf(text: string): SwitchName {
  const name = SWITCH_NAMES.find((each) => each === text);
  return name ?? refuse("not_found", `there is no switch of this name; there are ${SWITCH_NAMES.join(", ")}`);
}

function requireSound(context: Context, { role }: Principal, { name, product, state, reason }: SwitchRequest): void {
  if (!mayThrow(role, name, state)) {
    const who = state === "running" ? "the platform and administrators resume" : "this switch is stopped by others";
    refuse("forbidden", `you are ${role}; ${who}`);
  }
  if (product !== ALL_PRODUCTS && !context.catalogue.all.some(({ code }) => code === product)) {
    const errors = [{ pointer: "/product", code: "product", detail: "is no product; leave it out for all of them" }];
    refuse("product_unknown", `there is no product ${product}`, { errors });
  }
  if (state === "stopped" && reason.trim() === "") {
    const detail = "say why it is stopped, for those who will ask";
    refuse("reason_required", detail, { errors: [{ pointer: "/reason", code: "reason_required", detail }] });
  }
}

/** Whether a request says nothing new. A second person's stop does: who resumes has to have seen it. */
const says = (row: SwitchRow, { state, reason }: SwitchRequest, caller: string): boolean =>
  row.state === state && (state === "running" || (row.reason === reason && row.changed_by === caller));

/**
 * Throws a switch; the same once more changes nothing. `heed` sees the version that is there and may refuse. A stop is answered
 * when it has been committed and everything that had begun before is through: from then on nothing is issued, decided by rules
 * or taken to be sent. Refuses with `forbidden`, `product_unknown`, `reason_required`, and with `unavailable` a stop that is
 * committed and whose forerunners are not through yet.
 *
 * Statements: 6 (switch twice, name of who changed it, switch, its history, outbox), and one to wait.
 */
export async function throwSwitch(
  context: Context,
  principal: Principal,
  request: SwitchRequest,
  heed: (current: CurrentVersion) => void,
): Promise<{ readonly row: SwitchRow; readonly changedBy: string | null }> {
  requireSound(context, principal, request);
  const thrown = await inTransaction(context.db, principal.tenantId, (tx) =>
    changeSwitch(context, tx, principal, request, heed),
  );
  if (request.state === "stopped") await settleStop(context, principal.tenantId);
  return thrown;
}

async function changeSwitch(
  context: Context,
  tx: Tx,
  { caller }: Principal,
  request: SwitchRequest,
  heed: (current: CurrentVersion) => void,
): Promise<{ readonly row: SwitchRow; readonly changedBy: string | null }> {
  const now = context.clock.now();
  const row = await holdSwitch(tx, request, now);
  const touched = row.revision > 0;
  const changedBy = touched ? await callerName(tx, row.changed_by) : null;
  heed({ etag: switchEtag(row), changedBy, changedAt: touched ? row.changed_at : null });
  if (says(row, request, caller)) return { row, changedBy };
  const { state, reason } = request;
  const since = row.state === state ? row.since : now;
  const next = { ...row, state, since, reason, changed_by: caller, changed_at: now, revision: row.revision + 1 };
  const changeId = context.ids.next(0);
  await writeSwitch(tx, changeId, next);
  const events = [{ type: "switch.changed", ids: [changeId] }] as const;
  await insertOutbox(tx, { tenantId: tx.tenantId, batchId: context.ids.next(0), recordedAt: now, events });
  return { row: next, changedBy: await callerName(tx, caller) };
}

/** Waits for what had begun. The stop stands whatever comes of it. */
async function settleStop(context: Context, tenantId: number): Promise<void> {
  if (await inTransaction(context.db, tenantId, waitForPassed)) return;
  refuse(
    "unavailable",
    "it is stopped, and nothing begins any more; something that had begun is not through yet: send the same again to wait for it",
  );
}
