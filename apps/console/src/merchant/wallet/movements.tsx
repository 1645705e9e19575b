// Understands every movement of a wallet: its cause, and the order, policy, claim or payment that it belongs to.

import { readWallet } from "@anxin/client/operations.generated";
import { useListIn } from "@anxin/ui/api";
import { moment } from "@anxin/ui/format/time";
import { Empty } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Money, Time, useProductName } from "@anxin/ui/pieces/words";
import type { Column } from "@anxin/ui/table/drawn";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useCodeWord, useShop } from "../shop.js";
import type { Movement } from "./wallet-answer.js";

const PAGE_ROWS = 100;

/** What a movement belongs to, the nearest first. */
function useSource(): (movement: Movement) => { readonly to: string; readonly text: string } | null {
  const { t } = useTranslation("merchant");
  const { base } = useShop();
  return ({ recoveryId, claimId, policyId, topUpId, refundId }) => {
    if (recoveryId !== null) return { to: `${base}/recoveries/${recoveryId}`, text: t("toRecovery") };
    if (claimId !== null) return { to: `${base}/claims/${claimId}`, text: t("toClaim") };
    if (policyId !== null) return { to: `${base}/policies/${policyId}`, text: t("toPolicy") };
    if (topUpId !== null) return { to: `${base}/wallet?tab=top-ups&topUp=${topUpId}`, text: t("toTopUp") };
    if (refundId !== null) return { to: `${base}/wallet?tab=refunds`, text: t("toRefund") };
    return null;
  };
}

/** Money in or out, with its sign: a colour alone says nothing. */
const Change = ({ fen }: { readonly fen: number }) => (
  <span className={fen > 0 ? "mr-in" : undefined}>
    {fen > 0 ? "+" : null}
    <Money fen={fen} />
  </span>
);

export function useMovementColumns(): readonly Column<Movement>[] {
  const { t } = useTranslation("merchant");
  const word = useCodeWord();
  const source = useSource();
  const product = useProductName();
  const { base } = useShop();
  return [
    {
      id: "at",
      title: t("when"),
      cell: ({ occurredAt }) => <Time at={occurredAt} />,
      text: ({ occurredAt }) => moment(occurredAt),
    },
    {
      id: "cause",
      title: t("cause"),
      cell: ({ cause }) => word("cause", cause),
      text: ({ cause }) => word("cause", cause),
    },
    {
      id: "product",
      title: t("product"),
      cell: (row) => (row.product === null ? "–" : product(row.product)),
      text: (row) => (row.product === null ? null : product(row.product)),
    },
    {
      id: "order",
      title: t("order"),
      cell: ({ orderId }) =>
        orderId === null ? "–" : <Link to={`${base}/orders/${encodeURIComponent(orderId)}`}>{orderId}</Link>,
      text: ({ orderId }) => orderId,
    },
    {
      id: "source",
      title: t("source"),
      cell: (row) => {
        const found = source(row);
        return found === null ? "–" : <Link to={found.to}>{found.text}</Link>;
      },
    },
    {
      id: "change",
      title: t("change"),
      align: "end",
      cell: ({ change }) => <Change fen={change} />,
      text: ({ change }) => change / 100,
    },
    {
      id: "balance",
      title: t("balanceAfter"),
      align: "end",
      cell: ({ balanceAfter }) => <Money fen={balanceAfter} />,
      text: ({ balanceAfter }) => balanceAfter / 100,
    },
    {
      id: "policyId",
      title: t("policyId"),
      isExtra: true,
      cell: ({ policyId }) => policyId ?? "–",
      text: ({ policyId }) => policyId,
    },
    {
      id: "transactionId",
      title: t("transactionId"),
      isExtra: true,
      cell: ({ transactionId }) => transactionId,
      text: ({ transactionId }) => transactionId,
    },
  ];
}

export function Movements() {
  const { t } = useTranslation("merchant");
  const { merchantId } = useShop();
  const list = useListIn(
    readWallet,
    { path: { merchantId }, query: { limit: PAGE_ROWS } },
    ({ movements }) => movements,
  );
  const columns = useMovementColumns();
  return (
    <DataTable
      id="movements"
      label={t("movements")}
      columns={columns}
      rows={list.items}
      rowKey={({ transferId }) => transferId}
      query={list.query}
      hasMore={list.hasMore}
      more={list.more}
      exportName="wallet-movements"
      empty={<Empty icon="money">{t("movementsEmpty")}</Empty>}
    />
  );
}
