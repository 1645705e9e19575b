// Understands one account: its entries, each with the other side and the claim, policy or payout that it is about.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf, InputOf } from "@anxin/client/operation";
import { listTransactions, readTrialBalance } from "@anxin/client/operations.generated";
import { useAnswer, useList } from "@anxin/ui/api";
import { yuan } from "@anxin/ui/format/money";
import { Page as Layout, Stat, Stats } from "@anxin/ui/pieces/page";
import { Empty, Loading } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Id, Money, Time, useProductName } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { ClaimLink } from "./claim-link.js";
import "./finance.css";

type Entry = AnswerOf<operations["listTransactions"]>["data"][number]["entries"][number];
type AccountCode = NonNullable<NonNullable<InputOf<operations["listTransactions"]>["query"]>["account"]>;

/** Where an entry leads: the nearest thing that a person knows. */
function Source({ entry }: { readonly entry: Entry }) {
  const { t } = useTranslation("finance");
  if (entry.claimId !== null) {
    return <ClaimLink claimId={entry.claimId} merchantId={entry.merchantId} lead={t("claim")} />;
  }
  if (entry.policyId !== null) {
    return (
      <span>
        {t("policy")} <Id>{entry.policyId}</Id>
      </span>
    );
  }
  return <span>{entry.merchantId ?? entry.campaignId ?? entry.topUpId ?? ""}</span>;
}

export function Page() {
  const { t } = useTranslation("finance");
  const { account = "" } = useParams();
  const productName = useProductName();
  const balances = useAnswer(readTrialBalance, {});
  const accounts = balances.data?.body.accounts ?? [];
  const nameOf = (code: string): string => accounts.find((each) => each.code === code)?.name ?? code;
  const shown = accounts.find((each) => each.code === account);
  const list = useList(listTransactions, { query: { account: account as AccountCode, limit: 100 } });
  const entries = list.items.flatMap(({ entries: all }) =>
    all.filter((entry) => entry.debit === account || entry.credit === account),
  );
  const otherOf = (entry: Entry): string => (entry.debit === account ? entry.credit : entry.debit);
  return (
    <Layout title={`${account} ${nameOf(account)}`} trail={<Link to="/finance/ledger">{t("trialBalance")}</Link>}>
      {balances.isPending ? <Loading /> : null}
      {shown === undefined ? null : (
        <Stats>
          <Stat label={t("colDebit")} value={<Money fen={shown.debit} />} />
          <Stat label={t("colCredit")} value={<Money fen={shown.credit} />} />
          <Stat label={t("colBalance")} value={<Money fen={shown.balance} />} />
        </Stats>
      )}
      <DataTable
        id="entries"
        label={t("transactions")}
        rows={entries}
        rowKey={(row) => row.transferId}
        query={list.query}
        hasMore={list.hasMore}
        more={list.more}
        exportName={`account-${account}`}
        empty={<Empty icon="scale">{t("noEntries")}</Empty>}
        columns={[
          { id: "at", title: t("colAt"), cell: (row) => <Time at={row.occurredAt} />, text: (row) => row.occurredAt },
          {
            id: "kind",
            title: t("colKind"),
            cell: (row) => t(`kind_${row.kind}` as "kind_claim_agreed"),
            text: (row) => row.kind,
          },
          {
            id: "source",
            title: t("colSource"),
            cell: (row) => <Source entry={row} />,
            text: (row) => row.claimId ?? row.policyId ?? "",
          },
          {
            id: "product",
            title: t("colProduct"),
            cell: (row) => (row.product === null ? "" : productName(row.product)),
            text: (row) => row.product ?? "",
          },
          {
            id: "other",
            title: t("colOther"),
            cell: (row) => `${otherOf(row)} ${nameOf(otherOf(row))}`,
            text: otherOf,
          },
          {
            id: "debit",
            title: t("colDebit"),
            align: "end",
            cell: (row) => (row.debit === account ? <Money fen={row.amount} /> : ""),
            text: (row) => (row.debit === account ? yuan(row.amount) : ""),
          },
          {
            id: "credit",
            title: t("colCredit"),
            align: "end",
            cell: (row) => (row.credit === account ? <Money fen={row.amount} /> : ""),
            text: (row) => (row.credit === account ? yuan(row.amount) : ""),
          },
        ]}
      />
    </Layout>
  );
}
