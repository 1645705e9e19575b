// Understands how everything that goes wrong becomes one answer: application/problem+json (RFC 9457), never a stack, SQL or host.

import { type FieldProblem, type Refusal, Refused } from "@anxin/core/refusal";
import { isConnectionFailure } from "@anxin/store/transaction";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { Errors } from "typebox/value";
import type { Api } from "./api.js";
import { fieldProblems, type SchemaComplaint } from "./fields.js";
import { type Language, languageOf, languageTag } from "./language.js";
import { type ProblemCode, problemKind } from "./problem-table.js";

const PROBLEM_TYPE = "application/problem+json; charset=utf-8";
/** Seconds after which an unreachable database, or a draining server's successor, is worth another try. */
const UNAVAILABLE_RETRY_SECONDS = 2;
const RUNNING_RETRY_SECONDS = 1;

/** A problem as it is answered. */
export interface ProblemBody {
  readonly type: string;
  readonly code: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly requestId: string;
  readonly errors: readonly FieldProblem[];
  readonly [extra: string]: unknown;
}

/** A refusal, or the fault that is nobody's refusal. */
type Complaint = Omit<Refusal, "code"> & { readonly code: ProblemCode };

function problemBody(complaint: Complaint, requestId: string, language: Language): ProblemBody {
  const { code, detail, errors = [], limit, unit, extra } = complaint;
  const { status, title } = problemKind(code);
  return {
    ...extra,
    type: `/problems/${code}`,
    code,
    title: title[language],
    status,
    detail,
    requestId,
    errors,
    ...(limit === undefined ? {} : { limit }),
    ...(unit === undefined ? {} : { unit }),
  };
}

/** A refusal as an object of an answer, for batches whose items are refused one by one. */
export function refusalObject(
  refusal: Refusal,
  request: { readonly id: string; readonly headers: { readonly "accept-language"?: string | undefined } },
): ProblemBody {
  return problemBody(refusal, request.id, languageOf(request));
}

/** What is asked of a reply; a part of Fastify's. */
interface Replying {
  code(status: number): unknown;
  header(name: string, value: string | number): unknown;
  send(payload: string): unknown;
}

function retryAfter(complaint: Complaint): number | null {
  const named = complaint.extra?.["retryAfter"];
  if (typeof named === "number") return named;
  if (complaint.code === "unavailable") return UNAVAILABLE_RETRY_SECONDS;
  return complaint.code === "idempotency_key_running" ? RUNNING_RETRY_SECONDS : null;
}

function answer(request: FastifyRequest, reply: Replying, complaint: Complaint): void {
  const language = languageOf(request);
  const body = problemBody(complaint, request.id, language);
  const seconds = retryAfter(complaint);
  reply.code(body.status);
  reply.header("content-type", PROBLEM_TYPE);
  // An address that cannot even be read is answered before any hook runs.
  reply.header("x-request-id", request.id);
  reply.header("cache-control", "no-store");
  reply.header("content-language", languageTag(language));
  if (seconds !== null) reply.header("retry-after", seconds);
  if (body.status === 401) reply.header("www-authenticate", 'Bearer realm="anxin"');
  reply.send(JSON.stringify(body));
}

/** Fastify's own errors, by code. */
const FRAMEWORK: Readonly<Record<string, Complaint>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { code: "unsupported_media_type", detail: "send application/json, in UTF-8" },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    code: "malformed_json",
    detail: "Content-Length is not the length of the body",
  },
  FST_ERR_BAD_URL: { code: "validation_failed", detail: "the address is not well percent-encoded" },
  FST_ERR_MAX_PARAM_LENGTH: { code: "route_not_found", detail: "a part of the address is too long" },
};

/** Where a part of the request that is not the body is pointed to. */
const ROOTS: Readonly<Record<string, string>> = { querystring: "/query", params: "/path", headers: "/header" };
/** Beyond this many values in a body only the first complaint is named: finding all would cost more than the request. */
const VALUES_WALKED_MAX = 20_000;

function isSmall(value: unknown): boolean {
  const queue: unknown[] = [value];
  for (let seen = 0; seen < queue.length; seen++) {
    const each = queue[seen];
    if (typeof each !== "object" || each === null) continue;
    const children = Object.values(each);
    if (queue.length + children.length > VALUES_WALKED_MAX) return false;
    queue.push(...children);
  }
  return true;
}

/** The validator stops at the first complaint; a refused body that is not huge is looked through once more for all of them. */
function complaintsOf(error: FastifyError, request: FastifyRequest): readonly SchemaComplaint[] {
  const first = (error.validation ?? []) as readonly SchemaComplaint[];
  const schema = request.routeOptions.schema?.body;
  if (error.validationContext !== "body" || schema === undefined || !isSmall(request.body)) return first;
  const all = Errors(schema as Parameters<typeof Errors>[0], request.body ?? null);
  return all.length > 0 ? all : first;
}

function invalid(error: FastifyError, request: FastifyRequest): Complaint {
  const root = ROOTS[error.validationContext ?? "body"] ?? "";
  const errors = fieldProblems(complaintsOf(error, request), root, languageOf(request));
  const named = errors.map(({ pointer, detail }) => `${pointer === "" ? "/" : pointer} ${detail}`);
  return { code: "validation_failed", detail: named.slice(0, 3).join("; "), errors };
}

/** PostgreSQL's states for text that it cannot hold: the input's fault, wherever a schema was too generous. */
const TEXT_STATES = new Set(["22021", "22P05"]);

function complaintFrom(error: unknown, request: FastifyRequest): Complaint {
  if (error instanceof Refused) return error.refusal;
  const { validation, code = "", message = "" } = (error ?? {}) as Partial<FastifyError>;
  if (validation !== undefined) return invalid(error as FastifyError, request);
  const known = FRAMEWORK[code];
  if (known !== undefined) return known;
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE" || code === "FST_REQ_FILE_TOO_LARGE") {
    const limit = request.routeOptions.bodyLimit;
    return { code: "body_too_large", detail: `the body is larger than ${limit} bytes`, limit, unit: "bytes" };
  }
  if (TEXT_STATES.has(code))
    return { code: "validation_failed", detail: "a text holds a character that cannot be kept" };
  if (isConnectionFailure(error))
    return {
      code: "unavailable",
      detail: "the database cannot be reached; retry, with the same key for what was not acknowledged",
    };
  if (/^FST_.*_BODY|^FST_REQ_|^FST_(?:FILES|PARTS|FIELDS|INVALID_MULTIPART)/.test(code)) {
    return { code: "validation_failed", detail: message };
  }
  return {
    code: "internal_error",
    detail: "the fault is ours; retry with the same key, and tell us the requestId if it stays",
  };
}

/** What a log may hold of a fault: where it happened, and never the values that PostgreSQL quotes in its messages and details. */
function loggable(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack = "", code, constraint, table } = error as Error & Readonly<Record<string, unknown>>;
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line));
  const said = code === undefined ? message : message.replace(/".*"/s, '"…"');
  return { type: name, message: said, code, constraint, table, frames };
}

/** Answers any error. Faults of ours are logged under the request's id; the caller reads the id alone. */
export function answerError(error: unknown, request: FastifyRequest, reply: Replying): void {
  const complaint = complaintFrom(error, request);
  if (complaint.code === "internal_error" || complaint.code === "unavailable") {
    const route = request.routeOptions.url;
    request.log.error({ fault: loggable(error), requestId: request.id, route }, complaint.code);
  }
  answer(request, reply, complaint);
}

/** A route's address as a pattern for concrete ones. */
function patternOf(url: string): RegExp {
  const parts = url.split("/").map((part) => {
    if (part.startsWith(":")) return "[^/]+";
    return part === "*" ? ".*" : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("/")}$`);
}

/** Installs the answers for errors, for unknown addresses, and for known addresses asked with another method. */
export function answerProblems(api: Api): void {
  const methods = new Map<string, { readonly pattern: RegExp; readonly methods: Set<string> }>();
  api.addHook("onRoute", ({ url, method }) => {
    const entry = methods.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() };
    for (const each of [method].flat()) entry.methods.add(each);
    methods.set(url, entry);
  });
  api.setErrorHandler((error, request, reply) => answerError(error, request, reply));
  api.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split("?", 1)[0] ?? "";
    const known = [...methods.values()].filter(({ pattern }) => pattern.test(path));
    if (known.length === 0) {
      answer(request, reply, { code: "route_not_found", detail: "there is nothing at this address; see /docs" });
      return;
    }
    const allowed = [...new Set(known.flatMap((each) => [...each.methods]))].sort().join(", ");
    reply.header("allow", allowed);
    answer(request, reply, { code: "method_not_allowed", detail: `use ${allowed}` });
  });
}
