// Understands the sandbox's calls about recoveries: what the stand-in's desks were asked, and how they answer next.

import { fenToWire } from "@anxin/core/money";
import { Refused } from "@anxin/core/refusal";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Access, Api } from "../http/api.js";
import { closedObject, fieldRefusal } from "../http/schema.js";
import { DESK_OUTCOMES, isDeskOutcome } from "../outside/recovery-desk.js";

const ACCESS: Access = ["server", "admin", "platform"];
const OUTCOMES_MAX = 1_000;
const SHOWN_MAX = 1_000;

const CaseView = Type.Object({
  reference: Type.String(),
  debtorKind: Type.String(),
  debtorId: Type.String(),
  amount: Type.Integer(),
  outcome: Type.String(),
  times: Type.Integer({ description: "how often it was handed over" }),
});

/** These have no desk where a real channel is: then nothing was asked here, and nothing is scripted. */
export function recoverySandboxRoutes(api: Api, context: Context): void {
  const tags = ["sandbox"];
  api.get(
    "/v1/sandbox/recoveries",
    {
      config: { access: ACCESS },
      schema: {
        operationId: "listDeskCases",
        tags,
        summary: `The last ${SHOWN_MAX} recoveries that the stand-in's desks were asked for, in order`,
        response: { 200: Type.Object({ data: Type.Array(CaseView) }) },
      },
    },
    (request) => {
      const cases = context.recoveryDesk?.cases(request.principal.tenantId) ?? [];
      return {
        data: cases.slice(-SHOWN_MAX).map(({ reference, debtor, amount, outcome, times }) => ({
          ...{
            reference,
            debtorKind: debtor.kind,
            debtorId: debtor.id,
            amount: fenToWire(BigInt(amount)),
            outcome,
            times,
          },
        })),
      };
    },
  );
  api.post(
    "/v1/sandbox/recoveries/script",
    {
      config: { access: ACCESS },
      schema: {
        operationId: "scriptDesk",
        tags,
        summary: "How the stand-in's desks treat the next recoveries, one outcome each; then all are accepted and paid",
        description: `Outcomes: ${DESK_OUTCOMES}.`,
        body: closedObject({ outcomes: Type.Array(Type.String({ maxLength: 80 }), { maxItems: OUTCOMES_MAX }) }),
        response: { 200: Type.Object({ outcomes: Type.Array(Type.String()) }) },
      },
    },
    (request) => {
      const { outcomes } = request.body;
      const unknown = outcomes.findIndex((outcome) => !isDeskOutcome(outcome));
      if (unknown >= 0)
        throw new Refused(fieldRefusal(`/outcomes/${unknown}`, "enum", `must be one of ${DESK_OUTCOMES}`));
      context.recoveryDesk?.script(outcomes);
      return { outcomes };
    },
  );
}
