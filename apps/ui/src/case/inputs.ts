// Understands the values that a clause looked at: which are amounts of money, which are times, and which are codes.

import { formatInstant, instant } from "@anxin/core/time";

/** Amounts of whole fen, by the names that the rules give them. */
const AMOUNTS: ReadonlySet<string> = new Set([
  ...[
    "amount",
    "amountMax",
    "automaticMax",
    "before",
    "claimLimit",
    "cost",
    "deductible",
    "fee",
    "feeClaimed",
    "feeMax",
  ],
  ...[
    "feeProven",
    "left",
    "loss",
    "refunded",
    "paid",
    "paidByOthers",
    "pickup",
    "price",
    "rateMax",
    "requestedAmount",
    "selfShip",
  ],
  ...["shareBorne", "sumInsured", "amountPaid", "limit", "remaining", "unitPrice", "after"],
]);

export type Shown =
  | { readonly kind: "money"; readonly fen: number }
  | { readonly kind: "time"; readonly at: string }
  | { readonly kind: "yes" | "no" | "none" }
  | { readonly kind: "day"; readonly day: string }
  | { readonly kind: "text"; readonly text: string };

/** No amount and no count is as large as the milliseconds of a day in this century. */
const EPOCH_MS = 1e12;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** How a value is shown; what has no name of its own stays as it is. */
export function shownInput(name: string, value: unknown): Shown {
  if (value === null || value === undefined || value === "") return { kind: "none" };
  if (typeof value === "boolean") return { kind: value ? "yes" : "no" };
  if (typeof value === "number") {
    if (value >= EPOCH_MS) return { kind: "time", at: formatInstant(instant(value)) };
    return AMOUNTS.has(name) ? { kind: "money", fen: value } : { kind: "text", text: String(value) };
  }
  if (typeof value === "string") {
    if (DAY.test(value)) return { kind: "day", day: value };
    return INSTANT.test(value) && name.endsWith("At") ? { kind: "time", at: value } : { kind: "text", text: value };
  }
  return { kind: "text", text: JSON.stringify(value) };
}
