// Understands <anxin-badge>: on a product page, which covers come with the goods, and on request what each pays and who bears it.

import { includedItem } from "./cover-item.js";
import { chevron, cross, make, mark } from "./dom.js";
import type { IncludedCover, LineOffer } from "./offer.js";
import { OfferElement, type State } from "./offer-element.js";
import type { Words } from "./words.js";

const PANEL_GAP_PX = 8;
const PANEL_WIDTH_MAX_PX = 360;
/** With less room than this below the badge, the panel opens above it. */
const PANEL_ROOM_PX = 260;

/** Engines from before 2024 have no popovers; there the panel opens in the flow of the page. */
const hasPopovers = (): boolean => "popover" in HTMLElement.prototype;

export class AnxinBadge extends OfferElement {
  protected isEmpty({ included }: LineOffer): boolean {
    return included.length === 0;
  }

  protected content(state: State, words: Words): readonly (Node | string)[] {
    if (state.kind === "loading") {
      const waiting = make("span", { class: "unseen" }, words.loading);
      return [make("span", { part: "skeleton", class: "pill" }, mark(), make("span", { class: "bone" }), waiting)];
    }
    if (state.kind === "failed") return [this.failure(words)];
    const [first] = state.offer.included;
    return first === undefined ? [] : this.#disclosure(first, state.offer.included, words);
  }

  #disclosure(first: IncludedCover, covers: readonly IncludedCover[], words: Words): readonly Node[] {
    const more = covers.length > 1 ? make("span", { class: "more" }, words.more(covers.length - 1)) : null;
    const gist = make(
      "span",
      { class: "gist" },
      make("span", { class: "brand" }, words.brand),
      make("span", {}, first.title),
      make("span", { class: "most" }, words.upTo(first.sumInsured)),
      more,
    );
    const attributes = { part: "badge", class: "pill", type: "button", "aria-expanded": "false" };
    const button = make("button", attributes, mark(), make("span", { class: "clip" }, gist), chevron());
    const close = make("button", { part: "close", type: "button", "aria-label": words.close }, cross());
    const panel = make(
      "div",
      { part: "panel", id: "panel", role: "dialog", "aria-labelledby": "heading" },
      make(
        "p",
        { class: "head" },
        mark(),
        make("span", { id: "heading" }, `${words.brand}${words.separator}${words.included}`),
        close,
      ),
      make("ul", {}, ...covers.map((cover) => includedItem(cover, words, null))),
    );
    if (hasPopovers()) this.#popUp(button, panel, close);
    else this.#unfold(button, panel, close);
    return [button, panel];
  }

  #popUp(button: HTMLButtonElement, panel: HTMLElement, close: HTMLButtonElement): void {
    panel.popover = "auto";
    button.popoverTargetElement = panel;
    close.popoverTargetElement = panel;
    close.popoverTargetAction = "hide";
    panel.addEventListener("beforetoggle", (event) => {
      const opens = event.newState === "open";
      button.setAttribute("aria-expanded", String(opens));
      if (opens) this.#place(panel, button.getBoundingClientRect());
      // Browsers give the focus back to what had it, but not all of them find it inside a shadow tree.
      else if (panel.contains(this.shadowRoot?.activeElement ?? null)) button.focus();
    });
  }

  #unfold(button: HTMLButtonElement, panel: HTMLElement, close: HTMLButtonElement): void {
    const turn = (open: boolean): void => {
      panel.hidden = !open;
      button.setAttribute("aria-expanded", String(open));
      if (!open) button.focus();
    };
    panel.hidden = true;
    panel.classList.add("flow");
    button.addEventListener("click", () => turn(panel.hidden));
    close.addEventListener("click", () => turn(false));
    for (const each of [button, panel]) {
      each.addEventListener("keydown", ({ key }) => {
        if (key === "Escape" && !panel.hidden) turn(false);
      });
    }
  }

  /** Beside the badge and inside the page, in whichever direction the page is read. On narrow screens the style sheet decides. */
  #place(panel: HTMLElement, badge: DOMRect): void {
    const { clientWidth, clientHeight } = document.documentElement;
    const width = Math.min(PANEL_WIDTH_MAX_PX, clientWidth - 2 * PANEL_GAP_PX);
    const start = getComputedStyle(this).direction === "rtl" ? badge.right - width : badge.left;
    const left = Math.max(PANEL_GAP_PX, Math.min(start, clientWidth - width - PANEL_GAP_PX));
    const below = clientHeight - badge.bottom;
    const above = below < PANEL_ROOM_PX && badge.top > below;
    const top = above ? badge.top - PANEL_GAP_PX : badge.bottom + PANEL_GAP_PX;
    const { style } = panel;
    style.setProperty("--_left", `${left + scrollX}px`);
    style.setProperty("--_top", `${top + scrollY}px`);
    style.setProperty("--_lift", above ? "-100%" : "0");
    style.setProperty("--_room", above ? `${badge.top - 2 * PANEL_GAP_PX}px` : "70vh");
  }
}
