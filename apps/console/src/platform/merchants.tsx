// Understands the list of merchants: who is short of money, what each has taken out, and what happened lately.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { listMerchants } from "@anxin/client/operations.generated";
import { useList } from "@anxin/ui/api";
import { count, yuan } from "@anxin/ui/format/money";
import { day } from "@anxin/ui/format/time";
import { TextField } from "@anxin/ui/pieces/field";
import { Page as Layout } from "@anxin/ui/pieces/page";
import { Empty } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Badge, Id, Money, useProductName } from "@anxin/ui/pieces/words";
import { useAddress } from "@anxin/ui/table/address";
import { useSort } from "@anxin/ui/table/sort";
import { useTranslation } from "react-i18next";
import "./platform.css";

type Merchant = AnswerOf<operations["listMerchants"]>["data"][number];

const SORTS = ["name", "-name", "since", "-since", "balance", "-balance"] as const;
const SERVER_SORT = "name";
const bothWays = (name: string) => ({ ascending: name, descending: `-${name}` });

function WalletState({ wallet }: { readonly wallet: Merchant["wallet"] }) {
  const { t } = useTranslation("platform");
  return (
    <>
      <Badge tone={wallet.low ? "bad" : "good"}>{t(wallet.low ? "walletLow" : "walletEnough")}</Badge>
      {wallet.daysLeft === null ? null : (
        <span className="ax-quiet ax-small"> {t("daysLeft", { count: wallet.daysLeft })}</span>
      )}
    </>
  );
}

export function Page() {
  const { t } = useTranslation("platform");
  const productName = useProductName();
  const [search, say] = useAddress();
  const q = search.get("q") ?? "";
  const sort = useSort("merchants", SORTS);
  const list = useList(
    listMerchants,
    { query: { limit: 50, ...(q.trim() === "" ? {} : { q: q.trim() }), ...(sort === undefined ? {} : { sort }) } },
    { keepsLast: true },
  );
  const find = (value: string): void => say("q", value);
  const productsOf = ({ enrolled }: Merchant): string =>
    enrolled
      .filter(({ status }) => status === "active")
      .map(({ product }) => productName(product))
      .join(" · ");
  return (
    <Layout title={t("merchants")} lead={t("merchantsLead")}>
      <DataTable
        id="merchants"
        label={t("merchants")}
        rows={list.items}
        rowKey={(row) => row.merchantId}
        rowHref={(row) => `/platform/merchants/${encodeURIComponent(row.merchantId)}`}
        query={list.query}
        hasMore={list.hasMore}
        more={list.more}
        sort={sort ?? SERVER_SORT}
        exportName="merchants"
        empty={<Empty icon="shop">{t("noMerchants")}</Empty>}
        filters={
          <TextField
            label={t("searchMerchants")}
            type="search"
            maxLength={100}
            value={q}
            onChange={({ target }) => find(target.value)}
          />
        }
        columns={[
          {
            id: "name",
            title: t("colMerchant"),
            sort: bothWays("name"),
            cell: (row) => row.name,
            text: (row) => row.name,
          },
          {
            id: "id",
            title: t("colMerchantId"),
            cell: (row) => <Id>{row.merchantId}</Id>,
            text: (row) => row.merchantId,
          },
          {
            id: "balance",
            title: t("colBalance"),
            align: "end",
            sort: bothWays("balance"),
            cell: (row) => <Money fen={row.wallet.balance} />,
            text: (row) => yuan(row.wallet.balance),
          },
          {
            id: "wallet",
            title: t("colWallet"),
            cell: (row) => <WalletState wallet={row.wallet} />,
            text: (row) => t(row.wallet.low ? "walletLow" : "walletEnough"),
          },
          {
            id: "products",
            title: t("colProducts"),
            cell: (row) => productsOf(row) || t("noneEnrolled"),
            text: productsOf,
          },
          {
            id: "policies",
            title: t("colPolicies"),
            align: "end",
            cell: (row) => count(row.recent.policies),
            text: (row) => String(row.recent.policies),
          },
          {
            id: "claims",
            title: t("colClaims"),
            align: "end",
            cell: (row) => count(row.recent.claims),
            text: (row) => String(row.recent.claims),
          },
          {
            id: "since",
            title: t("colMerchantSince"),
            sort: bothWays("since"),
            cell: (row) => <span className="pf-day">{day(row.since)}</span>,
            text: (row) => row.since,
          },
          { id: "tier", title: t("colTier"), isExtra: true, cell: (row) => row.tier, text: (row) => row.tier },
        ]}
      />
    </Layout>
  );
}
