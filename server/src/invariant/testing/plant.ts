// How the tests of the invariants plant a violation: what is done to a market that has lived for a while, as SQL.

export type Plant = readonly [
  id: string,
  what: string,
  /** Statements that the superuser runs. */
  plant: readonly string[],
  /** One of the violations that are found. */
  found: { readonly subject?: string | RegExp; readonly detail?: string | RegExp },
];

export const claimOf = (product: string, status: string): string =>
  `(select min(claim_id) from claim where product = '${product}' and status = '${status}')`;
export const GRANTED = claimOf("return-freight", "approved");
export const IN_REVIEW = claimOf("quality", "in_review");
export const payoutOf = (status: string): string => `(select min(payout_id) from payout where status = '${status}')`;
export const BATCH = "(select min(batch_id) from outbox where types[1] = 'policy.issued')";

/** A copy of one row with some columns changed. */
export const copyOf = (table: string, where: string, changes: string): string =>
  `insert into ${table} select (jsonb_populate_record(row, '${changes}')).* from ${table} as row where ${where} limit 1`;
export const POLICY_R1 = "order_id = 'R1' and product = 'return-freight'";
