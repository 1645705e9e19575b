// Understands the nightly rating of all shops and buyers: which runs there were, and how far the one under way is.

import { listRatingRuns } from "@anxin/client/operations.generated";
import { useList } from "@anxin/ui/api";
import { count } from "@anxin/ui/format/money";
import { calendarDay } from "@anxin/ui/format/time";
import { Page as Layout } from "@anxin/ui/pieces/page";
import { Empty } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Badge, Time } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import "./actuary.css";

const EVERY_MS = 10_000;

export function Page() {
  const { t } = useTranslation("actuary");
  const list = useList(listRatingRuns, { query: { limit: 50 } }, { everyMs: EVERY_MS });
  return (
    <Layout title={t("ratingRuns")} lead={t("ratingRunsLead")}>
      <DataTable
        id="rating-runs"
        label={t("ratingRuns")}
        rows={list.items}
        rowKey={(row) => `${row.runOn} ${row.sequence}`}
        query={list.query}
        hasMore={list.hasMore}
        more={list.more}
        exportName="rating-runs"
        empty={<Empty icon="chart">{t("noRatingRuns")}</Empty>}
        columns={[
          {
            id: "runOn",
            title: t("colNight"),
            cell: ({ runOn, sequence }) =>
              sequence === 1 ? calendarDay(runOn) : `${calendarDay(runOn)} (${sequence})`,
            text: (row) => row.runOn,
          },
          {
            id: "state",
            title: t("colState"),
            cell: (row) =>
              row.finishedAt === null ? (
                <Badge tone="info">{t("runUnderWay")}</Badge>
              ) : (
                <Badge tone="good">{t("runFinished")}</Badge>
              ),
            text: (row) => row.state,
          },
          {
            id: "progress",
            title: t("colProgress"),
            cell: (row) =>
              row.total === 0 ? (
                <span className="ax-quiet">{t("nothingToRate")}</span>
              ) : (
                <span className="ac-progress">
                  <progress max={row.total} value={row.done} aria-label={t("colProgress")} />
                  {count(row.done)} / {count(row.total)}
                </span>
              ),
            text: (row) => row.done,
          },
          {
            id: "changed",
            title: t("colBandsChanged"),
            align: "end",
            cell: (row) => count(row.changed),
            text: (row) => row.changed,
          },
          {
            id: "blocked",
            title: t("colBlocked"),
            align: "end",
            cell: (row) => count(row.blocked),
            text: (row) => row.blocked,
          },
          {
            id: "exposures",
            title: t("colExposures"),
            align: "end",
            cell: (row) => count(row.exposures),
            text: (row) => row.exposures,
          },
          {
            id: "returns",
            title: t("colReturns"),
            align: "end",
            cell: (row) => count(row.returns),
            text: (row) => row.returns,
          },
          {
            id: "started",
            title: t("colStarted"),
            cell: (row) => <Time at={row.startedAt} />,
            text: (row) => row.startedAt,
          },
          {
            id: "finished",
            title: t("colFinished"),
            cell: (row) => (row.finishedAt === null ? "—" : <Time at={row.finishedAt} />),
            text: (row) => row.finishedAt ?? "",
          },
        ]}
      />
    </Layout>
  );
}
