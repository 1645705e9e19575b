// Understands the orders of a shop with what is insured of them.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { listOrders } from "@anxin/client/operations.generated";
import { useList } from "@anxin/ui/api";
import { moment } from "@anxin/ui/format/time";
import { Empty } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Badge, ClaimStatus, type ClaimStatusCode, Money, Time, useProductName } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { ShopPage, useShop } from "./shop.js";

type Order = AnswerOf<operations["listOrders"]>["data"][number];
const PAGE_ROWS = 100;

const coversOf = ({ lines }: Order) => lines.flatMap(({ covers }) => covers);
const claimsOf = ({ lines }: Order) => lines.flatMap(({ claims }) => claims);
const goodsOf = ({ lines }: Order): string =>
  lines.map(({ title, sku, quantity }) => `${title || sku} ×${quantity}`).join(" · ");
const premiumOf = (order: Order): number => coversOf(order).reduce((all, { premium }) => all + premium, 0);

function Covers({ order }: { readonly order: Order }) {
  const { t } = useTranslation("merchant");
  const product = useProductName();
  const covers = coversOf(order);
  if (covers.length === 0) {
    return (
      <span className="ax-quiet">
        {t(order.held.length > 0 ? "coverHeld" : order.declined.length > 0 ? "coverDeclined" : "coverNone")}
      </span>
    );
  }
  return (
    <span className="mr-line">
      {covers.map(({ policyId, product: code, status }) => (
        <Badge key={policyId} tone={status === "in_force" || status === "pending" ? "good" : "plain"}>
          {product(code)}
        </Badge>
      ))}
    </span>
  );
}

export function Page() {
  const { t } = useTranslation(["merchant", "house"]);
  const { merchantId, base } = useShop();
  const product = useProductName();
  const list = useList(listOrders, { query: { merchantId, limit: PAGE_ROWS } });
  return (
    <ShopPage title={t("nav_orders")} lead={t("ordersLead")}>
      <DataTable
        id="orders"
        label={t("nav_orders")}
        columns={[
          { id: "order", title: t("order"), cell: ({ orderId }) => orderId, text: ({ orderId }) => orderId },
          { id: "goods", title: t("goods"), cell: goodsOf, text: goodsOf },
          {
            id: "covers",
            title: t("coversOnIt"),
            cell: (order) => <Covers order={order} />,
            text: (order) =>
              coversOf(order)
                .map((cover) => product(cover.product))
                .join(" "),
          },
          {
            id: "claims",
            title: t("nav_claims"),
            cell: (order) => (
              <span className="mr-line">
                {claimsOf(order).map(({ claimId, status }) => (
                  <ClaimStatus key={claimId} status={status as ClaimStatusCode} />
                ))}
              </span>
            ),
            text: (order) => claimsOf(order).length,
          },
          {
            id: "premium",
            title: t("premium"),
            align: "end",
            cell: (order) => <Money fen={premiumOf(order)} />,
            text: (order) => premiumOf(order) / 100,
          },
          {
            id: "placed",
            title: t("placedAt"),
            cell: ({ placedAt }) => <Time at={placedAt} />,
            text: ({ placedAt }) => moment(placedAt),
          },
          {
            id: "paid",
            title: t("paidAt"),
            isExtra: true,
            cell: ({ paidAt }) => (paidAt === null ? "–" : <Time at={paidAt} />),
            text: ({ paidAt }) => (paidAt === null ? null : moment(paidAt)),
          },
          {
            id: "buyer",
            title: t("buyer"),
            isExtra: true,
            cell: ({ buyerId }) => buyerId,
            text: ({ buyerId }) => buyerId,
          },
        ]}
        rows={list.items}
        rowKey={({ orderId }) => orderId}
        rowHref={({ orderId }) => `${base}/orders/${encodeURIComponent(orderId)}`}
        query={list.query}
        hasMore={list.hasMore}
        more={list.more}
        exportName="orders"
        empty={<Empty icon="box">{t("ordersEmpty")}</Empty>}
      />
    </ShopPage>
  );
}
