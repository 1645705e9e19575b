// Understands what buyers ask: answers about each cover come from the covers themselves, the others from the law and our promises.

import { compareProducts } from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { Panel, Page as Sheet } from "@anxin/ui/pieces/page";
import { Answered } from "@anxin/ui/pieces/state";
import { useTranslation } from "react-i18next";
import { languageOfLink } from "../cover/terms.js";
import { GuideNav } from "./nav.js";

const GENERAL = ["money", "time", "refused", "papers", "merchant", "data"] as const;
const ABOUT = ["event", "benefit", "claimWindow", "evidence", "decidedBy", "mind"] as const;

function Question({ asked, answer }: { readonly asked: string; readonly answer: string }) {
  return (
    <details className="by-question">
      <summary>{asked}</summary>
      <p>{answer}</p>
    </details>
  );
}

export function Page() {
  const { t, i18n } = useTranslation("buyer");
  const comparison = useAnswer(compareProducts, {});
  return (
    <Sheet title={t("guideTitle")} lead={t("guideLead")}>
      <GuideNav />
      <Panel title={t("faqGeneral")}>
        {GENERAL.map((each) => (
          <Question key={each} asked={t(`faq_${each}`)} answer={t(`faq_${each}_answer`)} />
        ))}
      </Panel>
      <Answered of={comparison} lines={8}>
        {({ rows }) => (
          <>
            {rows.map((row) => (
              <details key={row.product} className="ax-panel by-product">
                <summary>
                  <h2>{row.name}</h2>
                  <span className="ax-quiet ax-small">{row.summary}</span>
                </summary>
                {ABOUT.map((each) => (
                  <Question key={each} asked={t(`ask_${each}`)} answer={row[each]} />
                ))}
                <a
                  className="by-link"
                  href={`${row.termsUrl}?language=${languageOfLink(i18n.language)}`}
                  target="_blank"
                  rel="noreferrer"
                >
                  {t("termsOfProduct", { product: row.name })}
                </a>
              </details>
            ))}
          </>
        )}
      </Answered>
    </Sheet>
  );
}
