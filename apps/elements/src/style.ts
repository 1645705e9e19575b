// Understands how the elements look. Colours follow the `color-scheme` of the page; every one of them can be set from outside.

/** Measured for WCAG AA on the surface, and the accent also as ink on its soft ground. */
const LIGHT = {
  accent: "#0b6b53",
  soft: "#e3f1ec",
  surface: "#ffffff",
  ink: "#1d2a26",
  quiet: "#55645e",
  line: "#d5dbd7",
};
const DARK = {
  accent: "#63c9a8",
  soft: "#1d322b",
  surface: "#1a2320",
  ink: "#e8eeea",
  quiet: "#a3b1ab",
  line: "#3a4843",
};

type Colour = keyof typeof LIGHT;
const COLOURS = Object.keys(LIGHT) as readonly Colour[];

/** `--anxin-accent` and its like win; inside, the names begin with an underscore. */
const palette = (of: (colour: Colour) => string): string =>
  COLOURS.map((colour) => `--_${colour}:var(--anxin-${colour},${of(colour)});`).join("");

/** In a badge, words wrap as wholes; a dot at the beginning of a line falls outside and is cut off. */
const CSS = `
:host {
  ${palette((colour) => LIGHT[colour])}
  --_radius: var(--anxin-radius, 12px);
  display: block;
  font-family: var(--anxin-font, inherit);
  font-size: var(--anxin-font-size, 14px);
  line-height: 1.5;
  color: var(--_ink);
  text-align: start;
  -webkit-text-size-adjust: 100%;
}
@supports (color: light-dark(#000, #fff)) {
  :host { ${palette((colour) => `light-dark(${LIGHT[colour]},${DARK[colour]})`)} }
}
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; }
p, ul, fieldset, legend { margin: 0; padding: 0; border: 0; min-inline-size: 0; }
ul { list-style: none; }
button, input { font: inherit; color: inherit; margin: 0; }
button { cursor: pointer; }
svg { inline-size: 16px; block-size: 16px; flex: none; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
svg[viewBox^="8"] { inline-size: 20px; block-size: 18px; color: var(--_accent); stroke-width: 4; }
.heart { fill: currentColor; stroke: none; }
:focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px; border-radius: 4px; }
[part="base"]:focus { outline: none; }
.unseen { position: absolute; inline-size: 1px; block-size: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.head { display: flex; align-items: center; gap: 6px; font-weight: 600; }
.brand { color: var(--_accent); font-weight: 700; letter-spacing: .02em; }
a { color: var(--_accent); text-underline-offset: 3px; display: inline-flex; align-items: center; min-block-size: 28px; justify-self: start; }
[part="title"] { font-weight: 600; }
[part="payer"], [part="facts"], [part="blocked"], [part="agreement"], small { color: var(--_quiet); font-size: .93em; }
[part="failure"] { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; color: var(--_quiet); }
[part="retry"], [part="close"] { background: none; border: 1px solid var(--_line); border-radius: 8px; min-block-size: 32px; padding-inline: 12px; color: var(--_accent); }
[part="retry"]:hover, [part="close"]:hover { border-color: var(--_accent); }
.bone { display: block; block-size: 10px; inline-size: 120px; max-inline-size: 60%; border-radius: 5px; background: var(--_line); }
@media (prefers-reduced-motion: no-preference) {
  .bone { animation: breathe 1.6s ease-in-out infinite alternate; }
  @keyframes breathe { from { opacity: 1; } to { opacity: .45; } }
}

:host(anxin-badge) { display: inline-block; max-inline-size: 100%; vertical-align: middle; }
:host(anxin-badge[state="empty"]) { display: none; }
.pill {
  display: inline-flex; align-items: center; gap: 7px; max-inline-size: 100%; min-block-size: 34px; padding: 5px 12px 5px 10px;
  border: 1px solid var(--_line); border-radius: 17px; background: var(--_soft); color: var(--_ink); text-align: start; line-height: 1.4;
}
button.pill:hover { border-color: var(--_accent); }
button.pill:focus-visible { border-radius: 17px; }
.more { color: var(--_quiet); }
.clip { overflow: clip; }
.gist { display: flex; flex-wrap: wrap; margin-inline-start: -12px; }
.gist > span { position: relative; padding-inline-start: 12px; }
.gist .most::before { content: "·"; position: absolute; inset-inline-start: 0; inline-size: 12px; display: flex; justify-content: center; }
.foot { display: flex; flex-wrap: wrap; align-items: center; gap: 0 14px; }
[aria-expanded="true"] > svg:last-child { transform: scaleY(-1); }
[part="panel"] {
  position: absolute; inset: var(--_top, 0) auto auto var(--_left, 0); translate: 0 var(--_lift, 0); margin: 0; padding: 16px;
  inline-size: 360px; max-inline-size: calc(100vw - 16px); max-block-size: var(--_room, 70vh); overflow: auto;
  background: var(--_surface); color: var(--_ink); border: 1px solid var(--_line); border-radius: var(--_radius); box-shadow: 0 10px 32px rgb(0 0 0 / .18);
}
[part="panel"].flow { position: static; max-block-size: none; inline-size: auto; margin-block-start: 8px; box-shadow: none; }
[part="panel"] .head > :nth-child(2) { flex: 1; }
[part="close"] { inline-size: 32px; padding: 0; display: inline-grid; place-items: center; }
[part="panel"] ul { display: grid; gap: 14px; margin-block-start: 10px; }
[part="cover"] { display: grid; gap: 2px; }
[part="panel"]::backdrop { background: none; }
@media (max-width: 520px) {
  [part="panel"]:not(.flow) {
    position: fixed; inset: auto 0 0 0; translate: none; max-block-size: 70vh; inline-size: 100%; max-inline-size: none; border-radius: 18px 18px 0 0; border-width: 1px 0 0;
    padding-block-end: max(20px, env(safe-area-inset-bottom));
  }
  [part="panel"]::backdrop { background: rgb(0 0 0 / .4); }
}

:host(anxin-covers) > [part="base"] { display: grid; gap: 12px; padding: 16px; background: var(--_surface); border: 1px solid var(--_line); border-radius: var(--_radius); }
[part="included"] { display: grid; gap: 6px; }
[part="included"] ul { display: grid; gap: 10px; }
[part="included"] [part="cover"] { position: relative; padding-inline-start: 26px; }
[part="included"] svg { position: absolute; inset-block-start: 2px; inset-inline-start: 0; color: var(--_accent); stroke-width: 2.2; }
fieldset { display: grid; gap: 10px; }
legend { float: inline-start; font-weight: 600; display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 8px; }
small { font-weight: 400; }
[part="option"] { display: grid; border: 1px solid var(--_line); border-radius: 10px; padding: 6px 12px 8px; }
[part="option"]:has(:checked) { border-color: var(--_accent); background: var(--_soft); }
[part="choice"] { display: grid; grid-template-columns: auto 1fr auto; align-items: center; gap: 0 8px; min-block-size: 36px; cursor: pointer; }
input { inline-size: 20px; block-size: 20px; accent-color: var(--_accent); cursor: inherit; }
.names { display: flex; flex-wrap: wrap; align-items: center; gap: 0 8px; }
[part="premium"] { font-weight: 600; font-variant-numeric: tabular-nums; white-space: nowrap; }
[part="recommended"] { padding: 0 7px; border: 1px solid currentColor; border-radius: 9px; color: var(--_accent); font-size: .86em; white-space: nowrap; }
.about, [part="option"] .foot { margin-inline-start: 28px; }
[part="reason"] { color: var(--_quiet); }
fieldset:disabled [part="option"] { color: var(--_quiet); }
fieldset:disabled [part="choice"] { cursor: default; }
[part="status"] { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; min-block-size: 32px; margin-block-start: 6px; font-weight: 600; }
[part="skeleton"] { display: grid; gap: 12px; }
:host(anxin-badge) [part="skeleton"] { display: inline-flex; }
.row { display: grid; gap: 10px; padding: 14px 12px; border: 1px solid var(--_line); border-radius: 10px; min-block-size: 96px; align-content: start; }
.row .bone + .bone { inline-size: 240px; max-inline-size: 85%; }
@media (pointer: coarse) {
  .pill, [part="choice"], [part="retry"], [part="close"], a { min-block-size: 44px; }
  .pill { border-radius: 22px; }
  [part="close"] { inline-size: 44px; }
  input { inline-size: 24px; block-size: 24px; }
  .about, [part="option"] .foot { margin-inline-start: 32px; }
}
@media (forced-colors: active) {
  .pill, [part="option"], [part="panel"] { border-color: CanvasText; }
}
`;

let made: CSSStyleSheet | null = null;

/** One sheet for all elements of the page. Constructed, not written into the page, so that no policy has to allow inline styles. */
export function sheet(): CSSStyleSheet {
  if (made === null) {
    made = new CSSStyleSheet();
    made.replaceSync(CSS);
  }
  return made;
}
