// Understands quality: decisions that were drawn, what a second reader says of them, and how often both agree.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { listQaSamples, readQaReport } from "@anxin/client/operations.generated";
import { addDays, instant, shanghaiDay } from "@anxin/core/time";
import { useAnswer, useList } from "@anxin/ui/api";
import { percent, yuan } from "@anxin/ui/format/money";
import { calendarDay } from "@anxin/ui/format/time";
import { Button } from "@anxin/ui/pieces/button";
import { Checkbox } from "@anxin/ui/pieces/field";
import { Page as Layout } from "@anxin/ui/pieces/page";
import { Answered, Empty } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Tabs } from "@anxin/ui/pieces/tabs";
import { Badge, Id, Money, useCallerName, useProductName } from "@anxin/ui/pieces/words";
import { useNow } from "@anxin/ui/session";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useRole } from "../role.js";
import { AssessDialog } from "./assess.js";

type Sample = AnswerOf<operations["listQaSamples"]>["data"][number];
const REPORT_DAYS = 30;
const PERMILLE = 1_000;

function Samples() {
  const { t } = useTranslation("desk");
  const role = useRole();
  const productName = useProductName();
  const [search, setSearch] = useSearchParams();
  const open = search.get("open") === "1";
  const nameOf = useCallerName();
  const [assessing, setAssessing] = useState<Sample | null>(null);
  const list = useList(listQaSamples, { query: { limit: 50, ...(open ? { open: true } : {}) } }, { keepsLast: true });
  return (
    <>
      <DataTable
        id="samples"
        label={t("samples")}
        rows={list.items}
        rowKey={(row) => row.decisionId}
        rowHref={(row) => `/review/claims/${row.claimId}`}
        query={list.query}
        hasMore={list.hasMore}
        more={list.more}
        exportName="qa-samples"
        empty={<Empty icon="star">{t("noSamples")}</Empty>}
        filters={
          <Checkbox
            label={t("onlyOpen")}
            checked={open}
            onChange={({ target }) => setSearch(target.checked ? { open: "1" } : {}, { replace: true })}
          />
        }
        columns={[
          { id: "claim", title: t("colClaim"), cell: (row) => <Id>{row.claimId}</Id>, text: (row) => row.claimId },
          { id: "day", title: t("day"), cell: (row) => calendarDay(row.day), text: (row) => row.day },
          {
            id: "stratum",
            title: t("stratum"),
            cell: (row) => t(`stratum_${row.stratum}`),
            text: (row) => row.stratum,
          },
          {
            id: "product",
            title: t("colProduct"),
            cell: (row) => productName(row.product),
            text: (row) => row.product,
          },
          {
            id: "outcome",
            title: t("outcome"),
            cell: (row) => t(`outcome_${row.outcome}`),
            text: (row) => row.outcome,
          },
          {
            id: "amount",
            title: t("colAmount"),
            align: "end",
            cell: (row) => <Money fen={row.amount} />,
            text: (row) => yuan(row.amount),
          },
          {
            id: "by",
            title: t("colDecidedBy"),
            cell: (row) => nameOf(row.decidedBy),
            text: (row) => nameOf(row.decidedBy),
          },
          {
            id: "assessment",
            title: t("colAssessment"),
            text: ({ assessment }) => (assessment === null ? "" : t(assessment.agrees ? "agree" : "disagree")),
            cell: (row) => {
              if (row.assessment !== null) {
                return (
                  <Badge tone={row.assessment.agrees ? "good" : "warn"}>
                    {t(row.assessment.agrees ? "agree" : "disagree")}
                  </Badge>
                );
              }
              return role === "supervisor" ? <Button onClick={() => setAssessing(row)}>{t("assess")}</Button> : "";
            },
          },
        ]}
      />
      {assessing === null ? null : <AssessDialog sample={assessing} onClose={() => setAssessing(null)} />}
    </>
  );
}

function Report() {
  const { t } = useTranslation("desk");
  const nameOf = useCallerName();
  const today = shanghaiDay(instant(useNow()));
  const report = useAnswer(readQaReport, { query: { from: addDays(today, -REPORT_DAYS), until: addDays(today, 1) } });
  return (
    <Answered of={report}>
      {({ data }) => (
        <DataTable
          id="qa-report"
          label={t("report")}
          rows={data}
          rowKey={(row) => row.decidedBy}
          exportName="qa-report"
          empty={<Empty icon="star">{t("noReport")}</Empty>}
          columns={[
            {
              id: "by",
              title: t("colDecidedBy"),
              cell: (row) => nameOf(row.decidedBy),
              text: (row) => nameOf(row.decidedBy),
            },
            {
              id: "sampled",
              title: t("colSampled"),
              align: "end",
              cell: (row) => row.sampled,
              text: (row) => String(row.sampled),
            },
            {
              id: "assessed",
              title: t("colAssessed"),
              align: "end",
              cell: (row) => row.assessed,
              text: (row) => String(row.assessed),
            },
            {
              id: "agreed",
              title: t("colAgreed"),
              align: "end",
              cell: (row) => row.agreed,
              text: (row) => String(row.agreed),
            },
            {
              id: "agreement",
              title: t("colAgreement"),
              cell: ({ agreement }) =>
                agreement === null
                  ? t("tooFew")
                  : `${percent(agreement.permille / PERMILLE)} (${percent(agreement.lowPermille / PERMILLE)} – ${percent(agreement.highPermille / PERMILLE)})`,
            },
            {
              id: "findings",
              title: t("findings"),
              cell: (row) => row.findings.map((each) => `${t(`finding_${each.finding}`)} ${each.count}`).join(" · "),
            },
          ]}
        />
      )}
    </Answered>
  );
}

export function Page() {
  const { t } = useTranslation("desk");
  const role = useRole();
  const tabs = [
    { id: "samples", title: t("samples"), content: <Samples /> },
    ...(role === "supervisor" ? [{ id: "report", title: t("report"), content: <Report /> }] : []),
  ];
  return (
    <Layout title={t("quality")} lead={t("qualityLead")}>
      <Tabs label={t("quality")} tabs={tabs} />
    </Layout>
  );
}
