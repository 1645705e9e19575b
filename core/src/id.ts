// Understands identifiers: 63 bits of time, book and sequence, written with a prefix in base 32.

import { assert } from "./assert.js";

/** What kind of thing an id names; the prefix is part of the API. */
export const ID_PREFIXES = {
  policy: "pol",
  claim: "clm",
  payout: "pay",
  evidence: "evd",
  appeal: "apl",
  merchant: "mrc",
  campaign: "cmp",
  webhook: "whk",
  decision: "dec",
  endorsement: "end",
  cancellation: "can",
  payeeChange: "pch",
  topUp: "top",
  walletRefund: "wrf",
  walletAlert: "wal",
  transaction: "txn",
  transfer: "trf",
  session: "ses",
  batch: "bat",
  notice: "ntc",
  switchChange: "swc",
  reviewView: "vew",
  bulkDecision: "blk",
  decisionRun: "run",
  recovery: "rcv",
  recoveryBatch: "rcb",
  writeOff: "wof",
  registerEntry: "reg",
  serviceOrder: "svc",
  webhookDelivery: "whd",
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

/** A raw id. Layout from the top: 41 bits of milliseconds since 2025-01-01Z, 10 bits of book, 12 bits of sequence. */
export type Id = bigint;

/** Big tables are distributed over this many books; a book leads every key of theirs. */
export const BOOK_COUNT = 1024;

const EPOCH_MS = 1_735_689_600_000;
const SEQUENCE_BITS = 12n;
const BOOK_BITS = 10n;
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const TEXT_LENGTH = 13;
const ID_MAX = (1n << 63n) - 1n;

/** Composes an id. `sequence` is 0 to 4095. */
export function composeId(epochMs: number, book: number, sequence: number): Id {
  assert(
    epochMs >= EPOCH_MS && book >= 0 && book < BOOK_COUNT && sequence >= 0 && sequence < 4096,
    "id parts are in range",
  );
  return (
    (BigInt(epochMs - EPOCH_MS) << (SEQUENCE_BITS + BOOK_BITS)) | (BigInt(book) << SEQUENCE_BITS) | BigInt(sequence)
  );
}

/** The book that an id belongs to: lets a lookup by id find its shard. */
export function bookOfId(id: Id): number {
  return Number((id >> SEQUENCE_BITS) & 1023n);
}

/** When an id was made, in milliseconds since 1970, by the clock of its source: in a running house the one on the wall. */
export function idMadeAtMs(id: Id): number {
  return Number(id >> (SEQUENCE_BITS + BOOK_BITS)) + EPOCH_MS;
}

/** Writes an id for the outside: prefix, underscore, 13 base-32 characters that sort by time. */
export function formatId(kind: IdKind, id: Id): string {
  // Six characters at a time as a small number: shifting a bigint for each of them takes most of the time of an answer.
  const high = base32(Number(id >> (2n * SIX_BITS)), TEXT_LENGTH - 12);
  const middle = base32(Number((id >> SIX_BITS) & SIX_MASK), 6);
  return `${ID_PREFIXES[kind]}_${high}${middle}${base32(Number(id & SIX_MASK), 6)}`;
}

/** Six characters of base 32. */
const SIX_BITS = 30n;
const SIX_MASK = (1n << SIX_BITS) - 1n;

function base32(value: number, length: number): string {
  let rest = value;
  let text = "";
  for (let i = 0; i < length; i++) {
    text = (ALPHABET[rest & 31] ?? "") + text;
    rest >>>= 5;
  }
  return text;
}

/** Reads an id of the kind; null when the prefix, length or alphabet is wrong. */
export function parseId(kind: IdKind, text: string): Id | null {
  const prefix = `${ID_PREFIXES[kind]}_`;
  if (!text.startsWith(prefix) || text.length !== prefix.length + TEXT_LENGTH) return null;
  let id = 0n;
  for (const character of text.slice(prefix.length)) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) return null;
    id = (id << 5n) | BigInt(value);
  }
  return id > ID_MAX ? null : id;
}

/** Where ids come from. Handed in, so that a run can be replayed from its seed. */
export interface IdSource {
  next(book: number): Id;
}

/**
 * Makes ids that never repeat within one process: the clock never goes back, and a full millisecond borrows from the next.
 * Two processes share a millisecond only when `instance` (0 to 15) differs: it takes the top four bits of the sequence.
 */
export function idSource(nowMs: () => number, instance: number): IdSource {
  assert(instance >= 0 && instance < 16, "an instance is 0 to 15");
  let lastMs = 0;
  let sequence = 0;
  return {
    next(book) {
      const now = nowMs();
      if (now > lastMs) {
        lastMs = now;
        sequence = 0;
      } else if (++sequence >= 256) {
        lastMs += 1;
        sequence = 0;
      }
      return composeId(lastMs, book, instance * 256 + sequence);
    },
  };
}

/** FNV-1a over UTF-16 code units (Fowler, Noll, Vo; draft-eastlake-fnv), 32 bits. Stable for ever: books depend on it. */
export function stableHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The book of a merchant: orders, policies, transfers, wallet and claims of one merchant share it. */
export function bookOf(tenantId: number, merchantId: string): number {
  const mixed = stableHash(`${tenantId}\u0000${merchantId}`);
  return ((mixed ^ (mixed >>> 15)) >>> 0) % BOOK_COUNT;
}

/** Mod-97 check digits over the decimal id (ISO 7064), so that a mistyped policy number is caught. */
function checkDigits(digits: string): string {
  return String(98n - ((BigInt(digits) * 100n) % 97n)).padStart(2, "0");
}

/** The policy number that people read: AX, the id in 19 decimals, two check digits. */
export function formatPolicyNo(id: Id): string {
  const digits = id.toString().padStart(19, "0");
  return `AX${digits}${checkDigits(digits)}`;
}

/** Reads a policy number; null when malformed or its check digits do not fit. */
export const parsePolicyNo = (text: string): Id | null => parseNumber(/^AX(\d{19})(\d{2})$/, text);

/** The number of a refusal notice: RN, and as a policy's. */
export const formatRefusalNo = (id: Id): string => formatPolicyNo(id).replace(/^AX/, "RN");

/** Reads the number of a refusal notice; null when malformed or its check digits do not fit. */
export const parseRefusalNo = (text: string): Id | null => parseNumber(/^RN(\d{19})(\d{2})$/, text);

function parseNumber(form: RegExp, text: string): Id | null {
  const match = form.exec(text);
  if (match === null || match[1] === undefined) return null;
  const id = BigInt(match[1]);
  return match[2] === checkDigits(match[1]) && id <= ID_MAX ? id : null;
}
