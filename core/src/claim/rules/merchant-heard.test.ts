import { describe, expect, test } from "vitest";
import { someFacts } from "../../testing/facts.js";
import { at } from "../../testing/moment.js";
import { PRODUCT } from "../../testing/product.js";
import { type MerchantAnswer, merchantFact } from "../merchant-fact.js";
import { merchantHeard } from "./merchant-heard.js";

/** Asked on a Tuesday: three working days end with Friday. */
const askedAt = at("2026-03-10T01:00:00Z");
const until = at("2026-03-13T16:00:00Z");
const SILENT: MerchantAnswer = { askedAt, answeredAt: null, position: null, answerUntil: null };
const product = { merchantAnswer: { days: 3 } };

const heard = (answer: MerchantAnswer, decidedAt: ReturnType<typeof at>) =>
  merchantHeard({ ...someFacts({}), decidedAt, merchant: merchantFact(product, answer, askedAt) }, PRODUCT, null);

describe("a decision waits for the merchant", () => {
  test("until the last millisecond of the days that they have", () => {
    expect(heard(SILENT, at("2026-03-13T15:59:59.999Z"))).toEqual({
      outcome: "refer",
      reason: "merchant_not_heard",
      inputs: { askedAt, answeredAt: null, answerUntil: until, position: null },
    });
    expect(heard(SILENT, until).outcome).toBe("met");
    expect(heard(SILENT, at("2026-03-13T16:00:00.001Z")).outcome).toBe("met");
  });

  test("no longer than until they answer, whatever they say, and also when they say nothing", () => {
    for (const position of ["accepts", "disputes", null] as const) {
      const answer = { ...SILENT, answeredAt: at("2026-03-10T02:00:00Z"), position };
      expect(heard(answer, at("2026-03-10T03:00:00Z"))).toMatchObject({ outcome: "met", inputs: { position } });
    }
  });

  test("until the time that they were told, where they were told one", () => {
    const told = { ...SILENT, answerUntil: at("2026-03-20T16:00:00Z") };
    expect(heard(told, until).outcome).toBe("refer");
    expect(heard(told, at("2026-03-20T16:00:00Z")).outcome).toBe("met");
  });

  test("as long as they are silent in a year whose working days nobody has announced", () => {
    const late = { ...SILENT, askedAt: at("2027-03-10T01:00:00Z") };
    expect(heard(late, at("2027-12-01T00:00:00Z"))).toMatchObject({ outcome: "refer", inputs: { answerUntil: null } });
  });
});

test("holidays are no working days: asked before Golden Week, they have until after it", () => {
  const fact = merchantFact(product, null, at("2026-09-29T01:00:00Z"));
  expect(fact).toMatchObject({ askedAt: at("2026-09-29T01:00:00Z"), answerUntil: at("2026-10-09T16:00:00Z") });
});

test("a product that waits for no merchant has nobody to hear", () => {
  expect(merchantFact({ merchantAnswer: null }, SILENT, askedAt)).toBeNull();
  expect(merchantHeard(someFacts({}), PRODUCT, null)).toEqual({ outcome: "not_applicable", inputs: { askedAt: null } });
});
