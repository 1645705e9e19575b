// Understands money that arrived, as the payment gateway's own book has it.

import type { TransferView } from "@anxin/shop/backend/wire";
import { Icon } from "@anxin/ui/pieces/icon";
import { Money } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";

export function Arrival({ transfer }: { readonly transfer: TransferView }) {
  const { t } = useTranslation("shop");
  const { outBizNo, payee, amount, state } = transfer;
  const isThere = state === "SUCCESS";
  return (
    <div className="sh-arrival" data-there={isThere}>
      <Icon name={isThere ? "money" : "clock"} size={28} />
      <div>
        <p className="sh-arrival-amount">
          <span>{t(isThere ? "arrived" : "onItsWay")}</span> <Money fen={amount} strong />
        </p>
        <p className="ax-small">{t("arrivedAt", { account: payee })}</p>
        <p className="ax-small ax-quiet">{t("gatewayBook", { outBizNo, state })}</p>
      </div>
    </div>
  );
}
