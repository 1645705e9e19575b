// Understands the calls by which an administrator says who may grant how much, and the rest of the house reads it.

import { present } from "@anxin/core/assert";
import { fenToWire } from "@anxin/core/money";
import { refuse } from "@anxin/core/refusal";
import { DECIDING_ROLES, LAUNCH_LIMITS, LEVEL_MAX, LEVEL_MIN, limitsInForce } from "@anxin/core/review/authority";
import { ALL_PRODUCTS } from "@anxin/core/switch/switch";
import { formatInstant, type Instant } from "@anxin/core/time";
import { type AuthorityLimitRow, insertLimit, listLimits } from "@anxin/store/authority";
import { personOfStaff } from "@anxin/store/proposal";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { type Static, Type } from "typebox";
import type { Context } from "../context.js";
import type { Access, Api, Principal } from "../http/api.js";
import { etagOf, requireIfMatch } from "../http/etag.js";
import { languageOf } from "../http/language.js";
import {
  closedObject,
  Fen53,
  fieldRefusal,
  InstantText,
  known,
  line,
  nullable,
  oneOf,
  readFen,
  readInstant,
} from "../http/schema.js";

const READERS: Access = ["adjuster", "supervisor", "actuary", "finance", "auditor", "platform", "admin"];
const REASON_LENGTH_MAX = 500;
const TAGS = ["review"];

const Level = Type.Integer({ minimum: LEVEL_MIN, maximum: LEVEL_MAX });
const Product = nullable(Type.String({ description: "null: all products" }));
const Amount = nullable(
  Type.Integer({ description: "fen of the whole that a decision grants; null: as if it had never been set" }),
);
const Limit = Type.Object({
  role: oneOf(DECIDING_ROLES),
  level: Level,
  product: Product,
  amountMax: Amount,
  effectiveAt: Type.String(),
  reason: Type.String(),
  setBy: Type.String(),
  setAt: Type.String(),
  revision: Type.Integer(),
});
const Limits = Type.Object({
  currency: Type.String(),
  launch: Type.Array(Type.Object({ role: oneOf(DECIDING_ROLES), amountMax: Type.Integer({ description: "fen" }) }), {
    description: "what holds where nothing is set",
  }),
  inForce: Type.Array(Limit),
  planned: Type.Array(Limit, { description: "those that have not begun" }),
  history: Type.Array(Limit, { description: "every one that was ever set, the last one first" }),
});
const LimitBody = closedObject({
  role: oneOf(DECIDING_ROLES),
  level: Type.Optional(Level),
  product: Type.Optional(nullable(line(64, 1))),
  amountMax: nullable(Fen53),
  effectiveAt: Type.Optional(nullable(InstantText)),
  reason: line(REASON_LENGTH_MAX, 1),
});

type NamedLimit = Awaited<ReturnType<typeof listLimits>>[number];

const etagOfLimits = (revision: number): string => etagOf("authority-limits", "all", revision);

function limitView(row: NamedLimit): Static<typeof Limit> {
  const { level, product, amount_max: amountMax, reason, revision } = row;
  return {
    role: known(DECIDING_ROLES, row.role),
    ...{ level, reason, revision },
    product: product === ALL_PRODUCTS ? null : product,
    amountMax: amountMax === null ? null : fenToWire(amountMax),
    effectiveAt: formatInstant(row.effective_at),
    setBy: row.set_by_name ?? row.set_by,
    setAt: formatInstant(row.set_at),
  };
}

const keyOf = ({ role, level, product }: NamedLimit): string => `${role} ${level} ${product}`;

async function readLimits(
  tx: Tx,
  now: Instant,
): Promise<{ readonly etag: string; readonly body: Static<typeof Limits> }> {
  const rows = await listLimits(tx);
  const byRevision = new Map(rows.map((row) => [row.revision, row]));
  const limits = rows.map((row) => ({
    ...{ level: row.level, product: row.product, revision: row.revision, person: row.person },
    role: known(DECIDING_ROLES, row.role),
    amountMax: row.amount_max,
    effectiveAt: row.effective_at,
  }));
  const inForce = limitsInForce(limits, now)
    .map(({ revision }) => present(byRevision.get(revision), "a limit is a row"))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return {
    etag: etagOfLimits(rows[0]?.revision ?? 0),
    body: {
      currency: "CNY",
      launch: DECIDING_ROLES.map((role) => ({ role, amountMax: fenToWire(LAUNCH_LIMITS[role]) })),
      inForce: inForce.map(limitView),
      planned: rows.filter((row) => row.effective_at > now).map(limitView),
      history: rows.map(limitView),
    },
  };
}

/** Sets a limit for now or later; one who was quicker is told to who comes second. */
async function setLimit(
  tx: Tx,
  { caller, subject }: Principal,
  limit: Omit<AuthorityLimitRow, "set_by" | "person">,
): Promise<void> {
  const person = await personOfStaff(tx, BigInt(subject));
  if (await insertLimit(tx, { ...limit, set_by: caller, person })) return;
  refuse("if_match_stale", "somebody else has just set a limit; read them again");
}

export function limitRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/authority-limits",
    {
      config: { access: READERS },
      schema: {
        ...{ operationId: "listAuthorityLimits", tags: TAGS },
        summary: "How much people may grant alone, by role, level and product: now, planned, and ever",
        response: { 200: Limits },
      },
    },
    async ({ principal }, reply) => {
      const { etag, body } = await inTransaction(context.db, principal.tenantId, (tx) =>
        readLimits(tx, context.clock.now()),
      );
      reply.header("etag", etag);
      return body;
    },
  );
  api.put(
    "/v1/authority-limits",
    {
      config: { access: ["admin"], ifMatch: "required", problems: ["product_unknown"] },
      schema: {
        ...{ operationId: "setAuthorityLimit", tags: TAGS },
        summary: "Set how much a role and level may grant alone, on one product or all, from a moment on",
        description:
          "Administrators decide no claims, and a limit does not count for whoever set it, whichever account they decide with.",
        body: LimitBody,
        response: { 200: Limits },
      },
    },
    async (request, reply) => {
      const { principal, body } = request;
      const language = languageOf(request);
      const now = context.clock.now();
      const { role, level = LEVEL_MIN, product = null, amountMax, reason } = body;
      if (product !== null && !context.catalogue.all.some(({ code }) => code === product))
        refuse("product_unknown", `nobody sells ${product}`);
      const effectiveAt = body.effectiveAt ?? null;
      const from = effectiveAt === null ? now : readInstant(effectiveAt, "/effectiveAt", language);
      if (from < now) {
        const { code, detail, ...more } = fieldRefusal(
          "/effectiveAt",
          "minimum",
          "is over; a limit holds from now on or later",
        );
        refuse(code, detail, more);
      }
      const { etag, body: limits } = await inTransaction(context.db, principal.tenantId, async (tx) => {
        const [last] = await listLimits(tx);
        const changedBy = last === undefined ? null : (last.set_by_name ?? last.set_by);
        const revision = last?.revision ?? 0;
        requireIfMatch(request, { etag: etagOfLimits(revision), changedBy, changedAt: last?.set_at ?? null });
        await setLimit(tx, principal, {
          ...{ revision: revision + 1, role: known(DECIDING_ROLES, String(role)), level, reason, set_at: now },
          product: product ?? ALL_PRODUCTS,
          amount_max: amountMax === null ? null : readFen(amountMax, "/amountMax", language),
          effective_at: from,
        });
        return readLimits(tx, now);
      });
      reply.header("etag", etag);
      return limits;
    },
  );
}
