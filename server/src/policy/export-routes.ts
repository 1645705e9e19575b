// Understands the call that writes policies as a table.

import { formatId, formatPolicyNo } from "@anxin/core/id";
import { formatYuan } from "@anxin/core/money";
import { type Policy, statusAt } from "@anxin/core/policy/policy";
import { type Instant, shanghaiClock } from "@anxin/core/time";
import { listPolicyKeys, policiesById } from "@anxin/store/policy";
import { inTransaction } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import type { Access, Api } from "../http/api.js";
import { answerCsv, type CsvColumn, csvSchema, csvTable, EXPORT_ROWS_MAX, type ReadPage } from "../http/csv.js";
import { languageOf } from "../http/language.js";
import { closedObject } from "../http/schema.js";
import { type Goods, goodsOfLines } from "../order/goods.js";
import { historiesOf } from "./history.js";
import { policyFilterOf, policyFilters } from "./list-filter.js";
import type { PolicyHistory } from "./view.js";

/** A table leaves the house: it is for those who keep its books, and for shops. */
const EXPORTERS: Access = ["server", "merchant", "supervisor", "actuary", "finance", "auditor", "platform", "admin"];

interface Exported {
  readonly history: PolicyHistory;
  readonly goods: Goods | undefined;
}

const timeOf = (at: Instant | null): string | null => (at === null ? null : shanghaiClock(at));

const columnsAt = (now: Instant): readonly CsvColumn<Exported>[] => {
  const policy = ({ history }: Exported): Policy => history.known.policy;
  const state = ({ history }: Exported) => history.known.state;
  return [
    { title: { zh: "签发时间", en: "Issued at" }, plain: (row) => timeOf(policy(row).issuedAt) },
    { title: { zh: "保单号", en: "Policy number" }, plain: (row) => formatPolicyNo(policy(row).policyId) },
    { title: { zh: "保单", en: "Policy" }, plain: (row) => formatId("policy", policy(row).policyId) },
    { title: { zh: "产品", en: "Product" }, text: (row) => policy(row).product },
    { title: { zh: "版本", en: "Version" }, plain: (row) => String(policy(row).productVersion) },
    { title: { zh: "订单号", en: "Order" }, text: (row) => policy(row).orderId },
    { title: { zh: "订单行", en: "Line" }, text: (row) => policy(row).lineId },
    { title: { zh: "商品", en: "Goods" }, text: ({ goods }) => goods?.line?.title ?? "" },
    { title: { zh: "商家", en: "Merchant" }, text: (row) => policy(row).merchantId },
    { title: { zh: "商家名称", en: "Merchant's name" }, text: ({ goods }) => goods?.merchantName ?? "" },
    { title: { zh: "买家", en: "Buyer" }, text: (row) => policy(row).buyerId },
    { title: { zh: "付费方", en: "Payer" }, text: (row) => policy(row).payer },
    { title: { zh: "状态", en: "Status" }, text: (row) => statusAt(state(row), now) },
    { title: { zh: "保费（元）", en: "Premium (yuan)" }, plain: (row) => formatYuan(state(row).premium) },
    { title: { zh: "保额（元）", en: "Sum insured (yuan)" }, plain: (row) => formatYuan(state(row).sumInsured) },
    { title: { zh: "生效时间", en: "Effective at" }, plain: (row) => timeOf(state(row).effectiveAt) },
    { title: { zh: "到期时间", en: "Expires at" }, plain: (row) => timeOf(state(row).expiresAt) },
  ];
};

export function policyExportRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/policies.csv",
    {
      config: { access: EXPORTERS },
      schema: {
        operationId: "exportPolicies",
        tags: ["policies"],
        summary: "Policies as a table, newest first",
        querystring: closedObject(policyFilters),
        ...csvSchema,
      },
    },
    async (request, reply) => {
      const { principal, query } = request;
      const { tenantId } = principal;
      const language = languageOf(request);
      const { filter, book } = policyFilterOf(context, principal, query, language);
      // No index holds all policies by time: which ones are asked for is asked once, and they are read by their keys.
      const keys = await inTransaction(context.db, tenantId, (tx) =>
        listPolicyKeys(tx, tenantId, { ...filter, after: null, limit: EXPORT_ROWS_MAX + 1 }, book),
      );
      const read: ReadPage<Exported, number> = async (after, limit) => {
        const begin = after ?? 0;
        const wanted = keys.slice(begin, begin + limit);
        const rows = await inTransaction(context.db, tenantId, async (tx) => {
          const histories = await historiesOf(context, tx, await policiesById(tx, tenantId, wanted));
          const goods = await goodsOfLines(
            tx,
            histories.map(({ known }) => known.policy),
          );
          return histories.map((history, i) => ({ history, goods: goods[i] }));
        });
        return { rows, next: begin + limit < keys.length ? begin + limit : null };
      };
      await answerCsv(reply, "policies", csvTable(columnsAt(filter.now), read, language));
      return reply as never;
    },
  );
}
