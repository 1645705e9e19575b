// Understands the calls about the insurer's register: who may test, appraise and repair.

import { present } from "@anxin/core/assert";
import { CATEGORIES } from "@anxin/core/product/product";
import { refuse } from "@anxin/core/refusal";
import { REGISTER_KINDS, REGISTER_STATUSES } from "@anxin/core/register/entry";
import {
  findRegisterEntry,
  listRegister,
  type RegisterFilter,
  registerRevisions,
  type WrittenRevision,
} from "@anxin/store/register";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { Type } from "typebox";
import type { Context } from "../context.js";
import type { Access, Api, Principal } from "../http/api.js";
import { requireIfMatch } from "../http/etag.js";
import { idempotently } from "../http/idempotency.js";
import { type Language, languageOf } from "../http/language.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import { closedObject, InstantText, line, oneOf, pageOfItems, readInstant } from "../http/schema.js";
import { isOutside } from "../http/sight.js";
import { callerNames } from "../people/staff.js";
import { importRegister } from "./import.js";
import { requireSound } from "./sound.js";
import { EntryBody, ImportAnswer, ImportBody, NewEntryBody, RegisterView, registerView, StatusBody } from "./wire.js";
import { addEntry, changeEntry, type EntryChange, entryIdOf, refuseUnknown, registerEtag, termsIn } from "./write.js";

const READERS: Access = [
  "server",
  "buyer",
  "merchant",
  "adjuster",
  "supervisor",
  "actuary",
  "finance",
  "auditor",
  "platform",
  "admin",
];
const WRITERS: Access = ["supervisor", "admin"];
const HISTORIANS: Access = ["server", "adjuster", "supervisor", "actuary", "finance", "auditor", "platform", "admin"];

const EntryPath = closedObject({ entryId: line(64, 1) });
const schema = (operationId: string, summary: string) => ({ operationId, tags: ["register"], summary });

/** Entries as the caller may see them. */
async function viewsOf(context: Context, tx: Tx, principal: Principal, entries: readonly WrittenRevision[]) {
  const outside = isOutside(principal);
  const changes = entries.map(({ changedBy }) => ({ changed_by: changedBy }));
  const names = outside ? new Map<string, string>() : await callerNames(tx, changes);
  const now = context.clock.now();
  return entries.map((entry) =>
    registerView(entry, { outside, changedBy: names.get(entry.changedBy) ?? entry.changedBy, now }),
  );
}

async function viewOf(context: Context, tx: Tx, principal: Principal, entry: WrittenRevision) {
  const [view] = await viewsOf(context, tx, principal, [entry]);
  return present(view, "every entry has a view");
}

const ListQuery = closedObject({
  ...pageQuery,
  kind: Type.Optional(oneOf(REGISTER_KINDS)),
  q: Type.Optional({ ...line(100, 1), description: "a part of a name or number" }),
  category: Type.Optional(oneOf(CATEGORIES, "only entries for such goods")),
  status: Type.Optional(oneOf(REGISTER_STATUSES, "buyers and merchants see active entries only")),
  at: Type.Optional({ ...InstantText, description: "as the register stood then, RFC 3339" }),
});

function readingRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/register",
    {
      config: { access: READERS, problems: ["cursor_invalid"] },
      schema: {
        ...schema("listRegister", "Where goods can be tested, appraised or repaired"),
        querystring: ListQuery,
        response: { 200: pageOfItems(RegisterView) },
      },
    },
    async (request) => {
      const { principal, query } = request;
      const page = pageOf(context, request);
      const filter: RegisterFilter = {
        at: query.at === undefined ? context.clock.now() : readInstant(query.at, "/query/at", languageOf(request)),
        kind: query.kind ?? null,
        status: isOutside(principal) ? "active" : (query.status ?? null),
        text: query.q ?? null,
        category: query.category ?? null,
        after: page.after === null ? null : BigInt(page.after[0] ?? "0"),
        limit: page.limit + 1,
      };
      return inTransaction(context.db, principal.tenantId, async (tx) => {
        const entries = await listRegister(tx, filter);
        const views = await viewsOf(context, tx, principal, entries);
        const rows = entries.map(({ id }, i) => ({ id, view: present(views[i], "every entry has a view") }));
        return pageAnswer(context, request, rows, page, {
          position: ({ id }) => [id.toString()],
          item: ({ view }) => view,
        });
      });
    },
  );

  api.get(
    "/v1/register/:entryId",
    {
      config: { access: READERS, problems: ["not_found"] },
      schema: {
        ...schema("readRegisterEntry", "An entry: the last word about it, or what was true at a time"),
        description: `Without \`at\` staff and servers see the last revision, also one that is announced: it is what an edit is made on.
Buyers and merchants see what is true now.`,
        params: EntryPath,
        querystring: closedObject({ at: Type.Optional(InstantText) }),
        response: { 200: RegisterView },
      },
    },
    async (request, reply) => {
      const { principal, query } = request;
      const entryId = entryIdOf(request.params.entryId);
      const at = query.at === undefined ? null : readInstant(query.at, "/query/at", languageOf(request));
      return inTransaction(context.db, principal.tenantId, async (tx) => {
        const entry = await readEntry(context, tx, principal, entryId, at);
        if (at === null && !isOutside(principal)) reply.header("etag", registerEtag(entry));
        return viewOf(context, tx, principal, entry);
      });
    },
  );
}

async function readEntry(
  context: Context,
  tx: Tx,
  principal: Principal,
  entryId: bigint,
  at: ReturnType<typeof readInstant> | null,
): Promise<WrittenRevision> {
  if (isOutside(principal)) {
    const entry = await findRegisterEntry(tx, entryId, context.clock.now());
    return entry === null || entry.status !== "active" ? refuseUnknown() : entry;
  }
  if (at !== null) return (await findRegisterEntry(tx, entryId, at)) ?? refuseUnknown();
  const [last] = await registerRevisions(tx, entryId, null, 1);
  return last ?? refuseUnknown();
}

function writingRoutes(api: Api, context: Context): void {
  api.post(
    "/v1/register",
    {
      config: { access: WRITERS, idempotency: "required", problems: ["register_name_taken"] },
      schema: {
        ...schema("addRegisterEntry", "Add an institution, an appraiser or a repairer"),
        body: NewEntryBody,
        response: { 201: RegisterView },
      },
    },
    async (request, reply) => {
      const { principal, body } = request;
      const language = languageOf(request);
      const { kind, effectiveFrom, ...terms } = body;
      const sound = requireSound(context, kind, terms, { status: "active", statusReason: "" }, language);
      const from = effectiveOf(effectiveFrom, language);
      return idempotently(context, request, reply, async (tx) => {
        const entry = await addEntry(context, tx, principal, sound, from);
        return { status: 201, body: await viewOf(context, tx, principal, entry), etag: registerEtag(entry) };
      });
    },
  );
}

const effectiveOf = (text: string | undefined, language: Language) =>
  text === undefined ? null : readInstant(text, "/effectiveFrom", language);

/** An entry after a change that was made on the version that is there. */
async function changed(
  context: Context,
  request: { readonly principal: Principal } & Parameters<typeof requireIfMatch>[0],
  change: EntryChange,
) {
  const { principal } = request;
  return inTransaction(context.db, principal.tenantId, async (tx) => {
    const entry = await changeEntry(context, tx, principal, change, (current) => requireIfMatch(request, current));
    return { entry, view: await viewOf(context, tx, principal, entry) };
  });
}

function changingRoutes(api: Api, context: Context): void {
  const config = { access: WRITERS, ifMatch: "required" } as const;
  api.put(
    "/v1/register/:entryId",
    {
      config: { ...config, problems: ["not_found", "register_name_taken"] },
      schema: {
        ...schema("putRegisterEntry", "Change an entry, from now or from another time on; its status stays"),
        description: "What was said before stays on record, and decides about reports of its time.",
        params: EntryPath,
        body: EntryBody,
        response: { 200: RegisterView },
      },
    },
    async (request, reply) => {
      const language = languageOf(request);
      const entryId = entryIdOf(request.params.entryId);
      const { effectiveFrom, ...body } = request.body;
      const change = {
        ...{ entryId, effectiveFrom: effectiveOf(effectiveFrom, language) },
        terms: (before: WrittenRevision) => requireSound(context, before.kind, body, before, language),
      };
      const { entry, view } = await changed(context, request, change);
      reply.header("etag", registerEtag(entry));
      return view;
    },
  );

  api.put(
    "/v1/register/:entryId/status",
    {
      config: { ...config, problems: ["not_found", "reason_required"] },
      schema: {
        ...schema("putRegisterStatus", "Suspend or withdraw an entry, or make it count again"),
        description: "A suspension holds for reports from its day on, and may be written for a time that is past.",
        params: EntryPath,
        body: StatusBody,
        response: { 200: RegisterView },
      },
    },
    async (request, reply) => {
      const language = languageOf(request);
      const { status, reason = "", effectiveFrom } = request.body;
      if (status !== "active" && reason.trim() === "") {
        const detail = "say why it is suspended or withdrawn";
        refuse("reason_required", detail, { errors: [{ pointer: "/reason", code: "reason_required", detail }] });
      }
      const change = {
        ...{ entryId: entryIdOf(request.params.entryId), effectiveFrom: effectiveOf(effectiveFrom, language) },
        terms: (before: WrittenRevision) => ({
          ...termsIn(before),
          status,
          statusReason: status === "active" ? "" : reason,
        }),
      };
      const { entry, view } = await changed(context, request, change);
      reply.header("etag", registerEtag(entry));
      return view;
    },
  );
}

function historyRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/register/:entryId/changes",
    {
      config: { access: HISTORIANS, problems: ["not_found", "cursor_invalid"] },
      schema: {
        ...schema(
          "listRegisterChanges",
          "Everything that was ever said of an entry, newest first, by whom and from when on",
        ),
        params: EntryPath,
        querystring: closedObject(pageQuery),
        response: { 200: pageOfItems(RegisterView) },
      },
    },
    async (request) => {
      const { principal } = request;
      const entryId = entryIdOf(request.params.entryId);
      const page = pageOf(context, request);
      const before = page.after === null ? null : Number(page.after[0]);
      return inTransaction(context.db, principal.tenantId, async (tx) => {
        const revisions = await registerRevisions(tx, entryId, before, page.limit + 1);
        if (revisions.length === 0 && before === null) refuseUnknown();
        const views = await viewsOf(context, tx, principal, revisions);
        return pageAnswer(context, request, views, page, {
          position: ({ revision }) => [revision.toString()],
          item: (view) => view,
        });
      });
    },
  );

  api.post(
    "/v1/register/imports",
    {
      config: { access: WRITERS, idempotency: "required", problems: ["limit_exceeded", "register_name_taken"] },
      schema: {
        ...schema("importRegister", "Take entries from a file of comma-separated values"),
        description: `Columns: entryId, revision, kind, name, aliases, accreditations, categories, perils, standards, brands, region,
validFrom, validUntil, reportMask, rateCard, status, statusReason; lists are parted by |. A row without entryId adds an entry; one with
entryId and the revision that it was made on changes it. Rows that are wrong are told and left out.`,
        body: ImportBody,
        response: { 200: ImportAnswer },
      },
    },
    async (request, reply) => {
      const { principal, body } = request;
      const language = languageOf(request);
      return idempotently(context, request, reply, async (tx) => ({
        status: 200,
        body: await importRegister(context, tx, principal, { csv: body.csv, dryRun: body.dryRun ?? false }, language),
      }));
    },
  );
}

export function registerRoutes(api: Api, context: Context): void {
  readingRoutes(api, context);
  writingRoutes(api, context);
  changingRoutes(api, context);
  historyRoutes(api, context);
}
