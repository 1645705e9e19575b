// Understands who hears of what: which kinds of things there are in the outbox, whose they are, and which roles may know of them.

import { formatId, type Id, type IdKind } from "@anxin/core/id";
import { formatInstant, type Instant } from "@anxin/core/time";
import type { News, OwnedKind, OwnerRow } from "@anxin/store/live";
import type { EventType } from "@anxin/store/outbox";
import { type Principal, ROLES, type Role } from "../http/api.js";
import { isOutside } from "../http/sight.js";
import { SHOP_READERS } from "../merchant/shop.js";
import { NAMED_MAX } from "./limits.js";

export type Listener = Role | "server";

const EVERYBODY: readonly Listener[] = ["server", ...ROLES];
/** Who works with claims one by one, and has to know which a colleague has in hand. */
const DESK: readonly Listener[] = ["adjuster", "supervisor", "auditor"];
const HOUSE: readonly Listener[] = EVERYBODY.filter((role) => role !== "buyer" && role !== "merchant");
const CAMPAIGNS: readonly Listener[] = ["server", "platform", "admin", "finance", "auditor", "actuary"];

/** What a type tells of. */
interface Telling {
  /** How its things are written for the outside. */
  readonly id: IdKind;
  /** How their owners are found; null where they are nobody's but the house's. */
  readonly owned: OwnedKind | null;
  readonly heardBy: readonly Listener[];
}

const told = (id: IdKind, owned: OwnedKind | null, heardBy: readonly Listener[]): Telling => ({ id, owned, heardBy });
const POLICY = told("policy", "policy", EVERYBODY);
const CLAIM = told("claim", "claim", EVERYBODY);
const PAYOUT = told("payout", "payout", EVERYBODY);
const WALLET = told("walletAlert", "wallet_alert", SHOP_READERS);

/** A record, so that a type that is added and forgotten here does not compile. */
export const TELLINGS: Readonly<Record<EventType, Telling>> = {
  "policy.issued": POLICY,
  "policy.declined": POLICY,
  "policy.in_force": POLICY,
  "policy.cancelled": POLICY,
  "policy.expired": POLICY,
  "policy.endorsed": POLICY,
  "claim.filed": CLAIM,
  "claim.evidence_requested": CLAIM,
  "claim.decided": CLAIM,
  "claim.closed": CLAIM,
  "claim.changed": CLAIM,
  "claim.appealed": CLAIM,
  "claim.appeal_ended": CLAIM,
  // How the insurer keeps its own time is not told outside.
  "claim.escalated": { ...CLAIM, heardBy: HOUSE },
  "payout.succeeded": PAYOUT,
  "payout.failed": PAYOUT,
  "payout.returned": PAYOUT,
  "wallet.low": WALLET,
  "wallet.debited": WALLET,
  "campaign.exhausted": told("campaign", null, CAMPAIGNS),
  "switch.changed": told("switchChange", null, EVERYBODY),
  "service_order.changed": told("serviceOrder", "service_order", EVERYBODY),
};

/** What streams tell beside the outbox: read everything anew; the sandbox's clock was moved; who has a claim in hand changed. */
export const OWN_TYPES = ["resync", "clock.moved", "claim.holder_changed"] as const;
export type LiveType = EventType | (typeof OWN_TYPES)[number];

/** One event as a listener reads it. */
export interface LiveEvent {
  readonly type: LiveType;
  /** Business time. */
  readonly at: string;
  /** What it is about; absent where it is about nothing by itself, or about many. */
  readonly subject?: string;
  /** How many things at once, where they are too many to be named. */
  readonly count?: number;
}

const typeOf = (text: string): EventType | null => (Object.hasOwn(TELLINGS, text) ? (text as EventType) : null);

/** Things of one type that one batch told, in the order of the outbox. */
export interface Told {
  readonly type: EventType;
  readonly at: Instant;
  readonly count: number;
  /** Null where a large batch was not asked for them. */
  readonly ids: readonly Id[] | null;
}

/** What a page of the outbox tells, type by type. What this release does not know is left out. */
export function toldBy(news: readonly News[]): readonly Told[] {
  return news.flatMap(({ types, counts, ids, recordedAt }) => {
    let from = 0;
    return types.flatMap((name, i): Told[] => {
      const count = counts[i] ?? 0;
      const until = from + count;
      const own = ids === null ? null : ids.slice(from, until);
      from = until;
      const type = typeOf(name);
      return type === null || count === 0 ? [] : [{ type, at: recordedAt, count, ids: own }];
    });
  });
}

/** The things whose owners have to be known before anybody outside is told. */
export function ownedThings(tellings: readonly Told[]): readonly { readonly kind: OwnedKind; readonly id: Id }[] {
  const things = new Map<string, { readonly kind: OwnedKind; readonly id: Id }>();
  for (const { type, ids } of tellings) {
    const { owned: kind } = TELLINGS[type];
    if (kind === null || ids === null) continue;
    for (const id of ids) things.set(`${kind} ${id}`, { kind, id });
  }
  return [...things.values()];
}

/** Whose each thing is, as far as somebody listens for it. */
export type Owners = ReadonlyMap<string, Pick<OwnerRow, "merchant_id" | "buyer_id">>;

export const ownersOf = (rows: readonly OwnerRow[]): Owners =>
  new Map(rows.map((row) => [`${row.kind} ${row.id}`, row]));

export const hearsHolders = (role: Listener): boolean => DESK.includes(role);

/**
 * What somebody hears of a page: a buyer of their own things, a merchant of their shop's, everybody else of the tenant's, and
 * each only of what their role may look at. Many things of a type are one event with their number.
 */
export function heard(
  { role, subject }: Pick<Principal, "role" | "subject">,
  tellings: readonly Told[],
  owners: Owners,
): readonly LiveEvent[] {
  const column = role === "buyer" ? "buyer_id" : "merchant_id";
  const own = ({ type, ids }: Told): readonly Id[] => {
    const { owned } = TELLINGS[type];
    // What is nobody's is told to whoever may hear of its kind.
    if (owned === null) return ids ?? [];
    return (ids ?? []).filter((id) => owners.get(`${owned} ${id}`)?.[column] === subject);
  };
  const audible = tellings.filter(({ type }) => TELLINGS[type].heardBy.includes(role));
  const theirs = isOutside({ role })
    ? audible.map((each) => ({ ...each, ids: own(each) })).map((each) => ({ ...each, count: each.ids.length }))
    : audible;
  return condensed(theirs.filter(({ count }) => count > 0));
}

function condensed(tellings: readonly Told[]): readonly LiveEvent[] {
  const byType = new Map<EventType, Told[]>();
  for (const each of tellings) byType.set(each.type, [...(byType.get(each.type) ?? []), each]);
  return [...byType].flatMap(([type, all]) => eventsOf(type, all));
}

function eventsOf(type: EventType, all: readonly Told[]): readonly LiveEvent[] {
  const count = all.reduce((sum, each) => sum + each.count, 0);
  const last = all.at(-1);
  if (last === undefined) return [];
  if (count > NAMED_MAX || all.some(({ ids }) => ids === null)) {
    return [{ type, count, at: formatInstant(last.at) }];
  }
  const kind = TELLINGS[type].id;
  return all.flatMap(({ ids, at }) =>
    (ids ?? []).map((id) => ({ type, subject: formatId(kind, id), at: formatInstant(at) })),
  );
}
