// Understands who is calling, as the page needs it that they look at: by which name, with what rights, until when, and where.

import { formatInstant } from "@anxin/core/time";
import { findMerchant } from "@anxin/store/merchant";
import { findStaffAccount } from "@anxin/store/people";
import { findTenant } from "@anxin/store/tenant";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { type Static, Type } from "typebox";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import { instantTextOrNull, nullable, oneOf } from "../http/schema.js";
import { merchantKey } from "../merchant/shop.js";
import { findCredential, isStaffRole } from "./credentials.js";

export const CallerView = Type.Object({
  role: Type.String(),
  subject: Type.String({ description: "staff id, buyer id, merchant id, or the key's label" }),
  caller: Type.String(),
  displayName: nullable(Type.String({ description: "a colleague's name, a shop's, a key's label; null: a buyer" })),
  level: nullable(Type.Integer({ description: "of a colleague, for what they may grant" })),
  person: nullable(
    Type.String({ description: "the human being behind a colleague's account, the same for all accounts of one" }),
  ),
  expiresAt: nullable(Type.String({ description: "until when the token is good; null: until it is revoked" })),
  tenant: Type.Object({ code: Type.String(), name: Type.String() }),
  mode: oneOf(["sandbox", "production"]),
  now: Type.String({ description: "business time; in a sandbox it may be moved" }),
});

interface Account {
  readonly displayName: string | null;
  readonly level: number | null;
  readonly person: string | null;
}

async function accountOf(tx: Tx, { role, subject }: Principal): Promise<Account> {
  const nobody = { level: null, person: null };
  if (role === "buyer") return { ...nobody, displayName: null };
  if (role === "server") return { ...nobody, displayName: subject };
  if (!isStaffRole(role)) {
    const shop = await findMerchant(tx, merchantKey(tx.tenantId, subject));
    return { ...nobody, displayName: shop?.name ?? null };
  }
  const account = await findStaffAccount(tx, BigInt(subject));
  return { displayName: account.display_name, level: account.level, person: account.person };
}

/** Statements: 1 for the tenant, and 1 for a colleague's account or a shop. */
export async function whoCalls(
  context: Context,
  principal: Principal,
  token: string,
): Promise<Static<typeof CallerView>> {
  const { tenantId, role, subject, caller } = principal;
  const credential = await findCredential(context, token);
  const { tenant, account } = await inTransaction(context.db, tenantId, async (tx) => ({
    tenant: await findTenant(tx, tenantId),
    account: await accountOf(tx, principal),
  }));
  return {
    ...{ role, subject, caller, ...account },
    expiresAt: instantTextOrNull(credential?.expiresAt ?? null),
    tenant: { code: tenant.code, name: tenant.name },
    mode: context.config.mode,
    now: formatInstant(context.clock.now()),
  };
}
