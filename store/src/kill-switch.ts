// Understands kill switches as kept, and the passage that everything goes through that a switch can stop.

import type { Id } from "@anxin/core/id";
import type { SwitchName, SwitchState } from "@anxin/core/switch/switch";
import { type StopCheck, stopCheck } from "@anxin/core/switch/switch";
import type { Instant } from "@anxin/core/time";
import { execute, type Queryable, type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

export const passSwitchesRows = statement(
  "pass_switches",
  { name: "text", product: "text" },
  "select name, product from pass_switches($1::int4)",
);

/**
 * Passes the switches: answers what is stopped, and is known to be on the way until the transaction ends. To be called before
 * anything is locked that others hold while they pass, and before anything is issued, decided by rules or sent.
 */
export async function passSwitches(tx: Tx): Promise<StopCheck> {
  return stopCheck(await run(tx, passSwitchesRows, [tx.tenantId]));
}

export const awaitPassed = statement("await_passed", {}, "select from await_passed($1::int4, $2::int4)");

/** Whoever passes later waits as long: longer than this, it had better not be. */
const PASSED_MS_MAX = 5_000;
const LOCK_NOT_AVAILABLE = "55P03";

/**
 * Waits until every transaction has ended that passed before: from then on nothing follows from what it saw. False when some
 * are not through after PASSED_MS_MAX; the transaction is of no use then.
 */
export async function waitForPassed(tx: Tx): Promise<boolean> {
  try {
    await execute(tx, awaitPassed, [tx.tenantId, PASSED_MS_MAX]);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === LOCK_NOT_AVAILABLE) return false;
    throw error;
  }
}

export const selectStops = statement(
  "select_stops",
  { name: "text", product: "text" },
  "select name, product from kill_switch where tenant_id = $1::int4 and state = 'stopped'",
);

/** What is stopped, for whoever only looks: it may be another thing a moment later. */
export async function seeStops(tx: Tx): Promise<StopCheck> {
  return stopCheck(await run(tx, selectStops, [tx.tenantId]));
}

const SWITCH_ROW = {
  name: "text",
  product: "text",
  state: "text",
  since: "timestamptz",
  reason: "text",
  changed_by: "text",
  changed_at: "timestamptz",
  revision: "int4",
} as const;
export type SwitchRow = Row<typeof SWITCH_ROW>;
const SWITCH_COLUMNS = "name, product, state, since, reason, changed_by, changed_at, revision";

export const selectSwitches = statement(
  "select_switches",
  SWITCH_ROW,
  `select ${SWITCH_COLUMNS} from kill_switch where tenant_id = $1::int4 order by name, product`,
);

/** Every switch that was ever thrown. */
export function listSwitches(tx: Tx): Promise<SwitchRow[]> {
  return run(tx, selectSwitches, [tx.tenantId]);
}

/** Which switch: its name, and ALL_PRODUCTS or a product's code. */
export interface SwitchKey {
  readonly name: SwitchName;
  readonly product: string;
}

export const insertSwitch = statement(
  "insert_switch",
  {},
  `insert into kill_switch (tenant_id, name, product, state, since, reason, changed_by, changed_at, revision)
   values ($1::int4, $2::text, $3::text, 'running', at_ms($4::int8), '', '', at_ms($4::int8), 0)
   on conflict on constraint kill_switch_pk do nothing`,
);
export const lockSwitch = statement(
  "lock_switch",
  SWITCH_ROW,
  `select ${SWITCH_COLUMNS} from kill_switch where tenant_id = $1::int4 and name = $2::text and product = $3::text for update`,
);

/** One switch, held until the transaction ends; at revision 0 if nobody ever threw it. */
export async function holdSwitch(tx: Tx, { name, product }: SwitchKey, now: Instant): Promise<SwitchRow> {
  await execute(tx, insertSwitch, [tx.tenantId, name, product, now]);
  const [row] = await run(tx, lockSwitch, [tx.tenantId, name, product]);
  if (row === undefined) throw new Error("broken promise: a switch that was inserted is there");
  return row;
}

export const updateSwitch = statement(
  "update_switch",
  {},
  `update kill_switch set state = $4::text, since = at_ms($5::int8), reason = $6::text, changed_by = $7::text,
     changed_at = at_ms($8::int8), revision = $9::int4
   where tenant_id = $1::int4 and name = $2::text and product = $3::text`,
);
export const insertSwitchChange = statement(
  "insert_switch_change",
  {},
  `insert into kill_switch_change (tenant_id, change_id, name, product, revision, state, reason, changed_by, changed_at)
   values ($1::int4, $2::int8, $3::text, $4::text, $5::int4, $6::text, $7::text, $8::text, at_ms($9::int8))`,
);

/** Writes a switch that this transaction holds, and that it was changed. */
export async function writeSwitch(
  tx: Tx,
  changeId: Id,
  row: SwitchRow & { readonly state: SwitchState },
): Promise<void> {
  const { name, product, state, since, reason, changed_by: by, changed_at: at, revision } = row;
  await execute(tx, updateSwitch, [tx.tenantId, name, product, state, since, reason, by, at, revision]);
  await execute(tx, insertSwitchChange, [tx.tenantId, changeId, name, product, revision, state, reason, by, at]);
}

export const selectSwitchChanges = statement(
  "select_switch_changes",
  {
    change_id: "int8",
    name: "text",
    product: "text",
    revision: "int4",
    state: "text",
    reason: "text",
    changed_by: "text",
    changed_at: "timestamptz",
  },
  `select change_id, name, product, revision, state, reason, changed_by, changed_at from kill_switch_change
   where tenant_id = $1::int4 and ($2::int8 is null or change_id < $2)
   order by change_id desc limit $3::int4`,
);
export type SwitchChangeRow = Row<(typeof selectSwitchChanges)["row"]>;

/** Changes of all switches, newest first. */
export function listSwitchChanges(
  tx: Tx,
  { before, limit }: { readonly before: Id | null; readonly limit: number },
): Promise<SwitchChangeRow[]> {
  return run(tx, selectSwitchChanges, [tx.tenantId, before, limit]);
}

export const selectAllStops = statement(
  "select_all_stops",
  { tenant_id: "int4", name: "text", product: "text" },
  "select tenant_id, name, product from kill_switch where state = 'stopped'",
);

/** What is stopped for every tenant. Runs as the owner. */
export function listAllStops(owner: Queryable): Promise<Row<(typeof selectAllStops)["row"]>[]> {
  return run(owner, selectAllStops);
}
