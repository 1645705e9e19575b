// Understands a page of the audit log: every source asked once for what follows a place, and merged.
//
// Statements for a page, whatever its size: 1 a source of the kinds that are asked for, 20 at the most, and 1 for people's names.

import {
  AUDIT_KINDS,
  type AuditKind,
  type AuditPlace,
  boundAfter,
  mergeEntries,
  PLATFORM_KINDS,
  readAction,
} from "@anxin/core/audit/entry";
import { formatId, ID_PREFIXES, type IdKind, parseId } from "@anxin/core/id";
import { Refused } from "@anxin/core/refusal";
import type { Instant } from "@anxin/core/time";
import { AUDIT_SOURCES, type AuditFilter, type AuditRow, readSource } from "@anxin/store/audit";
import { staffNames } from "@anxin/store/people";
import type { Tx } from "@anxin/store/transaction";
import type { Principal } from "../http/api.js";
import type { Language } from "../http/language.js";
import { readRange } from "../http/range.js";
import { fieldRefusal, instantText } from "../http/schema.js";

/** What is asked for, checked by its schema only. */
export interface AuditQuery {
  readonly actor?: string;
  readonly action?: string;
  readonly subject?: string;
  readonly from?: string;
  readonly until?: string;
}

const NO_ACTION = {
  zh: `应为 ${AUDIT_KINDS.join("、")} 之一，或其下的具体操作，如 claim.decided`,
  en: `must be one of ${AUDIT_KINDS.join(", ")}, or an act of one, such as claim.decided`,
};

/** A subject as sources keep it: our own ids without prefix, the marketplace's as they are. */
function subjectIdOf(text: string): string {
  const kinds = Object.keys(ID_PREFIXES) as IdKind[];
  for (const kind of kinds) {
    const id = parseId(kind, text);
    if (id !== null) return id.toString();
  }
  return text;
}

/** Reads what was asked for, within what the caller may look up; null where that is nothing. */
export function readFilter({ role }: Principal, query: AuditQuery, language: Language): AuditFilter | null {
  const asked = query.action === undefined ? null : readAction(query.action);
  if (asked === null && query.action !== undefined) {
    throw new Refused(fieldRefusal("/query/action", "action", NO_ACTION[language]));
  }
  const open: readonly AuditKind[] = role === "platform" ? PLATFORM_KINDS : AUDIT_KINDS;
  const kinds = open.filter((kind) => asked === null || kind === asked.kind);
  if (kinds.length === 0) return null;
  return {
    actor: query.actor ?? null,
    action: asked?.action ?? null,
    subjectId: query.subject === undefined ? null : subjectIdOf(query.subject),
    ...readRange(query, language),
    kinds,
  };
}

/** An entry with its place, and what its actor and its subject are called where they are colleagues. */
export interface LogEntry extends AuditPlace {
  readonly row: AuditRow;
  readonly name: string | null;
  readonly subjectName: string | null;
  /** Of those who stand in what was before and after, by how they are spelled there. */
  readonly names: Readonly<Record<string, string>>;
}

/** Whoever stands in what was changed: who decided, who had it in hand. */
const callersIn = ({ before, after }: AuditRow): readonly string[] =>
  [before, after].flatMap((told) => Object.values(recordOf(told) ?? {}).filter((value) => typeof value === "string"));

/** A colleague who was acted on, as actors are spelled. */
const subjectCaller = ({ subject_kind: kind, subject_id: id }: AuditRow): string => `${kind}:${id}`;

/** A page of the log after a place, newest first. */
export async function readLog(
  tx: Tx,
  filter: AuditFilter,
  after: AuditPlace | null,
  limit: number,
): Promise<LogEntry[]> {
  const found: (AuditPlace & { readonly row: AuditRow })[][] = [];
  for (const [source, { kinds, statement }] of AUDIT_SOURCES.entries()) {
    if (kinds !== null && !kinds.some((kind) => filter.kinds.includes(kind))) continue;
    const rows = await readSource(tx, statement, filter, boundAfter(after, source), limit);
    found.push(rows.map((row) => ({ at: row.at, key: row.key, source, row })));
  }
  const entries = mergeEntries(found, limit);
  const names = await staffNames(
    tx,
    entries.flatMap(({ row }) => [row.actor, subjectCaller(row), ...callersIn(row)]),
  );
  const nameOf = (caller: string): string | null => names.get(caller) ?? null;
  return entries.map((entry) => ({
    ...entry,
    ...{ name: nameOf(entry.row.actor), subjectName: nameOf(subjectCaller(entry.row)) },
    names: Object.fromEntries(
      callersIn(entry.row).flatMap((caller) => {
        const name = nameOf(caller);
        return name === null ? [] : [[caller, name]];
      }),
    ),
  }));
}

/** A place as a cursor holds it. */
export const placeText = ({ at, source, key }: AuditPlace): readonly string[] => [String(at), String(source), key];

export function placeOf(texts: readonly string[] | null): AuditPlace | null {
  if (texts === null) return null;
  const [at = "0", source = "0", key = ""] = texts;
  return { at: Number(at) as Instant, source: Number(source), key };
}

/** Kinds of subjects that have ids of ours. */
const OURS: Readonly<Record<string, IdKind>> = {
  claim: "claim",
  decision: "decision",
  policy: "policy",
  payout: "payout",
  recovery: "recovery",
  campaign: "campaign",
  register_entry: "registerEntry",
  service_order: "serviceOrder",
};

/** The id of what was acted on, as the rest of the API writes it. */
export function subjectText({ subject_kind: kind, subject_id: id }: AuditRow): string {
  const ours = OURS[kind];
  return ours === undefined || !/^\d{1,19}$/.test(id) ? id : formatId(ours, BigInt(id));
}

const recordOf = (value: unknown): Record<string, unknown> | null =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;

export function entryView({ row, name, subjectName, names, source, key }: LogEntry) {
  return {
    entryId: `${source}.${key}`,
    at: instantText(row.at),
    actor: { caller: row.actor, name },
    action: row.action,
    subject: {
      ...{ kind: row.subject_kind, id: subjectText(row), name: subjectName },
      part: row.part === "" ? null : row.part,
    },
    before: recordOf(row.before),
    after: recordOf(row.after),
    names,
    reason: row.reason,
  };
}
