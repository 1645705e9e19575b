// Understands the life of a service order: a benefit that is given in kind, which step it takes next, and what it then costs.

import { never } from "../assert.js";
import type { Fen } from "../money.js";
import type { RepairBenefit } from "../product/product.js";
import { insurersShare, type Settlement } from "./settlement.js";

export const SERVICE_ORDER_STATUSES = [
  "opened",
  "accepted",
  "in_repair",
  "completed",
  "failed",
  "replaced",
  "cashed",
  "cancelled",
] as const;
export type ServiceOrderStatus = (typeof SERVICE_ORDER_STATUSES)[number];

export interface ServiceOrder {
  readonly choice: Settlement;
  readonly status: ServiceOrderStatus;
  /** The most that the insurer bears, in fen. */
  readonly granted: Fen;
  /** The bill, once the work is done; what is above the insurer's share the insured bears. */
  readonly finalCost: Fen | null;
  readonly insurerPays: Fen | null;
  /** Whether who did the work was paid. */
  readonly settled: boolean;
}

export type ServiceOrderCommand =
  /** The repairer takes the order. */
  | { readonly kind: "accept" }
  | { readonly kind: "start" }
  | { readonly kind: "complete"; readonly finalCost: Fen }
  /** The repair cannot be done. `instead`: what is given; a replacement is told of when it was bought. */
  | { readonly kind: "fail"; readonly instead: "cash" | "replace" }
  | { readonly kind: "replace"; readonly finalCost: Fen }
  | { readonly kind: "cash" }
  /** Nothing happened yet, and nothing will: the benefit may be ordered anew. */
  | { readonly kind: "cancel" }
  /** Finance has paid who did the work. */
  | { readonly kind: "settle" };

export const SERVICE_ORDER_COMMANDS = [
  "accept",
  "start",
  "complete",
  "fail",
  "replace",
  "cash",
  "cancel",
  "settle",
] as const satisfies readonly ServiceOrderCommand["kind"][];

/** What a step moves, in fen. */
export type ServiceOrderEffect =
  | { readonly kind: "owe_repairer"; readonly amount: Fen }
  /** The work cost less than was granted. */
  | { readonly kind: "save"; readonly amount: Fen }
  | { readonly kind: "pay_insured"; readonly amount: Fen }
  | { readonly kind: "pay_repairer"; readonly amount: Fen };

export interface ServiceOrderStep {
  readonly order: ServiceOrder;
  readonly effects: readonly ServiceOrderEffect[];
}

/** An order as it is opened. Money needs no work: the order is cashed at once. */
export function openedOrder(choice: Settlement, granted: Fen): ServiceOrderStep {
  const order: ServiceOrder = { choice, status: "opened", granted, finalCost: null, insurerPays: null, settled: false };
  return choice === "cash" ? cashed(order) : { order, effects: [] };
}

/** From which statuses each command leads on. */
const FROM: Readonly<Record<ServiceOrderCommand["kind"], readonly ServiceOrderStatus[]>> = {
  accept: ["opened"],
  start: ["accepted"],
  complete: ["in_repair"],
  fail: ["accepted", "in_repair"],
  replace: ["opened", "failed"],
  cash: ["opened", "accepted", "failed"],
  cancel: ["opened", "accepted"],
  settle: ["completed", "replaced"],
};

/** Whether an order takes a command. A repair is accepted and begun; a replacement is only bought. */
export function mayTake(
  { status, choice, settled, insurerPays }: ServiceOrder,
  kind: ServiceOrderCommand["kind"],
): boolean {
  if (!FROM[kind].includes(status)) return false;
  if (kind === "accept") return choice === "repair";
  if (kind === "replace") return status === "failed" || choice === "replace";
  if (kind === "settle") return !settled && insurerPays !== null && insurerPays > 0n;
  return true;
}

/** What an order becomes by a command; null where it takes no such command. Total and pure: the insurer pays once, to one side. */
export function step(
  order: ServiceOrder,
  command: ServiceOrderCommand,
  benefit: RepairBenefit,
): ServiceOrderStep | null {
  if (!mayTake(order, command.kind)) return null;
  switch (command.kind) {
    case "accept":
      return moved(order, "accepted");
    case "start":
      return moved(order, "in_repair");
    case "complete":
      return rendered(order, "completed", command.finalCost, benefit);
    case "replace":
      return rendered(order, "replaced", command.finalCost, benefit);
    case "fail":
      return command.instead === "cash" ? cashed(order) : moved(order, "failed");
    case "cash":
      return cashed(order);
    case "cancel":
      return moved(order, "cancelled");
    case "settle":
      return {
        order: { ...order, settled: true },
        effects: [{ kind: "pay_repairer", amount: order.insurerPays ?? 0n }],
      };
    default:
      return never(command);
  }
}

const moved = (order: ServiceOrder, status: ServiceOrderStatus): ServiceOrderStep => ({
  order: { ...order, status },
  effects: [],
});

const cashed = (order: ServiceOrder): ServiceOrderStep => ({
  order: { ...order, status: "cashed" },
  effects: [{ kind: "pay_insured", amount: order.granted }],
});

/** The work is done: the insurer's share of the bill is owed, and what is left of the grant is no loss. */
function rendered(
  order: ServiceOrder,
  status: "completed" | "replaced",
  finalCost: Fen,
  benefit: RepairBenefit,
): ServiceOrderStep {
  const insurerPays = insurersShare(benefit, finalCost, order.granted);
  const effects: ServiceOrderEffect[] = [];
  if (insurerPays > 0n) effects.push({ kind: "owe_repairer", amount: insurerPays });
  if (insurerPays < order.granted) effects.push({ kind: "save", amount: order.granted - insurerPays });
  return { order: { ...order, status, finalCost, insurerPays }, effects };
}
