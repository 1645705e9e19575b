// Understands the calls by which something is written off: one person proposes it, another approves it or sends it back.

import { parseId } from "@anxin/core/id";
import { refuse } from "@anxin/core/refusal";
import { insertWriteOff, judgeWriteOff, writeOffsOf } from "@anxin/store/recovery-write-off";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Api } from "../http/api.js";
import { idempotently } from "../http/idempotency.js";
import { languageOf } from "../http/language.js";
import { closedObject, line, prose, readFen } from "../http/schema.js";
import { follow } from "./follow.js";
import { changed, personOf, RECOVERERS, requireCurrent, takeRecovery } from "./read.js";
import { RecoveryDetail } from "./view.js";

const tags = ["recoveries"];

function proposing(api: Api, context: Context): void {
  api.post(
    "/v1/recoveries/:recoveryId/write-offs",
    {
      config: {
        ...{ access: RECOVERERS, idempotency: "required" },
        problems: ["not_found", "state_conflict", "amount_above_limit"],
      },
      schema: {
        operationId: "proposeWriteOff",
        tags,
        summary: "Propose to write something off; nothing moves until another person approves it",
        params: closedObject({ recoveryId: line(64) }),
        body: closedObject({
          amount: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: "fen" }),
          reason: prose(500, 1),
        }),
        response: { 201: RecoveryDetail },
      },
    },
    async (request, reply) => {
      const { principal, params, body } = request;
      const amount = readFen(body.amount, "/amount", languageOf(request));
      return idempotently(context, request, reply, async (tx) => {
        const row = await takeRecovery(tx, params.recoveryId);
        const { book, recovery_id: recoveryId } = row;
        const writeOffId = context.ids.next(book);
        const person = await personOf(tx, principal);
        const { caller: actor } = principal;
        const cause = { kind: "write_off_proposed", actor, amount, reason: body.reason, writeOffId } as const;
        await follow(context, tx, row, { kind: "propose_write_off", writeOffId, amount, person }, cause);
        const at = context.clock.now();
        await insertWriteOff(tx, {
          book,
          writeOffId,
          recoveryId,
          amount,
          reason: body.reason,
          proposedBy: actor,
          person,
          at,
        });
        return changed(context, tx, row);
      });
    },
  );
}

function judging(api: Api, context: Context): void {
  api.post(
    "/v1/recoveries/:recoveryId/write-offs/:writeOffId/approval",
    {
      config: {
        ...{ access: RECOVERERS, idempotency: "required", ifMatch: "required" },
        problems: ["not_found", "same_person", "state_conflict", "amount_above_limit", "reason_required"],
      },
      schema: {
        operationId: "judgeWriteOff",
        tags,
        summary: "The second pair of eyes: approve a write-off, or send it back with a note",
        params: closedObject({ recoveryId: line(64), writeOffId: line(64) }),
        body: closedObject({ approve: Type.Boolean(), note: Type.Optional(prose(500)) }),
        response: { 201: RecoveryDetail },
      },
    },
    async (request, reply) => {
      const { principal, params, body } = request;
      const { approve, note = "" } = body;
      if (!approve && note.trim() === "") refuse("reason_required", "say why it is sent back");
      return idempotently(context, request, reply, async (tx) => {
        const row = await takeRecovery(tx, params.recoveryId);
        const writeOffId = parseId("writeOff", params.writeOffId);
        const found = (await writeOffsOf(tx, row)).find((each) => each.write_off_id === writeOffId);
        if (found === undefined || writeOffId === null)
          return refuse("not_found", `there is no write-off ${params.writeOffId}`);
        await requireCurrent(tx, request, row);
        const person = await personOf(tx, principal);
        const { caller: actor } = principal;
        const kind = approve ? "approve_write_off" : "send_back_write_off";
        const cause = { actor, amount: found.amount, reason: note, writeOffId } as const;
        await follow(
          context,
          tx,
          row,
          { kind, writeOffId, person },
          {
            ...{ ...cause, kind: approve ? "written_off" : "write_off_sent_back" },
          },
        );
        const at = context.clock.now();
        const judged = { status: approve ? "approved" : "sent_back", by: actor, at, note } as const;
        await judgeWriteOff(tx, { book: row.book, writeOffId }, judged);
        return changed(context, tx, row);
      });
    },
  );
}

export function writeOffRoutes(api: Api, context: Context): void {
  proposing(api, context);
  judging(api, context);
}
