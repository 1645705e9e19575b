// Understands what is asked back from carriers and merchants.

import { listRecoveries } from "@anxin/client/operations.generated";
import { useList } from "@anxin/ui/api";
import { useValueWord } from "@anxin/ui/case/value-words";
import { yuan } from "@anxin/ui/format/money";
import { SelectField } from "@anxin/ui/pieces/field";
import { Page as Layout } from "@anxin/ui/pieces/page";
import { Empty } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Badge, Id, Money, Time, useProductName } from "@anxin/ui/pieces/words";
import { useAddress } from "@anxin/ui/table/address";
import { useTranslation } from "react-i18next";
import { RECOVERY_STATUSES, RecoveryStatus } from "./recovery-status.js";

const DEBTORS = ["carrier", "merchant"] as const;

export function Page() {
  const { t } = useTranslation(["finance", "house"]);
  const productName = useProductName();
  const word = useValueWord();
  const [search, set] = useAddress();
  const status = RECOVERY_STATUSES.find((each) => each === search.get("status"));
  const debtorKind = DEBTORS.find((each) => each === search.get("debtor"));
  const query = {
    limit: 50,
    ...(status === undefined ? {} : { status }),
    ...(debtorKind === undefined ? {} : { debtorKind }),
  };
  const list = useList(listRecoveries, { query }, { keepsLast: true });
  return (
    <Layout title={t("recoveries")} lead={t("recoveriesLead")}>
      <DataTable
        id="recoveries"
        label={t("recoveries")}
        rows={list.items}
        rowKey={(row) => row.recoveryId}
        rowHref={(row) => `/finance/recoveries/${row.recoveryId}`}
        query={list.query}
        hasMore={list.hasMore}
        more={list.more}
        exportName="recoveries"
        empty={<Empty icon="refresh">{t("noRecoveries")}</Empty>}
        filters={
          <>
            <SelectField
              label={t("filterStatus")}
              value={status ?? ""}
              onChange={({ target }) => set("status", target.value)}
              choices={[
                { value: "", label: t("house:all") },
                ...RECOVERY_STATUSES.map((value) => ({ value, label: t(`recoveryStatus_${value}`) })),
              ]}
            />
            <SelectField
              label={t("filterDebtor")}
              value={debtorKind ?? ""}
              onChange={({ target }) => set("debtor", target.value)}
              choices={[
                { value: "", label: t("house:all") },
                ...DEBTORS.map((value) => ({ value, label: t(`debtor_${value}`) })),
              ]}
            />
          </>
        }
        columns={[
          {
            id: "recovery",
            title: t("recovery"),
            cell: (row) => <Id>{row.recoveryId}</Id>,
            text: (row) => row.recoveryId,
          },
          {
            id: "status",
            title: t("colStatus"),
            cell: (row) => <RecoveryStatus status={row.status} />,
            text: (row) => row.status,
          },
          {
            id: "debtor",
            title: t("colDebtor"),
            cell: (row) => `${t(`debtor_${row.debtor.kind}`)} ${word(row.debtor.kind, row.debtor.id)}`,
            text: (row) => row.debtor.id,
          },
          {
            id: "product",
            title: t("colProduct"),
            cell: (row) => productName(row.product),
            text: (row) => row.product,
          },
          {
            id: "claimed",
            title: t("claimed"),
            align: "end",
            cell: (row) => <Money fen={row.claimed} />,
            text: (row) => yuan(row.claimed),
          },
          {
            id: "receivable",
            title: t("receivable"),
            align: "end",
            cell: (row) => <Money fen={row.receivable} />,
            text: (row) => yuan(row.receivable),
          },
          {
            id: "deadline",
            title: t("deadline"),
            cell: (row) => (
              <>
                {row.deadlineAt === null ? "" : <Time at={row.deadlineAt} />}{" "}
                {row.overdue ? <Badge tone="bad">{t("overdue")}</Badge> : null}
              </>
            ),
            text: (row) => row.deadlineAt ?? "",
          },
        ]}
      />
    </Layout>
  );
}
