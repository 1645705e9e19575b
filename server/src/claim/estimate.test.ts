import { DAY_MS, plus } from "@anxin/core/time";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../testing/server.js";
import {
  type Cover,
  claimOf,
  NOW,
  openShop,
  QUALITY_FIELDS,
  type Shop,
  TRANSIT_FIELDS,
  TRANSIT_PHOTOS,
} from "./testing/shop.js";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const estimate = (cover: Pick<Cover, "policyId">, body: object, as = shop.buyer): Promise<Answer> =>
  shop.server.call("POST", `/v1/policies/${cover.policyId}/claim-estimates`, { as, body });
const form = (cover: Cover, query = "", as = shop.buyer): Promise<Answer> =>
  shop.server.call("GET", `/v1/policies/${cover.policyId}/claim-form${query}`, { as });
const ALL_PHOTOS = [{ kind: "outer_box" }, { kind: "waybill_label" }, { kind: "damage", count: 2 }];

async function rowsWritten(): Promise<bigint> {
  const tables = [
    "claim",
    "claim_event",
    "decision",
    "payout",
    "transfer",
    "notice",
    "outbox",
    "claim_clock",
    "claim_mark",
  ];
  const counts = tables.map((table) => `(select count(*) from ${table})`).join(" + ");
  const { rows } = await shop.server.database.owner.query<{ n: bigint }>(`select (${counts})::int8 as n`);
  return rows[0]?.n ?? -1n;
}

describe("an estimate", () => {
  test("is what the claim is then paid, step by step, and writes nothing", async () => {
    const cover = await shop.cover({ product: "transit-damage" });
    const before = await rowsWritten();
    const { status, body } = await estimate(cover, {
      peril: "breakage",
      fields: TRANSIT_FIELDS,
      evidence: ALL_PHOTOS,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      product: "transit-damage",
      peril: "breakage",
      outcome: "approve",
      amount: 13_300,
      unanswered: [],
      missing: [],
      failedChecks: [],
      returns: [],
      steps: [{ amount: 13_300, clause: { id: expect.any(String), title: expect.any(String) } }],
    });
    expect(await rowsWritten()).toBe(before);
    const evidence = await shop.evidence(TRANSIT_PHOTOS);
    const claim = claimOf(await shop.file(cover, { peril: "breakage", fields: TRANSIT_FIELDS, evidence }));
    expect(claim.body["amount"]).toBe(13_300);
  });

  test("says what is open: answers, documents, and that the amount depends on them", async () => {
    const cover = await shop.cover({ product: "transit-damage" });
    expect((await estimate(cover, { evidence: [{ kind: "damage" }] })).body).toMatchObject({
      amount: null,
      automatic: false,
      unanswered: [{ name: "degree", title: "Degree of damage" }, { name: "inspectionNote" }],
      missing: [{ kind: "outer_box" }, { kind: "waybill_label" }, { kind: "damage", given: 1 }],
    });
  });

  test("says in plain words and by clause why nothing would be paid, and what would change it", async () => {
    const early = await shop.cover({ product: "transit-damage", effectiveAt: plus(NOW, DAY_MS) });
    expect((await estimate(early, { fields: TRANSIT_FIELDS, evidence: ALL_PHOTOS })).body).toMatchObject({
      outcome: "reject",
      amount: 0,
      failedChecks: [
        {
          code: "not_in_force",
          detail: expect.stringContaining("If the time is wrong, correct it"),
          clause: { id: expect.any(String), title: expect.any(String) },
        },
      ],
    });
    const quality = await shop.cover({ product: "quality", sumInsured: 60_000n });
    const fields = { ...QUALITY_FIELDS, reportNo: "E-1", institution: "街边检测点" };
    const { body } = await estimate(quality, { peril: "defect", fields });
    expect((body as { failedChecks: { code: string }[] }).failedChecks.map(({ code }) => code)).toContain(
      "report_not_accredited",
    );
  });

  test("names why a person would look, but no signal", async () => {
    const quality = await shop.cover({ product: "quality", sumInsured: 60_000n });
    const { body } = await estimate(quality, { peril: "defect", fields: { ...QUALITY_FIELDS, reportNo: "E-2" } });
    const { looks } = body as { looks: { code: string }[] };
    expect(looks.map(({ code }) => code)).toEqual(["evidence_incomplete", "needs_assessment"]);
  });

  test.each<[string, object, string]>([
    ["a peril of another product", { peril: "theft" }, "/peril"],
    ["a time to come", { occurredAt: "2026-12-22T04:00:00.000Z" }, "/occurredAt"],
    ["an answer that is none", { fields: { degree: "huge" } }, "/fields/degree"],
    ["a field that the form does not have", { fields: { colour: "red" } }, "/fields/colour"],
    ["a document that the product does not know", { evidence: [{ kind: "x-ray" }] }, "/evidence/0/kind"],
    ["a mode of no return", { mode: "teleport" }, "/mode"],
  ])("is refused for %s", async (_name, body, pointer) => {
    const cover = await shop.cover({ product: "transit-damage" });
    expect(await estimate(cover, body)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
  });

  test("is for those who may see the policy", async () => {
    const cover = await shop.cover({ product: "transit-damage" });
    for (const as of [shop.otherBuyer, shop.otherMerchant, shop.server.other.apiKey])
      expect((await estimate(cover, {}, as)).status).toBe(404);
    for (const as of [shop.merchant, shop.server.tenant.apiKey, shop.server.tenant.staff.adjuster.token])
      expect((await estimate(cover, {}, as)).status).toBe(200);
    expect((await estimate(cover, {}, "nobody")).status).toBe(401);
    expect((await estimate({ policyId: "pol_0000000000000" }, {})).status).toBe(404);
  });
});

describe("a return, before the parcel goes", () => {
  const returns = ({ body }: Answer) =>
    (body as { returns: { mode: string; wouldBePaid: boolean; amount: number | null; until: string | null }[] })
      .returns;

  test("would be paid so much by each mode, until the end of cover", async () => {
    const cover = await shop.cover({ product: "return-freight", sumInsured: 2_500n });
    const offered = returns(await form(cover));
    expect(offered).toMatchObject([
      { mode: "self_ship", wouldBePaid: true, until: "2026-12-22T04:00:00.000Z", failedChecks: [] },
      { mode: "pickup", wouldBePaid: true, failedChecks: [] },
    ]);
    for (const { amount } of offered) expect(amount).toBeGreaterThan(0);
    expect(returns(await form(cover, "?mode=pickup"))).toEqual([offered[1]]);
    const from = { province: "四川省", city: "成都市" };
    expect(returns(await estimate(cover, { mode: "self_ship", from }))).toMatchObject([offered[0]]);
  });

  test("would not be paid out of time, and the form says why", async () => {
    const over = await shop.cover({ product: "return-freight", expiresAt: plus(NOW, -DAY_MS) });
    expect(returns(await form(over))).toMatchObject([
      {
        wouldBePaid: false,
        amount: 0,
        failedChecks: expect.arrayContaining([expect.objectContaining({ code: "outside_window" })]),
      },
      { wouldBePaid: false },
    ]);
  });

  test("is of no concern to other covers", async () => {
    expect(returns(await form(await shop.cover({ product: "transit-damage" })))).toEqual([]);
  });
});

describe("the form", () => {
  test("shows the declaration that is confirmed, and a claim keeps which words those were", async () => {
    const cover = await shop.cover({ product: "transit-damage" });
    const { body } = await form(cover);
    const { declaration } = body as { declaration: { version: number; text: string; sha256: string } };
    expect(declaration).toMatchObject({ version: 1, text: expect.stringContaining("Article 27") });
    const evidence = await shop.evidence(TRANSIT_PHOTOS);
    const filed = { peril: "breakage", fields: TRANSIT_FIELDS, evidence, declarationVersion: declaration.version };
    const claim = claimOf(await shop.file(cover, filed));
    expect(claim.body).toMatchObject({
      declaration: true,
      declarationVersion: 1,
      declarationText: declaration.text,
      declarationLanguage: "en",
      declarationSha256: declaration.sha256,
      declaredAt: "2026-11-22T04:00:00.000Z",
      declaredBy: "buyer",
    });
    const read = { as: shop.buyer, headers: { "accept-language": "zh-CN" } };
    const again = await shop.server.call("GET", `/v1/claims/${claim.claimId}`, read);
    expect(again.body).toMatchObject({ declarationText: declaration.text, declarationLanguage: "en" });
  });

  test("has no wording that nobody was ever shown", async () => {
    const cover = await shop.cover({ product: "transit-damage" });
    const evidence = await shop.evidence(TRANSIT_PHOTOS);
    const filed = { peril: "breakage", fields: TRANSIT_FIELDS, evidence, declarationVersion: 7 };
    expect(await shop.file(cover, filed)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/declarationVersion" }] },
    });
  });

  test("is made for one peril of the product", async () => {
    const cover = await shop.cover({ product: "transit-damage" });
    expect((await form(cover, "?peril=wetting")).body).toMatchObject({ peril: "wetting" });
    expect(await form(cover, "?peril=theft")).toMatchObject({ status: 400, body: { code: "validation_failed" } });
    expect((await form(cover, "?mode=teleport")).status).toBe(400);
  });
});
