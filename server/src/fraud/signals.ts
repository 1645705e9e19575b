// Understands what claims of the same marketplace tell of a claim: how often, whose account, which parcel, which picture.
//
// For any number of claims: 1 statement to write their traits, and to gather 1 for traits, 1 for outbound parcels where claims are
// about parcels, and those of the pictures where they rest on pictures. Every look is one descent of an index.

import type { Burst, KnownElsewhere, ParcelSighting, PictureSighting } from "@anxin/core/fraud/signals";
import { type BurstRule, type BurstSubject, burstRulesFor } from "@anxin/core/fraud/threshold";
import { formatId, type Id } from "@anxin/core/id";
import { type Fen, sum } from "@anxin/core/money";
import type { OrderReturn, OrderSnapshot } from "@anxin/core/order/order";
import type { ProductVersion } from "@anxin/core/product/product";
import { DAY_MS, INSTANT_MIN, type Instant, plus } from "@anxin/core/time";
import { imagesSeenElsewhere, type SeenElsewhere } from "@anxin/store/evidence-print";
import {
  countTraits,
  insertTraits,
  ordersOfParcels,
  TRAIT_CLAIMS_NAMED,
  type TraitAnswer,
  type TraitQuestion,
  type TraitRow,
} from "@anxin/store/fraud";
import type { Tx } from "@anxin/store/transaction";
import type { Context } from "../context.js";
import { buyerHash, merchantHash, orderHash, parcelHash, payeeHash, placeHash } from "./traits.js";

/** A claim as it is recognised. */
export interface SignalSubject {
  readonly claimId: Id;
  readonly product: ProductVersion;
  /** When it was filed: windows end here. */
  readonly at: Instant;
  readonly order: OrderSnapshot;
  readonly returnId: string | null;
  /** The most that it may pay, in fen. */
  readonly payMax: Fen;
  /** When the shop opened; null where nobody knows. */
  readonly shopSince: Instant | null;
  readonly evidenceIds: readonly Id[];
  /** Claims on the same order: what they share with this one is no wonder. */
  readonly siblings: readonly Id[];
}

/** Claims of one account that are looked at, newest first. */
const OF_ACCOUNT_MAX = 200;
/** Claims that a burst names. */
const OF_BURST_NAMED = 3;

const returnOf = ({ order, returnId }: SignalSubject): OrderReturn | undefined =>
  order.returns.find((entry) => entry.returnId === returnId);

const shopDaysOf = ({ at, shopSince }: SignalSubject): number | null =>
  shopSince === null ? null : Math.max(0, Math.floor((at - shopSince) / DAY_MS));

function priceOf(subject: SignalSubject): Fen | null {
  const back = returnOf(subject);
  if (back === undefined) return null;
  const goods = subject.order.lines.filter(({ lineId }) => back.lineIds.includes(lineId));
  return sum(goods.map((line) => line.unitPrice * BigInt(line.quantity)));
}

/** The windows by which a claim may be counted, as far as can be told before its amount is known. */
function windowsOf(subject: SignalSubject): readonly BurstRule[] {
  const { signals } = subject.product;
  if (signals === undefined) return [];
  return burstRulesFor(signals, { shopDays: shopDaysOf(subject), price: priceOf(subject), pays: subject.payMax });
}

/** The hash by which a claim is counted; null where the order does not tell. */
function hashOf(context: Context, tenantId: number, trait: BurstSubject, subject: SignalSubject): bigint | null {
  const { order, product } = subject;
  switch (trait) {
    case "buyer":
      return buyerHash(product.code, order.buyerId);
    case "merchant":
      return merchantHash(product.code, order.merchantId);
    case "payee":
      return order.payee === null ? null : payeeHash(context.vault, tenantId, product.code, order.payee);
    case "place":
      return order.shipTo === null ? null : placeHash(product.code, order.merchantId, order.shipTo);
  }
}

function parcelOf(subject: SignalSubject): bigint | null {
  const back = returnOf(subject);
  return back === undefined ? null : parcelHash(back.carrier, back.waybill);
}

/** Puts claims on record by what they are recognised by, so that those after them are counted with them. */
export async function recordTraits(context: Context, tx: Tx, subjects: readonly SignalSubject[]): Promise<void> {
  await insertTraits(
    tx,
    subjects.flatMap((subject) => traitRows(context, tx.tenantId, subject)),
  );
}

function traitRows(context: Context, tenantId: number, subject: SignalSubject): TraitRow[] {
  const { claimId, at, order, product } = subject;
  if (product.signals === undefined) return [];
  const counted = new Set<BurstSubject>(["payee", ...windowsOf(subject).map((rule) => rule.subject)]);
  const buyer = buyerHash(product.code, order.buyerId);
  const rows = [...counted].flatMap((trait): TraitRow[] => {
    const hash = hashOf(context, tenantId, trait, subject);
    return hash === null ? [] : [{ claimId, at, trait, hash, other: trait === "payee" ? buyer : 0n }];
  });
  const parcel = parcelOf(subject);
  if (parcel !== null) rows.push({ claimId, at, trait: "parcel", hash: parcel, other: orderHash(order.orderId) });
  return rows;
}

/** What is asked of one claim, and what to make of the answers. */
interface Asked {
  readonly subject: SignalSubject;
  readonly bursts: readonly { readonly rule: BurstRule; readonly question: TraitQuestion }[];
  readonly payee: TraitQuestion | null;
  readonly parcel: TraitQuestion | null;
}

function askedOf(context: Context, tenantId: number, subject: SignalSubject): Asked {
  const { claimId: except, at: until, product } = subject;
  const question = (trait: TraitQuestion["trait"], hash: bigint | null, from: Instant, most: number) =>
    hash === null ? null : { trait, hash, from, until, except, most };
  const since = (days: number): Instant => plus(until, -days * DAY_MS);
  const bursts = windowsOf(subject).flatMap((rule) => {
    const hash = hashOf(context, tenantId, rule.subject, subject);
    const asked = question(rule.subject, hash, since(rule.days), rule.claimsMax);
    return asked === null ? [] : [{ rule, question: asked }];
  });
  const { signals } = product;
  const payee = signals === undefined ? null : hashOf(context, tenantId, "payee", subject);
  const parcel = signals === undefined ? null : parcelOf(subject);
  return {
    subject,
    bursts,
    payee: question("payee", payee, since(signals?.payee.days ?? 0), OF_ACCOUNT_MAX),
    parcel: question("parcel", parcel, INSTANT_MIN, TRAIT_CLAIMS_NAMED),
  };
}

/** Puts claims that are being filed on record, and gathers what is known elsewhere of each, in their order. */
export async function signalsOfNew(
  context: Context,
  tx: Tx,
  subjects: readonly SignalSubject[],
): Promise<readonly KnownElsewhere[]> {
  await recordTraits(context, tx, subjects);
  return gatherSignals(context, tx, subjects);
}

/** What is known elsewhere of claims that are on record, in their order. */
export async function gatherSignals(
  context: Context,
  tx: Tx,
  subjects: readonly SignalSubject[],
): Promise<readonly KnownElsewhere[]> {
  const asked = subjects.map((subject) => askedOf(context, tx.tenantId, subject));
  const questions = asked.flatMap(({ bursts, payee, parcel }) => [
    ...bursts.map(({ question }) => question),
    ...(payee === null ? [] : [payee]),
    ...(parcel === null ? [] : [parcel]),
  ]);
  const answers = await countTraits(tx, questions);
  const answerTo = new Map(questions.map((question, i) => [question, answers[i]] as const));
  const outbound = await ordersOfParcels(
    tx,
    asked.flatMap(({ parcel }) => (parcel === null ? [] : [parcel.hash])),
  );
  const pictures = await picturesOf(tx, subjects);
  return asked.map((each) => knownOf(each, (question) => answerTo.get(question), outbound, pictures));
}

function knownOf(
  { subject, bursts, payee, parcel }: Asked,
  answerTo: (question: TraitQuestion) => TraitAnswer | undefined,
  outbound: ReadonlyMap<bigint, readonly string[]>,
  pictures: readonly SeenElsewhere[],
): KnownElsewhere {
  const { order, product } = subject;
  const payeeOthers = payee === null ? null : (answerTo(payee)?.others ?? []);
  return {
    bursts: bursts.map(({ rule, question }) => burstOf(rule, answerTo(question))),
    payeeBuyers: payeeOthers === null ? null : new Set([...payeeOthers, buyerHash(product.code, order.buyerId)]).size,
    shopDays: shopDaysOf(subject),
    parcelSeen: parcel === null ? [] : sightings(subject, answerTo(parcel), outbound.get(parcel.hash) ?? []),
    pictures: pictureSightings(subject, pictures),
  };
}

function burstOf({ subject, days }: BurstRule, answer: TraitAnswer | undefined): Burst {
  const others = answer?.newest.slice(0, OF_BURST_NAMED).map(({ claimId }) => formatId("claim", claimId)) ?? [];
  return { subject, days, claims: 1 + (answer?.claims ?? 0), others };
}

function sightings(
  { order }: SignalSubject,
  answer: TraitAnswer | undefined,
  orders: readonly string[],
): readonly ParcelSighting[] {
  const own = orderHash(order.orderId);
  const returns = answer?.newest.filter(({ other }) => other !== own) ?? [];
  return [
    ...orders
      .filter((orderId) => orderId !== order.orderId)
      .map((subject): ParcelSighting => ({ side: "outbound", subject })),
    ...returns.map(({ claimId }): ParcelSighting => ({ side: "return", subject: formatId("claim", claimId) })),
  ];
}

/** Pictures are looked up where a clause asks for it. */
const looksAtPictures = ({ adjudication }: ProductVersion): boolean =>
  adjudication.some(({ rule }) => rule === "picture_unseen");

async function picturesOf(tx: Tx, subjects: readonly SignalSubject[]): Promise<readonly SeenElsewhere[]> {
  const evidenceIds = subjects.flatMap((each) => (looksAtPictures(each.product) ? each.evidenceIds : []));
  return evidenceIds.length === 0 ? [] : imagesSeenElsewhere(tx, [...new Set(evidenceIds)], null, subjects.length > 1);
}

function pictureSightings(
  { claimId, product, evidenceIds, siblings }: SignalSubject,
  seen: readonly SeenElsewhere[],
): readonly PictureSighting[] {
  if (!looksAtPictures(product)) return [];
  return seen.flatMap(({ evidenceId, otherClaimId, match, distance }): PictureSighting[] => {
    if (!evidenceIds.includes(evidenceId) || otherClaimId === null) return [];
    if (otherClaimId === claimId || siblings.includes(otherClaimId)) return [];
    const [file, claim] = [formatId("evidence", evidenceId), formatId("claim", otherClaimId)];
    return [{ evidenceId: file, otherClaimId: claim, match, distance }];
  });
}
