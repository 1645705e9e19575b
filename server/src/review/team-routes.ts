// Understands the call that shows a supervisor who has how much to do, and how it goes.
//
// Statements: 3, the people, what waits, and what assessors found.

import { agreement } from "@anxin/core/review/agreement";
import { addDays, DAY_MS, formatInstant, type Instant, plus, shanghaiDay, startOfDay } from "@anxin/core/time";
import { agreementOf } from "@anxin/store/review-sample";
import { readTeam, readTeamLoad, type TeamLoadRow, type TeamRow } from "@anxin/store/review-team";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { type Static, Type } from "typebox";
import type { Context } from "../context.js";
import type { Access, Api } from "../http/api.js";
import { known, nullable, oneOf } from "../http/schema.js";

const READERS = ["supervisor", "admin", "auditor"] as const satisfies Access;
const DECIDING_ROLES = ["adjuster", "supervisor"] as const;

/** Days that "lately" means of decisions, and of assessments, which come later and are fewer. */
const RECENT_DAYS = 7;
const QA_DAYS = 90;

const count = Type.Integer({ minimum: 0 });
const Load = Type.Object(
  { claims: count, overdue: count, within24h: count, within48h: count, later: count, withoutDue: count },
  { description: "claims that wait at the desk, by the first clock that it keeps; withoutDue: all are paused" },
);
const permille = Type.Integer({ minimum: 0, maximum: 1_000 });
const Member = Type.Object({
  staffId: Type.String(),
  name: Type.String(),
  role: oneOf(DECIDING_ROLES),
  level: Type.Integer(),
  enabled: Type.Boolean(),
  held: Type.Integer({ minimum: 0, description: "claims in hand now" }),
  load: Load,
  decidedToday: count,
  decidedRecently: count,
  handling: nullable(
    Type.Object(
      { averageMs: Type.Integer(), decisions: count },
      { description: "from taking a claim in hand to deciding or proposing; null where nothing was taken first" },
    ),
  ),
  proposedRecently: Type.Integer({ minimum: 0, description: "above their own authority, and so for a second person" }),
  sentBackRecently: count,
  quality: nullable(
    Type.Object(
      { assessed: count, agreed: count, permille, lowPermille: permille, highPermille: permille },
      { description: `how often assessors agreed in ${QA_DAYS} days, with its 95 % interval; null: nothing assessed` },
    ),
  ),
});
const TeamView = Type.Object({
  asOf: Type.String(),
  recentDays: Type.Integer(),
  data: Type.Array(Member),
  unassigned: Load,
  total: Load,
});

type LoadView = Static<typeof Load>;
const NOTHING: LoadView = { claims: 0, overdue: 0, within24h: 0, within48h: 0, later: 0, withoutDue: 0 };

const loadView = (row: TeamLoadRow | undefined): LoadView =>
  row === undefined
    ? NOTHING
    : {
        claims: Number(row.claims),
        overdue: Number(row.overdue),
        within24h: Number(row.within_24h),
        within48h: Number(row.within_48h),
        later: Number(row.later),
        withoutDue: Number(row.without_due),
      };

function sumOf(loads: readonly LoadView[]): LoadView {
  const of = (name: keyof LoadView) => loads.reduce((all, load) => all + load[name], 0);
  return {
    ...{ claims: of("claims"), overdue: of("overdue"), within24h: of("within24h") },
    ...{ within48h: of("within48h"), later: of("later"), withoutDue: of("withoutDue") },
  };
}

type Assessed = Awaited<ReturnType<typeof agreementOf>>[number];

function memberView(row: TeamRow, load: LoadView, assessed: Assessed | undefined): Static<typeof Member> {
  const handled = Number(row.handled);
  return {
    staffId: row.staff_id.toString(),
    ...{ name: row.display_name, role: known(DECIDING_ROLES, row.role), level: row.level, enabled: row.enabled },
    ...{ held: load.claims, load },
    decidedToday: Number(row.decided_today),
    decidedRecently: Number(row.decided),
    handling: handled === 0 ? null : { averageMs: Math.round(Number(row.handling_ms) / handled), decisions: handled },
    proposedRecently: Number(row.proposed),
    sentBackRecently: Number(row.sent_back),
    quality: assessed === undefined ? null : agreement(Number(assessed.agreed), Number(assessed.assessed)),
  };
}

async function readAll(tx: Tx, now: Instant): Promise<Static<typeof TeamView>> {
  const today = shanghaiDay(now);
  const people = await readTeam(tx, { today: startOfDay(today), since: plus(now, -RECENT_DAYS * DAY_MS), now });
  const waiting = await readTeamLoad(tx, now);
  const found = new Map(
    (await agreementOf(tx, addDays(today, -QA_DAYS), addDays(today, 1))).map((row) => [row.decided_by, row]),
  );
  const loads = new Map(waiting.map((row) => [row.holder, loadView(row)]));
  return {
    asOf: formatInstant(now),
    recentDays: RECENT_DAYS,
    data: people.map((row) => {
      const caller = `staff:${row.staff_id}`;
      return memberView(row, loads.get(caller) ?? NOTHING, found.get(caller));
    }),
    unassigned: loads.get(null) ?? NOTHING,
    total: sumOf([...loads.values()]),
  };
}

export function teamRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/review/team",
    {
      config: { access: READERS },
      schema: {
        operationId: "readReviewTeam",
        tags: ["review"],
        summary: "Who has how many claims in hand, how soon they are due, and how decisions went lately",
        response: { 200: TeamView },
      },
    },
    async ({ principal }) => inTransaction(context.db, principal.tenantId, (tx) => readAll(tx, context.clock.now())),
  );
}
