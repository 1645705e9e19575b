// Understands the claims of an order as Anxin has them now: what was decided, and where the money is.

import type { ClaimOfOrder, OrderView } from "@anxin/shop/backend/wire";
import { Panel } from "@anxin/ui/pieces/page";
import { Empty } from "@anxin/ui/pieces/state";
import { ClaimStatus, type ClaimStatusCode, Money, PayoutStatus, type PayoutStatusCode } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { Arrival } from "./arrival.js";
import { useCoverName } from "./cover-name.js";
import { PortalButton } from "./portal-link.js";
import { WaitsForPerson } from "./waits.js";

function OneClaim({ claim, orderId }: { readonly claim: ClaimOfOrder; readonly orderId: string }) {
  const { t } = useTranslation("shop");
  const coverName = useCoverName();
  const { claimId, product, status, amount, automatic, findings, reasons, payouts, transfers } = claim;
  return (
    <li>
      <p>
        <strong>{coverName(product)}</strong> <ClaimStatus status={status as ClaimStatusCode} />{" "}
        {amount === 0 ? null : <Money fen={amount} strong />}
      </p>
      <p className="ax-small">
        {findings === 0 ? null : t("checkedBy", { count: findings })}{" "}
        {automatic === null ? null : t(automatic ? "decidedByRules" : "decidedByPerson")}
      </p>
      {reasons.map((reason) => (
        <p key={reason}>{reason}</p>
      ))}
      {payouts.map(({ payoutId, amount: paid, status: state }) => (
        <p key={payoutId}>
          <PayoutStatus status={state as PayoutStatusCode} /> <Money fen={paid} />
        </p>
      ))}
      {transfers.map((transfer) => (
        <Arrival key={transfer.outBizNo} transfer={transfer} />
      ))}
      <WaitsForPerson claimId={claimId} status={status} />
      <PortalButton orderId={orderId} to={`/buyer/claims/${claimId}`} icon="arrow" look="quiet">
        {t("claimProgress")}
      </PortalButton>
    </li>
  );
}

export function OrderClaims({ order: { claims, orderId } }: { readonly order: OrderView }) {
  const { t } = useTranslation("shop");
  return (
    <Panel title={t("claimsOfOrder")}>
      {claims.length === 0 ? (
        <Empty icon="file" title={t("claimsNone")}>
          {t("claimsNoneText")}
        </Empty>
      ) : (
        <ul className="sh-covers">
          {claims.map((claim) => (
            <OneClaim key={claim.claimId} claim={claim} orderId={orderId} />
          ))}
        </ul>
      )}
    </Panel>
  );
}
