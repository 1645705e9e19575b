// Understands tenants: the marketplaces, platforms or insurers that share this house without seeing each other.

import { present } from "@anxin/core/assert";
import type { Instant } from "@anxin/core/time";
import { execute, type Queryable, run, statement } from "./statement.js";

export interface Tenant {
  readonly tenantId: number;
  readonly code: string;
  readonly name: string;
  /** Days up to which a first-seen binding event still binds from when it happened. */
  readonly bindingDelayDays: number;
}

export const selectTenants = statement(
  "select_tenants",
  { tenant_id: "int4", code: "text", name: "text", binding_delay_days: "int4" },
  "select tenant_id, code, name, binding_delay_days from tenant order by tenant_id",
);

export async function listTenants(db: Queryable): Promise<Tenant[]> {
  const rows = await run(db, selectTenants);
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    code: row.code,
    name: row.name,
    bindingDelayDays: row.binding_delay_days,
  }));
}

export const selectTenant = statement(
  "select_tenant",
  { tenant_id: "int4", code: "text", name: "text", binding_delay_days: "int4" },
  "select tenant_id, code, name, binding_delay_days from tenant where tenant_id = $1::int4",
);

/** The tenant of a principal; it exists, since the principal was signed in under it. */
export async function findTenant(db: Queryable, tenantId: number): Promise<Tenant> {
  const [row] = await run(db, selectTenant, [tenantId]);
  const { code, name, binding_delay_days: bindingDelayDays } = present(row, `tenant ${tenantId} exists`);
  return { tenantId, code, name, bindingDelayDays };
}

export const insertTenantRow = statement(
  "insert_tenant",
  {},
  `insert into tenant (tenant_id, code, name, created_at) values ($1::int4, $2::text, $3::text, at_ms($4::int8))
   on conflict on constraint tenant_pk do nothing`,
);

/** Adds a tenant; does nothing when its id is taken. */
export async function addTenant(
  db: Queryable,
  tenant: Pick<Tenant, "tenantId" | "code" | "name">,
  now: Instant,
): Promise<void> {
  await execute(db, insertTenantRow, [tenant.tenantId, tenant.code, tenant.name, now]);
}
