// Understands which claims wait in which queue since one of their clocks runs out.

import { listEscalations } from "@anxin/client/operations.generated";
import { useList } from "@anxin/ui/api";
import { SelectField } from "@anxin/ui/pieces/field";
import { Page as Layout } from "@anxin/ui/pieces/page";
import { Empty } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Badge, ClaimStatus, type ClaimStatusCode, Id, Time, useProductName } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";

const QUEUES = ["intake", "adjusters", "supervisors", "payments", "compliance", "calendar"] as const;

export function Page() {
  const { t } = useTranslation(["desk", "house"]);
  const productName = useProductName();
  const [search, setSearch] = useSearchParams();
  const queue = QUEUES.find((each) => each === search.get("queue"));
  const list = useList(
    listEscalations,
    { query: { limit: 50, ...(queue === undefined ? {} : { queue }) } },
    { keepsLast: true },
  );
  const choose = (value: string): void => setSearch(value === "" ? {} : { queue: value }, { replace: true });
  return (
    <Layout title={t("escalations")} lead={t("escalationsLead")}>
      <DataTable
        id="escalations"
        label={t("escalations")}
        rows={list.items}
        rowKey={(row) => `${row.claimId} ${row.clock.code} ${row.clock.round}`}
        rowHref={(row) => `/review/claims/${row.claimId}`}
        query={list.query}
        hasMore={list.hasMore}
        more={list.more}
        exportName="escalations"
        empty={<Empty icon="clock">{t("noEscalations")}</Empty>}
        filters={
          <SelectField
            label={t("queue")}
            value={queue ?? ""}
            onChange={({ target }) => choose(target.value)}
            choices={[
              { value: "", label: t("house:all") },
              ...QUEUES.map((value) => ({ value, label: t(`queue_${value}`) })),
            ]}
          />
        }
        columns={[
          { id: "claim", title: t("colClaim"), cell: (row) => <Id>{row.claimId}</Id>, text: (row) => row.claimId },
          {
            id: "status",
            title: t("colState"),
            cell: (row) => <ClaimStatus status={row.status as ClaimStatusCode} />,
            text: (row) => row.status,
          },
          {
            id: "product",
            title: t("colProduct"),
            cell: (row) => productName(row.product),
            text: (row) => row.product,
          },
          { id: "queue", title: t("queue"), cell: (row) => t(`queue_${row.queue}`), text: (row) => row.queue },
          {
            id: "clock",
            title: t("colClock"),
            cell: (row) => (
              <>
                {row.clock.title}{" "}
                <span className="ax-quiet ax-small">
                  {row.clock.article === null ? t(`basis_${row.clock.basis}`) : t("article", { n: row.clock.article })}
                </span>
              </>
            ),
            text: (row) => row.clock.title,
          },
          {
            id: "percent",
            title: t("colPercent"),
            align: "end",
            cell: (row) => (
              <Badge tone={row.escalatedPercent >= 100 ? "bad" : "warn"}>{`${row.escalatedPercent}%`}</Badge>
            ),
            text: (row) => String(row.escalatedPercent),
          },
          {
            id: "due",
            title: t("colDue"),
            cell: (row) => (row.clock.dueAt === null ? "" : <Time at={row.clock.dueAt} />),
            text: (row) => row.clock.dueAt ?? "",
          },
        ]}
      />
    </Layout>
  );
}
