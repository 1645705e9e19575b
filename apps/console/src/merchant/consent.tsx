// Understands what a buyer was shown and agreed to, for those of the house who may read it.

import { readConsent } from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { Banner } from "@anxin/ui/pieces/banner";
import { Facts, Panel } from "@anxin/ui/pieces/page";
import { Answered } from "@anxin/ui/pieces/state";
import { Money, Time } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";

export function Consent({ policyId }: { readonly policyId: string }) {
  const { t } = useTranslation("merchant");
  const found = useAnswer(readConsent, { path: { policyId } });
  return (
    <Panel title={t("consent")}>
      <Answered of={found}>
        {({ shownAt, agreedAt, channel, quote, texts, gaps }) => (
          <>
            {gaps.map(({ code, detail }) => (
              <Banner key={`${code} ${detail}`} tone="warn">
                {detail}
              </Banner>
            ))}
            <Facts
              facts={[
                { label: t("shownAt"), value: shownAt === null ? "–" : <Time at={shownAt} /> },
                { label: t("agreedAt"), value: agreedAt === null ? "–" : <Time at={agreedAt} /> },
                { label: t("channel"), value: channel ?? "–" },
                { label: t("premium"), value: <Money fen={quote.premium} /> },
              ]}
            />
            <ul className="mr-documents">
              {texts.map(({ kind, version, url }) => (
                <li key={`${kind} ${version}`}>
                  <a href={url} target="_blank" rel="noreferrer">
                    {t(kind === "terms" ? "terms" : "summaryText")} v{version}
                  </a>
                </li>
              ))}
            </ul>
          </>
        )}
      </Answered>
    </Panel>
  );
}
