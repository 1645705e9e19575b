// Understands the list of payouts: where the money is, and what waits for a person.

import { listPayouts } from "@anxin/client/operations.generated";
import { useList } from "@anxin/ui/api";
import { yuan } from "@anxin/ui/format/money";
import { moment } from "@anxin/ui/format/time";
import { Checkbox, SelectField } from "@anxin/ui/pieces/field";
import { Page as Layout } from "@anxin/ui/pieces/page";
import { Empty } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Id, Money, PayoutStatus, Time, useProductName } from "@anxin/ui/pieces/words";
import { useAddress } from "@anxin/ui/table/address";
import type { Column } from "@anxin/ui/table/drawn";
import { useTranslation } from "react-i18next";
import { ClaimLink } from "./claim-link.js";
import { TaskLines, useTaskWords } from "./human-task.js";
import { PayoutSummary } from "./payout-summary.js";
import "./finance.css";

const STATUSES = ["prepared", "sending", "unknown", "succeeded", "failed", "returned"] as const;

interface FiltersProps {
  readonly status: (typeof STATUSES)[number] | undefined;
  readonly forPeople: boolean;
  readonly set: (name: string, value: string) => void;
}

function Filters({ status, forPeople, set }: FiltersProps) {
  const { t } = useTranslation(["finance", "house"]);
  return (
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
  );
}

export function Page() {
  const { t } = useTranslation("finance");
  const productName = useProductName();
  const wordsOf = useTaskWords();
  const [search, set] = useAddress();
  const status = STATUSES.find((each) => each === search.get("status"));
  const forPeople = search.get("task") === "1";
  const list = useList(
    listPayouts,
    { query: { limit: 50, ...(status === undefined ? {} : { status }), ...(forPeople ? { humanTask: true } : {}) } },
    { keepsLast: true },
  );
  // Room for what hardly ever happens is made when it does.
  const hasTasks = forPeople || list.items.some(({ humanTask }) => humanTask !== null);
  const taskColumn: Column<(typeof list.items)[number]> = {
    id: "task",
    title: t("colTask"),
    cell: ({ humanTask }) => (humanTask === null ? "" : <TaskLines {...wordsOf(humanTask, "payout")} />),
    text: ({ humanTask }) => (humanTask === null ? "" : wordsOf(humanTask, "payout").name),
  };
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
        empty={
          <Empty icon="money" title={t("noPayoutsTitle")}>
            {t("noPayouts")}
          </Empty>
        }
        filters={<Filters status={status} forPeople={forPeople} set={set} />}
        columns={[
          { id: "payout", title: t("colPayout"), cell: (row) => <Id>{row.payoutId}</Id>, text: (row) => row.payoutId },
          {
            id: "status",
            title: t("colStatus"),
            cell: (row) => <PayoutStatus status={row.status} />,
            text: (row) => row.status,
          },
          ...(hasTasks ? [taskColumn] : []),
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
            cell: (row) => <span className="fi-line">{t(`purpose_${row.purpose}`)}</span>,
            text: (row) => row.purpose,
          },
          {
            id: "product",
            title: t("colProduct"),
            cell: (row) => <span className="fi-line">{productName(row.product)}</span>,
            text: (row) => row.product,
          },
          {
            id: "claim",
            title: t("colClaim"),
            cell: (row) => <ClaimLink claimId={row.claimId} merchantId={row.merchantId} />,
            text: (row) => row.claimId,
          },
          {
            id: "payee",
            title: t("colPayee"),
            cell: (row) => <span className="fi-line">{row.payee}</span>,
            text: (row) => row.payee,
          },
          {
            id: "settled",
            title: t("colSettled"),
            cell: ({ settledAt, preparedAt }) =>
              settledAt === null ? (
                <span className="ax-quiet fi-line">{t("preparedAt", { at: moment(preparedAt) })}</span>
              ) : (
                <Time at={settledAt} />
              ),
            text: (row) => row.settledAt ?? "",
          },
          {
            id: "prepared",
            title: t("colPrepared"),
            isExtra: true,
            cell: (row) => <Time at={row.preparedAt} />,
            text: (row) => row.preparedAt,
          },
        ]}
      />
    </Layout>
  );
}
