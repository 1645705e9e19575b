// Understands the first step: whether the shop may enrol, measure by measure, and what it would take where it may not.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { Banner } from "@anxin/ui/pieces/banner";
import { Icon } from "@anxin/ui/pieces/icon";
import { useTranslation } from "react-i18next";
import { useCodeWord } from "../shop.js";

export type Rule = AnswerOf<operations["readEligibility"]>;

export function Eligibility({ of }: { readonly of: Rule }) {
  const { t } = useTranslation("merchant");
  const word = useCodeWord();
  return (
    <>
      <Banner tone={of.eligible ? "good" : "bad"}>{t(of.eligible ? "eligible" : "notEligible")}</Banner>
      <ul className="mr-checks">
        {of.checks.map(({ code, holds, detail }) => (
          <li key={code} data-holds={holds}>
            <Icon name={holds ? "check" : "cross"} />
            <span>
              <strong>{word("check", code)}</strong>
              <span className="ax-unseen"> {t(holds ? "checkHolds" : "checkFails")}</span>
              <span className="ax-block">{detail}</span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
