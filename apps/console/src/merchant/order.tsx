// Understands one order as far as cover goes: its goods and parcels, the policies on it, what was not covered and why, its claims.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { readOrder } from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { useValueWord } from "@anxin/ui/case/value-words";
import { Facts, Panel } from "@anxin/ui/pieces/page";
import { Answered, Empty } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import {
  ClaimStatus,
  type ClaimStatusCode,
  Money,
  PolicyStatus,
  type PolicyStatusCode,
  Time,
  useProductName,
} from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { ShopPage, useCodeWord, useShop } from "./shop.js";

type Order = AnswerOf<operations["readOrder"]>;

const timeOf = (at: string | null) => (at === null ? "–" : <Time at={at} />);

function Goods({ order }: { readonly order: Order }) {
  const { t } = useTranslation("merchant");
  const word = useCodeWord();
  return (
    <DataTable
      id="order-lines"
      isPlain
      label={t("goods")}
      columns={[
        {
          id: "title",
          title: t("goods"),
          cell: (line) => line.title || line.sku,
          text: (line) => line.title,
        },
        { id: "sku", title: t("sku"), cell: (line) => line.sku, text: (line) => line.sku },
        {
          id: "category",
          title: t("category"),
          cell: (line) => word("category", line.category),
          text: (line) => line.category,
        },
        {
          id: "price",
          title: t("price"),
          align: "end",
          cell: (line) => <Money fen={line.unitPrice} />,
          text: (line) => line.unitPrice / 100,
        },
        {
          id: "quantity",
          title: t("quantity"),
          align: "end",
          cell: (line) => line.quantity,
          text: (line) => line.quantity,
        },
      ]}
      rows={order.lines}
      rowKey={(line) => line.lineId}
    />
  );
}

function Parcels({ order }: { readonly order: Order }) {
  const { t } = useTranslation("merchant");
  const word = useValueWord();
  if (order.shipments.length === 0 && order.returns.length === 0) return null;
  return (
    <Panel title={t("parcels")}>
      {order.shipments.map((parcel) => (
        <Facts
          key={parcel.shipmentId}
          facts={[
            { label: t("shipment"), value: `${word("carrier", parcel.carrier)} ${parcel.waybill}` },
            { label: t("shippedAt"), value: timeOf(parcel.shippedAt) },
            { label: t("deliveredAt"), value: timeOf(parcel.deliveredAt) },
          ]}
        />
      ))}
      {order.returns.map((entry) => (
        <Facts
          key={entry.returnId}
          facts={[
            { label: t("return"), value: `${word("carrier", entry.carrier)} ${entry.waybill}` },
            { label: t("returnReason"), value: word("returnReason", entry.reason) },
            { label: t("receivedAt"), value: timeOf(entry.receivedAt) },
            { label: t("refundedAt"), value: timeOf(entry.refundedAt) },
          ]}
        />
      ))}
    </Panel>
  );
}

function Covers({ order }: { readonly order: Order }) {
  const { t } = useTranslation(["merchant", "house"]);
  const { base } = useShop();
  const product = useProductName();
  const word = useCodeWord();
  return (
    <Panel title={t("nav_policies")}>
      <DataTable
        id="order-policies"
        isPlain
        label={t("nav_policies")}
        columns={[
          { id: "policyNo", title: t("policyNo"), cell: ({ policyNo }) => policyNo, text: ({ policyNo }) => policyNo },
          {
            id: "product",
            title: t("product"),
            cell: (row) => product(row.product),
            text: (row) => product(row.product),
          },
          {
            id: "status",
            title: t("status"),
            cell: ({ status }) => <PolicyStatus status={status as PolicyStatusCode} />,
            text: ({ status }) => status,
          },
          {
            id: "payer",
            title: t("payer"),
            cell: ({ payer }) => t(`house:payer_${payer as "merchant"}`),
            text: ({ payer }) => payer,
          },
          {
            id: "premium",
            title: t("premium"),
            align: "end",
            cell: ({ premium }) => <Money fen={premium} />,
            text: ({ premium }) => premium / 100,
          },
          {
            id: "sum",
            title: t("sumInsured"),
            align: "end",
            cell: ({ sumInsured }) => <Money fen={sumInsured} />,
            text: ({ sumInsured }) => sumInsured / 100,
          },
        ]}
        rows={order.policies}
        rowKey={({ policyId }) => policyId}
        rowHref={({ policyId }) => `${base}/policies/${policyId}`}
        empty={<Empty icon="shield">{t("orderPoliciesEmpty")}</Empty>}
      />
      {order.declined.length === 0 ? null : (
        <ul className="mr-declined">
          {order.declined.map(({ product: code, lineId, code: reason }) => (
            <li key={`${code} ${lineId}`}>
              {t("declined", { product: product(code), reason: word("declined", reason) })}
            </li>
          ))}
        </ul>
      )}
      {order.held.map(({ product: code, lineId }) => (
        <p key={`${code} ${lineId}`}>{t("held", { product: product(code) })}</p>
      ))}
    </Panel>
  );
}

function Claims({ order }: { readonly order: Order }) {
  const { t } = useTranslation("merchant");
  const { base } = useShop();
  const product = useProductName();
  if (order.claims.length === 0) return null;
  return (
    <Panel title={t("nav_claims")}>
      <ul className="mr-list">
        {order.claims.map((claim) => (
          <li key={claim.claimId}>
            <Link to={`${base}/claims/${claim.claimId}`}>{product(claim.product)}</Link>{" "}
            <ClaimStatus status={claim.status as ClaimStatusCode} /> <Money fen={claim.amount} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

export function Page() {
  const { t } = useTranslation("merchant");
  const { orderId = "" } = useParams();
  const { base } = useShop();
  const found = useAnswer(readOrder, { path: { orderId } });
  return (
    <ShopPage title={t("orderTitle", { id: orderId })} trail={<Link to={`${base}/orders`}>{t("nav_orders")}</Link>}>
      <Answered of={found} lines={8}>
        {(order) => (
          <>
            <Panel>
              <Facts
                facts={[
                  { label: t("buyer"), value: order.buyerId },
                  { label: t("placedAt"), value: <Time at={order.placedAt} /> },
                  { label: t("paidAt"), value: order.paidAt === null ? "–" : <Time at={order.paidAt} /> },
                  ...(order.cancelledAt === null
                    ? []
                    : [{ label: t("cancelledAt"), value: <Time at={order.cancelledAt} /> }]),
                ]}
              />
              <Goods order={order} />
            </Panel>
            <Covers order={order} />
            <Claims order={order} />
            <Parcels order={order} />
          </>
        )}
      </Answered>
    </ShopPage>
  );
}
