import { HOUR_MS } from "@anxin/core/time";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../testing/server.js";
import { type ClaimAnswer, claimOf, freshKey, MERCHANT, openShop, type Shop } from "./testing/shop.js";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const staff = () => shop.server.tenant.staff;
const APPRAISED = {
  institution: "中国检验认证集团奢侈品鉴定中心",
  reportDate: "2026-11-20",
  conclusion: "failed",
};

let reports = 0;
/** A claim on goods said to be counterfeit: the merchant is heard before anybody decides. */
async function counterfeit(): Promise<ClaimAnswer> {
  const cover = await shop.cover({ product: "authenticity", sumInsured: 200_000n });
  const evidence = await shop.evidence(["product_photo", "product_photo", "appraisal"]);
  const fields = { ...APPRAISED, reportNo: `A-${++reports}` };
  const answer = await shop.file(cover, { peril: "counterfeit", fields, evidence });
  expect(answer.status).toBe(201);
  return claimOf(answer);
}

const STATEMENT = { position: "disputes", statement: "正品授权进货，批次可查" };
function state(claim: ClaimAnswer, body: object = STATEMENT, as = shop.merchant): Promise<Answer> {
  const url = `/v1/claims/${claim.claimId}/merchant-statement`;
  return shop.server.call("POST", url, { as, key: freshKey(), body });
}
const read = async (claim: ClaimAnswer, as = shop.buyer) => {
  const { body, headers } = await shop.server.call("GET", `/v1/claims/${claim.claimId}`, { as });
  return { ...claim, etag: String(headers["etag"]), body: body as Readonly<Record<string, unknown>> };
};
const files = (...kinds: string[]) => shop.evidence(kinds, `merchant:${MERCHANT}`);
type Entries = readonly Readonly<Record<string, unknown>>[];

describe("the merchant", () => {
  test("is asked when the claim is made, with the time that they have", async () => {
    const claim = await counterfeit();
    expect(claim.body).toMatchObject({
      status: "in_review",
      merchantStatement: {
        askedAt: "2026-11-22T04:00:00.000Z",
        answerUntil: "2026-11-25T16:00:00.000Z",
        answeredAt: null,
      },
    });
    const seen = (await read(claim, shop.merchant)).body;
    expect((seen["timeline"] as Entries).at(-1)).toMatchObject({
      kind: "merchant_asked",
      text: "Please tell your side, and send your evidence.",
    });
    expect((seen["clocks"] as Entries).map(({ code }) => code)).toContain("merchant_answer");
    const { rows } = await shop.server.database.owner.query(
      "select audience, recipient_id, kind from notice where subject = $1",
      [`claim:${claim.claimId}`],
    );
    expect(rows).toEqual([{ audience: "merchant", recipient_id: MERCHANT, kind: "merchant_asked" }]);
  });

  test("is not asked where the product does not hear them", async () => {
    const cover = await shop.cover({ product: "price-protection" });
    const evidence = await shop.evidence(["price_proof"]);
    const claim = claimOf(await shop.file(cover, { peril: "price_drop", fields: {}, evidence }));
    expect(claim.body["merchantStatement"] ?? null).toBeNull();
  });

  test("finds what waits for them in a list of its own, until they answer or it is decided", async () => {
    const claim = await counterfeit();
    const second = await counterfeit();
    const waiting = async (as = shop.merchant): Promise<readonly string[]> => {
      const answer = await shop.server.call("GET", "/v1/claims?waitsForMerchant=true&limit=200", { as });
      expect(answer.status).toBe(200);
      return (answer.body as { data: { claimId: string }[] }).data.map(({ claimId }) => claimId);
    };
    expect(await waiting()).toEqual(expect.arrayContaining([claim.claimId, second.claimId]));
    await state(claim);
    expect(await waiting()).not.toContain(claim.claimId);
    expect(await waiting()).toContain(second.claimId);
    expect(await waiting(staff().adjuster.token)).toContain(second.claimId);
    const all = await shop.server.call("GET", "/v1/claims?waitsForMerchant=false&limit=200", { as: shop.merchant });
    expect(JSON.stringify(all.body)).toContain(claim.claimId);
  });

  test("answers with a position, words and files of their own, and may say it anew until the decision", async () => {
    const claim = await counterfeit();
    shop.server.clock.advance(HOUR_MS);
    const first = await state(claim, { ...STATEMENT, evidence: await files("purchase_record", "authorisation") });
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({
      status: "in_review",
      merchantStatement: { position: "disputes", statement: STATEMENT.statement, statedBy: "merchant", wordings: 1 },
    });
    expect(first.headers["etag"]).not.toBe(claim.etag);
    expect((await state(claim, { position: "accepts", statement: "核实后认可" })).status).toBe(201);
    const seen = (await read(claim, staff().adjuster.token)).body;
    expect(seen["merchantStatement"]).toMatchObject({ position: "accepts", statement: "核实后认可", wordings: 2 });
    expect((seen["timeline"] as Entries).slice(-2).map(({ text }) => text)).toEqual([
      "The merchant's side, sent by the merchant: disputes it.",
      "The merchant's side, sent by the merchant: accepts the claim.",
    ]);
    expect((seen["clocks"] as Entries).find(({ code }) => code === "merchant_answer")).toMatchObject({ state: "met" });
    shop.server.clock.advance(-HOUR_MS);
  });

  test("and the buyer see of each other's side that there is one, and its position; files only where they must answer", async () => {
    const claim = await counterfeit();
    await state(claim, { ...STATEMENT, evidence: await files("purchase_record") });
    const buyer = (await read(claim)).body;
    expect(buyer["merchantStatement"]).toMatchObject({ position: "disputes", statement: null });
    expect((buyer["evidence"] as Entries).map(({ party, evidenceId }) => [party, evidenceId === null])).toEqual([
      ["buyer", false],
      ["buyer", false],
      ["buyer", false],
      ["merchant", true],
    ]);
    const merchant = (await read(claim, shop.merchant)).body;
    expect((merchant["evidence"] as Entries).every(({ evidenceId }) => evidenceId !== null)).toBe(true);
  });

  test("proves nothing for the claim with what they send", async () => {
    const cover = await shop.cover({ product: "authenticity", sumInsured: 200_000n });
    const fields = { ...APPRAISED, reportNo: `A-${++reports}` };
    const claim = claimOf(await shop.file(cover, { peril: "counterfeit", fields, evidence: [] }));
    const answer = await state(claim, { ...STATEMENT, evidence: await files("authorisation") });
    expect(answer.status).toBe(201);
    const { body } = await read(claim);
    expect((body["missing"] as Entries).map(({ kind }) => kind)).toEqual(["product_photo", "appraisal"]);
  });

  test.each<[string, object, number, string]>([
    ["no position", { statement: "x" }, 400, "validation_failed"],
    ["no words", { position: "accepts", statement: "" }, 400, "validation_failed"],
    [
      "a slot of the buyer's",
      { ...STATEMENT, evidence: [{ evidenceId: "evd_0000000000000", kind: "appraisal" }] },
      400,
      "validation_failed",
    ],
    [
      "a file of nobody's",
      { ...STATEMENT, evidence: [{ evidenceId: "evd_0000000000000", kind: "authorisation" }] },
      422,
      "evidence_unknown",
    ],
  ])("is refused with %s", async (_name, body, status, code) => {
    expect(await state(await counterfeit(), body)).toMatchObject({ status, body: { code } });
  });

  test("speaks for their own shop, or the marketplace for them", async () => {
    const claim = await counterfeit();
    expect((await state(claim, STATEMENT, shop.otherMerchant)).status).toBe(404);
    expect((await state(claim, STATEMENT, shop.server.other.apiKey)).status).toBe(404);
    for (const as of [shop.buyer, staff().adjuster.token]) expect((await state(claim, STATEMENT, as)).status).toBe(403);
    expect((await state(claim, STATEMENT, "nobody")).status).toBe(401);
    expect((await state(claim, STATEMENT, shop.server.tenant.apiKey)).status).toBe(201);
  });

  test("is told when it is too late to say anything", async () => {
    const claim = await counterfeit();
    await state(claim);
    const decided = await shop.decide(
      await read(claim, staff().supervisor.token),
      {
        outcome: "reject",
        reasonCodes: ["not_covered"],
      },
      staff().supervisor.token,
    );
    expect(decided.status).toBe(201);
    expect(await state(claim)).toMatchObject({
      status: 409,
      body: {
        code: "state_conflict",
        decidedAt: "2026-11-22T04:00:00.000Z",
        detail: expect.stringContaining("cannot change the decision"),
      },
    });
  });

  test("and whoever decides never pass each other by: one comes first, the other learns of it", async () => {
    for (let i = 0; i < 10; i++) {
      const claim = await counterfeit();
      await state(claim);
      const current = await read(claim, staff().supervisor.token);
      const reject = { outcome: "reject", reasonCodes: ["not_covered"] };
      const [said, decided] = await Promise.all([
        state(claim, { position: "accepts", statement: "认可" }),
        shop.decide(current, reject, staff().supervisor.token),
      ]);
      // Whoever decides has read all that was said: what comes in between makes their version stale.
      expect([said.status, decided.status].sort()).toEqual(said.status === 201 ? [201, 412] : [201, 409]);
    }
  });
});
