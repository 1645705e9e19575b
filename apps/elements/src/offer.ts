// Understands the answer of POST /v1/offers as far as a page shows it. What it does not know, it leaves alone.

import type { Language } from "./words.js";

/** A text that the buyer agrees to by choosing a cover; version and hash where the answer names them. */
export interface OfferText {
  readonly kind: string;
  readonly url: string;
  readonly version?: number;
  /** Of its UTF-8 bytes, in lower-case hex. */
  readonly sha256?: string;
}

export interface IncludedCover {
  readonly product: string;
  readonly payer: string;
  readonly title: string;
  readonly benefit: string;
  /** Fen. */
  readonly sumInsured: number;
  readonly termsUrl: string | null;
}

export interface OptionalCover {
  readonly product: string;
  readonly title: string;
  readonly benefit: string;
  /** Fen. */
  readonly premium: number;
  /** Fen. */
  readonly sumInsured: number;
  readonly quote: string;
  /** RFC 3339. */
  readonly expiresAt: string;
  readonly texts: readonly OfferText[];
  /** Why the cover suits these goods; null where it is not recommended. */
  readonly reason: string | null;
}

/** A cover that this buyer may not buy for now, in a sentence that says why and until when. */
export interface BlockedCover {
  readonly product: string;
  readonly reason: string;
}

export interface LineOffer {
  readonly lineId: string;
  readonly included: readonly IncludedCover[];
  readonly optional: readonly OptionalCover[];
  readonly blocked: readonly BlockedCover[];
}

type Fields = Readonly<Record<string, unknown>>;

class Unreadable extends Error {}

function fields(value: unknown): Fields {
  if (typeof value !== "object" || value === null) throw new Unreadable();
  return value as Fields;
}

function list(value: unknown): readonly Fields[] {
  if (!Array.isArray(value)) throw new Unreadable();
  return value.map(fields);
}

function text(value: unknown): string {
  if (typeof value !== "string") throw new Unreadable();
  return value;
}

function whole(value: unknown): number {
  if (!Number.isSafeInteger(value) || Number(value) < 0) throw new Unreadable();
  return Number(value);
}

const optionalList = (value: unknown): readonly Fields[] => (value === undefined ? [] : list(value));

/** Where the offer comes from, and the language that it was asked in. */
export interface House {
  readonly base: string;
  readonly language: Language;
}

/**
 * The whole address of a text; null for what a link must not lead to, such as `javascript:`. The house's own texts are read in
 * the language of the offer, whatever the browser prefers.
 */
function address(value: unknown, { base, language }: House): string | null {
  if (typeof value !== "string" || value === "") return null;
  const url = parsed(value) ?? parsed(value, base);
  if (url === null) return null;
  if (parsed(value) === null) url.searchParams.set("language", language);
  return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
}

/** `URL.parse` and `URL.canParse` are younger than many browsers that people shop with. */
function parsed(value: string, base?: string): URL | null {
  try {
    return new URL(value, base);
  } catch {
    return null;
  }
}

const termsOf = (texts: readonly OfferText[]): string | null =>
  (texts.find(({ kind }) => kind === "terms") ?? texts[0])?.url ?? null;

/** The texts of a cover; an answer that lists none has the terms alone. */
function textsOf(cover: Fields, house: House): readonly OfferText[] {
  const listed = optionalList(cover["texts"]);
  const given = listed.length > 0 ? listed : [{ kind: "terms", url: cover["termsUrl"] } as Fields];
  return given.flatMap(({ kind, url, version, sha256 }) => {
    const href = address(url, house);
    if (href === null) return [];
    const named = { kind: text(kind), url: href };
    return [typeof sha256 === "string" ? { ...named, version: whole(version), sha256 } : named];
  });
}

const includedOf = (cover: Fields, house: House): IncludedCover => ({
  product: text(cover["product"]),
  payer: text(cover["payer"]),
  title: text(cover["title"]),
  benefit: text(cover["benefit"]),
  sumInsured: whole(cover["sumInsured"]),
  termsUrl: termsOf(textsOf(cover, house)),
});

const optionalOf = (cover: Fields, reasons: ReadonlyMap<string, string>, house: House): OptionalCover => ({
  product: text(cover["product"]),
  title: text(cover["title"]),
  benefit: text(cover["benefit"]),
  premium: whole(cover["premium"]),
  sumInsured: whole(cover["sumInsured"]),
  quote: text(cover["quote"]),
  expiresAt: text(cover["expiresAt"]),
  texts: textsOf(cover, house),
  reason: reasons.get(text(cover["product"])) ?? null,
});

function lineOf(line: Fields, house: House): LineOffer {
  const reasons = new Map(
    optionalList(line["recommended"]).map(({ product, reason }) => [text(product), text(reason)]),
  );
  return {
    lineId: text(line["lineId"]),
    included: list(line["included"]).map((cover) => includedOf(cover, house)),
    optional: list(line["optional"]).map((cover) => optionalOf(cover, reasons, house)),
    blocked: optionalList(line["blocked"]).map(({ product, reason }) => ({
      product: text(product),
      reason: text(reason),
    })),
  };
}

/**
 * One line of an answer: the one named, or the first. Null when the answer is none of ours, or has no such line. Addresses
 * of texts are completed by `house`.
 */
export function readLine(answer: unknown, lineId: string | null, house: House): LineOffer | null {
  try {
    const lines = list(fields(answer)["lines"]);
    const line = lineId === null ? lines[0] : lines.find((each) => each["lineId"] === lineId);
    return line === undefined ? null : lineOf(line, house);
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

/** Where the terms of a cover are; null when the answer names none. */
export const termsUrlOf = ({ texts }: OptionalCover): string | null => termsOf(texts);
