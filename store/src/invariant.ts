// Understands how an invariant asks the database: one snapshot, the first violations with their count, and what the catalogue says.

import { execute, type Queryable, type Row, run, type Statement, statement } from "./statement.js";

/** Violations that one question answers; their number is told whole. */
export const VIOLATIONS_SHOWN_MAX = 20;

const FOUND = { kind: "text", id: "int8?", name: "text", detail: "text", total: "int8" } as const;
/** A violation: `kind` says what `id` names, or `name` where it has no id of ours; `total` is the same in every row. */
export type FoundRow = Row<typeof FOUND>;
export type Finder = Statement<typeof FOUND>;

/** Makes a statement of a query over (kind, id, name, detail), one row a violation; none when all is well. */
export function finder(name: string, text: string): Finder {
  return statement(
    name,
    FOUND,
    `with found (kind, id, name, detail) as (${text})
     select kind, id, name, detail, count(*) over () as total
     from found order by kind, id, name, detail limit ${VIOLATIONS_SHOWN_MAX}`,
  );
}

export const beginSnapshot = statement(
  "begin_snapshot",
  {},
  "set transaction isolation level repeatable read, read only",
);

/**
 * Makes the open transaction see one instant of the database and write nothing, so that a house at work looks whole. To be
 * called before anything is read.
 */
export async function readSnapshot(tx: Queryable): Promise<void> {
  await execute(tx, beginSnapshot);
}

/** Tables that have a state, and so may be updated. Every other one only grows. */
export const TABLES_WITH_STATE = [
  "api_key",
  "staff",
  "session",
  "merchant",
  "enrolment",
  "wallet",
  "top_up",
  "campaign",
  "campaign_buyer",
  "campaign_merchant",
  "orders",
  "claim",
  "decision_proposal",
  "claim_score",
  "payee_change",
  "refusal_notice",
  "appeal",
  "complaint_contacts",
  "decision_basis",
  "review_lease",
  "decision_run",
  "qa_sample",
  "supplement",
  "claim_clock",
  "payout",
  "outbox_reader",
  "policy_due",
  "board_day",
  "notice",
  "notice_preference",
  "rating_run",
  "experience_day",
  "wallet_alert",
  "wallet_refund",
  "kill_switch",
  "recovery",
  "recovery_write_off",
  "recovery_attempt",
  "merchant_deposit",
  "register_entry",
  "service_order",
  "product_draft_code",
  "product_draft",
  "webhook_endpoint",
  "webhook_delivery",
] as const;
/**
 * A refused claim gives its return parcel back; days that are in no window any more are not counted for ever; what waited
 * behind a switch is done; what was delivered long ago is asked for by nobody.
 */
export const TABLES_WITH_RELEASE = [
  "waybill_claim",
  "experience_day",
  "held_order",
  "held_claim",
  "review_lease",
  "review_view",
  "claim_clock",
  "webhook_event",
  "webhook_delivery",
  "webhook_attempt",
] as const;

export const findRights = finder(
  "find_rights",
  `select 'table'::text, null::int8, c.relname::text, 'the application may ' || r.privilege || ' rows of it'
   from pg_class c
   join pg_namespace n on n.oid = c.relnamespace
   cross join (values ('update'), ('delete'), ('truncate')) as r (privilege)
   where n.nspname = 'public' and c.relkind in ('r', 'p')
     and (has_table_privilege('anxin_app', c.oid, r.privilege)
       or (r.privilege = 'update' and has_any_column_privilege('anxin_app', c.oid, 'update')))
     and not (r.privilege = 'update' and c.relname = any ($1::text[]))
     and not (r.privilege = 'delete' and c.relname = any ($2::text[]))
   union all
   select 'table', null, c.relname, 'the application owns it, and so may do anything'
   from pg_class c
   join pg_namespace n on n.oid = c.relnamespace
   where n.nspname = 'public' and c.relkind in ('r', 'p') and pg_get_userbyid(c.relowner) = 'anxin_app'
   union all
   select 'role', null, rolname, 'stands above the rights that were granted'
   from pg_roles where rolname = 'anxin_app' and (rolsuper or rolbypassrls)`,
);

/** Tables with a tenant, but for the list of tenants itself. */
const TENANT_TABLES = `from pg_class c
   join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
   join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
   where c.relkind in ('r', 'p') and c.relname <> 'tenant'`;

export const findUnguardedTables = finder(
  "find_unguarded_tables",
  `select 'table'::text, null::int8, c.relname::text, concat_ws('; ',
     case when not c.relrowsecurity then 'row security is off' end,
     case when not c.relforcerowsecurity then 'row security is not forced' end,
     case when open.rules > 0 then 'a policy lets the application past its tenant' end)
   from (select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity ${TENANT_TABLES}) as c
   cross join lateral (
     select count(*) as rules from pg_policy p
     where p.polrelid = c.oid and p.polpermissive and (0 = any (p.polroles) or 'anxin_app'::regrole = any (p.polroles))
       and (pg_get_expr(p.polqual, p.polrelid) not like '%anxin.tenant%'
         or pg_get_expr(p.polwithcheck, p.polrelid) not like '%anxin.tenant%')
   ) as open
   where not c.relrowsecurity or not c.relforcerowsecurity or open.rules > 0`,
);

export const selectTenantTables = statement(
  "select_tenant_tables",
  { name: "text" },
  // What the role cannot read at all shows it nothing.
  `select c.relname::text as name ${TENANT_TABLES} and has_table_privilege(c.oid, 'select') order by 1`,
);
export const enterTenant = statement(
  "enter_tenant",
  { tenant: "text" },
  "select set_config('anxin.tenant', $1::text, true) as tenant",
);

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Which of these tables show a row for which `condition` holds. The list is the catalogue's, so the text is made for it. */
async function tablesShowing(
  tx: Queryable,
  tables: readonly string[],
  condition: string,
  values: unknown[],
): Promise<readonly string[]> {
  if (tables.length === 0) return [];
  const text = tables
    .map((name, place) => `select ${place} as place where exists (select from ${quoted(name)} where ${condition})`)
    .join(" union all ");
  const { rows } = await tx.query({ text, values });
  const places = new Set((rows as { readonly place: number }[]).map((row) => row.place));
  return tables.filter((_, place) => places.has(place));
}

/**
 * Tables that show rows of somebody else to this transaction's role: any row while no tenant is named, or another tenant's
 * while one is. The tenant is the same afterwards.
 */
export async function tablesWithStrangers(
  tx: Queryable,
  tenantId: number,
): Promise<{ readonly nameless: readonly string[]; readonly others: readonly string[] }> {
  const tables = (await run(tx, selectTenantTables)).map((row) => row.name);
  await run(tx, enterTenant, [""]);
  const nameless = await tablesShowing(tx, tables, "true", []);
  await run(tx, enterTenant, [String(tenantId)]);
  return { nameless, others: await tablesShowing(tx, tables, "tenant_id <> $1::int4", [tenantId]) };
}

/** Columns that hold fen. */
export const MONEY_COLUMNS = [
  "accepted_amount",
  "agreed_amount",
  "amount",
  "amount_max",
  "balance",
  "budget",
  "claimed",
  "credit_limit",
  "denied",
  "floor",
  "freight_usual",
  "funded",
  "low_balance",
  "month_max",
  "netted",
  "owed_back",
  "parcel_max",
  "posted",
  "premium",
  "per_merchant_amount_max",
  "price_min",
  "receivable",
  "received",
  "refund",
  "refunded",
  "requested_amount",
  "reserve",
  "estimate",
  "final_cost",
  "granted",
  "insurer_pays",
  "settled_credit",
  "spent",
  "suggested_amount",
  "sum_insured",
  "written_off",
] as const;

export const findInexactColumns = finder(
  "find_inexact_columns",
  `select 'column'::text, null::int8, c.relname || '.' || a.attname, 'is ' || format_type(a.atttypid, null)
   from pg_class c
   join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
   join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
   join pg_type t on t.oid = a.atttypid
   where c.relkind in ('r', 'p')
     and (ltrim(t.typname, '_') in ('float4', 'float8', 'numeric', 'money') or (a.attname = any ($1::text[]) and t.typname <> 'int8'))`,
);

/** Asks one question of the tenant's rows; `values` follow the tenant, which is $1. */
export function findIn(
  tx: Queryable & { readonly tenantId: number },
  question: Finder,
  values: readonly unknown[] = [],
): Promise<FoundRow[]> {
  return run(tx, question, [tx.tenantId, ...values]);
}

/** Asks one question of the catalogue, which knows no tenants. */
export function findAnywhere(tx: Queryable, question: Finder, values: readonly unknown[] = []): Promise<FoundRow[]> {
  return run(tx, question, values);
}
