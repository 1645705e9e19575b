// Understands what claims cite that no other claim should: report numbers and serial numbers, and who else cites them.

import type { Mark, MarkFact } from "@anxin/core/claim/mark-fact";
import { formatId, type Id } from "@anxin/core/id";
import { execute, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

export const insertClaimMarkRows = statement(
  "insert_claim_marks",
  {},
  `insert into claim_mark (tenant_id, book, claim_id, kind, mark)
   select $1::int4, $2::int2, $3::int8, kind, mark from unnest($4::text[], $5::text[]) as row (kind, mark)`,
);

export const lockMarks = statement(
  "lock_marks",
  { held: "text" },
  `select pg_advisory_xact_lock(hashtextextended(key, $1::int8))::text as held
   from (select kind || '/' || mark as key from unnest($2::text[], $3::text[]) as row (kind, mark) order by 1) as sorted`,
);

/** Keeps these marks from being cited by anybody else until the transaction ends. */
export async function holdMarks(tx: Tx, marks: readonly Mark[]): Promise<void> {
  if (marks.length === 0) return;
  await execute(tx, lockMarks, [tx.tenantId, marks.map(({ kind }) => kind), marks.map(({ mark }) => mark)]);
}

/** Notes what a claim cites, when it is filed. */
export async function insertClaimMarks(
  tx: Tx,
  { book, claimId }: { readonly book: number; readonly claimId: Id },
  marks: readonly Mark[],
): Promise<void> {
  if (marks.length === 0) return;
  await execute(tx, insertClaimMarkRows, [
    tx.tenantId,
    book,
    claimId,
    marks.map(({ kind }) => kind),
    marks.map(({ mark }) => mark),
  ]);
}

/** A claim that cites something; null for one that is about to be filed. */
export interface Citing {
  readonly book: number;
  readonly claimId: Id | null;
  readonly policyId: Id;
  readonly orderId: string;
  readonly marks: readonly Mark[];
}

/** Claims that one mark's fact names at the most: one is enough for a person to look. */
const CLAIMS_TOLD_MAX = 20;

export const selectMarkFacts = statement(
  "select_mark_facts",
  { place: "int8", claim_id: "int8?", same_order: "bool?", before: "text?" },
  `select wanted.place, other.claim_id, other.same_order, null::text as before
   from unnest($2::int8[], $3::int8[], $4::text[], $5::text[], $6::text[], $7::int2[]) with ordinality
     as wanted (claim_id, policy_id, order_id, kind, mark, book, place)
   cross join lateral (
     select m.claim_id, c.order_id = wanted.order_id as same_order
     from claim_mark m
     join claim c on c.book = m.book and c.claim_id = m.claim_id and c.status <> 'withdrawn'
     where m.tenant_id = $1::int4 and m.kind = wanted.kind and m.mark = wanted.mark and m.claim_id is distinct from wanted.claim_id
     order by m.claim_id limit ${CLAIMS_TOLD_MAX}
   ) as other
   union all
   select wanted.place, null, null, earlier.mark
   from unnest($2::int8[], $3::int8[], $4::text[], $5::text[], $6::text[], $7::int2[]) with ordinality
     as wanted (claim_id, policy_id, order_id, kind, mark, book, place)
   cross join lateral (
     select distinct m.mark
     from claim c
     join claim_mark m on m.book = c.book and m.claim_id = c.claim_id and m.kind = wanted.kind and m.mark <> wanted.mark
     where c.tenant_id = $1::int4 and c.book = wanted.book and c.policy_id = wanted.policy_id and c.status <> 'withdrawn'
       and (wanted.claim_id is null or c.claim_id < wanted.claim_id)
     order by m.mark limit ${CLAIMS_TOLD_MAX}
   ) as earlier
   order by place, claim_id, before`,
);

/** What is known of the marks of these claims, in their order: one statement for any number, none where nothing is cited. */
export async function markFacts(tx: Tx, citing: readonly Citing[]): Promise<MarkFact[][]> {
  const rows = citing.flatMap((claim, i) => claim.marks.map((mark) => ({ ...claim, ...mark, i })));
  const facts = rows.map(({ kind, mark }) => ({
    kind,
    mark,
    others: [] as MarkFact["others"][number][],
    before: [] as string[],
  }));
  if (rows.length > 0) {
    const columns = [
      rows.map(({ claimId }) => claimId),
      rows.map(({ policyId }) => policyId),
      rows.map(({ orderId }) => orderId),
      rows.map(({ kind }) => kind),
      rows.map(({ mark }) => mark),
      rows.map(({ book }) => book),
    ];
    for (const row of await run(tx, selectMarkFacts, [tx.tenantId, ...columns])) {
      const fact = facts[Number(row.place) - 1];
      if (row.claim_id !== null)
        fact?.others.push({ claimId: formatId("claim", row.claim_id), sameOrder: row.same_order === true });
      if (row.before !== null) fact?.before.push(row.before);
    }
  }
  return citing.map((_, i) => facts.filter((_fact, place) => rows[place]?.i === i));
}
