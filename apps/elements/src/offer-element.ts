// Understands what both elements do with an offer: take it or fetch it, in the page's language, and show how that went.

import { make } from "./dom.js";
import { type LineOffer, readLine } from "./offer.js";
import { sheet } from "./style.js";
import { type Language, languageOf, tagOf, type Words, wordsIn } from "./words.js";

const FETCH_MS_MAX = 15_000;

/** Relative addresses of terms are completed by where this file came from: the house that made the offer. */
const BASE = import.meta.url;

export type State =
  | { readonly kind: "loading" }
  | { readonly kind: "failed" }
  | { readonly kind: "ready"; readonly offer: LineOffer };

/** The `lang` that holds for an element, also when it stands inside other people's shadow trees. */
function nearestLang(element: Element): string {
  const bearer = element.closest("[lang]");
  if (bearer !== null) return bearer.getAttribute("lang") ?? "";
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? nearestLang(root.host) : "";
}

/**
 * Attributes: `src`, an address that answers like POST /v1/offers; `line-id`, which of its lines, the first by default;
 * `lang`. Property: `offer`, such an answer itself. Reflects `state`: loading, ready, empty or failed.
 */
export abstract class OfferElement extends HTMLElement {
  static readonly observedAttributes = ["src", "line-id", "lang"];

  readonly #root = this.attachShadow({ mode: "open" });
  /** Stays where it is while all else is drawn anew: only then do screen readers speak what is put into it. */
  readonly #live = make("p", { class: "unseen", role: "status" });
  #base = make("div", {});
  readonly #watch = new MutationObserver(() => this.#relanguage());
  #answer: unknown = null;
  #request: AbortController | null = null;
  #state: State = { kind: "loading" };
  #language: Language = "zh";
  /** Not `isConnected`: that is true already while the attributes of an element in the page are first told. */
  #here = false;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet()];
    this.#root.append(this.#base, this.#live);
  }

  /** What is to be shown, and under which name for `state`. */
  protected abstract content(state: State, words: Words): readonly (Node | string)[];
  protected abstract isEmpty(offer: LineOffer): boolean;
  /** Another offer than before has come, or none is there any more. */
  protected received(_offer: LineOffer | null): void {}

  get offer(): unknown {
    return this.#answer;
  }

  set offer(answer: unknown) {
    this.#request?.abort();
    this.#request = null;
    this.#take(answer);
  }

  /** In which the element speaks. */
  protected get language(): Language {
    return this.#language;
  }

  connectedCallback(): void {
    this.#here = true;
    const language = languageOf(nearestLang(this));
    const other = language !== this.#language;
    this.#language = language;
    this.#watch.observe(document.documentElement, { attributeFilter: ["lang"] });
    if (Object.hasOwn(this, "offer")) this.#takeEarly();
    else if (this.#answer === null) this.reload();
    else if (other) this.#take(this.#answer);
    else this.draw();
  }

  disconnectedCallback(): void {
    this.#here = false;
    this.#watch.disconnect();
    this.#request?.abort();
    this.#request = null;
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after || !this.#here) return;
    if (name === "src") this.reload();
    else if (name === "lang") this.#relanguage();
    else if (this.#answer !== null) this.#take(this.#answer);
  }

  /** Fetches `src` anew; without one, waits for the page to set `offer`. */
  reload(): void {
    const src = this.getAttribute("src");
    if (src === null) this.#take(null);
    else void this.#fetch(src);
  }

  protected draw(): void {
    const held = this.#root.activeElement !== null;
    const state = this.#state;
    const empty = state.kind === "ready" && this.isEmpty(state.offer);
    this.setAttribute("state", empty ? "empty" : state.kind);
    const content = this.content(state, wordsIn(this.#language));
    const busy = state.kind === "loading" ? "true" : "false";
    const base = make("div", { part: "base", lang: tagOf(this.#language), "aria-busy": busy }, ...content);
    this.#base.replaceWith(base);
    this.#base = base;
    if (!held) return;
    // What had the focus is gone; whoever works without a mouse goes on from here, not from the top of the page.
    base.tabIndex = -1;
    base.focus();
  }

  /** To those who don't see the page. */
  protected tell(text: string): void {
    this.#live.lang = tagOf(this.#language);
    this.#live.textContent = text;
  }

  protected failure(words: Words): HTMLElement {
    const retry = make("button", { part: "retry", type: "button" }, words.retry);
    retry.addEventListener("click", () => {
      if (!this.hasAttribute("src")) this.emit("anxin-retry", { lineId: this.getAttribute("line-id") });
      this.reload();
    });
    return make("p", { part: "failure", role: "alert" }, words.failed, retry);
  }

  protected emit(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  /** Titles and benefits come in one language, so that another one has to be fetched; an offer that was set is the page's. */
  #relanguage(): void {
    const language = languageOf(nearestLang(this));
    if (language === this.#language) return;
    this.#language = language;
    if (this.hasAttribute("src")) this.reload();
    else this.draw();
  }

  /** A page may have set the property before this class was there to hear it. */
  #takeEarly(): void {
    const early = Object.getOwnPropertyDescriptor(this, "offer")?.value as unknown;
    Reflect.deleteProperty(this, "offer");
    this.offer = early;
  }

  #take(answer: unknown): void {
    this.#answer = answer ?? null;
    const offer = this.#answer === null ? null : this.#read(this.#answer);
    if (offer !== null) this.#become({ kind: "ready", offer });
    else this.#become({ kind: this.#answer === null ? "loading" : "failed" });
  }

  #read(answer: unknown): LineOffer | null {
    return readLine(answer, this.getAttribute("line-id"), { base: BASE, language: this.#language });
  }

  #become(state: State): void {
    this.#state = state;
    this.received(state.kind === "ready" ? state.offer : null);
    if (this.#here) this.draw();
    if (state.kind === "failed") this.emit("anxin-error", { lineId: this.getAttribute("line-id") });
  }

  async #fetch(src: string): Promise<void> {
    this.#request?.abort();
    const request = new AbortController();
    this.#request = request;
    this.#take(null);
    const timer = setTimeout(() => request.abort(), FETCH_MS_MAX);
    let answer: unknown = false;
    try {
      const headers = { accept: "application/json", "accept-language": tagOf(this.#language) };
      const response = await fetch(src, { headers, cache: "no-cache", signal: request.signal });
      if (response.ok) answer = await response.json();
    } catch {
      // No network, too slow, or no JSON: each is shown as the same failure, which can be tried again.
    }
    clearTimeout(timer);
    if (this.#request !== request) return;
    this.#request = null;
    this.#take(answer ?? false);
  }
}
