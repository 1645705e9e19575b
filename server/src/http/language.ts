// Understands which of the two languages a caller reads.

import type { Text } from "@anxin/core/product/product";

export type Language = keyof Text;
export const LANGUAGES: readonly Language[] = ["zh", "en"];

/** What a request says about itself; a part of Fastify's. */
interface Asking {
  readonly headers: { readonly "accept-language"?: string | undefined };
}

const RANGE = /^\s*([a-z]{1,8}|\*)(?:-[a-z0-9-]{1,32})?\s*(?:;\s*q\s*=\s*(0(?:\.\d{1,3})?|1(?:\.0{1,3})?))?\s*$/i;
const HEADER_LENGTH_MAX = 500;

/** Chinese unless the caller prefers English (RFC 9110, 12.5.4: the greatest weight wins, the first among equals). */
export function languageOf(request: Asking): Language {
  const header = request.headers["accept-language"]?.slice(0, HEADER_LENGTH_MAX) ?? "";
  let best: Language = "zh";
  let weight = 0;
  for (const range of header.split(",")) {
    const [, tag = "", quality = "1"] = RANGE.exec(range) ?? [];
    const language = tag.toLowerCase();
    if ((language === "zh" || language === "en") && Number(quality) > weight) {
      best = language;
      weight = Number(quality);
    }
  }
  return best;
}

/** The language that a link asks for by `?language=`, or else the caller's. */
export const languageAsked = (request: Asking & { readonly query: { readonly language?: string } }): Language =>
  LANGUAGES.find((each) => each === request.query.language) ?? languageOf(request);

/** As the Content-Language header names it. */
export const languageTag = (language: Language): string => (language === "zh" ? "zh-CN" : "en");
