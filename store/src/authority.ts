// Understands which limits were set on what people may grant, and which of them are for whom.

import type { Instant } from "@anxin/core/time";
import { execute, type Row, run, statement } from "./statement.js";
import type { Tx } from "./transaction.js";

const LIMIT = {
  revision: "int4",
  role: "text",
  level: "int2",
  product: "text",
  amount_max: "int8?",
  effective_at: "timestamptz",
  reason: "text",
  set_by: "text",
  person: "text",
  set_at: "timestamptz",
} as const;
export type AuthorityLimitRow = Row<typeof LIMIT>;

/** The human being behind an account of staff `s`; two accounts of one carry the same name. */
const PERSON = "coalesce(s.person, 'staff:' || s.staff_id)";

export const selectDecider = statement(
  "select_decider",
  {
    own_role: "text",
    own_level: "int2",
    own_person: "text",
    revision: "int4?",
    level: "int2?",
    product: "text?",
    amount_max: "int8?",
    effective_at: "timestamptz?",
    person: "text?",
  },
  `select s.role as own_role, s.level as own_level, ${PERSON} as own_person, l.revision, l.level, l.product, l.amount_max, l.effective_at,
     l.person
   from staff s
   left join authority_limit l on l.tenant_id = s.tenant_id and l.role = s.role and l.level <= s.level
     and l.product = any ($3::text[]) and l.effective_at <= at_ms($4::int8)
   where s.tenant_id = $1::int4 and s.staff_id = $2::int8`,
);
export type DeciderRow = Row<(typeof selectDecider)["row"]>;

/** A member of staff with the limits that may be theirs, a row each; one without any where there is none. */
export function deciderWithLimits(
  tx: Tx,
  staffId: bigint,
  products: readonly string[],
  at: Instant,
): Promise<DeciderRow[]> {
  return run(tx, selectDecider, [tx.tenantId, staffId, products, at]);
}

export const selectLimits = statement(
  "select_authority_limits",
  { ...LIMIT, set_by_name: "text?" },
  `select l.revision, l.role, l.level, l.product, l.amount_max, l.effective_at, l.reason, l.set_by, l.person, l.set_at,
     s.display_name as set_by_name
   from authority_limit l
   left join staff s on s.tenant_id = l.tenant_id and 'staff:' || s.staff_id = l.set_by
   where l.tenant_id = $1::int4
   order by l.revision desc`,
);

/** Every limit that was ever set, the last one first. */
export function listLimits(tx: Tx): Promise<Row<(typeof selectLimits)["row"]>[]> {
  return run(tx, selectLimits, [tx.tenantId]);
}

export const insertLimitRow = statement(
  "insert_authority_limit",
  {},
  `insert into authority_limit (tenant_id, revision, role, level, product, amount_max, effective_at, reason, set_by, person, set_at)
   select $1::int4, $2::int4, $3::text, $4::int2, $5::text, $6::int8, at_ms($7::int8), $8::text, $9::text, $10::text, at_ms($11::int8)
   on conflict on constraint authority_limit_pk do nothing`,
);

/** Sets a limit as the next revision; false when somebody else has just set another one under that number. */
export async function insertLimit(tx: Tx, row: AuthorityLimitRow): Promise<boolean> {
  const { revision, role, level, product, amount_max, effective_at, reason, set_by, person, set_at } = row;
  const values = [revision, role, level, product, amount_max, effective_at, reason, set_by, person, set_at];
  return (await execute(tx, insertLimitRow, [tx.tenantId, ...values])) === 1;
}

const STAFF = {
  staff_id: "int8",
  email: "text",
  role: "text",
  display_name: "text",
  level: "int2",
  person: "text?",
  created_at: "timestamptz",
  disabled_at: "timestamptz?",
  revision: "int4",
  changed_by: "text?",
  changed_at: "timestamptz?",
} as const;
export type StaffMemberRow = Row<typeof STAFF>;
const STAFF_COLUMNS = `s.staff_id, s.email, s.role, s.display_name, s.level, s.person, s.created_at, s.disabled_at,
     coalesce(c.revision, 0) as revision, c.changed_by, c.changed_at
   from staff s
   left join lateral (
     select c.revision, c.changed_by, c.changed_at from staff_change c
     where c.tenant_id = s.tenant_id and c.staff_id = s.staff_id order by c.revision desc limit 1
   ) as c on true`;

export const selectStaff = statement(
  "select_staff",
  STAFF,
  `select ${STAFF_COLUMNS}
   where s.tenant_id = $1::int4 and ($2::int8 is null or s.staff_id > $2)
   order by s.staff_id limit $3::int4`,
);

/** Colleagues in the order in which they came, after one where the last page ended. */
export function listStaff(tx: Tx, after: bigint | null, limit: number): Promise<StaffMemberRow[]> {
  return run(tx, selectStaff, [tx.tenantId, after, limit]);
}

export const lockStaffMember = statement(
  "lock_staff_member",
  STAFF,
  `select ${STAFF_COLUMNS} where s.tenant_id = $1::int4 and s.staff_id = $2::int8 for update of s`,
);

/** A colleague, held until the transaction ends; null when there is none of this id. */
export async function holdStaffMember(tx: Tx, staffId: bigint): Promise<StaffMemberRow | null> {
  const [row] = await run(tx, lockStaffMember, [tx.tenantId, staffId]);
  return row ?? null;
}

export const selectPersons = statement(
  "select_persons",
  { staff_id: "int8", person: "text", level: "int2", role: "text", display_name: "text", created_at: "timestamptz" },
  `select s.staff_id, ${PERSON} as person, s.level, s.role, s.display_name, s.created_at
   from staff s where s.tenant_id = $1::int4 and s.staff_id = any ($2::int8[])`,
);

/** The human beings behind these accounts, with their level. */
export function personsOf(tx: Tx, staffIds: readonly bigint[]): Promise<Row<(typeof selectPersons)["row"]>[]> {
  return run(tx, selectPersons, [tx.tenantId, staffIds]);
}

export const updateStaffMember = statement(
  "update_staff_member",
  {},
  `with changed as (
     update staff set level = $3::int2, person = $4::text,
       disabled_at = case when $5::bool then null else coalesce(disabled_at, at_ms($8::int8)) end
     where tenant_id = $1::int4 and staff_id = $2::int8
   )
   insert into staff_change (tenant_id, staff_id, revision, level, person, enabled, reason, changed_by, changed_at)
   select $1, $2, coalesce(max(c.revision), 0) + 1, $3, $4, $5, $6::text, $7::text, at_ms($8)
   from staff_change c where c.tenant_id = $1 and c.staff_id = $2`,
);

/** Changes what a colleague may do, and keeps who did so and why. The caller holds the colleague. */
export async function changeStaffMember(
  tx: Tx,
  staffId: bigint,
  change: {
    readonly level: number;
    readonly person: string | null;
    readonly enabled: boolean;
    readonly reason: string;
    readonly changedBy: string;
    readonly at: Instant;
  },
): Promise<void> {
  const { level, person, enabled, reason, changedBy, at } = change;
  await execute(tx, updateStaffMember, [tx.tenantId, staffId, level, person, enabled, reason, changedBy, at]);
}
