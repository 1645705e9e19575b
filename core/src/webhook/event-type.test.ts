import { expect, test } from "vitest";
import { ALL_TYPES, EVENT_KINDS, hears, MERCHANT_TYPES, WEBHOOK_TYPES } from "./event-type.js";

/** The list of the published contract. */
const CONTRACT = [
  "policy.issued policy.declined policy.in_force policy.cancelled policy.expired",
  "claim.filed claim.evidence_requested claim.decided claim.closed claim.appealed payout.succeeded payout.failed payout.returned",
  "wallet.low wallet.debited campaign.exhausted switch.changed",
].flatMap((line) => line.split(" "));

test("every type of the contract is in the catalogue, in both languages, with an example", () => {
  expect(WEBHOOK_TYPES).toEqual(expect.arrayContaining(CONTRACT));
  for (const type of WEBHOOK_TYPES) {
    const { title, description, example, ofMerchant } = EVENT_KINDS[type];
    for (const text of [title.zh, title.en, description.zh, description.en]) expect(text).not.toBe("");
    expect(example.subject).toMatch(/^[a-z-]+\/\S+$/);
    expect("merchantId" in example.data).toBe(ofMerchant);
    // Ids, codes and times: nothing that a person wrote, and nobody's name.
    expect(JSON.stringify(example)).not.toMatch(/"(name|account|payee|description|note|reason|address|phone)":/);
  }
});

test("who asks for all hears of all, and a shop of nothing that is about no shop", () => {
  for (const type of WEBHOOK_TYPES) {
    expect(hears([ALL_TYPES], type)).toBe(true);
    expect(hears([type], type)).toBe(true);
    expect(
      hears(
        WEBHOOK_TYPES.filter((each) => each !== type),
        type,
      ),
    ).toBe(false);
  }
  expect(WEBHOOK_TYPES.filter((type) => !MERCHANT_TYPES.includes(type))).toEqual([
    "campaign.exhausted",
    "switch.changed",
  ]);
});
