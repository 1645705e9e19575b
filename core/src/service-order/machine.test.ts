import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coveredBy } from "../testing/product.js";
import {
  mayTake,
  openedOrder,
  SERVICE_ORDER_COMMANDS,
  type ServiceOrder,
  type ServiceOrderCommand,
  type ServiceOrderEffect,
  step,
} from "./machine.js";
import { chosenOnForm, insurersShare, repairBenefit } from "./settlement.js";

const BENEFIT = { kind: "repair_cost", costField: "cost", deductible: 50n, deductiblePercent: 10 } as const;
const GRANTED = 850n;

/** Takes the commands one after the other; throws where one is not taken. */
function led(choice: "repair" | "replace" | "cash", ...commands: readonly ServiceOrderCommand[]) {
  let last = openedOrder(choice, GRANTED);
  for (const command of commands) {
    const next = step(last.order, command, BENEFIT);
    if (next === null) throw new Error(`${last.order.status} does not take ${command.kind}`);
    last = next;
  }
  return last;
}
const accept = { kind: "accept" } as const;
const start = { kind: "start" } as const;
const complete = (finalCost: bigint) => ({ kind: "complete", finalCost }) as const;

describe("a repair", () => {
  test("costs the insurer its share of the bill, and what is left of the grant is no loss", () => {
    const { order, effects } = led("repair", accept, start, complete(900n));
    expect(order).toMatchObject({ status: "completed", finalCost: 900n, insurerPays: 760n, settled: false });
    expect(effects).toEqual([
      { kind: "owe_repairer", amount: 760n },
      { kind: "save", amount: 90n },
    ]);
  });

  test("that is dearer than was granted costs the insurer the grant", () => {
    expect(led("repair", accept, start, complete(1_001n)).effects).toEqual([{ kind: "owe_repairer", amount: 850n }]);
  });

  test("that costs no more than the insured bears costs the insurer nothing, and is never settled", () => {
    const { order, effects } = led("repair", accept, start, complete(55n));
    expect(effects).toEqual([{ kind: "save", amount: 850n }]);
    expect(mayTake(order, "settle")).toBe(false);
  });

  test("that fails is paid out, or replaced", () => {
    const failed = led("repair", accept, start, { kind: "fail", instead: "cash" });
    expect(failed).toMatchObject({ order: { status: "cashed" }, effects: [{ kind: "pay_insured", amount: 850n }] });
    const replaced = led(
      "repair",
      accept,
      { kind: "fail", instead: "replace" },
      { kind: "replace", finalCost: 2_000n },
    );
    expect(replaced).toMatchObject({
      order: { status: "replaced" },
      effects: [{ kind: "owe_repairer", amount: 850n }],
    });
    expect(led("repair", accept, { kind: "fail", instead: "replace" }, { kind: "cash" }).order.status).toBe("cashed");
  });

  test("is settled once", () => {
    const { order, effects } = led("repair", accept, start, complete(900n), { kind: "settle" });
    expect(effects).toEqual([{ kind: "pay_repairer", amount: 760n }]);
    expect(SERVICE_ORDER_COMMANDS.filter((kind) => mayTake(order, kind))).toEqual([]);
  });
});

test("a replacement is bought without a repair", () => {
  expect(led("replace", { kind: "replace", finalCost: 500n }).order).toMatchObject({
    status: "replaced",
    insurerPays: 400n,
  });
  expect(mayTake(openedOrder("replace", 1n).order, "accept")).toBe(false);
  expect(mayTake(openedOrder("repair", 1n).order, "replace")).toBe(false);
});

test("money is paid at once", () => {
  expect(openedOrder("cash", 7n)).toMatchObject({
    order: { status: "cashed" },
    effects: [{ kind: "pay_insured", amount: 7n }],
  });
});

test("what was cancelled cost nothing and takes nothing more", () => {
  const { order, effects } = led("repair", accept, { kind: "cancel" });
  expect(effects).toEqual([]);
  expect(SERVICE_ORDER_COMMANDS.filter((kind) => mayTake(order, kind))).toEqual([]);
});

const command: fc.Arbitrary<ServiceOrderCommand> = fc.oneof(
  fc.constantFrom<ServiceOrderCommand>(accept, start, { kind: "cash" }, { kind: "cancel" }, { kind: "settle" }),
  fc.constantFrom<ServiceOrderCommand>({ kind: "fail", instead: "cash" }, { kind: "fail", instead: "replace" }),
  fc.bigInt({ min: 0n, max: 2_000n }).map((finalCost) => ({ kind: "complete", finalCost }) as const),
  fc.bigInt({ min: 0n, max: 2_000n }).map((finalCost) => ({ kind: "replace", finalCost }) as const),
);

test("whatever is asked of an order, the grant goes one way, once, and whole", () => {
  const choice = fc.constantFrom("repair", "replace", "cash") as fc.Arbitrary<"repair" | "replace" | "cash">;
  fc.assert(
    fc.property(
      choice,
      fc.bigInt({ min: 1n, max: 1_000n }),
      fc.array(command, { maxLength: 12 }),
      (first, granted, commands) => {
        let { order, effects } = openedOrder(first, granted);
        const all: ServiceOrderEffect[] = [...effects];
        for (const each of commands) {
          const next = step(order, each, BENEFIT);
          expect(next !== null).toBe(mayTake(order, each.kind));
          if (next === null) continue;
          ({ order, effects } = next);
          all.push(...effects);
        }
        const of = (kind: ServiceOrderEffect["kind"]): bigint =>
          all.filter((effect) => effect.kind === kind).reduce((total, { amount }) => total + amount, 0n);
        const toInsured = of("pay_insured");
        const used = of("owe_repairer") + of("save");
        const isOver = (["completed", "replaced", "cashed"] as ServiceOrder["status"][]).includes(order.status);
        expect(toInsured + used).toBe(isOver ? granted : 0n);
        expect(toInsured === 0n || used === 0n).toBe(true);
        expect(of("pay_repairer")).toBe(order.settled ? of("owe_repairer") : 0n);
        expect(all.every(({ amount }) => amount > 0n)).toBe(true);
      },
    ),
    { numRuns: 1_000 },
  );
});

test("the insurer's share is at most the grant, and in doubt for the insured", () => {
  expect(insurersShare(BENEFIT, 109n, 1_000n)).toBe(49n);
  expect(insurersShare(BENEFIT, 0n, 1_000n)).toBe(0n);
  expect(insurersShare({ ...BENEFIT, deductible: 0n, deductiblePercent: 0 }, 1_001n, 1_000n)).toBe(1_000n);
});

test("a choice is one only where the product promises a repair", () => {
  const product = coveredBy({ benefit: BENEFIT });
  expect(repairBenefit(product)).toBe(BENEFIT);
  expect(chosenOnForm({ settlement: "repair" }, product)).toBe("repair");
  expect(chosenOnForm({ settlement: "gold" }, product)).toBe("cash");
  expect(chosenOnForm({}, product)).toBe("cash");
  expect(chosenOnForm({ settlement: "repair" }, coveredBy({}))).toBe("cash");
});
