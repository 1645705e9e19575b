// Understands how much a person may grant alone, by role, level and product.

import type { Fen } from "../money.js";
import { ALL_PRODUCTS } from "../switch/switch.js";
import type { Instant } from "../time.js";

/** Roles that decide claims. */
export const DECIDING_ROLES = ["adjuster", "supervisor"] as const;
export type DecidingRole = (typeof DECIDING_ROLES)[number];

/** Levels of a role, from the newcomer's 1 on. */
export const LEVEL_MIN = 1;
export const LEVEL_MAX = 9;

export const isDecidingRole = (role: string): role is DecidingRole => DECIDING_ROLES.some((each) => each === role);

/** A limit as it was set. */
export interface AuthorityLimit {
  readonly role: DecidingRole;
  readonly level: number;
  /** ALL_PRODUCTS, or a product's code. */
  readonly product: string;
  /** Fen of the whole that a decision grants; null: as if no limit had been set. */
  readonly amountMax: Fen | null;
  readonly effectiveAt: Instant;
  /** 1, 2, 3 … in the order in which limits were set. */
  readonly revision: number;
  /** The human being who set it. */
  readonly person: string;
}

/** Whose authority is asked for. */
export interface Decider {
  readonly role: DecidingRole;
  readonly level: number;
  readonly person: string;
}

/**
 * What holds where nobody has set a limit (launch decision): most claims are below 2,000 yuan, so that one adjuster ends them; a
 * supervisor ends whatever a parcel's cover can cost. Beyond it nobody grants anything until an administrator raises a limit.
 */
export const LAUNCH_LIMITS: Readonly<Record<DecidingRole, Fen>> = { adjuster: 200_000n, supervisor: 5_000_000n };

/** The limit that holds for each level and product: the latest that has begun, and of one moment the last that was set. */
export function limitsInForce(limits: readonly AuthorityLimit[], at: Instant): readonly AuthorityLimit[] {
  const latest = new Map<string, AuthorityLimit>();
  for (const limit of limits) {
    if (limit.effectiveAt > at) continue;
    const key = `${limit.role} ${limit.level} ${limit.product}`;
    const known = latest.get(key);
    if (known === undefined || isLater(limit, known)) latest.set(key, limit);
  }
  return [...latest.values()].filter(({ amountMax }) => amountMax !== null);
}

const isLater = (a: AuthorityLimit, b: AuthorityLimit): boolean =>
  a.effectiveAt > b.effectiveAt || (a.effectiveAt === b.effectiveAt && a.revision > b.revision);

/**
 * The most, in fen, that somebody may grant alone on a product. A level without a limit has that of the next one below; on one
 * level a product's own limit goes before the one for all products. Limits of one's own making do not count: otherwise one human
 * being with two accounts could raise what the other one grants.
 */
export function authorityAmong(
  limits: readonly AuthorityLimit[],
  { role, level, person }: Decider,
  product: string,
  at: Instant,
): Fen {
  const others = limits.filter((limit) => limit.role === role && limit.level <= level && limit.person !== person);
  const fitting = limitsInForce(others, at).filter((limit) => [ALL_PRODUCTS, product].includes(limit.product));
  const [best] = [...fitting].sort((a, b) => b.level - a.level || b.product.length - a.product.length);
  return best?.amountMax ?? LAUNCH_LIMITS[role];
}
