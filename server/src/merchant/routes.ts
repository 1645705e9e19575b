// Understands the calls about merchants.

import { Refused } from "@anxin/core/refusal";
import { parseProvince } from "@anxin/core/region";
import { findMerchant, type MerchantRow, openWallet, putMerchant } from "@anxin/store/merchant";
import { inTransaction, type Tx } from "@anxin/store/transaction";
import { type Static, Type } from "typebox";
import { noteAct } from "../audit/record.js";
import type { Context } from "../context.js";
import type { Api, Principal } from "../http/api.js";
import { type Language, languageOf } from "../http/language.js";
import {
  closedObject,
  ExternalId,
  fieldRefusal,
  InstantText,
  instantText,
  line,
  nullable,
  readInstant,
} from "../http/schema.js";
import { effectsRoutes } from "./effects-routes.js";
import { enrolmentRoutes } from "./enrolment-routes.js";
import { merchantListRoutes } from "./list-routes.js";
import { overviewRoutes } from "./overview-routes.js";
import { readShop, SHOP_READERS, visibleShop } from "./shop.js";
import { walletRoutes } from "./wallet-routes.js";

const NAME_LENGTH_MAX = 100;
const PLACE_LENGTH_MAX = 40;

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
const MerchantPath = closedObject({ merchantId: ExternalId });

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

/** What was told again as it is known already is no change. */
async function noteChange(
  context: Context,
  tx: Tx,
  { caller }: Principal,
  before: MerchantRow | null,
  after: MerchantRow,
): Promise<void> {
  const told = (row: MerchantRow) => {
    const { merchantId: _merchantId, updatedAt: _updatedAt, ...view } = merchantView(row);
    return view;
  };
  if (before !== null && JSON.stringify(told(before)) === JSON.stringify(told(after))) return;
  await noteAct(context, tx, {
    ...{ actor: caller, action: before === null ? "merchant.registered" : "merchant.changed" },
    subject: { kind: "merchant", id: after.merchant_id },
    ...{ before: before === null ? null : told(before), after: told(after) },
  });
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
        const before = await findMerchant(tx, key);
        const written = await putMerchant(tx, { ...key, name, returnAddress, tier, since: from }, now);
        await openWallet(tx, key, now);
        await noteChange(context, tx, request.principal, before, written);
        return written;
      });
      reply.code(row.is_new ? 201 : 200);
      return merchantView(row);
    },
  );
}

export function merchantRoutes(api: Api, context: Context): void {
  shopRoutes(api, context);
  merchantListRoutes(api, context);
  overviewRoutes(api, context);
  effectsRoutes(api, context);
  enrolmentRoutes(api, context);
  walletRoutes(api, context);
}
