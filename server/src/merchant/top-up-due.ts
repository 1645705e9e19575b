// Understands which top-ups are to be asked about, since no message of their payment came: the safety net below the messages.
//
// Nothing is open while the channel is asked. When a top-up is to be asked about next is written before it is asked about, so
// that whoever dies in between is followed by another; asking twice is harmless.

import { formatId } from "@anxin/core/id";
import { DAY_MS, MINUTE_MS } from "@anxin/core/time";
import { failTopUp, raiseTopUpTask, type TopUpRow, takeDueTopUps, tenantsWithDueTopUps } from "@anxin/store/top-up";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { noteExchange } from "@anxin/store/wallet-exchange";
import type { Context } from "../context.js";
import { inLanes } from "../lanes.js";
import type { CloseAnswer, PagePay, TradeAnswer } from "../outside/page-pay.js";
import { settlePaid, topUpById, tradeNumber } from "./top-up.js";

/** Top-ups that are asked about at a time. */
const PAGE_MAX = 50;
const SCHEDULE = {
  gapsMs: [5 * MINUTE_MS, 15 * MINUTE_MS, 30 * MINUTE_MS],
  lateMs: 5 * MINUTE_MS,
} as const;
/** A payment page that nobody could find out about for so long after it expired goes to a person. */
const ESCALATE_MS = DAY_MS;

/** Asks about every top-up of every tenant that is due at business time. Answers how many. */
export async function runDueTopUps(context: Context, stop?: AbortSignal): Promise<number> {
  const { pagePay } = context;
  if (pagePay === null) return 0;
  let asked = 0;
  for (const tenantId of await tenantsWithDueTopUps(context.owner, context.clock.now())) {
    for (;;) {
      if (stop?.aborted === true) return asked;
      const rows = await inTransaction(context.db, tenantId, (tx) =>
        takeDueTopUps(tx, context.clock.now(), SCHEDULE, PAGE_MAX),
      );
      if (rows.length === 0) break;
      const ask = (row: TopUpRow): Promise<void> => askAbout(context, pagePay, tenantId, row);
      await inLanes(rows, ask, (row, error) => {
        const topUpId = formatId("topUp", row.top_up_id);
        context.log.warn({ err: error, topUpId }, "a top-up could not be asked about; it is asked about again");
      });
      asked += rows.length;
    }
  }
  return asked;
}

type Heard =
  | { readonly asked: "query"; readonly answer: TradeAnswer }
  | { readonly asked: "close"; readonly answer: CloseAnswer };

/** A page that expired is closed before its top-up is given up: from then on nobody can pay it. */
async function askAbout(context: Context, pagePay: PagePay, tenantId: number, row: TopUpRow): Promise<void> {
  const number = tradeNumber(tenantId, row.top_up_id);
  const now = context.clock.now();
  const answer = await pagePay.query(number, now);
  let heard: Heard = { asked: "query", answer };
  if (answer.kind === "waiting" && hasExpired(row, now)) {
    heard = { asked: "close", answer: await pagePay.close(number, now) };
  }
  await inTransaction(context.db, tenantId, async (tx) => {
    const found = await topUpById(tx, row.top_up_id);
    if (found !== null && found.status !== "settled") await store(context, tx, found, heard);
  });
}

const hasExpired = ({ expires_at: at }: TopUpRow, now: number): boolean => at !== null && at <= now;

async function store(context: Context, tx: Tx, row: TopUpRow, { asked, answer }: Heard): Promise<void> {
  const now = context.clock.now();
  const over = hasExpired(row, now);
  let came: string = answer.kind;
  switch (answer.kind) {
    case "paid":
      came = await settlePaid(context, tx, row, answer);
      break;
    case "closed":
      await failTopUp(tx, row, over ? "expired" : "closed");
      break;
    case "not_found":
      if (over) await failTopUp(tx, row, "expired");
      break;
    case "unknown":
      if (now - (row.expires_at ?? now) >= ESCALATE_MS) await raiseTopUpTask(tx, row, "unknown_too_long");
      break;
    default:
  }
  const code = answer.kind === "unknown" ? (answer.code ?? answer.cause) : null;
  const detail = answer.kind === "unknown" ? answer.detail : "";
  const about = { book: row.book, subjectId: row.top_up_id, part: 0, exchangeId: context.ids.next(row.book), at: now };
  await noteExchange(tx, { ...about, action: asked, answer: came, code, detail });
}
