import { present } from "@anxin/core/assert";
import { NO_FORMULAS } from "@anxin/core/claim/gather";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { productVersion } from "./catalogue.js";
import { readScenarios, type Scenario } from "./scenario.js";
import { play } from "./scenario-play.js";

const freight = present(productVersion("return-freight", 1), "freight is insured");
const RATE = { name: "a shirt", rate: { zone: "far" }, expect: { premium: 60, applied: { zone: "far" } } };
const CLAIM = {
  name: "a return",
  claim: { occurredAt: "delivery + 6d", return: {} },
  expect: { outcome: "approve", amount: 1_000, automatic: true },
};

function read(...written: unknown[]): Scenario[] {
  const found = readScenarios(written);
  if ("problems" in found) throw new Error(JSON.stringify(found.problems));
  return [...found.scenarios];
}
const problems = (...written: unknown[]): string[] => {
  const found = readScenarios(written, "/scenarios");
  return "problems" in found ? found.problems.map(({ pointer, code }) => `${pointer} ${code}`) : [];
};
const played = (written: object) => play(freight, present(read(written)[0], "it was read"), NO_FORMULAS);

describe("scenarios that people write", () => {
  test("are refused with everything that is wrong, by where it stands", () => {
    expect(problems(RATE, CLAIM)).toEqual([]);
    expect(
      problems({ ...RATE, rate: { colour: 1 } }, { ...CLAIM, claim: { occurredAt: "tomorrow" }, expect: {} }),
    ).toEqual([
      "/scenarios/0/rate/colour unknown_field",
      "/scenarios/1/claim/occurredAt time",
      "/scenarios/1/expect/outcome enum",
      "/scenarios/1/expect/amount integer",
      "/scenarios/1/expect/automatic boolean",
    ]);
    expect(problems(RATE, RATE)).toEqual(["/scenarios/1/name duplicate"]);
    expect(problems({ name: "both", rate: {}, claim: {}, expect: {} })).toEqual(["/scenarios/0 kind"]);
    expect(problems({ defaults: { nonsense: 1 } }, CLAIM)).toEqual(["/scenarios/1/claim/nonsense unknown_field"]);
  });

  test("cannot ask for more work than they are worth", () => {
    expect(problems({ ...CLAIM, claim: { evidence: { photo: 1_000_000 } } })).toEqual([
      "/scenarios/0/claim/evidence/photo integer",
    ]);
    expect(problems({ ...CLAIM, claim: { occurredAt: "delivery + 99999999d" } })).toEqual([
      "/scenarios/0/claim/occurredAt time",
    ]);
  });

  test("of any shape at all are read or refused, and played without harm", () => {
    fc.assert(
      fc.property(fc.array(fc.anything()), (written) => {
        const found = readScenarios(written);
        expect("problems" in found ? found.problems.length : found.scenarios.length).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe("a scenario that is played", () => {
  test("is green when everything that it expects was found, and red in the parts that were not", () => {
    expect(played(RATE)).toMatchObject({
      green: true,
      differences: [],
      found: { premium: 60, sumInsured: 1_200, tariff: "RF-2025-01" },
    });
    expect(played({ ...RATE, expect: { premium: 61, applied: { zone: "near" } } })).toMatchObject({
      green: false,
      differences: ["/premium", "/applied/zone"],
    });
    expect(played(CLAIM)).toMatchObject({ green: true, expected: { reasons: [] }, found: { amount: 1_000 } });
    expect(played({ ...CLAIM, expect: { ...CLAIM.expect, reasons: ["outside_window"] } })).toMatchObject({
      green: false,
      differences: ["/reasons"],
    });
  });

  test("says its times as instants", () => {
    const period = { name: "its end", period: {}, expect: { effectiveAt: "shipment", expiresAt: "shipment + 90d" } };
    expect(played(period)).toMatchObject({
      ...{ green: true, expected: { effectiveAt: "2026-11-11T16:30:00.000Z", expiresAt: "2027-02-09T16:30:00.000Z" } },
    });
  });

  test("is red and says why where it cannot be played", () => {
    expect(played({ ...CLAIM, claim: { ...CLAIM.claim, shipTo: null } })).toMatchObject({
      green: false,
      found: { unrated: "route_unrated" },
    });
    expect(played({ ...CLAIM, claim: { ...CLAIM.claim, bound: null } })).toMatchObject({
      green: false,
      found: { bound: null },
    });
    const twice = {
      ...freight,
      tariff: { ...freight.tariff, rows: [...freight.tariff.rows, ...freight.tariff.rows.slice(0, 1)] },
    };
    const found = play(twice, present(read(RATE)[0], "it was read"), NO_FORMULAS);
    expect(found).toMatchObject({ green: false, found: { problem: expect.stringContaining("one row") as string } });
  });
});
