// Understands the calls that list payouts, count them by state, and write them as a table.

import { bookOfId, formatId, type Id, type IdKind, parseId } from "@anxin/core/id";
import { fenToWire, formatYuan } from "@anxin/core/money";
import { Refused } from "@anxin/core/refusal";
import { shanghaiClock } from "@anxin/core/time";
import { claimsOfPolicies } from "@anxin/store/claim-history";
import { findOrder } from "@anxin/store/order";
import { listPayouts, listPayoutsOfClaims, type PayoutFilter, type PayoutRow } from "@anxin/store/payout";
import { payoutTotals } from "@anxin/store/payout-sum";
import { policiesOfOrders } from "@anxin/store/policy";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { type Static, Type } from "typebox";
import type { Context } from "../context.js";
import { type Access, type Api, type Principal, ROLES } from "../http/api.js";
import { answerCsv, type CsvColumn, csvSchema, csvTable, type ReadPage } from "../http/csv.js";
import { type Language, languageOf } from "../http/language.js";
import { pageAnswer, pageOf, pageQuery, TIME_SORTS } from "../http/lists.js";
import { rangeQuery, readRange } from "../http/range.js";
import { closedObject, ExternalId, Fen53, fieldRefusal, known, oneOf, pageOfItems } from "../http/schema.js";
import { isOutside } from "../http/sight.js";
import { laneOf } from "../order/load.js";
import { PAYOUT_STATUSES, PayoutSummary, payoutName, payoutSummary } from "./view.js";

export const PAYOUT_READERS: Access = ["server", ...ROLES];
/** Who keeps the books. */
const COUNTERS: Access = ["server", "finance", "supervisor", "auditor", "platform", "admin"];

const OurId = Type.String({ maxLength: 64 });
const filters = {
  claimId: Type.Optional(OurId),
  policyId: Type.Optional(OurId),
  orderId: Type.Optional(ExternalId),
  merchantId: Type.Optional(ExternalId),
  status: Type.Optional(oneOf(PAYOUT_STATUSES)),
  humanTask: Type.Optional(Type.Boolean({ description: "true: only those that wait for a person" })),
  minAmount: Type.Optional({ ...Fen53, description: "fen, inclusive" }),
  maxAmount: Type.Optional({ ...Fen53, description: "fen, inclusive" }),
  ...rangeQuery,
};
const Filters = closedObject(filters);
type Asked = Static<typeof Filters>;

function idOf(kind: IdKind, text: string, pointer: string): Id {
  const id = parseId(kind, text);
  if (id === null) throw new Refused(fieldRefusal(pointer, "pattern", `is not the id of a ${kind}`));
  return id;
}

/** The claims that a list is narrowed to; null when it is not. Several filters narrow one another. */
async function claimsNamed(tx: Tx, { claimId, policyId, orderId }: Asked) {
  const sets: Id[][] = [];
  if (claimId !== undefined) sets.push([idOf("claim", claimId, "/query/claimId")]);
  if (policyId !== undefined) {
    const id = idOf("policy", policyId, "/query/policyId");
    sets.push(await claimIdsOf(tx, [{ book: bookOfId(id), policyId: id }]));
  }
  if (orderId !== undefined) {
    const order = await findOrder(tx, tx.tenantId, laneOf(orderId), orderId);
    const policies = order === null ? [] : await policiesOfOrders(tx, tx.tenantId, [{ book: order.book, orderId }]);
    sets.push(await claimIdsOf(tx, policies));
  }
  const [first, ...others] = sets;
  if (first === undefined) return null;
  const ids = first.filter((id) => others.every((other) => other.includes(id)));
  return ids.map((id) => ({ book: bookOfId(id), claimId: id }));
}

async function claimIdsOf(tx: Tx, policies: Parameters<typeof claimsOfPolicies>[2]): Promise<Id[]> {
  const claims = await claimsOfPolicies(tx, tx.tenantId, policies);
  return [...claims.values()].flat().map(({ claimId }) => claimId);
}

/** Buyers and merchants look at their own, whatever else they ask for; null where that is nothing. */
function filterOf(
  principal: Principal,
  query: Asked,
  language: Language,
): Omit<PayoutFilter, "before" | "limit"> | null {
  const { role, subject } = principal;
  if (role === "merchant" && query.merchantId !== undefined && query.merchantId !== subject) return null;
  const { minAmount, maxAmount } = query;
  return {
    status: query.status === undefined ? null : known(PAYOUT_STATUSES, String(query.status)),
    buyerId: role === "buyer" ? subject : null,
    merchantId: role === "merchant" ? subject : (query.merchantId ?? null),
    humanTask: isOutside(principal) ? null : (query.humanTask ?? null),
    range: {
      ...readRange(query, language),
      amountMin: minAmount === undefined ? null : BigInt(minAmount),
      amountMax: maxAmount === undefined ? null : BigInt(maxAmount),
    },
  };
}

/** A page of payouts. Statements: 1, and those that find the claims that are named. */
async function readPage(
  context: Context,
  { tenantId }: Principal,
  query: Asked,
  filter: PayoutFilter,
  sort: (typeof TIME_SORTS)[number],
): Promise<PayoutRow[]> {
  return inTransaction(context.db, tenantId, async (tx) => {
    const claims = await claimsNamed(tx, query);
    return claims === null
      ? listPayouts(tx, tenantId, filter, sort)
      : listPayoutsOfClaims(tx, tenantId, filter, claims);
  });
}

function listing(api: Api, context: Context): void {
  api.get(
    "/v1/payouts",
    {
      config: { access: PAYOUT_READERS, problems: ["cursor_invalid"] },
      schema: {
        operationId: "listPayouts",
        tags: ["payouts"],
        summary: "Payouts, newest first; `from` and `until` are about when they were prepared",
        description: "Narrowed to claims, a policy or an order they always come newest first.",
        querystring: closedObject({ ...filters, sort: Type.Optional(oneOf(TIME_SORTS)), ...pageQuery }),
        response: { 200: pageOfItems(PayoutSummary) },
      },
    },
    async (request) => {
      const { principal, query } = request;
      const page = pageOf(context, request);
      const [position] = page.after ?? [];
      const filter = filterOf(principal, query, languageOf(request));
      const before = position === undefined ? null : BigInt(position);
      const sort = known(TIME_SORTS, String(query.sort ?? "newest"));
      const wanted = filter === null ? null : { ...filter, before, limit: page.limit + 1 };
      const rows = wanted === null ? [] : await readPage(context, principal, query, wanted, sort);
      return pageAnswer(context, request, rows, page, {
        position: (row) => [row.payout_id.toString()],
        item: (row) => payoutSummary(row, principal),
      });
    },
  );
}

const TotalsView = Type.Object({
  currency: Type.String(),
  data: Type.Array(
    Type.Object({
      status: oneOf(PAYOUT_STATUSES),
      payouts: Type.Integer({ minimum: 0 }),
      amount: Fen53,
      humanTasks: Type.Integer({ minimum: 0, description: "those of them that wait for a person" }),
    }),
    { description: "every state, also those that no payout is in" },
  ),
});

function counting(api: Api, context: Context): void {
  api.get(
    "/v1/payouts/summary",
    {
      config: { access: COUNTERS },
      schema: {
        operationId: "readPayoutSummary",
        tags: ["payouts"],
        summary: "How many payouts there are of each state, and how much they are together",
        querystring: closedObject({ merchantId: Type.Optional(ExternalId), ...rangeQuery }),
        response: { 200: TotalsView },
      },
    },
    async (request) => {
      const { principal, query } = request;
      const range = readRange(query, languageOf(request));
      const totals = await inTransaction(context.db, principal.tenantId, (tx) =>
        payoutTotals(tx, principal.tenantId, range, query.merchantId ?? null),
      );
      const of = new Map(totals.map((row) => [row.status, row]));
      return {
        currency: "CNY",
        data: PAYOUT_STATUSES.map((status) => {
          const { payouts = 0n, amount = 0n, tasks = 0n } = of.get(status) ?? {};
          return { status, payouts: Number(payouts), amount: fenToWire(amount), humanTasks: Number(tasks) };
        }),
      };
    },
  );
}

const COLUMNS: readonly CsvColumn<PayoutRow>[] = [
  { title: { zh: "准备时间", en: "Prepared at" }, plain: (row) => shanghaiClock(row.prepared_at) },
  { title: { zh: "赔付", en: "Payout" }, plain: payoutName },
  { title: { zh: "赔案", en: "Claim" }, plain: (row) => formatId("claim", row.claim_id) },
  { title: { zh: "用途", en: "Purpose" }, text: (row) => row.purpose },
  { title: { zh: "产品", en: "Product" }, text: (row) => row.product },
  { title: { zh: "订单号", en: "Order" }, text: (row) => row.order_id },
  { title: { zh: "商家", en: "Merchant" }, text: (row) => row.merchant_id },
  { title: { zh: "买家", en: "Buyer" }, text: (row) => row.buyer_id },
  { title: { zh: "金额（元）", en: "Amount (yuan)" }, plain: (row) => formatYuan(row.amount) },
  { title: { zh: "状态", en: "Status" }, text: (row) => row.status },
  { title: { zh: "收款方", en: "Payee" }, text: (row) => row.payee_mask },
  { title: { zh: "打款单号", en: "Channel number" }, text: (row) => row.out_biz_no },
  { title: { zh: "渠道流水号", en: "Channel's own number" }, text: (row) => row.channel_order_no },
  {
    title: { zh: "结清时间", en: "Settled at" },
    plain: (row) => (row.settled_at === null ? null : shanghaiClock(row.settled_at)),
  },
  { title: { zh: "人工任务", en: "Human task" }, text: (row) => row.human_task },
];

function exporting(api: Api, context: Context): void {
  api.get(
    "/v1/payouts.csv",
    {
      config: { access: COUNTERS },
      schema: {
        operationId: "exportPayouts",
        tags: ["payouts"],
        summary: "Payouts as a table, newest first",
        querystring: Filters,
        ...csvSchema,
      },
    },
    async (request, reply) => {
      const { principal, query } = request;
      const language = languageOf(request);
      const filter = filterOf(principal, query, language);
      const read: ReadPage<PayoutRow, Id> = async (before, limit) => {
        if (filter === null) return { rows: [], next: null };
        const rows = await readPage(context, principal, query, { ...filter, before, limit }, "newest");
        return { rows, next: rows.length < limit ? null : (rows.at(-1)?.payout_id ?? null) };
      };
      await answerCsv(reply, "payouts", csvTable(COLUMNS, read, language));
      return reply as never;
    },
  );
}

export function payoutListRoutes(api: Api, context: Context): void {
  listing(api, context);
  counting(api, context);
  exporting(api, context);
}
