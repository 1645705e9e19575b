// Understands where the API takes text that people or marketplaces write as they like, and notes which of it was sent.

import { readFileSync } from "node:fs";
import { CORPUS, hostile } from "./hostile.js";

interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

interface Operation {
  readonly operationId: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
}

interface Api {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Call {
  readonly operationId: string;
  readonly method: string;
  readonly path: RegExp;
  readonly body: Schema;
}

const { paths } = JSON.parse(readFileSync(new URL("../../server/openapi.json", import.meta.url), "utf8")) as Api;

const CALLS: readonly Call[] = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, { operationId, requestBody }]): Call[] => {
    const body = requestBody?.content["application/json"]?.schema;
    if (body === undefined) return [];
    const address = new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+")}$`);
    return [{ operationId, method: method.toUpperCase(), path: address, body }];
  }),
);

const fits = ({ maxLength = Number.POSITIVE_INFINITY, pattern = "" }: Schema, text: string): boolean =>
  text.length <= maxLength && new RegExp(pattern, "u").test(text);

/** Fields that take any text: strings without a list, a format or a pattern that markup would not fit. */
const isFree = ({ type, enum: choices, format, pattern }: Schema): boolean =>
  type === "string" &&
  choices === undefined &&
  format === undefined &&
  new RegExp(pattern ?? "", "u").test(CORPUS[0] ?? "");

/** Rewrites a body along its schema: `change` says what stands at each place where any text may. */
function along(
  value: unknown,
  schema: Schema,
  place: string,
  change: (text: string, place: string, fits: (text: string) => boolean) => string,
) {
  const walk = (part: unknown, kind: Schema, at: string): unknown => {
    if (typeof part === "string" && isFree(kind)) return change(part, at, (text) => fits(kind, text));
    const choice = kind.anyOf?.find((each) => each.type === (Array.isArray(part) ? "array" : typeof part));
    if (choice !== undefined) return walk(part, choice, at);
    if (Array.isArray(part)) return part.map((each) => walk(each, kind.items ?? {}, at));
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(
      Object.entries(part).map(([name, each]) => [name, walk(each, kind.properties?.[name] ?? {}, `${at}.${name}`)]),
    );
  };
  return walk(value, schema, place);
}

/** Every field of the API that takes any text, such as `fileClaim.description`. */
export function freeTexts(): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = (schema: Schema, at: string): void => {
    if (isFree(schema)) found.add(at);
    for (const each of schema.anyOf ?? []) walk(each, at);
    if (schema.items !== undefined) walk(schema.items, at);
    for (const [name, each] of Object.entries(schema.properties ?? {})) walk(each, `${at}.${name}`);
  };
  for (const { operationId, body } of CALLS) walk(body, operationId);
  return found;
}

/**
 * A `fetch` that writes hostile text into every free field but those that `keeps` names, and notes in `fed` what of it the
 * server took.
 */
export function poisoning(honest: typeof fetch, keeps: (place: string) => boolean, fed: Set<string>): typeof fetch {
  const next = hostile();
  return async (input, init) => {
    const call = CALLS.find(
      ({ method, path }) => method === init?.method && path.test(new URL(String(input)).pathname),
    );
    if (call === undefined || typeof init?.body !== "string") return honest(input, init);
    const sent = new Set<string>();
    const body = along(JSON.parse(init.body), call.body, call.operationId, (text, place, fits) => {
      const isHostile = CORPUS.some((each) => text.includes(each));
      const said = isHostile || keeps(place) ? text : next(fits);
      if (isHostile || said !== text) sent.add(place);
      return said;
    });
    const answer = await honest(input, { ...init, body: JSON.stringify(body) });
    if (answer.ok) for (const place of sent) fed.add(place);
    return answer;
  };
}
