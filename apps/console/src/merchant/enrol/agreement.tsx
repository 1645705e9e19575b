// Understands the last step: everything once more, the terms, and the word that begins it.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { putEnrolment } from "@anxin/client/operations.generated";
import { forget, queries, useAct } from "@anxin/ui/api";
import { apiLanguage } from "@anxin/ui/language";
import { Button } from "@anxin/ui/pieces/button";
import { Checkbox } from "@anxin/ui/pieces/field";
import { Icon } from "@anxin/ui/pieces/icon";
import { Facts } from "@anxin/ui/pieces/page";
import { ProblemNote } from "@anxin/ui/pieces/state";
import { say } from "@anxin/ui/pieces/toast";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useScopeText } from "../scope-text.js";
import { useShop } from "../shop.js";
import { type Draft, draftBody } from "./draft.js";

interface AgreementProps {
  readonly product: AnswerOf<operations["listProducts"]>["data"][number];
  readonly draft: Draft;
  readonly etag: string | null;
  readonly isChange: boolean;
  readonly onDone: () => void;
}

export function Agreement({ product, draft, etag, isChange, onDone }: AgreementProps) {
  const { t } = useTranslation("merchant");
  const { merchantId, base } = useShop();
  const navigate = useNavigate();
  const scopeText = useScopeText();
  const [agrees, setAgrees] = useState(false);
  const [isTold, setIsTold] = useState(false);
  const act = useAct(putEnrolment);
  const body = draftBody(draft);
  const language = apiLanguage() === "en" ? "en" : "zh";
  const begin = (): void => {
    setIsTold(true);
    if (!agrees) return;
    act.mutate(
      {
        path: { merchantId, product: product.code },
        body: { ...body, status: "active", consent: { termsVersion: product.version, language } },
        ...(etag === null ? {} : { ifMatch: etag }),
      },
      {
        onSuccess: () => {
          onDone();
          say(t(isChange ? "changedNow" : "enrolledNow", { name: product.name }));
          void navigate(`${base}/covers/${product.code}`);
          // Afterwards, since what stands anew is a change to be made, and no longer this first enrolment.
          void forget(queries, ["/v1/merchants"]);
        },
      },
    );
  };
  const terms = `/v1/products/${product.code}/versions/${product.version}/terms?language=${apiLanguage()}`;
  return (
    <>
      <Facts
        facts={[
          { label: t("product"), value: product.name },
          { label: t("filing"), value: product.filing },
          { label: t("scope"), value: scopeText(body) },
          { label: t("begins"), value: t("beginsNow") },
        ]}
      />
      <p>{product.summary}</p>
      <p>
        <a className="mr-terms" href={terms} target="_blank" rel="noreferrer">
          <Icon name="book" />
          {t("terms")}
        </a>
      </p>
      <Checkbox
        label={t("agree")}
        hint={t("agreeHint")}
        checked={agrees}
        aria-invalid={isTold && !agrees ? true : undefined}
        onChange={({ target }) => setAgrees(target.checked)}
      />
      {isTold && !agrees ? (
        <p className="ax-field-error" role="alert">
          {t("agreeMissing")}
        </p>
      ) : null}
      <ProblemNote problem={act.error} />
      <Button look="primary" icon="shield" isBusy={act.isPending} onClick={begin}>
        {t(isChange ? "saveChange" : "begin")}
      </Button>
    </>
  );
}
