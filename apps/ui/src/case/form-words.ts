// Understands the words in which a sold product says its own codes: answers that were chosen, causes, and kinds of documents.

/** As `readProductVersion` answers them. */
export interface FormWords {
  readonly fields: readonly {
    readonly name: string;
    readonly title: string;
    readonly options: readonly { readonly value: string; readonly title: string }[];
  }[];
  readonly perils: readonly { readonly code: string; readonly title: string }[];
  readonly documents: readonly { readonly kind: string; readonly title: string }[];
}

/** Inputs of clauses that list codes of the product, parted by spaces. */
const LISTS: Readonly<Record<string, "perils" | "documents">> = {
  peril: "perils",
  covered: "perils",
  missing: "documents",
};

/** What the product calls an input of a clause or an answer; null where it is none of its own. */
export function formName(name: string, { fields, documents }: FormWords): string | null {
  const field = fields.find((each) => each.name === name);
  return field?.title ?? documents.find(({ kind }) => kind === name)?.title ?? null;
}

/** The parts of a value, each in the product's words; null where none of them is a code of the product. */
export function formValue(name: string, value: unknown, words: FormWords): readonly string[] | null {
  if (typeof value !== "string" || value === "") return null;
  const titles = titlesOf(name, words);
  const parts = value.split(" ");
  return parts.some((part) => titles.has(part)) ? parts.map((part) => titles.get(part) ?? part) : null;
}

function titlesOf(name: string, { fields, perils, documents }: FormWords): ReadonlyMap<string, string> {
  switch (LISTS[name]) {
    case "perils":
      return new Map(perils.map(({ code, title }) => [code, title]));
    case "documents":
      return new Map(documents.map(({ kind, title }) => [kind, title]));
    default: {
      const own = fields.find((field) => field.name === name);
      // What a clause compares an answer with (`degrees`) is not named like the answer; free words are left as they are.
      const options = own === undefined ? fields.flatMap((field) => field.options) : own.options;
      return new Map(options.map((option) => [option.value, option.title]));
    }
  }
}
