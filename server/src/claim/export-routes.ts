// Understands the call that writes claims as a table.

import { formatId, type Id } from "@anxin/core/id";
import { formatYuan } from "@anxin/core/money";
import { shanghaiClock } from "@anxin/core/time";
import type { Context } from "../context.js";
import type { Access, Api } from "../http/api.js";
import { answerCsv, type CsvColumn, csvSchema, csvTable, type ReadPage } from "../http/csv.js";
import { languageOf } from "../http/language.js";
import { closedObject } from "../http/schema.js";
import { claimFilterOf, claimFilters, type Listed, readClaims } from "./list-filter.js";

/** A table leaves the house: it is for those who keep its books, and for shops. */
const EXPORTERS: Access = ["server", "merchant", "supervisor", "finance", "auditor", "platform", "admin"];

const COLUMNS: readonly CsvColumn<Listed>[] = [
  { title: { zh: "报案时间", en: "Reported at" }, plain: ({ claim }) => shanghaiClock(claim.reportedAt) },
  { title: { zh: "赔案", en: "Claim" }, plain: ({ claim }) => formatId("claim", claim.claimId) },
  { title: { zh: "保单", en: "Policy" }, plain: ({ claim }) => formatId("policy", claim.policyId) },
  { title: { zh: "订单号", en: "Order" }, text: ({ claim }) => claim.orderId },
  { title: { zh: "订单行", en: "Line" }, text: ({ claim }) => claim.lineId },
  { title: { zh: "商品", en: "Goods" }, text: ({ goods }) => goods.line?.title ?? "" },
  { title: { zh: "商家", en: "Merchant" }, text: ({ claim }) => claim.merchantId },
  { title: { zh: "商家名称", en: "Merchant's name" }, text: ({ goods }) => goods.merchantName },
  { title: { zh: "买家", en: "Buyer" }, text: ({ claim }) => claim.buyerId },
  { title: { zh: "产品", en: "Product" }, text: ({ claim }) => claim.product },
  { title: { zh: "事故", en: "Peril" }, text: ({ claim }) => claim.peril },
  { title: { zh: "状态", en: "Status" }, text: ({ claim }) => claim.status },
  {
    title: { zh: "申请金额（元）", en: "Requested (yuan)" },
    plain: ({ claim }) => (claim.requestedAmount === null ? null : formatYuan(claim.requestedAmount)),
  },
  { title: { zh: "核定金额（元）", en: "Granted (yuan)" }, plain: ({ claim }) => formatYuan(claim.agreedAmount) },
  {
    title: { zh: "决定时间", en: "Decided at" },
    plain: ({ claim }) => (claim.decidedAt === null ? null : shanghaiClock(claim.decidedAt)),
  },
];

export function claimExportRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/claims.csv",
    {
      config: { access: EXPORTERS },
      schema: {
        operationId: "exportClaims",
        tags: ["claims"],
        summary: "Claims as a table, newest first",
        querystring: closedObject(claimFilters),
        ...csvSchema,
      },
    },
    async (request, reply) => {
      const { principal } = request;
      const language = languageOf(request);
      const filter = claimFilterOf(principal, request.query, language);
      const read: ReadPage<Listed, Id> = async (from, limit) => {
        if (filter === null) return { rows: [], next: null };
        const rows = await readClaims(context, principal.tenantId, { ...filter, from, limit }, "newest");
        return { rows, next: rows.length < limit ? null : (rows.at(-1)?.claim.claimId ?? null) };
      };
      await answerCsv(reply, "claims", csvTable(COLUMNS, read, language));
      return reply as never;
    },
  );
}
