// Understands the calls about what a merchant agreed to, and about the deposit that it left.

import { formatId } from "@anxin/core/id";
import { depositReceived, depositReturned } from "@anxin/core/ledger/templates";
import { type Fen, fenToWire } from "@anxin/core/money";
import { refuse } from "@anxin/core/refusal";
import { parseDay } from "@anxin/core/time";
import { insertTransfers } from "@anxin/store/ledger";
import type { MerchantKey } from "@anxin/store/merchant";
import {
  DEPOSIT_PAYMENT_ONCE,
  type DepositMovementRow,
  depositMovements,
  depositOf,
  holdDeposit,
  type MerchantTermsRow,
  merchantTerms,
  moveDeposit,
  writeMerchantTerms,
} from "@anxin/store/recovery-terms";
import { inTransaction, type Tx, violates } from "@anxin/store/transaction";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Access, Api } from "../http/api.js";
import { etagOf, requireIfMatch } from "../http/etag.js";
import { idempotently } from "../http/idempotency.js";
import { languageOf } from "../http/language.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import {
  closedObject,
  ExternalId,
  Fen53,
  fieldRefusal,
  instantText,
  known,
  line,
  nullable,
  oneOf,
  pageOfItems,
  readFen,
} from "../http/schema.js";
import { transferRows } from "../ledger/book.js";
import { readShop, visibleShop } from "../merchant/shop.js";
import { callerName } from "../people/staff.js";
import { refusePayment } from "./follow.js";

const tags = ["recoveries"];
const WRITERS = ["finance", "supervisor"] as const satisfies Access;
const READERS = [...WRITERS, "auditor", "admin", "platform", "server", "merchant"] as const satisfies Access;
const MerchantPath = closedObject({ merchantId: ExternalId });
const SOURCES = ["wallet", "deposit"] as const;
const HISTORY_MAX = 20;
const NOTICE_DAYS_MAX = 90;

const agreed = {
  netting: Type.Boolean({ description: "whether the merchant agreed that recoveries are set off" }),
  agreedOn: nullable(Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" })),
  textVersion: line(64),
  source: oneOf(SOURCES, "what is set off"),
  monthMax: nullable(
    Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: "fen in a calendar month in Shanghai" }),
  ),
  noticeDays: Type.Integer({ minimum: 0, maximum: NOTICE_DAYS_MAX, description: "between notice and netting" }),
};
const TermsChangeView = Type.Object({ revision: Type.Integer(), ...agreed, changedAt: Type.String() });
const TermsView = Type.Object({
  merchantId: Type.String(),
  ...agreed,
  deposit: Fen53,
  changes: Type.Array(TermsChangeView, { description: "newest first, the last 20" }),
});

/** What holds as long as nothing was agreed: nothing is netted. */
const NOTHING_AGREED = {
  netting: false,
  agreedOn: null,
  textVersion: "",
  source: "wallet",
  monthMax: null,
  noticeDays: 0,
} as const;

function changeView(row: MerchantTermsRow) {
  const { month_max: monthMax } = row;
  return {
    ...{ revision: row.revision, netting: row.netting, agreedOn: row.agreed_on, textVersion: row.text_version },
    source: known(SOURCES, row.source),
    monthMax: monthMax === null ? null : fenToWire(monthMax),
    ...{ noticeDays: row.notice_days, changedAt: instantText(row.changed_at) },
  };
}

const etagOfTerms = (merchantId: string, revision: number): string => etagOf("recovery-terms", merchantId, revision);

async function readTerms(tx: Tx, key: MerchantKey) {
  await readShop(tx, key);
  const rows = await merchantTerms(tx, key, HISTORY_MAX);
  const changes = rows.map(changeView);
  const { revision, changedAt: _changedAt, ...terms } = changes[0] ?? { ...NOTHING_AGREED, revision: 0, changedAt: "" };
  const deposit = fenToWire(await depositOf(tx, key));
  return {
    etag: etagOfTerms(key.merchantId, revision),
    view: { merchantId: key.merchantId, ...terms, deposit, changes },
  };
}

function terms(api: Api, context: Context): void {
  api.get(
    "/v1/merchants/:merchantId/recovery-terms",
    {
      config: { access: READERS, problems: ["not_found"] },
      schema: {
        operationId: "readRecoveryTerms",
        tags,
        summary: "What a merchant agreed to about recoveries, with every change",
        params: MerchantPath,
        response: { 200: TermsView },
      },
    },
    async (request, reply) => {
      const { principal, params } = request;
      const key = visibleShop(principal, params.merchantId);
      const { etag, view } = await inTransaction(context.db, principal.tenantId, (tx) => readTerms(tx, key));
      reply.header("etag", etag);
      return view;
    },
  );
  api.put(
    "/v1/merchants/:merchantId/recovery-terms",
    {
      config: { access: WRITERS, ifMatch: "required", problems: ["not_found", "validation_failed"] },
      schema: {
        operationId: "putRecoveryTerms",
        tags,
        summary: "Set what a merchant agreed to: netting from wallet or deposit, with date and version of the text",
        description:
          "Open recoveries are told of anew, and netted after the days of notice; or no more, where netting ends.",
        params: MerchantPath,
        body: closedObject(agreed),
        response: { 200: TermsView },
      },
    },
    async (request, reply) => {
      const { principal, params, body } = request;
      const key = visibleShop(principal, params.merchantId);
      requireConsent(body);
      const monthMax = body.monthMax === null ? null : readFen(body.monthMax, "/monthMax", languageOf(request));
      return inTransaction(context.db, principal.tenantId, async (tx) => {
        await readShop(tx, key);
        const [last] = await merchantTerms(tx, key, 1);
        const changedBy = last === undefined ? null : await callerName(tx, last.changed_by);
        const etagBefore = etagOfTerms(key.merchantId, last?.revision ?? 0);
        requireIfMatch(request, { etag: etagBefore, changedBy, changedAt: last?.changed_at ?? null });
        const { netting, agreedOn, textVersion, source, noticeDays } = body;
        const revision = (last?.revision ?? 0) + 1;
        const wanted = { ...key, revision, netting, agreedOn, textVersion, source, monthMax, noticeDays };
        const changedAt = context.clock.now();
        if (!(await writeMerchantTerms(tx, { ...wanted, changedBy: principal.caller, changedAt }))) {
          refuse("if_match_stale", "somebody else set the terms at the same time; read them again");
        }
        const { etag, view } = await readTerms(tx, key);
        reply.header("etag", etag);
        return view;
      });
    },
  );
}

/** Set-off by agreement needs one (Civil Code art. 569): a day, and the text that was agreed to. */
function requireConsent({
  netting,
  agreedOn,
  textVersion,
}: {
  netting: boolean;
  agreedOn: string | null;
  textVersion: string;
}) {
  const wrong = (pointer: string, detail: string): never => {
    const { code, detail: said, ...more } = fieldRefusal(pointer, "required", detail);
    return refuse(code, said, more);
  };
  if (agreedOn !== null && parseDay(agreedOn) === null) wrong("/agreedOn", "must be a day like 2026-11-11");
  if (netting && agreedOn === null) wrong("/agreedOn", "must say when the merchant agreed");
  if (netting && textVersion === "") wrong("/textVersion", "must say to which text the merchant agreed");
}

const DepositMovementView = Type.Object({
  movementId: Type.String(),
  kind: Type.String({ description: "received, returned, netted, given_back" }),
  amount: Fen53,
  balanceAfter: Fen53,
  reference: nullable(Type.String()),
  recoveryId: nullable(Type.String()),
  movedAt: Type.String(),
});
const DepositView = Type.Object({
  merchantId: Type.String(),
  currency: Type.String(),
  balance: Fen53,
  movements: pageOfItems(DepositMovementView),
});

const movementView = (row: DepositMovementRow) => ({
  movementId: formatId("transaction", row.movement_id),
  kind: row.kind,
  ...{ amount: fenToWire(row.amount), balanceAfter: fenToWire(row.balance_after), reference: row.reference },
  recoveryId: row.recovery_id === null ? null : formatId("recovery", row.recovery_id),
  movedAt: instantText(row.moved_at),
});

function depositReading(api: Api, context: Context): void {
  api.get(
    "/v1/merchants/:merchantId/deposit",
    {
      config: { access: READERS, problems: ["not_found", "cursor_invalid"] },
      schema: {
        operationId: "readDeposit",
        tags,
        summary: "A merchant's deposit, and every movement with its cause, newest first",
        params: MerchantPath,
        querystring: closedObject(pageQuery),
        response: { 200: DepositView },
      },
    },
    async (request) => {
      const { principal, params } = request;
      const key = visibleShop(principal, params.merchantId);
      const page = pageOf(context, request);
      const before = page.after === null ? null : BigInt(page.after[0] ?? "0");
      return inTransaction(context.db, principal.tenantId, async (tx) => {
        await readShop(tx, key);
        const balance = fenToWire(await depositOf(tx, key));
        const rows = await depositMovements(tx, key, before, page.limit + 1);
        const position = (row: DepositMovementRow) => [row.movement_id.toString()];
        const movements = pageAnswer(context, request, rows, page, { position, item: movementView });
        return { merchantId: key.merchantId, currency: "CNY", balance, movements };
      });
    },
  );
}

interface DepositMove {
  readonly kind: "received" | "returned";
  readonly amount: Fen;
  readonly reference: string;
  readonly by: string;
}

/** Moves a deposit with its posting. Refuses with `payment_known` and `amount_above_limit`. */
async function move(context: Context, tx: Tx, key: MerchantKey, { kind, amount, reference, by }: DepositMove) {
  const now = context.clock.now();
  const balance = await holdDeposit(tx, key, now);
  if (kind === "returned" && amount > balance) {
    refuse("amount_above_limit", `the deposit holds ${balance} fen`, {
      ...{ limit: Number(balance), unit: "fen in the deposit" },
      errors: [{ pointer: "/amount", code: "maximum", detail: `must be at most ${balance}` }],
    });
  }
  const movementId = context.ids.next(key.book);
  try {
    await moveDeposit(tx, { ...key, movementId, kind, amount, reference, recoveryId: null, by, at: now });
  } catch (error) {
    if (violates(error, DEPOSIT_PAYMENT_ONCE)) refusePayment();
    throw error;
  }
  const posting = kind === "received" ? depositReceived(amount) : depositReturned(amount);
  const place = { tenantId: tx.tenantId, ...key, transactionId: movementId, occurredAt: now, recordedAt: now };
  await insertTransfers(tx, transferRows(context, place, [posting]));
  const [row] = await depositMovements(tx, key, null, 1);
  if (row === undefined) throw new Error("broken promise: what was moved is noted");
  return movementView(row);
}

function depositWriting(api: Api, context: Context): void {
  const body = closedObject({
    amount: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: "fen" }),
    bankReference: Type.String({ minLength: 1, maxLength: 64, pattern: "^[!-~]+$" }),
  });
  const moves = [
    {
      path: "receipts",
      kind: "received",
      operationId: "receiveDeposit",
      summary: "Book a deposit that came by bank transfer",
    },
    {
      path: "returns",
      kind: "returned",
      operationId: "returnDeposit",
      summary: "Book what of a deposit went back by bank transfer",
    },
  ] as const;
  for (const { path, kind, operationId, summary } of moves) {
    api.post(
      `/v1/merchants/:merchantId/deposit/${path}`,
      {
        config: {
          ...{ access: WRITERS, idempotency: "required" },
          problems: ["not_found", "payment_known", "amount_above_limit"],
        },
        schema: { operationId, tags, summary, params: MerchantPath, body, response: { 201: DepositMovementView } },
      },
      async (request, reply) => {
        const { principal, params } = request;
        const key = visibleShop(principal, params.merchantId);
        const amount = readFen(request.body.amount, "/amount", languageOf(request));
        return idempotently(context, request, reply, async (tx) => {
          await readShop(tx, key);
          const { bankReference: reference } = request.body;
          return { status: 201, body: await move(context, tx, key, { kind, amount, reference, by: principal.caller }) };
        });
      },
    );
  }
}

export function depositRoutes(api: Api, context: Context): void {
  terms(api, context);
  depositReading(api, context);
  depositWriting(api, context);
}
