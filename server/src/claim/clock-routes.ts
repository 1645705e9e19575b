// Understands the calls that tell which clocks claims have, when one would end, and which cases wait since one runs out.

import { CalendarUnknown } from "@anxin/core/calendar";
import { CLOCK_CODES, CLOCK_RULES, clockRule, ESCALATION_QUEUES, type Term } from "@anxin/core/claim/clock-rules";
import { termEnd } from "@anxin/core/claim/clocks";
import { refuse } from "@anxin/core/refusal";
import { formatInstant, type Instant } from "@anxin/core/time";
import { listEscalations } from "@anxin/store/claim-escalation";
import { inTransaction } from "@anxin/store/transaction";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Access, Api } from "../http/api.js";
import { languageOf } from "../http/language.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import { closed, InstantText, known, oneOf, pageOfItems, readInstant } from "../http/schema.js";
import { ClockRuleView, EscalationView } from "./clock-wire.js";
import { clockRuleView, escalationView } from "./view/clocks.js";

const INSIDE: Access = ["server", "adjuster", "supervisor", "actuary", "auditor", "platform", "admin"];
const REVIEWERS: Access = ["adjuster", "supervisor", "auditor"];

const schema = (operationId: string, summary: string) => ({ operationId, tags: ["claims"], summary });

export function clockRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/claim-clocks",
    {
      config: { access: INSIDE },
      schema: {
        ...schema("listClaimClocks", "The clocks of claims: what sets each, how long it is, and who is told of it"),
        response: { 200: Type.Object({ data: Type.Array(ClockRuleView), next: Type.Null() }) },
      },
    },
    (request) => {
      const language = languageOf(request);
      return { data: CLOCK_RULES.map((rule) => clockRuleView(rule, language)), next: null };
    },
  );
  endRoute(api);
  escalationsRoute(api, context);
}

function endRoute(api: Api): void {
  api.get(
    "/v1/claim-clocks/:code/end",
    {
      config: { access: INSIDE, problems: ["calendar_unknown", "validation_failed"] },
      schema: {
        ...schema("readClaimClockEnd", "When a clock that starts then ends, if nothing pauses it"),
        params: Type.Object({ code: oneOf(CLOCK_CODES) }),
        querystring: Type.Object({ startsAt: InstantText }, closed),
        response: { 200: Type.Object({ code: oneOf(CLOCK_CODES), startsAt: Type.String(), dueAt: Type.String() }) },
      },
    },
    (request) => {
      const { code } = request.params;
      const startsAt = readInstant(request.query.startsAt, "/query/startsAt", languageOf(request));
      const dueAt = endOf(clockRule(code).term, startsAt);
      return { code, startsAt: formatInstant(startsAt), dueAt: formatInstant(dueAt) };
    },
  );
}

/** When a term ends. Refuses with `calendar_unknown` where it counts working days that nobody has announced: nobody guesses. */
function endOf(term: Term, startsAt: Instant): Instant {
  try {
    return termEnd(startsAt, term);
  } catch (error) {
    if (error instanceof CalendarUnknown) refuse("calendar_unknown", error.message, { extra: { day: error.day } });
    throw error;
  }
}

function escalationsRoute(api: Api, context: Context): void {
  api.get(
    "/v1/review/escalations",
    {
      config: { access: REVIEWERS, problems: ["cursor_invalid"] },
      schema: {
        ...schema("listEscalations", "Cases that wait in a queue since one of their clocks runs out, by claim"),
        querystring: Type.Object({ ...pageQuery, queue: Type.Optional(oneOf(ESCALATION_QUEUES)) }, closed),
        response: { 200: pageOfItems(EscalationView) },
      },
    },
    async (request) => {
      const page = pageOf(context, request);
      const [claimId, code = "", round = ""] = page.after ?? [];
      const after =
        claimId === undefined
          ? null
          : { claimId: BigInt(claimId), code: known(CLOCK_CODES, code), round: Number(round) };
      const queue = request.query.queue ?? null;
      const language = languageOf(request);
      const now = context.clock.now();
      const rows = await inTransaction(context.db, request.principal.tenantId, (tx) =>
        listEscalations(tx, queue, after, page.limit + 1),
      );
      return pageAnswer(context, request, rows, page, {
        position: (row) => [row.claimId.toString(), row.clock.code, String(row.clock.round)],
        item: (row) => escalationView(row, language, now),
      });
    },
  );
}
