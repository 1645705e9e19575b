// Understands the shape in which covers are asked for and offered.

import { BASIS_CODES } from "@anxin/core/offer/recommend";
import { TEXT_KINDS } from "@anxin/core/order/order";
import { CATEGORIES } from "@anxin/core/product/product";
import { Type } from "typebox";
import { closedObject, ExternalId, line as lineOfText, nullable, oneOf } from "../http/schema.js";

const LINES_MAX = 200;
const place = closedObject({ province: lineOfText(40), city: lineOfText(40) });

export const OffersBody = closedObject({
  merchantId: ExternalId,
  buyerId: Type.Optional(nullable(ExternalId)),
  shipTo: Type.Optional(nullable(place)),
  returnTo: Type.Optional(nullable(place)),
  lines: Type.Array(
    closedObject({
      lineId: ExternalId,
      sku: ExternalId,
      category: oneOf(CATEGORIES),
      unitPrice: Type.Integer({ minimum: 0, maximum: 100_000_000_000, description: "fen" }),
      quantity: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    }),
    { minItems: 1, maxItems: LINES_MAX },
  ),
});

const Included = Type.Object({
  product: Type.String(),
  payer: Type.String(),
  title: Type.String(),
  benefit: Type.String(),
  sumInsured: Type.Integer({ description: "fen" }),
  termsUrl: Type.String(),
});
const OfferedText = Type.Object({
  kind: oneOf(TEXT_KINDS),
  url: Type.String(),
  version: Type.Integer(),
  sha256: Type.String({ description: "of the UTF-8 bytes of the version's `terms` or `summary` in this language" }),
});
const Optional = Type.Object({
  product: Type.String(),
  title: Type.String(),
  benefit: Type.String(),
  premium: Type.Integer({ description: "fen" }),
  sumInsured: Type.Integer({ description: "fen" }),
  quote: Type.String({ description: "goes back as `covers[].quote` of the order's line" }),
  expiresAt: Type.String(),
  termsUrl: Type.String(),
  texts: Type.Array(OfferedText, { description: "what has to be shown before the buyer agrees" }),
});
const Recommended = Type.Object({
  product: Type.String(),
  reason: Type.String(),
  basis: Type.Array(oneOf(BASIS_CODES)),
});
const Blocked = Type.Object({
  product: Type.String(),
  code: Type.Literal("buyer_blocked"),
  reason: Type.String(),
  until: Type.String(),
});

export const OffersAnswer = Type.Object({
  currency: Type.String(),
  lines: Type.Array(
    Type.Object({
      lineId: Type.String(),
      included: Type.Array(Included),
      optional: Type.Array(Optional),
      recommended: Type.Array(Recommended),
      blocked: Type.Array(Blocked, { description: "what this buyer may not buy for now" }),
    }),
  ),
});
