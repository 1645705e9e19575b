// Understands the calls about refunds of unused balance, and about what of a wallet's payments waits for a person.

import { bookOfId, formatId, type Id, parseId } from "@anxin/core/id";
import { type Fen, fenToWire } from "@anxin/core/money";
import { refuse } from "@anxin/core/refusal";
import { closeTopUpTask, type TopUpRow, topUpTasks } from "@anxin/store/top-up";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { exchangesOf, noteExchange } from "@anxin/store/wallet-exchange";
import { closeRefundTask, listRefunds, type RefundRow, refundParts, refundTasks } from "@anxin/store/wallet-refund";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Access, Api } from "../http/api.js";
import { idempotently } from "../http/idempotency.js";
import { languageOf } from "../http/language.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import {
  closedObject,
  ExternalId,
  Fen53,
  instantText,
  instantTextOrNull,
  line,
  nullable,
  pageOfItems,
  prose,
  readFen,
} from "../http/schema.js";
import { readShop, SHOP_READERS, SHOP_WRITERS, visibleShop } from "./shop.js";
import { ExchangeView, exchangeView } from "./wallet-exchange.js";
import { requestRefund } from "./wallet-refund.js";

const tags = ["merchants"];
const MerchantPath = closedObject({ merchantId: ExternalId });
const REFUNDERS = [...SHOP_WRITERS, "finance"] as const satisfies Access;
const TASK_READERS = ["server", "platform", "finance", "supervisor", "auditor", "admin"] as const satisfies Access;
const TASK_CLOSERS = ["platform", "finance", "supervisor", "admin"] as const satisfies Access;

const PartView = Type.Object({
  topUpId: Type.String(),
  amount: Fen53,
  status: Type.String({ description: "prepared, sending, unknown, succeeded, failed" }),
  outRequestNo: Type.String({ description: "what the channel knows it by" }),
  settledAt: nullable(Type.String()),
  humanTask: nullable(Type.String({ description: "why a person has to look" })),
});
const RefundView = Type.Object({
  refundId: Type.String(),
  amount: Fen53,
  status: Type.String({
    description: "pending, succeeded, partly_succeeded, failed; what failed is in the wallet again",
  }),
  requestedAt: Type.String(),
  parts: Type.Array(PartView),
});
const RefundWithExchanges = Type.Object({
  ...RefundView.properties,
  exchanges: Type.Array(Type.Object({ part: Type.Integer(), ...ExchangeView.properties })),
});
const TaskView = Type.Object({
  taskId: Type.String(),
  task: Type.String(),
  merchantId: Type.String(),
  amount: Fen53,
  topUpId: Type.String(),
  refundId: nullable(Type.String()),
});

/** One refund, from its parts in order. */
type Refund = readonly [RefundRow, ...RefundRow[]];

/** Groups parts, which come sorted by refund. */
function refundsOf(rows: readonly RefundRow[]): Refund[] {
  const byId = new Map<Id, [RefundRow, ...RefundRow[]]>();
  for (const row of rows) {
    const known = byId.get(row.refund_id);
    if (known === undefined) byId.set(row.refund_id, [row]);
    else known.push(row);
  }
  return [...byId.values()];
}

function statusOf(parts: Refund): string {
  const statuses = new Set(parts.map(({ status }) => status));
  if ([...statuses].some((status) => status !== "succeeded" && status !== "failed")) return "pending";
  if (statuses.size > 1) return "partly_succeeded";
  return statuses.has("succeeded") ? "succeeded" : "failed";
}

function refundView(parts: Refund) {
  const [{ refund_id: refundId, prepared_at: at }] = parts;
  return {
    refundId: formatId("walletRefund", refundId),
    amount: fenToWire(parts.reduce<Fen>((sum, { amount }) => sum + amount, 0n)),
    status: statusOf(parts),
    requestedAt: instantText(at),
    parts: parts.map((part) => ({
      topUpId: formatId("topUp", part.top_up_id),
      amount: fenToWire(part.amount),
      status: part.status,
      outRequestNo: part.out_request_no,
      settledAt: instantTextOrNull(part.settled_at),
      humanTask: part.human_task,
    })),
  };
}

const unknownRefund = (): never => refuse("not_found", "the merchant has no refund of this id");

async function readRefund(tx: Tx, refundId: Id | null, merchantId: string): Promise<Refund> {
  const rows = refundId === null ? [] : await refundParts(tx, bookOfId(refundId), refundId);
  const [refund] = refundsOf(rows.filter((row) => row.merchant_id === merchantId));
  return refund ?? unknownRefund();
}

function refundWriting(api: Api, context: Context): void {
  api.post(
    "/v1/merchants/:merchantId/wallet/refunds",
    {
      config: {
        access: REFUNDERS,
        idempotency: "required",
        problems: ["not_found", "wallet_insufficient", "amount_above_limit", "limit_exceeded", "switched_off"],
      },
      schema: {
        operationId: "refundWallet",
        tags,
        summary: "Ask unused balance back; it leaves the wallet at once and goes back to where it was paid from",
        description: "At most the positive balance. The newest top-ups are sent back first.",
        params: MerchantPath,
        body: closedObject({
          amount: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: "fen" }),
        }),
        response: { 201: RefundView },
      },
    },
    async (request, reply) => {
      const { principal, params, body } = request;
      const key = visibleShop(principal, params.merchantId);
      const amount = readFen(body.amount, "/amount", languageOf(request));
      return idempotently(context, request, reply, async (tx) => {
        const refundId = await requestRefund(context, tx, key, { amount, caller: principal.caller });
        return { status: 201, body: refundView(await readRefund(tx, refundId, key.merchantId)) };
      });
    },
  );
}

function refundReading(api: Api, context: Context): void {
  api.get(
    "/v1/merchants/:merchantId/wallet/refunds",
    {
      config: { access: SHOP_READERS, problems: ["not_found", "cursor_invalid"] },
      schema: {
        operationId: "listWalletRefunds",
        tags,
        summary: "Refunds of a wallet, newest first",
        params: MerchantPath,
        querystring: closedObject(pageQuery),
        response: { 200: pageOfItems(RefundView) },
      },
    },
    async (request) => {
      const key = visibleShop(request.principal, request.params.merchantId);
      const page = pageOf(context, request);
      const before = page.after === null ? null : BigInt(page.after[0] ?? "0");
      const rows = await inTransaction(context.db, request.principal.tenantId, async (tx) => {
        await readShop(tx, key);
        return listRefunds(tx, key, before, page.limit + 1);
      });
      const position = ([{ refund_id: refundId }]: Refund) => [refundId.toString()];
      return pageAnswer(context, request, refundsOf(rows), page, { position, item: refundView });
    },
  );
  api.get(
    "/v1/merchants/:merchantId/wallet/refunds/:refundId",
    {
      config: { access: SHOP_READERS, problems: ["not_found"] },
      schema: {
        operationId: "readWalletRefund",
        tags,
        summary: "One refund, with everything that was exchanged with the channel about it",
        params: closedObject({ merchantId: ExternalId, refundId: line(64) }),
        response: { 200: RefundWithExchanges },
      },
    },
    async (request) => {
      const { principal, params } = request;
      const { merchantId } = visibleShop(principal, params.merchantId);
      const refundId = parseId("walletRefund", params.refundId) ?? unknownRefund();
      return inTransaction(context.db, principal.tenantId, async (tx) => {
        const view = refundView(await readRefund(tx, refundId, merchantId));
        const exchanges = await exchangesOf(tx, { book: bookOfId(refundId), subjectId: refundId });
        return { ...view, exchanges: exchanges.map((row) => ({ part: row.part, ...exchangeView(row) })) };
      });
    },
  );
}

/** Tasks that are shown at the most: who has more works them off first. */
const TASKS_MAX = 200;

const topUpTask = (row: TopUpRow) => ({
  taskId: formatId("topUp", row.top_up_id),
  task: row.human_task ?? "",
  merchantId: row.merchant_id,
  amount: fenToWire(row.amount),
  topUpId: formatId("topUp", row.top_up_id),
  refundId: null,
});
const refundTask = (row: RefundRow) => ({
  taskId: row.out_request_no,
  task: row.human_task ?? "",
  merchantId: row.merchant_id,
  amount: fenToWire(row.amount),
  topUpId: formatId("topUp", row.top_up_id),
  refundId: formatId("walletRefund", row.refund_id),
});

/** What a task is about: a top-up (part 0), or a part of a refund; null when the text cannot be a task's id. */
function readTaskId(text: string): { readonly subjectId: Id; readonly part: number } | null {
  const [, refund = "", part = ""] = /^(wrf_[0-9a-z]{13})_([1-9]\d{0,2})$/.exec(text) ?? [];
  const subjectId = parseId("walletRefund", refund) ?? parseId("topUp", text);
  return subjectId === null ? null : { subjectId, part: Number(part) };
}

function taskRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/wallet-tasks",
    {
      config: { access: TASK_READERS },
      schema: {
        operationId: "listWalletTasks",
        tags,
        summary: "Top-ups and refunds that wait for a person, newest first, 200 of each at the most",
        response: { 200: Type.Object({ data: Type.Array(TaskView) }) },
      },
    },
    (request) =>
      inTransaction(context.db, request.principal.tenantId, async (tx) => ({
        data: [
          ...(await topUpTasks(tx, TASKS_MAX)).map(topUpTask),
          ...(await refundTasks(tx, TASKS_MAX)).map(refundTask),
        ],
      })),
  );
  api.post(
    "/v1/wallet-tasks/:taskId/closing",
    {
      config: { access: TASK_CLOSERS, idempotency: "required", problems: ["not_found"] },
      schema: {
        operationId: "closeWalletTask",
        tags,
        summary: "Say that a task was seen to, and how; nothing else changes",
        params: closedObject({ taskId: line(64) }),
        body: closedObject({ note: prose(500, 1) }),
        response: { 200: Type.Object({ taskId: Type.String() }) },
      },
    },
    async (request, reply) => {
      const { taskId } = request.params;
      const { caller } = request.principal;
      return idempotently(context, request, reply, async (tx) => {
        await closeTask(context, tx, taskId, `${caller}: ${request.body.note}`);
        return { status: 200, body: { taskId } };
      });
    },
  );
}

async function closeTask(context: Context, tx: Tx, taskId: string, detail: string): Promise<void> {
  const about = readTaskId(taskId);
  if (about === null) refuse("not_found", "there is no open task of this id");
  const { subjectId, part } = about;
  const book = bookOfId(subjectId);
  const closed =
    part === 0
      ? await closeTopUpTask(tx, { book, top_up_id: subjectId })
      : await closeRefundTask(tx, { book, refund_id: subjectId, part });
  if (!closed) refuse("not_found", "there is no open task of this id");
  const exchangeId = context.ids.next(book);
  const at = context.clock.now();
  const closing = { action: "task", answer: "closed", code: null, detail } as const;
  await noteExchange(tx, { book, subjectId, part, exchangeId, at, ...closing });
}

export function walletRefundRoutes(api: Api, context: Context): void {
  refundWriting(api, context);
  refundReading(api, context);
  taskRoutes(api, context);
}
