// Understands where in the console something lies that somebody knows by its number.

import { formatId, type IdKind, parseId, parsePolicyNo } from "@anxin/core/id";
import type { Role, Room } from "./room.js";

/** What has pages of its own, and how the part of their addresses is called that names it. */
const KINDS = {
  claim: "claimId",
  policy: "policyId",
  payout: "payoutId",
  recovery: "recoveryId",
  appeal: "appealId",
} as const satisfies Partial<Record<IdKind, string>>;

export type Findable = keyof typeof KINDS | "order";

export interface Found {
  readonly kind: Findable;
  readonly id: string;
  /** Address inside the console. */
  readonly to: string;
}

/** Ids of orders are the marketplace's own, so that anything without a gap may be one. */
const ORDER = /^[^\s/?#]{3,64}$/;

/** The first page for the role whose address ends with what `part` names. */
function pageFor(rooms: readonly Room[], role: Role, part: string, id: string): string | null {
  const ending = `/:${part}`;
  const page = rooms
    .flatMap(({ pages }) => pages)
    .find(
      ({ path, roles }) =>
        roles.includes(role) && path.endsWith(ending) && !path.slice(0, -ending.length).includes(":"),
    );
  return page === undefined ? null : `/${page.path.slice(0, -ending.length)}/${encodeURIComponent(id)}`;
}

/** What may be meant by a number that somebody typed or pasted, as far as the role has pages for it. */
export function findByNumber(rooms: readonly Room[], role: Role, typed: string): readonly Found[] {
  const text = typed.trim();
  const found: Found[] = [];
  const add = (kind: Findable, part: string, id: string): void => {
    const to = pageFor(rooms, role, part, id);
    if (to !== null) found.push({ kind, id, to });
  };
  const policy = parsePolicyNo(text.toUpperCase());
  if (policy !== null) add("policy", KINDS.policy, formatId("policy", policy));
  const lower = text.toLowerCase();
  for (const kind of Object.keys(KINDS) as (keyof typeof KINDS)[]) {
    if (parseId(kind, lower) !== null) add(kind, KINDS[kind], lower);
  }
  if (found.length === 0 && ORDER.test(text) && /\d/.test(text)) add("order", "orderId", text);
  return found;
}
