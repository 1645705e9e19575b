// Understands the terms of a product version as a page that a person can read and link into.

import type { ProductVersion } from "@anxin/core/product/product";
import type { Language } from "../http/language.js";
import { escapeHtml, htmlPage } from "../http/page.js";
import { type Run, readTerms, type TermsPiece } from "./terms.js";

const WORDS = {
  zh: { mark: "安心 Anxin", version: (n: number) => `第 ${n} 版`, colon: "：" },
  en: { mark: "Anxin 安心", version: (n: number) => `version ${n}`, colon: ": " },
};

/** The whole page. Every clause has an anchor, `#c-4.1`, so that a decision can point at what it rests on. */
export function termsPage(product: ProductVersion, language: Language): string {
  const words = WORDS[language];
  const about = `${product.name[language]} · ${product.code} · ${words.version(product.version)}`;
  const pieces = readTerms(product.terms[language]).map((piece) => htmlOf(piece, words.colon));
  return htmlPage({
    language,
    title: `${product.name[language]} · ${words.version(product.version)}`,
    mark: words.mark,
    body: `<p class="quiet">${escapeHtml(about)}</p>\n<article>\n${pieces.join("\n")}\n</article>`,
    otherUrl: `/v1/products/${product.code}/versions/${product.version}/terms?language=${language === "zh" ? "en" : "zh"}`,
  });
}

function htmlOf(piece: TermsPiece, colon: string): string {
  switch (piece.kind) {
    case "title":
      return `<h1>${escapeHtml(piece.text)}</h1>`;
    case "heading":
      return `<h2>${escapeHtml(piece.text)}</h2>`;
    case "clause": {
      const id = escapeHtml(piece.id);
      const words = `<span>${escapeHtml(piece.title + colon)}${runsHtml(piece.runs)}</span>`;
      return `<div class="clause${piece.exempts ? " exempts" : ""}" id="c-${id}"><span>${id}</span>${words}</div>`;
    }
    case "paragraph":
      return `<p>${runsHtml(piece.runs)}</p>`;
    case "table":
      return tableHtml(piece);
  }
}

const runsHtml = (runs: readonly Run[]): string =>
  runs.map(({ text, bold }) => (bold ? `<strong>${escapeHtml(text)}</strong>` : escapeHtml(text))).join("");

function tableHtml({ head, rows }: Extract<TermsPiece, { kind: "table" }>): string {
  const heads = head.map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`).join("");
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${escapeHtml(cell)}</td>`).join("")}</tr>`).join("");
  return `<div class="wide" tabindex="0"><table><thead><tr>${heads}</tr></thead><tbody>${body}</tbody></table></div>`;
}
