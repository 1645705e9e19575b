// Understands the parcels of an order as the marketplace told them: the contract leaves their members open.

type Open = Readonly<Record<string, unknown>>;

export interface Scan {
  readonly at: string;
  readonly kind: string;
  readonly place: string;
  readonly weightGrams: number | null;
}

export interface Parcel {
  readonly id: string;
  readonly isReturn: boolean;
  readonly lineIds: readonly string[];
  readonly carrier: string;
  readonly waybill: string;
  /** Of a return: self_ship, pickup, refund_only. */
  readonly mode: string | null;
  readonly reason: string | null;
  /** What happened to it, in order. */
  readonly times: readonly { readonly what: ParcelTime; readonly at: string }[];
  readonly scans: readonly Scan[];
}

export interface Goods {
  readonly lineId: string;
  readonly sku: string;
  readonly title: string;
  readonly category: string;
  /** Fen. */
  readonly unitPrice: number;
  readonly quantity: number;
}

const PARCEL_TIMES = ["requestedAt", "shippedAt", "deliveredAt", "receivedAt", "refundedAt", "cancelledAt"] as const;
export type ParcelTime = (typeof PARCEL_TIMES)[number];

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const amount = (value: unknown): number => (typeof value === "number" ? value : 0);
const list = (value: unknown): readonly Open[] =>
  Array.isArray(value) ? value.filter((each): each is Open => typeof each === "object" && each !== null) : [];

function scanOf({ at, kind, province, city, weightGrams }: Open): Scan {
  return {
    at: text(at),
    kind: text(kind),
    place: [text(province), text(city)].filter((part) => part !== "").join(" "),
    weightGrams: typeof weightGrams === "number" ? weightGrams : null,
  };
}

function parcelOf(parcel: Open, isReturn: boolean): Parcel {
  const lineIds = parcel["lineIds"];
  return {
    id: text(parcel[isReturn ? "returnId" : "shipmentId"]),
    isReturn,
    lineIds: Array.isArray(lineIds) ? lineIds.map(text) : [],
    carrier: text(parcel["carrier"]),
    waybill: text(parcel["waybill"]),
    mode: text(parcel["mode"]) || null,
    reason: text(parcel["reason"]) || null,
    times: PARCEL_TIMES.flatMap((what) => {
      const at = text(parcel[what]);
      return at === "" ? [] : [{ what, at }];
    }),
    scans: list(parcel["scans"]).map(scanOf),
  };
}

interface OpenOrder {
  readonly lines: readonly Open[];
  readonly shipments: readonly Open[];
  readonly returns: readonly Open[];
}

/** The parcels that carried a line, out and back. */
export function parcelsOf({ shipments, returns }: OpenOrder, lineId: string): readonly Parcel[] {
  return [
    ...shipments.map((parcel) => parcelOf(parcel, false)),
    ...returns.map((parcel) => parcelOf(parcel, true)),
  ].filter(({ lineIds }) => lineIds.length === 0 || lineIds.includes(lineId));
}

export function goodsOf({ lines }: OpenOrder, lineId: string): Goods | null {
  const line = lines.find((each) => each["lineId"] === lineId);
  if (line === undefined) return null;
  const { sku, title, category, unitPrice, quantity } = line;
  return {
    lineId,
    ...{ sku: text(sku), title: text(title), category: text(category) },
    ...{ unitPrice: amount(unitPrice), quantity: amount(quantity) },
  };
}
