// Understands what routes are written against: a Fastify instance whose schemas are TypeBox types.

import type { IncomingMessage, ServerResponse } from "node:http";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from "fastify";

export type Api = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** Roles of people, and "server" for an integrator's key. */
export const ROLES = [
  "buyer",
  "merchant",
  "adjuster",
  "supervisor",
  "actuary",
  "finance",
  "auditor",
  "platform",
  "admin",
] as const;
export type Role = (typeof ROLES)[number];

/** Who is calling. */
export interface Principal {
  readonly tenantId: number;
  readonly role: Role | "server";
  /** Staff id, buyer id, merchant id, or the key's label. */
  readonly subject: string;
  /** Stable name for idempotency, audit and rate limits: "server:label", "staff:…", "buyer:…", "merchant-key:label@…". */
  readonly caller: string;
}

/** Who may call a route: "public", or the roles. Routes narrow further by subject (a buyer sees only their own). */
export type Access = "public" | readonly (Role | "server")[];

declare module "fastify" {
  interface FastifyRequest {
    /** Set on every route that is not public. */
    principal: Principal;
  }
  interface FastifyContextConfig {
    access?: Access;
    /** For people who are signed in: a key may not, whatever its role. */
    signedIn?: true;
  }
}
