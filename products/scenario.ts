// Understands the scenarios of a product as people write them: facts in; premium, period or verdict out.
//
// They are a list. Each entry has a `name`, one of `rate`, `period` and `claim`, and what to `expect`. In the notation of
// `<code>/scenarios.yaml`:
//
//   - name: a shirt from far away in a new shop
//     rate: { category: apparel, unitPrice: 12900, zone: far }      # the rest as in scenario-facts.ts
//     expect: { premium: 60, sumInsured: 1200, base: 60, applied: { zone: far, buyerBand: 1000000 } }
//     # or expect: { unrated: not_eligible }
//
//   - name: cover ends 90 days after shipment
//     period: { delivery: null, bound: shipment }                   # anchors other than the usual ones
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
// A first entry `defaults` gives facts of claims that all scenarios of the list begin with.

import { REASON_CODES } from "@anxin/core/claim/finding";
import { BURST_SUBJECTS } from "@anxin/core/fraud/threshold";
import { FREIGHT_PAYERS, RETURN_MODES } from "@anxin/core/order/order";
import { CATEGORIES, PAYERS } from "@anxin/core/product/product";
import { BANDS } from "@anxin/core/product/rate";
import { FREIGHT_ZONES } from "@anxin/core/region";
import { REGISTER_STATUSES } from "@anxin/core/register/entry";
import { DAY_MS, HOUR_MS, MINUTE_MS, parseInstant, SECOND_MS } from "@anxin/core/time";
import {
  bool,
  day,
  left,
  list,
  mapOf,
  object,
  oneOf,
  orNull,
  type Problems,
  type Reader,
  text,
  textUpTo,
  WRONG,
  whole,
} from "./form-reader.js";

/** Steps of a written time, and what they are in milliseconds. */
export const STEP_MS: Readonly<Record<string, number>> = { d: DAY_MS, h: HOUR_MS, m: MINUTE_MS, s: SECOND_MS, ms: 1 };
/** The farthest that a written time may lie from its anchor: forty years. */
const STEPS_MS_MAX = 40 * 366 * DAY_MS;
const SCENARIOS_MAX = 500;

const optional = <T>(reader: Reader<T>) => left(reader, undefined);
const openly = <T>(reader: Reader<T>) => optional(orNull(reader));

/** "delivery + 48h - 1ms", or an instant. */
const time: Reader<string> = (value, pointer, problems) => {
  const [anchor = "", ...steps] = typeof value === "string" ? value.split(" ") : [];
  let total = 0;
  let sound = ["payment", "shipment", "delivery"].includes(anchor) && steps.length % 2 === 0;
  for (let i = 0; i < steps.length; i += 2) {
    const [, count, unit = ""] = /^(\d{1,9})(ms|d|h|m|s)$/.exec(steps[i + 1] ?? "") ?? [];
    if (count === undefined || !["+", "-"].includes(steps[i] ?? "")) sound = false;
    total += Number(count ?? 0) * (STEP_MS[unit] ?? 0);
  }
  if (typeof value === "string" && (parseInstant(value) !== null || (sound && total <= STEPS_MS_MAX))) return value;
  problems.push({
    ...{ pointer, code: "time" },
    detail: {
      zh: "应为时间，如 2026-11-11T08:00:00Z，或锚点与步长，如 delivery + 48h - 1ms",
      en: "must be a time like 2026-11-11T08:00:00Z, or an anchor with steps like delivery + 48h - 1ms",
    },
  });
  return WRONG;
};

const word = textUpTo(200);
/** As `word`, where an empty one says something too: a parcel without a number. */
const label: Reader<string> = (value, pointer, problems) => (value === "" ? value : word(value, pointer, problems));
const fen = whole(0, 100_000_000_000);
const count = whole(0, 10_000);

const answer: Reader<string | number | boolean | null> = (value, pointer, problems) => {
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  // A text that is too short or too long is something that a claim can hold too.
  if (typeof value === "string" && value.length <= 4_000) return value;
  return text(value, pointer, problems);
};

const either =
  <A, B>(first: (value: unknown) => boolean, one: Reader<A>, other: Reader<B>): Reader<A | B> =>
  (value, pointer, problems) =>
    first(value) ? one(value, pointer, problems) : other(value, pointer, problems);
const isText = (value: unknown): boolean => typeof value === "string";
const isNumber = (value: unknown): boolean => typeof value === "number";

const line = {
  category: optional(oneOf(CATEGORIES)),
  unitPrice: optional(fen),
  quantity: optional(whole(1, 100_000)),
  freight: optional(fen),
};
const anchors = { payment: openly(time), shipment: openly(time), delivery: openly(time), bound: openly(time) };

const rate = object({
  ...line,
  zone: openly(oneOf(FREIGHT_ZONES)),
  merchantBand: optional(oneOf(BANDS)),
  buyerBand: optional(oneOf(BANDS)),
  payer: optional(oneOf(PAYERS)),
});

const period = object({ ...anchors, payer: optional(oneOf(PAYERS)) });

const scans = optional(
  list(object({ at: time, kind: word, from: word, grams: openly(whole(0, 1_000_000_000)) }), 0, 100),
);

const sentBack = object({
  mode: optional(oneOf(RETURN_MODES)),
  carrier: optional(label),
  waybill: optional(label),
  heldElsewhere: optional(bool),
  requestedAt: openly(time),
  shippedAt: openly(time),
  receivedAt: openly(time),
  refundedAt: openly(time),
  cancelledAt: openly(time),
  freightPaidBy: optional(oneOf(FREIGHT_PAYERS)),
  scans,
});

const words = optional(list(word, 0, 50));
const entry = object({
  name: word,
  aliases: words,
  number: openly(word),
  status: optional(oneOf(REGISTER_STATUSES)),
  validFrom: openly(day),
  validUntil: openly(day),
  reportMask: openly(word),
  rateMax: openly(fen),
  categories: words,
  perils: words,
  standards: words,
  brands: words,
});

const cited = optional(
  object({ elsewhere: optional(whole(0, 100)), here: optional(whole(0, 100)), before: optional(list(word, 0, 100)) }),
);

const signals = object({
  bursts: optional(
    list(object({ subject: oneOf(BURST_SUBJECTS), days: whole(1, 3_660), claims: whole(0, 1_000_000) }), 0, 50),
  ),
  payeeBuyers: openly(count),
  shopDays: openly(whole(0, 100_000)),
  parcelSeen: optional(list(object({ side: oneOf(["outbound", "return"]), subject: word }), 0, 50)),
  pictures: optional(
    list(
      object({
        evidenceId: word,
        otherClaimId: word,
        match: oneOf(["same", "mirrored", "cropped"]),
        distance: whole(0, 64),
      }),
      0,
      50,
    ),
  ),
  parcelPrice: openly(fen),
  outboundScans: scans,
});

const file = either(
  (value) => isText(value) || isNumber(value),
  either(isText, word, count),
  object({ file: either(isText, word, count), at: openly(time) }),
);

const claim = object({
  ...line,
  ...anchors,
  decidedAt: openly(time),
  payer: optional(oneOf(PAYERS)),
  claimsPaid: optional(count),
  amountPaid: optional(fen),
  sumInsured: optional(fen),
  cancelledAt: openly(time),
  exhaustedAt: openly(time),
  shipTo: openly(word),
  returnTo: openly(word),
  returnsPaid: words,
  return: openly(sentBack),
  peril: optional(word),
  occurredAt: optional(time),
  reportedAt: openly(time),
  requestedAmount: openly(fen),
  fields: optional(mapOf(answer)),
  form: optional(mapOf(answer)),
  evidence: optional(mapOf(either(isNumber, whole(0, 20), list(file, 0, 20)))),
  declaration: optional(bool),
  others: optional(list(object({ product: word, payer: oneOf(PAYERS), amount: fen }), 0, 20)),
  register: optional(list(either(isText, word, entry), 0, 50)),
  marks: optional(object({ report: cited, serial: cited })),
  merchant: optional(
    object({
      askedAt: openly(time),
      answeredAt: openly(time),
      position: openly(oneOf(["accepts", "disputes"])),
    }),
  ),
  signals: optional(signals),
});

const expectedRate = object({
  premium: optional(fen),
  sumInsured: optional(fen),
  base: optional(fen),
  applied: optional(mapOf(either(isNumber, whole(0), word))),
  unrated: optional(oneOf(["not_eligible", "route_unrated"])),
});
const expectedPeriod = object({ effectiveAt: orNull(time), expiresAt: orNull(time) });
const expectedClaim = object({
  outcome: oneOf(["approve", "partly_approve", "reject"]),
  amount: fen,
  automatic: bool,
  reasons: optional(list(oneOf(REASON_CODES))),
  findings: optional(mapOf(oneOf(["met", "not_met", "refer", "amount", "not_applicable"]))),
});

type Read<R> = R extends Reader<infer T> ? T : never;
export type RateGiven = Read<typeof rate>;
export type PeriodGiven = Read<typeof period>;
export type ClaimGiven = Read<typeof claim>;
export type ScanGiven = NonNullable<Read<typeof scans>>[number];
export type ReturnGiven = Read<typeof sentBack>;
export type EntryGiven = Read<typeof entry>;
export type FileGiven = Read<typeof file>;
export type ExpectedRate = Read<typeof expectedRate>;
export type ExpectedPeriod = Read<typeof expectedPeriod>;
export type ExpectedClaim = Read<typeof expectedClaim>;

/** Facts as they were written. */
export type Written = Readonly<Record<string, unknown>>;

export const SCENARIO_KINDS = ["rate", "period", "claim"] as const;

/** One scenario. `written` is what was written of it, with the facts that all claims of its list begin with. */
export type Scenario = {
  readonly name: string;
  readonly written: { readonly given: Written; readonly expect: Written };
} & (
  | { readonly kind: "rate"; readonly given: RateGiven; readonly expect: ExpectedRate }
  | { readonly kind: "period"; readonly given: PeriodGiven; readonly expect: ExpectedPeriod }
  | { readonly kind: "claim"; readonly given: ClaimGiven; readonly expect: ExpectedClaim }
);

/** Read once it is known what the scenario is about. */
const later: Reader<unknown> = (value) => value;
const entries = list(object({ name: word, rate: later, period: later, claim: later, expect: later }), 0, SCENARIOS_MAX);

const isMap = (value: unknown): value is Written =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What a list's first entry gives all of its claims, and the entries after it. */
function defaultsOf(written: unknown): { readonly defaults: Written; readonly skipped: number } {
  const first: unknown = Array.isArray(written) ? written[0] : null;
  if (!isMap(first) || !("defaults" in first)) return { defaults: {}, skipped: 0 };
  return { defaults: isMap(first["defaults"]) ? first["defaults"] : {}, skipped: 1 };
}

/** Reads scenarios; what is wrong is named by where it stands, all of it at once. A misspelt fact is wrong: it would test nothing. */
export function readScenarios(
  written: unknown,
  pointer = "",
): { readonly scenarios: readonly Scenario[] } | { readonly problems: Problems } {
  const problems: Problems = [];
  const { defaults, skipped } = defaultsOf(written);
  const read = entries(Array.isArray(written) ? written.slice(skipped) : written, pointer, problems);
  if (read === WRONG) return { problems };
  const names = read.map(({ name }) => name);
  const scenarios = read.flatMap((entry, i) => {
    const at = `${pointer}/${i + skipped}`;
    if (names.indexOf(entry.name) !== i)
      problems.push({
        ...{ pointer: `${at}/name`, code: "duplicate" },
        detail: { zh: "已有同名的情景", en: "another scenario has this name" },
      });
    return scenarioOf(entry, defaults, at, problems);
  });
  return problems.length > 0 ? { problems } : { scenarios };
}

type Entry = Exclude<ReturnType<typeof entries>, typeof WRONG>[number];

function scenarioOf(entry: Entry, defaults: Written, at: string, problems: Problems): Scenario[] {
  const kinds = SCENARIO_KINDS.filter((kind) => entry[kind] !== undefined);
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) {
    const detail = { zh: "rate、period、claim 应有且只有一个", en: "must have one of rate, period and claim" };
    problems.push({ pointer: at, code: "kind", detail });
    return [];
  }
  const facts = entry[kind] ?? {};
  const given = kind === "claim" && isMap(facts) ? { ...defaults, ...facts } : facts;
  const expected = entry.expect ?? {};
  const written = { given: given as Written, expect: expected as Written };
  const said = { name: entry.name, written };
  const read = <G, E>(facts: Reader<G>, outcome: Reader<E>): { readonly given: G; readonly expect: E } | null => {
    const [from, to] = [facts(given, `${at}/${kind}`, problems), outcome(expected, `${at}/expect`, problems)];
    return from === WRONG || to === WRONG ? null : { given: from as G, expect: to as E };
  };
  switch (kind) {
    case "rate":
      return some(read(rate, expectedRate), (parts) => ({ ...said, kind, ...parts }));
    case "period":
      return some(read(period, expectedPeriod), (parts) => ({ ...said, kind, ...parts }));
    case "claim":
      return some(read(claim, expectedClaim), (parts) => ({ ...said, kind, ...parts }));
  }
}

const some = <T>(value: T | null, made: (value: T) => Scenario): Scenario[] => (value === null ? [] : [made(value)]);
