// Understands pages of a list: how many, from where, and what leads to the next one.

import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Principal } from "./api.js";
import { type CursorScope, readCursor, writeCursor } from "./cursor.js";

/** Items on one page. */
const PAGE_ITEMS_MAX = 200;
const PAGE_ITEMS_DEFAULT = 25;
const CURSOR_LENGTH_MAX = 1024;

/** The two orders of a list whose ids tell the time. */
export const TIME_SORTS = ["newest", "oldest"] as const;

/** Spread into the querystring schema of a list. */
export const pageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: PAGE_ITEMS_MAX, default: PAGE_ITEMS_DEFAULT })),
  cursor: Type.Optional(Type.String({ maxLength: CURSOR_LENGTH_MAX, description: "`next` of the page before" })),
};

/** What a list request says about itself; a part of Fastify's. */
interface ListRequest {
  readonly principal: Principal;
  readonly url: string;
  readonly query: { readonly limit?: number; readonly cursor?: string } & Readonly<Record<string, unknown>>;
}

/** Which page is asked for: `limit` items after the position, or from the beginning when it is null. */
export interface Page {
  readonly limit: number;
  readonly after: readonly string[] | null;
}

export interface PageAnswer<T> {
  readonly data: T[];
  readonly next: string | null;
}

function scopeOf(request: ListRequest): CursorScope {
  const { limit: _limit, cursor: _cursor, ...filters } = request.query;
  return { tenantId: request.principal.tenantId, path: pathOf(request), filters };
}

/** The address without its query. */
export const pathOf = (request: { readonly url: string }): string => request.url.split("?", 1)[0] ?? "";

/** Reads which page is asked for. Refuses a cursor of another list, tenant or filter with `cursor_invalid`. */
export function pageOf(context: Context, request: ListRequest): Page {
  const { limit = PAGE_ITEMS_DEFAULT, cursor } = request.query;
  return { limit, after: cursor === undefined ? null : readCursor(context.vault, scopeOf(request), cursor) };
}

/** Answers a page from up to `limit + 1` rows: the one too many only tells that there is a next page. */
export function pageAnswer<R, T>(
  context: Context,
  request: ListRequest,
  rows: readonly R[],
  { limit }: Page,
  { position, item }: { readonly position: (row: R) => readonly string[]; readonly item: (row: R) => T },
): PageAnswer<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { data: shown.map(item), next: more ? writeCursor(context.vault, scopeOf(request), position(last)) : null };
}
