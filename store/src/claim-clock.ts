// Understands the clocks of claims as kept: read and written for any number of claims at once.

import { CLOCK_CODES, type ClockCode, type EscalationPercent } from "@anxin/core/claim/clock-rules";
import { type Clock, isRunning, isUnknown, type Pause, percentAt } from "@anxin/core/claim/clocks";
import type { Id } from "@anxin/core/id";
import type { Instant } from "@anxin/core/time";
import type { ClaimRow } from "./claim.js";
import { finder } from "./invariant.js";
import { isUnservedSql } from "./service-order.js";
import { execute, instantArray, int2Array, int8Array, type Row, run, statement, textArray } from "./statement.js";
import type { Tx } from "./transaction.js";

/** The columns of a clock, as statements declare and select them. */
export const CLOCK = {
  book: "int2",
  claim_id: "int8",
  code: "text",
  round: "int2",
  started_at: "timestamptz",
  term_ms: "int8?",
  pauses: "text",
  due_at: "timestamptz?",
  met_at: "timestamptz?",
  stopped_at: "timestamptz?",
  escalated: "int2",
  queue: "text?",
} as const;
export const CLOCK_COLUMNS = Object.keys(CLOCK)
  .map((column) => `c.${column}`)
  .join(", ");

function encodePauses(pauses: readonly Pause[]): string {
  return JSON.stringify(pauses.map(({ from, until }) => [from, until]));
}

function decodePauses(text: string): readonly Pause[] {
  return (JSON.parse(text) as [Instant, Instant | null][]).map(([from, until]) => ({ from, until }));
}

export function clockOf(row: Row<typeof CLOCK>): Clock {
  return {
    code: row.code as ClockCode,
    round: row.round,
    startedAt: row.started_at,
    termMs: row.term_ms === null ? null : Number(row.term_ms),
    pauses: decodePauses(row.pauses),
    dueAt: row.due_at,
    metAt: row.met_at,
    stoppedAt: row.stopped_at,
  };
}

export type ClaimKey = Pick<ClaimRow, "book" | "claimId">;
export const keysOf = (claims: readonly ClaimKey[]) => [
  int2Array(claims.map((claim) => claim.book)),
  int8Array(claims.map((claim) => claim.claimId)),
];

function byClaim(rows: readonly Row<typeof CLOCK>[]): ReadonlyMap<Id, readonly Clock[]> {
  const clocks = new Map<Id, Clock[]>();
  for (const row of rows) {
    const ofClaim = clocks.get(row.claim_id);
    if (ofClaim === undefined) clocks.set(row.claim_id, [clockOf(row)]);
    else ofClaim.push(clockOf(row));
  }
  for (const ofClaim of clocks.values()) ofClaim.sort((a, b) => placeOf(a) - placeOf(b) || a.round - b.round);
  return clocks;
}

/** The place of a clock among its claim's: the order of the rules, as `clocksAfter` answers them. */
const placeOf = ({ code }: Clock): number => CLOCK_CODES.indexOf(code);

const CLOCKS_OF_CLAIMS = `select ${CLOCK_COLUMNS}
   from unnest($2::int2[], $3::int8[]) as wanted (book, claim_id)
   join claim_clock c on c.book = wanted.book and c.claim_id = wanted.claim_id and c.tenant_id = $1::int4
   order by c.book, c.claim_id, c.code, c.round`;
export const selectClocksOfClaims = statement("select_clocks_of_claims", CLOCK, CLOCKS_OF_CLAIMS);
export const selectClocksOfClaimsForUpdate = statement(
  "select_clocks_of_claims_for_update",
  CLOCK,
  `${CLOCKS_OF_CLAIMS} for update of c`,
);

/** The clocks of these claims, each claim's in the order of `clocksAfter`; a claim that is missing has none. */
export async function clocksOfClaims(tx: Tx, claims: readonly ClaimKey[]): Promise<ReadonlyMap<Id, readonly Clock[]>> {
  if (claims.length === 0) return new Map();
  return byClaim(await run(tx, selectClocksOfClaims, [tx.tenantId, ...keysOf(claims)]));
}

/** As `clocksOfClaims`, for whoever writes them without holding the orders: they stay as read until the transaction ends. */
export async function holdClocksOfClaims(
  tx: Tx,
  claims: readonly ClaimKey[],
): Promise<ReadonlyMap<Id, readonly Clock[]>> {
  if (claims.length === 0) return new Map();
  return byClaim(await run(tx, selectClocksOfClaimsForUpdate, [tx.tenantId, ...keysOf(claims)]));
}

/** Whether the row is the clock that is written: one that was none, and is forgotten, leaves its number to the next of its code. */
const IS_SAME = "c.started_at = excluded.started_at";
const MET = `case when ${IS_SAME} then coalesce(c.met_at, excluded.met_at) else excluded.met_at end`;

/**
 * What was met stays met: the payout's success, told by somebody who does not hold the order, is not undone by who read the
 * clocks before. The next look is at the first share that was not told; a clock of unknown length is looked at at once, and
 * after that when its last look said.
 */
export const upsertClaimClocks = statement(
  "upsert_claim_clocks",
  {},
  `with given as (
     select * from unnest($4::int2[], $5::int8[], $6::text[], $7::int2[], $8::timestamptz[], $9::int8[], $10::text[], $11::timestamptz[],
       $12::timestamptz[], $13::timestamptz[], $14::timestamptz[], $15::timestamptz[], $16::timestamptz[])
       as row (book, claim_id, code, round, started_at, term_ms, pauses, due_at, met_at, stopped_at, half_at, most_at, whole_at)
   ), forgotten as (
     delete from claim_clock c
     using unnest($2::int2[], $3::int8[]) as claim (book, claim_id)
     where c.book = claim.book and c.claim_id = claim.claim_id and c.tenant_id = $1::int4 and not exists (
       select 1 from given g where g.book = c.book and g.claim_id = c.claim_id and g.code = c.code and g.round = c.round)
   )
   insert into claim_clock as c (tenant_id, book, claim_id, code, round, started_at, term_ms, pauses, due_at, met_at, stopped_at,
     next_escalation_at)
   select $1::int4, book, claim_id, code, round, started_at, term_ms, pauses, due_at, met_at, stopped_at, half_at
   from given order by book, claim_id, code, round
   on conflict on constraint claim_clock_pk do update set
     started_at = excluded.started_at, term_ms = excluded.term_ms, pauses = excluded.pauses, due_at = excluded.due_at,
     met_at = ${MET}, stopped_at = excluded.stopped_at,
     escalated = case when ${IS_SAME} then c.escalated else 0 end,
     escalated_at = case when ${IS_SAME} then c.escalated_at end,
     queue = case when ${IS_SAME} and coalesce(${MET}, excluded.stopped_at) is null then c.queue end,
     next_escalation_at = case
       when coalesce(${MET}, excluded.stopped_at) is not null then null
       when ${IS_SAME} and excluded.term_ms is null and c.queue is not null then c.next_escalation_at
       else (select case when not ${IS_SAME} or c.escalated < 50 then g.half_at when c.escalated < 80 then g.most_at
               when c.escalated < 100 then g.whole_at end
             from given g where g.book = c.book and g.claim_id = c.claim_id and g.code = c.code and g.round = c.round)
     end
   where (c.started_at, c.term_ms, c.pauses, c.due_at, c.met_at, c.stopped_at)
       is distinct from (excluded.started_at, excluded.term_ms, excluded.pauses, excluded.due_at, ${MET}, excluded.stopped_at)`,
);

/** All clocks that a claim has now. */
export interface ClaimClocks {
  readonly claim: ClaimKey;
  readonly clocks: readonly Clock[];
}

/** When it is to be looked at for so many percent; a clock of unknown length at once, for somebody has to be told. */
function lookAt(clock: Clock, percent: EscalationPercent): Instant | null {
  if (!isRunning(clock)) return null;
  return isUnknown(clock) ? clock.startedAt : percentAt(clock, percent);
}

/** Writes the clocks of claims, any number in one statement; a clock that a claim has no longer is forgotten. */
export async function writeClocks(tx: Tx, claims: readonly ClaimClocks[]): Promise<void> {
  if (claims.length === 0) return;
  const rows = claims.flatMap(({ claim, clocks }) => clocks.map((clock) => ({ claim, clock })));
  const instants = (read: (clock: Clock) => Instant | null): Buffer =>
    instantArray(rows.map(({ clock }) => read(clock)));
  await execute(tx, upsertClaimClocks, [
    tx.tenantId,
    ...keysOf(claims.map(({ claim }) => claim)),
    ...keysOf(rows.map(({ claim }) => claim)),
    textArray(rows.map(({ clock }) => clock.code)),
    int2Array(rows.map(({ clock }) => clock.round)),
    instants((clock) => clock.startedAt),
    int8Array(rows.map(({ clock: { termMs } }) => (termMs === null ? null : BigInt(termMs)))),
    textArray(rows.map(({ clock }) => encodePauses(clock.pauses))),
    instants((clock) => clock.dueAt),
    instants((clock) => clock.metAt),
    instants((clock) => clock.stoppedAt),
    instants((clock) => lookAt(clock, 50)),
    instants((clock) => lookAt(clock, 80)),
    instants((clock) => lookAt(clock, 100)),
  ]);
}

export const selectUnpaidClaims = statement(
  "select_unpaid_claims",
  { claim_id: "int8" },
  `select distinct p.claim_id
   from unnest($2::int2[], $3::int8[]) as wanted (book, claim_id)
   join payout p on p.book = wanted.book and p.claim_id = wanted.claim_id and p.tenant_id = $1::int4
   where p.status <> 'succeeded'
   union
   select wanted.claim_id from unnest($2::int2[], $3::int8[]) as wanted (book, claim_id) where ${isUnservedSql("wanted")}`,
);

/** Which of these claims have a payout that has not arrived, or a benefit in kind that was not given. */
export async function unpaidClaims(tx: Tx, claims: readonly ClaimKey[]): Promise<ReadonlySet<Id>> {
  if (claims.length === 0) return new Set();
  const rows = await run(tx, selectUnpaidClaims, [tx.tenantId, ...keysOf(claims)]);
  return new Set(rows.map((row) => row.claim_id));
}

/** A case and its clocks say the same: whether it was decided, and whether what was granted has arrived. */
export const findClocksApart = finder(
  "find_clocks_apart",
  `select 'claim'::text, c.claim_id, '', case
     when k.round is null then 'has no clock for its decision'
     else format('was decided %s; its clock says %s', coalesce(c.decided_at::text, 'never'), coalesce(k.met_at::text, 'never')) end
   from claim c
   left join claim_clock k on k.book = c.book and k.claim_id = c.claim_id and k.code = 'decision' and k.round = 1
   where c.tenant_id = $1::int4 and (k.round is null or (c.decided_at is null) <> (k.met_at is null))
   union all
   select 'claim', k.claim_id, '', 'has been paid all that was granted; the clock of its payment runs on'
   from claim_clock k
   where k.tenant_id = $1::int4 and k.code = 'payment' and k.met_at is null and k.stopped_at is null and not exists (
     select 1 from payout p where p.book = k.book and p.claim_id = k.claim_id and p.status <> 'succeeded')
     and not ${isUnservedSql("k")}
   union all
   select 'claim', k.claim_id, '', format('its clock %s will not be looked at again', k.code)
   from claim_clock k
   where k.tenant_id = $1::int4 and k.met_at is null and k.stopped_at is null and k.escalated < 100 and k.term_ms is not null
     and k.due_at is not null and k.next_escalation_at is null`,
);
