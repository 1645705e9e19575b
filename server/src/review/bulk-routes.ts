// Understands the call that decides many claims alike: first as a dry run, then by its token.

import { DECISION_OUTCOMES } from "@anxin/core/claim/claim";
import { REASON_CODES } from "@anxin/core/claim/finding";
import { fenToWire, sum } from "@anxin/core/money";
import { refuse } from "@anxin/core/refusal";
import { formatInstant } from "@anxin/core/time";
import { inTransaction } from "@anxin/store/transaction";
import { type Static, Type } from "typebox";
import { requireReasons } from "../claim/adjuster.js";
import type { Context } from "../context.js";
import type { Api } from "../http/api.js";
import { languageOf } from "../http/language.js";
import { closedObject, fieldRefusal, known, nullable, oneOf, prose } from "../http/schema.js";
import { type BulkDone, carryOut } from "./bulk.js";
import { BULK_CLAIMS_MAX, type BulkChoice, type DryRun, planBulk, planOf } from "./bulk-plan.js";
import { filterFields, viewField } from "./wire.js";

const NOTE_LENGTH_MAX = 2_000;
const TOKEN_LENGTH_MAX = 65_536;
const RESULTS = [
  "would_decide",
  "would_propose",
  "would_not",
  "decided",
  "proposed",
  "changed",
  "refused",
  "pending",
] as const;

const Body = closedObject({
  claimIds: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 64 }), { minItems: 1, maxItems: BULK_CLAIMS_MAX }),
  ),
  filter: Type.Optional(
    closedObject(
      { view: viewField, ...filterFields },
      `the first ${BULK_CLAIMS_MAX} claims of a view, instead of claimIds`,
    ),
  ),
  outcome: Type.Optional(oneOf(DECISION_OUTCOMES)),
  reasonCodes: Type.Optional(Type.Array(oneOf(REASON_CODES), { maxItems: REASON_CODES.length })),
  note: Type.Optional(prose(NOTE_LENGTH_MAX)),
  dryRun: Type.Optional(Type.Boolean({ description: "true, or left out together with everything else but `token`" })),
  token: Type.Optional(Type.String({ maxLength: TOKEN_LENGTH_MAX, description: "of the dry run; then nothing else" })),
});
const View = Type.Object({
  dryRun: Type.Boolean(),
  token: nullable(Type.String({ description: "carries the dry run out" })),
  expiresAt: nullable(Type.String()),
  currency: Type.String(),
  totals: Type.Object({
    amount: Type.Integer({ description: "fen granted, or that would be; proposals included" }),
    results: Type.Array(Type.Object({ result: oneOf(RESULTS), count: Type.Integer() })),
  }),
  data: Type.Array(
    Type.Object({
      claimId: Type.String(),
      result: oneOf(RESULTS, "changed: not as in the dry run any more; pending: send the token again"),
      decisionId: nullable(Type.String()),
      amount: Type.Integer({ description: "fen, by the clauses" }),
      code: nullable(Type.String({ description: "why nothing comes of it" })),
      detail: Type.String(),
    }),
  ),
});
type Row = Static<typeof View>["data"][number];

function answer(data: Row[], about: Pick<Static<typeof View>, "dryRun" | "token" | "expiresAt">): Static<typeof View> {
  const granted = data.filter(({ result }) =>
    ["would_decide", "would_propose", "decided", "proposed"].includes(result),
  );
  const counted = RESULTS.map((result) => ({ result, count: data.filter((row) => row.result === result).length }));
  const amount = fenToWire(sum(granted.map((row) => BigInt(row.amount))));
  return { ...about, currency: "CNY", totals: { amount, results: counted.filter(({ count }) => count > 0) }, data };
}

const WOULD = { decide: "would_decide", propose: "would_propose", nothing: "would_not" } as const;

function dryRunView({ token, expiresAt, claims }: DryRun): Static<typeof View> {
  const data = claims.map(({ claimId, will, amount, problem }): Row => {
    return { claimId, result: WOULD[will], decisionId: null, amount: fenToWire(amount), code: problem, detail: "" };
  });
  return answer(data, { dryRun: true, token, expiresAt: formatInstant(expiresAt) });
}

const doneView = (done: readonly BulkDone[]): Static<typeof View> =>
  answer(
    done.map((each) => ({ ...each, amount: fenToWire(each.amount) })),
    { dryRun: false, token: null, expiresAt: null },
  );

function invalid(pointer: string, code: string, said: string): never {
  const { code: refusal, detail, ...more } = fieldRefusal(pointer, code, said);
  refuse(refusal, detail, more);
}

/** Either a dry run or a token, and claims named in one way. */
function choiceOf(body: Static<typeof Body>): BulkChoice {
  if (body.dryRun !== true)
    invalid("/dryRun", "const", "must be true: do the dry run first, then send its token alone");
  if (body.claimIds !== undefined && body.filter === undefined) return { claimIds: body.claimIds };
  if (body.filter !== undefined && body.claimIds === undefined) return { filter: body.filter };
  invalid("/claimIds", "one_of", "or /filter says which claims are meant; send one of the two");
}

export function bulkRoutes(api: Api, context: Context): void {
  api.post(
    "/v1/review/bulk-decisions",
    {
      config: { access: ["adjuster", "supervisor"], problems: ["dry_run_invalid", "reason_required", "not_found"] },
      schema: {
        operationId: "decideInBulk",
        tags: ["review"],
        summary: "Decide many claims alike, as their clauses suggest: a dry run, then its token",
        description:
          "Only what the clauses suggest, with their amount, is decided in bulk; everything else is looked at by itself. " +
          "The token is good for 15 minutes and does its work once: sent again it answers what was done, and does what was not.",
        body: Body,
        response: { 200: View },
      },
    },
    async (request) => {
      const { principal, body } = request;
      if (body.token !== undefined) {
        if (Object.keys(body).length > 1) invalid("/token", "alone", "comes alone: the dry run said everything else");
        return doneView(await carryOut(context, principal, planOf(context, principal, body.token)));
      }
      const choice = choiceOf(body);
      if (body.outcome === undefined) invalid("/outcome", "required", "is missing; send it");
      const outcome = known(DECISION_OUTCOMES, body.outcome);
      const reasonCodes = [...new Set(body.reasonCodes ?? [])].map((code) => known(REASON_CODES, code));
      requireReasons(outcome, reasonCodes);
      const wish = { outcome, reasonCodes, note: body.note ?? "" };
      return dryRunView(
        await inTransaction(context.db, principal.tenantId, (tx) =>
          planBulk(context, tx, principal, choice, wish, languageOf(request)),
        ),
      );
    },
  );
}
