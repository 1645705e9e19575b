// Understands one debt of a shop: for which claim, what is still owed, and every step of it.

import { readRecovery } from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { day } from "@anxin/ui/format/time";
import { Facts, Panel } from "@anxin/ui/pieces/page";
import { Answered } from "@anxin/ui/pieces/state";
import { Timeline } from "@anxin/ui/pieces/timeline";
import { Badge, Money } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { RECOVERY_TONES } from "./recoveries.js";
import { ShopPage, useCodeWord, useShop } from "./shop.js";

export function Page() {
  const { t } = useTranslation("merchant");
  const { recoveryId = "" } = useParams();
  const { base } = useShop();
  const word = useCodeWord();
  const found = useAnswer(readRecovery, { path: { recoveryId } });
  return (
    <ShopPage
      title={t("recoveryTitle")}
      lead={recoveryId}
      trail={<Link to={`${base}/recoveries`}>{t("nav_recoveries")}</Link>}
    >
      <Answered of={found} lines={8}>
        {(recovery) => (
          <>
            <Panel>
              <Facts
                facts={[
                  {
                    label: t("status"),
                    value: (
                      <Badge tone={RECOVERY_TONES[recovery.status] ?? "plain"}>
                        {word("recovery", recovery.status)}
                      </Badge>
                    ),
                  },
                  {
                    label: t("claim"),
                    value: <Link to={`${base}/claims/${recovery.claimId}`}>{recovery.claimId}</Link>,
                  },
                  {
                    label: t("order"),
                    value: (
                      <Link to={`${base}/orders/${encodeURIComponent(recovery.orderId)}`}>{recovery.orderId}</Link>
                    ),
                  },
                  { label: t("claimed"), value: <Money fen={recovery.claimed} /> },
                  { label: t("netted"), value: <Money fen={recovery.netted} /> },
                  { label: t("received"), value: <Money fen={recovery.received} /> },
                  { label: t("receivable"), value: <Money fen={recovery.receivable} strong /> },
                  ...(recovery.owedBack > 0
                    ? [{ label: t("owedBack"), value: <Money fen={recovery.owedBack} /> }]
                    : []),
                  { label: t("netFrom"), value: recovery.netFrom === null ? "–" : day(recovery.netFrom) },
                  { label: t("clause"), value: recovery.clause ?? "–" },
                ]}
              />
            </Panel>
            <Panel title={t("history")}>
              <Timeline
                label={t("history")}
                items={recovery.timeline.map(({ at, kind, amount, reason }) => ({
                  at,
                  title: word("recoveryStep", kind),
                  detail: (
                    <>
                      {amount === null ? null : <Money fen={amount} />} {reason}
                    </>
                  ),
                  state: "done" as const,
                }))}
              />
            </Panel>
          </>
        )}
      </Answered>
    </ShopPage>
  );
}
