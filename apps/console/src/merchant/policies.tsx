// Understands the policies of a shop's goods.

import { addressOf } from "@anxin/client/client";
import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf, InputOf } from "@anxin/client/operation";
import { exportPolicies, listPolicies } from "@anxin/client/operations.generated";
import { useList } from "@anxin/ui/api";
import { moment } from "@anxin/ui/format/time";
import { type Choice, SelectField } from "@anxin/ui/pieces/field";
import { Empty } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Money, PolicyStatus, type PolicyStatusCode, Time, useProductName } from "@anxin/ui/pieces/words";
import { useAddress } from "@anxin/ui/table/address";
import type { Column } from "@anxin/ui/table/drawn";
import { useSort } from "@anxin/ui/table/sort";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { ShopPage, useShop } from "./shop.js";

export type Policy = AnswerOf<operations["readPolicy"]>;
type Listed = AnswerOf<operations["listPolicies"]>["data"][number];
type Asked = NonNullable<InputOf<operations["listPolicies"]>["query"]>;

const STATUSES = [
  "pending",
  "in_force",
  "exhausted",
  "expired",
  "cancelled",
] as const satisfies readonly PolicyStatusCode[];
const PAYERS = ["merchant", "buyer", "platform"] as const;
const PRODUCTS = [
  "return-freight",
  "quality",
  "transit-damage",
  "authenticity",
  "extended-warranty",
  "screen-crack",
  "fresh-guarantee",
] as const;
const PAGE_ROWS = 100;
const TIME_ORDERS = { ascending: "oldest", descending: "newest" } as const;

export function usePolicyColumns(): readonly Column<Listed>[] {
  const { t } = useTranslation(["merchant", "house"]);
  const { base } = useShop();
  const product = useProductName();
  return [
    { id: "policyNo", title: t("policyNo"), cell: ({ policyNo }) => policyNo, text: ({ policyNo }) => policyNo },
    { id: "product", title: t("product"), cell: (row) => product(row.product), text: (row) => product(row.product) },
    {
      id: "order",
      title: t("order"),
      cell: ({ orderId }) => <Link to={`${base}/orders/${encodeURIComponent(orderId)}`}>{orderId}</Link>,
      text: ({ orderId }) => orderId,
    },
    {
      id: "status",
      title: t("status"),
      cell: ({ status }) => <PolicyStatus status={status as PolicyStatusCode} />,
      text: ({ status }) => t(`house:policyStatus_${status as PolicyStatusCode}`),
    },
    {
      id: "payer",
      title: t("payer"),
      cell: ({ payer }) => t(`house:payer_${payer as "merchant"}`),
      text: ({ payer }) => t(`house:payer_${payer as "merchant"}`),
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
    {
      id: "issued",
      title: t("issuedAt"),
      sort: TIME_ORDERS,
      cell: ({ issuedAt }) => <Time at={issuedAt} />,
      text: ({ issuedAt }) => moment(issuedAt),
    },
    {
      id: "expires",
      title: t("expiresAt"),
      isExtra: true,
      cell: ({ expiresAt }) => (expiresAt === null ? "–" : <Time at={expiresAt} />),
      text: ({ expiresAt }) => (expiresAt === null ? null : moment(expiresAt)),
    },
    { id: "buyer", title: t("buyer"), isExtra: true, cell: ({ buyerId }) => buyerId, text: ({ buyerId }) => buyerId },
  ];
}

/** One choice of many, all where none is made; it stands in the address. */
function Filter({
  name,
  label,
  choices,
}: {
  readonly name: string;
  readonly label: string;
  readonly choices: readonly Choice[];
}) {
  const { t } = useTranslation("house");
  const [search, say] = useAddress();
  const asked = search.get(name) ?? "";
  return (
    <SelectField
      label={label}
      value={choices.some(({ value }) => value === asked) ? asked : ""}
      onChange={({ target }) => say(name, target.value)}
      choices={[{ value: "", label: t("all") }, ...choices]}
    />
  );
}

function useAsked() {
  const { merchantId } = useShop();
  const [search] = useSearchParams();
  const sort = useSort("policies", ["newest", "oldest"]);
  const status = STATUSES.find((each) => each === search.get("status"));
  const payer = PAYERS.find((each) => each === search.get("payer"));
  const product = PRODUCTS.find((each) => each === search.get("product"));
  const filter = {
    merchantId,
    ...(status === undefined ? {} : { status }),
    ...(payer === undefined ? {} : { payer }),
    ...(product === undefined ? {} : { product }),
  };
  const query: Asked = { ...filter, limit: PAGE_ROWS, ...(sort === undefined ? {} : { sort }) };
  return { filter, query, sort: sort ?? "newest" };
}

export function Page() {
  const { t } = useTranslation(["merchant", "house"]);
  const { base } = useShop();
  const product = useProductName();
  const { filter, query, sort } = useAsked();
  const list = useList(listPolicies, { query }, { keepsLast: true });
  const columns = usePolicyColumns();
  return (
    <ShopPage title={t("nav_policies")} lead={t("policiesLead")}>
      <DataTable
        id="policies"
        label={t("nav_policies")}
        columns={columns}
        rows={list.items}
        rowKey={({ policyId }) => policyId}
        rowHref={({ policyId }) => `${base}/policies/${policyId}`}
        query={list.query}
        hasMore={list.hasMore}
        more={list.more}
        sort={sort}
        exportName="policies"
        csvHref={addressOf(exportPolicies.path, { query: filter })}
        empty={<Empty icon="shield">{t("policiesEmpty")}</Empty>}
        filters={
          <>
            <Filter
              name="status"
              label={t("status")}
              choices={STATUSES.map((value) => ({ value, label: t(`house:policyStatus_${value}`) }))}
            />
            <Filter
              name="product"
              label={t("product")}
              choices={PRODUCTS.map((value) => ({ value, label: product(value) }))}
            />
            <Filter
              name="payer"
              label={t("payer")}
              choices={PAYERS.map((value) => ({ value, label: t(`house:payer_${value}`) }))}
            />
          </>
        }
      />
    </ShopPage>
  );
}
