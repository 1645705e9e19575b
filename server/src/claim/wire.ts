// Understands the shapes in which claims are filed, decided and shown.

import { CLAIM_STATUSES, DECISION_OUTCOMES } from "@anxin/core/claim/claim";
import { REASON_CODES } from "@anxin/core/claim/finding";
import { PROSPECT_MODES } from "@anxin/core/claim/prospect";
import { FIELD_TYPES } from "@anxin/core/product/product";
import { REGISTER_KINDS } from "@anxin/core/register/entry";
import { SETTLEMENTS } from "@anxin/core/service-order/settlement";
import { DECISION_KINDS } from "@anxin/store/claim";
import { EVIDENCE_PARTIES } from "@anxin/store/evidence";
import { MERCHANT_POSITIONS } from "@anxin/store/merchant-statement";
import { PAYOUT_PURPOSES } from "@anxin/store/payout";
import { Type } from "typebox";
import { AppealOfClaim, RefusalNoticeOfClaim, RemedyView } from "../appeal/wire.js";
import { ColleagueName, closedObject, Fen53, InstantText, line, nullable, oneOf, prose } from "../http/schema.js";
import { goodsFields } from "../order/goods.js";
import { ClockView } from "./clock-wire.js";

const DESCRIPTION_LENGTH_MAX = 2000;
const NOTE_LENGTH_MAX = 2000;
/** Documents that one list asks for, and what is said of each. */
const DOCUMENTS_MAX = 20;
const DOCUMENT_NOTE_LENGTH_MAX = 500;
const STATEMENT_LENGTH_MAX = 2000;
const VERSION_MAX = 1_000_000;
/** Files that one call may put on a claim. */
const EVIDENCE_PER_CLAIM_MAX = 30;
/** Clauses that one decision names. */
const CLAUSES_MAX = 20;
/** Above the longest form of any product. */
const FIELDS_MAX = 50;

const LANGUAGES = ["zh", "en"] as const;
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
  declarationVersion: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: VERSION_MAX,
      description: "of the wording that was shown; else the current one",
    }),
  ),
});

/** Reasons that somebody gives, each from the closed list. */
export const ReasonCodes = Type.Optional(Type.Array(oneOf(REASON_CODES), { maxItems: REASON_CODES.length }));

export const DecisionBodySchema = closedObject({
  outcome: oneOf(DECISION_OUTCOMES),
  amount: Type.Optional(nullable(Fen53)),
  reasonCodes: ReasonCodes,
  clauses: Type.Optional(
    Type.Array(line(16, 1), {
      maxItems: CLAUSES_MAX,
      description: "clauses of the terms that it rests on; left out: those whose findings gave the reasons",
    }),
  ),
  note: Type.Optional(prose(NOTE_LENGTH_MAX)),
  settlement: Type.Optional(
    oneOf(SETTLEMENTS, "how the benefit is given; as the claimant chose, or else in money, where it is left out"),
  ),
});

export const ApprovalBodySchema = closedObject({
  approve: Type.Boolean({ description: "false: back to its maker, with the note" }),
  note: Type.Optional(prose(NOTE_LENGTH_MAX)),
});

export const FormQuerySchema = Type.Object(
  {
    peril: Type.Optional(line(64, 1)),
    mode: Type.Optional(oneOf(PROSPECT_MODES)),
    province: Type.Optional(line(64, 1)),
    city: Type.Optional(line(64, 1)),
  },
  { additionalProperties: false },
);

export const EstimateBodySchema = closedObject({
  peril: Type.Optional(line(64, 1)),
  occurredAt: Type.Optional(InstantText),
  requestedAmount: Type.Optional(nullable(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }))),
  fields: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { maxProperties: FIELDS_MAX })),
  evidence: Type.Optional(
    Type.Array(
      closedObject({
        kind: line(64, 1),
        count: Type.Optional(Type.Integer({ minimum: 1, maximum: EVIDENCE_PER_CLAIM_MAX })),
      }),
      { maxItems: EVIDENCE_PER_CLAIM_MAX, description: "how many different files of each kind there would be" },
    ),
  ),
  mode: Type.Optional(oneOf(PROSPECT_MODES)),
  from: Type.Optional(closedObject({ province: line(64, 1), city: line(64, 1) })),
});

const Files = (minItems: number) =>
  Type.Array(closedObject({ evidenceId: OurId, kind: line(64, 1) }), { minItems, maxItems: EVIDENCE_PER_CLAIM_MAX });

export const EvidenceRequestBodySchema = closedObject({
  documents: Type.Array(closedObject({ kind: line(64, 1), note: Type.Optional(prose(DOCUMENT_NOTE_LENGTH_MAX)) }), {
    maxItems: DOCUMENTS_MAX,
    description: "what is wanted, and why; whatever else the terms lack is added, so that the list is complete",
  }),
  reason: Type.Optional(prose(NOTE_LENGTH_MAX)),
});

export const EvidenceBodySchema = closedObject({ evidence: Files(1) });

export const StatementBodySchema = closedObject({
  position: oneOf(MERCHANT_POSITIONS, "accepts: the claim is right; disputes: it is not, or not so"),
  statement: prose(STATEMENT_LENGTH_MAX, 1),
  evidence: Type.Optional(Files(0)),
});

export const WithdrawalBodySchema = closedObject({ reason: Type.Optional(prose(NOTE_LENGTH_MAX)) });

const text = Type.String();
const time = Type.String({ description: "RFC 3339" });
const fen = Type.Integer({ description: "fen" });
const Clause = Type.Object({ id: text, title: text });

export const Slot = Type.Object({
  kind: text,
  title: text,
  minCount: Type.Integer(),
  required: Type.Boolean(),
  example: text,
  alternativeOf: nullable(
    Type.String({ description: "the slot that is filled by these files as well: one of both is enough" }),
  ),
  requiredWith: nullable(
    Type.String({ description: "the amount of the form that has to be proven here once it is claimed" }),
  ),
  picture: nullable(Type.String({ description: "where an example of it can be seen" })),
});
const Missing = Type.Object({
  ...Slot.properties,
  given: Type.Integer(),
  note: Type.String({ description: "what whoever asked for it wants to see" }),
  asked: Type.Boolean({ description: "whether it stands on the list that was sent" }),
});

const Check = Type.Object({
  code: text,
  detail: Type.String({ description: "what it means, and what would change it" }),
  clause: nullable(Clause),
});

const Returns = Type.Array(
  Type.Object({
    mode: oneOf(PROSPECT_MODES),
    wouldBePaid: Type.Boolean(),
    amount: nullable(fen),
    until: nullable(Type.String({ description: "the merchant has to have confirmed the return before" })),
    failedChecks: Type.Array(Check),
  }),
  { description: "what a return would be paid if it went now, by mode; empty for covers of another kind" },
);

export const ClaimForm = Type.Object({
  policyId: text,
  product: text,
  productVersion: Type.Integer(),
  currency: text,
  peril: Type.String({ description: "for which the estimate is made" }),
  perils: Type.Array(Type.Object({ code: text, title: text })),
  fields: Type.Array(
    Type.Object({
      name: text,
      type: oneOf(FIELD_TYPES),
      title: text,
      required: Type.Boolean(),
      options: Type.Optional(Type.Array(Type.Object({ value: text, title: text }))),
      example: Type.Optional(text),
      register: Type.Optional(
        oneOf(REGISTER_KINDS, "names an entry of GET /v1/register?kind=…; options are some of them"),
      ),
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
  failedChecks: Type.Array(Check),
  declaration: Type.Object(
    { version: Type.Integer(), text, sha256: text },
    { description: "the words that the claimant confirms; sha256 is of both languages" },
  ),
  returns: Returns,
});

export const ClaimEstimate = Type.Object({
  policyId: text,
  product: text,
  productVersion: Type.Integer(),
  currency: text,
  window: Type.Object({ from: nullable(time), until: nullable(time) }),
  peril: text,
  outcome: oneOf(DECISION_OUTCOMES),
  amount: nullable(Type.Integer({ description: "fen; null while it depends on answers that are open" })),
  automatic: Type.Boolean({ description: "whether it would be decided at once, but for what only other claims tell" }),
  steps: Type.Array(Type.Object({ clause: Clause, amount: fen }), { description: "how the amount comes about" }),
  unanswered: Type.Array(Type.Object({ name: text, title: text })),
  missing: Type.Array(Type.Object({ ...Slot.properties, given: Type.Integer() })),
  failedChecks: Type.Array(Check),
  looks: Type.Array(Check, { description: "why a person would look at it" }),
  returns: Returns,
});

export const ClaimSummary = Type.Object({
  claimId: text,
  policyId: text,
  orderId: text,
  lineId: text,
  line: goodsFields.line,
  merchantId: text,
  merchantName: goodsFields.merchantName,
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

export const Reason = Type.Object({ code: oneOf(REASON_CODES), text, clause: nullable(Clause) });

const DECISION = {
  decisionId: text,
  outcome: oneOf(DECISION_OUTCOMES),
  amount: fen,
  reasonCodes: Type.Array(oneOf(REASON_CODES)),
  reasons: Type.Array(Reason),
  clauses: Type.Array(Clause, { description: "clauses that it rests on" }),
  decidedBy: text,
  decidedByName: ColleagueName,
  decidedAt: time,
  approvedBy: nullable(Type.String({ description: "the second pair of eyes, where one was needed" })),
  approvedByName: ColleagueName,
  automatic: Type.Boolean(),
  note: nullable(text),
} as const;
const Decision = Type.Object({
  ...DECISION,
  state: oneOf(["proposed", "standing"], "proposed: it waits for a second pair of eyes; shown inside only"),
});
const StoodDecision = Type.Object({ ...DECISION, kind: oneOf(DECISION_KINDS) });

const Payout = Type.Object({
  payoutId: text,
  decisionId: text,
  purpose: oneOf(PAYOUT_PURPOSES),
  amount: fen,
  status: text,
  channel: text,
  payee: nullable(text),
  channelOrderNo: nullable(text),
  preparedAt: time,
  settledAt: nullable(time),
});

const Supplement = Type.Object({
  round: Type.Integer(),
  reason: Type.String({ description: "why a list was sent again" }),
  requestedAt: time,
  requestedBy: text,
  requestedByName: ColleagueName,
  deliveredAt: Type.String({
    description: "when the list was put before the claimant: the law's clock stands from then on",
  }),
  closesAt: Type.String({ description: "silence closes the case from then on; it opens again with the first answer" }),
  completedAt: nullable(Type.String({ description: "when the last of it came: the clock runs again" })),
  lapsedAt: nullable(time),
  documents: Type.Array(
    Type.Object({
      kind: text,
      title: text,
      note: text,
      needed: Type.Integer({ description: "different files of the kind that the case then has" }),
      required: Type.Boolean({ description: "whether the terms ask for it anyway" }),
    }),
  ),
});

const MerchantStatement = Type.Object({
  askedAt: time,
  answerUntil: nullable(Type.String({ description: "nobody decides before, unless the merchant has answered" })),
  answeredAt: nullable(time),
  position: nullable(oneOf(MERCHANT_POSITIONS)),
  statement: nullable(text),
  statedAt: nullable(time),
  statedBy: nullable(text),
  wordings: nullable(Type.Integer({ description: "how often it was put into words; the last one stands" })),
});

export const ClaimView = Type.Object({
  ...ClaimSummary.properties,
  description: nullable(text),
  fields: Type.Record(Type.String(), Type.Unknown()),
  declaration: Type.Boolean(),
  declarationVersion: nullable(Type.Integer({ description: "of the wording; null for a claim that opened by itself" })),
  declarationText: nullable(Type.String({ description: "as it was shown, in the language in which it was" })),
  declarationLanguage: nullable(oneOf(LANGUAGES)),
  declarationSha256: nullable(Type.String({ description: "of the wording in both languages, hexadecimal" })),
  declaredAt: nullable(time),
  declaredBy: nullable(text),
  returnId: nullable(text),
  reserve: nullable(Type.Integer({ description: "fen set aside; the insurer's and the marketplace's only" })),
  evidence: Type.Array(
    Type.Object({
      evidenceId: nullable(Type.String({ description: "null where the file is another party's" })),
      kind: text,
      title: Type.String({ description: "of the kind, in the reader's language" }),
      party: oneOf(EVIDENCE_PARTIES),
      mediaType: text,
      sha256: nullable(text),
      bytes: nullable(Type.Integer()),
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
      detail: nullable(text),
      text: Type.String({ description: "what happened, in the reader's own words" }),
    }),
  ),
  clocks: Type.Array(ClockView),
  missing: Type.Array(Missing),
  supplements: Type.Array(Supplement, { description: "lists of documents that were asked for" }),
  merchantStatement: nullable(MerchantStatement),
  decision: nullable(Decision),
  decisions: Type.Array(StoodDecision, { description: "every decision that stood, oldest first" }),
  payouts: Type.Array(Payout),
  appeals: Type.Array(AppealOfClaim),
  refusalNotice: nullable(RefusalNoticeOfClaim),
  remedies: Type.Array(RemedyView, { description: "what the claimant can still do about the decision" }),
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
