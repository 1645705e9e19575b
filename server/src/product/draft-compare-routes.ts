// Understands the calls that hold a draft against what is sold: field by field, and line by line.

import { type Difference, differences } from "@anxin/core/product/difference";
import type { ProductVersion } from "@anxin/core/product/product";
import { refuse } from "@anxin/core/refusal";
import { contentOf, contentToJson, type ProductContent } from "@anxin/products/content";
import type { DraftKey } from "@anxin/store/product-draft";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { type Static, Type } from "typebox";
import type { Context } from "../context.js";
import type { Api } from "../http/api.js";
import { type Language, languageOf } from "../http/language.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import { closedObject, nullable, oneOf } from "../http/schema.js";
import { readOpenDraft } from "./draft.js";
import { DRAFT_READERS, keyOf, liveVersion, VersionPath } from "./draft-access.js";
import { ExampleBody, ExampleView, exampleFacts, exampleView } from "./draft-quote.js";

const TAGS = ["products"];
const KINDS = ["added", "removed", "changed", "reordered"] as const;

const Change = Type.Object({
  path: Type.String({ description: "JSON pointer into this version's content; of what was removed, into the other's" }),
  kind: oneOf(KINDS),
  title: Type.String(),
  titles: Type.Object({ zh: Type.String(), en: Type.String() }),
  before: Type.Unknown({ description: "null for what was added" }),
  after: Type.Unknown({ description: "null for what was removed" }),
  row: nullable(
    Type.Object({
      index: Type.Integer({ description: "in this version's table; of a removed row, in the other's" }),
      match: Type.Array(Type.String()),
    }),
  ),
});
const Counts = Type.Object({
  added: Type.Integer(),
  removed: Type.Integer(),
  changed: Type.Integer(),
  reordered: Type.Integer(),
});
const DiffView = Type.Object({
  against: nullable(Type.Integer({ description: "the other version; null where none is on sale" })),
  fields: Counts,
  rows: Counts,
  data: Type.Array(Change),
  next: nullable(Type.String({ description: "`cursor` of the next page" })),
});

/** Any version of a product, sold or not. Refuses with `not_found`. */
async function anyVersion(context: Context, tx: Tx, key: DraftKey): Promise<ProductVersion> {
  return context.catalogue.version(key.code, key.version) ?? (await readOpenDraft(tx, key)).product;
}

const ROW = /^\/tariff\/rows\/(\d+)/;

/** The row of the tariff that a difference is about; null for any other field. */
function rowOf({ path, kind }: Difference, before: ProductContent | null, after: ProductContent) {
  const index = Number(ROW.exec(path)?.[1] ?? "-1");
  const row = (kind === "removed" ? before : after)?.tariff.rows[index];
  return row === undefined ? null : { index, match: [...row.match] };
}

type Shown = Static<typeof Change>;

function changesOf(before: ProductContent | null, after: ProductContent, language: Language): readonly Shown[] {
  return differences(before ?? {}, after).map((difference) => ({
    path: difference.path,
    kind: difference.kind,
    title: difference.title[language],
    titles: difference.title,
    before: contentToJson(difference.before) ?? null,
    after: contentToJson(difference.after) ?? null,
    row: rowOf(difference, before, after),
  }));
}

const counts = (changes: readonly Shown[]): Static<typeof Counts> => {
  const of = (kind: (typeof KINDS)[number]): number => changes.filter((change) => change.kind === kind).length;
  return { added: of("added"), removed: of("removed"), changed: of("changed"), reordered: of("reordered") };
};

function diffRoute(api: Api, context: Context): void {
  api.get(
    "/v1/products/:code/versions/:version/diff",
    {
      config: { access: DRAFT_READERS, problems: ["not_found", "cursor_invalid"] },
      schema: {
        operationId: "diffProductVersion",
        tags: TAGS,
        summary: "What a version says otherwise than the one on sale, or than another",
        params: VersionPath,
        querystring: closedObject({
          ...pageQuery,
          against: Type.Optional(
            Type.String({ pattern: "^(live|[1-9][0-9]{0,5})$", description: "live (when left out), or a version" }),
          ),
        }),
        response: { 200: DiffView },
      },
    },
    async (request) => {
      const key = keyOf(request.params);
      const page = pageOf(context, request);
      const from = page.after === null ? 0 : Number(page.after[0]);
      const { against = "live" } = request.query;
      const language = languageOf(request);
      const { version, other } = await inTransaction(context.db, request.principal.tenantId, async (tx) => ({
        version: await anyVersion(context, tx, key),
        other:
          against === "live"
            ? liveVersion(context, key.code)
            : await anyVersion(context, tx, { code: key.code, version: Number(against) }),
      }));
      const changes = changesOf(other === null ? null : contentOf(other), contentOf(version), language);
      const rows = changes.map((change, i) => ({ change, after: i + 1 })).slice(from, from + page.limit + 1);
      return {
        against: other?.version ?? null,
        fields: counts(changes.filter(({ row }) => row === null)),
        rows: counts(changes.filter(({ row }) => row !== null)),
        ...pageAnswer(context, request, rows, page, {
          position: ({ after }) => [String(after)],
          item: ({ change }) => change,
        }),
      };
    },
  );
}

function exampleRoute(api: Api, context: Context): void {
  api.post(
    "/v1/products/:code/versions/:version/quotes",
    {
      config: { access: DRAFT_READERS, problems: ["not_found"] },
      schema: {
        operationId: "rateExample",
        tags: TAGS,
        summary: "What an example line would cost under a version, and which row of its tariff says so",
        description: "Nothing is written and nothing can be bought with it.",
        params: VersionPath,
        body: ExampleBody,
        response: { 200: ExampleView },
      },
    },
    async (request) => {
      const key = keyOf(request.params);
      const product = await inTransaction(context.db, request.principal.tenantId, (tx) => anyVersion(context, tx, key));
      const payer = request.body.payer ?? product.payers[0] ?? "merchant";
      if (!product.payers.includes(payer)) refusePayer(product, languageOf(request));
      return exampleView(product, liveVersion(context, key.code), exampleFacts(request.body), payer);
    },
  );
}

function refusePayer({ payers }: ProductVersion, language: Language): never {
  const text = { zh: `应为以下之一：${payers.join("、")}`, en: `must be one of ${payers.join(", ")}` };
  const detail = text[language];
  refuse("validation_failed", `/payer ${detail}`, { errors: [{ pointer: "/payer", code: "enum", detail }] });
}

export function draftCompareRoutes(api: Api, context: Context): void {
  diffRoute(api, context);
  exampleRoute(api, context);
}
