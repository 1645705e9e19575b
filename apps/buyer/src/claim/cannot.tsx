// Understands why no claim can be made, in plain words and before anybody fills anything in; and what is done by itself.

import { Banner } from "@anxin/ui/pieces/banner";
import { ButtonLink } from "@anxin/ui/pieces/button";
import { Empty } from "@anxin/ui/pieces/state";
import { useTranslation } from "react-i18next";
import { Returns } from "../cover/returns.js";
import { termsOf } from "../cover/terms.js";
import type { Form, Policy } from "./draft.js";

/** The check that says that a claim opens by itself: good news, and no refusal. */
const BY_ITSELF = "files_itself";

export function Cannot({ form, policy }: { readonly form: Form; readonly policy: Policy }) {
  const { t, i18n } = useTranslation("buyer");
  const isByItself = form.failedChecks.every(({ code }) => code === BY_ITSELF);
  const { product, productVersion } = form;
  return (
    <>
      <Empty icon={isByItself ? "check" : "info"} title={isByItself ? t("byItselfTitle") : t("cannotTitle")} />
      <ul className="by-reasons">
        {form.failedChecks.map(({ code, detail, clause }) => (
          <li key={code}>
            <p>{detail}</p>
            {clause === null ? null : (
              <a href={termsOf(product, productVersion, i18n.language, clause.id)} target="_blank" rel="noreferrer">
                {t("clauseNamed", { id: clause.id, title: clause.title })}
              </a>
            )}
          </li>
        ))}
      </ul>
      <Returns form={form} />
      {isByItself ? null : <Banner tone="info">{t("cannotHelp")}</Banner>}
      <ButtonLink to={`/covers/${policy.policyId}`} look="primary" wide>
        {t("backToCover")}
      </ButtonLink>
    </>
  );
}
