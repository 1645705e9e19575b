// Understands what is known before anybody types: the goods, the parcel, the price and who is paid.

import { useValueWord } from "@anxin/ui/case/value-words";
import { shortMoment } from "@anxin/ui/format/time";
import { Facts } from "@anxin/ui/pieces/page";
import { Money } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { type Order, type Policy, parcelsOf } from "./draft.js";

/** Where the money goes, as far as it may be shown. */
export function PayeeShown({ payee }: Pick<Order, "payee">) {
  if (payee === null) return null;
  return (
    <span className="by-payee">
      <span>{payee.account}</span>
      <span>{payee.name}</span>
    </span>
  );
}

export function Known({ policy, order }: { readonly policy: Policy; readonly order: Order }) {
  const { t } = useTranslation("buyer");
  const word = useValueWord();
  const parcels = parcelsOf(order, policy.lineId);
  const parcel = parcels
    .map(({ carrier, waybill }) => [word("carrier", carrier ?? ""), waybill].filter(Boolean).join(" "))
    .join("、");
  const delivered = parcels.find(({ deliveredAt }) => deliveredAt !== null)?.deliveredAt ?? null;
  return (
    <div className="by-known">
      <p className="ax-quiet ax-small">{t("knownLead")}</p>
      <Facts
        facts={[
          { label: t("goods"), value: policy.line?.title || policy.line?.sku || policy.orderId },
          { label: t("orderNo"), value: order.orderId },
          ...(parcel === "" ? [] : [{ label: t("parcel"), value: parcel }]),
          ...(delivered === null
            ? []
            : [{ label: t("deliveredAt"), value: <time dateTime={delivered}>{shortMoment(delivered)}</time> }]),
          ...(policy.line === null ? [] : [{ label: t("paidPrice"), value: <Money fen={policy.line.unitPrice} /> }]),
          { label: t("upTo"), value: <Money fen={policy.sumInsured} /> },
          ...(order.payee === null ? [] : [{ label: t("payee"), value: <PayeeShown payee={order.payee} /> }]),
        ]}
      />
    </div>
  );
}
