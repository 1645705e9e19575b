// Understands the terms of a sold version as the server's own page of them has it, clause by clause with its number.

import { useQuery } from "@tanstack/react-query";
import { apiLanguage } from "../language.js";

export interface Run {
  readonly text: string;
  readonly isStrong: boolean;
}

export type TermsPiece =
  | { readonly kind: "title" | "heading" | "paragraph"; readonly runs: readonly Run[] }
  | { readonly kind: "clause"; readonly id: string; readonly exempts: boolean; readonly runs: readonly Run[] }
  | { readonly kind: "table"; readonly rows: readonly (readonly string[])[] };

const CLAUSE_ANCHOR = "c-";

/** The page itself, in the language of this one; it can be opened beside. */
export const termsUrl = (product: string, version: number, clause?: string): string =>
  `/v1/products/${encodeURIComponent(product)}/versions/${version}/terms?language=${apiLanguage() === "zh-CN" ? "zh" : "en"}${
    clause === undefined ? "" : `#${CLAUSE_ANCHOR}${clause}`
  }`;

const runsOf = (node: Node): readonly Run[] =>
  [...node.childNodes].flatMap((child): readonly Run[] => {
    if (child.nodeType === Node.TEXT_NODE) return [{ text: child.textContent ?? "", isStrong: false }];
    if (child.nodeName === "STRONG") return [{ text: child.textContent ?? "", isStrong: true }];
    return runsOf(child);
  });

function pieceOf(element: Element): TermsPiece | null {
  switch (element.nodeName) {
    case "H1":
      return { kind: "title", runs: runsOf(element) };
    case "H2":
      return { kind: "heading", runs: runsOf(element) };
    case "P":
      return { kind: "paragraph", runs: runsOf(element) };
    default: {
      const table = element.querySelector("table");
      if (table !== null) {
        const rows = [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent ?? ""));
        return { kind: "table", rows };
      }
      const words = element.lastElementChild;
      if (!element.id.startsWith(CLAUSE_ANCHOR) || words === null) return null;
      const id = element.id.slice(CLAUSE_ANCHOR.length);
      return { kind: "clause", id, exempts: element.classList.contains("exempts"), runs: runsOf(words) };
    }
  }
}

/**
 * Reads the page. Nothing of it is put into ours but words: what is read so neither runs nor loads anything. Its head stays out:
 * the style in it would be against this page's policy, although nobody ever sees it.
 */
function readTermsPage(html: string): readonly TermsPiece[] {
  const [text = ""] = /<article>.*<\/article>/s.exec(html) ?? [];
  const article = new DOMParser().parseFromString(text, "text/html").querySelector("article");
  return [...(article?.children ?? [])].map(pieceOf).filter((piece) => piece !== null);
}

async function fetchTerms(url: string, signal: AbortSignal): Promise<readonly TermsPiece[]> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`the terms were not handed out: ${response.status}`);
  return readTermsPage(await response.text());
}

/** How terms are asked for; what was sold never changes. */
export function asksTerms(product: string, version: number) {
  const url = termsUrl(product, version);
  return {
    queryKey: [url],
    queryFn: ({ signal }: { readonly signal: AbortSignal }) => fetchTerms(url, signal),
    staleTime: Number.POSITIVE_INFINITY,
  };
}

/** The terms of a version; asked for once. */
export const useTerms = (product: string, version: number) => useQuery(asksTerms(product, version));
