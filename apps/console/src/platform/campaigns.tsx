// Understands the list of campaigns.

import { listCampaigns } from "@anxin/client/operations.generated";
import { useList } from "@anxin/ui/api";
import { yuan } from "@anxin/ui/format/money";
import { ButtonLink } from "@anxin/ui/pieces/button";
import { Page as Layout } from "@anxin/ui/pieces/page";
import { Empty } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Money, Time, useProductName } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { useRole } from "../role.js";
import { CampaignStatus } from "./campaign-status.js";
import "./platform.css";

export function Page() {
  const { t } = useTranslation("platform");
  const role = useRole();
  const productName = useProductName();
  const list = useList(listCampaigns, { query: { limit: 50 } });
  const mayStart = role === "platform" || role === "admin";
  const start = (
    <ButtonLink look="primary" icon="plus" to="/platform/campaigns/new">
      {t("newCampaign")}
    </ButtonLink>
  );
  return (
    <Layout title={t("campaigns")} lead={t("campaignsLead")} actions={mayStart ? start : undefined}>
      <DataTable
        id="campaigns"
        rows={list.items}
        rowKey={(row) => row.campaignId}
        rowHref={(row) => `/platform/campaigns/${row.campaignId}`}
        query={list.query}
        hasMore={list.hasMore}
        more={list.more}
        exportName="campaigns"
        empty={<Empty icon="gift">{t("noCampaigns")}</Empty>}
        columns={[
          { id: "name", title: t("colName"), cell: (row) => row.name || row.campaignId, text: (row) => row.name },
          {
            id: "product",
            title: t("colProduct"),
            cell: (row) => productName(row.product),
            text: (row) => row.product,
          },
          {
            id: "status",
            title: t("colStatus"),
            cell: (row) => <CampaignStatus status={row.status} />,
            text: (row) => row.status,
          },
          {
            id: "budget",
            title: t("colBudget"),
            align: "end",
            cell: (row) => <Money fen={row.budget} />,
            text: (row) => yuan(row.budget),
          },
          {
            id: "spent",
            title: t("colSpent"),
            align: "end",
            cell: (row) => <Money fen={row.spent} />,
            text: (row) => yuan(row.spent),
          },
          {
            id: "left",
            title: t("colLeft"),
            align: "end",
            cell: (row) => <Money fen={row.left} />,
            text: (row) => yuan(row.left),
          },
          {
            id: "starts",
            title: t("colStarts"),
            cell: (row) => <Time at={row.startsAt} />,
            text: (row) => row.startsAt,
          },
          { id: "ends", title: t("colEnds"), cell: (row) => <Time at={row.endsAt} />, text: (row) => row.endsAt },
        ]}
      />
    </Layout>
  );
}
