// Understands the calls about merchants and what they enrol.

import { CATEGORIES } from "@anxin/core/product/product";
import { Refused, refuse } from "@anxin/core/refusal";
import { parseProvince } from "@anxin/core/region";
import {
  type EnrolmentRow,
  findEnrolment,
  listEnrolments,
  type MerchantRow,
  openWallet,
  putMerchant,
} from "@anxin/store/merchant";
import { inTransaction } from "@anxin/store/transaction";
import { type Static, Type } from "typebox";
import type { Context } from "../context.js";
import type { Api } from "../http/api.js";
import { heedIfMatch } from "../http/etag.js";
import { type Language, languageOf } from "../http/language.js";
import { pageAnswer, pageOf, pageQuery } from "../http/lists.js";
import {
  closedObject,
  ExternalId,
  fieldRefusal,
  InstantText,
  instantText,
  line,
  nullable,
  oneOf,
  pageOfItems,
  readInstant,
} from "../http/schema.js";
import { ENROLMENT_STATUSES, type EnrolmentRequest, enrol, enrolmentEtag } from "./enrol.js";
import { readShop, SHOP_READERS, SHOP_WRITERS, visibleShop } from "./shop.js";
import { walletRoutes } from "./wallet-routes.js";

/** Goods that one enrolment may list. */
const SKUS_MAX = 5_000;
const NAME_LENGTH_MAX = 100;
const PLACE_LENGTH_MAX = 40;
const PRODUCT_LENGTH_MAX = 64;

const Address = closedObject({ province: line(PLACE_LENGTH_MAX, 1), city: line(PLACE_LENGTH_MAX, 1) });
const MerchantBody = closedObject({
  name: line(NAME_LENGTH_MAX, 1),
  returnAddress: Type.Optional(nullable(Address)),
  tier: Type.Optional(Type.String({ pattern: "^[a-z0-9][a-z0-9_-]{0,31}$" })),
  since: Type.Optional(InstantText),
});
const MerchantView = Type.Object({
  merchantId: Type.String(),
  name: Type.String(),
  returnAddress: nullable(Type.Object({ province: Type.String(), city: Type.String() })),
  tier: Type.String(),
  since: Type.String(),
  updatedAt: Type.String(),
});
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
const EnrolmentBody = closedObject({ scope: Scope, status: oneOf(ENROLMENT_STATUSES) });
const EnrolmentView = Type.Object({
  product: Type.String(),
  scope: Type.Object({
    all: Type.Optional(Type.Boolean()),
    categories: Type.Optional(Type.Array(Type.String())),
    skus: Type.Optional(Type.Array(Type.String())),
  }),
  status: Type.String(),
  since: Type.String({ description: "active since, or paused since" }),
  revision: Type.Integer(),
  changedAt: Type.String(),
});
const MerchantPath = closedObject({ merchantId: ExternalId });
const EnrolmentPath = closedObject({ merchantId: ExternalId, product: line(PRODUCT_LENGTH_MAX, 1) });

function merchantView(row: MerchantRow) {
  const { return_province: province, return_city: city } = row;
  return {
    merchantId: row.merchant_id,
    name: row.name,
    returnAddress: province === null || city === null ? null : { province, city },
    tier: row.tier,
    since: instantText(row.since),
    updatedAt: instantText(row.updated_at),
  };
}

function enrolmentView({ product, scope_kind, scope_values, status, since, revision, changed_at }: EnrolmentRow) {
  const values = [...scope_values];
  const scope =
    scope_kind === "all" ? { all: true } : scope_kind === "categories" ? { categories: values } : { skus: values };
  return { product, scope, status, since: instantText(since), revision, changedAt: instantText(changed_at) };
}

/** A scope as it is kept; listed values are sorted, so that their order changes nothing. */
function scopeOf({ categories, skus }: Static<typeof Scope>): Pick<EnrolmentRequest, "scopeKind" | "scopeValues"> {
  if (categories !== undefined) return { scopeKind: "categories", scopeValues: [...categories].sort() };
  if (skus !== undefined) return { scopeKind: "skus", scopeValues: [...skus].sort() };
  return { scopeKind: "all", scopeValues: [] };
}

function requireProvince(address: Static<typeof Address> | null | undefined, language: Language): void {
  if (address === null || address === undefined || parseProvince(address.province) !== null) return;
  const said = { zh: "不是省级行政区名称，如 浙江省", en: "is no province-level region, such as 浙江省" };
  throw new Refused(fieldRefusal("/returnAddress/province", "province", said[language]));
}

function shopRoutes(api: Api, context: Context): void {
  const tags = ["merchants"];
  api.get(
    "/v1/merchants/:merchantId",
    {
      config: { access: SHOP_READERS, problems: ["not_found"] },
      schema: {
        operationId: "readMerchant",
        tags,
        summary: "A merchant",
        params: MerchantPath,
        response: { 200: MerchantView },
      },
    },
    async (request) => {
      const key = visibleShop(request.principal, request.params.merchantId);
      return inTransaction(context.db, request.principal.tenantId, async (tx) => merchantView(await readShop(tx, key)));
    },
  );
  api.put(
    "/v1/merchants/:merchantId",
    {
      config: { access: ["server", "platform", "admin"] },
      schema: {
        operationId: "putMerchant",
        tags,
        summary: "Register a merchant, or change what is known of it",
        description:
          "What is left out stays as it is known. A new merchant has the tier `standard` and an empty wallet.",
        params: MerchantPath,
        body: MerchantBody,
        response: { 200: MerchantView, 201: MerchantView },
      },
    },
    async (request, reply) => {
      const { name, returnAddress, tier = null, since } = request.body;
      const language = languageOf(request);
      requireProvince(returnAddress, language);
      const key = visibleShop(request.principal, request.params.merchantId);
      const from = since === undefined ? null : readInstant(since, "/since", language);
      const now = context.clock.now();
      const row = await inTransaction(context.db, request.principal.tenantId, async (tx) => {
        const written = await putMerchant(tx, { ...key, name, returnAddress, tier, since: from }, now);
        await openWallet(tx, key, now);
        return written;
      });
      reply.code(row.is_new ? 201 : 200);
      return merchantView(row);
    },
  );
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
      const rows = await inTransaction(context.db, request.principal.tenantId, async (tx) => {
        await readShop(tx, key);
        return listEnrolments(tx, key, after, page.limit + 1);
      });
      return pageAnswer(context, request, rows, page, { position: (row) => [row.product], item: enrolmentView });
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
      const row = await inTransaction(context.db, request.principal.tenantId, (tx) => findEnrolment(tx, key, product));
      if (row === null) refuse("not_found", `the merchant has not enrolled ${product}`);
      reply.header("etag", enrolmentEtag(merchantId, product, row.revision));
      return enrolmentView(row);
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
        problems: ["not_found", "product_unknown", "product_not_live", "not_eligible", "state_conflict"],
      },
      schema: {
        operationId: "putEnrolment",
        tags: ["merchants"],
        summary: "Enrol a shop, categories or goods for a product, or pause it",
        params: EnrolmentPath,
        body: EnrolmentBody,
        response: { 200: EnrolmentView },
      },
    },
    async (request, reply) => {
      const { merchantId, product } = request.params;
      const { scope, status } = request.body;
      const key = visibleShop(request.principal, merchantId);
      const wanted: EnrolmentRequest = { product, status, ...scopeOf(scope) };
      const row = await enrol(context, request.principal, key, wanted, (current) => heedIfMatch(request, current));
      reply.header("etag", enrolmentEtag(merchantId, product, row.revision));
      return enrolmentView(row);
    },
  );
}

export function merchantRoutes(api: Api, context: Context): void {
  shopRoutes(api, context);
  enrolmentReading(api, context);
  enrolmentWriting(api, context);
  walletRoutes(api, context);
}
