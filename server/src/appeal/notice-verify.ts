// Understands what anybody may know who verifies a refusal notice: that it is genuine and what was decided, and
// nobody's data.

import type { ProductVersion, Text } from "@anxin/core/product/product";
import { formatInstant, shanghaiDay } from "@anxin/core/time";
import type { findRefusalNotice } from "@anxin/store/refusal-notice";
import { type Static, Type } from "typebox";
import type { Language } from "../http/language.js";
import { escapeHtml, htmlPage, pairsHtml } from "../http/page.js";
import { known, oneOf } from "../http/schema.js";
import { noticeLabels } from "./notice-labels.js";

const OUTCOMES = ["reject", "partly_approve", "approve"] as const;
const BothTexts = Type.Object({ zh: Type.String(), en: Type.String() });

export const NoticeVerificationBody = Type.Union([
  Type.Object({
    genuine: Type.Literal(true),
    number: Type.String(),
    issuer: BothTexts,
    product: Type.Object({ code: Type.String(), name: BothTexts, version: Type.Integer() }),
    outcome: oneOf(OUTCOMES),
    madeAt: Type.String(),
    issuedOn: Type.String({ description: "Shanghai day" }),
  }),
  Type.Object({ genuine: Type.Literal(false) }),
]);
export type NoticeVerification = Static<typeof NoticeVerificationBody>;

/** The one answer for a wrong code, an unknown number, and what is neither. */
export const NOT_GENUINE: NoticeVerification = { genuine: false };

export function verification(
  row: NonNullable<Awaited<ReturnType<typeof findRefusalNotice>>>,
  number: string,
  { code, name, version }: ProductVersion,
  issuer: Text,
): NoticeVerification {
  return {
    genuine: true,
    ...{ number, issuer, product: { code, name, version } },
    outcome: known(OUTCOMES, row.outcome),
    madeAt: formatInstant(row.made_at),
    issuedOn: shanghaiDay(row.made_at),
  };
}

/** The page for a verification, in one language. */
export function verificationPage(
  asked: { readonly number: string; readonly code: string },
  found: NoticeVerification,
  language: Language,
): string {
  const labels = noticeLabels(language);
  const path = `/v1/verify/refusal-notices/${encodeURIComponent(asked.number)}`;
  const other = language === "zh" ? "en" : "zh";
  return htmlPage({
    language,
    title: `${found.genuine ? labels.genuine : labels.unknown} · ${labels.mark}`,
    mark: labels.mark,
    body: `${found.genuine ? genuineHtml(found, language) : unknownHtml(asked, path, language)}
<p class="quiet">${labels.privacy}</p>`,
    otherUrl: `${path}?code=${encodeURIComponent(asked.code)}&language=${other}`,
  });
}

function genuineHtml(found: Extract<NoticeVerification, { genuine: true }>, language: Language): string {
  const labels = noticeLabels(language);
  const rows = [
    [labels.number, found.number],
    [labels.made, found.issuedOn],
    [labels.product, found.product.name[language]],
    [labels.result, labels.outcome[found.outcome]],
  ] as const;
  return `<section class="sheet seal"><h1>${labels.genuine}</h1><p>${labels.genuineLead}</p></section>
<section class="sheet">${pairsHtml(rows)}</section>`;
}

function unknownHtml(
  { number, code }: { readonly number: string; readonly code: string },
  path: string,
  language: Language,
): string {
  const labels = noticeLabels(language);
  return `<section class="sheet seal bad"><h1>${labels.unknown}</h1><p>${labels.unknownLead}</p></section>
<section class="sheet">${pairsHtml([[labels.number, number]])}
<form method="get" action="${escapeHtml(path)}">
<label>${labels.verificationCode}<input name="code" value="${escapeHtml(code)}" maxlength="64" autocomplete="off" autocapitalize="characters" spellcheck="false" required></label>
<input type="hidden" name="language" value="${language}">
<button>${labels.ask}</button>
</form></section>`;
}
