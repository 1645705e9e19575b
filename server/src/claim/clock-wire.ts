// Understands clocks of claims as they are written on the wire.

import { CLOCK_CODES, ESCALATION_PERCENTS, ESCALATION_QUEUES } from "@anxin/core/claim/clock-rules";
import { Type } from "typebox";
import { nullable, oneOf } from "../http/schema.js";

const text = Type.String();
const time = Type.String({ description: "RFC 3339 in UTC" });

export const CLOCK_STATES = ["running", "paused", "overdue", "met", "met_late", "stopped", "unknown"] as const;

const rule = {
  code: oneOf(CLOCK_CODES),
  title: text,
  basis: oneOf(["statutory", "target"]),
  article: nullable(Type.Integer({ description: "of the Insurance Law" })),
};

export const ClockView = Type.Object({
  ...rule,
  round: Type.Integer({ description: "1 for the first of its code on the claim" }),
  startsAt: time,
  dueAt: nullable(
    Type.String({ description: "met before this instant; null while it is paused, and while its length is unknown" }),
  ),
  pauses: Type.Array(
    Type.Object({
      from: Type.String({ description: "when what is asked for was delivered" }),
      until: nullable(Type.String({ description: "when the last of it was received" })),
    }),
  ),
  metAt: nullable(time),
  stoppedAt: nullable(Type.String({ description: "when nobody had to keep it any more" })),
  state: oneOf(CLOCK_STATES, "unknown: it counts working days of a year whose calendar is not announced"),
  percent: Type.Integer({ description: "of its time that is used up; above 100 when it is late" }),
});

export const ClockRuleView = Type.Object({
  ...rule,
  source: Type.String({ description: "what sets it" }),
  term: Type.Object({ unit: oneOf(["days", "working_days", "hours"]), length: Type.Integer() }),
  starts: Type.Array(text),
  pauses: Type.Array(text),
  resumes: Type.Array(text),
  meets: Type.Array(text),
  stops: Type.Array(text),
  escalations: Type.Array(
    Type.Object({ percent: Type.Integer({ enum: [...ESCALATION_PERCENTS] }), queue: oneOf(ESCALATION_QUEUES) }),
  ),
});

export const EscalationView = Type.Object({
  claimId: text,
  status: text,
  product: text,
  merchantId: text,
  queue: oneOf(ESCALATION_QUEUES),
  escalatedPercent: Type.Integer({ description: "at which it was put there; 0 in the queue calendar" }),
  escalatedAt: time,
  clock: ClockView,
});
