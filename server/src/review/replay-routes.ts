// Understands the calls about days whose decisions are made again.

import { formatId, parseId } from "@anxin/core/id";
import { refuse } from "@anxin/core/refusal";
import { formatInstant, shanghaiDay } from "@anxin/core/time";
import { type DecisionRunRow, findRun, listRuns } from "@anxin/store/review-run";
import { inTransaction } from "@anxin/store/transaction";
import { type Static, Type } from "typebox";
import type { Context } from "../context.js";
import type { Access, Api } from "../http/api.js";
import { idempotently } from "../http/idempotency.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import { closedObject, instantTextOrNull, known, nullable, oneOf, pageOfItems } from "../http/schema.js";
import { DayText, readDay, refuseDay } from "./day-wire.js";
import type { ReplayExample } from "./replay.js";
import { askForRun } from "./run.js";

const READERS: Access = ["supervisor", "auditor"];

const text = Type.String();
const schema = (operationId: string, summary: string) => ({ operationId, tags: ["review"], summary });

const Replay = Type.Object({
  runId: text,
  day: text,
  state: oneOf(["running", "done"]),
  done: Type.Integer({ description: "decisions made again so far" }),
  total: Type.Integer({ description: "decisions of the day" }),
  differences: Type.Integer({ description: "decisions that came out otherwise" }),
  examples: Type.Array(Type.Object({ decisionId: text, claimId: text, differences: Type.Array(text) }), {
    description: "the first of them",
  }),
  askedBy: text,
  startedAt: text,
  finishedAt: nullable(text),
});

function replayView(row: DecisionRunRow): Static<typeof Replay> {
  const examples = (JSON.parse(row.examples) as ReplayExample[]).map((example) => {
    return { ...example, differences: [...example.differences] };
  });
  return {
    runId: formatId("decisionRun", row.run_id),
    ...{ day: row.day, askedBy: row.asked_by, examples },
    state: known(["running", "done"], row.state),
    ...{ done: Number(row.done), total: Number(row.total), differences: Number(row.found) },
    startedAt: formatInstant(row.started_at),
    finishedAt: instantTextOrNull(row.finished_at),
  };
}

export function replayRoutes(api: Api, context: Context): void {
  reading(api, context);
  asking(api, context);
}

function reading(api: Api, context: Context): void {
  api.get(
    "/v1/review/replays",
    {
      config: { access: READERS, problems: ["cursor_invalid"] },
      schema: {
        ...schema(
          "listReplays",
          "Days whose decisions were made again from what was kept with them, the last run first",
        ),
        querystring: closedObject({ day: Type.Optional(DayText), ...pageQuery }),
        response: { 200: pageOfItems(Replay) },
      },
    },
    async (request) => {
      const page = pageOf(context, request);
      const day = request.query.day === undefined ? null : readDay(request.query.day, "/query/day");
      const before = page.after === null ? null : BigInt(page.after[0] ?? "0");
      const rows = await inTransaction(context.db, request.principal.tenantId, (tx) =>
        listRuns(tx, { kind: "replay", day, before, limit: page.limit + 1 }),
      );
      return pageAnswer(context, request, rows, page, { position: (row) => [row.run_id.toString()], item: replayView });
    },
  );
  api.get(
    "/v1/review/replays/:runId",
    {
      config: { access: READERS, problems: ["not_found"] },
      schema: {
        ...schema("readReplay", "How far a run is, and what came out otherwise"),
        params: Type.Object({ runId: Type.String({ maxLength: 64 }) }),
        response: { 200: Replay },
      },
    },
    async ({ principal, params }) => {
      const runId = parseId("decisionRun", params.runId);
      const row =
        runId === null ? null : await inTransaction(context.db, principal.tenantId, (tx) => findRun(tx, runId));
      if (row?.kind !== "replay") refuse("not_found", `there is no run ${params.runId}`);
      return replayView(row);
    },
  );
}

function asking(api: Api, context: Context): void {
  api.post(
    "/v1/review/replays",
    {
      config: { access: READERS, idempotency: "required" },
      schema: {
        ...schema("replayDay", "Make a day's decisions again; the workers do it, and the run says how far they are"),
        body: closedObject({ day: DayText }),
        response: { 202: Replay },
      },
    },
    async (request, reply) => {
      const day = readDay(request.body.day, "/day");
      if (day > shanghaiDay(context.clock.now())) refuseDay("/day", "is still to come");
      await idempotently(context, request, reply, async (tx) => {
        const run = await askForRun(context, tx, "replay", day, request.principal.caller);
        return { status: 202, body: replayView(run) };
      });
      return reply;
    },
  );
}
