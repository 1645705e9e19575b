// Understands the calls by which notices are read, and chosen.

import { bookOfId, formatId, type Id, parseId } from "@anxin/core/id";
import { type Audience, NOTICE_KINDS, NOTICE_RULES, type NoticeData, type NoticeKind } from "@anxin/core/notice/notice";
import { wordNotice } from "@anxin/core/notice/text";
import { Refused } from "@anxin/core/refusal";
import {
  listNotices,
  type NoticeFilter,
  type NoticeRow,
  preferencesOf,
  putPreferences,
  type Recipient,
} from "@anxin/store/notice";
import { findPolicy } from "@anxin/store/policy";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { type Static, Type } from "typebox";
import type { Context } from "../context.js";
import { type Access, type Api, type Principal, ROLES } from "../http/api.js";
import { type Language, languageOf } from "../http/language.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import {
  closedObject,
  ExternalId,
  fieldRefusal,
  instantText,
  instantTextOrNull,
  known,
  line,
  nullable,
  oneOf,
  pageOfItems,
} from "../http/schema.js";
import { nameOfCover } from "./name.js";
import { hideSecret } from "./secret.js";
import { orderSubject, policySubject, SUBJECT_KINDS, subjectOf } from "./subject.js";

const READERS: Access = ["server", ...ROLES];
/** Who may choose: recipients for themselves, and who speaks for them. */
const CHOOSERS: Access = ["server", "buyer", "merchant", "platform", "admin"];
const STATES = ["queued", "sent", "failed", "suppressed"] as const;
const TAGS = ["notices"];

const NoticeView = Type.Object({
  noticeId: Type.String(),
  audience: Type.String(),
  recipientId: Type.String(),
  kind: oneOf(NOTICE_KINDS),
  about: Type.Object({ type: oneOf(SUBJECT_KINDS), id: Type.String() }),
  template: Type.String({ description: "id of the wording, for a provider that keeps templates" }),
  params: Type.Record(Type.String(), Type.String()),
  text: Type.String({ description: "in the language asked for; fits one text message" }),
  createdAt: Type.String(),
  dueAt: Type.String(),
  delivery: Type.Object({
    state: oneOf(STATES),
    reason: Type.String({ description: "why it was suppressed or failed, or what was heard last" }),
    channel: nullable(Type.String()),
    attempts: Type.Integer(),
    lastAttemptAt: nullable(Type.String()),
    nextAttemptAt: nullable(Type.String()),
    sentAt: nullable(Type.String()),
  }),
});
const ListQuery = closedObject({
  buyerId: Type.Optional(ExternalId),
  merchantId: Type.Optional(ExternalId),
  policyId: Type.Optional(line(64, 1)),
  kind: Type.Optional(oneOf(NOTICE_KINDS)),
  state: Type.Optional(oneOf(STATES)),
  ...pageQuery,
});
const WhoseQuery = closedObject({ buyerId: Type.Optional(ExternalId), merchantId: Type.Optional(ExternalId) });
type Whose = Static<typeof WhoseQuery>;

function noticeView({ catalogue }: Context, row: NoticeRow, language: Language): Static<typeof NoticeView> {
  const data = hideSecret(JSON.parse(row.data) as NoticeData);
  const { template, params, text } = wordNotice(data, nameOfCover(catalogue));
  const { type, id } = subjectOf(row.subject);
  return {
    noticeId: formatId("notice", row.notice_id),
    audience: row.audience,
    recipientId: row.recipient_id,
    kind: data.kind,
    about: { type: known(SUBJECT_KINDS, type), id },
    template,
    params: params[language],
    text: text[language],
    createdAt: instantText(row.created_at),
    dueAt: instantText(row.due_at),
    delivery: {
      state: known(STATES, row.state),
      reason: row.reason,
      channel: row.channel,
      attempts: row.attempts,
      lastAttemptAt: instantTextOrNull(row.last_attempt_at),
      nextAttemptAt: instantTextOrNull(row.next_at),
      sentAt: instantTextOrNull(row.sent_at),
    },
  };
}

/** Buyers and merchants are always themselves; others name whom they mean, or nobody. */
function recipientOf({ role, subject }: Principal, { buyerId, merchantId }: Whose): Recipient | null {
  if (role === "buyer" || role === "merchant") return { audience: role, recipientId: subject };
  if (buyerId !== undefined && merchantId !== undefined) {
    throw new Refused(
      fieldRefusal("/query/merchantId", "exclusive", "goes without buyerId: a notice has one recipient"),
    );
  }
  if (buyerId !== undefined) return { audience: "buyer", recipientId: buyerId };
  return merchantId === undefined ? null : { audience: "merchant", recipientId: merchantId };
}

/** What notices about a policy are kept under: the policy, and its order. Null where there is no such policy. */
async function aboutPolicy(tx: Tx, text: string): Promise<NoticeFilter["about"]> {
  const policyId = parseId("policy", text);
  if (policyId === null) throw new Refused(fieldRefusal("/query/policyId", "pattern", "is not the id of a policy"));
  const book = bookOfId(policyId);
  const policy = await findPolicy(tx, tx.tenantId, book, policyId);
  return policy === null ? null : { book, subjects: [policySubject(policyId), orderSubject(policy.orderId)] };
}

function listing(api: Api, context: Context): void {
  api.get(
    "/v1/notices",
    {
      config: { access: READERS, problems: ["cursor_invalid"] },
      schema: {
        operationId: "listNotices",
        tags: TAGS,
        summary: "Notices to buyers and merchants with what became of them, newest first",
        querystring: ListQuery,
        response: { 200: pageOfItems(NoticeView) },
      },
    },
    async (request) => {
      const { principal, query } = request;
      const page = pageOf(context, request);
      const recipient = recipientOf(principal, query);
      const before: Id | null = page.after === null ? null : BigInt(page.after[0] ?? "0");
      const language = languageOf(request);
      return inTransaction(context.db, principal.tenantId, async (tx) => {
        const about = query.policyId === undefined ? null : await aboutPolicy(tx, query.policyId);
        const isAboutNothing = query.policyId !== undefined && about === null;
        const filter: NoticeFilter = {
          audience: recipient?.audience ?? null,
          recipientId: recipient?.recipientId ?? null,
          kind: query.kind ?? null,
          state: query.state ?? null,
          about,
          before,
          limit: page.limit + 1,
        };
        const rows = isAboutNothing ? [] : await listNotices(tx, filter);
        return pageAnswer(context, request, rows, page, {
          position: (row) => [row.notice_id.toString()],
          item: (row) => noticeView(context, row, language),
        });
      });
    },
  );
}

const PreferencesView = Type.Object({
  audience: Type.String(),
  recipientId: Type.String(),
  kinds: Type.Array(
    Type.Object({
      kind: oneOf(NOTICE_KINDS),
      wanted: Type.Boolean(),
      mandatory: Type.Boolean({ description: "cannot be switched off" }),
      changedBy: nullable(Type.String()),
      changedAt: nullable(Type.String()),
    }),
  ),
});
const PreferencesBody = closedObject({
  kinds: closedObject(
    Object.fromEntries(NOTICE_KINDS.map((kind) => [kind, Type.Optional(Type.Boolean())])),
    "those that are left out stay as they are",
  ),
});

const kindsFor = (audience: Audience): readonly NoticeKind[] =>
  NOTICE_KINDS.filter((kind) => NOTICE_RULES[kind].audience === audience);

async function preferencesView(tx: Tx, recipient: Recipient): Promise<Static<typeof PreferencesView>> {
  const chosen = new Map((await preferencesOf(tx, recipient)).map((row) => [row.kind, row]));
  return {
    ...recipient,
    kinds: kindsFor(recipient.audience).map((kind) => {
      const row = chosen.get(kind);
      return {
        kind,
        wanted: row?.wanted ?? true,
        mandatory: NOTICE_RULES[kind].mandatory,
        changedBy: row?.changed_by ?? null,
        changedAt: instantTextOrNull(row?.changed_at ?? null),
      };
    }),
  };
}

function requireRecipient(principal: Principal, whose: Whose): Recipient {
  const recipient = recipientOf(principal, whose);
  if (recipient !== null) return recipient;
  throw new Refused(fieldRefusal("/query/buyerId", "required", "is missing: name a buyerId or a merchantId"));
}

/** What is chosen. Refuses kinds of the other audience, and to switch off what the recipient is owed. */
function choicesOf(
  { audience }: Recipient,
  kinds: Readonly<Record<string, unknown>>,
): ReadonlyMap<NoticeKind, boolean> {
  const choices = new Map<NoticeKind, boolean>();
  for (const kind of NOTICE_KINDS) {
    const wanted = kinds[kind];
    if (typeof wanted !== "boolean") continue;
    const rule = NOTICE_RULES[kind];
    const pointer = `/kinds/${kind}`;
    if (rule.audience !== audience) throw new Refused(fieldRefusal(pointer, "audience", `is for a ${rule.audience}`));
    if (rule.mandatory && !wanted) throw new Refused(fieldRefusal(pointer, "mandatory", "cannot be switched off"));
    choices.set(kind, wanted);
  }
  return choices;
}

function choosing(api: Api, context: Context): void {
  api.get(
    "/v1/notices/preferences",
    {
      config: { access: READERS },
      schema: {
        operationId: "readNoticePreferences",
        tags: TAGS,
        summary: "Which notices a buyer or a merchant wants",
        querystring: WhoseQuery,
        response: { 200: PreferencesView },
      },
    },
    async (request) => {
      const recipient = requireRecipient(request.principal, request.query);
      return inTransaction(context.db, request.principal.tenantId, (tx) => preferencesView(tx, recipient));
    },
  );
  api.put(
    "/v1/notices/preferences",
    {
      config: { access: CHOOSERS },
      schema: {
        operationId: "putNoticePreferences",
        tags: TAGS,
        summary: "Switch kinds of notices off and on; what the law owes the recipient stays on",
        querystring: WhoseQuery,
        body: PreferencesBody,
        response: { 200: PreferencesView },
      },
    },
    async (request) => {
      const { principal, query, body } = request;
      const recipient = requireRecipient(principal, query);
      const choices = choicesOf(recipient, body.kinds);
      const by = { changedBy: principal.caller, changedAt: context.clock.now() };
      return inTransaction(context.db, principal.tenantId, async (tx) => {
        await putPreferences(tx, recipient, choices, by);
        return preferencesView(tx, recipient);
      });
    },
  );
}

export function noticeRoutes(api: Api, context: Context): void {
  listing(api, context);
  choosing(api, context);
}
