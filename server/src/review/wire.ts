// Understands the shapes of the workbench: queue, views and leases.

import { CLAIM_STATUSES, DECISION_OUTCOMES } from "@anxin/core/claim/claim";
import { CLOCK_CODES } from "@anxin/core/claim/clock-rules";
import { REASON_CODES } from "@anxin/core/claim/finding";
import { SCORE_PARTS } from "@anxin/core/review/score";
import { BUILT_IN_VIEWS, QUEUE_SORTS } from "@anxin/core/review/view";
import { Type } from "typebox";
import { ClaimSummary, Reason, Slot } from "../claim/wire.js";
import { ColleagueName, closedObject, Fen53, InstantText, line, nullable, oneOf } from "../http/schema.js";

const text = Type.String();
const time = Type.String({ description: "RFC 3339" });
const fen = Type.Integer({ description: "fen" });
const points = Type.Integer({ minimum: 0 });

const VIEW_NAME_LENGTH_MAX = 60;

/** What the queue may be narrowed by, in a query and in a view that is kept. */
export const filterFields = {
  product: Type.Optional(line(64, 1)),
  status: Type.Optional(oneOf(CLAIM_STATUSES)),
  holder: Type.Optional({ ...line(64, 1), description: "me, none, or a colleague's id" }),
  minScore: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
  minAmount: Type.Optional({ ...Fen53, description: "fen that may still have to be paid" }),
  dueBefore: Type.Optional(InstantText),
  sort: Type.Optional(oneOf(QUEUE_SORTS)),
};
export const viewField = Type.Optional({
  ...line(64, 1),
  description: `one of ${BUILT_IN_VIEWS.join(", ")}, or the id of a view that was kept; left out: open`,
});

const Holder = Type.Object({ name: text, until: time, isMe: Type.Boolean() });

export const ReviewItem = Type.Object({
  ...ClaimSummary.properties,
  reserve: fen,
  dueAt: nullable(Type.String({ description: "until when the law wants a decision; null while that clock is paused" })),
  sla: nullable(
    Type.Object(
      { clock: oneOf(CLOCK_CODES), dueAt: time, isOverdue: Type.Boolean() },
      {
        description: "the first of all clocks that the desk keeps; null while all are paused",
      },
    ),
  ),
  score: Type.Object(
    { total: points, parts: Type.Object(Object.fromEntries(SCORE_PARTS.map((part) => [part, points]))) },
    { description: "0 to 100, the sum of its parts" },
  ),
  holder: nullable(Holder),
  proposal: nullable(
    Type.Object(
      { outcome: oneOf(DECISION_OUTCOMES), amount: fen, by: text, byName: ColleagueName, at: time },
      { description: "what waits for a second pair of eyes" },
    ),
  ),
  missing: Type.Array(Type.Object({ ...Slot.properties, given: Type.Integer() })),
  suggestion: Type.Object({
    outcome: oneOf(DECISION_OUTCOMES),
    amount: fen,
    reasonCodes: Type.Array(oneOf(REASON_CODES)),
    reasons: Type.Array(Reason),
    amountMax: Type.Integer({ description: "fen that may be granted at the most" }),
    needsSecond: Type.Boolean({ description: "whether you would need a second pair of eyes for it" }),
  }),
});

export const View = Type.Object({
  view: Type.String({ description: "what `view` takes" }),
  name: text,
  isBuiltIn: Type.Boolean(),
  shared: Type.Boolean(),
  owner: nullable(text),
  filter: Type.Object(filterFields),
});

export const NewView = closedObject({
  name: line(VIEW_NAME_LENGTH_MAX, 1),
  shared: Type.Optional(Type.Boolean({ description: "for all; supervisors only" })),
  filter: closedObject({ view: Type.Optional(oneOf(BUILT_IN_VIEWS)), ...filterFields }),
});

export const LeaseView = Type.Object({
  claimId: text,
  holder: Holder,
  takenAt: time,
  expiresAt: time,
  change: oneOf(["taken", "renewed", "taken_over"]),
});
