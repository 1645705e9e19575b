// Understands how the routes describe themselves: OpenAPI 3.1 made from their schemas, and a page to read it on.

import { readFileSync } from "node:fs";
import type { RefusalCode } from "@anxin/core/refusal";
import { fastifySwagger } from "@fastify/swagger";
import fastifySwaggerUi from "@fastify/swagger-ui";
import type { FastifySchema, RouteOptions } from "fastify";
import type { Access, Api } from "./api.js";
import { problemKind } from "./problem-table.js";
import { Problem } from "./schema.js";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Whether a POST must (or may) carry an Idempotency-Key. */
    idempotency?: "required" | "optional";
    /** Whether an edit must (or may) carry If-Match. */
    ifMatch?: "required" | "optional";
    /** Refusals of this route beyond those that follow from its access, body, idempotency and If-Match. */
    problems?: readonly RefusalCode[];
  }
}

export const API_VERSION = "2026-12-01";
/** The mark of the house, instead of the reader's own. */
const MARK = readFileSync(new URL("../../assets/mark.svg", import.meta.url));
export const DOCS_PREFIX = "/docs";

type Described = Readonly<Record<string, unknown>>;

const ALWAYS: readonly RefusalCode[] = ["rate_limited", "unavailable"];
const BODY: readonly RefusalCode[] = [
  "malformed_json",
  "validation_failed",
  "unsupported_media_type",
  "body_too_large",
];
const IDEMPOTENCY: readonly RefusalCode[] = [
  "idempotency_key_missing",
  "idempotency_key_invalid",
  "idempotency_key_reused",
  "idempotency_key_running",
];
const IF_MATCH: readonly RefusalCode[] = ["if_match_missing", "if_match_stale"];

const hasCursor = (schema: unknown): boolean =>
  typeof schema === "object" && schema !== null && "cursor" in ((schema as { properties?: object }).properties ?? {});

/** Everything that a route may refuse with. */
function refusalsOf(
  schema: FastifySchema,
  config: NonNullable<RouteOptions["config"]>,
  method: string,
): readonly RefusalCode[] {
  const closed = config.access !== "public";
  return [
    ...(closed ? (["unauthenticated", "forbidden"] as const) : []),
    ...(closed && method !== "GET" ? (["csrf"] as const) : []),
    ...(method === "GET" && schema.params !== undefined ? (["not_found"] as const) : []),
    ...(hasCursor(schema.querystring) ? (["cursor_invalid"] as const) : []),
    ...(schema.body === undefined ? [] : BODY),
    ...(schema.querystring === undefined && schema.params === undefined ? [] : (["validation_failed"] as const)),
    ...(config.idempotency === undefined ? [] : IDEMPOTENCY),
    ...(config.ifMatch === undefined ? [] : IF_MATCH),
    ...(config.problems ?? []),
    ...ALWAYS,
  ];
}

function problemAnswers(codes: readonly RefusalCode[]): Described {
  const byStatus = new Map<number, Set<string>>([[500, new Set(["internal_error"])]]);
  for (const code of codes) {
    const { status } = problemKind(code);
    byStatus.set(status, (byStatus.get(status) ?? new Set()).add(code));
  }
  return Object.fromEntries(
    [...byStatus].map(([status, names]) => [
      status,
      {
        description: [...names].sort().join(", "),
        content: { "application/problem+json": { schema: { $ref: "Problem#" } } },
      },
    ]),
  );
}

const MEANINGS: Readonly<Record<string, string>> = {
  200: "As asked.",
  201: "Created.",
  204: "Done; nothing to show.",
  303: "Go there.",
  304: "Unchanged since the ETag of If-None-Match.",
};

/** The answers of a route's own schema, each with what it means. */
function namedAnswers(response: unknown): Described {
  const answers = Object.entries((response ?? {}) as Readonly<Record<string, Described>>);
  return Object.fromEntries(
    answers.map(([status, schema]) => [status, { description: MEANINGS[status] ?? "An answer.", ...schema }]),
  );
}

function headersOf(config: NonNullable<RouteOptions["config"]>): Described | null {
  const properties: Record<string, Described> = {};
  const required: string[] = [];
  if (config.idempotency !== undefined) {
    properties["Idempotency-Key"] = {
      type: "string",
      minLength: 1,
      maxLength: 255,
      description: "the same for every retry of one operation",
    };
    if (config.idempotency === "required") required.push("Idempotency-Key");
  }
  if (config.ifMatch !== undefined) {
    properties["If-Match"] = { type: "string", description: "the ETag of what is edited" };
    if (config.ifMatch === "required") required.push("If-Match");
  }
  return Object.keys(properties).length === 0 ? null : { type: "object", properties, required };
}

/** A shop's key is let in where its people are, but for what people do themselves. */
function securityOf(access: Access, isForPeople: boolean): readonly Described[] {
  if (access === "public") return [];
  const people = access.some((role) => role !== "server");
  const keys = access.some((role) => role === "server" || role === "merchant") && !isForPeople;
  return [...(keys ? [{ serverKey: [] }] : []), ...(people ? [{ personToken: [] }, { personCookie: [] }] : [])];
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** "GET /v1/claims/{claimId}/findings" → "getClaimsByClaimIdFindings", unless the route has a name of its own. */
function operationIdOf(url: string, method: string): string {
  const words = url
    .replace(/^\/v1\//, "/")
    .split("/")
    .filter((part) => part !== "")
    .map((part) => (part.startsWith(":") ? `By${capital(part.slice(1))}` : part.split(/[-.]/).map(capital).join("")));
  return `${method.toLowerCase()}${words.join("") || "Home"}`;
}

/** The resource that a route is about: the first part of its address below /v1; a table of it is the same resource. */
export const collectionOf = (url: string): string => /^\/v1\/([^/?.]+)/.exec(url)?.[1] ?? "house";

/** What the document says of a route: its own schema, and what follows from its configuration. */
function describe(schema: FastifySchema, url: string, route: RouteOptions): FastifySchema {
  const config = route.config ?? {};
  const access = config.access ?? "public";
  const [method = "GET"] = [route.method].flat();
  const headers = headersOf(config);
  const given = schema as FastifySchema & { description?: string; operationId?: string; tags?: readonly string[] };
  const who = access === "public" ? "Public." : `For: ${access.join(", ")}.`;
  const described = {
    ...given,
    operationId: given.operationId ?? operationIdOf(url, method),
    tags: given.tags ?? [collectionOf(url)],
    description: [given.description, who].filter((each) => each !== undefined).join("\n\n"),
    security: securityOf(access, config.signedIn === true),
    response: { ...namedAnswers(given.response), ...problemAnswers(refusalsOf(given, config, method)) },
    ...(headers === null ? {} : { headers }),
  };
  return described as FastifySchema;
}

const INFO = {
  title: "Anxin",
  version: API_VERSION,
  description:
    "The insurance core that an online marketplace plugs in. Amounts are whole fen, times RFC 3339 in UTC, errors application/problem+json.",
  license: { name: "Apache-2.0", identifier: "Apache-2.0" },
};

const SECURITY_SCHEMES = {
  serverKey: { type: "http", scheme: "bearer", description: "A key of an integrator or of a shop, ak_…" },
  personToken: { type: "http", scheme: "bearer", description: "A token of POST /v1/sessions or /v1/portal-sessions" },
  personCookie: { type: "apiKey", in: "cookie", name: "anxin_session", description: "The same, as browsers keep it" },
} as const;

/** Nothing from elsewhere, nothing inline but what the reader's script puts on its own elements. */
const READER_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Serves the document at /openapi.json and a reader at /docs. Registered before any route, since it listens to their making. */
export function documentRoutes(api: Api): void {
  api.addSchema(Problem);
  api.register(fastifySwagger, {
    openapi: { openapi: "3.1.0", info: INFO, components: { securitySchemes: SECURITY_SCHEMES } },
    hideUntagged: false,
    transform: ({ schema, url, route }) => ({ schema: describe(schema ?? {}, url, route), url }),
    refResolver: {
      buildLocalReference: (json, _base, _fragment, index) =>
        typeof json["$id"] === "string" ? json["$id"] : `def-${index}`,
    },
  });
  api.register(fastifySwaggerUi, {
    routePrefix: DOCS_PREFIX,
    staticCSP: READER_POLICY,
    uiConfig: { docExpansion: "list", deepLinking: true, validatorUrl: null },
    logo: { type: "image/svg+xml", content: MARK, href: "/", target: "_self" },
    theme: {
      title: "安心 Anxin API",
      favicon: [{ filename: "mark.svg", rel: "icon", sizes: "any", type: "image/svg+xml", content: MARK }],
    },
  });
  let text: string | null = null;
  api.register(async (scope) => {
    scope.get("/openapi.json", { config: { access: "public" }, schema: { hide: true } }, (_request, reply) => {
      reply.type("application/json; charset=utf-8");
      text ??= JSON.stringify(api.swagger());
      return text;
    });
  });
}
