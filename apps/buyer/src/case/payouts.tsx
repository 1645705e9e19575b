// Understands where the money is: how much, to which account, and when.

import { Icon } from "@anxin/ui/pieces/icon";
import { Facts, Panel } from "@anxin/ui/pieces/page";
import { Money, PayoutStatus, type PayoutStatusCode, Time } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import type { Claim } from "./progress.js";

export function Payouts({ claim: { payouts } }: { readonly claim: Claim }) {
  const { t } = useTranslation("buyer");
  if (payouts.length === 0) return null;
  return (
    <Panel title={t("money")}>
      <ul className="by-payouts">
        {payouts.map(({ payoutId, amount, status, purpose, payee, preparedAt, settledAt, channelOrderNo }) => (
          <li key={payoutId}>
            <p className="by-standing">
              <Icon name="money" />
              <Money fen={amount} strong />
              <PayoutStatus status={status as PayoutStatusCode} />
            </p>
            <Facts
              facts={[
                { label: t("purpose"), value: t(`purpose_${purpose}`) },
                ...(payee === null ? [] : [{ label: t("payee"), value: payee }]),
                settledAt === null
                  ? { label: t("preparedAt"), value: <Time at={preparedAt} /> }
                  : { label: t("settledAt"), value: <Time at={settledAt} /> },
                ...(channelOrderNo === null ? [] : [{ label: t("channelNo"), value: channelOrderNo }]),
              ]}
            />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
