// Understands what differs between two contents of a product, part by part, and what each part is called.

import { CONTENT_TITLES, type PartTitle, ROW_VALUES } from "./content-titles.js";
import type { Text } from "./product.js";

/** A content or a part of it: plain data, amounts as they are. */
export type Part = unknown;
type Parts = Readonly<Record<string, Part>>;

export interface Difference {
  /** Where it stands: a JSON pointer into the new content, or into the old one for what was removed. */
  readonly path: string;
  readonly kind: "added" | "removed" | "changed" | "reordered";
  /** Undefined for what was added. */
  readonly before: Part;
  /** Undefined for what was removed. */
  readonly after: Part;
  readonly title: Text;
}

/** What tells the items of a list apart, by the list's place; other lists are compared as a whole. */
const KEYS: Readonly<Record<string, (item: Parts) => string>> = {
  "/coverage/perils": ({ code }) => String(code),
  "/tariff/rows": ({ match }) => (match as readonly string[]).join("|"),
  "/tariff/relativities": ({ factor }) => String(factor),
  "/signals/bursts": ({ subject, days }) => `${String(subject)} ${String(days)}`,
  "/adjudication": ({ rule, clause }) => (rule === "conditions_met" ? `${rule} ${String(clause)}` : String(rule)),
  "/conditions": ({ name }) => String(name),
  "/fields": ({ name }) => String(name),
  "/fields/*/options": ({ value }) => String(value),
  "/documents": ({ kind }) => String(kind),
};
/** Parts that are one thing however many fields they have. */
const WHOLE: ReadonlySet<string> = new Set(["/tariff/rows/*/premium"]);
/** Lists whose order says nothing. */
const UNORDERED: ReadonlySet<string> = new Set(["/tariff/rows", "/tariff/relativities", "/signals/bursts"]);

const isParts = (part: Part): part is Parts => typeof part === "object" && part !== null && !Array.isArray(part);

/** Text that is the same for the same value, however its fields are ordered. */
function textOf(part: Part): string {
  if (typeof part === "bigint") return `${part}n`;
  if (Array.isArray(part)) return `[${part.map(textOf).join(",")}]`;
  if (!isParts(part)) return JSON.stringify(part) ?? "undefined";
  const names = Object.keys(part).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${textOf(part[name])}`).join(",")}}`;
}

/** Where a comparison stands: pointers into both contents, the same place with "*" for items, and what it is called. */
interface Place {
  readonly old: string;
  readonly now: string;
  readonly pattern: string;
  readonly titles: readonly Text[];
  readonly title: PartTitle | undefined;
}

const escaped = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");

/** One step down, to a field or, with `key`, to an item that is known by it. */
function into(place: Place, step: { readonly old: string; readonly now: string; readonly key: string | null }): Place {
  const { old, now, key } = step;
  const title = key === null ? place.title?.parts?.[now] : place.title?.each;
  const own = key === null ? (title?.text ?? { zh: now, en: now }) : itemTitle(place.title, key);
  return {
    old: `${place.old}/${escaped(old)}`,
    now: `${place.now}/${escaped(now)}`,
    pattern: `${place.pattern}/${key === null ? now : "*"}`,
    titles: [...place.titles, own],
    title,
  };
}

/** An item by its name, a row by its values. */
function itemTitle(title: PartTitle | undefined, key: string): Text {
  const names = key.split("|").map((value) => title?.names?.[value] ?? ROW_VALUES[value] ?? { zh: value, en: value });
  return { zh: names.map(({ zh }) => zh).join("、"), en: names.map(({ en }) => en).join(", ") };
}

const titleOf = ({ titles }: Place): Text => ({
  zh: titles.map(({ zh }) => zh).join(" · "),
  en: titles.map(({ en }) => en).join(" · "),
});

/** Everything that differs, in the order of the new content, what was removed after it. Equal contents have no difference. */
export function differences(before: Part, after: Part): readonly Difference[] {
  return compare(before, after, { old: "", now: "", pattern: "", titles: [], title: CONTENT_TITLES });
}

function compare(before: Part, after: Part, place: Place): readonly Difference[] {
  if (textOf(before) === textOf(after)) return [];
  if (before === undefined) return [{ path: place.now, kind: "added", before, after, title: titleOf(place) }];
  if (after === undefined) return [{ path: place.old, kind: "removed", before, after, title: titleOf(place) }];
  const keyOf = KEYS[place.pattern];
  if (keyOf !== undefined && Array.isArray(before) && Array.isArray(after))
    return compareItems(before as Parts[], after as Parts[], keyOf, place);
  if (isParts(before) && isParts(after) && !WHOLE.has(place.pattern)) return compareFields(before, after, place);
  return [{ path: place.now, kind: "changed", before, after, title: titleOf(place) }];
}

function compareFields(before: Parts, after: Parts, place: Place): readonly Difference[] {
  const names = [...Object.keys(after), ...Object.keys(before).filter((name) => !Object.hasOwn(after, name))];
  return names.flatMap((name) => {
    const [old, now] = [before, after].map((parts) => (Object.hasOwn(parts, name) ? parts[name] : undefined));
    const key = place.title?.each === undefined ? null : name;
    return compare(old, now, into(place, { old: name, now: name, key }));
  });
}

/** Items by their keys; of several that share one, the first is compared with the first. */
function keyed(items: readonly Parts[], keyOf: (item: Parts) => string): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [i, item] of items.entries()) {
    let key = keyOf(item);
    for (let again = 2; places.has(key); again++) key = `${keyOf(item)} #${again}`;
    places.set(key, i);
  }
  return places;
}

function compareItems(
  before: readonly Parts[],
  after: readonly Parts[],
  keyOf: (item: Parts) => string,
  place: Place,
): readonly Difference[] {
  const [old, now] = [keyed(before, keyOf), keyed(after, keyOf)];
  const keys = [...now.keys(), ...[...old.keys()].filter((key) => !now.has(key))];
  const found = keys.flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    const step = { old: String(was ?? ""), now: String(is ?? ""), key };
    return compare(
      was === undefined ? undefined : before[was],
      is === undefined ? undefined : after[is],
      into(place, step),
    );
  });
  const shared = [
    [...old.keys()].filter((key) => now.has(key)),
    [...now.keys()].filter((key) => old.has(key)),
  ] as const;
  if (UNORDERED.has(place.pattern) || shared[0].join("\n") === shared[1].join("\n")) return found;
  return [...found, { path: place.now, kind: "reordered", before: shared[0], after: shared[1], title: titleOf(place) }];
}
