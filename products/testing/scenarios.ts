// Understands the scenarios of a product, `<code>/scenarios.yaml`: facts in; premium, period or verdict out.
//
// The file is a list. Each entry has a `name`, one of `rate`, `period` and `claim`, and what to `expect`:
//
//   - name: a shirt from far away in a new shop
//     rate: { category: apparel, unitPrice: 12900, zone: far }      # the rest as in LINE and RISK below
//     expect: { premium: 60, sumInsured: 1200, base: 60, applied: { zone: far, buyerBand: 1000000 } }
//     # or expect: { unrated: not_eligible }
//
//   - name: cover ends 90 days after shipment
//     period: { delivery: null, bound: shipment }                   # anchors other than the usual ones below
//     expect: { effectiveAt: shipment, expiresAt: shipment + 90d }
//
//   - name: a total loss with all photos
//     claim: { category: appliance, unitPrice: 299900, occurredAt: delivery + 1h, peril: breakage, fields: {…},
//              evidence: { damage: 2 } }
//     expect: { outcome: approve, amount: 299900, automatic: true, reasons: [], findings: { benefit_amount: amount } }
//
// A time is an instant, or an anchor (payment, shipment, delivery) with steps of d, h, m, s and ms: "delivery + 48h - 1ms".
// Amounts are fen. `evidence` counts different files by kind; a list names them, so that [a, a] is one file twice.
// `reasons` are compared as a whole and in order, none when left out; of the findings only those named are compared.
// `form` are answers that lie under `fields`, null taking one away; the answer to a field of type date may be written as a time.
// `register` lists entries: a name, or a map of what is written about it. `marks` says who else cites a report or serial number:
// { serial: { elsewhere: 1, before: [SN-2] } }. The merchant has answered, unless `merchant` says otherwise: { answeredAt: null }.
// `evidence` may give a file a time: { damage: [{ file: a, at: delivery + 1h }] }.
// `signals` says what is known elsewhere ({ bursts: [{ subject: buyer, days: 7, claims: 8 }] }) and how the way out was scanned.
// A first entry `defaults` gives facts of claims that all scenarios of the file begin with.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { assert, present } from "@anxin/core/assert";
import type { ClaimFacts, EvidenceFact, FieldValue } from "@anxin/core/claim/facts";
import { marksOf as claimMarks } from "@anxin/core/claim/mark";
import { MARK_KINDS, type MarkFact } from "@anxin/core/claim/mark-fact";
import { merchantFact } from "@anxin/core/claim/merchant-fact";
import { waybillKey } from "@anxin/core/claim/waybill";
import { type Burst, NOTHING_KNOWN } from "@anxin/core/fraud/signals";
import type { FreightPayer, OrderReturn, Place, Scan } from "@anxin/core/order/order";
import { type Anchors, coverTimes } from "@anxin/core/policy/period";
import type { Payer, ProductVersion } from "@anxin/core/product/product";
import { type Rating, type RiskFacts, rateLine, type Unrated } from "@anxin/core/product/rate";
import { freightZone } from "@anxin/core/region";
import type { RegisterEntry } from "@anxin/core/register/entry";
import { type Day, type Instant, parseDay, parseInstant, plus, shanghaiDay } from "@anxin/core/time";
import { parse } from "yaml";
import { LAUNCH_DAY } from "../launch.js";

const FOLDER = dirname(createRequire(import.meta.url).resolve("@anxin/products/package.json"));

export type Facts = Readonly<Record<string, unknown>>;
export type Scenario = { readonly name: string; readonly expect: Facts } & (
  | { readonly kind: "rate"; readonly given: Facts }
  | { readonly kind: "period"; readonly given: Facts }
  | { readonly kind: "claim"; readonly given: Facts }
);

/** An order of Singles' Day, in Shanghai half an hour after midnight, shipped the next day and delivered three days later. */
const PAYMENT = present(parseInstant("2026-11-10T16:30:00Z"), "the usual payment is an instant");
const STEP_MS: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };
const USUAL: Readonly<Record<keyof Anchors, Instant>> = {
  payment: PAYMENT,
  shipment: plus(PAYMENT, 86_400_000),
  delivery: plus(PAYMENT, 4 * 86_400_000),
};

const LINE = { category: "apparel", unitPrice: 12_900, quantity: 1, freight: 0 };
const RISK = { ...LINE, zone: "far", merchantBand: "new", buyerBand: "new" };
const RATE_KEYS = [...Object.keys(RISK), "payer"];
const PERIOD_KEYS = [...Object.keys(USUAL), "bound"];
const EXPECT_KEYS = {
  rate: ["premium", "sumInsured", "base", "applied", "unrated"],
  period: ["effectiveAt", "expiresAt"],
  claim: ["outcome", "amount", "automatic", "reasons", "findings"],
} as const;
const CLAIM_KEYS = [
  ...Object.keys(LINE),
  ...Object.keys(USUAL),
  "bound",
  "decidedAt",
  "payer",
  "claimsPaid",
  "amountPaid",
  "sumInsured",
  "cancelledAt",
  "exhaustedAt",
  "shipTo",
  "returnTo",
  "returnsPaid",
  "return",
  "peril",
  "occurredAt",
  "reportedAt",
  "requestedAmount",
  "fields",
  "form",
  "evidence",
  "declaration",
  "others",
  "register",
  "marks",
  "merchant",
  "signals",
];
const RETURN_KEYS = [
  "mode",
  "carrier",
  "waybill",
  "heldElsewhere",
  "requestedAt",
  "shippedAt",
  "receivedAt",
  "refundedAt",
  "cancelledAt",
  "freightPaidBy",
  "scans",
];

/** Reads a product's scenarios; throws on a key that the format does not know, since a misspelt fact tests nothing. */
export function scenariosOf(code: string): Scenario[] {
  const entries: unknown = parse(readFileSync(join(FOLDER, code, "scenarios.yaml"), "utf8"));
  assert(Array.isArray(entries), `the scenarios of ${code} are a list`);
  const first = record(entries[0]);
  const defaults = "defaults" in first ? known(first["defaults"], CLAIM_KEYS) : {};
  return entries.slice("defaults" in first ? 1 : 0).map((entry: unknown) => scenario(record(entry), defaults));
}

function scenario(entry: Facts, defaults: Facts): Scenario {
  known(entry, ["name", "rate", "period", "claim", "expect"]);
  const name = entry["name"];
  assert(typeof name === "string", "a scenario has a name");
  const kinds = (["rate", "period", "claim"] as const).filter((key) => key in entry);
  const [kind] = kinds;
  assert(kind !== undefined && kinds.length === 1, `the scenario "${name}" is about one of rate, period and claim`);
  const expect = known(entry["expect"], EXPECT_KEYS[kind]);
  const keys = { rate: RATE_KEYS, period: PERIOD_KEYS, claim: CLAIM_KEYS }[kind];
  const given = known(entry[kind] ?? {}, keys);
  return { kind, name, expect, given: kind === "claim" ? { ...defaults, ...given } : given };
}

function record(value: unknown): Facts {
  assert(
    value !== null && typeof value === "object" && !Array.isArray(value),
    `${JSON.stringify(value)} is a map of facts`,
  );
  return value as Facts;
}

function known(value: unknown, keys: readonly string[]): Facts {
  const facts = record(value);
  for (const key of Object.keys(facts)) assert(keys.includes(key), `scenarios know the fact "${key}"`);
  return facts;
}

const fen = (value: unknown): bigint => BigInt(value as number);

/** "delivery + 48h - 1ms" after the given anchors, or an instant; null stays null. */
export function timeOf(value: unknown, anchors: Anchors): Instant | null {
  if (value === null || value === undefined) return null;
  assert(typeof value === "string", `${String(value)} is a time`);
  const instant = parseInstant(value);
  if (instant !== null) return instant;
  const [anchor = "", ...steps] = value.split(" ");
  assert(anchor in anchors, `"${value}" begins with an anchor`);
  let at = anchors[anchor as keyof Anchors];
  for (let i = 0; i < steps.length && at !== null; i += 2) {
    const step = /^(\d+)(ms|d|h|m|s)$/.exec(steps[i + 1] ?? "");
    assert(step !== null && (steps[i] === "+" || steps[i] === "-"), `"${value}" is written in steps`);
    const size = Number(step[1]) * present(STEP_MS[step[2] ?? ""], "a step has a unit");
    at = plus(at, steps[i] === "+" ? size : -size);
  }
  return at;
}

/** The anchors of a scenario; what it does not name is as usual, and each may be written after the usual ones. */
export function anchorsOf(given: Facts): Anchors {
  const at = (name: keyof Anchors): Instant | null => (name in given ? timeOf(given[name], USUAL) : USUAL[name]);
  return { payment: at("payment"), shipment: at("shipment"), delivery: at("delivery") };
}

/** When the policy of a scenario binds: when its product says so for its payer, or when the scenario says so. */
export function boundAtOf(product: ProductVersion, given: Facts, anchors: Anchors): Instant {
  const binding = product.bindsOn[payerOf(product, given)];
  return present("bound" in given ? timeOf(given["bound"], anchors) : anchors[binding], "a policy binds at some time");
}

function payerOf(product: ProductVersion, given: Facts): Payer {
  return (given["payer"] ?? product.payers[0]) as Payer;
}

/** Rates the line of a scenario. */
export function rated(product: ProductVersion, given: Facts): Rating | Unrated {
  const risk = { ...RISK, ...given };
  const facts = { ...risk, unitPrice: fen(risk.unitPrice), freight: fen(risk.freight) } as unknown as RiskFacts;
  return rateLine(product, facts, payerOf(product, given));
}

const place = (value: unknown): Place | null => {
  if (value === null) return null;
  const [province = "", city = ""] = String(value).split(" ");
  return { province, city };
};

/** The whole facts of a claim: what the scenario leaves out is an ordinary order from Sichuan to Zhejiang, told in full. */
export function claimFactsOf(product: ProductVersion, given: Facts): ClaimFacts {
  const anchors = anchorsOf(given);
  const at = (name: string, usual: string | null = null): Instant | null =>
    timeOf(name in given ? given[name] : usual, anchors);
  const boundAt = boundAtOf(product, given, anchors);
  const shipTo = place(given["shipTo"] ?? "四川省 成都市");
  const returnTo = "returnTo" in given ? place(given["returnTo"]) : { province: "浙江省", city: "杭州市" };
  const occurredAt = present(at("occurredAt", "delivery + 1h"), "a loss happened at some time");
  const reportedAt = at("reportedAt") ?? occurredAt;
  const peril = String(given["peril"] ?? product.coverage.perils[0]?.code);
  const line = { ...LINE, ...Object.fromEntries(Object.entries(given).filter(([key]) => key in LINE)) };
  return {
    decidedAt: at("decidedAt") ?? reportedAt,
    policy: {
      policyId: "pol_0000000000001",
      payer: payerOf(product, given),
      boundAt,
      ...coverTimes(product, anchors, boundAt),
      cancelledAt: at("cancelledAt"),
      suspensions: [],
      exhaustedAt: at("exhaustedAt"),
      sumInsured: "sumInsured" in given ? fen(given["sumInsured"]) : sumInsured(product, line, shipTo, returnTo),
      claimsPaid: Number(given["claimsPaid"] ?? 0),
      amountPaid: fen(given["amountPaid"] ?? 0),
    },
    order: {
      orderId: "T20261111-0001",
      placedAt: plus(USUAL.payment, -60_000),
      paidAt: anchors.payment,
      shippedAt: anchors.shipment,
      deliveredAt: anchors.delivery,
      shipTo,
      returnTo,
      outboundWaybills: [present(waybillKey("SF", "SF1001001001"), "the outbound waybill is a number")],
      returnsPaid: (given["returnsPaid"] ?? []) as string[],
    },
    line: { ...line, lineId: "1", sku: "SKU-1", unitPrice: fen(line.unitPrice), freight: fen(line.freight) },
    return: "return" in given && given["return"] !== null ? returnOf(given["return"], anchors) : null,
    claim: {
      peril,
      occurredAt,
      reportedAt,
      requestedAmount: given["requestedAmount"] === undefined ? null : fen(given["requestedAmount"]),
      fields: answersOf(product, given, anchors),
      evidence: evidenceOf(record(given["evidence"] ?? {}), anchors),
      declaration: given["declaration"] !== false,
    },
    otherIndemnities: ((given["others"] ?? []) as Facts[]).map((other) => ({
      policyId: "pol_0000000000002",
      product: String(other["product"]),
      payer: other["payer"] as Payer,
      amount: fen(other["amount"]),
    })),
    register: ((given["register"] ?? []) as unknown[]).map((entry, i) => entryOf(product, entry, i)),
    marks: marksOf(product, given, anchors),
    merchant: merchantOf(product, given, reportedAt, anchors),
    signals: signalsOf(product, given, line, anchors),
    formulas: null,
  };
}

/** The answers of the form: what every claim of the file gives, under what this one says. */
function answersOf(product: ProductVersion, given: Facts, anchors: Anchors): Readonly<Record<string, FieldValue>> {
  const answers = { ...record(given["form"] ?? {}), ...record(given["fields"] ?? {}) };
  return Object.fromEntries(
    Object.entries(answers).flatMap(([name, value]) => {
      if (value === null) return [];
      const isTime = product.fields.find((field) => field.name === name)?.type === "date" && !parseDay(String(value));
      const at = isTime ? present(timeOf(value, anchors), "a day is in some time") : null;
      return [[name, at === null ? (value as FieldValue) : shanghaiDay(at)]];
    }),
  );
}

const ENTRY_KEYS = [
  "name",
  "aliases",
  "number",
  "status",
  "validFrom",
  "validUntil",
  "reportMask",
  "rateMax",
  "categories",
  "perils",
];
const SCOPE_KEYS = ["standards", "brands"];

/** An entry of the register, since ever and for everything unless it says otherwise. */
function entryOf(product: ProductVersion, value: unknown, place: number): RegisterEntry {
  const given = typeof value === "string" ? { name: value } : known(value, [...ENTRY_KEYS, ...SCOPE_KEYS]);
  const list = (name: string): string[] => ((given as Facts)[name] ?? []) as string[];
  const day = (name: string): Day | null => parseDay(String((given as Facts)[name] ?? ""));
  const { number, rateMax, reportMask = null, status = "active" } = given as Facts;
  return {
    entryId: `reg_000000000000${place + 1}`,
    revision: 1,
    kind: present(
      product.fields.find(({ register }) => register !== undefined)?.register,
      `${product.code} looks somebody up`,
    ),
    name: String(given["name"]),
    aliases: list("aliases"),
    accreditations: number === undefined ? [] : [{ scheme: "CMA", number: String(number) }],
    scope: {
      categories: list("categories"),
      perils: list("perils"),
      standards: list("standards"),
      brands: list("brands"),
    },
    region: "",
    validFrom: day("validFrom") ?? LAUNCH_DAY,
    validUntil: day("validUntil"),
    status: status as RegisterEntry["status"],
    statusReason: "",
    reportMask: reportMask === null ? null : String(reportMask),
    rateCard: rateMax === undefined ? [] : [{ category: null, peril: null, costMax: fen(rateMax) }],
  };
}

function marksOf(product: ProductVersion, given: Facts, anchors: Anchors): MarkFact[] {
  const told = known(given["marks"] ?? {}, MARK_KINDS);
  return claimMarks(answersOf(product, given, anchors), []).map((mark) => {
    const { elsewhere = 0, here = 0, before = [] } = known(told[mark.kind] ?? {}, ["elsewhere", "here", "before"]);
    const claims = (count: unknown, sameOrder: boolean) =>
      Array.from({ length: Number(count) }, (_, i) => ({
        claimId: `clm_${sameOrder ? "here" : "else"}${i}`,
        sameOrder,
      }));
    return { ...mark, others: [...claims(elsewhere, false), ...claims(here, true)], before: before as string[] };
  });
}

function merchantOf(
  product: ProductVersion,
  given: Facts,
  reportedAt: Instant,
  anchors: Anchors,
): ClaimFacts["merchant"] {
  const told = known(given["merchant"] ?? {}, ["askedAt", "answeredAt", "position"]);
  const askedAt = timeOf(told["askedAt"], anchors) ?? reportedAt;
  const answeredAt = "answeredAt" in told ? timeOf(told["answeredAt"], anchors) : askedAt;
  const position = (told["position"] ?? null) as "accepts" | "disputes" | null;
  return merchantFact(product, { askedAt, answeredAt, position, answerUntil: null }, reportedAt);
}

function sumInsured(product: ProductVersion, line: typeof LINE, shipTo: Place | null, returnTo: Place | null): bigint {
  const zone = shipTo === null || returnTo === null ? null : freightZone(shipTo, returnTo);
  const rating = rated(product, { ...line, zone });
  assert(typeof rating === "object", `a scenario's policy of ${product.code} could be sold`);
  return rating.sumInsured;
}

/** A return as it usually goes: asked for two days after delivery, sent a day later, back with the merchant after three more. */
function returnOf(value: unknown, anchors: Anchors): ClaimFacts["return"] {
  const given = known(value, RETURN_KEYS);
  const at = (name: string, usual: string | null): Instant | null =>
    timeOf(name in given ? given[name] : usual, anchors);
  const carrier = String(given["carrier"] ?? "ZTO");
  const waybill = String(given["waybill"] ?? "ZT2001001001");
  return {
    returnId: "r1",
    lineIds: ["1"],
    reason: "size",
    mode: (given["mode"] ?? "self_ship") as OrderReturn["mode"],
    carrier,
    waybill,
    requestedAt: at("requestedAt", "delivery + 2d"),
    shippedAt: at("shippedAt", "delivery + 3d"),
    receivedAt: at("receivedAt", "delivery + 6d"),
    refundedAt: at("refundedAt", null),
    cancelledAt: at("cancelledAt", null),
    ...("freightPaidBy" in given ? { freightPaidBy: given["freightPaidBy"] as FreightPayer } : {}),
    scans: scansOf(given["scans"], anchors),
    waybillKey: waybillKey(carrier, waybill),
    waybillHeldElsewhere: given["heldElsewhere"] === true,
  };
}

const scansOf = (value: unknown, anchors: Anchors): Scan[] =>
  ((value ?? []) as Facts[]).map((scan) => scanOf(known(scan, ["at", "kind", "from", "grams"]), anchors));

function scanOf(scan: Facts, anchors: Anchors): Scan {
  const { province, city } = present(place(scan["from"]), "a scan lies somewhere");
  const at = present(timeOf(scan["at"], anchors), "a scan happened at some time");
  return { at, kind: String(scan["kind"]), province, city, weightGrams: (scan["grams"] ?? null) as number | null };
}

const SIGNAL_KEYS = ["bursts", "payeeBuyers", "shopDays", "parcelSeen", "pictures", "parcelPrice", "outboundScans"];

/** Nothing is known elsewhere of a claim, and its parcel held the whole line, unless the scenario says otherwise. */
function signalsOf(product: ProductVersion, given: Facts, line: typeof LINE, anchors: Anchors): ClaimFacts["signals"] {
  const { parcelPrice, outboundScans, bursts = [], ...told } = known(given["signals"] ?? {}, SIGNAL_KEYS);
  const price = BigInt(line.unitPrice) * BigInt(line.quantity);
  const seen = (bursts as Facts[]).map((burst) => known(burst, ["subject", "days", "claims"]));
  const scans = scansOf(outboundScans, anchors);
  assert(product.signals !== undefined || Object.keys(told).length === 0, `${product.code} looks at signals`);
  return {
    ...NOTHING_KNOWN,
    ...told,
    bursts: seen.map((burst) => ({ others: [], ...burst }) as unknown as Burst),
    parcelPrice: parcelPrice === undefined ? ("return" in given ? price : null) : fen(parcelPrice),
    outbound: scans.length === 0 ? [] : [{ waybillKey: null, lineIds: ["1"], scans }],
  };
}

function evidenceOf(kinds: Facts, anchors: Anchors): EvidenceFact[] {
  return Object.entries(kinds).flatMap(([kind, files]) => {
    const given: unknown[] = Array.isArray(files) ? files : Array.from({ length: Number(files) }, (_, i) => i);
    const taken = given.map((entry) => (typeof entry === "object" ? known(entry, ["file", "at"]) : { file: entry }));
    return taken.map(({ file, at }: Facts, i) => ({
      evidenceId: `evd_${kind}_${i}`,
      kind,
      mediaType: "image/jpeg",
      sha256: `${kind}/${String(file)}`,
      capturedAt: timeOf(at, anchors),
    }));
  });
}
