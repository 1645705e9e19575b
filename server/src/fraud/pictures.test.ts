import { afterAll, beforeAll, expect, test } from "vitest";
import { claimOf, openShop, type Shop, TRANSIT_FIELDS, TRANSIT_PHOTOS } from "../claim/testing/shop.js";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const FORM = { peril: "breakage", fields: TRANSIT_FIELDS };
const adjuster = () => shop.server.tenant.staff.adjuster.token;

/** What the rule on pictures says of a claim. */
async function pictures(claimId: string) {
  const { body } = await shop.server.call("GET", `/v1/claims/${claimId}/findings`, { as: adjuster() });
  const { data } = body as { data: { rule: string; outcome: string; reason: string | null; inputs: object }[] };
  return data.find(({ rule }) => rule === "picture_unseen");
}

test("a picture of a claim on another order makes a person look, and says which; on the same order it is no wonder", async () => {
  const evidence = await shop.evidence(TRANSIT_PHOTOS);
  const cover = await shop.cover({ product: "transit-damage" });
  const first = claimOf(await shop.file(cover, { ...FORM, evidence }));
  expect(first.body).toMatchObject({ status: "approved" });
  const sameOrder = claimOf(await shop.file(cover, { ...FORM, evidence }));
  expect(await pictures(sameOrder.claimId)).toMatchObject({ outcome: "met", inputs: { pictures: 4, seen: 0 } });

  const other = await shop.cover({ product: "transit-damage" });
  const reused = claimOf(await shop.file(other, { ...FORM, evidence: evidence.slice(0, 1) }));
  expect(reused.body).toMatchObject({ status: "in_review", decision: null });
  expect(await pictures(reused.claimId)).toMatchObject({
    outcome: "refer",
    reason: "image_reused",
    inputs: { pictures: 1, seen: 2, seen_1: expect.stringMatching(/^evd_\w+ same clm_\w+ \(0\/64\)$/) },
  });
  const own = await shop.cover({ product: "transit-damage" });
  const honest = claimOf(await shop.file(own, { ...FORM, evidence: await shop.evidence(TRANSIT_PHOTOS) }));
  expect(honest.body).toMatchObject({ status: "approved" });
});

test("claims that are looked at together see each other's pictures", async () => {
  const evidence = await shop.evidence(["damage"]);
  const claimIds: string[] = [];
  for (let i = 0; i < 2; i++) {
    const cover = await shop.cover({ product: "transit-damage" });
    claimIds.push(claimOf(await shop.file(cover, { ...FORM, evidence })).claimId);
  }
  const { body } = await shop.server.call("GET", "/v1/review/claims", { as: adjuster() });
  const { data } = body as { data: { claimId: string; suggestion: { reasonCodes: string[] } }[] };
  const waiting = data.filter(({ claimId }) => claimIds.includes(claimId));
  expect(waiting).toHaveLength(2);
  for (const { suggestion } of waiting) expect(suggestion.reasonCodes).toContain("image_reused");
});
