// Understands how a cost is asked for while somebody is still moving a slider.

import type { operations } from "@anxin/client/contract.generated";
import type { AnswerOf } from "@anxin/client/operation";
import { simulateCover } from "@anxin/client/operations.generated";
import { useAnswer } from "@anxin/ui/api";
import { useEffect, useRef, useState } from "react";
import { useShop } from "../shop.js";
import type { CostInput } from "./input.js";

export type Simulation = AnswerOf<operations["simulateCover"]>;

/** A slider that moves asks so often at the most; the first and the last place are always asked for. */
const APART_MS = 80;

/** A value, at once where it stood still, and no more often than that while it moves. */
function useCalmed<T>(value: T): T {
  const [calmed, setCalmed] = useState(value);
  const last = useRef(0);
  useEffect(() => {
    const wait = Math.max(0, last.current + APART_MS - performance.now());
    const take = (): void => {
      last.current = performance.now();
      setCalmed(value);
    };
    if (wait === 0) {
      take();
      return;
    }
    const timer = setTimeout(take, wait);
    return () => clearTimeout(timer);
  }, [value]);
  return calmed;
}

/** What the API says of the input, the last answer while the next one comes. */
export function useSimulation(product: string, input: CostInput) {
  const { merchantId } = useShop();
  const settled = useCalmed(input);
  const rows = settled.rows.filter(({ ordersPerMonth, averagePrice }) => ordersPerMonth > 0 && averagePrice > 0);
  const { returnRatePpm } = settled;
  return useAnswer(
    simulateCover,
    {
      path: { merchantId },
      body: { product, categories: [...rows], ...(returnRatePpm === null ? {} : { returnRatePpm }) },
    },
    { enabled: rows.length > 0, keepsLast: true },
  );
}
