// Understands what a buyer has chosen, and the trail of how: what was shown, when, in which language, under which texts.

import { written } from "./clock.js";
import type { LineOffer, OfferText, OptionalCover } from "./offer.js";
import type { Language } from "./words.js";

/** What was shown and agreed to, with the addresses at which it can be read, so that the sale can be told again later. */
export interface Consent {
  readonly product: string;
  readonly quote: string;
  /** RFC 3339. */
  readonly shownAt: string;
  /** RFC 3339. */
  readonly agreedAt: string;
  readonly language: Language;
  readonly texts: readonly OfferText[];
}

/** As an order's line takes it: `covers` of POST /v1/orders. Without consent where the offer did not name its texts. */
export interface ChosenCover {
  readonly product: string;
  readonly quote: string;
  readonly consent?: Pick<Consent, "shownAt" | "agreedAt" | "language"> & {
    readonly texts: readonly { readonly kind: string; readonly version: number; readonly sha256: string }[];
  };
}

/** The detail of `anxin-change`, and the value of the form field. */
export interface Selection {
  readonly lineId: string;
  readonly covers: readonly ChosenCover[];
  readonly consent: readonly Consent[];
}

/** Ticks by product. */
export type Ticks = ReadonlyMap<string, Consent>;

export const NO_TICKS: Ticks = new Map();

/** The moment of a tick; instants in milliseconds. */
export interface Moment {
  readonly shownAt: number;
  readonly agreedAt: number;
  readonly language: Language;
}

export function ticked(ticks: Ticks, { product, quote, texts }: OptionalCover, moment: Moment): Ticks {
  const { shownAt, agreedAt, language } = moment;
  const consent = { product, quote, shownAt: written(shownAt), agreedAt: written(agreedAt), language, texts };
  return new Map([...ticks, [product, consent]]);
}

export const unticked = (ticks: Ticks, product: string): Ticks =>
  new Map([...ticks].filter(([each]) => each !== product));

const chosen = ({ optional }: LineOffer, ticks: Ticks): readonly OptionalCover[] =>
  optional.filter(({ product, quote }) => ticks.get(product)?.quote === quote);

function coverOf({ product, quote, shownAt, agreedAt, language, texts }: Consent): ChosenCover {
  const named = texts.flatMap(({ kind, version, sha256 }) =>
    version === undefined || sha256 === undefined ? [] : [{ kind, version, sha256 }],
  );
  if (named.length === 0 || named.length < texts.length) return { product, quote };
  return { product, quote, consent: { shownAt, agreedAt, language, texts: named } };
}

/** In the order of the offer, so that the same ticks are the same selection. */
export function selectionOf(offer: LineOffer, ticks: Ticks): Selection {
  const consent = chosen(offer, ticks).flatMap(({ product }) => ticks.get(product) ?? []);
  return { lineId: offer.lineId, covers: consent.map(coverOf), consent };
}

/** Fen. */
export const premiumOf = (offer: LineOffer, ticks: Ticks): number =>
  chosen(offer, ticks).reduce((total, { premium }) => total + premium, 0);
