// Understands the calls by which decisions are looked at again: reviews by a person, appeals, and what became of them.

import { parseId } from "@anxin/core/id";
import { type RefusalCode, Refused } from "@anxin/core/refusal";
import { DAY_MS, type Instant } from "@anxin/core/time";
import { APPEAL_STATES, type AppealRow, appealReport, listAppeals, type ReportGroup } from "@anxin/store/appeal";
import { staffNames } from "@anxin/store/people";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { Type } from "typebox";
import { answerClaim } from "../claim/show.js";
import { cutToSight } from "../claim/sight.js";
import { APPEAL_SIGHT } from "../claim/sight-matrix.js";
import { ClaimView } from "../claim/wire.js";
import type { Context } from "../context.js";
import type { Access, Api, Principal } from "../http/api.js";
import { type Created, idempotently } from "../http/idempotency.js";
import { languageOf } from "../http/language.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import {
  closedObject,
  ExternalId,
  fieldRefusal,
  InstantText,
  known,
  oneOf,
  pageOfItems,
  readInstant,
} from "../http/schema.js";
import { callerNames } from "../people/staff.js";
import { fileAppeal, findVisibleAppeal, requestReview, withdrawAppeal } from "./appeal.js";
import { answerAppeal, etagOfAppeal } from "./decide.js";
import { appealView, countView } from "./view.js";
import * as wire from "./wire.js";

const CLAIMANTS: Access = ["server", "buyer"];
const DECIDERS: Access = ["adjuster", "supervisor"];
/** An appeal is between the insurer and the insured: the shop reads in the claim that there is one. */
const READERS: Access = [...CLAIMANTS, ...DECIDERS, "auditor", "platform", "admin"];
const COUNTERS: Access = ["supervisor", "auditor", "actuary", "admin"];

const FILING_PROBLEMS: readonly RefusalCode[] = [
  "not_found",
  "state_conflict",
  "appeal_open",
  "appeal_too_late",
  "appeals_exhausted",
  "evidence_unknown",
  "limit_exceeded",
];
const ANSWER_PROBLEMS: readonly RefusalCode[] = [
  "not_found",
  "state_conflict",
  "same_person",
  "authority_exceeded",
  "claim_held",
  "amount_required",
  "amount_above_limit",
  "reason_required",
];

const ClaimParams = Type.Object({ claimId: Type.String({ maxLength: 64 }) });
const AppealParams = Type.Object({ appealId: Type.String({ maxLength: 64 }) });
const schema = (operationId: string, summary: string) => ({ operationId, tags: ["appeals"], summary });

/** The longest period of one report. */
const REPORT_DAYS_MAX = 1_100;

const seen = (appeal: AppealRow, names: ReadonlyMap<string, string>, { role }: Principal) =>
  cutToSight(appealView(appeal, names), APPEAL_SIGHT, { role, merchantHasPart: false, merchantIsHeard: false });

/** What those who answered are called, for colleagues of theirs. At most one statement. */
const deciderNames = (tx: Tx, appeals: readonly AppealRow[]): Promise<ReadonlyMap<string, string>> =>
  staffNames(
    tx,
    appeals.flatMap((appeal) => appeal.decided_by ?? []),
  );

async function answerWithAppeal(tx: Tx, principal: Principal, text: string, status: number): Promise<Created> {
  const appeal = await findVisibleAppeal(tx, principal, text);
  return {
    status,
    body: seen(appeal, await deciderNames(tx, [appeal]), principal),
    etag: etagOfAppeal(appeal.appeal_id, appeal.revision),
  };
}

export function appealRoutes(api: Api, context: Context): void {
  reviewRoute(api, context);
  filingRoute(api, context);
  withdrawalRoute(api, context);
  answerRoute(api, context);
  listRoute(api, context);
  readRoute(api, context);
  reportRoute(api, context);
}

function reviewRoute(api: Api, context: Context): void {
  api.post(
    "/v1/claims/:claimId/reviews",
    {
      config: {
        access: CLAIMANTS,
        idempotency: "required",
        problems: ["not_found", "review_not_possible"],
      },
      schema: {
        ...schema("requestReview", "Ask for a person to look at what rules refused or reduced"),
        params: ClaimParams,
        body: Type.Optional(wire.ReviewBody),
        response: { 201: ClaimView },
      },
    },
    async (request, reply) => {
      const { principal, params } = request;
      const viewer = { principal, language: languageOf(request) };
      await idempotently(context, request, reply, async (tx) => {
        const { reason = "" } = request.body ?? {};
        const claim = await requestReview(context, tx, principal, { claimId: params.claimId, reason });
        return answerClaim(context, tx, claim, viewer, 201);
      });
      return reply;
    },
  );
}

function filingRoute(api: Api, context: Context): void {
  api.post(
    "/v1/claims/:claimId/appeals",
    {
      config: {
        access: CLAIMANTS,
        idempotency: "required",
        problems: FILING_PROBLEMS,
      },
      schema: {
        ...schema("fileAppeal", "Appeal against the decision on a claim; another person answers"),
        params: ClaimParams,
        body: wire.AppealBody,
        response: { 201: ClaimView },
      },
    },
    async (request, reply) => {
      const { principal, params, body } = request;
      const language = languageOf(request);
      await idempotently(context, request, reply, async (tx) => {
        const wish = { claimId: params.claimId, reason: body.reason, evidence: body.evidence ?? [], language };
        const claim = await fileAppeal(context, tx, principal, wish);
        return answerClaim(context, tx, claim, { principal, language }, 201);
      });
      return reply;
    },
  );
}

function withdrawalRoute(api: Api, context: Context): void {
  api.post(
    "/v1/appeals/:appealId/withdrawal",
    {
      config: { access: CLAIMANTS, idempotency: "required", problems: ["not_found", "state_conflict"] },
      schema: {
        ...schema("withdrawAppeal", "Take an appeal back before it is answered"),
        params: AppealParams,
        body: Type.Optional(wire.AppealWithdrawalBody),
        response: { 200: wire.AppealView },
      },
    },
    async (request, reply) => {
      const { principal, params } = request;
      await idempotently(context, request, reply, async (tx) => {
        const { reason = "" } = request.body ?? {};
        await withdrawAppeal(context, tx, principal, { appealId: params.appealId, reason });
        return answerWithAppeal(tx, principal, params.appealId, 200);
      });
      return reply;
    },
  );
}

function answerRoute(api: Api, context: Context): void {
  api.post(
    "/v1/appeals/:appealId/decision",
    {
      config: {
        access: DECIDERS,
        idempotency: "required",
        ifMatch: "required",
        problems: ANSWER_PROBLEMS,
      },
      schema: {
        ...schema("answerAppeal", "Uphold or overturn the decision that an appeal is against"),
        params: AppealParams,
        body: wire.AnswerBody,
        response: { 201: wire.AppealView },
      },
    },
    async (request, reply) => {
      const { principal, params, body } = request;
      await idempotently(context, request, reply, async (tx) => {
        await answerAppeal(context, tx, principal, params.appealId, body, request);
        return answerWithAppeal(tx, principal, params.appealId, 201);
      });
      return reply;
    },
  );
}

const ListQuery = closedObject({
  state: Type.Optional(oneOf(APPEAL_STATES)),
  claimId: Type.Optional(Type.String({ maxLength: 64 })),
  product: Type.Optional(Type.String({ maxLength: 64 })),
  buyerId: Type.Optional(ExternalId),
  overdue: Type.Optional(Type.Boolean({ description: "only those that were to be answered by now" })),
  ...pageQuery,
});

function listRoute(api: Api, context: Context): void {
  api.get(
    "/v1/appeals",
    {
      config: { access: READERS, problems: ["cursor_invalid"] },
      schema: {
        ...schema("listAppeals", "Appeals, newest first"),
        querystring: ListQuery,
        response: { 200: pageOfItems(wire.AppealView) },
      },
    },
    async (request) => {
      const { principal, query } = request;
      const page = pageOf(context, request);
      const [position] = page.after ?? [];
      const claimId = query.claimId === undefined ? null : parseId("claim", query.claimId);
      // A buyer looks at their own, whatever else they ask for; a claim that is none has no appeals.
      const isForeign = principal.role === "buyer" && (query.buyerId ?? principal.subject) !== principal.subject;
      const isNobodys = isForeign || (query.claimId !== undefined && claimId === null);
      const filter = {
        state: query.state === undefined ? null : known(APPEAL_STATES, query.state),
        claimId,
        product: query.product ?? null,
        buyerId: principal.role === "buyer" ? principal.subject : (query.buyerId ?? null),
        overdueAt: query.overdue === true ? context.clock.now() : null,
        before: position === undefined ? null : BigInt(position),
        limit: page.limit + 1,
      };
      return inTransaction(context.db, principal.tenantId, async (tx) => {
        const rows = isNobodys ? [] : await listAppeals(tx, filter);
        const names = await deciderNames(tx, rows);
        return pageAnswer(context, request, rows, page, {
          position: (row) => [row.appeal_id.toString()],
          item: (row) => seen(row, names, principal),
        });
      });
    },
  );
}

function readRoute(api: Api, context: Context): void {
  api.get(
    "/v1/appeals/:appealId",
    {
      config: { access: READERS, problems: ["not_found"] },
      schema: {
        ...schema("readAppeal", "An appeal: what it says, until when it is to be answered, and the answer"),
        params: AppealParams,
        response: { 200: wire.AppealView },
      },
    },
    async (request, reply) => {
      const { principal, params } = request;
      return inTransaction(context.db, principal.tenantId, async (tx) => {
        const appeal = await findVisibleAppeal(tx, principal, params.appealId);
        reply.header("etag", etagOfAppeal(appeal.appeal_id, appeal.revision));
        return seen(appeal, await deciderNames(tx, [appeal]), principal);
      });
    },
  );
}

function requirePeriod(from: Instant, to: Instant): void {
  if (from < to && to - from <= REPORT_DAYS_MAX * DAY_MS) return;
  const detail = `must be after from, and at most ${REPORT_DAYS_MAX} days later`;
  throw new Refused(fieldRefusal("/query/to", "period", detail));
}

const NONE = { upheld: 0n, overturned: 0n, withdrawn: 0n, late: 0n, granted: 0n, interest: 0n };

function reportRoute(api: Api, context: Context): void {
  api.get(
    "/v1/appeals/report",
    {
      config: { access: COUNTERS },
      schema: {
        ...schema("reportAppeals", "How often which decisions were overturned, and how sure that is"),
        querystring: closedObject({ from: InstantText, to: InstantText }),
        response: { 200: wire.AppealReport },
      },
    },
    async (request) => {
      const { principal, query } = request;
      const language = languageOf(request);
      const from = readInstant(query.from, "/query/from", language);
      const to = readInstant(query.to, "/query/to", language);
      requirePeriod(from, to);
      return inTransaction(context.db, principal.tenantId, async (tx) => {
        const counts = await appealReport(tx, from, to);
        const of = (group: ReportGroup) =>
          counts.filter(({ by }) => by === group).map(({ name, ...count }) => ({ name, count: countView(count) }));
        const deciders = of("decider");
        const names = await callerNames(
          tx,
          deciders.map(({ name }) => ({ changed_by: name })),
        );
        return {
          from: query.from,
          to: query.to,
          all: countView(counts.find(({ by }) => by === "all") ?? NONE),
          products: of("product").map(({ name, count }) => ({ product: name, ...count })),
          reasons: of("reason").map(({ name, count }) => ({ reasonCode: name, ...count })),
          rules: of("rule").map(({ name, count }) => ({ rule: name, ...count })),
          deciders: deciders.map(({ name, count }) => ({ decidedBy: name, name: names.get(name) ?? name, ...count })),
        };
      });
    },
  );
}
