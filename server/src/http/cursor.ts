// Understands cursors: where a list was left, signed, and good for that list alone.

import { refuse } from "@anxin/core/refusal";
import type { Vault } from "../vault.js";

const PURPOSE = "cursor";

/** What a cursor belongs to: the same tenant, list and filters must ask again. */
export interface CursorScope {
  readonly tenantId: number;
  readonly path: string;
  readonly filters: Readonly<Record<string, unknown>>;
}

function scopeText({ tenantId, path, filters }: CursorScope): string {
  const named = Object.entries(filters).filter(([, value]) => value !== undefined);
  return JSON.stringify([tenantId, path, named.sort(([a], [b]) => (a < b ? -1 : 1))]);
}

/** Writes a position (texts in the order of the list's key) as a cursor. */
export function writeCursor(vault: Vault, scope: CursorScope, position: readonly string[]): string {
  const body = Buffer.from(JSON.stringify(position)).toString("base64url");
  return `${body}.${vault.sign(PURPOSE, `${scopeText(scope)}\n${body}`).toString("base64url")}`;
}

/** Reads a cursor that `writeCursor` made for this scope; refuses any other with `cursor_invalid`. */
export function readCursor(vault: Vault, scope: CursorScope, cursor: string): readonly string[] {
  const [body = "", signature = "", ...more] = cursor.split(".");
  const signed = Buffer.from(signature, "base64url");
  const spelledOnce = more.length === 0 && signed.toString("base64url") === signature;
  if (!spelledOnce || !vault.verify(PURPOSE, `${scopeText(scope)}\n${body}`, signed)) {
    refuse("cursor_invalid", "use `next` of the page before as it is, with the same filters", {
      errors: [{ pointer: "/query/cursor", code: "cursor_invalid", detail: "is no cursor of this list" }],
    });
  }
  return JSON.parse(Buffer.from(body, "base64url").toString()) as readonly string[];
}
