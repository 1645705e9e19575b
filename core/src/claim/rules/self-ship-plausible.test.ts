import { expect, test } from "vitest";
import type { ProductVersion } from "../../product/product.js";
import { type ReturnFact, someFacts } from "../../testing/facts.js";
import { at } from "../../testing/moment.js";
import { PRODUCT, SIGNALS } from "../../testing/product.js";
import { selfShipPlausible } from "./self-ship-plausible.js";

const product = { ...PRODUCT, signals: SIGNALS };
/** A product that pays less for a pickup than for shipping alone. */
const cheapPickup: ProductVersion = {
  ...product,
  coverage: {
    ...product.coverage,
    benefit: {
      kind: "route_schedule",
      schedule: {
        same_city: { selfShip: 500n, pickup: 300n },
        same_province: { selfShip: 700n, pickup: 400n },
        near: { selfShip: 900n, pickup: 500n },
        far: { selfShip: 1_100n, pickup: 600n },
        remote: { selfShip: 2_100n, pickup: 1_200n },
      },
    },
  },
};
const scan = (weightGrams: number) => {
  return { at: at("2026-03-07T00:00:00Z"), kind: "picked_up", province: "四川", city: "", weightGrams };
};
function judge(weight: number, amount: bigint | null, sold = cheapPickup, back: Partial<ReturnFact> = {}) {
  const outbound = [{ waybillKey: null, lineIds: ["1"], scans: [scan(2_000)] }];
  const facts = someFacts({ return: { scans: [scan(weight)], ...back }, signals: { outbound } });
  return selfShipPlausible(facts, sold, amount);
}

test("a parcel far lighter than what was sent is paid as a pickup where that is less, with the reason", () => {
  expect(judge(999, 1_100n)).toEqual({
    outcome: "amount",
    reason: "self_ship_unproven",
    amount: 600n,
    inputs: { most: 999, sent: 2_000, gramsMax: 500, percentMax: 50, before: 1_100n, pickup: 600n },
  });
  expect(judge(1_000, 1_100n).outcome).toBe("met");
});

test("where a pickup is not less, or nothing was promised yet, a person looks", () => {
  expect(judge(999, 600n)).toMatchObject({ outcome: "refer", reason: "self_ship_unproven" });
  expect(judge(999, 1_100n, product).outcome).toBe("refer");
  expect(judge(999, null).outcome).toBe("refer");
});

test("a pickup, an unknown way, or a product that measures nothing is not judged", () => {
  expect(judge(1, 1_100n, cheapPickup, { mode: "pickup" }).outcome).toBe("not_applicable");
  expect(judge(1, 1_100n, PRODUCT).outcome).toBe("not_applicable");
  const nowhere = someFacts({ order: { returnTo: null } });
  expect(selfShipPlausible(nowhere, product, 1n)).toMatchObject({ outcome: "not_applicable", inputs: { zone: null } });
});
