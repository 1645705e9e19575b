// Understands how a refusal notice is shown: as JSON, as a page, and as what is set on paper.

import type { CitedClause, ComplaintContact } from "@anxin/core/appeal/notice";
import { REASON_CODES } from "@anxin/core/claim/finding";
import { formatId } from "@anxin/core/id";
import type { Text } from "@anxin/core/product/product";
import { formatInstant, type Instant, shanghaiClock } from "@anxin/core/time";
import { Type } from "typebox";
import type { Config } from "../config.js";
import type { Language } from "../http/language.js";
import { escapeHtml, htmlPage, pairsHtml } from "../http/page.js";
import { instantTextOrNull, nullable, oneOf } from "../http/schema.js";
import { breakable, type CertificateContent, dateOf, qrRuns } from "../policy/certificate/content.js";
import { noticeLabels } from "./notice-labels.js";
import type { FoundNotice } from "./notice-read.js";

const text = Type.String();
const time = Type.String({ description: "RFC 3339" });
const Pairs = Type.Array(Type.Object({ label: text, value: text }));

export const NoticeBody = Type.Object({
  claimId: text,
  decisionId: text,
  number: Type.String({ description: "RN and 21 digits" }),
  language: text,
  madeAt: time,
  sentAt: nullable(Type.String({ description: "when the attempt began that the channel took" })),
  deliveredAt: nullable(Type.String({ description: "taken by the channel, or opened by the buyer before" })),
  deliveredBy: nullable(oneOf(["channel", "buyer"])),
  openedAt: nullable(time),
  heading: text,
  summary: Type.String({ description: "what happened, and why, in plain words" }),
  about: Pairs,
  amounts: Pairs,
  reasons: Type.Array(
    Type.Object({
      code: oneOf(REASON_CODES),
      text: Type.String({ description: "what it means, and what would change it" }),
      clause: nullable(Type.Object({ id: text, title: text, text })),
      facts: Pairs,
    }),
  ),
  clauses: Type.Array(Type.Object({ id: text, title: text, text }), { description: "beside those of the reasons" }),
  note: text,
  remedies: Type.Array(Type.Object({ title: text, text })),
  contacts: Type.Array(Type.Object({ name: text, phone: text, url: text })),
  law: text,
  verification: Type.Object({ url: text, code: text }),
  documents: Type.Array(Type.Object({ kind: oneOf(["page", "pdf"]), language: text, url: text })),
});

const labelled = (pairs: readonly (readonly [string, string])[]): { label: string; value: string }[] =>
  pairs.map(([label, value]) => ({ label, value }));

/** Where a claim's notice is read; the address of one decision's where it is not the last. */
export const noticeUrl = (claimId: string, suffix: "" | ".html" | ".pdf" = ""): string =>
  `/v1/claims/${claimId}/refusal-notice${suffix}`;

const noticeVerificationUrl = (publicUrl: string, number: string, code: string): string =>
  `${publicUrl}/v1/verify/refusal-notices/${number}?code=${code}`;

const linkOf = ({ claim, row }: FoundNotice, suffix: ".html" | ".pdf", language: Language): string => {
  const of = `decisionId=${formatId("decision", row.decision_id)}`;
  return `${noticeUrl(formatId("claim", claim.claimId), suffix)}?${of}&language=${language}`;
};

export function noticeBody(found: FoundNotice, language: Language, { publicUrl }: Pick<Config, "publicUrl">) {
  const { claim, row, number, code } = found;
  const { heading, summary, about, amounts, reasons, clauses, note, remedies, contacts, law } = found.notice[language];
  const languages: readonly Language[] = ["zh", "en"];
  return {
    claimId: formatId("claim", claim.claimId),
    decisionId: formatId("decision", row.decision_id),
    ...{ number, language, heading, summary, note, law },
    madeAt: formatInstant(row.made_at),
    sentAt: instantTextOrNull(row.sent_at),
    deliveredAt: instantTextOrNull(row.delivered_at),
    deliveredBy:
      row.delivered_by === "channel" ? ("channel" as const) : row.delivered_by === "buyer" ? ("buyer" as const) : null,
    openedAt: instantTextOrNull(row.opened_at),
    about: labelled(about),
    amounts: labelled(amounts),
    reasons: reasons.map((reason) => ({ ...reason, facts: labelled(reason.facts) })),
    clauses: [...clauses],
    remedies: [...remedies],
    contacts: [...contacts],
    verification: { url: noticeVerificationUrl(publicUrl, number, code), code },
    documents: languages.flatMap((each) => [
      { kind: "page" as const, language: each, url: linkOf(found, ".html", each) },
      { kind: "pdf" as const, language: each, url: linkOf(found, ".pdf", each) },
    ]),
  };
}

/** Who owes the answer: the insurer, or the platform whose own service it is. */
const providerOf = ({ product, platformName }: FoundNotice, insurer: Text, language: Language): string =>
  product.funding === "insurance" ? insurer[language] : platformName;

type Parties = Pick<Config, "insurer" | "mode" | "publicUrl">;

/** The page, in one language. */
export function noticePage(found: FoundNotice, language: Language, { insurer, mode }: Parties): string {
  const labels = noticeLabels(language);
  const notice = found.notice[language];
  const { claim, buyerName } = found;
  const to = [labels.to, labels.buyer(buyerName, claim.buyerId)] as const;
  const reasons = notice.reasons.map(({ code, text: said, clause, facts }) => {
    const cited = clause === null ? "" : clauseHtml(clause);
    return `<li><p>${escapeHtml(said)}</p>${cited}${facts.length === 0 ? "" : pairsHtml(facts)}<p class="quiet">${labels.code} ${code}</p></li>`;
  });
  const remedies = notice.remedies.map(
    ({ title, text: said }) => `<h2>${escapeHtml(title)}</h2><p>${escapeHtml(said)}</p>`,
  );
  const demo = mode === "sandbox" ? `<p class="quiet">${labels.demo}</p>` : "";
  return htmlPage({
    language,
    title: `${notice.heading} ${found.number}`,
    mark: providerOf(found, insurer, language),
    body: `${demo}<section class="sheet seal bad"><h1>${escapeHtml(notice.heading)}</h1><p>${escapeHtml(notice.summary)}</p></section>
<section class="sheet">${pairsHtml([to, ...notice.about])}</section>
<h2>${labels.amounts}</h2><section class="sheet">${pairsHtml(notice.amounts)}</section>
<h2>${labels.reasons}</h2><ol>${reasons.join("\n")}</ol>
${notice.clauses.map(clauseHtml).join("\n")}
${notice.note === "" ? "" : `<h2>${labels.note}</h2><p>${escapeHtml(notice.note)}</p>`}
${remedies.join("\n")}
<section class="sheet">${pairsHtml(notice.contacts.map(contactPair))}</section>
<h2>${labels.delivery}</h2><section class="sheet">${pairsHtml(deliveryPairs(found, language))}</section>
<p class="quiet">${escapeHtml(notice.law)}</p>
<p><a href="${escapeHtml(linkOf(found, ".pdf", language))}">${labels.download}</a></p>`,
    otherUrl: linkOf(found, ".html", language === "zh" ? "en" : "zh"),
  });
}

const clauseHtml = ({ id, title, text: said }: CitedClause): string =>
  `<blockquote><strong>${escapeHtml(id)} ${escapeHtml(title)}</strong><br>${escapeHtml(said)}</blockquote>`;

const contactPair = ({ name, phone, url }: Pick<ComplaintContact, "phone" | "url"> & { readonly name: string }) =>
  [name, [phone, url].filter((each) => each !== "").join(" ")] as const;

function deliveryPairs({ row }: FoundNotice, language: Language): readonly (readonly [string, string])[] {
  const labels = noticeLabels(language);
  const clock = (at: Instant | null): string => (at === null ? labels.pending : labels.clock(shanghaiClock(at)));
  return [
    [labels.made, clock(row.made_at)],
    [labels.sent, clock(row.sent_at)],
    [labels.delivered, clock(row.delivered_at)],
  ];
}

type Pair = readonly [label: string, value: string];

/** What is set, in the order of the document; the template knows nothing else. */
export interface NoticeContent {
  readonly language: Language;
  readonly heading: string;
  readonly notice: string | null;
  readonly insurer: string;
  readonly platform: string;
  readonly product: string;
  readonly number: string;
  readonly addressee: Pair;
  readonly date: CertificateContent["date"];
  readonly summary: string;
  readonly groups: readonly { readonly title: string; readonly rows: readonly Pair[] }[];
  readonly reasonsTitle: string;
  readonly codeLabel: string;
  readonly reasons: readonly {
    readonly code: string;
    readonly text: string;
    readonly clause: { readonly title: string; readonly text: string } | null;
    readonly facts: readonly Pair[];
  }[];
  readonly clauses: readonly { readonly title: string; readonly text: string }[];
  readonly note: { readonly title: string; readonly text: string } | null;
  readonly remedies: readonly { readonly title: string; readonly text: string }[];
  readonly contacts: readonly Pair[];
  readonly verify: CertificateContent["verify"];
  readonly law: string;
  readonly missingNote: string;
}

const broken = (pairs: readonly Pair[]): Pair[] => pairs.map(([label, value]) => [label, breakable(value)]);

const clauseOnPaper = ({ id, title, text: said }: CitedClause) => ({ title: `${id} ${title}`, text: said });

/** The document in one language. The same notice gives the same content, whatever became of its delivery since. */
export function noticeContent(
  found: FoundNotice,
  language: Language,
  { insurer, mode, publicUrl }: Parties,
): NoticeContent {
  const labels = noticeLabels(language);
  const { claim, row, number, code } = found;
  const notice = found.notice[language];
  const url = noticeVerificationUrl(publicUrl, number, code);
  return {
    ...{ language, number, heading: notice.heading, law: notice.law },
    notice: mode === "sandbox" ? labels.demo : null,
    insurer: providerOf(found, insurer, language),
    platform: labels.platform(found.platformName),
    product: found.product.name[language],
    addressee: [labels.to, breakable(labels.buyer(found.buyerName, claim.buyerId))],
    date: dateOf(row.made_at),
    summary: breakable(notice.summary),
    groups: [
      { title: labels.about, rows: broken(notice.about) },
      { title: labels.amounts, rows: broken(notice.amounts) },
    ],
    reasonsTitle: labels.reasons,
    codeLabel: labels.code,
    reasons: notice.reasons.map(({ code: reason, text: said, clause, facts }) => ({
      code: reason,
      text: said,
      clause: clause === null ? null : clauseOnPaper(clause),
      facts: broken(facts),
    })),
    clauses: notice.clauses.map(clauseOnPaper),
    note: notice.note === "" ? null : { title: labels.note, text: breakable(notice.note) },
    remedies: notice.remedies,
    contacts: broken(notice.contacts.map(contactPair)),
    verify: {
      title: labels.verify,
      caption: labels.verifyCaption,
      paragraphs: labels.verifyText,
      rows: [
        [labels.address, noticeVerificationUrl(publicUrl, number, "").replace(/\?.*$/, "")],
        [labels.verificationCode, code],
      ],
      matrix: qrRuns(url),
    },
    missingNote: labels.missingNote,
  };
}
