// Understands the shapes in which claims are filed, decided and shown.

import { CLAIM_STATUSES, DECISION_OUTCOMES } from "@anxin/core/claim/claim";
import { CLOCK_CODES } from "@anxin/core/claim/clocks";
import { REASON_CODES } from "@anxin/core/claim/finding";
import { FIELD_TYPES } from "@anxin/core/product/product";
import { Type } from "typebox";
import { closedObject, Fen53, InstantText, line, nullable, oneOf, prose } from "../http/schema.js";

const DESCRIPTION_LENGTH_MAX = 2000;
const NOTE_LENGTH_MAX = 2000;
/** Files that one claim may rest on. */
const EVIDENCE_PER_CLAIM_MAX = 30;
/** Above the longest form of any product. */
const FIELDS_MAX = 50;

export const CATEGORIES_OF_CLAIMS = ["open", "action_required", "decided", "closed"] as const;
const FINDING_OUTCOMES = ["met", "not_met", "refer", "amount", "not_applicable"] as const;

const OurId = Type.String({ minLength: 1, maxLength: 64 });

export const ClaimBodySchema = closedObject({
  policyId: OurId,
  peril: line(64, 1),
  occurredAt: InstantText,
  description: prose(DESCRIPTION_LENGTH_MAX, 1),
  requestedAmount: Type.Optional(
    nullable(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: "fen" })),
  ),
  evidence: Type.Optional(
    Type.Array(closedObject({ evidenceId: OurId, kind: line(64, 1) }), { maxItems: EVIDENCE_PER_CLAIM_MAX }),
  ),
  fields: Type.Optional(
    Type.Record(Type.String(), Type.Unknown(), {
      maxProperties: FIELDS_MAX,
      description: "answers to the product's form, by field name",
    }),
  ),
  declaration: Type.Boolean({ description: "what is said is true; must be true" }),
});

export const DecisionBodySchema = closedObject({
  outcome: oneOf(DECISION_OUTCOMES),
  amount: Type.Optional(nullable(Fen53)),
  reasonCodes: Type.Optional(Type.Array(oneOf(REASON_CODES), { maxItems: REASON_CODES.length })),
  note: Type.Optional(prose(NOTE_LENGTH_MAX)),
});

export const WithdrawalBodySchema = closedObject({ reason: Type.Optional(prose(NOTE_LENGTH_MAX)) });

const text = Type.String();
const time = Type.String({ description: "RFC 3339" });
const fen = Type.Integer({ description: "fen" });
const Clause = Type.Object({ id: text, title: text });

const Slot = Type.Object({
  kind: text,
  title: text,
  minCount: Type.Integer(),
  required: Type.Boolean(),
  example: text,
});

export const ClaimForm = Type.Object({
  policyId: text,
  product: text,
  productVersion: Type.Integer(),
  currency: text,
  perils: Type.Array(Type.Object({ code: text, title: text })),
  fields: Type.Array(
    Type.Object({
      name: text,
      type: oneOf(FIELD_TYPES),
      title: text,
      required: Type.Boolean(),
      options: Type.Optional(Type.Array(Type.Object({ value: text, title: text }))),
    }),
  ),
  documents: Type.Array(Slot),
  window: Type.Object(
    { from: nullable(time), until: nullable(time) },
    { description: "[from, until); null where not known yet" },
  ),
  estimate: nullable(
    Type.Integer({ description: "fen that a claim would pay by the rules; null when that depends on the form" }),
  ),
  failedChecks: Type.Array(Type.Object({ code: text, detail: text })),
});

export const ClaimSummary = Type.Object({
  claimId: text,
  policyId: text,
  orderId: text,
  lineId: text,
  merchantId: text,
  buyerId: text,
  product: text,
  productVersion: Type.Integer(),
  peril: text,
  status: oneOf(CLAIM_STATUSES),
  category: oneOf(CATEGORIES_OF_CLAIMS),
  currency: text,
  requestedAmount: nullable(fen),
  amount: Type.Integer({ description: "fen granted; zero before a decision and after a refusal" }),
  occurredAt: time,
  reportedAt: time,
  decidedAt: nullable(time),
});

const Reason = Type.Object({ code: oneOf(REASON_CODES), text, clause: nullable(Clause) });

const Decision = Type.Object({
  decisionId: text,
  outcome: oneOf(DECISION_OUTCOMES),
  amount: fen,
  reasonCodes: Type.Array(oneOf(REASON_CODES)),
  reasons: Type.Array(Reason),
  decidedBy: text,
  decidedAt: time,
  automatic: Type.Boolean(),
  note: text,
});

const Payout = Type.Object({
  payoutId: text,
  decisionId: text,
  amount: fen,
  status: text,
  channel: text,
  payee: text,
  channelOrderNo: nullable(text),
  preparedAt: time,
  settledAt: nullable(time),
});

export const ClaimView = Type.Object({
  ...ClaimSummary.properties,
  description: text,
  fields: Type.Record(Type.String(), Type.Unknown()),
  declaration: Type.Boolean(),
  returnId: nullable(text),
  reserve: nullable(Type.Integer({ description: "fen set aside; the insurer's and the marketplace's only" })),
  evidence: Type.Array(
    Type.Object({
      evidenceId: text,
      kind: text,
      mediaType: text,
      sha256: text,
      bytes: Type.Integer(),
      addedAt: time,
      capturedAt: nullable(time),
    }),
  ),
  timeline: Type.Array(
    Type.Object({
      sequence: Type.Integer(),
      at: time,
      kind: text,
      actor: text,
      from: nullable(oneOf(CLAIM_STATUSES)),
      to: oneOf(CLAIM_STATUSES),
      detail: text,
    }),
  ),
  clocks: Type.Array(
    Type.Object({
      code: oneOf(CLOCK_CODES),
      article: Type.Integer({ description: "of the Insurance Law" }),
      startsAt: time,
      dueAt: time,
      metAt: nullable(time),
    }),
  ),
  missing: Type.Array(Type.Object({ ...Slot.properties, given: Type.Integer() })),
  decision: nullable(Decision),
  payouts: Type.Array(Payout),
  appeals: Type.Array(Type.Object({}, { additionalProperties: true })),
});

export const Findings = Type.Object({
  claimId: text,
  decisionId: nullable(Type.String({ description: "null: by the facts as they are now, no decision rests on them" })),
  product: text,
  outcome: oneOf(DECISION_OUTCOMES),
  amount: fen,
  automatic: Type.Boolean({ description: "whether rules alone may decide" }),
  data: Type.Array(
    Type.Object({
      rule: text,
      clause: text,
      clauseTitle: text,
      clauseText: text,
      outcome: oneOf(FINDING_OUTCOMES),
      reason: nullable(oneOf(REASON_CODES)),
      amount: nullable(fen),
      inputs: Type.Record(Type.String(), Type.Unknown()),
      productVersion: Type.Integer(),
    }),
  ),
  next: Type.Null(),
});

export const ReviewItem = Type.Object({
  ...ClaimSummary.properties,
  reserve: fen,
  dueAt: time,
  missing: Type.Array(Type.Object({ ...Slot.properties, given: Type.Integer() })),
  suggestion: Type.Object({
    outcome: oneOf(DECISION_OUTCOMES),
    amount: fen,
    reasonCodes: Type.Array(oneOf(REASON_CODES)),
    amountMax: Type.Integer({ description: "fen that may be granted at the most" }),
  }),
});
