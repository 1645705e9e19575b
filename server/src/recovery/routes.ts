// Understands the calls that ask debtors, and record what they answer and pay; and names all others about recoveries.

import { createHash } from "node:crypto";
import { formatId } from "@anxin/core/id";
import { fenToWire } from "@anxin/core/money";
import { DEBTOR_KINDS } from "@anxin/core/recovery/recovery";
import { refuse } from "@anxin/core/refusal";
import { evidenceOfClaims } from "@anxin/store/evidence";
import type { RecoveryRow } from "@anxin/store/recovery";
import { attemptsOf } from "@anxin/store/recovery-attempt";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Api } from "../http/api.js";
import { idempotently } from "../http/idempotency.js";
import { languageOf } from "../http/language.js";
import {
  closedObject,
  ExternalId,
  Fen53,
  fieldRefusal,
  InstantText,
  line,
  oneOf,
  prose,
  readFen,
  readInstant,
} from "../http/schema.js";
import type { Debtor } from "../outside/recovery-channel.js";
import { ANSWER_COLUMNS, ASKED_COLUMNS, CSV_LINES_MAX } from "../outside/recovery-csv.js";
import { folderOf } from "../outside/recovery-folder.js";
import { carrierRoutes } from "./carrier-routes.js";
import { depositRoutes } from "./deposit-routes.js";
import { follow } from "./follow.js";
import { changed, RECOVERERS, requireCurrent, takeRecovery, takeWith } from "./read.js";
import { recoveryReadRoutes } from "./read-routes.js";
import { giveBack, RETURN_PLACES, recordAnswer, recordReceipt } from "./record.js";
import { submit, submitAll } from "./submit.js";
import { exportAsked, importAnswers } from "./table.js";
import { RecoveryDetail, RecoveryView, recoveryView } from "./view.js";
import { writeOffRoutes } from "./write-off-routes.js";

const tags = ["recoveries"];
const RecoveryPath = closedObject({ recoveryId: line(64) });
const Amount = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: "fen" });
const BankReference = Type.String({
  ...{ minLength: 1, maxLength: 64, pattern: "^[!-~]+$" },
  description: "of the bank's statement; where one payment covers several recoveries, with /1, /2 behind it",
});

const DebtorQuery = closedObject({ debtorKind: oneOf(DEBTOR_KINDS), debtorId: ExternalId });
const TABLE_READERS = [...RECOVERERS, "auditor", "admin"] as const;
const TABLE_BYTES_MAX = 4_000_000;

const SubmittedView = Type.Object({
  batchId: Type.String(),
  debtor: Type.Object({ kind: oneOf(DEBTOR_KINDS), id: Type.String() }),
  amount: Fen53,
  recoveries: Type.Array(RecoveryView),
});

function submitting(api: Api, context: Context): void {
  api.post(
    "/v1/recoveries/:recoveryId/submissions",
    {
      config: {
        access: RECOVERERS,
        idempotency: "required",
        problems: ["not_found", "state_conflict", "switched_off"],
      },
      schema: {
        operationId: "submitRecovery",
        tags,
        summary: "Ask the debtor for what is receivable; it is handed over in the background",
        params: RecoveryPath,
        response: { 201: RecoveryDetail },
      },
    },
    async (request, reply) => {
      const { principal, params } = request;
      return idempotently(context, request, reply, async (tx) => {
        const row = await takeRecovery(tx, params.recoveryId);
        await submit(context, tx, [row], principal.caller);
        return changed(context, tx, row);
      });
    },
  );
  api.post(
    "/v1/recoveries/submissions",
    {
      config: { access: RECOVERERS, idempotency: "required", problems: ["state_conflict", "switched_off"] },
      schema: {
        operationId: "submitRecoveries",
        tags,
        summary: "Ask a debtor for everything that it was not asked for yet, in one batch of up to 500",
        body: closedObject({ debtorKind: oneOf(DEBTOR_KINDS), debtorId: ExternalId }),
        response: { 201: SubmittedView },
      },
    },
    async (request, reply) => {
      const { principal, body } = request;
      return idempotently(context, request, reply, async (tx) => {
        const debtor = { kind: body.debtorKind, id: body.debtorId };
        const { batchId, rows } = await submitAll(context, tx, debtor, principal.caller);
        const amount = rows.reduce((sum, { asked }) => sum + asked, 0n);
        const recoveries = rows.map((row) => recoveryView(context, row, principal));
        const view = { batchId: formatId("recoveryBatch", batchId), debtor, amount: fenToWire(amount), recoveries };
        return { status: 201, body: view };
      });
    },
  );
}

const OUTCOMES = ["accepted", "partly_accepted", "denied"] as const;

function answering(api: Api, context: Context): void {
  api.post(
    "/v1/recoveries/:recoveryId/answers",
    {
      config: {
        ...{ access: RECOVERERS, idempotency: "required", ifMatch: "required" },
        problems: ["not_found", "state_conflict", "amount_above_limit", "amount_required", "reason_required"],
      },
      schema: {
        operationId: "recordRecoveryAnswer",
        tags,
        summary: "Record what the debtor answers to the last submission",
        params: RecoveryPath,
        body: closedObject({
          outcome: oneOf(OUTCOMES),
          amount: Type.Optional(Amount),
          reason: Type.Optional(prose(500)),
        }),
        response: { 201: RecoveryDetail },
      },
    },
    async (request, reply) => {
      const { principal, params, body } = request;
      const { outcome, reason = "" } = body;
      if (outcome !== "accepted" && reason.trim() === "") refuse("reason_required", "say why the debtor turns it down");
      const amount = body.amount === undefined ? null : readFen(body.amount, "/amount", languageOf(request));
      return idempotently(context, request, reply, async (tx) => {
        const row = await takeRecovery(tx, params.recoveryId);
        await requireCurrent(tx, request, row);
        const attempt = (await attemptsOf(tx, row)).find((each) => each.attempt === row.attempt);
        if (attempt === undefined || row.phase !== "submitted") {
          return refuse("state_conflict", "no answer is waited for; submit it first");
        }
        const accepted = acceptedOf(outcome, amount, row.asked);
        await recordAnswer(context, tx, row, attempt, { accepted, reason, actor: principal.caller });
        return changed(context, tx, row);
      });
    },
  );
}

/** What of the asked is accepted; a part is more than nothing and less than all. */
function acceptedOf(outcome: (typeof OUTCOMES)[number], amount: bigint | null, asked: bigint): bigint {
  if (outcome === "denied") return 0n;
  if (outcome === "accepted")
    return amount === null || amount === asked ? asked : refuse("amount_above_limit", notAll(asked));
  if (amount === null) return refuse("amount_required", "name the part that is accepted, in fen");
  if (amount < asked) return amount;
  return refuse("amount_above_limit", `a part is less than the ${asked} fen that were asked for`, {
    ...{ limit: Number(asked - 1n), unit: "fen" },
    errors: [{ pointer: "/amount", code: "maximum", detail: `must be below ${asked}` }],
  });
}
const notAll = (asked: bigint): string =>
  `accepted means all ${asked} fen that were asked for; a part is partly_accepted`;

function receiving(api: Api, context: Context): void {
  api.post(
    "/v1/recoveries/:recoveryId/receipts",
    {
      config: {
        ...{ access: RECOVERERS, idempotency: "required" },
        problems: ["not_found", "amount_above_limit", "payment_known"],
      },
      schema: {
        operationId: "recordRecoveryReceipt",
        tags,
        summary: "Book money that came in by bank transfer",
        params: RecoveryPath,
        body: closedObject({
          amount: Amount,
          bankReference: BankReference,
          receivedAt: Type.Optional(InstantText),
          note: Type.Optional(prose(500)),
        }),
        response: { 201: RecoveryDetail },
      },
    },
    async (request, reply) => {
      const { principal, params, body } = request;
      const amount = readFen(body.amount, "/amount", languageOf(request));
      const occurredAt =
        body.receivedAt === undefined ? null : readInstant(body.receivedAt, "/receivedAt", languageOf(request));
      if (occurredAt !== null && occurredAt > context.clock.now()) {
        const { code, detail, ...more } = fieldRefusal("/receivedAt", "maximum", "must not lie ahead");
        refuse(code, detail, more);
      }
      return idempotently(context, request, reply, async (tx) => {
        const row = await takeRecovery(tx, params.recoveryId);
        const receipt = {
          amount,
          reference: body.bankReference,
          cash: "bank",
          note: body.note ?? "",
          occurredAt,
        } as const;
        await recordReceipt(context, tx, row, { ...receipt, actor: principal.caller });
        return changed(context, tx, row);
      });
    },
  );
}

function returning(api: Api, context: Context): void {
  api.post(
    "/v1/recoveries/:recoveryId/returns",
    {
      config: {
        ...{ access: RECOVERERS, idempotency: "required" },
        problems: ["not_found", "state_conflict", "amount_above_limit"],
      },
      schema: {
        operationId: "returnRecovery",
        tags,
        summary: "Give back what is owed back: by the bank what came as money, to wallet or deposit what was netted",
        params: RecoveryPath,
        body: closedObject({ amount: Amount, to: oneOf(RETURN_PLACES), reference: BankReference }),
        response: { 201: RecoveryDetail },
      },
    },
    async (request, reply) => {
      const { principal, params, body } = request;
      const amount = readFen(body.amount, "/amount", languageOf(request));
      return idempotently(context, request, reply, async (tx) => {
        const row = await takeWith(context, tx, params.recoveryId, body.to);
        const { to, reference } = body;
        await giveBack(context, tx, row, { amount, to, reference, actor: principal.caller });
        return changed(context, tx, row);
      });
    },
  );
}

function reopening(api: Api, context: Context): void {
  api.post(
    "/v1/recoveries/:recoveryId/reopenings",
    {
      config: {
        ...{ access: RECOVERERS, idempotency: "required", ifMatch: "required" },
        problems: ["not_found", "state_conflict", "evidence_unknown"],
      },
      schema: {
        operationId: "reopenRecovery",
        tags,
        summary: "Ask again for what was denied, with new evidence from the claim",
        params: RecoveryPath,
        body: closedObject({
          reason: prose(500, 1),
          evidence: Type.Array(line(64, 1), { minItems: 1, maxItems: 20, description: "evidence ids of the claim" }),
        }),
        response: { 201: RecoveryDetail },
      },
    },
    async (request, reply) => {
      const { principal, params, body } = request;
      return idempotently(context, request, reply, async (tx) => {
        const row = await takeRecovery(tx, params.recoveryId);
        await requireCurrent(tx, request, row);
        await requireEvidence(tx, row, body.evidence);
        const { denied: amount, debtor_kind: kind } = row;
        const cause = { kind: "reopened", actor: principal.caller, amount, reason: body.reason } as const;
        // A merchant is told anew of what it is to pay after all.
        const about = kind === "merchant" ? { told_at: null, net_from: null, next_at: context.clock.now() } : {};
        const reference = body.evidence.join(" ");
        await follow(context, tx, row, { kind: "reopen" }, { ...cause, reference, about });
        return changed(context, tx, row);
      });
    },
  );
}

async function requireEvidence(tx: Tx, row: RecoveryRow, wanted: readonly string[]): Promise<void> {
  const found = await evidenceOfClaims(tx, tx.tenantId, [{ book: row.book, claimId: row.claim_id }]);
  const ids = new Set((found.get(row.claim_id) ?? []).map((each) => formatId("evidence", each.evidence_id)));
  const missing = wanted.findIndex((id) => !ids.has(id));
  if (missing >= 0) {
    refuse("evidence_unknown", "add it to the claim first", {
      errors: [{ pointer: `/evidence/${missing}`, code: "evidence_unknown", detail: "is not with the claim" }],
    });
  }
}

function exporting(api: Api, context: Context): void {
  api.get(
    "/v1/recoveries/submissions.csv",
    {
      config: { access: TABLE_READERS },
      schema: {
        operationId: "exportSubmissions",
        tags,
        summary: "What a debtor was asked for and has not answered, as a table",
        description: `UTF-8 with a mark; columns ${ASKED_COLUMNS.join(", ")}; up to ${CSV_LINES_MAX} lines, the oldest first.`,
        querystring: DebtorQuery,
        produces: ["text/csv"],
        response: { 200: Type.String() },
      },
    },
    async (request, reply) => {
      const { principal, query } = request;
      const debtor: Debtor = { kind: query.debtorKind, id: query.debtorId };
      const table = await inTransaction(context.db, principal.tenantId, (tx) => exportAsked(tx, debtor));
      reply
        .type("text/csv; charset=utf-8; header=present")
        .header("content-disposition", `attachment; filename="recoveries-${folderOf(debtor)}.csv"`)
        .header("x-content-type-options", "nosniff");
      return reply.send(table as never);
    },
  );
}

const ImportedView = Type.Object({
  lines: Type.Integer({ description: "answers in the table" }),
  applied: Type.Integer(),
  known: Type.Integer({ description: "answers that were in the books before; nothing was changed for them" }),
});

/** A table, as it came. */
function readTables(scope: Api): void {
  scope.removeAllContentTypeParsers();
  const read = async (_request: FastifyRequest, body: string): Promise<string> => body;
  scope.addContentTypeParser("text/csv", { parseAs: "string", bodyLimit: TABLE_BYTES_MAX }, read);
}

function importing(api: Api, context: Context): void {
  api.register(async (scope) => {
    const tables = scope.withTypeProvider<TypeBoxTypeProvider>();
    readTables(tables);
    tables.post(
      "/v1/recoveries/answers.csv",
      {
        config: {
          ...{ access: RECOVERERS, idempotency: "required" },
          problems: ["validation_failed", "unsupported_media_type", "body_too_large"],
        },
        bodyLimit: TABLE_BYTES_MAX,
        schema: {
          operationId: "importRecoveryAnswers",
          tags,
          summary: "Take a debtor's table of answers and payments: all of it, or nothing with every faulty line named",
          description: `Columns ${ANSWER_COLUMNS.join(", ")}; answer is accepted, partly, denied or paid; yuan with two decimals.`,
          consumes: ["text/csv"],
          querystring: DebtorQuery,
          response: { 201: ImportedView },
        },
      },
      async (request, reply) => {
        const { principal, query } = request;
        const text = typeof request.body === "string" ? request.body : "";
        const debtor = { kind: query.debtorKind, id: query.debtorId };
        const fingerprint = createHash("sha256")
          .update(JSON.stringify([debtor, text]))
          .digest();
        return idempotently(
          context,
          request,
          reply,
          async (tx) => ({ status: 201, body: await importAnswers(context, tx, debtor, text, principal.caller) }),
          fingerprint,
        );
      },
    );
  });
}

export function recoveryRoutes(api: Api, context: Context): void {
  recoveryReadRoutes(api, context);
  submitting(api, context);
  answering(api, context);
  receiving(api, context);
  returning(api, context);
  reopening(api, context);
  writeOffRoutes(api, context);
  exporting(api, context);
  importing(api, context);
  carrierRoutes(api, context);
  depositRoutes(api, context);
}
