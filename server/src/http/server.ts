// Understands how the HTTP server is put together: one parser, one guard, one answer for problems, then the rooms.

import type { Socket } from "node:net";
import { refuse } from "@anxin/core/refusal";
import { fastifyCookie } from "@fastify/cookie";
import { fastifyHelmet } from "@fastify/helmet";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { type FastifyBaseLogger, type FastifyReply, fastify, LogController } from "fastify";
import type { Context } from "../context.js";
import { guardRoutes } from "./access.js";
import type { Api } from "./api.js";
import { API_VERSION, documentRoutes } from "./document.js";
import { healthRoutes } from "./health.js";
import { parseJsonBodies } from "./json.js";
import { languageOf } from "./language.js";
import { BODY_BYTES_MAX, DRAIN_MS_MAX, PARAMETER_LENGTH_MAX, REQUEST_MS_MAX } from "./limits.js";
import { measureRequests, watchPool } from "./metrics.js";
import { answerError, answerProblems } from "./problem.js";
import { problemRoutes } from "./problem-routes.js";
import { readQueries } from "./query.js";
import { fieldRefusal } from "./schema.js";

/** Registers the routes of one part of the house. */
export type Room = (api: Api, context: Context) => void;

const REQUEST_ID_BYTES = 12;

/** Answers what is not even HTTP, on a socket that is closed afterwards. */
function answerBrokenRequest(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === "HPE_HEADER_OVERFLOW" ? "431 Request Header Fields Too Large" : "400 Bad Request";
  const body = JSON.stringify({ type: "about:blank", title: status.slice(4), status: Number(status.slice(0, 3)) });
  const head = `HTTP/1.1 ${status}\r\nContent-Type: application/problem+json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
  socket.end(head + body);
}

function newApi(context: Context): Api {
  return fastify({
    loggerInstance: context.log as FastifyBaseLogger,
    // What is worth a line is written where it is known; addresses hold ids, and are never logged.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => `req_${context.randomBytes(REQUEST_ID_BYTES).toString("base64url")}`,
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: REQUEST_MS_MAX,
    trustProxy: context.config.trustProxy,
    forceCloseConnections: "idle",
    return503OnClosing: false,
    routerOptions: { maxParamLength: PARAMETER_LENGTH_MAX },
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: true, allErrors: false } },
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (error, request, reply) => answerError(error, request, reply as FastifyReply),
  }).withTypeProvider<TypeBoxTypeProvider>();
}

const DRAIN_POLL_MS = 50;

/**
 * Closes connections as soon as they are idle, until all are. A client keeps its connection for the next request, and one
 * that was busy when the server began to close would otherwise hold it open for more than a minute. Nor is one waited for that
 * a browser opened in advance and never used: Node counts it as busy.
 */
function drain(api: Api, connections: ReadonlySet<Socket>): void {
  if (!api.server.listening) return;
  const closeIdle = (): void => {
    api.server.closeIdleConnections();
    for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
  };
  const polling = setInterval(closeIdle, DRAIN_POLL_MS).unref();
  const cutting = setTimeout(() => api.server.closeAllConnections(), DRAIN_MS_MAX).unref();
  api.server.once("close", () => {
    clearInterval(polling);
    clearTimeout(cutting);
  });
}

/** What holds for every request before its route is looked at. */
function greet(api: Api): void {
  let closing = false;
  const connections = new Set<Socket>();
  api.server.on("connection", (socket: Socket) => {
    connections.add(socket);
    socket.once("close", () => connections.delete(socket));
  });
  api.addHook("preClose", (done) => {
    closing = true;
    drain(api, connections);
    done();
  });
  api.addHook("onSend", (_request, reply, payload, done) => {
    if (closing) reply.header("connection", "close");
    done(null, payload);
  });
  api.addHook("onRequest", (request, reply, done) => {
    reply.header("x-request-id", request.id);
    reply.header("x-api-version", API_VERSION);
    reply.header("cache-control", "no-store");
    if (closing) refuse("unavailable", "this process is stopping; another one takes over");
    const asked = request.headers["x-api-version"];
    if (asked !== undefined && asked !== API_VERSION) {
      const said = { zh: `应为 ${API_VERSION}，或不发送`, en: `must be ${API_VERSION}, or be left out` };
      const { code, detail, ...more } = fieldRefusal("/header/x-api-version", "enum", said[languageOf(request)]);
      refuse(code, detail, more);
    }
    done();
  });
}

/** An API shows nothing and runs nothing; a room that serves a page sets a policy of its own on it. */
const HELMET = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] },
  },
  referrerPolicy: { policy: "no-referrer" },
  frameguard: { action: "deny" },
} as const;

/**
 * Builds the server with these rooms. It does not listen yet: call `ready()`, `listen()` or `inject()`. Fails there when a
 * route does not say who may call it.
 */
export function buildServer(context: Context, rooms: readonly Room[]): Api {
  const api = newApi(context);
  watchPool("app", context.db);
  watchPool("owner", context.owner);
  parseJsonBodies(api);
  readQueries(api);
  answerProblems(api);
  measureRequests(api);
  api.register(fastifyHelmet, { ...HELMET, hsts: context.config.publicUrl.startsWith("https:") });
  api.register(fastifyCookie);
  greet(api);
  guardRoutes(api, context);
  documentRoutes(api);
  api.register(async (scope) => {
    const house = scope.withTypeProvider<TypeBoxTypeProvider>();
    for (const room of [healthRoutes, problemRoutes, ...rooms]) room(house, context);
  });
  return api;
}
