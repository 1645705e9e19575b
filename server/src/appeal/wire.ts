// Understands the shapes in which appeals are filed, answered, shown and counted.

import { REMEDY_KINDS } from "@anxin/core/appeal/remedy";
import { REASON_CODES } from "@anxin/core/claim/finding";
import { APPEAL_STATES } from "@anxin/store/appeal";
import { Type } from "typebox";
import { ColleagueName, closedObject, Fen53, line, nullable, oneOf, prose } from "../http/schema.js";

const WORDS_LENGTH_MAX = 2_000;
/** Files that one appeal may bring. */
const EVIDENCE_PER_APPEAL_MAX = 30;

const text = Type.String();
const time = Type.String({ description: "RFC 3339" });
const fen = Type.Integer({ description: "fen" });

export const ReviewBody = closedObject({ reason: Type.Optional(prose(WORDS_LENGTH_MAX)) });

export const AppealBody = closedObject({
  reason: prose(WORDS_LENGTH_MAX, 1),
  evidence: Type.Optional(
    Type.Array(closedObject({ evidenceId: Type.String({ minLength: 1, maxLength: 64 }), kind: line(64, 1) }), {
      maxItems: EVIDENCE_PER_APPEAL_MAX,
    }),
  ),
});

export const AppealWithdrawalBody = closedObject({ reason: Type.Optional(prose(WORDS_LENGTH_MAX)) });

export const AnswerBody = closedObject({
  decision: oneOf(["uphold", "overturn"]),
  outcome: Type.Optional(oneOf(["approve", "partly_approve"], "of an overturned decision")),
  amount: Type.Optional(nullable({ ...Fen53, description: "fen: the whole, what was granted before included" })),
  reasonCodes: Type.Optional(Type.Array(oneOf(REASON_CODES), { maxItems: REASON_CODES.length })),
  note: { ...prose(WORDS_LENGTH_MAX, 1), description: "what the claimant is told" },
});

const APPEAL = {
  appealId: text,
  state: oneOf(APPEAL_STATES),
  decisionId: Type.String({ description: "the decision that it is against" }),
  reason: nullable(text),
  filedAt: time,
  filedBy: text,
  dueAt: Type.String({ description: "until when it is to be answered" }),
  evidence: Type.Array(text, { description: "ids of the files that came with it" }),
  decidedAt: nullable(time),
  decidedBy: nullable(text),
  decidedByName: ColleagueName,
  outcome: nullable(oneOf(["approve", "partly_approve"], "of the decision that took the place of the one appealed")),
  amount: nullable(Type.Integer({ description: "fen that it grants as a whole" })),
  interest: Type.Integer({ description: "fen paid beside it for the delay" }),
  reasonCodes: Type.Array(oneOf(REASON_CODES)),
  note: nullable(text),
} as const;

/** As a claim lists it. */
export const AppealOfClaim = Type.Object(APPEAL);

export const AppealView = Type.Object({
  ...APPEAL,
  claimId: text,
  policyId: text,
  orderId: text,
  merchantId: text,
  buyerId: text,
  product: text,
});

export const RefusalNoticeOfClaim = Type.Object({
  number: text,
  decisionId: text,
  sentAt: nullable(time),
  deliveredAt: nullable(time),
  url: text,
});

export const RemedyView = Type.Object({
  kind: oneOf(REMEDY_KINDS),
  until: Type.String({ description: "possible before this instant" }),
  url: Type.String({ description: "what to POST to" }),
});

const Count = {
  upheld: Type.Integer(),
  overturned: Type.Integer(),
  withdrawn: Type.Integer(),
  late: Type.Integer({ description: "answered after their time" }),
  rate: nullable(Type.Number({ description: "overturned of those answered; null when none was" })),
  between: nullable(
    Type.Array(Type.Number(), {
      minItems: 2,
      maxItems: 2,
      description: "where the true rate lies with 95 % confidence (Wilson): wide where few were answered",
    }),
  ),
  granted: fen,
  interest: fen,
};

export const AppealReport = Type.Object({
  from: time,
  to: time,
  all: Type.Object(Count),
  products: Type.Array(Type.Object({ product: text, ...Count })),
  reasons: Type.Array(Type.Object({ reasonCode: text, ...Count })),
  rules: Type.Array(Type.Object({ rule: text, ...Count })),
  deciders: Type.Array(Type.Object({ decidedBy: text, name: text, ...Count })),
});

const Contacts = Type.Array(
  closedObject({
    name: closedObject({ zh: line(80, 1), en: line(120, 1) }),
    phone: line(40),
    url: { ...line(200), description: "empty where there is none" },
  }),
  { minItems: 1, maxItems: 10 },
);

/** Where claimants complain outside of the house: about insurance, and about a platform's own service. */
export const ContactsBody = closedObject({ insurance: Contacts, guarantee_service: Contacts });
