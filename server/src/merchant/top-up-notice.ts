// Understands the messages by which the payment channel tells that a top-up was paid. Whoever may send them is not known: they
// count by their signature alone.

import { refuse } from "@anxin/core/refusal";
import { failTopUp, type TopUpRow } from "@anxin/store/top-up";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { noteExchange } from "@anxin/store/wallet-exchange";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import type { Context } from "../context.js";
import { failpoint } from "../failpoint.js";
import type { Api } from "../http/api.js";
import type { PaymentNotice } from "../outside/page-pay.js";
import { NOTICE_PATH, readTradeNumber, settlePaid, topUpById } from "./top-up.js";

/** A message has some 30 short fields. */
const NOTICE_BYTES_MAX = 16_384;
/** The one word that ends the channel's tries. */
const TAKEN = "success";

type Outcome = "settled" | "known" | "amount_differs" | "closed" | "waiting";

/** What a genuine message does to a top-up. Messages may come twice, late, or in another order: paid is paid. */
async function take(context: Context, tx: Tx, row: TopUpRow, trade: PaymentNotice["trade"]): Promise<Outcome> {
  if (trade.kind === "waiting") return "waiting";
  if (trade.kind === "paid") return settlePaid(context, tx, row, trade);
  // Closed after it was paid means that everything went back: the refunds know.
  if (row.status !== "pending") return "known";
  await failTopUp(tx, row, "closed");
  return "closed";
}

/**
 * Takes a message in one transaction. Refuses with `notification_invalid` what is not signed by the channel for us, what names no
 * top-up of ours, and an amount that differs, which has a person look; nothing is credited then.
 *
 * Statements: 1 to read; 4 more where it settles (wallet held, top-up, wallet, transfer), and 1 for the log.
 */
async function takeNotice(context: Context, form: string): Promise<Outcome> {
  const notice = context.pagePay?.readNotice(form) ?? null;
  const number = notice === null ? null : readTradeNumber(notice.outTradeNo);
  if (notice === null || number === null)
    refuse("notification_invalid", "it is not signed by the channel for this house");
  const { tenantId, topUpId } = number;
  const outcome = await inTransaction(context.db, tenantId, async (tx) => {
    const row = await topUpById(tx, topUpId);
    if (row === null) return null;
    const came = await take(context, tx, row, notice.trade);
    if (came !== "known" && came !== "waiting") {
      const at = context.clock.now();
      const about = { book: row.book, subjectId: topUpId, part: 0, exchangeId: context.ids.next(row.book), at };
      await noteExchange(tx, { ...about, action: "notice", answer: came, code: null, detail: "" });
    }
    failpoint("top_up.before_commit");
    return came;
  });
  failpoint("top_up.after_commit");
  return outcome ?? refuse("notification_invalid", "it names no top-up of this house");
}

/** The form, as it came. */
function readForms(scope: Api): void {
  scope.removeAllContentTypeParsers();
  const read = async (_request: FastifyRequest, body: string): Promise<string> => body;
  const limits = { parseAs: "string", bodyLimit: NOTICE_BYTES_MAX } as const;
  scope.addContentTypeParser("application/x-www-form-urlencoded", limits, read);
}

export function topUpNoticeRoutes(api: Api, context: Context): void {
  api.register(async (scope) => {
    readForms(scope as Api);
    scope.post(
      NOTICE_PATH,
      {
        config: { access: "public", problems: ["notification_invalid", "unsupported_media_type", "body_too_large"] },
        bodyLimit: NOTICE_BYTES_MAX,
        schema: {
          operationId: "takePaymentNotice",
          tags: ["merchants"],
          summary: "Alipay tells of a payment; the answer is `success` once it is taken for good",
          description: "A form, signed with RSA2 by Alipay. Repetitions change nothing.",
          consumes: ["application/x-www-form-urlencoded"],
          produces: ["text/plain"],
          response: { 200: Type.String() },
        },
      },
      async (request, reply) => {
        const outcome = await takeNotice(context, typeof request.body === "string" ? request.body : "");
        if (outcome === "amount_differs") {
          request.log.warn({ requestId: request.id }, "a payment differs from its top-up; a person has to look");
          refuse("notification_invalid", "the amount is not the one that was asked for");
        }
        return reply.type("text/plain; charset=utf-8").send(TAKEN);
      },
    );
  });
}
