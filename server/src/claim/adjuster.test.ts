import { bookOf, formatId } from "@anxin/core/id";
import { reserveSet } from "@anxin/core/ledger/templates";
import { type ClaimRow, claimWaybills, insertClaimEvents, insertClaims } from "@anxin/store/claim";
import { insertTransfers } from "@anxin/store/ledger";
import { inTransaction } from "@anxin/store/transaction";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { caseTransfers } from "./decide.js";
import { UNDECIDED } from "./state.js";
import {
  type ClaimAnswer,
  claimOf,
  freshKey,
  MERCHANT,
  NOW,
  openShop,
  QUALITY_FIELDS,
  QUALITY_FILES,
  REPAIR_FILES,
  rawClaimId,
  repairFields,
  type Shop,
} from "./testing/shop.js";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

/** A quality claim in review: the clauses suggest 516.00 yuan, the cover allows 600.00. */
async function reviewed(change: Readonly<Record<string, unknown>> = {}): Promise<ClaimAnswer> {
  const cover = await shop.cover({ product: "quality", sumInsured: 60_000n });
  const evidence = await shop.evidence(QUALITY_FILES);
  return claimOf(await shop.file(cover, { peril: "defect", fields: QUALITY_FIELDS, evidence, ...change }));
}

const approve = { outcome: "approve", amount: 51_600 };
const reject = { outcome: "reject", reasonCodes: ["not_covered"], note: "未见质量缺陷" };

/** Sums of the ledger for one claim, by kind. */
async function posted(claimId: string): Promise<Readonly<Record<string, bigint>>> {
  const { rows } = await shop.server.database.owner.query<{ kind: string; amount: bigint }>(
    "select kind, sum(amount)::int8 as amount from transfer where claim_id = $1 group by kind",
    [rawClaimId(claimId)],
  );
  return Object.fromEntries(rows.map(({ kind, amount }) => [kind, amount]));
}

describe("a decision by a person", () => {
  test("grants, pays out and closes the reserve", async () => {
    const claim = await reviewed();
    const answer = await shop.decide(claim, {
      outcome: "partly_approve",
      amount: 30_000,
      reasonCodes: ["no_loss"],
      note: "仅部分缺陷",
    });
    expect(answer).toMatchObject({
      status: 201,
      body: {
        status: "partly_approved",
        amount: 30_000,
        reserve: 0,
        decision: {
          outcome: "partly_approve",
          amount: 30_000,
          automatic: false,
          decidedBy: `staff:${shop.server.tenant.staff.adjuster.staffId}`,
          reasonCodes: ["no_loss"],
          reasons: [{ code: "no_loss", text: expect.stringContaining("no loss"), clause: null }],
          note: "仅部分缺陷",
        },
        payouts: [{ amount: 30_000, status: "prepared" }],
      },
    });
    expect(await posted(claim.claimId)).toEqual({
      reserve_set: 51_600n,
      reserve_released: 21_600n,
      claim_agreed: 30_000n,
      payout_prepared: 30_000n,
      recovery_recognised: 15_000n,
    });
    const seen = await shop.server.call("GET", `/v1/claims/${claim.claimId}`, { as: shop.buyer });
    expect(seen.body).toMatchObject({ decision: { decidedBy: "insurer" }, reserve: null });
    expect((seen.body as { timeline: { actor: string }[] }).timeline.map(({ actor }) => actor)).toEqual([
      "buyer",
      "rules",
      "insurer",
    ]);
  });

  test("refuses with reasons, and the reserve is released whole", async () => {
    const claim = await reviewed();
    const answer = await shop.decide(claim, reject);
    expect(answer).toMatchObject({ status: 201, body: { status: "rejected", amount: 0, payouts: [] } });
    expect(await posted(claim.claimId)).toEqual({ reserve_set: 51_600n, reserve_released: 51_600n });
    const { rows } = await shop.server.database.owner.query(
      "select count(*)::int4 as n from payout where claim_id = $1",
      [rawClaimId(claim.claimId)],
    );
    expect(rows).toEqual([{ n: 0 }]);
  });

  test("keeps what the clauses suggested beside what the person said", async () => {
    const claim = await reviewed();
    await shop.decide(claim, reject);
    const { body } = await shop.server.call("GET", `/v1/claims/${claim.claimId}/findings`, {
      as: shop.server.tenant.staff.auditor.token,
    });
    expect(body).toMatchObject({
      decisionId: expect.stringMatching(/^dec_/),
      outcome: "approve",
      amount: 51_600,
      automatic: false,
    });
    const { data } = body as {
      data: { rule: string; clauseTitle: string; inputs: Record<string, unknown>; productVersion: number }[];
    };
    expect(data.length).toBeGreaterThanOrEqual(6);
    expect(data.find(({ rule }) => rule === "policy_in_force")).toMatchObject({
      outcome: "met",
      productVersion: 1,
      inputs: { eventAt: "2026-11-20T04:00:00.000Z", cancelledAt: null },
    });
    expect(data.find(({ rule }) => rule === "benefit_amount")).toMatchObject({
      outcome: "amount",
      amount: 51_600,
      inputs: { price: 25_800 },
    });
  });

  test("is kept for retries under its key", async () => {
    const claim = await reviewed();
    const key = freshKey();
    const as = shop.server.tenant.staff.adjuster.token;
    const call = () =>
      shop.server.call("POST", `/v1/claims/${claim.claimId}/decisions`, {
        as,
        key,
        headers: { "if-match": claim.etag },
        body: approve,
      });
    const [first, second] = [await call(), await call()];
    expect(first.status).toBe(201);
    expect(second).toMatchObject({
      status: 201,
      body: first.body as object,
      headers: { "idempotency-replayed": "true" },
    });
  });
});

describe("what cannot be decided", () => {
  test.each([
    ["a refusal without a reason", { outcome: "reject" }, 422, "reason_required"],
    ["a reduction without a reason", { outcome: "partly_approve", amount: 1 }, 422, "reason_required"],
    ["a grant without an amount", { outcome: "approve" }, 422, "amount_required"],
    ["a grant of nothing", { outcome: "approve", amount: 0 }, 422, "amount_required"],
    ["a refusal with an amount", { ...reject, amount: 1 }, 400, "validation_failed"],
    ["a reason that is not on the list", { outcome: "reject", reasonCodes: ["bad_mood"] }, 400, "validation_failed"],
    ["an outcome that is not on the list", { outcome: "maybe" }, 400, "validation_failed"],
    ["a float", { outcome: "approve", amount: 0.5 }, 400, "validation_failed"],
    ["an unknown field", { ...reject, color: "red" }, 400, "validation_failed"],
  ])("%s", async (_name, body, status, code) => {
    const claim = await reviewed();
    expect(await shop.decide(claim, body)).toMatchObject({ status, body: { code } });
    const read = await shop.server.call("GET", `/v1/claims/${claim.claimId}`, { as: shop.buyer });
    expect(read).toMatchObject({ headers: { etag: claim.etag }, body: { status: "in_review" } });
  });

  test("a grant above what the cover allows is refused with the limit", async () => {
    const claim = await reviewed();
    expect(await shop.decide(claim, { outcome: "approve", amount: 60_001 })).toMatchObject({
      status: 422,
      body: {
        code: "amount_above_limit",
        limit: 60_000,
        unit: "fen",
        bound: "sum_insured",
        detail: expect.stringContaining("600.00 yuan"),
      },
    });
    expect(await shop.decide(claim, { outcome: "approve", amount: 60_000 })).toMatchObject({ status: 201 });
  });

  test("a grant is bounded by what another cover of the line was granted meanwhile", async () => {
    const first = await shop.cover({ product: "quality", sumInsured: 200_000n });
    const second = await shop.coverToo(first, { product: "extended-warranty" });
    const evidence = await shop.evidence(QUALITY_FILES);
    const claim = claimOf(await shop.file(first, { peril: "defect", fields: QUALITY_FIELDS, evidence }));
    const repair = { peril: "breakdown", fields: repairFields(20_000), evidence: await shop.evidence(REPAIR_FILES) };
    expect(await shop.file(second, repair)).toMatchObject({ body: { amount: 20_000 } });
    // Twice 258.00 yuan and a fee of up to 500.00 were promised; 200.00 are granted already.
    const limit = 51_600 + 50_000 - 20_000;
    expect(await shop.decide(claim, { outcome: "approve", amount: limit + 1 })).toMatchObject({
      status: 422,
      body: { code: "amount_above_limit", limit, bound: "loss" },
    });
    expect(await shop.decide(claim, { outcome: "approve", amount: limit })).toMatchObject({ status: 201 });
  });

  test("without If-Match nothing is decided, nor on a version that is gone, and it says who was there", async () => {
    const claim = await reviewed();
    const url = `/v1/claims/${claim.claimId}/decisions`;
    const as = shop.server.tenant.staff.adjuster.token;
    expect(await shop.server.call("POST", url, { as, key: freshKey(), body: approve })).toMatchObject({
      status: 428,
      body: { code: "if_match_missing" },
    });
    expect(await shop.decide(claim, approve)).toMatchObject({ status: 201 });
    const late = await shop.decide(claim, reject, shop.server.tenant.otherAdjuster.token);
    expect(late).toMatchObject({
      status: 412,
      body: {
        code: "if_match_stale",
        changedBy: "adjuster",
        changedAt: "2026-11-22T04:00:00.000Z",
        etag: expect.any(String),
      },
    });
  });

  test("a decided claim is not decided again on its newest version", async () => {
    const claim = await reviewed();
    const decided = claimOf(await shop.decide(claim, approve));
    expect(await shop.decide(decided, reject)).toMatchObject({
      status: 409,
      body: { code: "claim_not_decidable", changedBy: "adjuster", changedAt: "2026-11-22T04:00:00.000Z" },
    });
  });

  test("nobody but adjusters and supervisors of the same marketplace decides", async () => {
    const claim = await reviewed();
    const { staff, apiKey } = shop.server.tenant;
    for (const as of [shop.buyer, shop.merchant, apiKey, staff.finance.token, staff.auditor.token]) {
      expect(await shop.decide(claim, approve, as)).toMatchObject({ status: 403, body: { code: "forbidden" } });
    }
    expect(await shop.decide(claim, approve, shop.server.other.staff.adjuster.token)).toMatchObject({ status: 404 });
    expect(await shop.decide({ ...claim, claimId: "clm_0000000000000" }, approve)).toMatchObject({ status: 404 });
    expect(await shop.decide(claim, approve, staff.supervisor.token)).toMatchObject({ status: 201 });
  });
});

describe("races", () => {
  test("of two who decide at once exactly one does, and the other learns who", async () => {
    for (let round = 0; round < 10; round++) {
      const claim = await reviewed();
      const { staff, otherAdjuster } = shop.server.tenant;
      const answers = await Promise.all([
        shop.decide(claim, approve, staff.adjuster.token),
        shop.decide(claim, reject, otherAdjuster.token),
        shop.decide(claim, approve, staff.supervisor.token),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 412, 412]);
      const { rows } = await shop.server.database.owner.query(
        "select count(*)::int4 as n from decision where claim_id = $1",
        [rawClaimId(claim.claimId)],
      );
      expect(rows).toEqual([{ n: 1 }]);
    }
  });

  test("decisions on many claims of one policy never grant more than it allows", async () => {
    const cover = await shop.cover({ product: "extended-warranty", sumInsured: 250_000n });
    const fields = { ...repairFields(20_000), repairer: "街边小店" };
    const claims: ClaimAnswer[] = [];
    for (let i = 0; i < 6; i++) {
      claims.push(
        claimOf(await shop.file(cover, { peril: "breakdown", fields, evidence: await shop.evidence(REPAIR_FILES) })),
      );
    }
    const answers = await Promise.all(
      claims.map((claim) => shop.decide(claim, { outcome: "approve", amount: 10_000 })),
    );
    // Three repairs are paid by the product, and together no more than the line's 266.00 yuan.
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 422, 422, 422]);
    const refused = answers.filter(({ status }) => status === 422);
    expect(refused.map(({ body }) => body)).toEqual(
      refused.map(() => expect.objectContaining({ code: "amount_above_limit", limit: 0, bound: "claims_max" })),
    );
  });
});

describe("withdrawing", () => {
  const withdraw = (claim: ClaimAnswer, as = shop.buyer, body: object = { reason: "已自行解决" }) =>
    shop.server.call("POST", `/v1/claims/${claim.claimId}/withdrawal`, { as, key: freshKey(), body });

  test("takes an undecided claim back and releases its reserve", async () => {
    const claim = await reviewed();
    const answer = await withdraw(claim);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        ...{ status: "withdrawn", category: "closed", missing: [], decision: null },
        clocks: [expect.objectContaining({ code: "decision", state: "stopped" })],
      },
    });
    expect((answer.body as { timeline: unknown[] }).timeline.at(-1)).toMatchObject({
      kind: "withdrawn",
      actor: "buyer",
      detail: "已自行解决",
    });
    expect(await posted(claim.claimId)).toEqual({ reserve_set: 51_600n, reserve_released: 51_600n });
    expect(await shop.decide(claimOf(answer), approve)).toMatchObject({
      status: 409,
      body: { code: "claim_not_decidable" },
    });
  });

  test("is refused once decided, a second time, and to others", async () => {
    const claim = await reviewed();
    expect(await withdraw(claim, shop.otherBuyer)).toMatchObject({ status: 404 });
    expect(await withdraw(claim, shop.merchant)).toMatchObject({ status: 403 });
    expect(await withdraw(claim, shop.server.tenant.apiKey)).toMatchObject({ status: 200 });
    expect(await withdraw(claim)).toMatchObject({ status: 409, body: { code: "state_conflict" } });
    const decided = await reviewed();
    await shop.decide(decided, reject);
    expect(await withdraw(decided)).toMatchObject({ status: 409, body: { code: "state_conflict" } });
  });

  test("and deciding at the same time end in one of both", async () => {
    const claim = await reviewed();
    const [withdrawn, decided] = await Promise.all([withdraw(claim), shop.decide(claim, approve)]);
    expect([withdrawn.status, decided.status]).toSatisfy(
      ([first, second]: [number, number]) => (first === 200 && second === 412) || (first === 409 && second === 201),
    );
  });
});

describe("a return parcel", () => {
  /** A return-freight claim in review that asked for this parcel. */
  async function returned(waybillKey: string, toldNow?: string): Promise<ClaimAnswer> {
    const told = toldNow === undefined ? {} : { returnWaybill: toldNow };
    const cover = await shop.cover({ product: "return-freight", sumInsured: 2_500n, ...told });
    const { context, tenant } = shop.server;
    const book = bookOf(tenant.tenantId, MERCHANT);
    const claimId = context.ids.next(book);
    await inTransaction(context.db, tenant.tenantId, async (tx) => {
      await claimWaybills(tx, [{ waybillKey, claimId, book }]);
      const claim: ClaimRow = {
        ...UNDECIDED,
        ...{ book, tenantId: tenant.tenantId, claimId, policyId: cover.id, orderId: cover.orderId, lineId: "1" },
        ...{ merchantId: MERCHANT, buyerId: "b-42", product: "return-freight", productVersion: 1, peril: "return" },
        ...{
          returnId: "r1",
          waybillKey,
          status: "in_review",
          revision: 1,
          occurredAt: NOW,
          reportedAt: NOW,
          decidedAt: null,
        },
        ...{
          description: "",
          fields: "{}",
          declaration: true,
          requestedAmount: null,
          reserve: 1_000n,
          agreedAmount: 0n,
          filedBy: "system",
        },
      };
      await insertClaims(tx, [claim]);
      await insertTransfers(
        tx,
        caseTransfers(context, claim, (funding) => [reserveSet(funding, claim.reserve)], NOW),
      );
      const about = { book, tenantId: tenant.tenantId, claimId, at: NOW, actor: "system", detail: "" };
      await insertClaimEvents(tx, [{ ...about, sequence: 1, kind: "filed", fromStatus: null, toStatus: "in_review" }]);
    });
    return claimOf(await shop.server.call("GET", `/v1/claims/${formatId("claim", claimId)}`, { as: shop.buyer }));
  }

  const holder = async (key: string): Promise<bigint | undefined> => {
    const { rows } = await shop.server.database.owner.query<{ claim_id: bigint }>(
      "select claim_id from waybill_claim where waybill_key = $1",
      [key],
    );
    return rows[0]?.claim_id;
  };

  test("is given back by a refusal and by a withdrawal, and kept by a grant", async () => {
    const keys = ["7000000000001", "7000000000002", "7000000000003"] as const;
    const [refused, withdrawn, granted] = [await returned(keys[0]), await returned(keys[1]), await returned(keys[2])];
    expect(await holder(keys[0])).toBe(rawClaimId(refused.claimId));
    await shop.decide(refused, reject);
    expect(await holder(keys[0])).toBeUndefined();
    await shop.server.call("POST", `/v1/claims/${withdrawn.claimId}/withdrawal`, {
      as: shop.buyer,
      key: freshKey(),
      body: {},
    });
    expect(await holder(keys[1])).toBeUndefined();
    expect(await shop.decide(granted, { outcome: "approve", amount: 1_000 })).toMatchObject({ status: 201 });
    expect(await holder(keys[2])).toBe(rawClaimId(granted.claimId));
  });

  test("that got another number since is held under the new one, and the old one is free", async () => {
    const [old, told] = ["7000000000011", "7000000000012"];
    const claim = await returned(old, "7000-0000-00012");
    expect(await shop.decide(claim, { outcome: "approve", amount: 1_000 })).toMatchObject({ status: 201 });
    expect(await holder(old)).toBeUndefined();
    expect(await holder(told)).toBe(rawClaimId(claim.claimId));
    const { rows } = await shop.server.database.owner.query("select waybill_key from claim where claim_id = $1", [
      rawClaimId(claim.claimId),
    ]);
    expect(rows).toEqual([{ waybill_key: told }]);
  });

  test("that another marketplace holds pays nothing here, until it is free", async () => {
    const key = "7000000000009";
    const { context, other } = shop.server;
    const owner = { waybillKey: key, claimId: 1n, book: 1 };
    await inTransaction(context.db, other.tenantId, (tx) => claimWaybills(tx, [owner]));
    const claim = await returned(key);
    // The order's snapshot has no return, so that the facts show none: only the register of parcels stands in the way.
    const findings = await shop.server.call("GET", `/v1/claims/${claim.claimId}/findings`, { as: shop.buyer });
    expect(findings.body).toMatchObject({ outcome: "reject" });
    expect(await holder(key)).toBe(1n);
    expect(await shop.decide(claim, { outcome: "approve", amount: 1_000 })).toMatchObject({
      status: 422,
      body: { code: "amount_above_limit", bound: "return_waybill", limit: 0 },
    });
    await shop.server.database.owner.query("delete from waybill_claim where waybill_key = $1", [key]);
    expect(await shop.decide(claim, { outcome: "approve", amount: 1_000 })).toMatchObject({ status: 201 });
    expect(await holder(key)).toBe(rawClaimId(claim.claimId));
  });
});
