// Understands how a sandbox is furnished: two tenants, their keys, one user for each role, and a few shops to look at.

import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { removeStaff } from "@anxin/store/sandbox";
import { addTenant, listTenants } from "@anxin/store/tenant";
import { inTransaction } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import type { SandboxUser } from "../home/page.js";
import { addApiKey } from "../people/api-keys.js";
import { hashPassword } from "../people/password.js";
import { addStaff, type StaffRole } from "../people/staff.js";
import { seedRegister } from "../register/seed.js";

export const DEMO_TENANT = 1;
const OTHER_TENANT = 2;
const PASSWORD_BYTES = 12;

/** What a newcomer needs to begin; written to sandbox.json. */
export interface SandboxAccess {
  readonly url: string;
  readonly apiKey: string;
  readonly otherApiKey: string;
  readonly users: readonly SandboxUser[];
}

/** One user for each role of staff; two adjusters and two supervisors, since some work takes two pairs of eyes. */
const STAFF: readonly (readonly [StaffRole, string, string])[] = [
  ["adjuster", "adjuster@demo.example", "理赔员 陈"],
  ["adjuster", "adjuster2@demo.example", "理赔员 林"],
  ["supervisor", "supervisor@demo.example", "主管 周"],
  ["supervisor", "supervisor2@demo.example", "主管 吴"],
  ["actuary", "actuary@demo.example", "精算师 郑"],
  ["finance", "finance@demo.example", "财务 孙"],
  ["auditor", "auditor@demo.example", "审计 李"],
  ["platform", "platform@demo.example", "平台运营 赵"],
  ["admin", "admin@demo.example", "管理员 钱"],
];

/**
 * Furnishes a new sandbox, once: what was made is kept in sandbox.json, which only this user may read. A sandbox that is
 * there already keeps its keys and users; only its address is renewed.
 */
export async function furnishSandbox(
  context: Context,
  url: string,
): Promise<{ readonly access: SandboxAccess; readonly fresh: boolean }> {
  const path = join(context.config.dataDirectory, "sandbox.json");
  const tenants = await listTenants(context.owner);
  const known = existsSync(path) && tenants.some((tenant) => tenant.tenantId === DEMO_TENANT);
  const access = known
    ? { ...(JSON.parse(readFileSync(path, "utf8")) as SandboxAccess), url }
    : await furnish(context, url);
  await inTransaction(context.db, DEMO_TENANT, (tx) => seedRegister(context, tx));
  const users = access.users.map(named);
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify(access, null, 2)}\n`, { mode: 0o600 });
  renameSync(temporary, path);
  return { access: { ...access, users }, fresh: !known };
}

/** A user with the name that colleagues know; a file of an older release has none. */
function named(user: SandboxUser): SandboxUser {
  const [, , name] = STAFF.find(([, email]) => email === user.email) ?? [];
  return name === undefined ? user : { ...user, name };
}

async function furnish(context: Context, url: string): Promise<SandboxAccess> {
  const now = context.clock.now();
  await addTenant(context.owner, { tenantId: DEMO_TENANT, code: "demo", name: "演示平台" }, now);
  await addTenant(context.owner, { tenantId: OTHER_TENANT, code: "other", name: "另一个平台" }, now);
  const apiKey = await newKey(context, DEMO_TENANT);
  const otherApiKey = await newKey(context, OTHER_TENANT);
  const users: SandboxUser[] = [];
  for (const [role, email, displayName] of STAFF) {
    const password = context.randomBytes(PASSWORD_BYTES).toString("base64url");
    const passwordHash = await hashPassword(password);
    const { totpSecret } = await inTransaction(context.owner, DEMO_TENANT, async (tx) => {
      // A sandbox whose file was lost gets new users in place of those whose passwords nobody knows.
      await removeStaff(tx, email);
      return addStaff(context, tx, { role, email, displayName, passwordHash });
    });
    users.push({ role, email, password, totpSecret });
  }
  return { url, apiKey, otherApiKey, users };
}

async function newKey(context: Context, tenantId: number): Promise<string> {
  const { key } = await inTransaction(context.db, tenantId, (tx) =>
    addApiKey(context, tx, { label: "sandbox", scopes: ["*"], expiresAt: null, merchantId: null }),
  );
  return key;
}
