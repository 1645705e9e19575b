// Understands how all endpoints are: the last day's successes and durations, what waits, and since when something is missing.

import { listWebhookHealth } from "@anxin/client/operations.generated";
import { useList } from "@anxin/ui/api";
import { count } from "@anxin/ui/format/money";
import { Page as Layout } from "@anxin/ui/pieces/page";
import { Empty } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Badge, Time } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { useRole } from "../role.js";
import { HEALTH_TONES } from "./listener.js";
import "./webhook.css";

const EVERY_MS = 5_000;

export function Page() {
  const { t } = useTranslation("webhook");
  const list = useList(listWebhookHealth, { query: { limit: 100 } }, { everyMs: EVERY_MS });
  // Supervisors watch, and may not read what was sent.
  const mayOpen = useRole() !== "supervisor";
  const took = (ms: number | null): string => (ms === null ? "–" : t("ms", { ms: count(ms) }));
  const numbered = (value: number | null): string => (value === null ? "" : String(value));
  return (
    <Layout title={t("webhookHealth")} lead={t("healthLead")}>
      <DataTable
        id="webhook-health"
        label={t("webhookHealth")}
        rows={list.items}
        rowKey={(row) => row.endpointId}
        {...(mayOpen
          ? { rowHref: (row: { readonly endpointId: string }) => `/platform/webhooks/${row.endpointId}` }
          : {})}
        query={list.query}
        hasMore={list.hasMore}
        more={list.more}
        exportName="webhook-health"
        empty={<Empty icon="hook">{t("noHealth")}</Empty>}
        columns={[
          {
            id: "url",
            title: t("colUrl"),
            cell: (row) => <span className="wh-url">{row.url}</span>,
            text: (row) => row.url,
          },
          {
            id: "state",
            title: t("colHealth"),
            cell: (row) => <Badge tone={HEALTH_TONES[row.state]}>{t(`health_${row.state}`)}</Badge>,
            text: (row) => row.state,
          },
          {
            id: "shop",
            title: t("colShop"),
            cell: (row) => row.merchantId ?? t("everyShop"),
            text: (row) => row.merchantId ?? "",
          },
          {
            id: "success",
            title: t("colSuccess"),
            align: "end",
            cell: (row) => (row.successPercent === null ? "–" : `${row.successPercent}%`),
            text: (row) => numbered(row.successPercent),
          },
          {
            id: "tries",
            title: t("colTries"),
            align: "end",
            cell: (row) => count(row.attempts),
            text: (row) => String(row.attempts),
          },
          {
            id: "p50",
            title: t("colP50"),
            align: "end",
            cell: (row) => took(row.p50Ms),
            text: (row) => numbered(row.p50Ms),
          },
          {
            id: "p95",
            title: t("colP95"),
            align: "end",
            cell: (row) => took(row.p95Ms),
            text: (row) => numbered(row.p95Ms),
          },
          {
            id: "waiting",
            title: t("colWaiting"),
            align: "end",
            cell: (row) => count(row.waiting),
            text: (row) => String(row.waiting),
          },
          {
            id: "diverted",
            title: t("colDiverted"),
            align: "end",
            cell: (row) => count(row.diverted),
            text: (row) => String(row.diverted),
          },
          {
            id: "oldest",
            title: t("colOldest"),
            cell: (row) => (row.oldestUndeliveredAt === null ? "–" : <Time at={row.oldestUndeliveredAt} />),
            text: (row) => row.oldestUndeliveredAt ?? "",
          },
          {
            id: "failing",
            title: t("colFailingSince"),
            isExtra: true,
            cell: (row) => (row.failingSince === null ? "–" : <Time at={row.failingSince} />),
            text: (row) => row.failingSince ?? "",
          },
        ]}
      />
    </Layout>
  );
}
