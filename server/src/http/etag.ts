// Understands entity tags, and how an edit proves which version it was made on (RFC 9110, 8.8.3 and 13.1.1).

import { refuse } from "@anxin/core/refusal";
import { formatInstant, type Instant } from "@anxin/core/time";

/** What a request says about itself; a part of Fastify's. */
interface Conditional {
  readonly headers: { readonly "if-match"?: string | undefined; readonly "if-none-match"?: string | undefined };
}

/** The version that is there now, and who made it when; both unknown for a thing that was never changed. */
export interface CurrentVersion {
  readonly etag: string;
  readonly changedBy: string | null;
  readonly changedAt: Instant | null;
}

/** A strong entity tag of one revision of one thing. `id` is the id as it is spelled in the API, without quotes. */
export function etagOf(kind: string, id: string, revision: number): string {
  return `"${kind}.${encodeURIComponent(id)}.${revision}"`;
}

const TAG = /(W\/)?("[\x21\x23-\x7e\x80-\xff]*")/g;

/** Strong tags of a header; weak ones never match in If-Match, and "*" names no version. */
const strongTags = (header: string): readonly string[] =>
  [...header.matchAll(TAG)].flatMap(([, weak, tag]) => (weak === undefined && tag !== undefined ? [tag] : []));

/**
 * Refuses an edit that does not say what it was made on (`if_match_missing`), or that was made on another version
 * (`if_match_stale`, with who changed it and when).
 */
export function requireIfMatch(request: Conditional, current: CurrentVersion): void {
  const header = request.headers["if-match"];
  const tags = strongTags(header ?? "");
  if (header === undefined || tags.length === 0) {
    refuse("if_match_missing", "read it first, and send its ETag in If-Match");
  }
  if (tags.includes(current.etag)) return;
  const { etag, changedBy, changedAt } = current;
  const by = changedBy === null ? "" : ` by ${changedBy}`;
  const at = changedAt === null ? "" : ` at ${formatInstant(changedAt)}`;
  refuse("if_match_stale", `it was changed${by}${at}; read it again`, {
    extra: { etag, changedBy, changedAt: changedAt === null ? null : formatInstant(changedAt) },
  });
}

/** As `requireIfMatch`, where the header may be left out. */
export function heedIfMatch(request: Conditional, current: CurrentVersion): void {
  if (request.headers["if-match"] !== undefined) requireIfMatch(request, current);
}

/** Whether the caller has this version already (If-None-Match compares weakly): the answer is 304 without a body. */
export function isUnchanged(request: Conditional, etag: string): boolean {
  const header = request.headers["if-none-match"];
  if (header === undefined) return false;
  return header.trim() === "*" || [...header.matchAll(TAG)].some(([, , tag]) => tag === etag);
}
