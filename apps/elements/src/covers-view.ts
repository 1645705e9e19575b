// Understands what <anxin-covers> looks like: the covers that are included, and those that may be added.

import { instantOf, shown } from "./clock.js";
import { includedItem, termsLink } from "./cover-item.js";
import { make, tick } from "./dom.js";
import { type IncludedCover, type OptionalCover, termsUrlOf } from "./offer.js";
import type { Language, Words } from "./words.js";

/** Rows that stand in for what is being fetched, where the page does not say how many. */
const ROWS = 2;
const ROWS_MAX = 12;

/** `expected` is the page's guess, so that what stands below stays where it is. */
export function skeleton(expected: string | null, words: Words): HTMLElement {
  const length = Math.min(Math.max(Math.trunc(Number(expected)) || ROWS, 1), ROWS_MAX);
  const rows = Array.from({ length }, () =>
    make("div", { class: "row" }, make("span", { class: "bone" }), make("span", { class: "bone" })),
  );
  return make("div", { part: "skeleton" }, ...rows, make("span", { class: "unseen" }, words.loading));
}

export function includedList(covers: readonly IncludedCover[], words: Words): HTMLElement | null {
  if (covers.length === 0) return null;
  return make(
    "div",
    { part: "included" },
    make("p", { class: "head", id: "included" }, words.included),
    make("ul", { "aria-labelledby": "included" }, ...covers.map((cover) => includedItem(cover, words, tick()))),
  );
}

/** How an option stands at the moment of drawing. */
export interface Standing {
  readonly checked: boolean;
  /** Whether the quote's end is known and worth showing. */
  readonly ends: boolean;
}

/** One cover that may be added. `choose` is called with what the box has become. */
export function option(
  cover: OptionalCover,
  { checked, ends }: Standing,
  { words, language }: { readonly words: Words; readonly language: Language },
  choose: (box: HTMLInputElement) => void,
): HTMLElement {
  const { product, title, benefit, premium, sumInsured, expiresAt, reason } = cover;
  const about = `about-${product}`;
  const box = make("input", { type: "checkbox", autocomplete: "off", "aria-describedby": `${about} ${about}-facts` });
  box.checked = checked;
  box.addEventListener("change", () => choose(box));
  const end = ends ? instantOf(expiresAt) : null;
  const facts = words.facts(sumInsured, end === null ? null : shown(end, language));
  const chip = reason === null ? null : make("span", { part: "recommended" }, words.recommended);
  return make(
    "div",
    { part: "option" },
    make(
      "label",
      { part: "choice" },
      box,
      make("span", { class: "names" }, make("span", { part: "title" }, title), chip),
      make("span", { part: "premium" }, words.premium(premium)),
    ),
    make(
      "div",
      { class: "about", id: about },
      make("p", { part: "benefit" }, benefit),
      reason === null ? null : make("p", { part: "reason" }, `${words.reason}${words.separator}${reason}`),
    ),
    make(
      "p",
      { class: "foot" },
      make("span", { part: "facts", id: `${about}-facts` }, facts),
      termsLink(termsUrlOf(cover), title, words),
    ),
  );
}
