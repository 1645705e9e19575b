// Understands the third step: what the cover would cost, and how long the wallet would last for it.

import { readWallet } from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { Banner } from "@anxin/ui/pieces/banner";
import { ButtonLink } from "@anxin/ui/pieces/button";
import { Stat, Stats } from "@anxin/ui/pieces/page";
import { Answered, Loading, ProblemNote } from "@anxin/ui/pieces/state";
import { Money } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { CostForm } from "../cost/form.js";
import { CostResult } from "../cost/result.js";
import { useSimulation } from "../cost/simulation.js";
import { useShop } from "../shop.js";
import type { Draft } from "./draft.js";

const DAYS_OF_MONTH = 30;
const FEW_DAYS = 7;

function WalletFor({ premiumPerMonth }: { readonly premiumPerMonth: number }) {
  const { t } = useTranslation("merchant");
  const { merchantId, base } = useShop();
  const wallet = useAnswer(readWallet, { path: { merchantId } });
  return (
    <Answered of={wallet}>
      {({ available }) => {
        const days = premiumPerMonth === 0 ? null : Math.floor((available * DAYS_OF_MONTH) / premiumPerMonth);
        return (
          <>
            <Stats>
              <Stat label={t("walletAvailable")} value={<Money fen={available} />} />
              <Stat label={t("walletWouldLast")} value={days === null ? "–" : t("days", { count: days })} />
            </Stats>
            {days !== null && days < FEW_DAYS ? (
              <Banner tone="warn">
                <p>{t("walletShort")}</p>
                <ButtonLink icon="plus" to={`${base}/wallet`}>
                  {t("topUp")}
                </ButtonLink>
              </Banner>
            ) : null}
          </>
        );
      }}
    </Answered>
  );
}

export function Cost({
  product,
  draft,
  onDraft,
}: {
  readonly product: string;
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
}) {
  const { t } = useTranslation("merchant");
  const found = useSimulation(product, draft.cost);
  return (
    <>
      <p className="ax-quiet">{t("costLead")}</p>
      <CostForm
        input={draft.cost}
        onInput={(cost) => onDraft({ ...draft, cost })}
        ownRatePpm={found.data?.body.returnRatePpm ?? null}
      />
      <ProblemNote problem={found.error} />
      {found.data === undefined ? (
        found.error === null ? (
          <Loading />
        ) : null
      ) : (
        <>
          <CostResult of={found.data.body} isComing={found.isFetching} isShort />
          <WalletFor premiumPerMonth={found.data.body.premiumPerMonth} />
        </>
      )}
    </>
  );
}
