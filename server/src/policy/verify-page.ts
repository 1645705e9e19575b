// Understands what a person is shown who verifies a certificate.

import { present } from "@anxin/core/assert";
import { formatYuan } from "@anxin/core/money";
import { parseInstant, shanghaiClock } from "@anxin/core/time";
import type { Language } from "../http/language.js";
import { escapeHtml, htmlPage, pairsHtml } from "../http/page.js";
import { wordsOf } from "./certificate/words.js";
import type { Verification } from "./verify-view.js";

const ZH = {
  mark: "保单验真",
  genuine: "保单真实，验证通过",
  lead: "以下为系统中的记录，请与您手中的电子保单核对。",
  ended: "请注意：该保单现已不再提供保障。以下为系统中的记录。",
  unknown: "未能验证",
  unknownLead: "保单号与验证码不符。请核对后重新输入；如由他人提供，请谨慎对待。",
  status: "当前状态",
  checked: "查询时间",
  clock: (time: string) => `${time}（北京时间）`,
  terms: "阅读条款",
  ask: "验证",
  privacy: "本页不显示任何个人信息。",
};
const EN: typeof ZH = {
  mark: "Policy verification",
  genuine: "This policy is genuine",
  lead: "What follows is on record. Compare it with the certificate that you hold.",
  ended: "Note that it gives no cover any more. What follows is on record.",
  unknown: "Not verified",
  unknownLead:
    "Policy number and code do not belong together. Check both and try again; if somebody else gave them to you, be careful.",
  status: "Status now",
  checked: "Asked at",
  clock: (time) => `${time}, Beijing time`,
  terms: "Read the terms",
  ask: "Verify",
  privacy: "This page shows no personal data.",
};
const WORDS = { zh: ZH, en: EN };

/** What was asked: the number as it stood in the address, and the code, both as they were typed. */
export interface Asked {
  readonly policyNo: string;
  readonly code: string;
}

const clock = (text: string): string => shanghaiClock(present(parseInstant(text), "our own views hold instants"));

/** The page for a verification, in one language. */
export function verifyPage(asked: Asked, found: Verification, language: Language): string {
  const words = WORDS[language];
  const path = `/v1/verify/${encodeURIComponent(asked.policyNo)}`;
  const other = language === "zh" ? "en" : "zh";
  return htmlPage({
    language,
    title: `${found.genuine ? words.genuine : words.unknown} · ${words.mark}`,
    mark: words.mark,
    body: `${found.genuine ? genuineHtml(found, language) : unknownHtml(asked, path, language)}
<p class="quiet">${words.privacy}</p>`,
    otherUrl: `${path}?code=${encodeURIComponent(asked.code)}&language=${other}`,
  });
}

function genuineHtml(found: Extract<Verification, { genuine: true }>, language: Language): string {
  const words = WORDS[language];
  const { product, status, effectiveAt, expiresAt } = found;
  const named = wordsOf(language, product.funding);
  const insured = product.funding === "insurance";
  const [from, until] = [effectiveAt, expiresAt].map((each) => (each === null ? named.unknownTime : clock(each)));
  const rows: readonly (readonly [string, string])[] = [
    [words.status, named.status[status]],
    [named.policyNo, found.policyNo],
    [named.product, named.productText(product.name[language], product.code, product.version)],
    [named.filing, product.filing],
    [insured ? named.insurer : named.provider, found.issuer[language]],
    [named.period, named.periodText(from ?? "", until ?? "")],
    [named.sumInsured, named.yuan(formatYuan(BigInt(found.sumInsured)))],
    [words.checked, words.clock(clock(found.checkedAt))],
  ];
  const lead = status === "pending" || status === "in_force" ? words.lead : words.ended;
  return `<section class="sheet seal"><h1>${words.genuine}</h1><p>${lead}</p></section>
<section class="sheet">${pairsHtml(rows)}</section>
<p><a href="${escapeHtml(product.termsUrl)}?language=${language}">${words.terms}</a></p>`;
}

function unknownHtml({ policyNo, code }: Asked, path: string, language: Language): string {
  const words = WORDS[language];
  const named = wordsOf(language, "insurance");
  return `<section class="sheet seal bad"><h1>${words.unknown}</h1><p>${words.unknownLead}</p></section>
<section class="sheet">${pairsHtml([[named.policyNo, policyNo]])}
<form method="get" action="${escapeHtml(path)}">
<label>${named.code}<input name="code" value="${escapeHtml(code)}" maxlength="64" autocomplete="off" autocapitalize="characters" spellcheck="false" required></label>
<input type="hidden" name="language" value="${language}">
<button>${words.ask}</button>
</form></section>`;
}
