// Understands the form on which a claim under one policy is made, and what stands in the way of one.

import { adjudicate } from "@anxin/core/claim/adjudicate";
import { CURRENT_DECLARATION } from "@anxin/core/claim/declaration";
import { checksOf, hopefulClaim, type ProspectMode, prospectOf } from "@anxin/core/claim/prospect";
import { fenToWire } from "@anxin/core/money";
import type { Place } from "@anxin/core/order/order";
import type { FormField, Text } from "@anxin/core/product/product";
import { Refused } from "@anxin/core/refusal";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import type { Language } from "../http/language.js";
import { fieldRefusal } from "../http/schema.js";
import { type OfferedNames, offeredNames } from "../register/offer.js";
import { NOTHING_CITED } from "./cited.js";
import { checkView, coverHead, factsOf, openCover, returnsView } from "./estimate.js";
import { filesItself } from "./facts.js";
import { declarationShown } from "./notification.js";
import { slotView } from "./view/evidence.js";

const FILES_ITSELF: Text = {
  zh: "无需申请：商家确认收到退货后自动理赔",
  en: "Nothing to file: the claim opens by itself when the merchant confirms the return",
};
const PERIL: Text = { zh: "不是该产品承保的风险", en: "is no peril of this product" };

/** What a form is asked for: by which peril, and for a return by which mode and from where. */
export interface FormWish {
  readonly peril?: string;
  readonly mode?: ProspectMode;
  readonly from?: Place | null;
}

/**
 * The form of a policy's product, with what a claim would pay now and why it might not; for a cover whose claims open by
 * themselves, what a return would pay. Refuses unknown policies and perils.
 */
export async function claimForm(
  context: Context,
  tx: Tx,
  principal: Principal,
  policyText: string,
  wish: FormWish,
  language: Language,
) {
  const cover = await openCover(context, tx, principal, policyText);
  const { policy, file, known, product, now } = cover;
  const [first] = product.coverage.perils;
  const peril = product.coverage.perils.find(({ code }) => code === (wish.peril ?? first?.code));
  if (peril === undefined) throw new Refused(fieldRefusal("/query/peril", "enum", PERIL[language]));
  const claim = { ...hopefulClaim(product, known.state, now), peril: peril.code };
  const adjudication = adjudicate(factsOf(context, cover, NOTHING_CITED, claim), product);
  const line = file.order.lines.find(({ lineId }) => lineId === policy.lineId);
  const names = await offeredNames(tx, product, line?.category ?? null, now);
  const itself = filesItself(product);
  const { estimate } = prospectOf(adjudication);
  return {
    ...coverHead(cover),
    peril: peril.code,
    perils: product.coverage.perils.map(({ code, title }) => ({ code, title: title[language] })),
    fields: product.fields.map((field) => fieldView(field, names, language)),
    documents: product.documents.map((slot) => slotView(slot, language)),
    declaration: declarationShown(CURRENT_DECLARATION, language),
    estimate: itself || estimate === null ? null : fenToWire(estimate),
    failedChecks: itself
      ? [{ code: "files_itself", detail: FILES_ITSELF[language], clause: null }]
      : checksOf(adjudication.findings, "not_met").map((check) => checkView(check, product, language)),
    returns: returnsView(context, cover, wish, language),
  };
}

function fieldView(field: FormField, names: OfferedNames, language: Language) {
  const { name, type, title, required, options, register, example } = field;
  const offered = options?.map((option) => ({ value: option.value, title: option.title[language] }));
  const registered = (register === undefined ? [] : (names.get(register) ?? [])).map((value) => ({
    value,
    title: value,
  }));
  const choice = offered ?? (registered.length > 0 ? registered : undefined);
  return {
    ...{ name, type, required },
    title: title[language],
    ...(choice === undefined ? {} : { options: choice }),
    ...(register === undefined ? {} : { register }),
    ...(example === undefined ? {} : { example: example[language] }),
  };
}
