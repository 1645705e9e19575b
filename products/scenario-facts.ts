// Understands the facts that a scenario leaves out: an ordinary order from Sichuan to Zhejiang, told in full.

import { assert, present } from "@anxin/core/assert";
import type { ClaimFacts, EvidenceFact, FieldValue } from "@anxin/core/claim/facts";
import { marksOf as claimMarks } from "@anxin/core/claim/mark";
import type { MarkFact } from "@anxin/core/claim/mark-fact";
import { merchantFact } from "@anxin/core/claim/merchant-fact";
import { waybillKey } from "@anxin/core/claim/waybill";
import { NOTHING_KNOWN } from "@anxin/core/fraud/signals";
import type { Place, Scan } from "@anxin/core/order/order";
import { type Anchors, coverTimes } from "@anxin/core/policy/period";
import type { Payer, ProductVersion } from "@anxin/core/product/product";
import { type Rating, type RiskFacts, rateLine, type Unrated } from "@anxin/core/product/rate";
import { freightZone } from "@anxin/core/region";
import type { RegisterEntry } from "@anxin/core/register/entry";
import { type Instant, parseDay, parseInstant, plus, shanghaiDay } from "@anxin/core/time";
import { LAUNCH_DAY } from "./launch.js";
import {
  type ClaimGiven,
  type EntryGiven,
  type FileGiven,
  type PeriodGiven,
  type RateGiven,
  type ReturnGiven,
  type ScanGiven,
  STEP_MS,
} from "./scenario.js";

/** An order of Singles' Day, in Shanghai half an hour after midnight, shipped the next day and delivered three days later. */
const PAYMENT = present(parseInstant("2026-11-10T16:30:00Z"), "the usual payment is an instant");
const USUAL: Readonly<Record<keyof Anchors, Instant>> = {
  payment: PAYMENT,
  shipment: plus(PAYMENT, 86_400_000),
  delivery: plus(PAYMENT, 4 * 86_400_000),
};

/** A shirt, from far away; shop and buyer have no history. */
const LINE = { category: "apparel", unitPrice: 12_900, quantity: 1, freight: 0 } as const;
const RISK = { zone: "far", merchantBand: "new", buyerBand: "new" } as const;

/** "delivery + 48h - 1ms" after the given anchors, or an instant; null stays null. */
export function timeOf(value: string | null | undefined, anchors: Anchors): Instant | null {
  if (value === null || value === undefined) return null;
  const instant = parseInstant(value);
  if (instant !== null) return instant;
  const [anchor = "", ...steps] = value.split(" ");
  let at = anchors[anchor as keyof Anchors];
  for (let i = 0; i < steps.length && at !== null; i += 2) {
    const [, count = "", unit = ""] = /^(\d+)(ms|d|h|m|s)$/.exec(steps[i + 1] ?? "") ?? [];
    const size = Number(count) * present(STEP_MS[unit], "a step has a unit");
    at = plus(at, steps[i] === "+" ? size : -size);
  }
  return at;
}

/** The anchors of a scenario; what it does not name is as usual, and each may be written after the usual ones. */
export function anchorsOf(given: PeriodGiven | ClaimGiven): Anchors {
  const at = (name: keyof Anchors): Instant | null =>
    given[name] === undefined ? USUAL[name] : timeOf(given[name], USUAL);
  return { payment: at("payment"), shipment: at("shipment"), delivery: at("delivery") };
}

/** When the policy of a scenario binds: when its product says so for its payer, or when the scenario says so; null where it never does. */
export function boundAtOf(product: ProductVersion, given: PeriodGiven | ClaimGiven, anchors: Anchors): Instant | null {
  return given.bound === undefined
    ? anchors[product.bindsOn[payerOf(product, given.payer)]]
    : timeOf(given.bound, anchors);
}

const payerOf = ({ payers }: ProductVersion, given: Payer | undefined): Payer => given ?? payers[0] ?? "merchant";

type LineGiven = Pick<ClaimGiven, "category" | "unitPrice" | "quantity" | "freight">;

/** The line of a scenario, as rating and claims know it. */
function lineOf({
  category = LINE.category,
  unitPrice = LINE.unitPrice,
  quantity = LINE.quantity,
  freight = LINE.freight,
}: LineGiven) {
  return { category, unitPrice: BigInt(unitPrice), quantity, freight: BigInt(freight) };
}

/** What rating knows of the line of a scenario. */
function riskOf(given: RateGiven): RiskFacts {
  const { zone = RISK.zone, merchantBand = RISK.merchantBand, buyerBand = RISK.buyerBand } = given;
  return { ...lineOf(given), zone, merchantBand, buyerBand };
}

/** Rates the line of a scenario. */
export const rated = (product: ProductVersion, given: RateGiven): Rating | Unrated =>
  rateLine(product, riskOf(given), payerOf(product, given.payer));

const place = (value: string | null): Place | null => {
  if (value === null) return null;
  const [province = "", city = ""] = value.split(" ");
  return { province, city };
};

const SHIP_TO = "四川省 成都市";
const RETURN_TO = "浙江省 杭州市";

/** What the policy of a claim was sold on, by rating its line as a line of nobody in particular; or why it could not be sold. */
export function soldOn(product: ProductVersion, given: ClaimGiven): Rating | Unrated {
  const { shipTo, returnTo } = placesOf(given);
  const zone = shipTo === null || returnTo === null ? null : freightZone(shipTo, returnTo);
  const { category, unitPrice, quantity, freight } = given;
  return rated(product, { ...NO_RISK, category, unitPrice, quantity, freight, zone });
}

const NO_RISK = { merchantBand: undefined, buyerBand: undefined, payer: undefined };

/** Whence and whither; null is a place that nobody told. */
const placesOf = ({ shipTo = SHIP_TO, returnTo = RETURN_TO }: ClaimGiven) => ({
  shipTo: place(shipTo),
  returnTo: place(returnTo),
});

function sumInsuredOf(product: ProductVersion, given: ClaimGiven): bigint {
  if (given.sumInsured !== undefined) return BigInt(given.sumInsured);
  const rating = soldOn(product, given);
  assert(typeof rating === "object", `a scenario's policy of ${product.code} could be sold`);
  return rating.sumInsured;
}

/** The whole facts of a claim: what the scenario leaves out is told in full. A policy that was never bound is a mistake of the scenario. */
export function claimFactsOf(product: ProductVersion, given: ClaimGiven): ClaimFacts {
  const anchors = anchorsOf(given);
  const at = (value: string | null | undefined): Instant | null => timeOf(value, anchors);
  const boundAt = present(boundAtOf(product, given, anchors), "a policy binds at some time");
  const occurredAt = present(at(given.occurredAt ?? "delivery + 1h"), "a loss happened at some time");
  const reportedAt = at(given.reportedAt) ?? occurredAt;
  const line = lineOf(given);
  const fields = answersOf(product, given, anchors);
  return {
    decidedAt: at(given.decidedAt) ?? reportedAt,
    policy: {
      policyId: "pol_0000000000001",
      payer: payerOf(product, given.payer),
      boundAt,
      ...coverTimes(product, anchors, boundAt),
      cancelledAt: at(given.cancelledAt),
      suspensions: [],
      exhaustedAt: at(given.exhaustedAt),
      sumInsured: sumInsuredOf(product, given),
      claimsPaid: given.claimsPaid ?? 0,
      amountPaid: BigInt(given.amountPaid ?? 0),
    },
    order: orderOf(given, anchors),
    line: { ...line, lineId: "1", sku: "SKU-1" },
    return: given.return === undefined || given.return === null ? null : returnOf(given.return, anchors),
    claim: {
      peril: given.peril ?? product.coverage.perils[0]?.code ?? "",
      occurredAt,
      reportedAt,
      requestedAmount:
        given.requestedAmount === undefined || given.requestedAmount === null ? null : BigInt(given.requestedAmount),
      fields,
      evidence: evidenceOf(given.evidence ?? {}, anchors),
      declaration: given.declaration !== false,
    },
    otherIndemnities: (given.others ?? []).map(({ product: code, payer, amount }) => ({
      policyId: "pol_0000000000002",
      product: code,
      payer,
      amount: BigInt(amount),
    })),
    register: (given.register ?? []).map((entry, i) => entryOf(product, entry, i)),
    marks: marksOf(given, fields),
    merchant: merchantOf(product, given, reportedAt, anchors),
    signals: signalsOf(product, given, anchors),
    formulas: null,
  };
}

function orderOf(given: ClaimGiven, anchors: Anchors): ClaimFacts["order"] {
  return {
    orderId: "T20261111-0001",
    placedAt: plus(USUAL.payment, -60_000),
    paidAt: anchors.payment,
    shippedAt: anchors.shipment,
    deliveredAt: anchors.delivery,
    ...placesOf(given),
    outboundWaybills: [present(waybillKey("SF", "SF1001001001"), "the outbound waybill is a number")],
    returnsPaid: given.returnsPaid ?? [],
  };
}

/** The answers of the form: what every claim of the list gives, under what this one says. */
function answersOf(product: ProductVersion, given: ClaimGiven, anchors: Anchors): Readonly<Record<string, FieldValue>> {
  const answers = { ...given.form, ...given.fields };
  return Object.fromEntries(
    Object.entries(answers).flatMap(([name, value]) => {
      if (value === null) return [];
      const isTime = product.fields.find((field) => field.name === name)?.type === "date" && !parseDay(String(value));
      const at = isTime ? timeOf(String(value), anchors) : null;
      return [[name, at === null ? value : shanghaiDay(at)]];
    }),
  );
}

/** An entry of the register, since ever and for everything unless it says otherwise. */
function entryOf(product: ProductVersion, value: string | EntryGiven, at: number): RegisterEntry {
  const given: Partial<EntryGiven> & { readonly name: string } = typeof value === "string" ? { name: value } : value;
  const { categories = [], perils = [], standards = [], brands = [] } = given;
  const { number = null, rateMax = null } = given;
  return {
    entryId: `reg_000000000000${at + 1}`,
    revision: 1,
    kind: present(
      product.fields.find(({ register }) => register !== undefined)?.register,
      `${product.code} looks somebody up`,
    ),
    name: given.name,
    aliases: given.aliases ?? [],
    accreditations: number === null ? [] : [{ scheme: "CMA", number }],
    scope: { categories, perils, standards, brands },
    region: "",
    validFrom: given.validFrom ?? LAUNCH_DAY,
    validUntil: given.validUntil ?? null,
    status: given.status ?? "active",
    statusReason: "",
    reportMask: given.reportMask ?? null,
    rateCard: rateMax === null ? [] : [{ category: null, peril: null, costMax: BigInt(rateMax) }],
  };
}

function marksOf({ marks }: ClaimGiven, fields: ClaimFacts["claim"]["fields"]): MarkFact[] {
  return claimMarks(fields, []).map((mark) => {
    const { elsewhere = 0, here = 0, before = [] } = marks?.[mark.kind] ?? {};
    const claims = (count: number, sameOrder: boolean) =>
      Array.from({ length: count }, (_, i) => ({ claimId: `clm_${sameOrder ? "here" : "else"}${i}`, sameOrder }));
    return { ...mark, others: [...claims(elsewhere, false), ...claims(here, true)], before };
  });
}

function merchantOf(
  product: ProductVersion,
  { merchant }: ClaimGiven,
  reportedAt: Instant,
  anchors: Anchors,
): ClaimFacts["merchant"] {
  const askedAt = timeOf(merchant?.askedAt, anchors) ?? reportedAt;
  const answeredAt = merchant?.answeredAt === undefined ? askedAt : timeOf(merchant.answeredAt, anchors);
  const position = merchant?.position ?? null;
  return merchantFact(product, { askedAt, answeredAt, position, answerUntil: null }, reportedAt);
}

/** A return as it usually goes: asked for two days after delivery, sent a day later, back with the merchant after three more. */
function returnOf(given: ReturnGiven, anchors: Anchors): ClaimFacts["return"] {
  const at = (value: string | null | undefined, usual: string | null): Instant | null =>
    timeOf(value === undefined ? usual : value, anchors);
  const { carrier = "ZTO", waybill = "ZT2001001001" } = given;
  return {
    returnId: "r1",
    lineIds: ["1"],
    reason: "size",
    mode: given.mode ?? "self_ship",
    carrier,
    waybill,
    requestedAt: at(given.requestedAt, "delivery + 2d"),
    shippedAt: at(given.shippedAt, "delivery + 3d"),
    receivedAt: at(given.receivedAt, "delivery + 6d"),
    refundedAt: at(given.refundedAt, null),
    cancelledAt: at(given.cancelledAt, null),
    ...(given.freightPaidBy === undefined ? {} : { freightPaidBy: given.freightPaidBy }),
    scans: scansOf(given.scans, anchors),
    waybillKey: waybillKey(carrier, waybill),
    waybillHeldElsewhere: given.heldElsewhere === true,
  };
}

const scansOf = (value: readonly ScanGiven[] | undefined, anchors: Anchors): Scan[] =>
  (value ?? []).map((scan) => {
    const { province, city } = present(place(scan.from), "a scan lies somewhere");
    const at = present(timeOf(scan.at, anchors), "a scan happened at some time");
    return { at, kind: scan.kind, province, city, weightGrams: scan.grams ?? null };
  });

/** Nothing is known elsewhere of a claim, and its parcel held the whole line, unless the scenario says otherwise. */
function signalsOf(product: ProductVersion, given: ClaimGiven, anchors: Anchors): ClaimFacts["signals"] {
  const { parcelPrice, outboundScans, bursts, payeeBuyers, shopDays, parcelSeen, pictures } = given.signals ?? {};
  const { unitPrice, quantity } = lineOf(given);
  const scans = scansOf(outboundScans, anchors);
  const told = [bursts, payeeBuyers, shopDays, parcelSeen, pictures].some((each) => each !== undefined);
  assert(product.signals !== undefined || !told, `${product.code} looks at signals`);
  const price = given.return === undefined ? null : unitPrice * BigInt(quantity);
  return {
    bursts: (bursts ?? NOTHING_KNOWN.bursts).map((burst) => ({ others: [], ...burst })),
    payeeBuyers: payeeBuyers ?? null,
    shopDays: shopDays ?? null,
    parcelSeen: parcelSeen ?? [],
    pictures: pictures ?? [],
    parcelPrice: parcelPrice === undefined ? price : parcelPrice === null ? null : BigInt(parcelPrice),
    outbound: scans.length === 0 ? [] : [{ waybillKey: null, lineIds: ["1"], scans }],
  };
}

function evidenceOf(kinds: NonNullable<ClaimGiven["evidence"]>, anchors: Anchors): EvidenceFact[] {
  return Object.entries(kinds).flatMap(([kind, files]) => {
    const given: readonly FileGiven[] = typeof files === "number" ? Array.from({ length: files }, (_, i) => i) : files;
    return given.map((entry, i) => {
      const { file, at = null } = typeof entry === "object" ? entry : { file: entry };
      return {
        evidenceId: `evd_${kind}_${i}`,
        kind,
        mediaType: "image/jpeg",
        sha256: `${kind}/${file}`,
        capturedAt: timeOf(at, anchors),
      };
    });
  });
}
