// Understands the calls that read the audit log: who did what when to what.

import { AUDIT_KINDS, type AuditPlace, PLATFORM_KINDS } from "@anxin/core/audit/entry";
import { shanghaiClock } from "@anxin/core/time";
import { inTransaction } from "@anxin/store/transaction";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Access, Api } from "../http/api.js";
import { answerCsv, type CsvColumn, csvSchema, csvTable, type ReadPage } from "../http/csv.js";
import { languageOf } from "../http/language.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import { rangeQuery } from "../http/range.js";
import { ColleagueName, closedObject, line, nullable, pageOfItems } from "../http/schema.js";
import { entryView, type LogEntry, placeOf, placeText, readFilter, readLog, subjectText } from "./log.js";

const READERS = ["auditor", "admin", "supervisor", "platform"] as const satisfies Access;
const TAGS = ["audit"];

const filters = {
  actor: Type.Optional({ ...line(200, 1), description: "who, as entries spell it: staff:…, server:…, merchant:…" }),
  action: Type.Optional({
    ...line(80, 1),
    description: `one of ${AUDIT_KINDS.join(", ")}, or an act of one, such as claim.decided`,
  }),
  subject: Type.Optional({ ...line(200, 1), description: "the id of what was acted on, as entries spell it" }),
  ...rangeQuery,
};
const texts = nullable(Type.Record(Type.String(), Type.Unknown()));
const EntryView = Type.Object({
  entryId: Type.String({ description: "stays the same" }),
  at: Type.String({ description: "business time" }),
  actor: Type.Object({ caller: Type.String(), name: ColleagueName }),
  action: Type.String(),
  subject: Type.Object({
    kind: Type.String(),
    id: Type.String(),
    name: ColleagueName,
    part: nullable(Type.String({ description: "which part of it, such as a product" })),
  }),
  before: texts,
  after: texts,
  names: Type.Record(Type.String(), Type.String(), {
    description: "what colleagues in before and after are called, by how they are spelled there",
  }),
  reason: Type.String({ description: "as somebody gave it; empty where nobody is asked for one" }),
});

function listing(api: Api, context: Context): void {
  api.get(
    "/v1/audit",
    {
      config: { access: READERS, problems: ["cursor_invalid"] },
      schema: {
        operationId: "listAuditEntries",
        tags: TAGS,
        summary: "Who did what when to what, newest first",
        description: `What rules and sweeps do by themselves is not in it. A platform sees ${PLATFORM_KINDS.join(", ")}.`,
        querystring: closedObject({ ...filters, ...pageQuery }),
        response: { 200: pageOfItems(EntryView) },
      },
    },
    async (request) => {
      const { principal, query } = request;
      const page = pageOf(context, request);
      const filter = readFilter(principal, query, languageOf(request));
      if (filter === null) return { data: [], next: null };
      const entries = await inTransaction(context.db, principal.tenantId, (tx) =>
        readLog(tx, filter, placeOf(page.after), page.limit + 1),
      );
      return pageAnswer(context, request, entries, page, { position: placeText, item: entryView });
    },
  );
}

const json = (value: unknown): string => (value === null || value === undefined ? "" : JSON.stringify(value));
const COLUMNS: readonly CsvColumn<LogEntry>[] = [
  { title: { zh: "时间（北京时间）", en: "At (Beijing time)" }, plain: ({ at }) => shanghaiClock(at) },
  { title: { zh: "操作人", en: "Who" }, text: ({ row }) => row.actor },
  { title: { zh: "姓名", en: "Name" }, text: ({ name }) => name },
  { title: { zh: "操作", en: "Action" }, text: ({ row }) => row.action },
  { title: { zh: "对象类型", en: "Kind of subject" }, text: ({ row }) => row.subject_kind },
  { title: { zh: "对象", en: "Subject" }, text: ({ row }) => subjectText(row) },
  { title: { zh: "对象姓名", en: "Subject's name" }, text: ({ subjectName }) => subjectName },
  { title: { zh: "其中", en: "Part" }, text: ({ row }) => row.part },
  { title: { zh: "变更前", en: "Before" }, text: ({ row }) => json(row.before) },
  { title: { zh: "变更后", en: "After" }, text: ({ row }) => json(row.after) },
  { title: { zh: "理由", en: "Reason" }, text: ({ row }) => row.reason },
];

function exporting(api: Api, context: Context): void {
  api.get(
    "/v1/audit.csv",
    {
      config: { access: READERS },
      schema: {
        operationId: "exportAuditEntries",
        tags: TAGS,
        summary: "The audit log as a table, newest first",
        querystring: closedObject(filters),
        ...csvSchema,
      },
    },
    async (request, reply) => {
      const { principal } = request;
      const language = languageOf(request);
      const filter = readFilter(principal, request.query, language);
      const read: ReadPage<LogEntry, AuditPlace> = async (after, limit) => {
        if (filter === null) return { rows: [], next: null };
        const rows = await inTransaction(context.db, principal.tenantId, (tx) => readLog(tx, filter, after, limit));
        return { rows, next: rows.length < limit ? null : (rows.at(-1) ?? null) };
      };
      await answerCsv(reply, "audit", csvTable(COLUMNS, read, language));
      return reply as never;
    },
  );
}

export function auditRoutes(api: Api, context: Context): void {
  listing(api, context);
  exporting(api, context);
}
