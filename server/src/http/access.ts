// Understands who may call which route: authentication, roles, scopes, forged requests of browsers, and rates.

import { refuse } from "@anxin/core/refusal";
import type { FastifyRequest } from "fastify";
import type { Context } from "../context.js";
import { type Credential, findCredential } from "../people/credentials.js";
import type { Access, Api } from "./api.js";
import { collectionOf, DOCS_PREFIX } from "./document.js";
import { type Rates, rates } from "./rates.js";

export const SESSION_COOKIE = "anxin_session";

const READS = new Set(["GET", "HEAD"]);
const BEARER = /^Bearer +([\x21-\x7e]{1,200})$/i;

/** The token of a request, and whether a browser sent it by itself. A header wins over a cookie. */
export function tokenOf(request: FastifyRequest): { readonly token: string; readonly byCookie: boolean } | null {
  const { authorization } = request.headers;
  if (authorization !== undefined) return { token: BEARER.exec(authorization)?.[1] ?? "", byCookie: false };
  const cookie = request.cookies[SESSION_COOKIE];
  return cookie === undefined ? null : { token: cookie, byCookie: true };
}

/**
 * Refuses a write that a page of somebody else made a browser send: browsers say where a request comes from, and a page
 * cannot change what they say. A request that says nothing is no browser's, and has no business with a cookie.
 */
export function requireOwnPage(request: Pick<FastifyRequest, "headers">): void {
  const { origin, host } = request.headers;
  const site = request.headers["sec-fetch-site"];
  const own =
    site === undefined
      ? origin !== undefined && URL.canParse(origin) && new URL(origin).host === host
      : site === "same-origin" || site === "none";
  if (!own) refuse("csrf", "this write came from another site's page; act from our own, or use a bearer token");
}

/** Whether a key's scopes let it do this to a collection. */
function reaches(scopes: readonly string[], collection: string, action: "read" | "write"): boolean {
  return ["*", `*:${action}`, `${collection}:${action}`].some((scope) => scopes.includes(scope));
}

function requireRole(credential: Credential, access: Exclude<Access, "public">, request: FastifyRequest): void {
  const { role } = credential.principal;
  if (!access.includes(role)) refuse("forbidden", `this is for ${access.join(", ")}; you are ${role}`);
  if (request.routeOptions.config.signedIn === true && credential.kind === "key") {
    refuse("forbidden", "this is for people who are signed in, and for no key");
  }
  const collection = collectionOf(request.routeOptions.url ?? "");
  const action = READS.has(request.method) ? "read" : "write";
  if (!reaches(credential.scopes, collection, action)) {
    refuse("forbidden", `the key has no scope ${collection}:${action}`);
  }
}

async function admit(context: Context, limit: Rates, request: FastifyRequest, access: Access): Promise<void> {
  if (access === "public") {
    await limit.address(request);
    return;
  }
  const given = tokenOf(request);
  const credential = given === null ? null : await findCredential(context, given.token);
  if (given === null || credential === null) {
    // Whoever tries tokens is slowed down; who has a good one is never counted here.
    await limit.address(request);
    refuse(
      "unauthenticated",
      given === null ? "send Authorization: Bearer …" : "the token is unknown, ended or expired",
    );
  }
  if (given.byCookie && !READS.has(request.method)) requireOwnPage(request);
  request.principal = credential.principal;
  await limit.caller(request, credential);
  requireRole(credential, access, request);
}

/** Guards every route by its `config.access`. A route without one is a mistake, and stops the start. */
export function guardRoutes(api: Api, context: Context): void {
  api.decorateRequest("principal");
  api.addHook("onRoute", (route) => {
    if (`${route.url}/`.startsWith(`${DOCS_PREFIX}/`)) route.config = { ...route.config, access: "public" };
    if (route.config?.access === undefined)
      throw new Error(`${String(route.method)} ${route.url} does not say who may call it`);
  });
  const limit = rates(api, context.config.limits);
  api.addHook("onRequest", async (request) => {
    const { access } = request.routeOptions.config;
    if (access !== undefined) await admit(context, limit, request, access);
  });
}
