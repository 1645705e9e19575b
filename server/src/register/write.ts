// Understands how the insurer keeps its register: an entry is added, changed or suspended, and what was said before is kept.
//
// 2 statements to add an entry; 2 to hold one and 2 to change it, and one for the name of who changed it before.

import { encodeExact } from "@anxin/core/exact-json";
import { formatId, type Id, parseId } from "@anxin/core/id";
import { refuse } from "@anxin/core/refusal";
import type { RegisterTerms } from "@anxin/core/register/entry";
import { type Instant, startOfDay } from "@anxin/core/time";
import { holdRegisterEntry, type NewRevision, type WrittenRevision, writeRevision } from "@anxin/store/register";
import { type Tx, violates } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import { type CurrentVersion, etagOf } from "../http/etag.js";
import { callerName } from "../people/staff.js";

/** The register is the tenant's, and no merchant's. */
const REGISTER_BOOK = 0;

export const registerEtag = ({ entryId, revision }: Pick<WrittenRevision, "entryId" | "revision">): string =>
  etagOf("register", entryId, revision);

/** Reads an entry's id from an address. Refuses with `not_found` what cannot be one. */
export const entryIdOf = (text: string): Id => parseId("registerEntry", text) ?? refuseUnknown();

export function refuseUnknown(): never {
  refuse("not_found", "the register has no entry of this id");
}

function refuseName({ kind, name }: RegisterTerms): never {
  const detail = `there is a ${kind} called ${name} already`;
  refuse("register_name_taken", detail, { errors: [{ pointer: "/name", code: "register_name_taken", detail }] });
}

/** Adds an entry. What is said of it is true from its first valid day on, unless `effectiveFrom` says otherwise. */
export async function addEntry(
  context: Context,
  tx: Tx,
  { caller }: Pick<Principal, "caller">,
  terms: RegisterTerms,
  effectiveFrom: Instant | null,
): Promise<WrittenRevision> {
  const changedAt = context.clock.now();
  const entryId = context.ids.next(REGISTER_BOOK);
  return written(tx, {
    ...{ entryId, revision: 1, terms, changedBy: caller, changedAt },
    effectiveFrom: effectiveFrom ?? startOfDay(terms.validFrom),
  });
}

/** What is to become of an entry: other terms, or another status. `effectiveFrom` null is now. */
export interface EntryChange {
  readonly entryId: Id;
  readonly effectiveFrom: Instant | null;
  /** The terms after the change; the same once more change nothing. */
  readonly terms: (before: WrittenRevision) => RegisterTerms;
}

/**
 * Changes an entry, from now on or from another time; nothing that was said before is lost. `heed` sees the version that is there
 * and may refuse. Refuses with `not_found` and `register_name_taken`.
 */
export async function changeEntry(
  context: Context,
  tx: Tx,
  { caller }: Pick<Principal, "caller">,
  { entryId, effectiveFrom, terms: change }: EntryChange,
  heed: (current: CurrentVersion) => void,
): Promise<WrittenRevision> {
  const before = (await holdRegisterEntry(tx, entryId)) ?? refuseUnknown();
  const { changedBy, changedAt } = before;
  heed({ etag: registerEtag(before), changedBy: await callerName(tx, changedBy), changedAt });
  const terms = change(before);
  if (isSame(before, terms) && effectiveFrom === null) return before;
  const now = context.clock.now();
  const next = { entryId, revision: before.revision + 1, terms, changedBy: caller, changedAt: now };
  return written(tx, { ...next, effectiveFrom: effectiveFrom ?? now });
}

/** Whether nothing else is said of an entry. */
export function isSame(before: WrittenRevision, terms: RegisterTerms): boolean {
  return encodeExact(termsIn(before)) === encodeExact(terms);
}

/** What a revision says, without when and by whom. */
export function termsIn({
  entryId: _entryId,
  revision: _revision,
  id: _id,
  effectiveFrom: _from,
  changedBy: _by,
  changedAt: _at,
  ...terms
}: WrittenRevision): RegisterTerms {
  return terms;
}

async function written(tx: Tx, revision: NewRevision): Promise<WrittenRevision> {
  const { entryId, terms, effectiveFrom, changedBy, changedAt } = revision;
  const isWritten = await writeRevision(tx, revision).catch((error: unknown) => {
    if (violates(error, "register_name_once")) return false;
    throw error;
  });
  if (!isWritten) refuseName(terms);
  return {
    ...terms,
    ...{ id: entryId, effectiveFrom, changedBy, changedAt, revision: revision.revision },
    entryId: formatId("registerEntry", entryId),
  };
}
