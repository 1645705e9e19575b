// Understands JSON text in which no fen is lost and equal values are equal text.

/** JSON text of a value: keys sorted, bigint as {"$n":"12"}. */
export function encodeExact(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === "bigint") return { $n: part.toString() };
    if (part !== null && typeof part === "object" && !Array.isArray(part)) {
      return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
    }
    return part;
  });
}

/** The inverse of `encodeExact`. The text comes from our own store: numbers are restored, the shape is for the caller to know. */
export function decodeExact(text: string): unknown {
  return JSON.parse(text, (_key, part: unknown) => {
    if (part !== null && typeof part === "object" && "$n" in part && typeof part.$n === "string")
      return BigInt(part.$n);
    return part;
  });
}
