// Understands products as an actuary lists them: what is on sale, with what is drafted of it, and drafts of what nobody sells yet.

import type { operations } from "@anxin/client/contract.generated";
import type { ItemOf } from "@anxin/ui/api";

export type DraftItem = ItemOf<operations["listProductDrafts"]>;
type Sold = Pick<ItemOf<operations["listProducts"]>, "code" | "name" | "version" | "filing">;

interface ProductRow {
  readonly code: string;
  readonly name: string;
  /** The version on sale; null where none is. */
  readonly live: number | null;
  readonly filing: string | null;
  readonly drafts: readonly DraftItem[];
}

export function productsOf(sold: readonly Sold[], drafts: readonly DraftItem[]): readonly ProductRow[] {
  const draftsOf = (code: string): readonly DraftItem[] =>
    drafts.filter((draft) => draft.code === code).sort((a, b) => b.version - a.version);
  const known = new Set(sold.map(({ code }) => code));
  const unsold = [...new Set(drafts.map(({ code }) => code))].filter((code) => !known.has(code));
  return [
    ...sold.map(({ code, name, version, filing }) => ({ code, name, live: version, filing, drafts: draftsOf(code) })),
    ...unsold.map((code) => ({
      ...{ code, live: null, filing: null, drafts: draftsOf(code) },
      name: draftsOf(code)[0]?.name ?? code,
    })),
  ];
}
