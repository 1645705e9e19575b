// Understands the calls about prepaid wallets: what is in them, on which terms, and how money gets in.

import { formatId, parseId } from "@anxin/core/id";
import { ACCOUNTS } from "@anxin/core/ledger/chart";
import { refuse } from "@anxin/core/refusal";
import { listTopUps, type TopUpRow } from "@anxin/store/top-up";
import { inTransaction } from "@anxin/store/transaction";
import { listWalletMovements, type WalletMovementRow } from "@anxin/store/wallet";
import { exchangesOf } from "@anxin/store/wallet-exchange";
import { Type } from "typebox";
import { noteAct } from "../audit/record.js";
import type { Context } from "../context.js";
import type { Api } from "../http/api.js";
import { heedIfMatch } from "../http/etag.js";
import { idempotently } from "../http/idempotency.js";
import { languageOf } from "../http/language.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import { closedObject, ExternalId, Fen53, line, nullable, oneOf, pageOfItems, readFen } from "../http/schema.js";
import { readShop, SHOP_READERS, SHOP_WRITERS, visibleShop } from "./shop.js";
import { TOP_UP_FEN_MAX, topUp, topUpById } from "./top-up.js";
import { ExchangeView, exchangeView } from "./wallet-exchange.js";
import { readWallet, setTerms, WALLET_TERM_FEN_MAX } from "./wallet-terms.js";
import { movementView, TopUpView, topUpView, WalletTermsView, WalletView } from "./wallet-view.js";

const tags = ["merchants"];
const MerchantPath = closedObject({ merchantId: ExternalId });
const WITH_EXCHANGES = Type.Object({ ...TopUpView.properties, exchanges: Type.Array(ExchangeView) });

function walletReading(api: Api, context: Context): void {
  api.get(
    "/v1/merchants/:merchantId/wallet",
    {
      config: { access: SHOP_READERS, problems: ["not_found", "cursor_invalid"] },
      schema: {
        operationId: "readWallet",
        tags,
        summary: "Balance, credit, forecast, and every movement with its cause, newest first",
        params: MerchantPath,
        querystring: closedObject(pageQuery),
        response: { 200: WalletView },
      },
    },
    async (request, reply) => {
      const key = visibleShop(request.principal, request.params.merchantId);
      const page = pageOf(context, request);
      const before = page.after === null ? null : BigInt(page.after[0] ?? "0");
      const account = ACCOUNTS.merchantWallet.code;
      return inTransaction(context.db, request.principal.tenantId, async (tx) => {
        const { etag, view } = await readWallet(context, tx, key, request.principal);
        const rows = await listWalletMovements(tx, key, { account, before, limit: page.limit + 1 });
        const position = (row: WalletMovementRow) => [row.transfer_id.toString()];
        reply.header("etag", etag);
        return { ...view, movements: pageAnswer(context, request, rows, page, { position, item: movementView }) };
      });
    },
  );
}

function walletTerms(api: Api, context: Context): void {
  api.put(
    "/v1/merchants/:merchantId/wallet",
    {
      config: {
        access: ["platform", "finance", "admin"],
        ifMatch: "optional",
        problems: ["not_found", "limit_exceeded"],
      },
      schema: {
        operationId: "putWalletTerms",
        tags,
        summary: "Set the credit limit of the contract and the balance below which a wallet is low",
        description: `Up to ${WALLET_TERM_FEN_MAX} fen each; lowBalance null for no threshold. A limit below what is owed is taken: nothing more is drawn until the debt is within it.`,
        params: MerchantPath,
        body: closedObject({ creditLimit: Fen53, lowBalance: nullable(Fen53) }),
        response: { 200: WalletTermsView },
      },
    },
    async (request, reply) => {
      const { principal, params, body } = request;
      const key = visibleShop(principal, params.merchantId);
      const language = languageOf(request);
      const creditLimit = readFen(body.creditLimit, "/creditLimit", language);
      const lowBalance = body.lowBalance === null ? null : readFen(body.lowBalance, "/lowBalance", language);
      return inTransaction(context.db, principal.tenantId, async (tx) => {
        const terms = { creditLimit, lowBalance };
        await setTerms(context, tx, key, terms, principal.caller, (current) => heedIfMatch(request, current));
        const { etag, view } = await readWallet(context, tx, key, principal);
        reply.header("etag", etag);
        return view;
      });
    },
  );
}

function topUpWriting(api: Api, context: Context): void {
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
        tags,
        summary: "Top up a wallet",
        description: `1 fen to ${TOP_UP_FEN_MAX} fen. Answers where to pay; the sandbox settles at once unless it is asked for the page.`,
        params: MerchantPath,
        body: closedObject({
          amount: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: "fen" }),
          pay: Type.Optional(oneOf(["page"], "to pay on a page in the sandbox too")),
          returnUrl: Type.Optional(
            Type.String({
              maxLength: 256,
              pattern: "^https?://[!-~]+$",
              description: "where the payer is led afterwards",
            }),
          ),
        }),
        response: { 201: TopUpView },
      },
    },
    async (request, reply) => {
      const { principal, body } = request;
      const key = visibleShop(principal, request.params.merchantId);
      const amount = readFen(body.amount, "/amount", languageOf(request));
      return idempotently(context, request, reply, async (tx) => {
        const row = await topUp(context, tx, key, { amount, onPage: body.pay !== undefined });
        await noteAct(context, tx, {
          ...{ actor: principal.caller, action: "wallet.top_up_requested" },
          subject: { kind: "merchant", id: key.merchantId },
          after: { amount: body.amount, topUpId: formatId("topUp", row.top_up_id) },
        });
        return { status: 201, body: topUpView(context, principal.tenantId, row, body.returnUrl) };
      });
    },
  );
}

function topUpReading(api: Api, context: Context): void {
  api.get(
    "/v1/merchants/:merchantId/wallet/top-ups",
    {
      config: { access: SHOP_READERS, problems: ["not_found", "cursor_invalid"] },
      schema: {
        operationId: "listTopUps",
        tags,
        summary: "Top-ups of a wallet, newest first",
        params: MerchantPath,
        querystring: closedObject(pageQuery),
        response: { 200: pageOfItems(TopUpView) },
      },
    },
    async (request) => {
      const { principal } = request;
      const key = visibleShop(principal, request.params.merchantId);
      const page = pageOf(context, request);
      const before = page.after === null ? null : BigInt(page.after[0] ?? "0");
      const rows = await inTransaction(context.db, principal.tenantId, async (tx) => {
        await readShop(tx, key);
        return listTopUps(tx, key, before, page.limit + 1);
      });
      const position = (row: TopUpRow) => [row.top_up_id.toString()];
      return pageAnswer(context, request, rows, page, {
        position,
        item: (row) => topUpView(context, principal.tenantId, row),
      });
    },
  );
  api.get(
    "/v1/merchants/:merchantId/wallet/top-ups/:topUpId",
    {
      config: { access: SHOP_READERS, problems: ["not_found"] },
      schema: {
        operationId: "readTopUp",
        tags,
        summary: "One top-up, with everything that was exchanged with the channel about it",
        params: closedObject({ merchantId: ExternalId, topUpId: line(64) }),
        response: { 200: WITH_EXCHANGES },
      },
    },
    async (request) => {
      const { principal, params } = request;
      const { merchantId } = visibleShop(principal, params.merchantId);
      const topUpId = parseId("topUp", params.topUpId);
      return inTransaction(context.db, principal.tenantId, async (tx) => {
        const row = topUpId === null ? null : await topUpById(tx, topUpId);
        if (row === null || row.merchant_id !== merchantId)
          refuse("not_found", "the merchant has no top-up of this id");
        const exchanges = await exchangesOf(tx, { book: row.book, subjectId: row.top_up_id });
        return { ...topUpView(context, principal.tenantId, row), exchanges: exchanges.map(exchangeView) };
      });
    },
  );
}

export function walletRoutes(api: Api, context: Context): void {
  walletReading(api, context);
  walletTerms(api, context);
  topUpWriting(api, context);
  topUpReading(api, context);
}
