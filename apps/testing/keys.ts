// Understands somebody who uses a page with keys alone: no pointer acts, and where the focus is can always be seen.

import type { Locator, Page } from "playwright-core";

/** Notes every act of a mouse or finger; a key's click has no count. */
const MOUSE_WATCH = `window.mouseActs = 0;
for (const kind of ["pointerdown", "mousedown", "touchstart", "wheel"]) addEventListener(kind, () => { window.mouseActs += 1; }, { capture: true });`;

/**
 * What is wrong with how the focus shows, in words; nothing where all is well. It needs a ring, on the control, or the card or
 * row that it stands in; a part of it in view; and nothing of the page on top of it (WCAG 2.2: 2.4.7, 2.4.11).
 */
const FOCUS_FAULT = `(() => {
  const within = (root) => root.activeElement?.shadowRoot ? within(root.activeElement.shadowRoot) : root.activeElement;
  const focused = within(document);
  if (focused === null || focused === document.body) return "nothing has the focus";
  const name = focused.tagName + " " + (focused.getAttribute("aria-label") ?? focused.labels?.[0]?.textContent ?? focused.textContent).trim().slice(0, 40);
  const around = [focused];
  while (around.length < 5 && around.at(-1).parentElement !== null) around.push(around.at(-1).parentElement);
  const hasRing = (each) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(each);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  };
  if (!around.some(hasRing)) return name + ": has no ring";
  const box = focused.getBoundingClientRect();
  if (box.width < 2 || box.height < 2) return name + ": is not to be seen";
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  if (right - left < Math.min(box.width, 20) || bottom - top < Math.min(box.height, 20)) return name + ": is out of view";
  const over = focused.getRootNode().elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return over === null || focused.contains(over) || over.contains(focused) ? "" : name + ": is covered by " + over.tagName + "." + over.className;
})()`;

/** Whether the walk has come to its end, and whether the focus goes on as the page is read (WCAG 2.4.3). */
const WALK_STEP = `(() => {
  const at = document.activeElement;
  const { seen, last } = (window.walk ??= { seen: new Set(), last: null });
  if (at === null || at === document.body || at.tagName === "IFRAME" || seen.has(at)) return null;
  seen.add(at);
  window.walk.last = at;
  if (at.tabIndex > 0) return at.outerHTML.slice(0, 80) + ": has a place of its own in the order";
  const isAfter = last === null || (last.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  return isAfter ? "" : at.outerHTML.slice(0, 80) + ": stands before what had the focus";
})()`;

/** More stops than any form has; of a long list the first stand for the others. */
const STOPS_MAX = 80;

/** What is wrong at the stops of the Tab key, from the top of the page on. */
export async function focusFaults(page: Page): Promise<readonly string[]> {
  const faults: string[] = [];
  await page.evaluate("document.activeElement?.blur(); scrollTo(0, 0);");
  for (let stop = 0; stop < STOPS_MAX; stop++) {
    await page.keyboard.press("Tab");
    const order = await page.evaluate<string | null>(WALK_STEP);
    if (order === null) break;
    faults.push(order, await page.evaluate<string>(FOCUS_FAULT));
  }
  return faults.filter((fault) => fault !== "");
}

export interface Keys {
  press(key: string): Promise<void>;
  /** Presses Tab until this has the focus, and looks at every stop on the way. */
  reach(target: Locator): Promise<void>;
  /** What was wrong at the stops so far. Expect it to stay empty. */
  readonly faults: readonly string[];
  pointerActs(): Promise<number>;
}

/** Before the page is loaded. */
export const watchPointers = (page: Page): Promise<unknown> => page.addInitScript(MOUSE_WATCH);

export const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === element.ownerDocument.activeElement);

export function keysOf(page: Page): Keys {
  const faults: string[] = [];
  const look = async (): Promise<void> => {
    const fault = await page.evaluate<string>(FOCUS_FAULT);
    if (fault !== "") faults.push(fault);
  };
  return {
    faults,
    press: (key) => page.keyboard.press(key),
    async reach(target) {
      await target.waitFor();
      for (let stop = 0; stop < STOPS_MAX; stop++) {
        await page.keyboard.press("Tab");
        await look();
        if (await hasFocus(target)) return;
      }
      throw new Error(`no number of tabs comes to ${String(target)}`);
    },
    pointerActs: () => page.evaluate<number>("window.mouseActs"),
  };
}
