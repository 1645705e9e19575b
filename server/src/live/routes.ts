// Understands the calls of those who watch: the stream of what happens, and the board of how much.

import { Type } from "typebox";
import type { Context } from "../context.js";
import { tokenOf } from "../http/access.js";
import { type Access, type Api, ROLES } from "../http/api.js";
import { EVENT_STREAM } from "../http/metrics.js";
import { findCredential } from "../people/credentials.js";
import { boardOf } from "./board.js";
import { BoardView } from "./board-wire.js";
import { openHub } from "./hub.js";
import { STREAM_LIMITS, type StreamLimits } from "./limits.js";
import { eventStream } from "./stream.js";

const LISTENERS: Access = ["server", ...ROLES];
const BOARD_READERS: Access = ["server", "platform", "admin", "supervisor", "finance", "auditor", "actuary"];
const TAGS = ["live"];

const PLACE = /^\d{1,18}$/;
/** Later than any place: who comes with what is none has to read anew. */
const NO_PLACE = "9".repeat(18);

const STREAM_SAYS =
  'Each `data` is `{"type", "subject", "at"}`, or `{"type", "count", "at"}` for more things at once than are worth naming. ' +
  "A buyer hears of their own things, a merchant of their shop's, everybody else of the tenant's. It says that something " +
  "changed and not what it is now: read it. After a short gap `Last-Event-ID` tells what was missed, some of it perhaps " +
  "again; after a longer one `resync` says to read everything anew. Beside the outbox's types there are `clock.moved` " +
  "(sandbox) and, for those who decide claims, `claim.holder_changed`. A comment every 15 s says that the line is alive.";

function streamRoute(api: Api, context: Context, limits: StreamLimits): void {
  const hub = openHub(context, limits);
  api.addHook("preClose", () => hub.close());
  const headers = Type.Object({
    "last-event-id": Type.Optional(
      Type.String({ description: "the last `id` that was heard; browsers send it by themselves" }),
    ),
  });
  api.get(
    "/v1/events/stream",
    {
      // Asked by HEAD there would be a stream that nobody reads.
      exposeHeadRoute: false,
      config: { access: LISTENERS },
      schema: {
        ...{ operationId: "streamEvents", tags: TAGS, summary: "What changes, as it changes (server-sent events)" },
        description: STREAM_SAYS,
        headers,
        produces: ["text/event-stream"],
        response: { 200: Type.String() },
      },
    },
    async (request, reply) => {
      const { principal } = request;
      const token = tokenOf(request)?.token ?? "";
      const giveBack = hub.admit(`${principal.tenantId} ${principal.caller}`);
      const { raw } = reply;
      const stream = eventStream(
        limits.waitingBytesMax,
        () => raw.writableLength,
        () => raw.destroy(),
      );
      stream.body.once("close", giveBack);
      // Who goes before they are let in is never sent anything that could tell.
      raw.once("close", () => stream.body.destroy());
      const heardUntil = request.headers["last-event-id"];
      const place = heardUntil === undefined ? null : PLACE.test(heardUntil) ? heardUntil : NO_PLACE;
      const mayStay = async (): Promise<boolean> => (await findCredential(context, token)) !== null;
      try {
        await hub.join({ principal, stream }, place, mayStay);
      } catch (error) {
        stream.body.destroy();
        throw error;
      }
      reply.header("content-type", EVENT_STREAM).header("x-accel-buffering", "no");
      return reply.send(stream.body as never);
    },
  );
}

function boardRoute(api: Api, context: Context): void {
  api.get(
    "/v1/board",
    {
      config: { access: BOARD_READERS },
      schema: {
        ...{ operationId: "readBoard", tags: TAGS },
        summary: "How much happens: the last two minutes by the second, today's totals, what waits and what is stopped",
        response: { 200: BoardView },
      },
    },
    ({ principal: { tenantId } }) => boardOf(context, tenantId),
  );
}

export function liveRoutes(api: Api, context: Context, limits: StreamLimits = STREAM_LIMITS): void {
  streamRoute(api, context, limits);
  boardRoute(api, context);
}
