// Understands how the live board is written for the outside.

import { SWITCH_NAMES } from "@anxin/core/switch/switch";
import { Type } from "typebox";
import { Fen53, nullable, oneOf } from "../http/schema.js";

const Count = Type.Integer({ minimum: 0 });
const Slots = (description: string) => Type.Array(Count, { description });

const Series = Type.Object(
  {
    from: Type.String({ description: "the beginning of the first slot, on the wall's clock" }),
    slotMs: Count,
    policiesIssued: Slots("a number for each slot, the oldest first; the last slot is not over yet"),
    claimsFiled: Slots("as above"),
    claimsDecided: Slots("as above"),
    payoutsSucceeded: Slots("as above"),
    paidAmount: Slots("fen that arrived"),
  },
  {
    description:
      "by the wall's clock, so that a sandbox that moves its own shows what the machine did and not what the calendar says",
  },
);
const Today = Type.Object(
  {
    day: Type.String({ description: "business day in Shanghai" }),
    policiesIssued: Count,
    policiesCancelled: Count,
    claimsFiled: Count,
    claimsDecided: Count,
    claimsDecidedByRules: Count,
    automaticPpm: nullable(
      Type.Integer({
        description: "decisions by rules among all of the day, parts per million; null before the first",
      }),
    ),
    claimsAppealed: Count,
    payoutsSucceeded: Count,
    payoutsFailed: Count,
    payoutsReturned: Count,
    paidAmount: Fen53,
    returnedAmount: Fen53,
  },
  { description: "since midnight in Shanghai by business time; a second or two behind" },
);
const Stopped = Type.Object({
  name: oneOf(SWITCH_NAMES),
  product: nullable(Type.String({ description: "null: all products" })),
  since: Type.String(),
  reason: Type.String(),
  changedBy: Type.String(),
});

export const BoardView = Type.Object({
  at: Type.String({ description: "business time" }),
  series: Series,
  today: Today,
  payouts: Type.Object({
    unknown: Type.Integer({ description: "sent, and nobody knows yet whether they arrived" }),
    stuck: Type.Integer({ description: "wait for a person" }),
  }),
  queue: Type.Object(
    {
      ready: Type.Integer({ description: "jobs that wait for a worker" }),
      oldestMs: nullable(Type.Integer({ description: "how long the oldest of them has waited; null: none waits" })),
    },
    { description: "background work of the whole house" },
  ),
  stopped: Type.Array(Stopped, { description: "kill switches that are stopped" }),
});
