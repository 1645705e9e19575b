// Understands how a change is read: each field with what it was and what it became.

import { useTranslation } from "react-i18next";
import type { Difference } from "./diff.js";

interface DiffViewProps {
  readonly differences: readonly Difference[];
  /** What colleagues among the values are called. */
  readonly names: Readonly<Record<string, string>>;
  readonly of: string;
}

export function DiffView({ differences, names, of }: DiffViewProps) {
  const { t } = useTranslation("audit");
  if (differences.length === 0) return <span className="ax-quiet au-none">{t("diffNone")}</span>;
  return (
    <details className="au-diff">
      <summary>
        {t("diffOf", { count: differences.length })}
        <span className="ax-unseen"> {of}</span>
      </summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("diffField")}</th>
            <th scope="col">{t("diffBefore")}</th>
            <th scope="col">{t("diffAfter")}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ field, before, after }) => (
            <tr key={field}>
              <th scope="row">
                <code>{field}</code>
              </th>
              <td>
                {before === null ? (
                  <span className="ax-quiet">{t("diffAbsent")}</span>
                ) : (
                  <del>{names[before] ?? before}</del>
                )}
              </td>
              <td>
                {after === null ? (
                  <span className="ax-quiet">{t("diffAbsent")}</span>
                ) : (
                  <ins>{names[after] ?? after}</ins>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
