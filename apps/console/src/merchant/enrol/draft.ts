// Understands an enrolment while it is being made: what was chosen so far, kept by the browser until it is sent.

import { CATEGORIES, type Category } from "@anxin/core/product/product";
import { type CostInput, FIRST_INPUT, readInput, writeInput } from "../cost/input.js";

export const KINDS = ["all", "categories", "skus"] as const;
export type Kind = (typeof KINDS)[number];

export interface Draft {
  readonly kind: Kind;
  readonly categories: readonly Category[];
  /** As typed: one a line, or with commas between them. */
  readonly skus: string;
  readonly exceptCategories: readonly Category[];
  readonly exceptSkus: string;
  readonly cost: CostInput;
}

export const EMPTY: Draft = {
  kind: "all",
  categories: [],
  skus: "",
  exceptCategories: [],
  exceptSkus: "",
  cost: FIRST_INPUT,
};

/** Goods by their numbers, each once, in the order in which they were typed. */
export const skusOf = (typed: string): readonly string[] => [
  ...new Set(
    typed
      .split(/[\s,，;；、]+/)
      .map((each) => each.trim())
      .filter((each) => each !== ""),
  ),
];

const categoriesOf = (codes: readonly unknown[]): readonly Category[] =>
  CATEGORIES.filter((category) => codes.includes(category));

/** What is wrong with the choice; null when it can be sent. */
export function draftProblem({ kind, categories, skus }: Draft): "categories" | "skus" | null {
  if (kind === "categories" && categories.length === 0) return "categories";
  return kind === "skus" && skusOf(skus).length === 0 ? "skus" : null;
}

interface EnrolmentBody {
  scope: { all?: true; categories?: Category[]; skus?: string[] };
  exclusions: { categories: Category[]; skus: string[] };
}

/** As the API takes it. Goods that are named one by one have nothing to be excluded from. */
export function draftBody(draft: Draft): EnrolmentBody {
  const { kind, categories, skus } = draft;
  const scope =
    kind === "all"
      ? { all: true as const }
      : kind === "categories"
        ? { categories: [...categories] }
        : { skus: [...skusOf(skus)] };
  const exclusions =
    kind === "skus"
      ? { categories: [], skus: [] }
      : {
          categories: kind === "all" ? [...draft.exceptCategories] : [],
          skus: [...skusOf(draft.exceptSkus)],
        };
  return { scope, exclusions };
}

interface Standing {
  readonly scope: {
    readonly all?: boolean;
    readonly categories?: readonly string[];
    readonly skus?: readonly string[];
  };
  readonly exclusions: { readonly categories: readonly string[]; readonly skus: readonly string[] };
}

/** What stands, as the API takes it: to pause or resume without changing what is taken in. */
export function bodyOf({ scope, exclusions }: Standing): EnrolmentBody {
  return {
    scope: {
      ...(scope.all === true ? { all: true as const } : {}),
      ...(scope.categories === undefined ? {} : { categories: [...categoriesOf(scope.categories)] }),
      ...(scope.skus === undefined ? {} : { skus: [...scope.skus] }),
    },
    exclusions: { categories: [...categoriesOf(exclusions.categories)], skus: [...exclusions.skus] },
  };
}

/** What stands, to begin a change with. */
export const draftOf = ({ scope, exclusions }: Standing): Draft => ({
  ...EMPTY,
  kind: scope.all === true ? "all" : (scope.categories ?? []).length > 0 ? "categories" : "skus",
  categories: categoriesOf(scope.categories ?? []),
  skus: (scope.skus ?? []).join("\n"),
  exceptCategories: categoriesOf(exclusions.categories),
  exceptSkus: exclusions.skus.join("\n"),
});

export const writeDraft = (draft: Draft): string => JSON.stringify({ ...draft, cost: writeInput(draft.cost) });

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** What a browser kept; null for what is none. */
export function readDraft(text: string | null): Draft | null {
  if (text === null) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const kept = value as Readonly<Record<string, unknown>>;
  const kind = KINDS.find((each) => each === kept["kind"]);
  if (kind === undefined) return null;
  return {
    kind,
    categories: categoriesOf(listOf(kept["categories"])),
    skus: textOf(kept["skus"]),
    exceptCategories: categoriesOf(listOf(kept["exceptCategories"])),
    exceptSkus: textOf(kept["exceptSkus"]),
    cost: readInput(textOf(kept["cost"])) ?? FIRST_INPUT,
  };
}
