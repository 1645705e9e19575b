// Understands how one included cover is told: what it pays, who bears the premium, and where its terms are.

import { make } from "./dom.js";
import type { IncludedCover } from "./offer.js";
import type { Words } from "./words.js";

/** A link to the terms of a cover, which leaves the checkout where it is. */
export function termsLink(href: string | null, title: string, words: Words): HTMLElement | null {
  if (href === null) return null;
  const name = words.termsOf(title);
  return make("a", { part: "terms", href, target: "_blank", rel: "noopener", "aria-label": name }, words.terms);
}

/** An item of a list; `sign` stands before it. */
export function includedItem(cover: IncludedCover, words: Words, sign: Node | null): HTMLElement {
  const { title, benefit, payer, termsUrl } = cover;
  return make(
    "li",
    { part: "cover" },
    sign,
    make("strong", { part: "title" }, title),
    make("span", { part: "benefit" }, benefit),
    make(
      "span",
      { class: "foot" },
      make("span", { part: "payer" }, words.payer(payer)),
      termsLink(termsUrl, title, words),
    ),
  );
}
