// Understands the list of payouts: where the money is, and what waits for a person.

import { listPayouts } from "@anxin/client/operations.generated";
import { useList } from "@anxin/ui/api";
import { yuan } from "@anxin/ui/format/money";
import { Checkbox, SelectField } from "@anxin/ui/pieces/field";
import { Page as Layout } from "@anxin/ui/pieces/page";
import { Empty } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Id, Money, PayoutStatus, Time, useProductName } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { ClaimLink } from "./claim-link.js";
import { PayoutSummary } from "./payout-summary.js";
import "./finance.css";

const STATUSES = ["prepared", "sending", "unknown", "succeeded", "failed", "returned"] as const;

export function Page() {
  const { t } = useTranslation(["finance", "house"]);
  const productName = useProductName();
  const [search, setSearch] = useSearchParams();
  const status = STATUSES.find((each) => each === search.get("status"));
  const forPeople = search.get("task") === "1";
  const set = (name: string, value: string): void =>
    setSearch(
      (before) => {
        if (value === "") before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  const list = useList(
    listPayouts,
    { query: { limit: 50, ...(status === undefined ? {} : { status }), ...(forPeople ? { humanTask: true } : {}) } },
    { keepsLast: true },
  );
  return (
    <Layout title={t("payouts")} lead={t("payoutsLead")}>
      <PayoutSummary />
      <DataTable
        id="payouts"
        label={t("payouts")}
        rows={list.items}
        rowKey={(row) => row.payoutId}
        rowHref={(row) => `/finance/payouts/${row.payoutId}`}
        query={list.query}
        hasMore={list.hasMore}
        more={list.more}
        exportName="payouts"
        empty={<Empty icon="money">{t("noPayouts")}</Empty>}
        filters={
          <>
            <SelectField
              label={t("filterStatus")}
              value={status ?? ""}
              onChange={({ target }) => set("status", target.value)}
              choices={[
                { value: "", label: t("house:all") },
                ...STATUSES.map((value) => ({ value, label: t(`house:payoutStatus_${value}`) })),
              ]}
            />
            <Checkbox
              label={t("filterTask")}
              checked={forPeople}
              onChange={({ target }) => set("task", target.checked ? "1" : "")}
            />
          </>
        }
        columns={[
          { id: "payout", title: t("colPayout"), cell: (row) => <Id>{row.payoutId}</Id>, text: (row) => row.payoutId },
          {
            id: "status",
            title: t("colStatus"),
            cell: (row) => <PayoutStatus status={row.status} />,
            text: (row) => row.status,
          },
          {
            id: "amount",
            title: t("colAmount"),
            align: "end",
            cell: (row) => <Money fen={row.amount} />,
            text: (row) => yuan(row.amount),
          },
          {
            id: "purpose",
            title: t("purpose"),
            cell: (row) => t(`purpose_${row.purpose}`),
            text: (row) => row.purpose,
          },
          {
            id: "product",
            title: t("colProduct"),
            cell: (row) => productName(row.product),
            text: (row) => row.product,
          },
          {
            id: "claim",
            title: t("colClaim"),
            cell: (row) => <ClaimLink claimId={row.claimId} merchantId={row.merchantId} />,
            text: (row) => row.claimId,
          },
          { id: "payee", title: t("colPayee"), cell: (row) => row.payee, text: (row) => row.payee },
          {
            id: "prepared",
            title: t("colPrepared"),
            cell: (row) => <Time at={row.preparedAt} />,
            text: (row) => row.preparedAt,
          },
          {
            id: "settled",
            title: t("colSettled"),
            cell: (row) => (row.settledAt === null ? "" : <Time at={row.settledAt} />),
            text: (row) => row.settledAt ?? "",
          },
          {
            id: "task",
            title: t("colTask"),
            isExtra: true,
            cell: (row) => (row.humanTask === null ? "" : t(`task_${row.humanTask}` as "task_transfer_failed")),
            text: (row) => row.humanTask ?? "",
          },
        ]}
      />
    </Layout>
  );
}
