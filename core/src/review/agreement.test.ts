import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { agreement } from "./agreement.js";

describe("agreement", () => {
  test("has Wilson's interval", () => {
    // Newcombe 1998, table I: 81 of 263 gives 0.2553 to 0.3662, 15 of 148 gives 0.0624 to 0.1605.
    expect(agreement(81, 263)).toMatchObject({ permille: 308, lowPermille: 255, highPermille: 366 });
    expect(agreement(15, 148)).toMatchObject({ permille: 101, lowPermille: 62, highPermille: 160 });
    expect(agreement(0, 20)).toMatchObject({ permille: 0, lowPermille: 0, highPermille: 161 });
    expect(agreement(29, 29)).toMatchObject({ permille: 1_000, lowPermille: 883, highPermille: 1_000 });
  });

  test("says nothing of nothing", () => {
    expect(agreement(0, 0)).toBeNull();
  });

  test("is inside its interval, which is inside 0 and 1", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), fc.nat(), (assessed, some) => {
        const found = agreement(some % (assessed + 1), assessed);
        expect(found).not.toBeNull();
        const { permille = -1, lowPermille = 0, highPermille = 0 } = found ?? {};
        expect(lowPermille).toBeGreaterThanOrEqual(0);
        expect(highPermille).toBeLessThanOrEqual(1_000);
        expect(permille).toBeGreaterThanOrEqual(lowPermille);
        expect(permille).toBeLessThanOrEqual(highPermille);
      }),
    );
  });
});
