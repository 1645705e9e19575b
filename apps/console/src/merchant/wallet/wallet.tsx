// Understands a shop's wallet: what is in it, how long it lasts, every movement with its cause, and how money comes in and goes out.

import { readWallet } from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { Banner } from "@anxin/ui/pieces/banner";
import { Button } from "@anxin/ui/pieces/button";
import { Stat, Stats } from "@anxin/ui/pieces/page";
import { Answered } from "@anxin/ui/pieces/state";
import { Tabs } from "@anxin/ui/pieces/tabs";
import { Money } from "@anxin/ui/pieces/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { ShopPage, useShop } from "../shop.js";
import { Movements } from "./movements.js";
import { RefundDialog, Refunds } from "./refunds.js";
import { Statements } from "./statements.js";
import { TopUpDialog, TopUpFollowed, TopUps } from "./top-ups.js";
import type { WalletAnswer } from "./wallet-answer.js";

function Standing({ wallet }: { readonly wallet: WalletAnswer }) {
  const { t } = useTranslation("merchant");
  const { balance, available, owed, creditLimit, dailySpend, daysLeft, lowBalance, low } = wallet;
  return (
    <>
      {low ? (
        <Banner tone="warn">{daysLeft === null ? t("walletLow") : t("walletLowDays", { count: daysLeft })}</Banner>
      ) : null}
      <Stats>
        <Stat
          label={t("walletBalance")}
          value={<Money fen={balance} />}
          note={owed > 0 ? t("walletOwed") : undefined}
        />
        <Stat label={t("walletAvailable")} value={<Money fen={available} />} note={t("walletAvailableNote")} />
        <Stat
          label={t("walletCredit")}
          value={<Money fen={creditLimit} />}
          note={
            owed > 0 ? (
              <>
                {t("walletDrawn")} <Money fen={owed} />
              </>
            ) : (
              t("walletCreditNone")
            )
          }
        />
        <Stat
          label={t("walletLasts")}
          value={daysLeft === null ? "–" : t("days", { count: daysLeft })}
          note={
            dailySpend === null ? (
              t("walletNoForecast")
            ) : (
              <>
                {t("walletPerDay")} <Money fen={dailySpend} />
              </>
            )
          }
        />
        <Stat
          label={t("walletThreshold")}
          value={lowBalance === null ? t("walletThresholdNone") : <Money fen={lowBalance} />}
          note={t("walletThresholdNote")}
        />
      </Stats>
    </>
  );
}

function Doors({ wallet }: { readonly wallet: WalletAnswer }) {
  const { t } = useTranslation("merchant");
  const [open, setOpen] = useState<"in" | "out" | null>(null);
  return (
    <>
      <div className="ax-actions">
        <Button look="primary" icon="plus" onClick={() => setOpen("in")}>
          {t("topUp")}
        </Button>
        <Button icon="minus" disabled={wallet.balance <= 0} onClick={() => setOpen("out")}>
          {t("refund")}
        </Button>
      </div>
      {open === "in" ? <TopUpDialog onClose={() => setOpen(null)} /> : null}
      {open === "out" ? <RefundDialog balance={wallet.balance} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

export function Page() {
  const { t } = useTranslation("merchant");
  const { merchantId, mayAct } = useShop();
  const wallet = useAnswer(readWallet, { path: { merchantId } });
  const [search] = useSearchParams();
  const followed = search.get("topUp");
  return (
    <ShopPage title={t("nav_wallet")} lead={t("walletLead")}>
      <Answered of={wallet}>
        {(body) => (
          <>
            {mayAct ? <Doors wallet={body} /> : null}
            {followed === null ? null : <TopUpFollowed topUpId={followed} />}
            <Standing wallet={body} />
          </>
        )}
      </Answered>
      <Tabs
        label={t("nav_wallet")}
        tabs={[
          { id: "movements", title: t("movements"), content: <Movements /> },
          { id: "top-ups", title: t("topUps"), content: <TopUps /> },
          { id: "refunds", title: t("refunds"), content: <Refunds /> },
          { id: "statements", title: t("statements"), content: <Statements /> },
        ]}
      />
    </ShopPage>
  );
}
