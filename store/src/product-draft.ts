// Understands drafts of products as kept: every revision of their content, and every run of their scenarios. Nothing that is sold reads them.

import type { Instant } from "@anxin/core/time";
import { execute, type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

/** Which draft: of which product, and under which number. */
export interface DraftKey {
  readonly code: string;
  readonly version: number;
}

export const insertDraftCode = statement(
  "insert_draft_code",
  { code: "text" },
  `insert into product_draft_code (tenant_id, code, number, last_version) values ($1::int4, $2::text, $3::int2, 0)
   on conflict on constraint product_draft_code_pk do nothing
   returning code`,
);
export const lockDraftCode = statement(
  "lock_draft_code",
  { number: "int2", last_version: "int4", drafts: "int8" },
  `select c.number, c.last_version,
     (select count(*) from product_draft d where d.tenant_id = c.tenant_id and d.code = c.code and d.state = 'draft') as drafts
   from product_draft_code c where c.tenant_id = $1::int4 and c.code = $2::text for update of c`,
);

/** A product's number, the last version that a draft took, and how many drafts are open. */
export type DraftCode = Row<(typeof lockDraftCode)["row"]>;

/**
 * The row of a product, made when there is none, which nobody else can take a version of until the transaction ends. A number that
 * another product has violates `product_draft_number_once`.
 */
export async function holdDraftCode(tx: Tx, code: string, number: number): Promise<DraftCode> {
  await run(tx, insertDraftCode, [tx.tenantId, code, number]);
  const [held] = await run(tx, lockDraftCode, [tx.tenantId, code]);
  return held ?? { number, last_version: 0, drafts: 0n };
}

export const updateDraftCode = statement(
  "update_draft_code",
  {},
  "update product_draft_code set number = $3::int2, last_version = $4::int4 where tenant_id = $1::int4 and code = $2::text",
);
export const insertProductDraftRow = statement(
  "insert_product_draft",
  {},
  `insert into product_draft (tenant_id, code, version, state, based_on, revision, created_by, created_at)
   values ($1::int4, $2::text, $3::int4, 'draft', $4::int4, 1, $5::text, at_ms($6::int8))`,
);
export const insertDraftRevisionRow = statement(
  "insert_product_draft_revision",
  {},
  `insert into product_draft_revision
     (tenant_id, code, version, revision, note, content, content_hash, scenarios, changed_by, changed_at)
   values ($1::int4, $2::text, $3::int4, $4::int4, $5::text, $6::text, $7::text, $8::text, $9::text, at_ms($10::int8))`,
);
export const updateDraftRevision = statement(
  "update_product_draft_revision",
  {},
  "update product_draft set revision = $4::int4 where tenant_id = $1::int4 and code = $2::text and version = $3::int4",
);
export const discardDraftRow = statement(
  "discard_product_draft",
  {},
  "update product_draft set state = 'discarded' where tenant_id = $1::int4 and code = $2::text and version = $3::int4",
);

/** What a revision says. `content` and `scenarios` are JSON text. */
export interface DraftText {
  readonly note: string;
  readonly content: string;
  readonly contentHash: string;
  readonly scenarios: string;
}

/** Who did it, and when. */
export interface DraftChange {
  readonly by: string;
  readonly at: Instant;
}

async function insertRevision(tx: Tx, key: DraftKey, revision: number, text: DraftText, { by, at }: DraftChange) {
  const { note, content, contentHash, scenarios } = text;
  const of = [tx.tenantId, key.code, key.version, revision];
  await execute(tx, insertDraftRevisionRow, [...of, note, content, contentHash, scenarios, by, at]);
}

/** Writes a new draft and takes its version; the caller holds the product's row. */
export async function insertDraft(
  tx: Tx,
  key: DraftKey,
  draft: { readonly number: number; readonly basedOn: number | null; readonly text: DraftText },
  change: DraftChange,
): Promise<void> {
  const { code, version } = key;
  await execute(tx, updateDraftCode, [tx.tenantId, code, draft.number, version]);
  await execute(tx, insertProductDraftRow, [tx.tenantId, code, version, draft.basedOn, change.by, change.at]);
  await insertRevision(tx, key, 1, draft.text, change);
}

/** Writes the next revision; the caller holds the draft. */
export async function writeDraft(
  tx: Tx,
  key: DraftKey,
  revision: number,
  text: DraftText,
  change: DraftChange,
): Promise<void> {
  await execute(tx, updateDraftRevision, [tx.tenantId, key.code, key.version, revision]);
  await insertRevision(tx, key, revision, text, change);
}

/** Puts a draft away; its revisions and runs stay on record. */
export async function discardDraft(tx: Tx, { code, version }: DraftKey): Promise<void> {
  await execute(tx, discardDraftRow, [tx.tenantId, code, version]);
}

const DRAFT = {
  code: "text",
  version: "int4",
  number: "int2",
  based_on: "int4?",
  revision: "int4",
  note: "text",
  content_hash: "text",
  created_by: "text",
  created_at: "timestamptz",
  changed_by: "text",
  changed_at: "timestamptz",
  run: "int4?",
  run_content_hash: "text?",
  run_scenarios_hash: "text?",
  run_green: "int4?",
  run_red: "int4?",
} as const;
const DRAFT_COLUMNS = `d.code, d.version, c.number, d.based_on, d.revision, r.note, r.content_hash, d.created_by, d.created_at,
     r.changed_by, r.changed_at, t.run, t.content_hash as run_content_hash, t.scenarios_hash as run_scenarios_hash,
     t.green as run_green, t.red as run_red`;
/** An open draft with its last revision and the last run of its scenarios. */
const DRAFTS = `from product_draft d
   join product_draft_code c on c.tenant_id = d.tenant_id and c.code = d.code
   join product_draft_revision r
     on r.tenant_id = d.tenant_id and r.code = d.code and r.version = d.version and r.revision = d.revision
   left join lateral (
     select t.run, t.content_hash, t.scenarios_hash, t.green, t.red from product_draft_run t
     where t.tenant_id = d.tenant_id and t.code = d.code and t.version = d.version order by t.run desc limit 1
   ) as t on true
   where d.tenant_id = $1::int4 and d.state = 'draft'`;
const TEXTS = { ...DRAFT, content: "text", scenarios: "text" } as const;

export const selectDrafts = statement(
  "select_product_drafts",
  TEXTS,
  `select ${DRAFT_COLUMNS}, r.content, r.scenarios ${DRAFTS}
     and ($2::text is null or d.code = $2) and ($3::text is null or (d.code, d.version) > ($3, $4::int4))
   order by d.code, d.version limit $5::int4`,
);

/** A draft as it stands. */
export type DraftRow = Row<typeof TEXTS>;

/** Open drafts, of one product or of all, after a place in the list. */
export async function listDrafts(
  tx: Tx,
  filter: { readonly code: string | null; readonly after: DraftKey | null; readonly limit: number },
): Promise<DraftRow[]> {
  const { code, after, limit } = filter;
  return run(tx, selectDrafts, [tx.tenantId, code, after?.code ?? null, after?.version ?? null, limit]);
}

export const selectDraft = statement(
  "select_product_draft",
  TEXTS,
  `select ${DRAFT_COLUMNS}, r.content, r.scenarios ${DRAFTS} and d.code = $2::text and d.version = $3::int4`,
);

/** An open draft; null where there is none. */
export async function findDraft(tx: Tx, { code, version }: DraftKey): Promise<DraftRow | null> {
  const [row] = await run(tx, selectDraft, [tx.tenantId, code, version]);
  return row ?? null;
}

export const lockDraft = statement(
  "lock_product_draft",
  { revision: "int4" },
  `select revision from product_draft
   where tenant_id = $1::int4 and code = $2::text and version = $3::int4 and state = 'draft' for update`,
);

/** An open draft that nobody else can change until the transaction ends; null where there is none. */
export async function holdDraft(tx: Tx, key: DraftKey): Promise<DraftRow | null> {
  const held = await run(tx, lockDraft, [tx.tenantId, key.code, key.version]);
  return held.length === 0 ? null : findDraft(tx, key);
}

const RUN = {
  run: "int4",
  revision: "int4",
  content_hash: "text",
  scenarios_hash: "text",
  green: "int4",
  red: "int4",
  run_by: "text",
  run_at: "timestamptz",
} as const;
const RUN_COLUMNS = "run, revision, content_hash, scenarios_hash, green, red, run_by, run_at";
export type DraftRunRow = Row<typeof RUN>;

export const insertDraftRunRow = statement(
  "insert_product_draft_run",
  RUN,
  `insert into product_draft_run
     (tenant_id, code, version, run, revision, content_hash, scenarios_hash, green, red, results, run_by, run_at)
   select $1::int4, $2::text, $3::int4,
     (select coalesce(max(t.run), 0) + 1 from product_draft_run t
      where t.tenant_id = $1::int4 and t.code = $2::text and t.version = $3::int4),
     $4::int4, $5::text, $6::text, $7::int4, $8::int4, $9::text, $10::text, at_ms($11::int8)
   returning ${RUN_COLUMNS}`,
);

/** What a run came to. `results` is JSON text. */
export interface NewDraftRun {
  readonly revision: number;
  readonly contentHash: string;
  readonly scenariosHash: string;
  readonly green: number;
  readonly red: number;
  readonly results: string;
}

/** Keeps a run; the caller holds the draft. */
export async function insertDraftRun(
  tx: Tx,
  key: DraftKey,
  made: NewDraftRun,
  { by, at }: DraftChange,
): Promise<DraftRunRow[]> {
  const { revision, contentHash, scenariosHash, green, red, results } = made;
  const of = [tx.tenantId, key.code, key.version, revision, contentHash, scenariosHash];
  return run(tx, insertDraftRunRow, [...of, green, red, results, by, at]);
}

export const selectDraftRuns = statement(
  "select_product_draft_runs",
  RUN,
  `select ${RUN_COLUMNS} from product_draft_run
   where tenant_id = $1::int4 and code = $2::text and version = $3::int4 and ($4::int4 is null or run < $4)
   order by run desc limit $5::int4`,
);

/** Runs of a draft, newest first, before a number. */
export async function listDraftRuns(
  tx: Tx,
  { code, version }: DraftKey,
  before: number | null,
  limit: number,
): Promise<DraftRunRow[]> {
  return run(tx, selectDraftRuns, [tx.tenantId, code, version, before, limit]);
}

export const selectDraftRun = statement(
  "select_product_draft_run",
  { ...RUN, results: "text" },
  `select ${RUN_COLUMNS}, results from product_draft_run
   where tenant_id = $1::int4 and code = $2::text and version = $3::int4 and run = $4::int4`,
);
export type DraftRunResults = Row<(typeof selectDraftRun)["row"]>;

/** One run with its results; null where there is none. */
export async function findDraftRun(tx: Tx, key: DraftKey, number: number): Promise<DraftRunResults | null> {
  const [row] = await run(tx, selectDraftRun, [tx.tenantId, key.code, key.version, number]);
  return row ?? null;
}
