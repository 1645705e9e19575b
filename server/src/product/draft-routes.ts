// Understands the calls that make and edit drafts of products: what a version might say before anybody sells it.

import type { ProductVersion } from "@anxin/core/product/product";
import { refuse } from "@anxin/core/refusal";
import { shanghaiDay } from "@anxin/core/time";
import { type DraftKey, listDrafts } from "@anxin/store/product-draft";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { type Static, Type } from "typebox";
import type { Context } from "../context.js";
import type { Api } from "../http/api.js";
import { requireIfMatch } from "../http/etag.js";
import { idempotently } from "../http/idempotency.js";
import { type Language, languageOf } from "../http/language.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import { closedObject, line, nullable, pageOfItems, prose } from "../http/schema.js";
import { type Draft, draftEtag, draftFrom, draftFromForm, editDraft, openDraft, putAwayDraft } from "./draft.js";
import { DRAFT_READERS, DRAFT_WRITERS, draftKeyOf, liveVersion, ProductPath, VersionPath } from "./draft-access.js";
import { VersionItem } from "./draft-schema.js";
import { draftItem, draftPart } from "./draft-view.js";
import { ProductDetail, productDetail } from "./view.js";

const TAGS = ["products"];
const NOTE_LENGTH_MAX = 1_000;
const Note = prose(NOTE_LENGTH_MAX);
const Open = (description: string) => Type.Object({}, { additionalProperties: true, description });
const Scenarios = Type.Array(Open("{name, one of rate, period and claim, expect}"), {
  maxItems: 200,
  description: "in the notation of scenarios.yaml",
});

/** A draft as any version is shown, with all that may be edited. */
export async function draftDetail(context: Context, tx: Tx, draft: Draft, language: Language) {
  const { product, row } = draft;
  const versions = context.catalogue.all.filter(({ code }) => code === row.code).map(({ version }) => version);
  return {
    ...productDetail(product, versions, language),
    draft: await draftPart(context, tx, draft, language),
  } satisfies Static<typeof ProductDetail>;
}

type Item = Static<typeof VersionItem>;

function soldItem(context: Context, product: ProductVersion, language: Language): Item {
  const live = liveVersion(context, product.code);
  const isLater = product.validFrom > shanghaiDay(context.clock.now());
  return {
    code: product.code,
    version: product.version,
    state: live?.version === product.version ? "live" : isLater ? "scheduled" : "superseded",
    name: product.name[language],
    validFrom: product.validFrom,
    tariff: product.tariff.code,
    ...{ basedOn: null, note: null, createdBy: null, createdAt: null, changedBy: null, changedAt: null },
    ...{ tests: null, canBeApproved: null },
  };
}

function listRoutes(api: Api, context: Context): void {
  api.get(
    "/v1/products/:code/versions",
    {
      config: { access: DRAFT_READERS, problems: ["not_found", "cursor_invalid"] },
      schema: {
        operationId: "listProductVersions",
        tags: TAGS,
        summary: "All versions of a product, newest first: what is on sale, what was, and drafts",
        params: ProductPath,
        querystring: closedObject(pageQuery),
        response: { 200: pageOfItems(VersionItem) },
      },
    },
    async (request) => {
      const { code } = request.params;
      const language = languageOf(request);
      const page = pageOf(context, request);
      const before = page.after === null ? Number.POSITIVE_INFINITY : Number(page.after[0]);
      const sold = context.catalogue.all.filter((each) => each.code === code);
      return inTransaction(context.db, request.principal.tenantId, async (tx) => {
        // A product has at most DRAFTS_MAX of them.
        const rows = await listDrafts(tx, { code, after: null, limit: 200 });
        if (sold.length + rows.length === 0) refuse("not_found", `there is no product ${code}`);
        const drafts = await each(rows, (row) => draftItem(context, tx, openDraft(row), language));
        const items = [...sold.map((product) => soldItem(context, product, language)), ...drafts]
          .sort((a, b) => b.version - a.version)
          .filter(({ version }) => version < before);
        return pageAnswer(context, request, items, page, {
          position: ({ version }) => [String(version)],
          item: (item) => item,
        });
      });
    },
  );

  api.get(
    "/v1/products/drafts",
    {
      config: { access: DRAFT_READERS, problems: ["cursor_invalid"] },
      schema: {
        operationId: "listProductDrafts",
        tags: TAGS,
        summary: "Drafts of all products, by code and version",
        querystring: closedObject(pageQuery),
        response: { 200: pageOfItems(VersionItem) },
      },
    },
    async (request) => {
      const language = languageOf(request);
      const page = pageOf(context, request);
      const after = page.after === null ? null : placeOf(page.after);
      return inTransaction(context.db, request.principal.tenantId, async (tx) => {
        const rows = await listDrafts(tx, { code: null, after, limit: page.limit + 1 });
        const items = await each(rows, (row) => draftItem(context, tx, openDraft(row), language));
        return pageAnswer(context, request, items, page, {
          position: ({ code, version }) => [code, String(version)],
          item: (item) => item,
        });
      });
    },
  );
}

const placeOf = ([code = "", version = "0"]: readonly string[]): DraftKey => ({ code, version: Number(version) });

/** One after the other: a transaction runs one statement at a time. */
async function each<T, R>(items: readonly T[], make: (item: T) => Promise<R>): Promise<R[]> {
  const made: R[] = [];
  for (const item of items) made.push(await make(item));
  return made;
}

function makingRoutes(api: Api, context: Context): void {
  api.post(
    "/v1/products",
    {
      config: { access: DRAFT_WRITERS, idempotency: "required", problems: ["product_code_taken"] },
      schema: {
        operationId: "draftProduct",
        tags: TAGS,
        summary: "Make a product from a form, as a draft; nothing is sold of it",
        description: `The form is what POST /v1/products/form-checks checks; amounts in fen. Without terms a line is made for each clause
that the form cites, for somebody to write.`,
        body: closedObject({
          code: line(64, 1),
          form: Open("the form"),
          terms: Type.Optional(nullable(closedObject({ zh: Type.String(), en: Type.String() }))),
          scenarios: Type.Optional(Scenarios),
          note: Type.Optional(Note),
        }),
        response: { 201: ProductDetail },
      },
    },
    async (request, reply) => {
      const { code, form, terms = null, scenarios = [], note = "" } = request.body;
      const { principal } = request;
      const language = languageOf(request);
      return idempotently(context, request, reply, async (tx) => {
        const sent = { code, form, terms, scenarios, note };
        const draft = await draftFromForm(context, tx, sent, { principal, language });
        return { status: 201, body: await draftDetail(context, tx, draft, language), etag: draftEtag(draft.row) };
      });
    },
  );

  api.post(
    "/v1/products/:code/versions",
    {
      config: { access: DRAFT_WRITERS, idempotency: "required", problems: ["not_found", "limit_exceeded"] },
      schema: {
        operationId: "draftProductVersion",
        tags: TAGS,
        summary: "Make a draft of the next version, from what another version says",
        params: ProductPath,
        body: closedObject({
          basedOn: Type.Integer({ minimum: 1, maximum: 999_999, description: "a version that was sold, or a draft" }),
          note: Type.Optional(Note),
        }),
        response: { 201: ProductDetail },
      },
    },
    async (request, reply) => {
      const { basedOn, note = "" } = request.body;
      const { principal } = request;
      const language = languageOf(request);
      return idempotently(context, request, reply, async (tx) => {
        const draft = await draftFrom(context, tx, request.params.code, { basedOn, note }, { principal, language });
        return { status: 201, body: await draftDetail(context, tx, draft, language), etag: draftEtag(draft.row) };
      });
    },
  );
}

function editingRoutes(api: Api, context: Context): void {
  api.put(
    "/v1/products/:code/versions/:version",
    {
      config: { access: DRAFT_WRITERS, ifMatch: "required", problems: ["not_found", "state_conflict"] },
      schema: {
        operationId: "putProductDraft",
        tags: TAGS,
        summary: "Edit a draft: its whole content as `draft.content` shows it",
        description: `Everything that does not fit is named by where it stands. Gaps and collisions of the tariff are kept, and
shown as \`draft.tariffFindings\`. Any change asks for the scenarios to be run again.`,
        params: VersionPath,
        body: closedObject({ content: Open("the content; amounts in fen"), note: Type.Optional(Note) }),
        response: { 200: ProductDetail },
      },
    },
    async (request, reply) => {
      const { principal, body } = request;
      const key = draftKeyOf(context, request.params);
      const language = languageOf(request);
      return inTransaction(context.db, principal.tenantId, async (tx) => {
        const editor = { principal, language };
        const draft = await editDraft(context, tx, key, body, editor, (current) => requireIfMatch(request, current));
        reply.header("etag", draftEtag(draft.row));
        return draftDetail(context, tx, draft, language);
      });
    },
  );

  api.delete(
    "/v1/products/:code/versions/:version",
    {
      config: { access: DRAFT_WRITERS, ifMatch: "required", problems: ["not_found", "state_conflict"] },
      schema: {
        operationId: "deleteProductDraft",
        tags: TAGS,
        summary: "Put a draft away; its revisions and runs stay on record, its number is not used again",
        params: VersionPath,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const key = draftKeyOf(context, request.params);
      await inTransaction(context.db, request.principal.tenantId, (tx) =>
        putAwayDraft(context, tx, key, request.principal, (current) => requireIfMatch(request, current)),
      );
      reply.code(204);
      return null;
    },
  );
}

export function draftRoutes(api: Api, context: Context): void {
  listRoutes(api, context);
  makingRoutes(api, context);
  editingRoutes(api, context);
}
