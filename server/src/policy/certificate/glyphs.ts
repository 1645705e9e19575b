// Understands which characters a set of fonts can print, and what stands for the others.

/** Stands for a character that no font has, as typesetters have always done (geta mark, U+3013). */
const MISSING = "\u3013";
/** Takes no room and needs no glyph: a place at which a line may break. */
const BREAK = "\u200b";
/** Directions, joiners and other marks that are not seen: they could make a name read as another. */
const UNSEEN = /(?!\u200b)[\p{Cf}\p{Cc}\p{Variation_Selector}\u2028\u2029]/gu;

export interface Legible {
  /** The text as it can be printed. */
  of(text: string): string;
  /** What could not be printed so far, as "U+1F600". */
  readonly missing: ReadonlySet<string>;
}

/** Makes texts legible in fonts that have these characters. */
export function legible(coverage: ReadonlySet<number>): Legible {
  const missing = new Set<string>();
  const printed = (character: string): string => {
    const point = character.codePointAt(0) ?? 0;
    if (character === BREAK || coverage.has(point)) return character;
    missing.add(`U+${point.toString(16).toUpperCase().padStart(4, "0")}`);
    return MISSING;
  };
  return {
    missing,
    of: (text) => [...text.normalize("NFC").replace(UNSEEN, "")].map(printed).join(""),
  };
}

const TABLE_RECORD_BYTES = 16;
const CMAP_RECORD_BYTES = 8;
const GROUP_BYTES = 12;
const SEGMENTED_COVERAGE = 12;

/** The characters that a font has, from its `cmap` table (OpenType 1.9, format 12). Throws when it has no such table. */
export function coverageOf(font: Buffer): ReadonlySet<number> {
  const covered = new Set<number>();
  const groups = groupsAt(font);
  const count = font.readUInt32BE(groups + 12);
  for (let i = 0; i < count; i++) {
    const group = groups + 16 + i * GROUP_BYTES;
    const last = font.readUInt32BE(group + 4);
    for (let point = font.readUInt32BE(group); point <= last; point++) covered.add(point);
  }
  return covered;
}

function groupsAt(font: Buffer): number {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, i) => 12 + i * TABLE_RECORD_BYTES);
  const record = tables.find((offset) => font.toString("latin1", offset, offset + 4) === "cmap");
  if (record === undefined) throw new Error("the font has no cmap table");
  const cmap = font.readUInt32BE(record + 8);
  for (let i = 0; i < font.readUInt16BE(cmap + 2); i++) {
    const subtable = cmap + font.readUInt32BE(cmap + 4 + i * CMAP_RECORD_BYTES + 4);
    if (font.readUInt16BE(subtable) === SEGMENTED_COVERAGE) return subtable;
  }
  throw new Error("the font has no cmap of format 12");
}
