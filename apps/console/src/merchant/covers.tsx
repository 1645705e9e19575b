// Understands which covers a shop gives with what it sells, and which it could.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { listProducts } from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { day } from "@anxin/ui/format/time";
import { ButtonLink } from "@anxin/ui/pieces/button";
import { Answered, ErrorState } from "@anxin/ui/pieces/state";
import { Badge } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { useScopeText } from "./scope-text.js";
import { ShopPage, useShop } from "./shop.js";
import { useEnrolments } from "./standing.js";

type Product = AnswerOf<operations["listProducts"]>["data"][number];
export type Enrolment = AnswerOf<operations["readEnrolment"]>;

function Cover({ product, enrolment }: { readonly product: Product; readonly enrolment: Enrolment | undefined }) {
  const { t } = useTranslation("merchant");
  const { base, mayAct } = useShop();
  const scopeText = useScopeText();
  const to = `${base}/covers/${product.code}`;
  const isActive = enrolment?.status === "active";
  return (
    <li className="ax-panel mr-cover">
      <header>
        <h2>{product.name}</h2>
        <Badge tone={isActive ? "good" : enrolment === undefined ? "plain" : "warn"}>
          {t(isActive ? "enrolment_active" : enrolment === undefined ? "enrolment_none" : "enrolment_paused")}
        </Badge>
      </header>
      <p>{product.summary}</p>
      {enrolment === undefined ? null : (
        <p className="ax-quiet ax-small">
          {t(isActive ? "activeSince" : "pausedSince", { day: day(enrolment.since) })} · {scopeText(enrolment)}
        </p>
      )}
      <div className="ax-actions">
        {enrolment === undefined ? (
          mayAct ? (
            <ButtonLink look="primary" icon="plus" to={`${to}/enrol`}>
              {t("enrol")}
              <span className="ax-unseen">{product.name}</span>
            </ButtonLink>
          ) : null
        ) : (
          <ButtonLink icon="arrow" to={to}>
            {t("manage")}
            <span className="ax-unseen">{product.name}</span>
          </ButtonLink>
        )}
      </div>
    </li>
  );
}

export function Page() {
  const { t } = useTranslation("merchant");
  const products = useAnswer(listProducts, {});
  const enrolments = useEnrolments();
  const { error } = enrolments.query;
  return (
    <ShopPage title={t("nav_covers")} lead={t("coversLead")}>
      {error !== null ? (
        <ErrorState problem={error} retry={() => void enrolments.query.refetch()} />
      ) : (
        <Answered of={products} lines={8}>
          {({ data }) => (
            <ul className="mr-covers">
              {data
                .filter(({ payers }) => payers.includes("merchant"))
                .map((product) => (
                  <Cover
                    key={product.code}
                    product={product}
                    enrolment={enrolments.items.find((each) => each.product === product.code)}
                  />
                ))}
            </ul>
          )}
        </Answered>
      )}
    </ShopPage>
  );
}
