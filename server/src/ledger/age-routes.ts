// Understands the call that tells how long money has been on its way: neither owed any more nor paid yet.

import { formatId } from "@anxin/core/id";
import { ACCOUNTS } from "@anxin/core/ledger/chart";
import { fenToWire, sum } from "@anxin/core/money";
import { refuse } from "@anxin/core/refusal";
import { DAY_MS, formatInstant, type Instant, MINUTE_MS } from "@anxin/core/time";
import { sumAccount } from "@anxin/store/ledger";
import { openPayouts } from "@anxin/store/payout-sum";
import { inTransaction } from "@anxin/store/transaction";
import { type Static, Type } from "typebox";
import type { Context } from "../context.js";
import type { Access, Api } from "../http/api.js";
import { languageOf } from "../http/language.js";
import { closedObject, Fen53, line, nullable, oneOf, SignedFen } from "../http/schema.js";

const READERS = ["server", "finance", "auditor", "admin", "supervisor"] as const satisfies Access;
const CLEARING = ACCOUNTS.payoutClearing;

/** Ages by which items are put together, youngest first; each ends where the next one begins. */
const BUCKETS = [
  { code: "under_10_minutes", beforeMs: 10 * MINUTE_MS },
  { code: "under_24_hours", beforeMs: DAY_MS },
  { code: "older", beforeMs: Number.POSITIVE_INFINITY },
] as const;
/** Items that one bucket names; it counts all. */
const ITEMS_SHOWN_MAX = 200;

const Item = Type.Object({
  payoutId: Type.String(),
  claimId: Type.String(),
  merchantId: Type.String(),
  status: Type.String(),
  amount: Fen53,
  since: Type.String({ description: "when it was prepared, or was last sent once more" }),
  humanTask: nullable(Type.String()),
});
const AgesView = Type.Object({
  account: Type.String(),
  name: Type.String(),
  currency: Type.String(),
  asOf: Type.String(),
  balance: SignedFen,
  open: Type.Integer({ minimum: 0 }),
  amount: Fen53,
  difference: Type.Integer({
    description: "fen: balance less the open items; 0, or the books and the payouts disagree",
  }),
  oldestSince: nullable(Type.String()),
  buckets: Type.Array(
    Type.Object({
      code: oneOf(BUCKETS.map(({ code }) => code)),
      items: Type.Integer({ minimum: 0 }),
      amount: Fen53,
      oldest: Type.Array(Item, { description: `the oldest first, up to ${ITEMS_SHOWN_MAX}` }),
    }),
  ),
});

type OpenPayout = Awaited<ReturnType<typeof openPayouts>>[number];

const itemView = (row: OpenPayout): Static<typeof Item> => ({
  payoutId: formatId("payout", row.payout_id),
  claimId: formatId("claim", row.claim_id),
  merchantId: row.merchant_id,
  status: row.status,
  amount: fenToWire(row.amount),
  since: formatInstant(row.since),
  humanTask: row.human_task,
});

function bucketsView(rows: readonly OpenPayout[], now: Instant) {
  let fromMs = Number.NEGATIVE_INFINITY;
  return BUCKETS.map(({ code, beforeMs }) => {
    const own = rows.filter(({ since }) => now - since >= fromMs && now - since < beforeMs);
    fromMs = beforeMs;
    const amount = fenToWire(sum(own.map((row) => row.amount)));
    return { code, items: own.length, amount, oldest: own.slice(0, ITEMS_SHOWN_MAX).map(itemView) };
  });
}

export function ageRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/ledger/accounts/:code/ages",
    {
      config: { access: READERS, problems: ["not_found"] },
      schema: {
        operationId: "readAccountAges",
        tags: ["ledger"],
        summary: "How long payouts have been on their way, and whether the clearing account holds just them",
        description: `Of account ${CLEARING.code} alone: no other account's items wait for an answer.`,
        params: closedObject({ code: line(10, 1) }),
        response: { 200: AgesView },
      },
    },
    async (request) => {
      const { principal, params } = request;
      if (params.code !== CLEARING.code) refuse("not_found", `ages are told of account ${CLEARING.code} alone`);
      const now = context.clock.now();
      const { moved, rows } = await inTransaction(context.db, principal.tenantId, async (tx) => ({
        moved: await sumAccount(tx, CLEARING.code),
        rows: await openPayouts(tx, principal.tenantId),
      }));
      const [balance, amount] = [moved.credit - moved.debit, sum(rows.map((row) => row.amount))];
      return {
        ...{
          account: CLEARING.code,
          name: CLEARING.name[languageOf(request)],
          currency: "CNY",
          asOf: formatInstant(now),
        },
        ...{ balance: fenToWire(balance), open: rows.length, amount: fenToWire(amount) },
        difference: fenToWire(balance - amount),
        oldestSince: rows[0] === undefined ? null : formatInstant(rows[0].since),
        buckets: bucketsView(rows, now),
      };
    },
  );
}
