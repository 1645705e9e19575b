// Understands the calls about prepaid wallets.

import { formatId } from "@anxin/core/id";
import { ACCOUNTS } from "@anxin/core/ledger/chart";
import { fenToWire } from "@anxin/core/money";
import { refuse } from "@anxin/core/refusal";
import { findWallet, listWalletMovements, type WalletMovementRow } from "@anxin/store/merchant";
import { inTransaction } from "@anxin/store/transaction";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Api } from "../http/api.js";
import { idempotently } from "../http/idempotency.js";
import { languageOf } from "../http/language.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import { closedObject, ExternalId, Fen53, instantText, nullable, readFen, SignedFen } from "../http/schema.js";
import { SHOP_READERS, SHOP_WRITERS, visibleShop } from "./shop.js";
import { TOP_UP_FEN_MAX, topUp } from "./top-up.js";

const MerchantPath = closedObject({ merchantId: ExternalId });
const MovementView = Type.Object({
  transferId: Type.String(),
  transactionId: Type.String(),
  cause: Type.String({ description: "premium_debited, premium_refunded, wallet_topped_up" }),
  change: SignedFen,
  balanceAfter: SignedFen,
  occurredAt: Type.String(),
  product: nullable(Type.String()),
  orderId: nullable(Type.String()),
  lineId: nullable(Type.String()),
  policyId: nullable(Type.String()),
  topUpId: nullable(Type.String()),
});
const WalletView = Type.Object({
  merchantId: Type.String(),
  currency: Type.String(),
  balance: SignedFen,
  /** How far below zero the balance may go: 0, or negative for a credit line. */
  floor: SignedFen,
  updatedAt: Type.String(),
  movements: Type.Object({ data: Type.Array(MovementView), next: nullable(Type.String()) }),
});
const TopUpView = Type.Object({
  topUpId: Type.String(),
  amount: Fen53,
  status: Type.String({ description: "pending, settled, failed" }),
  payUrl: nullable(Type.String({ description: "where to pay; null when it is paid already" })),
});

function movementView(row: WalletMovementRow) {
  return {
    transferId: formatId("transfer", row.transfer_id),
    transactionId: formatId("transaction", row.transaction_id),
    cause: row.kind,
    change: fenToWire(row.change),
    balanceAfter: fenToWire(row.balance_after),
    occurredAt: instantText(row.occurred_at),
    product: row.product === "" ? null : row.product,
    orderId: row.order_id,
    lineId: row.line_id,
    policyId: row.policy_id === null ? null : formatId("policy", row.policy_id),
    topUpId: row.top_up_id === null ? null : formatId("topUp", row.top_up_id),
  };
}

function walletReading(api: Api, context: Context): void {
  api.get(
    "/v1/merchants/:merchantId/wallet",
    {
      config: { access: SHOP_READERS, problems: ["not_found", "cursor_invalid"] },
      schema: {
        operationId: "readWallet",
        tags: ["merchants"],
        summary: "Balance, and every movement with its cause, newest first",
        params: MerchantPath,
        querystring: closedObject(pageQuery),
        response: { 200: WalletView },
      },
    },
    async (request) => {
      const key = visibleShop(request.principal, request.params.merchantId);
      const page = pageOf(context, request);
      const before = page.after === null ? null : BigInt(page.after[0] ?? "0");
      const account = ACCOUNTS.merchantWallet.code;
      return inTransaction(context.db, request.principal.tenantId, async (tx) => {
        const wallet = await findWallet(tx, key);
        if (wallet === null) refuse("not_found", "there is no merchant of this id");
        const rows = await listWalletMovements(tx, key, { account, before, limit: page.limit + 1 });
        const position = (row: WalletMovementRow) => [row.transfer_id.toString()];
        return {
          merchantId: key.merchantId,
          currency: "CNY",
          balance: fenToWire(wallet.balance),
          floor: fenToWire(wallet.floor),
          updatedAt: instantText(wallet.updated_at),
          movements: pageAnswer(context, request, rows, page, { position, item: movementView }),
        };
      });
    },
  );
}

export function walletRoutes(api: Api, context: Context): void {
  walletReading(api, context);
  api.post(
    "/v1/merchants/:merchantId/wallet/top-ups",
    {
      config: {
        access: SHOP_WRITERS,
        idempotency: "required",
        problems: ["not_found", "limit_exceeded", "switched_off"],
      },
      schema: {
        operationId: "topUpWallet",
        tags: ["merchants"],
        summary: "Top up a wallet",
        description: `1 fen to ${TOP_UP_FEN_MAX} fen. The sandbox settles at once.`,
        params: MerchantPath,
        body: closedObject({
          amount: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: "fen" }),
        }),
        response: { 201: TopUpView },
      },
    },
    async (request, reply) => {
      const key = visibleShop(request.principal, request.params.merchantId);
      const amount = readFen(request.body.amount, "/amount", languageOf(request));
      return idempotently(context, request, reply, async (tx) => {
        const done = await topUp(context, tx, key, amount);
        return { status: 201, body: { ...done, amount: fenToWire(done.amount) } };
      });
    },
  );
}
