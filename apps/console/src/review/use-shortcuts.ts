// Understands keys on a page of the workbench: they act wherever one is, but not while somebody types or answers a dialog.

import { useEffect, useRef, useState } from "react";
import { type Action, actionOf, readShortcuts, type Shortcuts } from "./shortcuts.js";

const STORED_AS = "anxin-review-shortcuts";

/** The keys of whoever uses this browser, and how to change them. */
export function useKeptShortcuts(): readonly [Shortcuts, (shortcuts: Shortcuts) => void] {
  const [shortcuts, setShortcuts] = useState(() => readShortcuts(localStorage.getItem(STORED_AS)));
  const keep = (next: Shortcuts): void => {
    localStorage.setItem(STORED_AS, JSON.stringify(next));
    setShortcuts(next);
  };
  return [shortcuts, keep];
}

const TYPED_INTO = "input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable], [role=combobox]";

/** Whether keys belong to something else just now. */
const isBusy = (target: EventTarget | null): boolean =>
  document.querySelector("dialog[open], [role=dialog]") !== null ||
  (target instanceof Element && target.closest(TYPED_INTO) !== null);

export type Handlers = Readonly<Partial<Record<Action, () => void>>>;

export function useShortcutKeys(shortcuts: Shortcuts, handlers: Handlers): void {
  // The newest handlers act, without the page listening anew at every change.
  const present = useRef({ shortcuts, handlers });
  useEffect(() => {
    present.current = { shortcuts, handlers };
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || isBusy(event.target)) return;
      const action = actionOf(present.current.shortcuts, event);
      const handler = action === null ? undefined : present.current.handlers[action];
      if (handler === undefined) return;
      event.preventDefault();
      handler();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
