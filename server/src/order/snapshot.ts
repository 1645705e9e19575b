// Understands how an order from the wire becomes a snapshot, and how a snapshot is kept.

import { hash as hashOf } from "node:crypto";
import {
  type ChosenCover,
  FREIGHT_PAYERS,
  type OrderLine,
  type OrderReturn,
  type OrderSnapshot,
  type Payee,
  type Place,
  type Scan,
  type Shipment,
  TEXT_KINDS,
} from "@anxin/core/order/order";
import type { FieldProblem, Refusal } from "@anxin/core/refusal";
import { type Instant, parseInstant } from "@anxin/core/time";
import type { Static } from "typebox";
import { Compile } from "typebox/compile";
import { fieldProblems } from "../http/fields.js";
import type { Language } from "../http/language.js";
import { known } from "../http/schema.js";
import { OrderBody } from "./wire.js";

type Wire = Static<typeof OrderBody>;
const validator = Compile(OrderBody);

/** The currency that the house keeps its books in. */
const CURRENCY = "CNY";

/** Reads one order, or says which fields are wrong and how to mend them. `pointer` is where it stands in the body. */
export function parseOrder(body: unknown, pointer: string, language: Language): OrderSnapshot | Refusal {
  if (!validator.Check(body)) {
    return {
      code: "validation_failed",
      detail: "the order is malformed",
      errors: fieldProblems(validator.Errors(body), pointer, language),
    };
  }
  const times = new Times(pointer);
  const snapshot = snapshotOf(body, times);
  const errors = [...times.problems, ...identityProblems(snapshot, pointer)];
  if (errors.length > 0) return { code: "validation_failed", detail: "the order contradicts itself", errors };
  if (snapshot.currency !== CURRENCY) {
    return {
      code: "currency_unsupported",
      detail: `send amounts in ${CURRENCY}`,
      errors: [{ pointer: `${pointer}/currency`, code: "currency_unsupported", detail: `must be ${CURRENCY}` }],
    };
  }
  return snapshot;
}

/** Reads times and remembers which could not be read. */
class Times {
  readonly problems: FieldProblem[] = [];
  constructor(private readonly root: string) {}

  read(text: string, at: string): Instant {
    const instant = parseInstant(text);
    if (instant !== null) return instant;
    const detail = "must be a time like 2026-11-11T08:00:00.000Z, with an offset, between 1992 and 2199";
    this.problems.push({ pointer: `${this.root}${at}`, code: "time", detail });
    return 0 as Instant;
  }

  optional(text: string | null | undefined, at: string): Instant | null {
    return text === null || text === undefined ? null : this.read(text, at);
  }
}

function snapshotOf(wire: Wire, times: Times): OrderSnapshot {
  return {
    orderId: wire.orderId,
    version: wire.version,
    currency: wire.currency,
    merchantId: wire.merchantId,
    buyerId: wire.buyerId,
    payee: wire.payee ?? null,
    shipTo: placeOf(wire.shipTo),
    returnTo: placeOf(wire.returnTo),
    placedAt: times.read(wire.placedAt, "/placedAt"),
    paidAt: times.optional(wire.paidAt, "/paidAt"),
    cancelledAt: times.optional(wire.cancelledAt, "/cancelledAt"),
    lines: wire.lines.map((entry, i) => lineOf(entry, `/lines/${i}`, times)),
    shipments: (wire.shipments ?? []).map((entry, i) => shipmentOf(entry, `/shipments/${i}`, times)),
    returns: (wire.returns ?? []).map((entry, i) => returnOf(entry, `/returns/${i}`, times)),
  };
}

/** Its fields in our order, whatever theirs was: the kept text, and so the fingerprint, depends on it. */
function placeOf(wire: Wire["shipTo"]): Place | null {
  return wire === null || wire === undefined ? null : { province: wire.province, city: wire.city };
}

function lineOf(wire: Wire["lines"][number], at: string, times: Times): OrderLine {
  return {
    lineId: wire.lineId,
    sku: wire.sku,
    title: wire.title ?? "",
    category: wire.category as OrderLine["category"],
    unitPrice: BigInt(wire.unitPrice),
    quantity: wire.quantity,
    freight: BigInt(wire.freight ?? 0),
    covers: (wire.covers ?? []).map((cover, i) => chosenOf(cover, `${at}/covers/${i}`, times)),
  };
}

type WireCover = NonNullable<Wire["lines"][number]["covers"]>[number];

function chosenOf({ product, quote, consent }: WireCover, at: string, times: Times): ChosenCover {
  if (consent === undefined) return { product, quote };
  const { shownAt, agreedAt, language, texts, channel = "" } = consent;
  return {
    product,
    quote,
    consent: {
      shownAt: times.read(shownAt, `${at}/consent/shownAt`),
      agreedAt: times.read(agreedAt, `${at}/consent/agreedAt`),
      language: language === "en" ? "en" : "zh",
      texts: texts.map(({ kind, version, sha256 }) => ({ kind: known(TEXT_KINDS, String(kind)), version, sha256 })),
      channel,
    },
  };
}

function shipmentOf(wire: NonNullable<Wire["shipments"]>[number], at: string, times: Times): Shipment {
  return {
    shipmentId: wire.shipmentId,
    lineIds: wire.lineIds,
    carrier: wire.carrier ?? "",
    waybill: wire.waybill ?? "",
    shippedAt: times.optional(wire.shippedAt, `${at}/shippedAt`),
    deliveredAt: times.optional(wire.deliveredAt, `${at}/deliveredAt`),
    ...(wire.scans === undefined || wire.scans.length === 0
      ? {}
      : { scans: scansOf(wire.scans, `${at}/scans`, times) }),
  };
}

function returnOf(wire: NonNullable<Wire["returns"]>[number], at: string, times: Times): OrderReturn {
  return {
    returnId: wire.returnId,
    lineIds: wire.lineIds,
    reason: wire.reason ?? "",
    mode: (wire.mode ?? "self_ship") as OrderReturn["mode"],
    carrier: wire.carrier ?? "",
    waybill: wire.waybill ?? "",
    requestedAt: times.optional(wire.requestedAt, `${at}/requestedAt`),
    shippedAt: times.optional(wire.shippedAt, `${at}/shippedAt`),
    receivedAt: times.optional(wire.receivedAt, `${at}/receivedAt`),
    refundedAt: times.optional(wire.refundedAt, `${at}/refundedAt`),
    cancelledAt: times.optional(wire.cancelledAt, `${at}/cancelledAt`),
    ...(wire.freightPaidBy === undefined || wire.freightPaidBy === null
      ? {}
      : { freightPaidBy: known(FREIGHT_PAYERS, wire.freightPaidBy) }),
    scans: scansOf(wire.scans ?? [], `${at}/scans`, times),
  };
}

type WireScan = NonNullable<NonNullable<Wire["returns"]>[number]["scans"]>[number];

function scansOf(wire: readonly WireScan[], at: string, times: Times): readonly Scan[] {
  return wire.map((scan, i) => ({
    at: times.read(scan.at, `${at}/${i}/at`),
    kind: scan.kind,
    province: scan.province ?? "",
    city: scan.city ?? "",
    weightGrams: scan.weightGrams ?? null,
  }));
}

/** Ids must be unique inside the order, and parcels must carry lines that it has. */
function identityProblems(order: OrderSnapshot, root: string): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const unique = (ids: readonly string[], list: string, name: string): void => {
    const seen = new Set<string>();
    for (const [i, id] of ids.entries()) {
      if (seen.has(id))
        problems.push({ pointer: `${root}/${list}/${i}/${name}`, code: "duplicate", detail: `${id} is there already` });
      seen.add(id);
    }
  };
  const lineIds = order.lines.map((line) => line.lineId);
  unique(lineIds, "lines", "lineId");
  unique(
    order.shipments.map((entry) => entry.shipmentId),
    "shipments",
    "shipmentId",
  );
  unique(
    order.returns.map((entry) => entry.returnId),
    "returns",
    "returnId",
  );
  const known = new Set(lineIds);
  for (const [list, parcels] of [
    ["shipments", order.shipments],
    ["returns", order.returns],
  ] as const) {
    for (const [i, parcel] of parcels.entries()) {
      for (const [j, lineId] of parcel.lineIds.entries()) {
        if (known.has(lineId)) continue;
        problems.push({
          pointer: `${root}/${list}/${i}/lineIds/${j}`,
          code: "unknown_line",
          detail: `the order has no line ${lineId}`,
        });
      }
    }
  }
  return problems;
}

interface KeptLine extends Omit<OrderLine, "unitPrice" | "freight"> {
  readonly unitPrice: string;
  readonly freight: string;
}

interface KeptSnapshot extends Omit<OrderSnapshot, "lines" | "payee"> {
  readonly lines: readonly KeptLine[];
}

/**
 * The kept form of a snapshot: JSON text without the payee, amounts as decimal strings. Field by field, since a replacer
 * would be called for every value of every order.
 */
export function encodeSnapshot(order: OrderSnapshot): string {
  return JSON.stringify({
    orderId: order.orderId,
    version: order.version,
    currency: order.currency,
    merchantId: order.merchantId,
    buyerId: order.buyerId,
    shipTo: order.shipTo,
    returnTo: order.returnTo,
    placedAt: order.placedAt,
    paidAt: order.paidAt,
    cancelledAt: order.cancelledAt,
    lines: order.lines.map((line) => ({
      lineId: line.lineId,
      sku: line.sku,
      title: line.title,
      category: line.category,
      unitPrice: line.unitPrice.toString(),
      quantity: line.quantity,
      freight: line.freight.toString(),
      covers: line.covers,
    })),
    shipments: order.shipments,
    returns: order.returns,
  } satisfies KeptSnapshot);
}

/** The inverse of `encodeSnapshot`; the payee is added by who may open it. */
export function decodeSnapshot(text: string, payee: Payee | null): OrderSnapshot {
  const kept = JSON.parse(text) as Omit<OrderSnapshot, "lines" | "payee"> & {
    lines: (OrderLine & { unitPrice: string; freight: string })[];
  };
  return {
    ...kept,
    payee,
    lines: kept.lines.map((line) => ({ ...line, unitPrice: BigInt(line.unitPrice), freight: BigInt(line.freight) })),
  };
}

/** Bytes of the body's fingerprint that are kept for each version. */
const HASH_BYTES = 16;
const VERSION_BYTES = 8;
const ENTRY_BYTES = VERSION_BYTES + HASH_BYTES;
/** Versions whose fingerprints are kept; the oldest are forgotten first. */
const SEEN_MAX = 1000;

/** The fingerprint of what a snapshot says: the same facts, however spelled, give the same one. */
export function fingerprint(order: OrderSnapshot, encoded: string): Buffer {
  const payee =
    order.payee === null ? "" : JSON.stringify([order.payee.channel, order.payee.account, order.payee.name]);
  return hashOf("sha256", `${encoded}\u0000${payee}`, "buffer").subarray(0, HASH_BYTES);
}

/** What is known of a version: never seen, seen with this body, or seen with another. */
export function seenBefore(seen: Buffer, version: number, hash: Buffer): "new" | "same" | "other" {
  for (let at = 0; at + ENTRY_BYTES <= seen.length; at += ENTRY_BYTES) {
    if (seen.readBigUInt64BE(at) !== BigInt(version)) continue;
    return seen.subarray(at + VERSION_BYTES, at + ENTRY_BYTES).equals(hash) ? "same" : "other";
  }
  return "new";
}

export function withSeen(seen: Buffer, version: number, hash: Buffer): Buffer {
  const kept = seen.subarray(Math.max(0, seen.length - (SEEN_MAX - 1) * ENTRY_BYTES));
  const all = Buffer.allocUnsafe(kept.length + ENTRY_BYTES);
  kept.copy(all);
  all.writeBigUInt64BE(BigInt(version), kept.length);
  hash.copy(all, kept.length + VERSION_BYTES, 0, HASH_BYTES);
  return all;
}
