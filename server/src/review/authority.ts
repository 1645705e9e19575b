// Understands how much a caller may grant alone, and what is said to one who wants to grant more.

import { present } from "@anxin/core/assert";
import type { Fen } from "@anxin/core/money";
import { type AuthorityLimit, authorityAmong, type DecidingRole, isDecidingRole } from "@anxin/core/review/authority";
import { ALL_PRODUCTS } from "@anxin/core/switch/switch";
import type { Instant } from "@anxin/core/time";
import { type DeciderRow, deciderWithLimits } from "@anxin/store/authority";
import type { Tx } from "@anxin/store/transaction";
import type { Principal } from "../http/api.js";

function limitOf(row: DeciderRow, role: DecidingRole): AuthorityLimit[] {
  const { revision, level, product, amount_max: amountMax, effective_at: effectiveAt, person } = row;
  if (revision === null || level === null || product === null || effectiveAt === null || person === null) return [];
  return [{ role, revision, level, product, amountMax, effectiveAt, person }];
}

/**
 * The most, in fen of the whole, that a caller may grant alone on a claim at a moment: the limit of their role and level for its
 * product. Zero for whoever does not decide claims. One statement.
 */
export async function authorityOf(
  tx: Tx,
  principal: Principal,
  claim: { readonly product: string },
  now: Instant,
): Promise<Fen> {
  return (await authoritiesOf(tx, principal, [claim.product], now))(claim.product);
}

/** As `authorityOf`, for any number of products by one statement. */
export async function authoritiesOf(
  tx: Tx,
  { role, subject }: Principal,
  products: readonly string[],
  now: Instant,
): Promise<(product: string) => Fen> {
  if (!isDecidingRole(role)) return () => 0n;
  const rows = await deciderWithLimits(tx, BigInt(subject), [ALL_PRODUCTS, ...new Set(products)], now);
  const own = present(rows[0], "who is signed in is staff");
  const decider = { role, level: own.own_level, person: own.own_person };
  const limits = rows.flatMap((row) => limitOf(row, role));
  return (product) => authorityAmong(limits, decider, product, now);
}
