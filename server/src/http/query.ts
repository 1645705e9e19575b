// Understands numbers and truth values in a query string, where everything arrives as text.

import type { FastifyRequest } from "fastify";
import type { Api } from "./api.js";

const WHOLE = /^-?(?:0|[1-9]\d{0,15})$/;

/** Which parameters are not text, and which type they have. */
function typedParameters(schema: unknown): ReadonlyMap<string, "integer" | "boolean"> {
  const { properties = {} } = (schema ?? {}) as {
    readonly properties?: Readonly<Record<string, { readonly type?: unknown }>>;
  };
  const typed = new Map<string, "integer" | "boolean">();
  for (const [name, { type }] of Object.entries(properties)) {
    if (type === "integer" || type === "boolean") typed.set(name, type);
  }
  return typed;
}

/** Text that is spelled exactly as JSON would spell the value; anything else stays text, and the schema refuses it. */
function jsonValueOf(text: unknown, type: "integer" | "boolean"): unknown {
  if (typeof text !== "string") return text;
  if (type === "integer") return WHOLE.test(text) ? Number(text) : text;
  return text === "true" || text === "false" ? text === "true" : text;
}

/** The validator coerces nothing; so query strings are read by their schema before it sees them. */
export function readQueries(api: Api): void {
  api.addHook("onRoute", (route) => {
    const typed = typedParameters(route.schema?.querystring);
    if (typed.size === 0) return;
    const read = (request: FastifyRequest, _reply: unknown, done: () => void): void => {
      const query = request.query as Record<string, unknown>;
      for (const [name, type] of typed) if (query[name] !== undefined) query[name] = jsonValueOf(query[name], type);
      done();
    };
    route.preValidation = [read, ...[route.preValidation ?? []].flat()];
  });
}
