// Understands what offers read besides what orders read.

import type { Day } from "@anxin/core/time";
import { run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

export const selectBuyerExperience = statement(
  "select_buyer_experience",
  { buyer_id: "text", exposures: "int8", returns: "int8" },
  `select e.subject_id as buyer_id, sum(e.exposures)::int8 as exposures, sum(e.returns)::int8 as returns
   from unnest($2::text[]) as wanted (buyer_id)
   join experience_day e on e.tenant_id = $1::int4 and e.product = $3::text and e.subject_kind = 'buyer'
     and e.subject_id = wanted.buyer_id and e.day >= $4::date and e.day < $5::date
   group by e.subject_id`,
);

export interface BuyerWindow {
  readonly product: string;
  /** Orders bound on days in [from, until). */
  readonly from: Day;
  readonly until: Day;
}

/** Insured orders of these buyers in a window, and how many of them came back; who has none is left out. */
export async function buyerExperience(
  tx: Tx,
  buyers: readonly string[],
  { product, from, until }: BuyerWindow,
): Promise<ReadonlyMap<string, { readonly exposures: number; readonly returns: number }>> {
  const rows = await run(tx, selectBuyerExperience, [tx.tenantId, buyers, product, from, until]);
  return new Map(
    rows.map((row) => [row.buyer_id, { exposures: Number(row.exposures), returns: Number(row.returns) }] as const),
  );
}
