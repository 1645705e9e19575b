// Understands the call that asks whether everything that has to be true is true.

import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Access, Api } from "../http/api.js";
import { languageOf } from "../http/language.js";
import { type Checked, checkTenant, type GatewayBook } from "./checks.js";

const ACCESS: Access = ["server", "auditor", "finance", "supervisor", "admin", "platform"];
/** Orders, decisions and payouts that a call looks at one by one; `npm run verify` looks at all. */
const NEWEST_MAX = 10_000;

const InvariantView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  holds: Type.Boolean(),
  violations: Type.Array(Type.Object({ subject: Type.String(), detail: Type.String() }), {
    description: "the first of them",
  }),
});

/** Runs one work after the other: each reads a whole tenant, and the house has other things to do meanwhile. */
function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

/** A gateway that is away keeps nobody from what our own books say. */
function forgiving(context: Context, gatewayBook: GatewayBook): GatewayBook {
  return async () => {
    try {
      return await gatewayBook();
    } catch (error) {
      context.log.warn({ err: error }, "the gateway's book could not be read; invariants were checked without it");
      return null;
    }
  };
}

/** `gatewayBook` is there where the payment channel is the local gateway, which tells everything that it did. */
export function invariantRoutes(api: Api, context: Context, gatewayBook?: GatewayBook): void {
  const queue = oneAtATime();
  const options = {
    newestMax: NEWEST_MAX,
    gatewayBook: gatewayBook === undefined ? null : forgiving(context, gatewayBook),
  };
  const check = (tenantId: number): Promise<Checked[]> => queue(() => checkTenant(context, tenantId, options));
  api.get(
    "/v1/invariants",
    {
      config: { access: ACCESS },
      schema: {
        operationId: "listInvariants",
        tags: ["ledger"],
        summary: "What has to be true after every transaction, and whether it is",
        response: { 200: Type.Array(InvariantView) },
      },
    },
    async (request) => {
      const language = languageOf(request);
      const checked = await check(request.principal.tenantId);
      return checked.map(({ id, name, holds, violations }) => {
        return { id, name: name[language], holds, violations: [...violations] };
      });
    },
  );
}
