// Understands the proof that decisions can be made again: a day, how far it is, and what came out otherwise.

import { listReplays, replayDay } from "@anxin/client/operations.generated";
import { addDays, instant, shanghaiDay } from "@anxin/core/time";
import { useAct, useList } from "@anxin/ui/api";
import { calendarDay } from "@anxin/ui/format/time";
import { Button } from "@anxin/ui/pieces/button";
import { TextField } from "@anxin/ui/pieces/field";
import { Page as Layout, Panel } from "@anxin/ui/pieces/page";
import { Empty, ProblemNote } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { say } from "@anxin/ui/pieces/toast";
import { Badge, Id, Time, useCallerName } from "@anxin/ui/pieces/words";
import { useNow } from "@anxin/ui/session";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import "./desk.css";

const EVERY_MS = 5_000;

export function Page() {
  const { t } = useTranslation("desk");
  const now = useNow();
  const nameOf = useCallerName();
  const [chosen, setChosen] = useState<string | null>(null);
  const day = chosen ?? addDays(shanghaiDay(instant(now)), -1);
  const act = useAct(replayDay, ["/v1/review/replays"]);
  const list = useList(listReplays, { query: { limit: 50 } }, { everyMs: EVERY_MS });
  return (
    <Layout title={t("replays")} lead={t("replaysLead")}>
      <Panel>
        <form
          className="dk-ask"
          onSubmit={(event) => {
            event.preventDefault();
            act.mutate({ body: { day } }, { onSuccess: () => say(t("replayAsked")) });
          }}
        >
          <TextField label={t("day")} type="date" value={day} onChange={({ target }) => setChosen(target.value)} />
          <Button look="primary" type="submit" icon="refresh" isBusy={act.isPending}>
            {t("replayDay")}
          </Button>
        </form>
        <ProblemNote problem={act.error} />
      </Panel>
      <DataTable
        id="replays"
        label={t("replays")}
        rows={list.items}
        rowKey={(row) => row.runId}
        query={list.query}
        hasMore={list.hasMore}
        more={list.more}
        empty={<Empty icon="refresh">{t("noReplays")}</Empty>}
        columns={[
          { id: "day", title: t("day"), cell: (row) => calendarDay(row.day) },
          {
            id: "state",
            title: t("colState"),
            cell: (row) => (
              <>
                <Badge tone={row.state === "done" ? "good" : "info"}>{t(row.state)}</Badge>{" "}
                {t("progress", { done: row.done, total: row.total })}
              </>
            ),
          },
          {
            id: "differences",
            title: t("colAssessment"),
            cell: (row) =>
              row.differences === 0 ? (
                t("noDifference")
              ) : (
                <details>
                  <summary>{t("differences", { count: row.differences })}</summary>
                  <ul>
                    {row.examples.map((example) => (
                      <li key={example.decisionId}>
                        <Id>{example.claimId}</Id> {example.differences.join("; ")}
                      </li>
                    ))}
                  </ul>
                </details>
              ),
          },
          { id: "by", title: t("colBy"), cell: (row) => nameOf(row.askedBy) },
          { id: "at", title: t("colAt"), cell: (row) => <Time at={row.startedAt} /> },
        ]}
      />
    </Layout>
  );
}
