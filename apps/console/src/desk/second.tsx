// Understands the queue of decisions that wait for a second pair of eyes.

import { listReviewQueue } from "@anxin/client/operations.generated";
import { useList } from "@anxin/ui/api";
import { yuan } from "@anxin/ui/format/money";
import { Page as Layout } from "@anxin/ui/pieces/page";
import { Empty } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Badge, Id, Money, Time, useCallerName, useProductName } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { OUTCOME_TONES } from "../review/suggestion.js";

export function Page() {
  const { t } = useTranslation("desk");
  const productName = useProductName();
  const nameOf = useCallerName();
  const list = useList(listReviewQueue, { query: { status: "awaiting_second", limit: 50 } });
  return (
    <Layout title={t("second")} lead={t("secondLead")}>
      <DataTable
        id="second"
        label={t("second")}
        rows={list.items}
        rowKey={(row) => row.claimId}
        rowHref={(row) => `/review/claims/${row.claimId}`}
        query={list.query}
        hasMore={list.hasMore}
        more={list.more}
        exportName="second-opinions"
        empty={<Empty icon="eye">{t("noSecond")}</Empty>}
        columns={[
          { id: "claim", title: t("colClaim"), cell: (row) => <Id>{row.claimId}</Id>, text: (row) => row.claimId },
          {
            id: "product",
            title: t("colProduct"),
            cell: (row) => productName(row.product),
            text: (row) => row.product,
          },
          {
            id: "amount",
            title: t("colAmount"),
            align: "end",
            cell: ({ proposal, amount }) => <Money fen={proposal?.amount ?? amount} />,
            text: ({ proposal, amount }) => yuan(proposal?.amount ?? amount),
          },
          {
            id: "proposal",
            title: t("colProposal"),
            cell: ({ proposal }) =>
              proposal === null ? (
                ""
              ) : (
                <Badge tone={OUTCOME_TONES[proposal.outcome]}>{t(`outcome_${proposal.outcome}`)}</Badge>
              ),
            text: ({ proposal }) => (proposal === null ? "" : t(`outcome_${proposal.outcome}`)),
          },
          {
            id: "by",
            title: t("colProposedBy"),
            cell: ({ proposal }) => (proposal === null ? "" : nameOf(proposal.by, proposal.byName)),
            text: ({ proposal }) => (proposal === null ? "" : nameOf(proposal.by, proposal.byName)),
          },
          {
            id: "at",
            title: t("colProposedAt"),
            cell: ({ proposal }) => (proposal === null ? "" : <Time at={proposal.at} />),
            text: ({ proposal }) => proposal?.at ?? "",
          },
          {
            id: "merchant",
            title: t("colMerchant"),
            isExtra: true,
            cell: (row) => row.merchantName ?? row.merchantId,
            text: (row) => row.merchantName ?? row.merchantId,
          },
          {
            id: "due",
            title: t("colDue"),
            cell: (row) => (row.dueAt === null ? "" : <Time at={row.dueAt} />),
            text: (row) => row.dueAt ?? "",
          },
          {
            id: "holder",
            title: t("colHolder"),
            cell: (row) => row.holder?.name ?? "",
            text: (row) => row.holder?.name ?? "",
          },
        ]}
      />
    </Layout>
  );
}
