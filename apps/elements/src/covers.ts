// Understands <anxin-covers>: at checkout, which covers come with the goods and which the buyer may add. Nothing is ticked beforehand.

import { now } from "./clock.js";
import { includedList, option, skeleton } from "./covers-view.js";
import { make, mark } from "./dom.js";
import { endOf } from "./expiry.js";
import type { LineOffer, OptionalCover } from "./offer.js";
import { OfferElement, type State } from "./offer-element.js";
import { NO_TICKS, premiumOf, type Selection, selectionOf, type Ticks, ticked, unticked } from "./selection.js";
import { type Words, wordsIn } from "./words.js";

/** Longer waits overflow a browser's timer and end at once. */
const TIMER_MS_MAX = 2_147_483_647;

/** Attribute, besides those of every element here: `rows`, how many covers the page expects while it waits. */
export class AnxinCovers extends OfferElement {
  static readonly formAssociated = true;

  readonly #internals = this.attachInternals();
  readonly #status = make("span", {});
  #offer: LineOffer | null = null;
  #ticks: Ticks = NO_TICKS;
  #shownAt = 0;
  /** When the quotes end, in milliseconds; null when that is not known. */
  #end: number | null = null;
  #expired = false;
  /** Whether the offer to come replaces one that has expired. */
  #renewing = false;
  /** Whether ticks went with an offer that was replaced, of which the buyer is told. */
  #lost = false;
  #disabled = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** What is ticked now; null until an offer is there. */
  get value(): Selection | null {
    return this.#offer === null ? null : selectionOf(this.#offer, this.#ticks);
  }

  /** Of what is ticked, in fen. */
  get premium(): number {
    return this.#offer === null ? 0 : premiumOf(this.#offer, this.#ticks);
  }

  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watchEnd();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  formResetCallback(): void {
    if (this.#ticks.size === 0) return;
    this.#choose(NO_TICKS);
    this.draw();
  }

  formDisabledCallback(disabled: boolean): void {
    this.#disabled = disabled;
    if (this.isConnected) this.draw();
  }

  protected isEmpty({ included, optional, blocked }: LineOffer): boolean {
    return included.length + optional.length + blocked.length === 0;
  }

  protected content(state: State, words: Words): readonly (Node | string)[] {
    const head = make("p", { class: "head" }, mark(), make("span", { class: "brand" }, words.brand));
    if (state.kind === "loading") return [head, skeleton(this.getAttribute("rows"), words)];
    if (state.kind === "failed") return [head, this.failure(words)];
    const { included, optional, blocked } = state.offer;
    if (this.isEmpty(state.offer)) return [head, make("p", { part: "empty" }, words.nothing)];
    const choice = optional.length === 0 ? null : this.#choice(optional, words);
    const notes = blocked.map(({ reason }) => make("p", { part: "blocked" }, reason));
    return [head, includedList(included, words), choice, ...notes].filter((each) => each !== null);
  }

  /** Another offer never inherits ticks: what was agreed to were the quotes and texts of the one before. */
  protected override received(offer: LineOffer | null): void {
    if (this.#ticks.size > 0) {
      this.#lost = true;
      this.#choose(NO_TICKS);
    }
    this.#offer = offer;
    this.#expired = false;
    this.#shownAt = now();
    this.#end = offer === null ? null : endOf(offer, this.#shownAt, this.#renewing);
    this.#internals.setFormValue(offer === null ? null : JSON.stringify(this.value));
    this.#watchEnd();
    if (offer === null) return;
    this.#renewing = false;
    if (this.#lost) this.tell(wordsIn(this.language).renewed);
  }

  #choice(optional: readonly OptionalCover[], words: Words): HTMLElement {
    const rows = optional.map((cover) =>
      option(
        cover,
        { checked: this.#ticks.has(cover.product), ends: this.#end !== null },
        { words, language: this.language },
        (box) => this.#toggle(cover, box),
      ),
    );
    const field = make(
      "fieldset",
      { part: "optional" },
      make("legend", {}, words.optional, make("small", {}, words.voluntary)),
      ...rows,
      make("p", { part: "agreement" }, words.agreement),
    );
    field.disabled = this.#disabled || this.#expired;
    this.#status.textContent = this.#said(words);
    const renew = this.#expired ? make("button", { part: "retry", type: "button" }, words.renew) : null;
    renew?.addEventListener("click", () => this.#expire());
    return make("div", {}, field, make("p", { part: "status" }, this.#status, renew));
  }

  #said(words: Words): string {
    if (this.#expired) return words.expired;
    if (this.#ticks.size > 0) return words.chosen(this.#ticks.size, this.premium);
    return this.#lost ? words.renewed : words.notChosen;
  }

  #toggle(cover: OptionalCover, box: HTMLInputElement): void {
    const agreedAt = now();
    if (this.#end !== null && agreedAt >= this.#end) {
      box.checked = false;
      this.#expire();
      return;
    }
    this.#lost = false;
    const moment = { shownAt: this.#shownAt, agreedAt, language: this.language };
    this.#choose(box.checked ? ticked(this.#ticks, cover, moment) : unticked(this.#ticks, cover.product));
  }

  #choose(ticks: Ticks): void {
    this.#ticks = ticks;
    this.#internals.setFormValue(JSON.stringify(this.value));
    const said = this.#said(wordsIn(this.language));
    this.#status.textContent = said;
    this.tell(said);
    this.emit("anxin-change", this.value);
  }

  #watchEnd(): void {
    clearTimeout(this.#timer);
    if (this.#end === null || this.#expired || !this.isConnected) return;
    // A long wait is cut in pieces; it is over when the clock says so.
    const wait = Math.min(Math.max(this.#end - now(), 0), TIMER_MS_MAX);
    this.#timer = setTimeout(
      () => (this.#end !== null && now() >= this.#end ? this.#expire() : this.#watchEnd()),
      wait,
    );
  }

  /** Lets go of what was ticked and asks for another offer: of `src` by itself, else of the page. */
  #expire(): void {
    clearTimeout(this.#timer);
    const lineId = this.#offer?.lineId ?? null;
    if (this.#ticks.size > 0) {
      this.#lost = true;
      this.#choose(NO_TICKS);
    }
    this.#expired = true;
    this.#renewing = true;
    this.draw();
    this.tell(wordsIn(this.language).expired);
    this.emit("anxin-expired", { lineId });
    if (this.hasAttribute("src")) this.reload();
  }
}
