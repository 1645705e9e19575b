// Understands the form on which a claim under one policy is made, and what stands in the way of one.

import { present } from "@anxin/core/assert";
import { adjudicate } from "@anxin/core/claim/adjudicate";
import { claimFacts } from "@anxin/core/claim/gather";
import { claimWindow, hopefulClaim, prospectOf } from "@anxin/core/claim/prospect";
import { reasonText } from "@anxin/core/claim/reasons";
import { formatId } from "@anxin/core/id";
import { fenToWire } from "@anxin/core/money";
import type { FormField, ProductVersion } from "@anxin/core/product/product";
import { registerOf } from "@anxin/products/register";
import { selectOrdersOfClaims } from "@anxin/store/claim-case";
import { run } from "@anxin/store/statement";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import type { Language } from "../http/language.js";
import { instantTextOrNull } from "../http/schema.js";
import { coverOf, filesItself, findClaimable, materialOf, openOrders } from "./facts.js";

import { slotView } from "./view.js";

/** Fields whose answer is looked up in the insurer's register: its names are offered, so that nobody has to guess them. */
const REGISTERED_FIELDS: readonly string[] = ["institution", "repairer"];

const FILES_ITSELF = {
  zh: "无需申请：商家确认收到退货后自动理赔",
  en: "Nothing to file: the claim opens by itself when the merchant confirms the return",
};

/** The form of a policy's product, with what a claim would pay now and why it might not. Refuses unknown policies. */
export async function claimForm(
  context: Context,
  tx: Tx,
  principal: Principal,
  policyText: string,
  language: Language,
) {
  const policy = await findClaimable(tx, principal, policyText);
  const rows = await run(tx, selectOrdersOfClaims, [tx.tenantId, [policy.book], [policy.orderId]]);
  const file = present((await openOrders(context, tx, rows)).get(policy.orderId), "a policy's order is kept");
  const { known, product } = coverOf(context, file, policy.policyId);
  const now = context.clock.now();
  const about = { except: null, waybillHeldElsewhere: false, now };
  const claim = hopefulClaim(product, known.state, now);
  const { estimate, failed } = prospectOf(
    adjudicate(claimFacts({ ...materialOf(context, file, known, about), claim }), product),
  );
  const window = claimWindow(product, known.state);
  const itself = filesItself(product);
  return {
    policyId: formatId("policy", policy.policyId),
    product: product.code,
    productVersion: product.version,
    currency: "CNY",
    perils: product.coverage.perils.map(({ code, title }) => ({ code, title: title[language] })),
    fields: product.fields.map((field) => fieldView(field, product, language)),
    documents: product.documents.map((slot) => slotView(slot, language)),
    window: { from: instantTextOrNull(window.from), until: instantTextOrNull(window.until) },
    estimate: itself || estimate === null ? null : fenToWire(estimate),
    failedChecks: itself
      ? [{ code: "files_itself", detail: FILES_ITSELF[language] }]
      : failed.map((code) => ({ code, detail: reasonText(code)[language] })),
  };
}

function fieldView({ name, type, title, required, options }: FormField, product: ProductVersion, language: Language) {
  const names = REGISTERED_FIELDS.includes(name) ? registerOf(product.code) : [];
  const offered = options?.map((option) => ({ value: option.value, title: option.title[language] }));
  const choice = offered ?? (names.length > 0 ? names.map((value) => ({ value, title: value })) : undefined);
  return { name, type, title: title[language], required, ...(choice === undefined ? {} : { options: choice }) };
}
