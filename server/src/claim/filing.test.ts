import { present } from "@anxin/core/assert";
import { adjudicate } from "@anxin/core/claim/adjudicate";
import { decodeFacts } from "@anxin/core/claim/facts";
import { encodeFindings } from "@anxin/core/claim/finding";
import { DAY_MS, plus } from "@anxin/core/time";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../testing/server.js";
import {
  type Cover,
  claimOf,
  freshKey,
  NOW,
  openShop,
  QUALITY_FIELDS,
  QUALITY_FILES,
  REPAIR_FILES,
  rawClaimId,
  repairFields,
  type Shop,
  TRANSIT_FIELDS,
  TRANSIT_PHOTOS,
} from "./testing/shop.js";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const count = async (table: string): Promise<bigint> => {
  const { rows } = await shop.server.database.owner.query<{ n: bigint }>(`select count(*)::int8 as n from ${table}`);
  return present(rows[0], "a count").n;
};

async function transitClaim(cover: Cover, change: Readonly<Record<string, unknown>> = {}) {
  const evidence = await shop.evidence(TRANSIT_PHOTOS);
  return shop.file(cover, { peril: "breakage", fields: TRANSIT_FIELDS, evidence, ...change });
}

describe("a claim that rules may decide", () => {
  test("is decided at once, with its payout, its postings, and findings that say why", async () => {
    const cover = await shop.cover({ product: "transit-damage" });
    const before = await shop.balances();
    const answer = await transitClaim(cover);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      status: "approved",
      category: "decided",
      amount: 13_300,
      product: "transit-damage",
      missing: [],
      decision: { outcome: "approve", amount: 13_300, decidedBy: "rules", automatic: true },
      payouts: [{ amount: 13_300, status: "prepared", payee: expect.stringContaining("***") }],
      appeals: [],
      reserve: null,
    });
    const { claimId, etag, body } = claimOf(answer);
    expect(body["timeline"]).toMatchObject([
      { sequence: 1, kind: "filed", actor: "buyer", from: null, to: "filed" },
      { sequence: 2, kind: "decided", actor: "rules", from: "filed", to: "approved" },
    ]);
    expect(body["clocks"]).toMatchObject([
      { code: "decision", article: 23, metAt: "2026-11-22T04:00:00.000Z" },
      { code: "payment", article: 23, dueAt: "2026-12-02T16:00:00.000Z", metAt: null },
    ]);
    const after = await shop.balances();
    const moved = (code: string): bigint => (after[code] ?? 0n) - (before[code] ?? 0n);
    expect({
      incurred: moved("6511"),
      outstanding: moved("2602"),
      payable: moved("2241"),
      clearing: moved("1231"),
    }).toEqual({
      incurred: -13_300n,
      outstanding: 0n,
      payable: 0n,
      clearing: 13_300n,
    });
    const read = await shop.server.call("GET", `/v1/claims/${claimId}`, { as: shop.buyer });
    expect(read.headers["etag"]).toBe(etag);
    expect(read.body).toEqual(body);
  });

  test("leaves facts from which the decision is made again, finding for finding", async () => {
    const cover = await shop.cover({ product: "transit-damage" });
    const { claimId } = claimOf(await transitClaim(cover, { requestedAmount: 20_000 }));
    const { rows } = await shop.server.database.owner.query<{
      facts: string;
      findings: string;
      outcome: string;
      amount: bigint;
    }>("select facts, findings, outcome, amount from decision where claim_id = $1", [rawClaimId(claimId)]);
    const [decision] = rows;
    const product = present(shop.server.context.catalogue.version("transit-damage", 1), "the version is sold");
    const again = adjudicate(decodeFacts(decision?.facts ?? ""), product);
    expect(encodeFindings(again.findings)).toBe(decision?.findings);
    expect(again).toMatchObject({ outcome: "partly_approve", amount: 13_300n });
    expect(decision).toMatchObject({ outcome: "partly_approve", amount: 13_300n });
  });

  test("uses the policy up where the product pays once, and the next claim is refused with its reason", async () => {
    const cover = await shop.cover({ product: "transit-damage" });
    await transitClaim(cover);
    const second = await transitClaim(cover);
    expect(second.status).toBe(201);
    expect(second.body).toMatchObject({
      status: "rejected",
      amount: 0,
      decision: {
        outcome: "reject",
        reasonCodes: ["already_claimed"],
        reasons: [{ code: "already_claimed", clause: { id: expect.any(String) } }],
      },
      payouts: [],
      clocks: [{ code: "decision" }, { code: "refusal_notice", article: 24, dueAt: "2026-11-25T16:00:00.000Z" }],
    });
    const { rows } = await shop.server.database.owner.query("select kind from endorsement where policy_id = $1", [
      cover.id,
    ]);
    expect(rows).toEqual([{ kind: "exhausted" }]);
  });

  test("is decided against the claimant too, with reasons, when the cover was not in force", async () => {
    const cover = await shop.cover({ product: "transit-damage", effectiveAt: plus(NOW, -DAY_MS) });
    const answer = await transitClaim(cover);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      status: "rejected",
      decision: { reasonCodes: ["not_in_force"], automatic: true },
    });
  });

  test("is owed even when nobody told where the money goes", async () => {
    const cover = await shop.cover({ product: "transit-damage", withoutPayee: true });
    const answer = await transitClaim(cover);
    expect(answer.body).toMatchObject({ status: "approved", payouts: [{ status: "failed" }] });
  });

  test("tells the outbox once for the whole transaction", async () => {
    const before = await count("outbox");
    const cover = await shop.cover({ product: "transit-damage" });
    await transitClaim(cover);
    expect(await count("outbox")).toBe(before + 1n);
    const { rows } = await shop.server.database.owner.query(
      "select types, counts from outbox order by batch_id desc limit 1",
    );
    expect(rows).toEqual([{ types: ["claim.filed", "claim.decided", "policy.endorsed"], counts: [1, 1, 1] }]);
  });
});

describe("a claim that a person decides", () => {
  test("waits in review with a reserve, and says what the clauses suggest", async () => {
    const cover = await shop.cover({ product: "quality", sumInsured: 60_000n });
    const before = await shop.balances();
    const answer = await shop.file(cover, {
      peril: "defect",
      fields: QUALITY_FIELDS,
      evidence: await shop.evidence(QUALITY_FILES),
    });
    expect(answer.body).toMatchObject({
      status: "in_review",
      category: "open",
      amount: 0,
      decision: null,
      payouts: [],
      missing: [],
    });
    const { claimId } = claimOf(answer);
    const after = await shop.balances();
    expect((after["2602"] ?? 0n) - (before["2602"] ?? 0n)).toBe(51_600n);
    const byServer = await shop.server.call("GET", `/v1/claims/${claimId}`, { as: shop.server.tenant.apiKey });
    expect(byServer.body).toMatchObject({ reserve: 51_600 });
    const findings = await shop.server.call("GET", `/v1/claims/${claimId}/findings`, { as: shop.buyer });
    expect(findings.body).toMatchObject({
      decisionId: null,
      outcome: "approve",
      amount: 51_600,
      automatic: false,
      next: null,
    });
    const queue = await shop.server.call("GET", "/v1/review/claims", { as: shop.server.tenant.staff.adjuster.token });
    const { data } = queue.body as { data: { claimId: string }[] };
    expect(data.find((item) => item.claimId === claimId)).toMatchObject({
      suggestion: { outcome: "approve", amount: 51_600, reasonCodes: ["needs_assessment"], amountMax: 60_000 },
      dueAt: "2026-12-22T16:00:00.000Z",
      missing: [],
    });
  });

  test("without its documents is accepted, and what is missing is one complete list", async () => {
    const cover = await shop.cover({ product: "transit-damage" });
    const answer = await shop.file(cover, {
      peril: "breakage",
      fields: TRANSIT_FIELDS,
      evidence: await shop.evidence(["damage"]),
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      status: "in_review",
      missing: [
        { kind: "outer_box", minCount: 1, given: 0, title: "Outer box" },
        { kind: "waybill_label", minCount: 1, given: 0 },
        { kind: "damage", minCount: 2, given: 1 },
      ],
    });
    expect((answer.body as { clocks: unknown[] }).clocks).toContainEqual(
      expect.objectContaining({ code: "decision", startsAt: "2026-11-22T04:00:00.000Z", metAt: null }),
    );
    expect((answer.body as { timeline: unknown[] }).timeline).toMatchObject([
      { kind: "filed" },
      { kind: "referred", detail: "evidence_incomplete" },
    ]);
  });
});

describe("limits", () => {
  test("fifty claims at once are never granted more than the sum insured", async () => {
    const cover = await shop.cover({ product: "extended-warranty", sumInsured: 26_600n });
    const evidence = await Promise.all(Array.from({ length: 50 }, () => shop.evidence(REPAIR_FILES)));
    const fields = repairFields(10_000);
    const answers = await Promise.all(
      evidence.map((files) => shop.file(cover, { peril: "breakdown", fields, evidence: files })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 201));
    const granted = answers.map(({ body }) => (body as { amount: number }).amount).filter((amount) => amount > 0);
    expect(granted.sort((a, b) => a - b)).toEqual([6_600, 10_000, 10_000]);
    const { rows } = await shop.server.database.owner.query(
      "select kind, count(*)::int4 as n from endorsement where policy_id = $1 group by kind",
      [cover.id],
    );
    expect(rows).toEqual([{ kind: "exhausted", n: 1 }]);
  });

  test("two covers of one line never pay its loss twice", async () => {
    const first = await shop.cover({ product: "transit-damage" });
    const second = await shop.coverToo(first, { product: "extended-warranty" });
    const [transit, repair] = await Promise.all([
      transitClaim(first, { fields: { ...TRANSIT_FIELDS, degree: "total" } }),
      shop.file(second, {
        peril: "breakdown",
        fields: repairFields(20_000),
        evidence: await shop.evidence(REPAIR_FILES),
      }),
    ]);
    const sum = [transit, repair].reduce((total, { body }) => total + (body as { amount: number }).amount, 0);
    expect(sum).toBe(26_600);
  });

  test("a policy takes a hundred claims and no more", async () => {
    const cover = await shop.cover({ product: "transit-damage", orderId: "T-many" });
    const { rows } = await shop.server.database.owner.query<{ claim_id: bigint }>(
      `insert into claim (book, tenant_id, claim_id, policy_id, order_id, line_id, merchant_id, buyer_id, product, product_version,
         peril, status, revision, occurred_at, reported_at, description, fields, declaration, reserve, filed_by)
       select p.book, p.tenant_id, n, p.policy_id, p.order_id, p.line_id, p.merchant_id, p.buyer_id, p.product, p.product_version,
         'breakage', 'withdrawn', 1, now(), now(), '', '{}', true, 0, 'buyer:b-42'
       from policy p, generate_series(1, 100) n where p.policy_id = $1 returning claim_id`,
      [cover.id],
    );
    expect(rows).toHaveLength(100);
    const answer = await transitClaim(cover);
    expect(answer).toMatchObject({ status: 422, body: { code: "limit_exceeded", limit: 100, unit: "claims" } });
  });
});

describe("what is no claim", () => {
  let cover: Cover;
  let claims: bigint;
  beforeAll(async () => {
    cover = await shop.cover({ product: "transit-damage" });
    claims = await count("claim");
  });
  afterAll(async () => expect(await count("claim")).toBe(claims));

  test.each([
    ["an unknown peril", { peril: "theft" }, ["/peril"]],
    ["a loss in the future", { occurredAt: "2026-11-22T04:00:00.001Z" }, ["/occurredAt"]],
    ["a loss before the order", { occurredAt: "2026-11-01T00:00:00Z" }, ["/occurredAt"]],
    ["no time", { occurredAt: "yesterday at eight or so" }, ["/occurredAt"]],
    ["a missing field", { fields: { degree: "partial" } }, ["/fields/inspectionNote"]],
    ["an unknown field", { fields: { ...TRANSIT_FIELDS, color: "red" } }, ["/fields/color"]],
    ["a field of the wrong type", { fields: { ...TRANSIT_FIELDS, inspectionNote: 7 } }, ["/fields/inspectionNote"]],
    ["a field that is no option", { fields: { ...TRANSIT_FIELDS, degree: "huge" } }, ["/fields/degree"]],
    ["an unknown property", { colour: "red" }, ["/colour"]],
    ["a float for money", { requestedAmount: 12.5 }, ["/requestedAmount"]],
    ["text for money", { requestedAmount: "1200" }, ["/requestedAmount"]],
    ["no description", { description: "" }, ["/description"]],
    ["several at once", { peril: "theft", fields: {} }, ["/fields/degree", "/fields/inspectionNote", "/peril"]],
  ])("%s is named", async (_name, change, pointers) => {
    const answer = await transitClaim(cover, change);
    expect(answer).toMatchObject({ status: 400, body: { code: "validation_failed" } });
    const { errors } = answer.body as { errors: { pointer: string }[] };
    expect(errors.map(({ pointer }) => pointer).sort()).toEqual(pointers);
  });

  test("a kind of document that the product does not ask for is named, and a file that fills two slots", async () => {
    const [file] = await shop.evidence(["damage"]);
    const twice = await transitClaim(cover, { evidence: [file, { ...file, kind: "outer_box" }] });
    expect(twice).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/evidence/1/evidenceId", code: "duplicate" }] },
    });
    const odd = await transitClaim(cover, { evidence: [{ ...file, kind: "selfie" }] });
    expect(odd).toMatchObject({ status: 400, body: { errors: [{ pointer: "/evidence/0/kind" }] } });
  });

  test("evidence that the claimant has not uploaded is unknown", async () => {
    const foreign = await shop.evidence(["damage"], "buyer:b-77");
    const answer = await transitClaim(cover, { evidence: foreign });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: "evidence_unknown", errors: [{ pointer: "/evidence/0/evidenceId" }] },
    });
    const made = await transitClaim(cover, { evidence: [{ evidenceId: "evd_0000000000000", kind: "damage" }] });
    expect(made).toMatchObject({ status: 422, body: { code: "evidence_unknown" } });
  });

  test("without a declaration nothing is filed", async () => {
    expect(await transitClaim(cover, { declaration: false })).toMatchObject({
      status: 422,
      body: { code: "declaration_missing" },
    });
  });

  test("a return-freight claim opens by itself", async () => {
    const freight = await shop.cover({ product: "return-freight" });
    const answer = await shop.file(freight, { peril: "return" });
    expect(answer).toMatchObject({ status: 422, body: { code: "claim_not_possible" } });
  });

  test("another buyer's policy, another marketplace's, and none at all are equally unknown", async () => {
    const foreign = await shop.cover({ product: "transit-damage", tenant: shop.server.other });
    const others = await shop.cover({ product: "transit-damage", buyerId: "b-77" });
    for (const policyId of [foreign.policyId, others.policyId, "pol_0000000000000", "x"]) {
      expect(await transitClaim(cover, { policyId }), policyId).toMatchObject({
        status: 404,
        body: { code: "not_found" },
      });
    }
  });

  test("merchants, staff and strangers file none", async () => {
    for (const as of [shop.merchant, shop.server.tenant.staff.adjuster.token]) {
      expect(await shop.file(cover, { peril: "breakage" }, as)).toMatchObject({
        status: 403,
        body: { code: "forbidden" },
      });
    }
    const stranger = await shop.server.call("POST", "/v1/claims", { key: freshKey(), body: {} });
    expect(stranger).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
  });
});

describe("retries", () => {
  test("the same key and body file one claim, another body is refused, a missing key too", async () => {
    const cover = await shop.cover({ product: "transit-damage" });
    const evidence = await shop.evidence(TRANSIT_PHOTOS);
    const body = {
      policyId: cover.policyId,
      peril: "breakage",
      occurredAt: "2026-11-20T04:00:00Z",
      description: "碎了",
      declaration: true,
      fields: TRANSIT_FIELDS,
      evidence,
    };
    const key = freshKey();
    const claims = await count("claim");
    const answers: Answer[] = [];
    for (let i = 0; i < 3; i++)
      answers.push(await shop.server.call("POST", "/v1/claims", { as: shop.buyer, key, body }));
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
    expect(answers.map((answer) => answer.headers["etag"])).toEqual(
      Array.from({ length: 3 }, () => answers[0]?.headers["etag"]),
    );
    expect(await count("claim")).toBe(claims + 1n);
    const other = await shop.server.call("POST", "/v1/claims", {
      as: shop.buyer,
      key,
      body: { ...body, description: "别的" },
    });
    expect(other).toMatchObject({ status: 422, body: { code: "idempotency_key_reused" } });
    const keyless = await shop.server.call("POST", "/v1/claims", { as: shop.buyer, body });
    expect(keyless).toMatchObject({ status: 400, body: { code: "idempotency_key_missing" } });
    expect(await count("claim")).toBe(claims + 1n);
  });

  test("the marketplace's server files for its buyers, with any of its evidence", async () => {
    const cover = await shop.cover({ product: "transit-damage", buyerId: "b-99" });
    const evidence = await shop.evidence(TRANSIT_PHOTOS, "buyer:b-99");
    const answer = await shop.file(
      cover,
      { peril: "breakage", fields: TRANSIT_FIELDS, evidence },
      shop.server.tenant.apiKey,
    );
    expect(answer).toMatchObject({
      status: 201,
      body: { buyerId: "b-99", status: "approved", evidence: expect.arrayContaining([]) },
    });
    expect((answer.body as { evidence: unknown[] }).evidence).toHaveLength(4);
  });
});
