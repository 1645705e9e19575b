// Understands short messages about what was just done; they are read out, and go by themselves unless something went wrong.

import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "./button.js";
import { Icon } from "./icon.js";
import type { Tone } from "./words.js";

interface Message {
  readonly id: number;
  readonly tone: Tone;
  readonly text: string;
}

const SHOWN_MS = 6_000;
let messages: readonly Message[] = [];
let lastId = 0;
const listeners = new Set<() => void>();
const change = (next: readonly Message[]): void => {
  messages = next;
  for (const listener of listeners) listener();
};
const drop = (id: number): void => change(messages.filter((message) => message.id !== id));

/** Says something to whoever is there. What went wrong stays until it is closed. */
export function say(text: string, tone: Tone = "good"): void {
  lastId += 1;
  const id = lastId;
  change([...messages, { id, tone, text }]);
  if (tone !== "bad") setTimeout(() => drop(id), SHOWN_MS);
}

export function Toasts() {
  const { t } = useTranslation();
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => messages,
  );
  return (
    <div className="ax-toasts" role="status" aria-live="polite">
      {shown.map(({ id, tone, text }) => (
        <div key={id} className={`ax-toast ax-note-${tone}`}>
          <Icon name={tone === "bad" ? "warning" : "check"} />
          <p>{text}</p>
          <IconButton icon="cross" name={t("close")} onClick={() => drop(id)} />
        </div>
      ))}
    </div>
  );
}
