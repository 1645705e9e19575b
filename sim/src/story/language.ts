// Understands the two languages in which the stories are told.

import type { Text } from "@anxin/core/product/product";

export type Language = keyof Text;

/** As the Accept-Language header and the command line name it. */
export const TAGS: Readonly<Record<Language, string>> = { zh: "zh-CN", en: "en" };

/** Reads "zh-CN", "zh", "en" or "en-US"; null for another language. */
export function readLanguage(tag: string): Language | null {
  const [primary = ""] = tag.toLowerCase().split("-");
  return primary === "zh" || primary === "en" ? primary : null;
}
