// Understands how offers are written: as JSON bytes, from parts that are spelled once for each product version and language.

import { formatYuan } from "@anxin/core/money";
import type { LineOffer } from "@anxin/core/offer/offer";
import type { QuoteTerms } from "@anxin/core/order/cover";
import { PAYERS, type Payer, type ProductVersion } from "@anxin/core/product/product";
import { formatInstant, shanghaiDay } from "@anxin/core/time";
import type { Language } from "../http/language.js";
import { saleTexts, termsUrl } from "../product/texts.js";

/** What never changes of a product's entry, between the places where amounts and quotes go. */
interface Parts {
  /** Each up to the amount that ends the benefit. */
  readonly optional: Buffer;
  readonly included: Readonly<Record<Payer, Buffer>>;
  /** From there to the next number. */
  readonly toPremium: Buffer;
  readonly toSumInsured: Buffer;
  /** After the sum insured of a cover that is given. */
  readonly terms: Buffer;
  /** After the time of expiry of one that is for sale. */
  readonly texts: Buffer;
}

const parts = new WeakMap<ProductVersion, Readonly<Record<Language, Parts>>>();

const CAP: Readonly<Record<Language, readonly [before: string, after: string]>> = {
  zh: ["，最高 ", " 元"],
  en: [", up to ¥", ""],
};

function spell(product: ProductVersion, language: Language): Parts {
  const [before, after] = CAP[language];
  const texts = saleTexts(product, language).map(({ kind, url, version, sha256 }) => ({ kind, url, version, sha256 }));
  const code = JSON.stringify(product.code);
  const benefit = JSON.stringify(`${product.summary[language].replace(/[。.]$/, "")}${before}`).slice(0, -1);
  const words = `"title":${JSON.stringify(product.name[language])},"benefit":${benefit}`;
  const included = PAYERS.map((payer) => [payer, Buffer.from(`{"product":${code},"payer":"${payer}",${words}`)]);
  return {
    optional: Buffer.from(`{"product":${code},${words}`),
    included: Object.fromEntries(included) as Record<Payer, Buffer>,
    toPremium: Buffer.from(`${after}","premium":`),
    toSumInsured: Buffer.from(`${after}","sumInsured":`),
    terms: Buffer.from(`,"termsUrl":${JSON.stringify(termsUrl(product))}}`),
    texts: Buffer.from(`","termsUrl":${JSON.stringify(termsUrl(product))},"texts":${JSON.stringify(texts)}}`),
  };
}

function partsOf(product: ProductVersion, language: Language): Parts {
  const known = parts.get(product);
  if (known !== undefined) return known[language];
  const fresh = { zh: spell(product, "zh"), en: spell(product, "en") };
  parts.set(product, fresh);
  return fresh[language];
}

type QuoteWriter = (terms: QuoteTerms) => string;

const START_BYTES = 65_536;
/** UTF-8 takes at most three bytes for each unit of a JavaScript string. */
const BYTES_PER_UNIT = 3;

/** Bytes one after another. One request is written at a time, so that all share the space. */
class Writer {
  #space = Buffer.allocUnsafe(START_BYTES);
  #length = 0;

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#space.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.#length + bytes));
    this.#space.copy(larger, 0, 0, this.#length);
    this.#space = larger;
  }

  bytes(part: Buffer): void {
    this.#reserve(part.length);
    this.#space.set(part, this.#length);
    this.#length += part.length;
  }

  /** Text of ASCII alone, as numbers, tokens and punctuation are. */
  ascii(text: string): void {
    this.#reserve(text.length);
    this.#length += this.#space.write(text, this.#length, "latin1");
  }

  text(text: string): void {
    this.#reserve(BYTES_PER_UNIT * text.length);
    this.#length += this.#space.write(text, this.#length, "utf8");
  }

  /** What was written since the last call, as bytes of its own. */
  take(): Buffer {
    const taken = Buffer.from(this.#space.subarray(0, this.#length));
    this.#length = 0;
    return taken;
  }
}

const BLOCKED: Readonly<Record<Language, (day: string) => string>> = {
  zh: (day) => `您近期的退货次数超过备案上限，${day} 起可再次购买；商家和平台赠送的保障不受影响`,
  en: (day) => `You sent back more than the filed limit lately; you may buy it again from ${day}. Gifts still apply.`,
};

const writer = new Writer();

function writeIncluded(offer: LineOffer, language: Language): void {
  for (const [i, { product, payer, sumInsured }] of offer.included.entries()) {
    const { included, toSumInsured, terms } = partsOf(product, language);
    if (i > 0) writer.ascii(",");
    writer.bytes(included[payer]);
    writer.ascii(formatYuan(sumInsured));
    writer.bytes(toSumInsured);
    writer.ascii(String(sumInsured));
    writer.bytes(terms);
  }
}

/** A token holds no character that JSON would have to escape. */
function writeOptional(offer: LineOffer, language: Language, quote: QuoteWriter, expiresAt: string): void {
  for (const [i, { product, terms }] of offer.optional.entries()) {
    const { optional, toPremium, texts } = partsOf(product, language);
    const { premium, sumInsured } = terms;
    if (i > 0) writer.ascii(",");
    writer.bytes(optional);
    writer.ascii(formatYuan(sumInsured));
    writer.bytes(toPremium);
    writer.ascii(`${premium},"sumInsured":${sumInsured},"quote":"`);
    writer.ascii(quote(terms));
    writer.ascii(expiresAt);
    writer.bytes(texts);
  }
}

function writeLine(lineId: string, offer: LineOffer, language: Language, quote: QuoteWriter, expiresAt: string): void {
  const { recommended, blocked } = offer;
  writer.text(`{"lineId":${JSON.stringify(lineId)}`);
  writer.ascii(`,"included":[`);
  writeIncluded(offer, language);
  writer.ascii(`],"optional":[`);
  writeOptional(offer, language, quote, expiresAt);
  writer.ascii(`],"recommended":[`);
  for (const [i, { product, reason, basis }] of recommended.entries()) {
    writer.text(`${i > 0 ? "," : ""}${JSON.stringify({ product: product.code, reason, basis })}`);
  }
  writer.ascii(`],"blocked":[`);
  for (const [i, { product, until }] of blocked.entries()) {
    const reason = BLOCKED[language](shanghaiDay(until));
    const entry = { product: product.code, code: "buyer_blocked", reason, until: formatInstant(until) };
    writer.text(`${i > 0 ? "," : ""}${JSON.stringify(entry)}`);
  }
  writer.ascii("]}");
}

/** The whole answer, in the shape of `OffersAnswer`, in UTF-8. */
export function offersBytes(
  lineIds: readonly string[],
  offers: readonly LineOffer[],
  language: Language,
  quote: QuoteWriter,
): Buffer {
  const quoted = offers.find(({ optional }) => optional.length > 0)?.optional[0];
  const expiresAt = quoted === undefined ? "" : `","expiresAt":"${formatInstant(quoted.terms.expiresAt)}`;
  writer.take();
  writer.ascii(`{"currency":"CNY","lines":[`);
  for (const [i, offer] of offers.entries()) {
    if (i > 0) writer.ascii(",");
    writeLine(lineIds[i] ?? "", offer, language, quote, expiresAt);
  }
  writer.ascii("]}");
  return writer.take();
}
