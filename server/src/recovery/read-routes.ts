// Understands the calls that read recoveries.

import { bookOfId, parseId } from "@anxin/core/id";
import { DEBTOR_KINDS, RECOVERY_STATUSES } from "@anxin/core/recovery/recovery";
import { listRecoveries, type RecoveryRow } from "@anxin/store/recovery";
import { inTransaction } from "@anxin/store/transaction";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Api } from "../http/api.js";
import { languageOf } from "../http/language.js";
import { pageAnswer, pageOf, pageQuery, TIME_SORTS } from "../http/lists.js";
import { rangeQuery, readRange } from "../http/range.js";
import { closedObject, ExternalId, known, line, oneOf, pageOfItems } from "../http/schema.js";
import { maySeeRecovery, RECOVERY_READERS, readRecovery } from "./read.js";
import { etagOfRecovery, RecoveryDetail, RecoveryView, recoveryDetail, recoveryView } from "./view.js";

const tags = ["recoveries"];

function listing(api: Api, context: Context): void {
  api.get(
    "/v1/recoveries",
    {
      config: { access: RECOVERY_READERS, problems: ["cursor_invalid"] },
      schema: {
        operationId: "listRecoveries",
        tags,
        summary: "Recoveries from carriers and merchants, newest first; a merchant sees what it owes itself",
        description: "`from` and `until` are about when they were opened.",
        querystring: closedObject({
          ...pageQuery,
          status: Type.Optional(oneOf(RECOVERY_STATUSES)),
          debtorKind: Type.Optional(oneOf(DEBTOR_KINDS)),
          debtorId: Type.Optional(ExternalId),
          claimId: Type.Optional(line(64)),
          product: Type.Optional(line(64)),
          merchantId: Type.Optional(ExternalId),
          ...rangeQuery,
          sort: Type.Optional(oneOf(TIME_SORTS)),
        }),
        response: { 200: pageOfItems(RecoveryView) },
      },
    },
    async (request) => {
      const { principal, query } = request;
      const page = pageOf(context, request);
      const claimId = query.claimId === undefined ? null : parseId("claim", query.claimId);
      if (query.claimId !== undefined && claimId === null) return { data: [], next: null };
      const own = principal.role === "merchant";
      if (own && query.merchantId !== undefined && query.merchantId !== principal.subject)
        return { data: [], next: null };
      // What the insurer wrote off is not told to who owes it.
      if (own && query.status === "written_off") return { data: [], next: null };
      const range = readRange(query, languageOf(request));
      const sort = known(TIME_SORTS, String(query.sort ?? "newest"));
      const rows = await inTransaction(context.db, principal.tenantId, (tx) =>
        listRecoveries(
          tx,
          {
            statuses: query.status === undefined ? null : [query.status],
            debtorKind: own ? "merchant" : (query.debtorKind ?? null),
            debtorId: query.debtorId ?? null,
            claim: claimId === null ? null : { book: bookOfId(claimId), claimId },
            product: query.product ?? null,
            merchantId: own ? principal.subject : (query.merchantId ?? null),
            range,
            before: page.after === null ? null : BigInt(page.after[0] ?? "0"),
            limit: page.limit + 1,
          },
          sort,
        ),
      );
      const seen = rows.filter((row) => maySeeRecovery(principal, row));
      const position = (row: RecoveryRow) => [row.recovery_id.toString()];
      return pageAnswer(context, request, seen, page, {
        position,
        item: (row) => recoveryView(context, row, principal),
      });
    },
  );
}

function reading(api: Api, context: Context): void {
  api.get(
    "/v1/recoveries/:recoveryId",
    {
      config: { access: RECOVERY_READERS, problems: ["not_found"] },
      schema: {
        operationId: "readRecovery",
        tags,
        summary: "One recovery with everything that happened to it, and what the ledger has about it",
        params: closedObject({ recoveryId: line(64) }),
        response: { 200: RecoveryDetail },
      },
    },
    async (request, reply) => {
      const { principal, params } = request;
      const file = await inTransaction(context.db, principal.tenantId, (tx) =>
        readRecovery(tx, principal, params.recoveryId),
      );
      reply.header("etag", etagOfRecovery(file.row));
      return recoveryDetail(context, file, principal);
    },
  );
}

export function recoveryReadRoutes(api: Api, context: Context): void {
  listing(api, context);
  reading(api, context);
}
