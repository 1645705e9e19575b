// Understands the calls about what a merchant enrols: what holds, what held before, and whether the shop may.

import { SHOP_MEASURES } from "@anxin/core/merchant/eligibility";
import { type ConsentText, TEXT_KINDS } from "@anxin/core/order/order";
import { CATEGORIES } from "@anxin/core/product/product";
import { refuse } from "@anxin/core/refusal";
import { type EnrolmentRow, findEnrolment, listEnrolmentChanges, listEnrolments } from "@anxin/store/merchant";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { type Static, Type } from "typebox";
import type { Context } from "../context.js";
import type { Api, Principal } from "../http/api.js";
import { heedIfMatch } from "../http/etag.js";
import { languageOf } from "../http/language.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import {
  closedObject,
  ExternalId,
  instantText,
  instantTextOrNull,
  line,
  nullable,
  oneOf,
  pageOfItems,
} from "../http/schema.js";
import { callerNames } from "../people/staff.js";
import { termsUrl } from "../product/texts.js";
import { checkShop, checkText, requireEnrollable } from "./eligibility.js";
import { ENROLMENT_STATUSES, type EnrolmentRequest, enrol, enrolmentEtag } from "./enrol.js";
import { readShop, SHOP_READERS, SHOP_WRITERS, visibleShop } from "./shop.js";

/** Goods that one enrolment may list. */
const SKUS_MAX = 5_000;
const PRODUCT_LENGTH_MAX = 64;
const TERMS_VERSION_MAX = 999_999;

const Scope = Type.Object(
  {
    all: Type.Optional(Type.Literal(true)),
    categories: Type.Optional(
      Type.Array(oneOf(CATEGORIES), { minItems: 1, maxItems: CATEGORIES.length, uniqueItems: true }),
    ),
    skus: Type.Optional(Type.Array(ExternalId, { minItems: 1, maxItems: SKUS_MAX, uniqueItems: true })),
  },
  { additionalProperties: false, minProperties: 1, maxProperties: 1, description: "exactly one of them" },
);
const Exclusions = closedObject(
  {
    categories: Type.Optional(Type.Array(oneOf(CATEGORIES), { maxItems: CATEGORIES.length, uniqueItems: true })),
    skus: Type.Optional(Type.Array(ExternalId, { maxItems: SKUS_MAX, uniqueItems: true })),
  },
  "goods that are left out whatever the scope; where it is left out it stays as it is known, null leaves nothing out",
);
const EnrolmentBody = closedObject({
  scope: Scope,
  exclusions: Type.Optional(nullable(Exclusions)),
  status: oneOf(ENROLMENT_STATUSES),
  consent: Type.Optional(
    closedObject(
      { termsVersion: Type.Integer({ minimum: 1, maximum: TERMS_VERSION_MAX }), language: oneOf(["zh", "en"]) },
      "the terms that the shop was shown and agrees to: those of the version that is sold now",
    ),
  ),
});
const reach = {
  scope: Type.Object({
    all: Type.Optional(Type.Boolean()),
    categories: Type.Optional(Type.Array(Type.String())),
    skus: Type.Optional(Type.Array(Type.String())),
  }),
  exclusions: Type.Object({ categories: Type.Array(Type.String()), skus: Type.Array(Type.String()) }),
  status: Type.String(),
};
const EnrolmentView = Type.Object({
  product: Type.String(),
  ...reach,
  since: Type.String({ description: "active since, or paused since" }),
  revision: Type.Integer(),
  changedAt: Type.String(),
  consent: nullable(
    Type.Object(
      {
        termsVersion: Type.Integer(),
        language: oneOf(["zh", "en"]),
        texts: Type.Array(
          Type.Object({
            kind: oneOf(TEXT_KINDS),
            version: Type.Integer(),
            sha256: Type.String({ description: "of the text's UTF-8 bytes" }),
          }),
        ),
        termsUrl: Type.String(),
        agreedBy: Type.String({ description: "who said so; to a merchant: merchant, merchant-key, server or staff" }),
        agreedAt: Type.String(),
      },
      { description: "what the shop agreed to last; null: nobody said that it did" },
    ),
  ),
});
const EnrolmentChangeView = Type.Object({
  revision: Type.Integer(),
  ...reach,
  changedBy: Type.String({ description: "who changed it; to a merchant: merchant, merchant-key, server or staff" }),
  changedAt: Type.String(),
});
const EligibilityView = Type.Object({
  product: Type.String(),
  eligible: Type.Boolean({ description: "whether the shop may begin or resume the enrolment now" }),
  wholeShop: Type.Boolean({ description: "whether an enrolment has to take in all goods" }),
  clause: nullable(Type.String({ description: "the clause that demands the whole shop" })),
  checks: Type.Array(
    Type.Object({
      code: oneOf(SHOP_MEASURES),
      measured: Type.Integer(),
      limit: nullable(Type.Integer({ description: "null: the product sets none" })),
      holds: Type.Boolean(),
      from: nullable(Type.String({ description: "from when it will hold by itself" })),
      detail: Type.String(),
    }),
  ),
});
const MerchantPath = closedObject({ merchantId: ExternalId });
const EnrolmentPath = closedObject({ merchantId: ExternalId, product: line(PRODUCT_LENGTH_MAX, 1) });

type Reach = Pick<EnrolmentRow, "scope_kind" | "scope_values" | "excluded_categories" | "excluded_skus" | "status">;

function reachView({ scope_kind, scope_values, excluded_categories, excluded_skus, status }: Reach) {
  const values = [...scope_values];
  const scope =
    scope_kind === "all" ? { all: true } : scope_kind === "categories" ? { categories: values } : { skus: values };
  return { scope, exclusions: { categories: [...excluded_categories], skus: [...excluded_skus] }, status };
}

type Names = ReadonlyMap<string, string>;

function consentView(row: EnrolmentRow, viewer: Principal, names: Names): Static<typeof EnrolmentView>["consent"] {
  const { product: code, agreed_version: version, agreed_texts: texts, agreed_by: by, agreed_at: at } = row;
  if (version === null || texts === null || by === null || at === null) return null;
  return {
    termsVersion: version,
    language: row.agreed_language === "en" ? "en" : "zh",
    texts: JSON.parse(texts) as ConsentText[],
    termsUrl: termsUrl({ code, version }),
    agreedBy: nameFor(viewer, by, names),
    agreedAt: instantText(at),
  };
}

function enrolmentView(row: EnrolmentRow, viewer: Principal, names: Names): Static<typeof EnrolmentView> {
  const { product, since, revision, changed_at } = row;
  const times = { since: instantText(since), changedAt: instantText(changed_at) };
  return { product, ...reachView(row), revision, ...times, consent: consentView(row, viewer, names) };
}

/** What those are called who agreed for the shop. */
const agreedNames = (tx: Tx, rows: readonly EnrolmentRow[]): Promise<Names> =>
  callerNames(
    tx,
    rows.flatMap(({ agreed_by: by }) => (by === null ? [] : [{ changed_by: by }])),
  );

/** A scope as it is kept; listed values are sorted, so that their order changes nothing. */
function scopeOf({ categories, skus }: Static<typeof Scope>): Pick<EnrolmentRequest, "scopeKind" | "scopeValues"> {
  if (categories !== undefined) return { scopeKind: "categories", scopeValues: [...categories].sort() };
  if (skus !== undefined) return { scopeKind: "skus", scopeValues: [...skus].sort() };
  return { scopeKind: "all", scopeValues: [] };
}

function exclusionsOf(wanted: Static<typeof Exclusions> | null | undefined): EnrolmentRequest["excluded"] {
  if (wanted === undefined) return undefined;
  return { categories: [...(wanted?.categories ?? [])].sort(), skus: [...(wanted?.skus ?? [])].sort() };
}

function enrolmentReading(api: Api, context: Context): void {
  const tags = ["merchants"];
  const access = SHOP_READERS;
  api.get(
    "/v1/merchants/:merchantId/enrolments",
    {
      config: { access, problems: ["not_found", "cursor_invalid"] },
      schema: {
        operationId: "listEnrolments",
        tags,
        summary: "What a merchant has enrolled",
        params: MerchantPath,
        querystring: closedObject(pageQuery),
        response: { 200: pageOfItems(EnrolmentView) },
      },
    },
    async (request) => {
      const key = visibleShop(request.principal, request.params.merchantId);
      const page = pageOf(context, request);
      const [after = null] = page.after ?? [];
      const { rows, names } = await inTransaction(context.db, request.principal.tenantId, async (tx) => {
        await readShop(tx, key);
        const found = await listEnrolments(tx, key, after, page.limit + 1);
        return { rows: found, names: await agreedNames(tx, found) };
      });
      return pageAnswer(context, request, rows, page, {
        position: (row) => [row.product],
        item: (row) => enrolmentView(row, request.principal, names),
      });
    },
  );
  api.get(
    "/v1/merchants/:merchantId/enrolments/:product",
    {
      config: { access, problems: ["not_found"] },
      schema: {
        operationId: "readEnrolment",
        tags,
        summary: "One enrolment",
        params: EnrolmentPath,
        response: { 200: EnrolmentView },
      },
    },
    async (request, reply) => {
      const { merchantId, product } = request.params;
      const key = visibleShop(request.principal, merchantId);
      const { row, names } = await inTransaction(context.db, request.principal.tenantId, async (tx) => {
        const found = await findEnrolment(tx, key, product);
        if (found === null) refuse("not_found", `the merchant has not enrolled ${product}`);
        return { row: found, names: await agreedNames(tx, [found]) };
      });
      reply.header("etag", enrolmentEtag(merchantId, product, row.revision));
      return enrolmentView(row, request.principal, names);
    },
  );
}

function enrolmentWriting(api: Api, context: Context): void {
  api.put(
    "/v1/merchants/:merchantId/enrolments/:product",
    {
      config: {
        access: SHOP_WRITERS,
        ifMatch: "optional",
        problems: [
          "not_found",
          "product_unknown",
          "product_not_live",
          "not_eligible",
          "whole_shop_required",
          "shop_not_eligible",
          "state_conflict",
        ],
      },
      schema: {
        operationId: "putEnrolment",
        tags: ["merchants"],
        summary: "Enrol a shop, categories or goods for a product, or pause it",
        description:
          "Orders that are told from now on are covered at once. Pausing is always possible; who begins or resumes must be eligible.",
        params: EnrolmentPath,
        body: EnrolmentBody,
        response: { 200: EnrolmentView },
      },
    },
    async (request, reply) => {
      const { merchantId, product } = request.params;
      const { scope, exclusions, status, consent = null } = request.body;
      const key = visibleShop(request.principal, merchantId);
      const wanted: EnrolmentRequest = {
        product,
        status,
        ...scopeOf(scope),
        excluded: exclusionsOf(exclusions),
        consent,
      };
      const asked = { key, request: wanted, language: languageOf(request) };
      const row = await enrol(context, request.principal, asked, (current) => heedIfMatch(request, current));
      const names = await inTransaction(context.db, request.principal.tenantId, (tx) => agreedNames(tx, [row]));
      reply.header("etag", enrolmentEtag(merchantId, product, row.revision));
      return enrolmentView(row, request.principal, names);
    },
  );
}

/** A merchant is told which side changed it, and nobody's name. */
function nameFor({ role }: Principal, caller: string, names: Names): string {
  return role === "merchant" ? (caller.split(":", 1)[0] ?? "") : (names.get(caller) ?? caller);
}

function enrolmentHistory(api: Api, context: Context): void {
  api.get(
    "/v1/merchants/:merchantId/enrolments/:product/changes",
    {
      config: { access: SHOP_READERS, problems: ["not_found", "cursor_invalid"] },
      schema: {
        operationId: "listEnrolmentChanges",
        tags: ["merchants"],
        summary: "What an enrolment was at each revision, newest first, and who changed it",
        params: EnrolmentPath,
        querystring: closedObject(pageQuery),
        response: { 200: pageOfItems(EnrolmentChangeView) },
      },
    },
    async (request) => {
      const { merchantId, product } = request.params;
      const key = visibleShop(request.principal, merchantId);
      const page = pageOf(context, request);
      const window = { before: page.after === null ? null : Number(page.after[0]), limit: page.limit + 1 };
      const { rows, names } = await inTransaction(context.db, request.principal.tenantId, async (tx) => {
        const changes = await listEnrolmentChanges(tx, key, product, window);
        return { rows: changes, names: await callerNames(tx, changes) };
      });
      if (rows.length === 0 && page.after === null) refuse("not_found", `the merchant has not enrolled ${product}`);
      return pageAnswer(context, request, rows, page, {
        position: (row) => [row.revision.toString()],
        item: (row) => ({
          revision: row.revision,
          ...reachView(row),
          changedBy: nameFor(request.principal, row.changed_by, names),
          changedAt: instantText(row.changed_at),
        }),
      });
    },
  );
}

function eligibility(api: Api, context: Context): void {
  api.get(
    "/v1/merchants/:merchantId/enrolments/:product/eligibility",
    {
      config: {
        access: SHOP_READERS,
        problems: ["not_found", "product_unknown", "product_not_live", "not_eligible"],
      },
      schema: {
        operationId: "readEligibility",
        tags: ["merchants"],
        summary: "Whether a shop may enrol for a product, and what is measured",
        params: EnrolmentPath,
        response: { 200: EligibilityView },
      },
    },
    async (request) => {
      const { merchantId, product: code } = request.params;
      const key = visibleShop(request.principal, merchantId);
      const language = languageOf(request);
      const now = context.clock.now();
      const product = requireEnrollable(context, code, now);
      const checks = await inTransaction(context.db, request.principal.tenantId, async (tx) =>
        checkShop(tx, await readShop(tx, key), product, now),
      );
      return {
        product: code,
        eligible: checks.every(({ holds }) => holds),
        wholeShop: product.shop.wholeShop,
        clause: product.shop.wholeShopClause ?? null,
        checks: checks.map((check) => ({
          ...check,
          from: instantTextOrNull(check.from),
          detail: checkText(check, language),
        })),
      };
    },
  );
}

export function enrolmentRoutes(api: Api, context: Context): void {
  enrolmentReading(api, context);
  enrolmentWriting(api, context);
  enrolmentHistory(api, context);
  eligibility(api, context);
}
