// Understands the shape in which a marketplace sends orders and is answered.

import { FREIGHT_PAYERS, RETURN_MODES, TEXT_KINDS } from "@anxin/core/order/order";
import { CATEGORIES } from "@anxin/core/product/product";
import { Type } from "typebox";
import { closedObject, ExternalId, InstantText, line as lineOfText, nullable, oneOf } from "../http/schema.js";

/** Orders of one call. */
export const ORDERS_MAX = 500;
/** Lines, and parcels of each kind, of one order. */
const LINES_MAX = 200;
const PARCELS_MAX = 200;
const SCANS_MAX = 200;
const COVERS_MAX = 20;
const QUANTITY_MAX = 1_000_000;
/** 1 billion yuan in fen: more than any line costs, far below what JSON carries exactly. */
const PRICE_MAX = 100_000_000_000;
const WEIGHT_GRAMS_MAX = 10_000_000;
const QUOTE_LENGTH_MAX = 2_000;
/** Versions of one product. */
const VERSION_MAX = 999_999;

const timeOrNull = Type.Optional(nullable(InstantText));
const fen = Type.Integer({ minimum: 0, maximum: PRICE_MAX, description: "fen" });
const place = closedObject({ province: lineOfText(40), city: lineOfText(40) });
const lineIds = Type.Array(ExternalId, { minItems: 1, maxItems: LINES_MAX });
const textOrNull = (lengthMax: number) => Type.Optional(nullable(lineOfText(lengthMax)));

const consent = closedObject(
  {
    shownAt: InstantText,
    agreedAt: InstantText,
    language: oneOf(["zh", "en"]),
    texts: Type.Array(
      closedObject({
        kind: oneOf(TEXT_KINDS),
        version: Type.Integer({ minimum: 1, maximum: VERSION_MAX }),
        sha256: Type.String({ pattern: "^[0-9a-f]{64}$" }),
      }),
      { minItems: 1, maxItems: TEXT_KINDS.length },
    ),
    channel: Type.Optional(lineOfText(40)),
  },
  "what the buyer was shown and agreed to before buying (可回溯)",
);

const orderLine = closedObject({
  lineId: ExternalId,
  sku: ExternalId,
  title: Type.Optional(lineOfText(200)),
  category: oneOf(CATEGORIES),
  unitPrice: fen,
  quantity: Type.Integer({ minimum: 1, maximum: QUANTITY_MAX }),
  freight: Type.Optional(fen),
  covers: Type.Optional(
    Type.Array(
      closedObject({
        product: lineOfText(64, 1),
        quote: lineOfText(QUOTE_LENGTH_MAX, 1),
        consent: Type.Optional(consent),
      }),
      { maxItems: COVERS_MAX },
    ),
  ),
});

const scan = closedObject({
  at: InstantText,
  kind: lineOfText(40),
  province: textOrNull(40),
  city: textOrNull(40),
  weightGrams: Type.Optional(nullable(Type.Integer({ minimum: 0, maximum: WEIGHT_GRAMS_MAX }))),
});

const shipment = closedObject({
  shipmentId: ExternalId,
  lineIds,
  carrier: textOrNull(64),
  waybill: textOrNull(64),
  shippedAt: timeOrNull,
  deliveredAt: timeOrNull,
  scans: Type.Optional(Type.Array(scan, { maxItems: SCANS_MAX })),
});

const orderReturn = closedObject({
  returnId: ExternalId,
  lineIds,
  reason: textOrNull(200),
  mode: Type.Optional(oneOf(RETURN_MODES)),
  carrier: textOrNull(64),
  waybill: textOrNull(64),
  requestedAt: timeOrNull,
  shippedAt: timeOrNull,
  receivedAt: timeOrNull,
  refundedAt: timeOrNull,
  cancelledAt: timeOrNull,
  freightPaidBy: Type.Optional(
    nullable(
      oneOf(FREIGHT_PAYERS, "who paid the carrier; freight that somebody else has settled is not paid to the buyer"),
    ),
  ),
  scans: Type.Optional(Type.Array(scan, { maxItems: SCANS_MAX })),
});

/** One order snapshot: the whole order as it now stands. */
export const OrderBody = closedObject({
  orderId: ExternalId,
  version: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  currency: Type.String({ minLength: 3, maxLength: 3 }),
  merchantId: ExternalId,
  buyerId: ExternalId,
  payee: Type.Optional(
    nullable(closedObject({ channel: Type.Literal("alipay"), account: lineOfText(100, 1), name: lineOfText(100, 1) })),
  ),
  shipTo: Type.Optional(nullable(place)),
  returnTo: Type.Optional(nullable(place)),
  placedAt: InstantText,
  paidAt: timeOrNull,
  cancelledAt: timeOrNull,
  lines: Type.Array(orderLine, { minItems: 1, maxItems: LINES_MAX }),
  shipments: Type.Optional(Type.Array(shipment, { maxItems: PARCELS_MAX })),
  returns: Type.Optional(Type.Array(orderReturn, { maxItems: PARCELS_MAX })),
  extra: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { description: "the marketplace's own; ignored" })),
});

export const OrdersBody = closedObject({ orders: Type.Array(OrderBody, { minItems: 1, maxItems: ORDERS_MAX }) });

export const PolicySummary = Type.Object({
  policyId: Type.String(),
  policyNo: Type.String(),
  product: Type.String(),
  productVersion: Type.Integer(),
  lineId: Type.String(),
  payer: Type.String(),
  status: Type.String(),
  premium: Type.Integer({ description: "fen" }),
  sumInsured: Type.Integer({ description: "fen" }),
  effectiveAt: nullable(Type.String()),
  expiresAt: nullable(Type.String()),
});

const Declined = Type.Object({ product: Type.String(), lineId: Type.String(), code: Type.String() });

export const HeldCover = Type.Object(
  { product: Type.String(), lineId: Type.String() },
  { description: "cover that waits for issue to run again; it follows by itself, as of the event that binds it" },
);

export const ClaimSummaryBody = Type.Object({
  claimId: Type.String(),
  product: Type.String(),
  status: Type.String(),
  amount: Type.Integer({ description: "fen" }),
});

const OrderResult = Type.Object({
  orderId: nullable(Type.String()),
  version: nullable(Type.Integer()),
  outcome: oneOf(["applied", "unchanged", "stale", "rejected"]),
  policies: Type.Array(PolicySummary),
  declined: Type.Array(Declined),
  held: Type.Array(HeldCover),
  claims: Type.Array(ClaimSummaryBody),
  problem: nullable(Type.Object({}, { additionalProperties: true })),
});

export const OrdersAnswer = Type.Object({ results: Type.Array(OrderResult) });
