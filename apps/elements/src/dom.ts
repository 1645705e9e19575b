// Understands how a piece of page is made: from text alone, never from markup, so that no offer can bring a script along.

type Child = Node | string | null;
/** Attributes by name; true is an attribute without a value, and null none. */
type Attributes = Readonly<Record<string, string | true | null>>;

export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";
const ROOF = "M10 26c0-2 1-3.3 3-4.4L26 14l13 7.6c2 1.1 3 2.4 3 4.4";
const HEART =
  "M26 39.5c-5.8-4.2-9-7.4-9-11.2 0-2.7 2-4.7 4.5-4.7 1.9 0 3.5 1 4.5 2.7 1-1.7 2.6-2.7 4.5-2.7 2.5 0 4.5 2 4.5 4.7 0 3.8-3.2 7-9 11.2z";

function drawing(viewBox: string, ...paths: readonly (readonly [name: string, d: string])[]): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", viewBox);
  svg.setAttribute("aria-hidden", "true");
  for (const [name, d] of paths) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", name);
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}

/** A heart under a roof: the mark of the house. It says nothing that the name beside it does not. */
export const mark = (): SVGElement => drawing("8 10 36 32", ["roof", ROOF], ["heart", HEART]);
export const tick = (): SVGElement => drawing("0 0 16 16", ["roof", "M3 8.5l3.2 3.2L13 5"]);
export const cross = (): SVGElement => drawing("0 0 16 16", ["roof", "M4 4l8 8M12 4l-8 8"]);
export const chevron = (): SVGElement => drawing("0 0 16 16", ["roof", "M4.5 6.5L8 10l3.5-3.5"]);
