// Understands the second step: which goods are covered, and which are left out.

import { CATEGORIES, type Category } from "@anxin/core/product/product";
import { Banner } from "@anxin/ui/pieces/banner";
import { Checkbox, RadioGroup, TextArea } from "@anxin/ui/pieces/field";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { useCodeWord } from "../shop.js";
import { type Draft, draftProblem, KINDS, skusOf } from "./draft.js";
import type { Rule } from "./eligibility.js";

interface ScopeProps {
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  readonly rule: Rule;
  /** Categories that the product is for; all when there are none. */
  readonly sold: readonly string[];
  readonly isTold: boolean;
}

function Categories({
  legend,
  chosen,
  sold,
  error,
  onChosen,
}: {
  readonly legend: string;
  readonly chosen: readonly Category[];
  readonly sold: readonly string[];
  readonly error: string | null;
  readonly onChosen: (chosen: readonly Category[]) => void;
}) {
  const word = useCodeWord();
  const id = useId();
  const offered = CATEGORIES.filter((each) => sold.length === 0 || sold.includes(each));
  return (
    <fieldset
      className="mr-categories"
      aria-describedby={error === null ? undefined : id}
      aria-invalid={error !== null || undefined}
    >
      <legend>{legend}</legend>
      {offered.map((category) => (
        <Checkbox
          key={category}
          label={word("category", category)}
          checked={chosen.includes(category)}
          onChange={({ target }) =>
            onChosen(target.checked ? [...chosen, category] : chosen.filter((each) => each !== category))
          }
        />
      ))}
      {error === null ? null : (
        <p id={id} className="ax-field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

export function Scope({ draft, onDraft, rule, sold, isTold }: ScopeProps) {
  const { t } = useTranslation("merchant");
  const problem = isTold ? draftProblem(draft) : null;
  const { kind } = draft;
  return (
    <>
      {rule.wholeShop ? <Banner tone="info">{rule.clause ?? t("wholeShop")}</Banner> : null}
      <RadioGroup
        legend={t("scopeLegend")}
        name="kind"
        value={kind}
        onValue={(value) => onDraft({ ...draft, kind: KINDS.find((each) => each === value) ?? "all" })}
        choices={KINDS.map((value) => ({
          value,
          label: t(`scopeKind_${value}`),
          hint: t(`scopeHint_${value}`),
          isDisabled: rule.wholeShop && value !== "all",
        }))}
      />
      {kind === "categories" ? (
        <Categories
          legend={t("scopeCategories")}
          chosen={draft.categories}
          sold={sold}
          error={problem === "categories" ? t("categoriesMissing") : null}
          onChosen={(categories) => onDraft({ ...draft, categories })}
        />
      ) : null}
      {kind === "skus" ? (
        <TextArea
          label={t("scopeSkus")}
          hint={t("skusHint", { count: skusOf(draft.skus).length })}
          rows={6}
          value={draft.skus}
          error={problem === "skus" ? t("skusMissing") : null}
          onChange={({ target }) => onDraft({ ...draft, skus: target.value })}
        />
      ) : (
        <details className="mr-except" open={draft.exceptSkus !== "" || draft.exceptCategories.length > 0}>
          <summary>{t("exceptTitle")}</summary>
          {kind === "all" && !rule.wholeShop ? (
            <Categories
              legend={t("exceptCategories")}
              chosen={draft.exceptCategories}
              sold={sold}
              error={null}
              onChosen={(exceptCategories) => onDraft({ ...draft, exceptCategories })}
            />
          ) : null}
          <TextArea
            label={t("exceptSkus")}
            hint={t("skusHint", { count: skusOf(draft.exceptSkus).length })}
            value={draft.exceptSkus}
            isOptional
            onChange={({ target }) => onDraft({ ...draft, exceptSkus: target.value })}
          />
        </details>
      )}
    </>
  );
}
