// Understands what a return would be paid if it went now, by how it is sent.

import { Badge, Money, Time } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import type { Form } from "../claim/draft.js";

export function Returns({ form: { returns } }: { readonly form: Pick<Form, "returns"> }) {
  const { t } = useTranslation("buyer");
  if (returns.length === 0) return null;
  return (
    <ul className="by-returns">
      {returns.map(({ mode, wouldBePaid, amount, until, failedChecks }) => (
        <li key={mode}>
          <p>
            <strong>{t(`mode_${mode}`)}</strong>{" "}
            {wouldBePaid ? (
              <Badge tone="good">{t("wouldBePaid")}</Badge>
            ) : (
              <Badge tone="warn">{t("wouldNotBePaid")}</Badge>
            )}
          </p>
          {amount === null || !wouldBePaid ? null : (
            <p>
              <Money fen={amount} strong />
            </p>
          )}
          {until === null ? null : (
            <p className="ax-quiet ax-small">
              {t("returnUntil")} <Time at={until} />
            </p>
          )}
          {failedChecks.map(({ code, detail }) => (
            <p key={code} className="ax-small">
              {detail}
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}
