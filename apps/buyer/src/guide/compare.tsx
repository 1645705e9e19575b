// Understands the covers on sale side by side: a table where there is room, and on a phone two of them that one chooses.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { compareProducts } from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { SelectField } from "@anxin/ui/pieces/field";
import { Page as Sheet } from "@anxin/ui/pieces/page";
import { Answered } from "@anxin/ui/pieces/state";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { GuideNav } from "./nav.js";

type Comparison = AnswerOf<operations["compareProducts"]>;
type Row = Comparison["rows"][number];

function Table({ columns, rows }: { readonly columns: Comparison["columns"]; readonly rows: readonly Row[] }) {
  const { t } = useTranslation("buyer");
  return (
    // Whoever has no mouse scrolls it by key.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to take the focus
    <section className="by-compare" aria-label={t("guideCompare")} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <td />
            {rows.map((row) => (
              <th key={row.product} scope="col">
                {row.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {columns.map(({ name, title }) => (
            <tr key={name}>
              <th scope="row">{title}</th>
              {rows.map((row) => (
                <td key={row.product}>{row[name]}</td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{t("example")}</th>
            {rows.map((row) => (
              <td key={row.product}>{row.example?.words ?? ""}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  );
}

function Compared({ columns, rows }: Comparison) {
  const { t } = useTranslation("buyer");
  const [search, setSearch] = useSearchParams();
  const at = (name: string, place: number): Row | undefined =>
    rows.find(({ product }) => product === search.get(name)) ?? rows[place];
  const chosen = [at("a", 0), at("b", 1)].filter((row) => row !== undefined);
  const choices = rows.map(({ product, name }) => ({ value: product, label: name }));
  const pick = (name: string) => ({
    choices,
    value: (name === "a" ? chosen[0] : chosen[1])?.product ?? "",
    onChange: ({ target }: { readonly target: { readonly value: string } }) =>
      setSearch(
        (before) => {
          before.set(name, target.value);
          return before;
        },
        { replace: true },
      ),
  });
  return (
    <>
      <div className="by-two">
        <SelectField label={t("compareLeft")} {...pick("a")} />
        <SelectField label={t("compareRight")} {...pick("b")} />
      </div>
      <Table columns={columns} rows={chosen} />
    </>
  );
}

export function Page() {
  const { t } = useTranslation("buyer");
  const comparison = useAnswer(compareProducts, {});
  return (
    <Sheet title={t("compareTitle")} lead={t("compareLead")}>
      <GuideNav />
      <Answered of={comparison} lines={8}>
        {(answer) => <Compared {...answer} />}
      </Answered>
    </Sheet>
  );
}
