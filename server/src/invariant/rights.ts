// Understands what the database itself guarantees: rights of the application's role, tenants apart, and exact types.

import {
  findAnywhere,
  findInexactColumns,
  findRights,
  findUnguardedTables,
  MONEY_COLUMNS,
  TABLES_WITH_RELEASE,
  TABLES_WITH_STATE,
  tablesWithStrangers,
} from "@anxin/store/invariant";
import type { Tx } from "@anxin/store/transaction";
import { type CheckScope, subjectOf, Tally, type Verdict } from "./check.js";

/** I2: only what has a state may be updated, and only a parcel that is given back is deleted. */
export async function checkAppendOnly(_scope: CheckScope, tx: Tx): Promise<Verdict> {
  const tally = new Tally();
  tally.addFound(await findAnywhere(tx, findRights, [TABLES_WITH_STATE, TABLES_WITH_RELEASE]));
  return tally.verdict();
}

/** I11: row security is forced on every table with a tenant, and shows the application nobody else's rows. */
export async function checkTenantsApart(_scope: CheckScope, tx: Tx): Promise<Verdict> {
  const tally = new Tally();
  tally.addFound(await findAnywhere(tx, findUnguardedTables));
  const { nameless, others } = await tablesWithStrangers(tx, tx.tenantId);
  for (const table of nameless) tally.add(subjectOf("table", null, table), "shows rows to a caller without a tenant");
  for (const table of others) tally.add(subjectOf("table", null, table), "shows another tenant's rows");
  return tally.verdict();
}

/** The part of I14 that types hold: money is in whole numbers of 64 bits, and no column can hold a fraction. */
export async function checkExactColumns(tx: Tx): Promise<Verdict> {
  const tally = new Tally();
  tally.addFound(await findAnywhere(tx, findInexactColumns, [MONEY_COLUMNS]));
  return tally.verdict();
}
