// Understands who has how much to do: each person's open claims by when they are due, what they decided, and how well.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { readReviewTeam } from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { count, percent } from "@anxin/ui/format/money";
import { duration, moment } from "@anxin/ui/format/time";
import { Page as Layout, Stat, Stats } from "@anxin/ui/pieces/page";
import { Answered, Empty } from "@anxin/ui/pieces/state";
import { DataTable } from "@anxin/ui/pieces/table";
import { Badge } from "@anxin/ui/pieces/words";
import type { Column } from "@anxin/ui/table/drawn";
import { useTranslation } from "react-i18next";
import "./desk.css";

type Team = AnswerOf<operations["readReviewTeam"]>;
type Person = Team["data"][number];

const PERMILLE = 1_000;
const EVERY_MS = 10_000;

function Totals({ team }: { readonly team: Team }) {
  const { t } = useTranslation("desk");
  return (
    <Stats>
      <Stat label={t("teamTotal")} value={count(team.total.claims)} note={moment(team.asOf)} />
      <Stat label={t("teamUnassigned")} value={count(team.unassigned.claims)} />
      <Stat label={t("teamOverdue")} value={count(team.total.overdue)} />
      <Stat label={t("teamWithin24h")} value={count(team.total.within24h)} />
    </Stats>
  );
}

/** A share with the interval that it lies in. */
const qualityOf = ({ quality }: Person): string =>
  quality === null
    ? ""
    : `${percent(quality.permille / PERMILLE, 0)} (${percent(quality.lowPermille / PERMILLE, 0)} – ${percent(quality.highPermille / PERMILLE, 0)})`;

function useColumns(): readonly Column<Person>[] {
  const { t } = useTranslation(["desk", "house"]);
  const figure = (id: string, title: string, of: (row: Person) => number): Column<Person> => ({
    ...{ id, title, align: "end" },
    cell: (row) => count(of(row)),
    text: (row) => String(of(row)),
  });
  const overdue = (row: Person) =>
    row.load.overdue === 0 ? count(0) : <Badge tone="bad">{count(row.load.overdue)}</Badge>;
  return [
    {
      id: "name",
      title: t("colPerson"),
      cell: (row) => (
        <span className="dk-word">
          {row.name} {row.enabled ? null : <Badge>{t("absent")}</Badge>}
        </span>
      ),
      text: (row) => row.name,
    },
    {
      id: "role",
      title: t("colRole"),
      cell: (row) => <span className="dk-word">{t(`house:role_${row.role}`)}</span>,
      text: (row) => row.role,
    },
    { ...figure("level", t("colLevel"), (row) => row.level), isExtra: true },
    figure("held", t("colHeld"), (row) => row.held),
    figure("open", t("colOpen"), (row) => row.load.claims),
    { ...figure("overdue", t("colOverdue"), (row) => row.load.overdue), cell: overdue },
    figure("24h", t("col24h"), (row) => row.load.within24h),
    figure("48h", t("col48h"), (row) => row.load.within48h),
    { ...figure("later", t("colLater"), (row) => row.load.later + row.load.withoutDue), isExtra: true },
    figure("today", t("colToday"), (row) => row.decidedToday),
    figure("recent", t("colRecent"), (row) => row.decidedRecently),
    {
      id: "handling",
      title: t("colHandling"),
      align: "end",
      cell: ({ handling }) => (handling === null ? "–" : duration(handling.averageMs)),
      text: ({ handling }) => (handling === null ? "" : String(handling.averageMs)),
    },
    { ...figure("proposed", t("colProposed"), (row) => row.proposedRecently), isExtra: true },
    { ...figure("back", t("colSentBack"), (row) => row.sentBackRecently), isExtra: true },
    { id: "quality", title: t("colAgreement"), cell: (row) => qualityOf(row) || t("tooFew"), text: qualityOf },
  ];
}

export function Page() {
  const { t } = useTranslation("desk");
  const columns = useColumns();
  const found = useAnswer(readReviewTeam, {}, { everyMs: EVERY_MS });
  return (
    <Layout title={t("team")} lead={t("teamLead", { count: found.data?.body.recentDays ?? 0 })}>
      <Answered of={found} lines={8}>
        {(team) => (
          <>
            <Totals team={team} />
            <DataTable
              id="team"
              label={t("team")}
              rows={team.data}
              rowKey={(row) => row.staffId}
              exportName="team"
              empty={<Empty icon="people">{t("noTeam")}</Empty>}
              columns={columns}
            />
          </>
        )}
      </Answered>
    </Layout>
  );
}
