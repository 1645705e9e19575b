// Understands the calls about what carriers answer for by contract.

import { carrierKey } from "@anxin/core/claim/waybill";
import { fenToWire } from "@anxin/core/money";
import { refuse } from "@anxin/core/refusal";
import { parseDay } from "@anxin/core/time";
import { allCarrierTerms, type CarrierTermsRow, carrierTerms, writeCarrierTerms } from "@anxin/store/recovery-terms";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Api } from "../http/api.js";
import { etagOf, requireIfMatch } from "../http/etag.js";
import { languageOf } from "../http/language.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import {
  closedObject,
  ExternalId,
  Fen53,
  fieldRefusal,
  instantText,
  nullable,
  pageOfItems,
  prose,
  readFen,
} from "../http/schema.js";
import { callerName } from "../people/staff.js";
import { RECOVERERS } from "./read.js";

const tags = ["recoveries"];
const READERS = [...RECOVERERS, "auditor", "admin", "platform", "server"] as const;
const HISTORY_MAX = 20;
const FREIGHT_TIMES_MAX = 100;
const WITHIN_DAYS_MAX = 1_095;

const terms = {
  effectiveOn: Type.String({
    pattern: "^\\d{4}-\\d{2}-\\d{2}$",
    description: "for parcels shipped from this day on (Shanghai)",
  }),
  parcelMax: nullable(
    Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: "fen for a parcel, as declared" }),
  ),
  freightTimes: nullable(
    Type.Integer({ minimum: 0, maximum: FREIGHT_TIMES_MAX, description: "the most as a multiple of the freight" }),
  ),
  freightUsual: Type.Integer({
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
    description: "fen, where the order names no freight",
  }),
  withinDays: nullable(
    Type.Integer({ minimum: 1, maximum: WITHIN_DAYS_MAX, description: "from shipment; null: as the product says" }),
  ),
};
const TermsBody = closedObject({ ...terms, note: Type.Optional(prose(500)) });
const CarrierTermsView = Type.Object({
  carrier: Type.String(),
  revision: Type.Integer(),
  ...terms,
  freightUsual: Fen53,
  note: Type.String(),
  changedAt: Type.String(),
});
const CarrierView = Type.Object({
  ...CarrierTermsView.properties,
  changes: Type.Array(CarrierTermsView, { description: "newest first, the last 20" }),
});

function termsView(row: CarrierTermsRow) {
  const { parcel_max: parcelMax } = row;
  return {
    ...{ carrier: row.carrier, revision: row.revision, effectiveOn: row.effective_on },
    parcelMax: parcelMax === null ? null : fenToWire(parcelMax),
    ...{ freightTimes: row.freight_times, freightUsual: fenToWire(row.freight_usual), withinDays: row.within_days },
    ...{ note: row.note, changedAt: instantText(row.changed_at) },
  };
}

const etagOfCarrier = (carrier: string, revision: number): string => etagOf("carrier", carrier, revision);

async function readCarrier(tx: Tx, name: string) {
  const carrier = carrierKey(name);
  const rows = await carrierTerms(tx, carrier, HISTORY_MAX);
  const [last] = rows;
  if (last === undefined)
    return refuse("not_found", `nothing was agreed with ${carrier}; the law and the product hold`);
  return { etag: etagOfCarrier(carrier, last.revision), view: { ...termsView(last), changes: rows.map(termsView) } };
}

function readingCarriers(api: Api, context: Context): void {
  api.get(
    "/v1/recoveries/carriers",
    {
      config: { access: READERS, problems: ["cursor_invalid"] },
      schema: {
        operationId: "listCarrierTerms",
        tags,
        summary: "What each carrier answers for by contract, by name",
        querystring: closedObject(pageQuery),
        response: { 200: pageOfItems(CarrierTermsView) },
      },
    },
    async (request) => {
      const page = pageOf(context, request);
      const rows = await inTransaction(context.db, request.principal.tenantId, (tx) =>
        allCarrierTerms(tx, page.after?.[0] ?? "", page.limit + 1),
      );
      return pageAnswer(context, request, rows, page, { position: (row) => [row.carrier], item: termsView });
    },
  );
  api.get(
    "/v1/recoveries/carriers/:carrier",
    {
      config: { access: READERS, problems: ["not_found"] },
      schema: {
        operationId: "readCarrierTerms",
        tags,
        summary: "What a carrier answers for by contract, with every change",
        params: closedObject({ carrier: ExternalId }),
        response: { 200: CarrierView },
      },
    },
    async (request, reply) => {
      const { principal, params } = request;
      const { etag, view } = await inTransaction(context.db, principal.tenantId, (tx) =>
        readCarrier(tx, params.carrier),
      );
      reply.header("etag", etag);
      return view;
    },
  );
}

function writingCarriers(api: Api, context: Context): void {
  api.put(
    "/v1/recoveries/carriers/:carrier",
    {
      config: { access: RECOVERERS, ifMatch: "optional", problems: ["validation_failed"] },
      schema: {
        operationId: "putCarrierTerms",
        tags,
        summary: "Set what a carrier answers for by contract; recoveries that are open already stay as they are",
        description: "If-Match is needed once terms are there.",
        params: closedObject({ carrier: ExternalId }),
        body: TermsBody,
        response: { 200: CarrierView },
      },
    },
    async (request, reply) => {
      const { principal, params, body } = request;
      const language = languageOf(request);
      if (parseDay(body.effectiveOn) === null) {
        const { code, detail, ...more } = fieldRefusal("/effectiveOn", "date", "must be a day like 2026-11-11");
        return refuse(code, detail, more);
      }
      const parcelMax = body.parcelMax === null ? null : readFen(body.parcelMax, "/parcelMax", language);
      const freightUsual = readFen(body.freightUsual, "/freightUsual", language);
      return inTransaction(context.db, principal.tenantId, async (tx) => {
        const carrier = carrierKey(params.carrier);
        const [last] = await carrierTerms(tx, carrier, 1);
        if (last !== undefined) {
          const changedBy = await callerName(tx, last.changed_by);
          const etag = etagOfCarrier(carrier, last.revision);
          requireIfMatch(request, { etag, changedBy, changedAt: last.changed_at });
        }
        const written = await writeCarrierTerms(tx, {
          ...{ carrier, revision: (last?.revision ?? 0) + 1, effective_on: body.effectiveOn, parcel_max: parcelMax },
          ...{ freight_times: body.freightTimes, freight_usual: freightUsual, within_days: body.withinDays },
          ...{ note: body.note ?? "", changedBy: principal.caller, changedAt: context.clock.now() },
        });
        if (!written) refuse("if_match_stale", "somebody else set the terms at the same time; read them again");
        const { etag, view } = await readCarrier(tx, carrier);
        reply.header("etag", etag);
        return view;
      });
    },
  );
}

export function carrierRoutes(api: Api, context: Context): void {
  readingCarriers(api, context);
  writingCarriers(api, context);
}
