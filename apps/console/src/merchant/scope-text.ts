// Understands what an enrolment takes in, in words.

import { useTranslation } from "react-i18next";
import { useCodeWord } from "./shop.js";

interface Scoped {
  readonly scope: {
    readonly all?: boolean;
    readonly categories?: readonly string[];
    readonly skus?: readonly string[];
  };
  readonly exclusions: { readonly categories: readonly string[]; readonly skus: readonly string[] };
}

/** More than these are counted, and not named. */
const NAMED_MAX = 4;

export function useScopeText(): (scoped: Scoped) => string {
  const { t } = useTranslation("merchant");
  const word = useCodeWord();
  const list = (names: readonly string[]): string =>
    names.length > NAMED_MAX
      ? t("andMore", { list: names.slice(0, NAMED_MAX).join(t("listComma")), count: names.length - NAMED_MAX })
      : names.join(t("listComma"));
  return ({ scope, exclusions }) => {
    const categories = (codes: readonly string[]): string[] => codes.map((code) => word("category", code));
    const taken =
      scope.all === true ? t("scopeAll") : list([...categories(scope.categories ?? []), ...(scope.skus ?? [])]);
    const without = [...categories(exclusions.categories), ...exclusions.skus];
    return without.length === 0 ? taken : t("scopeWithout", { taken, without: list(without) });
  };
}
