// Understands the call for a wallet's statement of a month.

import { fenToWire } from "@anxin/core/money";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Api } from "../http/api.js";
import { languageOf } from "../http/language.js";
import { closedObject, ExternalId, instantText, oneOf, SignedFen } from "../http/schema.js";
import { SHOP_READERS, visibleShop } from "./shop.js";
import { allLines, openStatement, readMonth, statementCsv } from "./wallet-statement.js";
import { MovementView, movementView } from "./wallet-view.js";

const StatementView = Type.Object({
  merchantId: Type.String(),
  currency: Type.String(),
  month: Type.String(),
  from: Type.String(),
  until: Type.String(),
  openingBalance: SignedFen,
  movements: Type.Array(Type.Object({ ...MovementView.properties, recordedAt: Type.String() })),
  closingBalance: SignedFen,
});

export function walletStatementRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/merchants/:merchantId/wallet/statement",
    {
      config: { access: SHOP_READERS, problems: ["not_found", "limit_exceeded"] },
      schema: {
        operationId: "readWalletStatement",
        tags: ["merchants"],
        summary: "The statement of a month in Shanghai: opening balance, movements oldest first, closing balance",
        params: closedObject({ merchantId: ExternalId }),
        querystring: closedObject({
          month: Type.String({ pattern: "^\\d{4}-\\d{2}$", description: "YYYY-MM" }),
          format: Type.Optional(oneOf(["json", "csv"], "json by default; csv for spreadsheets, of any length")),
        }),
        produces: ["application/json", "text/csv"],
        response: { 200: StatementView },
      },
    },
    async (request, reply) => {
      const { principal, params, query } = request;
      const key = visibleShop(principal, params.merchantId);
      const month = readMonth(query.month);
      const statement = await openStatement(context, principal.tenantId, key, month);
      if (query.format === "csv") {
        reply
          .type("text/csv; charset=utf-8; header=present")
          .header("content-disposition", `attachment; filename="wallet-${month.name}.csv"`)
          .header("x-content-type-options", "nosniff");
        return reply.send(statementCsv(statement, month, languageOf(request)) as never);
      }
      const lines = await allLines(statement);
      return {
        merchantId: key.merchantId,
        currency: "CNY",
        month: month.name,
        from: instantText(month.from),
        until: instantText(month.until),
        openingBalance: fenToWire(statement.opening),
        movements: lines.map((row) => ({ ...movementView(row), recordedAt: instantText(row.recorded_at) })),
        closingBalance: fenToWire(lines.at(-1)?.balance_after ?? statement.opening),
      };
    },
  );
}
