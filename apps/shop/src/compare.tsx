// Understands the page on which all covers stand side by side, as their products say it at this moment.

import type { Answer } from "@anxin/shop/backend/wire";
import { useAnswer } from "@anxin/ui/api";
import { ButtonLink } from "@anxin/ui/pieces/button";
import { Page as Sheet } from "@anxin/ui/pieces/page";
import { Answered, Empty } from "@anxin/ui/pieces/state";
import { useTranslation } from "react-i18next";
import { readComparison } from "./api.js";

type Comparison = Answer<typeof readComparison>;

function Table({ columns, rows }: Comparison) {
  const { t } = useTranslation("shop");
  if (rows.length === 0) return <Empty icon="shield" title={t("compareNone")} />;
  return (
    <section className="sh-compare" aria-label={t("compareTitle")} tabIndex={-1}>
      <table>
        <caption className="ax-unseen">{t("compareTitle")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("cover")}</th>
            {columns.map(({ name, title }) => (
              <th key={name} scope="col">
                {title}
              </th>
            ))}
            <th scope="col">{t("example")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.product}>
              <th scope="row">
                {row.name}
                <a href={row.termsUrl} target="_blank" rel="noreferrer" aria-label={t("terms", { cover: row.name })}>
                  {t("termsShort")}
                </a>
              </th>
              {columns.map(({ name, title }) => (
                <td key={name} data-title={title}>
                  {row[name]}
                </td>
              ))}
              <td data-title={t("example")}>{row.example?.words ?? "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function Page() {
  const { t } = useTranslation("shop");
  const comparison = useAnswer(readComparison, {});
  return (
    <Sheet
      title={t("compareTitle")}
      lead={t("compareLead")}
      actions={
        <ButtonLink to="/choose" icon="help">
          {t("navChoose")}
        </ButtonLink>
      }
    >
      <Answered of={comparison} lines={10}>
        {(body) => <Table {...body} />}
      </Answered>
    </Sheet>
  );
}
