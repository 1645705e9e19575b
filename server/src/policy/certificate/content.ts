// Understands what stands on a certificate: the policy as it is now, as words that only have to be set.

import { present } from "@anxin/core/assert";
import { formatYuan } from "@anxin/core/money";
import type { OrderLine } from "@anxin/core/order/order";
import type { ProductVersion, Text } from "@anxin/core/product/product";
import { DAY_MS, type Instant, instant, parseInstant, plus, shanghaiClock } from "@anxin/core/time";
import { encode } from "uqr";
import type { Language } from "../../http/language.js";
import { readTerms, type TermsPiece } from "../../product/terms.js";
import { momentText } from "../../product/view.js";
import { verificationUrl } from "../verify.js";
import type { policyView } from "../view.js";
import { type Words, wordsOf } from "./words.js";

/** Everything that a certificate is made from. */
export interface CertificateFacts {
  readonly policy: ReturnType<typeof policyView>;
  readonly product: ProductVersion;
  readonly lines: readonly OrderLine[];
  /** Empty where nobody told it. */
  readonly buyerName: string;
  readonly merchantName: string;
  readonly platformName: string;
  readonly insurer: Text;
  readonly publicUrl: string;
  readonly code: string;
  /** Whether everything on it is fictional. */
  readonly demo: boolean;
}

type Pair = readonly [label: string, value: string];
type Clause = Extract<TermsPiece, { kind: "clause" }>;

/** What is set, in the order of the document; the template knows nothing else. */
export interface CertificateContent {
  readonly language: Language;
  readonly heading: string;
  readonly notice: string | null;
  readonly insurer: string;
  readonly platform: string;
  readonly product: string;
  readonly policyNoLabel: string;
  readonly policyNo: string;
  readonly status: { readonly text: string; readonly tone: "good" | "waiting" | "ended" };
  readonly statusSince: string;
  /** When the policy became as it is shown, in UTC. */
  readonly date: Readonly<Record<"year" | "month" | "day" | "hour" | "minute" | "second", number>>;
  /** What is looked for first. */
  readonly figures: readonly Pair[];
  readonly groups: readonly { readonly title: string; readonly rows: readonly Pair[] }[];
  readonly goods: Table & { readonly more: string | null };
  readonly endorsements: Table & { readonly none: string };
  readonly exclusions: { readonly title: string; readonly lead: string; readonly clauses: readonly Clause[] };
  readonly verify: {
    readonly title: string;
    readonly caption: string;
    readonly paragraphs: readonly string[];
    readonly rows: readonly Pair[];
    /** The QR code row by row, as runs of modules: dark or not, and how many. */
    readonly matrix: readonly (readonly (readonly [dark: 0 | 1, count: number])[])[];
  };
  readonly terms: readonly TermsPiece[];
  readonly colon: string;
  readonly missingNote: string;
}

interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Goods that are listed; an order of more is told by its number. */
const GOODS_MAX = 20;

/** Takes no room: a word of strangers without an end may break at it; our own numbers stay whole. */
const BREAK = "\u200b";
const LONG_WORD = /[!-~\u00a1-\u024f]{36}(?=[!-~\u00a1-\u024f])/gu;
export const breakable = (text: string): string => text.replace(LONG_WORD, `$&${BREAK}`);

const at = (text: string): Instant => present(parseInstant(text), "our own views hold instants");
const clockOf = (text: string | null, words: Words): string =>
  text === null ? words.unknownTime : shanghaiClock(at(text));
const yuan = (fen: number, words: Words): string => words.yuan(formatYuan(BigInt(fen)));

/** The certificate in one language. The same policy in the same state gives the same content. */
export function certificateContent(facts: CertificateFacts, language: Language): CertificateContent {
  const { policy, product } = facts;
  const words = wordsOf(language, product.funding);
  const terms = readTerms(product.terms[language]);
  const since = changedAt(policy);
  return {
    language,
    heading: words.heading[product.funding],
    notice: facts.demo ? words.demo : null,
    insurer: product.funding === "insurance" ? facts.insurer[language] : facts.platformName,
    platform: words.platform(facts.platformName),
    product: product.name[language],
    policyNoLabel: words.policyNo,
    policyNo: policy.policyNo,
    status: { text: words.status[policy.status], tone: TONES[policy.status] },
    statusSince: words.since(shanghaiClock(since)),
    date: dateOf(since),
    figures: [
      [words.sumInsured, yuan(policy.sumInsured, words)],
      [words.premium, yuan(policy.premium, words)],
      [words.claims, words.claimsText(product.coverage.claimsMax)],
    ],
    groups: [
      { title: words.parties, rows: partiesOf(facts, words, language) },
      { title: words.cover, rows: coverOf(facts, words, language) },
      { title: words.time, rows: timesOf(facts, words, language) },
    ],
    goods: goodsOf(facts, words),
    endorsements: endorsementsOf(facts, words),
    exclusions: {
      title: words.exclusions,
      lead: words.exclusionsLead,
      clauses: terms.filter((piece): piece is Clause => piece.kind === "clause" && piece.exempts),
    },
    verify: verifyOf(facts, words),
    terms,
    colon: words.colon,
    missingNote: words.missingNote,
  };
}

const TONES = {
  pending: "waiting",
  in_force: "good",
  exhausted: "ended",
  expired: "ended",
  cancelled: "ended",
} as const;

/** When the policy became as it is shown: its last endorsement, or when its period began or ended since. */
function changedAt({ issuedAt, endorsements, status, effectiveAt, expiresAt }: CertificateFacts["policy"]): Instant {
  const turned = status === "in_force" ? effectiveAt : status === "expired" ? expiresAt : null;
  const times = [issuedAt, ...endorsements.map(({ recordedAt }) => recordedAt), ...(turned === null ? [] : [turned])];
  return instant(Math.max(...times.map(at)));
}

/** A document's own date, in UTC: a Shanghai clock less its eight hours. */
export function dateOf(since: Instant): CertificateContent["date"] {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = shanghaiClock(plus(since, -DAY_MS / 3))
    .split(/[- :]/)
    .map(Number);
  return { year, month, day, hour, minute, second };
}

function partiesOf(facts: CertificateFacts, words: Words, language: Language): readonly Pair[] {
  const { policy, product, buyerName, merchantName, platformName } = facts;
  const buyer = breakable(words.party(buyerName, words.payers.buyer, policy.buyerId));
  const holders = {
    buyer,
    merchant: breakable(words.party(merchantName, words.payers.merchant, policy.merchantId)),
    platform: platformName,
  };
  return [
    product.funding === "insurance" ? [words.insurer, facts.insurer[language]] : [words.provider, platformName],
    [words.policyholder, holders[policy.payer]],
    [words.insured, buyer],
    [words.payer, words.payers[policy.payer]],
    [words.order, breakable(policy.orderId)],
  ];
}

function coverOf({ product }: CertificateFacts, words: Words, language: Language): readonly Pair[] {
  const { coverage } = product;
  const perils = coverage.perils.map(({ title }) => title[language]).join(language === "zh" ? "、" : ", ");
  const { claimLimit } = coverage;
  const limit: readonly Pair[] = claimLimit === null ? [] : [[words.claimLimit, words.yuan(formatYuan(claimLimit))]];
  return [
    [words.product, words.productText(product.name[language], product.code, product.version)],
    [words.filing, product.filing],
    [words.coverage, words.coverageText(coverage.title[language], perils)],
    ...limit,
  ];
}

function timesOf({ policy, product }: CertificateFacts, words: Words, language: Language): readonly Pair[] {
  const { effectiveAt, expiresAt } = policy;
  const until = clockOf(expiresAt, words);
  const period =
    effectiveAt === null
      ? words.periodOpen(momentText(product.period.inception, language), until)
      : words.periodText(clockOf(effectiveAt, words), until);
  const last =
    effectiveAt === null || expiresAt === null
      ? null
      : shanghaiClock(plus(at(expiresAt), product.reportingDays * DAY_MS));
  return [
    [words.period, period],
    [words.reporting, words.reportingText(product.reportingDays, last)],
    [words.issued, clockOf(policy.issuedAt, words)],
  ];
}

function goodsOf({ policy, product, lines }: CertificateFacts, words: Words): CertificateContent["goods"] {
  const insured = product.insuredUnit === "order" ? lines : lines.filter(({ lineId }) => lineId === policy.lineId);
  const rows = insured
    .slice(0, GOODS_MAX)
    .map(({ title, sku, quantity, unitPrice }) => [
      breakable(title),
      breakable(sku),
      String(quantity),
      formatYuan(unitPrice),
    ]);
  const more = insured.length - rows.length;
  return { title: words.goods, head: words.goodsHead, rows, more: more > 0 ? words.moreGoods(more) : null };
}

function endorsementsOf({ policy }: CertificateFacts, words: Words): CertificateContent["endorsements"] {
  const rows = policy.endorsements.map((endorsement) => [
    clockOf(endorsement.recordedAt, words),
    endorsement.endorsementId,
    changeText(endorsement, words),
  ]);
  return { title: words.endorsements, head: words.endorsementHead, rows, none: words.noEndorsements };
}

function changeText(endorsement: CertificateFacts["policy"]["endorsements"][number], words: Words): string {
  const { kind, effectiveAt, expiresAt, sumInsured, fullPremium, charge, refund } = endorsement;
  const text = (amount: number): string => formatYuan(BigInt(amount));
  const moves = kind === "period_fixed" || kind === "exchanged";
  return [
    words.change[kind],
    moves ? words.changePeriod(clockOf(effectiveAt, words), clockOf(expiresAt, words)) : "",
    sumInsured === null || fullPremium === null ? "" : words.changeSum(text(sumInsured), text(fullPremium)),
    charge === 0 ? "" : words.charge(text(charge)),
    refund === 0 ? "" : words.refund(text(refund)),
  ].join("");
}

function verifyOf({ policy, publicUrl, code }: CertificateFacts, words: Words): CertificateContent["verify"] {
  const url = verificationUrl(publicUrl, policy.policyNo, code);
  return {
    title: words.verify,
    caption: words.verifyCaption,
    paragraphs: words.verifyText,
    rows: [
      [words.address, `${publicUrl}/v1/verify/${policy.policyNo}`],
      [words.code, code],
    ],
    matrix: qrRuns(url),
  };
}

/** The QR code of an address, with a margin left to whoever draws it. True is dark. */
export const qrMatrix = (url: string): readonly (readonly boolean[])[] => encode(url, { ecc: "M", border: 0 }).data;

/** The QR code of an address row by row, as runs of modules: dark or not, and how many. */
export const qrRuns = (url: string): CertificateContent["verify"]["matrix"] => qrMatrix(url).map(runsOf);

function runsOf(row: readonly boolean[]): readonly (readonly [0 | 1, number])[] {
  const runs: [0 | 1, number][] = [];
  for (const module of row) {
    const dark = module ? 1 : 0;
    const last = runs.at(-1);
    if (last?.[0] === dark) last[1] += 1;
    else runs.push([dark, 1]);
  }
  return runs;
}
