// Understands which key does what: as the house proposes, as a person changed it, or not at all (WCAG 2.1.4).

export const ACTIONS = [
  "approve",
  "refuse",
  "ask",
  "next",
  "down",
  "up",
  "previousFile",
  "nextFile",
  "zoom",
  "turn",
  "help",
] as const;
export type Action = (typeof ACTIONS)[number];

export type KeyMap = Readonly<Record<Action, string>>;

export interface Shortcuts {
  readonly isOn: boolean;
  readonly keys: KeyMap;
}

export const DEFAULT_KEYS: KeyMap = {
  approve: "a",
  refuse: "x",
  ask: "m",
  next: "n",
  down: "j",
  up: "k",
  previousFile: "[",
  nextFile: "]",
  zoom: "z",
  turn: "r",
  help: "?",
};

export const DEFAULT_SHORTCUTS: Shortcuts = { isOn: true, keys: DEFAULT_KEYS };

/** A key is one character that can be typed and seen. */
export const isKey = (text: string): boolean => /^\S$/u.test(text);

/** Which other action has the key already; null when it is free. */
export function takenBy(keys: KeyMap, action: Action, key: string): Action | null {
  return ACTIONS.find((other) => other !== action && keys[other] === key.toLowerCase()) ?? null;
}

/** With another key for an action; unchanged where the key is none, or belongs to another. */
export function remapped(shortcuts: Shortcuts, action: Action, key: string): Shortcuts {
  if (!isKey(key) || takenBy(shortcuts.keys, action, key) !== null) return shortcuts;
  return { ...shortcuts, keys: { ...shortcuts.keys, [action]: key.toLowerCase() } };
}

/** Reads what a browser kept; whatever does not make sense is as the house proposes. */
export function readShortcuts(text: string | null): Shortcuts {
  let kept: unknown = null;
  try {
    kept = JSON.parse(text ?? "null");
  } catch {
    // Somebody else wrote there.
  }
  if (typeof kept !== "object" || kept === null) return DEFAULT_SHORTCUTS;
  const isOn = !("isOn" in kept) || kept.isOn !== false;
  const keys = "keys" in kept && typeof kept.keys === "object" && kept.keys !== null ? kept.keys : {};
  return ACTIONS.reduce<Shortcuts>(
    (read, action) => {
      const key: unknown = (keys as Readonly<Record<string, unknown>>)[action];
      return typeof key === "string" ? remapped(read, action, key) : read;
    },
    { isOn, keys: DEFAULT_KEYS },
  );
}

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** What a press means; null for most. Keys with a modifier belong to the browser. */
export function actionOf({ isOn, keys }: Shortcuts, { key, ctrlKey, metaKey, altKey }: Pressed): Action | null {
  if (!isOn || ctrlKey || metaKey || altKey) return null;
  return ACTIONS.find((action) => keys[action] === key.toLowerCase()) ?? null;
}
