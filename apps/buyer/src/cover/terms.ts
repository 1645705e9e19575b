// Understands where the terms of a sold version are read, and where in them a clause stands.

/** Links carry no header, and so name their language. */
export const languageOfLink = (language: string): "zh" | "en" => (language === "zh-CN" ? "zh" : "en");

export function termsOf(product: string, version: number, language: string, clause?: string): string {
  const page = `/v1/products/${encodeURIComponent(product)}/versions/${version}/terms?language=${languageOfLink(language)}`;
  return clause === undefined ? page : `${page}#c-${clause}`;
}
