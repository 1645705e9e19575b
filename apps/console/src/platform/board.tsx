// Understands what is happening now: each second of the last minutes, today's totals, and what waits or is stopped.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { readBoard } from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { count, percent } from "@anxin/ui/format/money";
import { day } from "@anxin/ui/format/time";
import { Banner } from "@anxin/ui/pieces/banner";
import { Page as Layout, Panel, Stat, Stats } from "@anxin/ui/pieces/page";
import { Answered } from "@anxin/ui/pieces/state";
import { Money } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { Spark } from "./spark.js";
import "./platform.css";

type Board = AnswerOf<operations["readBoard"]>;

const EVERY_MS = 2_000;
const SECOND_MS = 1_000;
const PPM = 1_000_000;

function Pulse({ label, values }: { readonly label: string; readonly values: readonly number[] }) {
  const { t } = useTranslation("platform");
  const total = t("lastMinutes", { count: values.reduce((sum, value) => sum + value, 0) });
  return (
    <section className="ax-panel" aria-label={label}>
      <header>
        <h2>{label}</h2>
        <strong className="pf-now">{count(values.at(-2) ?? 0)}</strong>
      </header>
      <Spark values={values} label={`${label}: ${total}`} />
      <p className="ax-quiet ax-small">
        {total} · {t("peak", { value: count(Math.max(0, ...values)) })}
      </p>
    </section>
  );
}

function Today({ today }: { readonly today: Board["today"] }) {
  const { t } = useTranslation("platform");
  return (
    <div className="pf-today">
      <Panel title={t("today", { day: day(`${today.day}T12:00:00+08:00`) })}>
        <Stats>
          <Stat label={t("todayIssued")} value={count(today.policiesIssued)} />
          <Stat label={t("todayFiled")} value={count(today.claimsFiled)} />
          <Stat label={t("todayDecided")} value={count(today.claimsDecided)} />
          <Stat
            label={t("todayAutomatic")}
            value={today.automaticPpm === null ? "—" : percent(today.automaticPpm / PPM)}
          />
          <Stat label={t("todayPaid")} value={<Money fen={today.paidAmount} />} />
          <Stat label={t("todayPayouts")} value={count(today.payoutsSucceeded)} />
          <Stat label={t("todayFailed")} value={count(today.payoutsFailed)} />
          <Stat label={t("todayAppealed")} value={count(today.claimsAppealed)} />
        </Stats>
      </Panel>
    </div>
  );
}

export function Page() {
  const { t } = useTranslation("platform");
  const board = useAnswer(readBoard, {}, { everyMs: EVERY_MS });
  return (
    <Layout title={t("board")} lead={t("boardLead")}>
      <Answered of={board} lines={10}>
        {({ series, today, payouts, queue, stopped }) => (
          <>
            {stopped.length === 0 ? <Banner tone="good">{t("nothingStopped")}</Banner> : null}
            <div className="pf-switches">
              <Pulse label={t("issuedPerSecond")} values={series.policiesIssued} />
              <Pulse label={t("filedPerSecond")} values={series.claimsFiled} />
              <Pulse label={t("decidedPerSecond")} values={series.claimsDecided} />
              <Pulse label={t("paidPerSecond")} values={series.payoutsSucceeded} />
            </div>
            <Today today={today} />
            <Stats>
              <Stat label={t("unknownPayouts")} value={count(payouts.unknown)} />
              <Stat label={t("stuckPayouts")} value={count(payouts.stuck)} />
              <Stat label={t("queueReady")} value={count(queue.ready)} />
              <Stat
                label={t("queueOldest")}
                value={
                  queue.oldestMs === null
                    ? t("nothingWaits")
                    : t("seconds", { count: Math.round(queue.oldestMs / SECOND_MS) })
                }
              />
            </Stats>
          </>
        )}
      </Answered>
    </Layout>
  );
}
