// Understands request bodies: strict JSON in UTF-8, of bounded depth, without keys that reach into prototypes.

import { createHash } from "node:crypto";
import { type Refusal, Refused } from "@anxin/core/refusal";
import type { FastifyRequest } from "fastify";
import type { Api } from "./api.js";
import { NESTING_LEVELS_MAX } from "./limits.js";

const MALFORMED: Refusal = {
  code: "malformed_json",
  detail: "the body is not one JSON value, or has a key called __proto__ or constructor",
};
const JSON_TYPE = /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

/** Where a value nests deeper than `levels`, as a JSON pointer; null when it does nowhere. */
function tooDeepAt(value: unknown, levels: number): string | null {
  if (typeof value !== "object" || value === null) return null;
  if (levels === 0) return "";
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const at = tooDeepAt(value[i], levels - 1);
      if (at !== null) return `/${i}${at}`;
    }
    return null;
  }
  for (const key in value) {
    const at = tooDeepAt((value as Record<string, unknown>)[key], levels - 1);
    if (at !== null) return `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}${at}`;
  }
  return null;
}

function nestsTooDeep(pointer: string): Refused {
  return new Refused({
    code: "validation_failed",
    detail: `the body nests deeper than ${NESTING_LEVELS_MAX} levels`,
    errors: [{ pointer, code: "nesting", detail: `nests deeper than ${NESTING_LEVELS_MAX} levels` }],
    limit: NESTING_LEVELS_MAX,
    unit: "levels",
  });
}

/** Where a too deep value is looked for by who sent it: the first steps of the way down. */
const startOf = (pointer: string): string => pointer.split("/").slice(0, 4).join("/");

interface ObjectSchema {
  readonly type?: unknown;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly items?: unknown;
  readonly anyOf?: readonly unknown[];
  readonly additionalProperties?: unknown;
  readonly patternProperties?: unknown;
}

/** Where a body's schema has an object that takes any field by mistake; null when it has none. Records are open on purpose. */
function openObjectAt(schema: unknown): string | null {
  if (typeof schema !== "object" || schema === null) return null;
  const { type, properties = {}, items, anyOf = [], additionalProperties, patternProperties } = schema as ObjectSchema;
  if (type === "object" && additionalProperties === undefined && patternProperties === undefined) return "";
  const inside: [string, unknown][] = [...Object.entries(properties), ["0", items]];
  for (const [name, part] of inside) {
    const at = openObjectAt(part);
    if (at !== null) return `/${name}${at}`;
  }
  return anyOf.map(openObjectAt).find((at) => at !== null) ?? null;
}

/** Makes an object that forgot to close itself stop the start: unknown fields are refused on our own API. */
function requireClosedBodies(api: Api): void {
  api.addHook("onRoute", ({ method, url, schema }) => {
    const at = openObjectAt(schema?.body);
    if (at !== null)
      throw new Error(`${String(method)} ${url}: the body's ${at === "" ? "root" : at} takes unknown fields`);
  });
}

/** The one parser of the API. An empty body is no body: the route's schema says whether one is needed. */
export function parseJsonBodies(api: Api): void {
  requireClosedBodies(api);
  const parse = api.getDefaultJsonParser("error", "error");
  const read = (request: FastifyRequest, text: string): unknown => {
    if (!JSON_TYPE.test(request.headers["content-type"] ?? "")) {
      throw new Refused({ code: "unsupported_media_type", detail: "send application/json, in UTF-8" });
    }
    if (text.length === 0) return undefined;
    let value: unknown;
    void parse(request, text, (error, parsed) => {
      if (error !== null) throw new Refused(MALFORMED);
      value = parsed;
    });
    const deep = tooDeepAt(value, NESTING_LEVELS_MAX);
    if (deep !== null) throw nestsTooDeep(startOf(deep));
    return value;
  };
  api.removeAllContentTypeParsers();
  api.addContentTypeParser("application/json", { parseAs: "string" }, async (request: FastifyRequest, body: string) =>
    read(request, body),
  );
}

/** JSON with sorted keys: two spellings of the same value give the same text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(",")}}`;
}

/** SHA-256 of what a parsed body says, however it was spelled. Bodies that came through the parser have bounded depth. */
export function bodyHash(body: unknown): Buffer {
  return createHash("sha256").update(canonical(body)).digest();
}
