// Understands the insurer's register as kept: every revision of every entry, found by name or number as of a time.

import { decodeExact, encodeExact } from "@anxin/core/exact-json";
import { formatId, type Id } from "@anxin/core/id";
import type { RegisterEntry, RegisterKind, RegisterRevision, RegisterTerms } from "@anxin/core/register/entry";
import { registerKey, registerKeys } from "@anxin/core/register/match";
import type { Instant } from "@anxin/core/time";
import { execute, type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

const REVISION = {
  entry_id: "int8",
  revision: "int4",
  terms: "text",
  effective_from: "timestamptz",
  changed_by: "text",
  changed_at: "timestamptz",
} as const;
type RevisionRow = Row<typeof REVISION>;
const COLUMNS = "r.entry_id, r.revision, r.terms, r.effective_from, r.changed_by, r.changed_at";

/** A revision, with who wrote it and when. */
export interface WrittenRevision extends RegisterRevision {
  readonly id: Id;
  readonly changedBy: string;
  readonly changedAt: Instant;
}

const entryOf = ({
  entry_id: id,
  revision,
  terms,
}: Pick<RevisionRow, "entry_id" | "revision" | "terms">): RegisterEntry => ({
  ...(decodeExact(terms) as RegisterTerms),
  entryId: formatId("registerEntry", id),
  revision,
});

const revisionOf = (row: RevisionRow): WrittenRevision => ({
  ...entryOf(row),
  id: row.entry_id,
  effectiveFrom: row.effective_from,
  changedBy: row.changed_by,
  changedAt: row.changed_at,
});

/** Of each entry that ever answered to the key, the revision that was in effect at the time, if that one answers to it. */
export const selectRegisterMatches = statement(
  "select_register_matches",
  { place: "int8", entry_id: "int8", revision: "int4", terms: "text" },
  `select wanted.place, known.entry_id, known.revision, known.terms
   from unnest($2::text[], $3::text[], $4::int8[]) with ordinality as wanted (kind, key, at_ms, place)
   cross join lateral (
     select distinct r.entry_id from register_revision r
     where r.tenant_id = $1::int4 and r.kind = wanted.kind and r.keys @> array[wanted.key]
   ) as named
   cross join lateral (
     select r.entry_id, r.revision, r.terms, r.keys from register_revision r
     where r.tenant_id = $1::int4 and r.entry_id = named.entry_id and r.effective_from <= at_ms(wanted.at_ms)
     order by r.revision desc limit 1
   ) as known
   where known.keys @> array[wanted.key]
   order by wanted.place, known.entry_id`,
);

/** Who is looked for: `key` as `registerKey` writes it, at a time. */
export interface RegisterWish {
  readonly kind: RegisterKind;
  readonly key: string;
  readonly at: Instant;
}

/** The entries that each of these names means, as they stood; in the order of the wishes. */
export async function registerMatches(tx: Tx, wishes: readonly RegisterWish[]): Promise<RegisterEntry[][]> {
  const found: RegisterEntry[][] = wishes.map(() => []);
  if (wishes.length === 0) return found;
  const columns = [wishes.map(({ kind }) => kind), wishes.map(({ key }) => key), wishes.map(({ at }) => at)];
  for (const row of await run(tx, selectRegisterMatches, [tx.tenantId, ...columns]))
    found[Number(row.place) - 1]?.push(entryOf(row));
  return found;
}

/** As of $2; without an entry that was in effect by then. */
const AS_OF = `select distinct on (r.entry_id) ${COLUMNS}, r.kind, r.keys, r.name, r.status
     from register_revision r
     where r.tenant_id = $1::int4 and r.effective_from <= at_ms($2::int8)
     order by r.entry_id, r.revision desc`;

export const selectRegister = statement(
  "select_register",
  REVISION,
  `select ${COLUMNS} from (${AS_OF}) as r
   where ($3::text is null or r.kind = $3) and ($4::text is null or r.status = $4)
     and ($5::text is null or exists (select from unnest(r.keys) as key where position($5 in key) > 0))
     and ($6::int8 is null or r.entry_id > $6)
     and ($7::text is null or coalesce(jsonb_array_length(r.terms::jsonb #> '{scope,categories}'), 0) = 0
       or r.terms::jsonb #> '{scope,categories}' @> to_jsonb($7))
   order by r.entry_id limit $8::int4`,
);

/** What a list of the register may be narrowed by; null means any. */
export interface RegisterFilter {
  readonly at: Instant;
  readonly kind: string | null;
  readonly status: string | null;
  /** A part of a name or number. */
  readonly text: string | null;
  /** Only entries for such goods. */
  readonly category: string | null;
  readonly after: Id | null;
  readonly limit: number;
}

/** Entries as they stood at a time, in the order in which they were written first. */
export async function listRegister(tx: Tx, filter: RegisterFilter): Promise<WrittenRevision[]> {
  const { at, kind, status, text, category, after, limit } = filter;
  const part = text === null ? null : registerKey(text);
  return (await run(tx, selectRegister, [tx.tenantId, at, kind, status, part, after, category, limit])).map(revisionOf);
}

export const selectRegisterRevisions = statement(
  "select_register_revisions",
  REVISION,
  `select ${COLUMNS} from register_revision r
   where r.tenant_id = $1::int4 and r.entry_id = $2::int8 and ($3::int4 is null or r.revision < $3)
   order by r.revision desc limit $4::int4`,
);

/** The revisions of an entry, newest first, before a number; none where there is no such entry. */
export async function registerRevisions(
  tx: Tx,
  entryId: Id,
  before: number | null,
  limit: number,
): Promise<WrittenRevision[]> {
  return (await run(tx, selectRegisterRevisions, [tx.tenantId, entryId, before, limit])).map(revisionOf);
}

export const selectRegisterAsOf = statement(
  "select_register_as_of",
  REVISION,
  `select ${COLUMNS} from register_revision r
   where r.tenant_id = $1::int4 and r.entry_id = $2::int8 and r.effective_from <= at_ms($3::int8)
   order by r.revision desc limit 1`,
);

/** An entry as it stood at a time; null where nothing was in effect by then. */
export async function findRegisterEntry(tx: Tx, entryId: Id, at: Instant): Promise<WrittenRevision | null> {
  const [row] = await run(tx, selectRegisterAsOf, [tx.tenantId, entryId, at]);
  return row === undefined ? null : revisionOf(row);
}

export const lockRegisterEntry = statement(
  "lock_register_entry",
  { revision: "int4" },
  "select revision from register_entry where tenant_id = $1::int4 and entry_id = $2::int8 for update",
);

/** The last word about an entry, which nobody else can add to until the transaction ends; null where there is no such entry. */
export async function holdRegisterEntry(tx: Tx, entryId: Id): Promise<WrittenRevision | null> {
  const [held] = await run(tx, lockRegisterEntry, [tx.tenantId, entryId]);
  if (held === undefined) return null;
  const [last] = await registerRevisions(tx, entryId, null, 1);
  return last ?? null;
}

/** A revision about to be written. */
export interface NewRevision {
  readonly entryId: Id;
  readonly revision: number;
  readonly terms: RegisterTerms;
  readonly effectiveFrom: Instant;
  readonly changedBy: string;
  readonly changedAt: Instant;
}

export const insertRegisterEntryRow = statement(
  "insert_register_entry",
  { entry_id: "int8" },
  `insert into register_entry (tenant_id, entry_id, kind, name_key, revision)
   values ($1::int4, $2::int8, $3::text, $4::text, 1)
   on conflict on constraint register_name_once do nothing
   returning entry_id`,
);
export const updateRegisterEntry = statement(
  "update_register_entry",
  { entry_id: "int8" },
  `update register_entry e set revision = $3::int4, name_key = $5::text
   where e.tenant_id = $1::int4 and e.entry_id = $2::int8 and not exists (
     select from register_entry other
     where other.tenant_id = $1::int4 and other.kind = $4::text and other.name_key = $5::text and other.entry_id <> $2::int8)
   returning e.entry_id`,
);
export const insertRegisterRevisionRow = statement(
  "insert_register_revision",
  {},
  `insert into register_revision (tenant_id, entry_id, revision, kind, keys, name, status, terms, effective_from, changed_by, changed_at)
   values ($1::int4, $2::int8, $3::int4, $4::text, $5::text[], $6::text, $7::text, $8::text, at_ms($9::int8), $10::text, at_ms($11::int8))`,
);

/**
 * Writes the first or the next revision of an entry; the caller holds an entry that is there. False, and nothing is written, when
 * another entry of the kind has the name. Of two that take one name at the same time, the later one waits and is told so, or, where
 * it renames, violates `register_name_once`.
 */
export async function writeRevision(tx: Tx, revision: NewRevision): Promise<boolean> {
  const { entryId, terms, revision: number } = revision;
  const nameKey = registerKey(terms.name);
  const written =
    number === 1
      ? await run(tx, insertRegisterEntryRow, [tx.tenantId, entryId, terms.kind, nameKey])
      : await run(tx, updateRegisterEntry, [tx.tenantId, entryId, number, terms.kind, nameKey]);
  if (written.length === 0) return false;
  await execute(tx, insertRegisterRevisionRow, [
    tx.tenantId,
    entryId,
    number,
    terms.kind,
    registerKeys(terms),
    terms.name,
    terms.status,
    encodeExact(terms),
    revision.effectiveFrom,
    revision.changedBy,
    revision.changedAt,
  ]);
  return true;
}

export const selectRegisterNamed = statement(
  "select_register_named",
  REVISION,
  `select ${COLUMNS} from register_entry e
   join register_revision r on r.tenant_id = e.tenant_id and r.entry_id = e.entry_id and r.revision = e.revision
   where e.tenant_id = $1::int4 and e.kind = $2::text and e.name_key = $3::text`,
);

/** The last word about the entry that has a name; null where none has it. */
export async function findNamed(tx: Tx, kind: RegisterKind, name: string): Promise<WrittenRevision | null> {
  const [row] = await run(tx, selectRegisterNamed, [tx.tenantId, kind, registerKey(name)]);
  return row === undefined ? null : revisionOf(row);
}

export const beginRehearsal = statement("begin_rehearsal", {}, "savepoint rehearsal");
export const endRehearsal = statement("end_rehearsal", {}, "rollback to savepoint rehearsal");

/** Does `work` and takes back all that it wrote: what would happen. */
export async function rehearse<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await execute(tx, beginRehearsal);
  const answer = await work();
  await execute(tx, endRehearsal);
  return answer;
}
