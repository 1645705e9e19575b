// Understands the calls about samples of decisions: what was drawn, what assessors found, and how often they agree.

import { DECISION_OUTCOMES } from "@anxin/core/claim/claim";
import { formatId } from "@anxin/core/id";
import { fenToWire } from "@anxin/core/money";
import { agreement } from "@anxin/core/review/agreement";
import { QA_FINDINGS, SAMPLE_STRATA } from "@anxin/core/review/sample";
import { addDays, type Day, formatInstant, shanghaiDay } from "@anxin/core/time";
import { agreementOf, listSamples, type QaSampleRow } from "@anxin/store/review-sample";
import { inTransaction } from "@anxin/store/transaction";
import { type Static, Type } from "typebox";
import type { Context } from "../context.js";
import type { Access, Api } from "../http/api.js";
import { idempotently } from "../http/idempotency.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import { closedObject, known, line, nullable, oneOf, pageOfItems, prose } from "../http/schema.js";
import { DayText, readDay, refuseDay } from "./day-wire.js";
import { assess } from "./sample.js";

const READERS: Access = ["supervisor", "auditor"];
const NOTE_LENGTH_MAX = 2_000;
/** Days that one report covers: unless it says otherwise, and at the most. */
const REPORT_DAYS = 90;
const REPORT_DAYS_MAX = 366;

const text = Type.String();
const schema = (operationId: string, summary: string) => ({ operationId, tags: ["review"], summary });

const Sample = Type.Object({
  decisionId: text,
  claimId: text,
  day: text,
  stratum: oneOf(SAMPLE_STRATA, "why it was drawn"),
  product: text,
  outcome: oneOf(DECISION_OUTCOMES),
  amount: Type.Integer({ description: "fen" }),
  decidedBy: text,
  sampledAt: text,
  assessment: nullable(
    Type.Object({
      agrees: Type.Boolean(),
      findings: Type.Array(oneOf(QA_FINDINGS)),
      note: text,
      assessedBy: text,
      assessedAt: text,
    }),
  ),
});
const permille = Type.Integer({ minimum: 0, maximum: 1_000 });
const Report = Type.Object({
  from: text,
  until: text,
  data: Type.Array(
    Type.Object({
      decidedBy: text,
      sampled: Type.Integer(),
      assessed: Type.Integer(),
      agreed: Type.Integer(),
      agreement: nullable(
        Type.Object(
          { permille, lowPermille: permille, highPermille: permille },
          { description: "with the interval that holds it in 95 of 100 cases; null: nothing was assessed" },
        ),
      ),
      findings: Type.Array(Type.Object({ finding: oneOf(QA_FINDINGS), count: Type.Integer() })),
    }),
  ),
});
const AssessmentBody = closedObject({
  agrees: Type.Boolean(),
  findings: Type.Optional(Type.Array(oneOf(QA_FINDINGS), { maxItems: QA_FINDINGS.length })),
  note: Type.Optional(prose(NOTE_LENGTH_MAX)),
});

function sampleView(row: QaSampleRow): Static<typeof Sample> {
  const { agrees, findings, note, assessed_at: assessedAt, assessed_by: assessedBy } = row;
  const isAssessed =
    agrees !== null && findings !== null && note !== null && assessedAt !== null && assessedBy !== null;
  return {
    decisionId: formatId("decision", row.decision_id),
    claimId: formatId("claim", row.claim_id),
    ...{ day: row.day, product: row.product, amount: fenToWire(row.amount) },
    stratum: known(SAMPLE_STRATA, row.stratum),
    outcome: known(DECISION_OUTCOMES, row.outcome),
    decidedBy: row.decided_by_name ?? row.decided_by,
    sampledAt: formatInstant(row.sampled_at),
    assessment: isAssessed
      ? {
          ...{ agrees, note, assessedAt: formatInstant(assessedAt), assessedBy: row.assessed_by_name ?? assessedBy },
          findings: findings.map((finding) => known(QA_FINDINGS, finding)),
        }
      : null,
  };
}

export function sampleRoutes(api: Api, context: Context): void {
  listing(api, context);
  assessing(api, context);
  reporting(api, context);
}

function listing(api: Api, context: Context): void {
  api.get(
    "/v1/review/qa-samples",
    {
      config: { access: READERS, problems: ["cursor_invalid"] },
      schema: {
        ...schema("listQaSamples", "Decisions that were drawn to be looked at again, the newest day first"),
        querystring: closedObject({
          day: Type.Optional(DayText),
          product: Type.Optional(line(64, 1)),
          stratum: Type.Optional(oneOf(SAMPLE_STRATA)),
          open: Type.Optional(Type.Boolean({ description: "true: only those that nobody has assessed" })),
          ...pageQuery,
        }),
        response: { 200: pageOfItems(Sample) },
      },
    },
    async (request) => {
      const page = pageOf(context, request);
      const { day, product = null, stratum, open = null } = request.query;
      const [place, id] = page.after ?? [];
      const filter = {
        ...{ product, isOpen: open, limit: page.limit + 1 },
        day: day === undefined ? null : readDay(day, "/query/day"),
        stratum: stratum === undefined ? null : known(SAMPLE_STRATA, stratum),
        after: place === undefined || id === undefined ? null : { day: place as Day, decisionId: BigInt(id) },
      };
      const rows = await inTransaction(context.db, request.principal.tenantId, (tx) => listSamples(tx, filter));
      return pageAnswer(context, request, rows, page, {
        position: (row) => [row.day, row.decision_id.toString()],
        item: sampleView,
      });
    },
  );
}

function assessing(api: Api, context: Context): void {
  api.post(
    "/v1/review/qa-samples/:decisionId/assessment",
    {
      config: {
        access: ["supervisor"],
        idempotency: "required",
        problems: ["not_found", "same_person", "state_conflict", "reason_required"],
      },
      schema: {
        ...schema("assessQaSample", "Say whether you would have decided so; the decision stays as it is"),
        params: Type.Object({ decisionId: Type.String({ maxLength: 64 }) }),
        body: AssessmentBody,
        response: { 201: Sample },
      },
    },
    async (request, reply) => {
      const { principal, params, body } = request;
      const findings = (body.findings ?? []).map((finding) => known(QA_FINDINGS, String(finding)));
      await idempotently(context, request, reply, async (tx) => {
        const { agrees, note = "" } = body;
        const row = await assess(context, tx, principal, { decisionId: params.decisionId, agrees, findings, note });
        return { status: 201, body: sampleView(row) };
      });
      return reply;
    },
  );
}

function reporting(api: Api, context: Context): void {
  api.get(
    "/v1/review/qa-report",
    {
      config: { access: ["supervisor"] },
      schema: {
        ...schema("readQaReport", "How often assessors agreed with each who decides, over days [from, until)"),
        querystring: closedObject({ from: Type.Optional(DayText), until: Type.Optional(DayText) }),
        response: { 200: Report },
      },
    },
    async ({ principal, query }) => {
      const until =
        query.until === undefined ? addDays(shanghaiDay(context.clock.now()), 1) : readDay(query.until, "/query/until");
      const from = query.from === undefined ? addDays(until, -REPORT_DAYS) : readDay(query.from, "/query/from");
      if (from > until || from < addDays(until, -REPORT_DAYS_MAX))
        refuseDay("/query/from", `must be at most ${REPORT_DAYS_MAX} days before until`);
      const rows = await inTransaction(context.db, principal.tenantId, (tx) => agreementOf(tx, from, until));
      return { from, until, data: rows.map(reportView) };
    },
  );
}

function reportView(row: Awaited<ReturnType<typeof agreementOf>>[number]): Static<typeof Report>["data"][number] {
  const [assessed, agreed] = [Number(row.assessed), Number(row.agreed)];
  const rate = agreement(agreed, assessed);
  const found = QA_FINDINGS.map((finding) => ({ finding, count: row.found.filter((each) => each === finding).length }));
  return {
    decidedBy: row.name ?? row.decided_by,
    ...{ sampled: Number(row.sampled), assessed, agreed },
    agreement:
      rate === null
        ? null
        : { permille: rate.permille, lowPermille: rate.lowPermille, highPermille: rate.highPermille },
    findings: found.filter(({ count }) => count > 0),
  };
}
