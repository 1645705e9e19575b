// Understands links to one piece of evidence that work without a session, for minutes: signed, and good for that file alone.

import { formatId, type Id, parseId } from "@anxin/core/id";
import { type Instant, instant } from "@anxin/core/time";
import type { Vault } from "../vault.js";

/** How long a link works: as long as it takes to load a page with its pictures. */
export const LINK_MS = 5 * 60_000;
const PURPOSE = "evidence-link";

export interface EvidenceLinkTarget {
  readonly tenantId: number;
  readonly evidenceId: Id;
  /** The first instant at which it works no longer. */
  readonly expiresAt: Instant;
}

export function writeLink(vault: Vault, { tenantId, evidenceId, expiresAt }: EvidenceLinkTarget): string {
  const body = `${tenantId}.${formatId("evidence", evidenceId)}.${expiresAt}`;
  return `${body}.${vault.sign(PURPOSE, body).toString("base64url")}`;
}

const TOKEN = /^((\d{1,9})\.(evd_\w{13})\.(\d{13}))\.([\w-]{43})$/;

/** What a token that `writeLink` made leads to, also after it has expired; null for any other text. */
export function readLink(vault: Vault, token: string): EvidenceLinkTarget | null {
  const [, body = "", tenant = "", id = "", expires = "", signature = ""] = TOKEN.exec(token) ?? [];
  const signed = Buffer.from(signature, "base64url");
  const evidenceId = parseId("evidence", id);
  // Other last characters may stand for the same bytes; one link has one spelling.
  if (evidenceId === null || signed.toString("base64url") !== signature || !vault.verify(PURPOSE, body, signed))
    return null;
  return { tenantId: Number(tenant), evidenceId, expiresAt: instant(Number(expires)) };
}
