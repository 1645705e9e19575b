// Understands a part of a content as fields: what each is called, what may stand in it, and the content with another value in it.

import { CONTENT_TITLES, type PartTitle, ROW_VALUES } from "@anxin/core/product/content-titles";
import { CATEGORIES, PAYERS, type Text } from "@anxin/core/product/product";

type FieldKind = "fen" | "ppm" | "whole" | "flag" | "choice" | "choices" | "text" | "prose" | "day" | "numbers";

export interface ContentField {
  /** JSON pointer into the content. */
  readonly pointer: string;
  readonly title: Text;
  /** What it is a field of, below its part; null where it is the part's own. */
  readonly group: Text | null;
  readonly kind: FieldKind | "fixed";
  readonly choices: readonly string[];
  /** Empty says that there is none. */
  readonly isNullable: boolean;
  readonly value: unknown;
}

type Parts = Readonly<Record<string, unknown>>;
const isParts = (value: unknown): value is Parts =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const MOMENTS = ["payment", "shipment", "delivery"] as const;
/** Values that a field takes, by its place with "*" for items. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  "/funding": ["insurance", "guarantee_service"],
  "/payers": PAYERS,
  "/cancellation/payers": PAYERS,
  "/bindsOn/*": ["payment", "shipment"],
  "/insuredUnit": ["order", "line"],
  "/eligibility/categories": CATEGORIES,
  "/period/inception/anchor": MOMENTS,
  "/period/expiry/anchor": MOMENTS,
  "/tariff/rounding": ["down", "half_up", "up"],
  "/endorsement": ["whole_difference", "unexpired_share"],
  "/decision/mode": ["automatic", "automatic_under_limit", "person"],
  "/conditions/*/otherwise": ["reject", "refer"],
  "/recoveryFrom": ["carrier", "merchant"],
  "/recovery/within/anchor": ["shipment", "decision"],
};
/** Fields that may say that there is none, and what else they hold. */
const NULLABLE: Readonly<Record<string, FieldKind>> = {
  "/coverage/claimLimit": "fen",
  "/coverage/benefit/feeField": "text",
  "/tariff/validUntil": "day",
  "/shop/returnRateMaxPpm": "ppm",
  "/recoveryFrom": "choice",
};
/** What other parts hang on is shown, and not typed. */
const FIXED: ReadonlySet<string> = new Set(["/coverage/benefit/kind", "/sumInsured/kind", "/cancellation/refund/kind"]);
const PROSE = /^\/(terms|summary)\/|\/expression$|\/words\/|\/example\//;
const DAY = /^\/(validFrom|tariff\/validFrom|tariff\/validUntil)$/;

function kindOf(pattern: string, title: Text, value: unknown): ContentField["kind"] {
  if (FIXED.has(pattern)) return "fixed";
  const nullable = NULLABLE[pattern];
  if (value === null) return nullable ?? "fixed";
  if (CHOICES[pattern] !== undefined) return Array.isArray(value) ? "choices" : "choice";
  if (typeof value === "boolean") return "flag";
  if (typeof value === "number") {
    if (title.en.endsWith("(fen)") || pattern.startsWith("/eligibility/unitPrice")) return "fen";
    return /ppm/i.test(pattern) ? "ppm" : "whole";
  }
  if (Array.isArray(value))
    return value.length > 0 && value.every((each) => typeof each === "number") ? "numbers" : "fixed";
  if (DAY.test(pattern)) return "day";
  return PROSE.test(pattern) ? "prose" : "text";
}

/** What is told by the name of its group is not told again. */
const TOLD: ReadonlySet<string> = new Set(["/tariff/relativities/*/factor", "/adjudication/*/rule"]);

/** What an item of a list is called: by what tells it apart. */
function itemName(item: unknown, at: number): Text {
  const parts = isParts(item) ? item : {};
  const named = ["code", "name", "kind", "factor", "rule", "value"].map((field) => parts[field]).find((each) => each);
  const key = typeof named === "string" ? named : String(at + 1);
  return ROW_VALUES[key] ?? { zh: key, en: key };
}

const joined = (titles: readonly Text[]): Text => ({
  zh: titles.map(({ zh }) => zh).join(" · "),
  en: titles.map(({ en }) => en).join(" · "),
});

interface Walk {
  readonly pointer: string;
  readonly pattern: string;
  readonly titles: readonly Text[];
  readonly title: PartTitle | undefined;
}

const escaped = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");

function walk(value: unknown, { pointer, pattern, titles, title }: Walk): readonly ContentField[] {
  const intoItem = (name: string, item: unknown, own: Text): readonly ContentField[] =>
    walk(item, {
      pointer: `${pointer}/${escaped(name)}`,
      pattern: `${pattern}/*`,
      titles: [...titles, own],
      title: title?.each,
    });
  if (Array.isArray(value) && value.some(isParts))
    return value.flatMap((item, at) => intoItem(String(at), item, itemName(item, at)));
  if (isParts(value)) {
    return Object.entries(value).flatMap(([name, item]) => {
      const own = title?.parts?.[name];
      if (title?.each !== undefined && own === undefined)
        return intoItem(name, item, title.names?.[name] ?? ROW_VALUES[name] ?? { zh: name, en: name });
      return walk(item, {
        pointer: `${pointer}/${escaped(name)}`,
        pattern: `${pattern}/${name}`,
        titles: [...titles, own?.text ?? { zh: name, en: name }],
        title: own,
      });
    });
  }
  if (TOLD.has(pattern)) return [];
  const called = titles.at(-1) ?? { zh: "", en: "" };
  const above = titles.slice(0, -1);
  const group = above.length === 0 ? null : joined(above);
  const choices = CHOICES[pattern] ?? [];
  const isNullable = NULLABLE[pattern] !== undefined;
  return [{ pointer, title: called, group, kind: kindOf(pattern, called, value), choices, isNullable, value }];
}

/** A part of a content with all its fields, which do not say its name again. */
export interface Section {
  readonly name: string;
  /** Whether it is one field itself. */
  readonly isField: boolean;
  readonly title: Text;
  readonly fields: readonly ContentField[];
}

export function sectionOf(content: object, name: string): Section | null {
  if (!Object.hasOwn(content, name)) return null;
  const title = CONTENT_TITLES.parts?.[name];
  const text = title?.text ?? { zh: name, en: name };
  const value = (content as Parts)[name];
  const isField = !isParts(value) && !(Array.isArray(value) && value.some(isParts));
  const titles = isField ? [text] : [];
  return {
    name,
    isField,
    title: text,
    fields: walk(value, { pointer: `/${name}`, pattern: `/${name}`, titles, title }),
  };
}

function put(part: unknown, path: readonly string[], value: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (Array.isArray(part)) return part.map((item, at) => (String(at) === name ? put(item, rest, value) : item));
  return { ...(part as object), [name]: put((part as Parts)[name], rest, value) };
}

/** The content with another value at a place that it has; everything else is the same. */
export const withValue = <T extends object>(content: T, pointer: string, value: unknown): T =>
  put(
    content,
    pointer
      .slice(1)
      .split("/")
      .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~")),
    value,
  ) as T;

/** Which tab shows which parts of a content, in this order. The tariff's table has a tab of its own. */
export const PARTS = {
  cover: [
    "payers",
    "eligibility",
    "period",
    "reportingDays",
    "coverage",
    "sumInsured",
    "cancellation",
    "bindsOn",
    "insuredUnit",
    "endorsement",
    "indemnity",
    "shop",
    "buyerLimit",
  ],
  claims: [
    "decision",
    "merchantAnswer",
    "adjudication",
    "conditions",
    "fields",
    "documents",
    "supplement",
    "signature",
    "signals",
    "recoveryFrom",
    "recovery",
    "lateInterest",
    "averageClaimPercent",
  ],
  texts: ["validFrom", "filing", "funding", "name", "summary", "terms"],
} as const;

/** The tab on which a problem at a pointer into the content is mended. */
export function tabOf(pointer: string): "tariff" | keyof typeof PARTS {
  const [, name = ""] = pointer.split("/");
  if (name === "tariff") return "tariff";
  const found = Object.entries(PARTS).find(([, names]) => (names as readonly string[]).includes(name));
  return (found?.[0] ?? "cover") as keyof typeof PARTS;
}
