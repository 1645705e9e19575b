// Understands what an act changed: the fields that are not the same before and after, each by its whole name.

export interface Difference {
  /** Names from the outside in, such as `scope.categories`. */
  readonly field: string;
  /** Null where there was nothing. */
  readonly before: string | null;
  readonly after: string | null;
}

type Told = Readonly<Record<string, unknown>>;

const isTold = (value: unknown): value is Told => typeof value === "object" && value !== null && !Array.isArray(value);

/** Every value that is no object, by its whole name; lists are values. */
function leavesOf(value: unknown, name: string): readonly (readonly [string, string])[] {
  if (value === null || value === undefined) return [];
  if (isTold(value) && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([key, part]) => leavesOf(part, name === "" ? key : `${name}.${key}`));
  }
  if (name === "") return [];
  return [[name, typeof value === "string" ? value : JSON.stringify(value)]];
}

/** In the order in which the fields are told, those of `before` first. */
export function differencesOf(before: Told | null, after: Told | null): readonly Difference[] {
  const [was, is] = [new Map(leavesOf(before, "")), new Map(leavesOf(after, ""))];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((field) => ({ field, before: was.get(field) ?? null, after: is.get(field) ?? null }))
    .filter((each) => each.before !== each.after);
}
