import { findIn } from "@anxin/store/invariant";
import { findServiceGaps } from "@anxin/store/invariant-service";
import { inTransaction } from "@anxin/store/transaction";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type ClaimAnswer,
  claimOf,
  freshKey,
  openShop,
  REPAIR_FILES,
  rawClaimId,
  repairFields,
  type Shop,
} from "../claim/testing/shop.js";
import { registerRoutes } from "../register/routes.js";
import { expectProblem } from "../testing/problem.js";
import type { Answer } from "../testing/server.js";
import { serviceOrderRoutes } from "./routes.js";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ rooms: [registerRoutes, serviceOrderRoutes] });
});
afterAll(() => shop.close());

const staff = () => shop.server.tenant.staff;
const call = (method: string, url: string, as: string, body?: object, headers = {}): Promise<Answer> =>
  shop.server.call(method, url, { as, headers, ...(body === undefined ? {} : { body, key: freshKey() }) });

/** A repair of 200.00 yuan that is granted, by rules or, of a buyer with so many, by a person; given as the claimant chose. */
async function granted(settlement?: string): Promise<ClaimAnswer> {
  const cover = await shop.cover({ product: "extended-warranty" });
  const fields = { ...repairFields(20_000), ...(settlement === undefined ? {} : { settlement }) };
  const filed = await shop.file(cover, { peril: "breakdown", fields, evidence: await shop.evidence(REPAIR_FILES) });
  const claim = claimOf(filed);
  const isReferred = claim.body["status"] === "in_review";
  const answer = isReferred ? await shop.decide(claim, { outcome: "approve", amount: 20_000 }) : filed;
  expect(answer).toMatchObject({ status: 201, body: { status: "approved", amount: 20_000 } });
  return claimOf(answer);
}

const order = (claim: ClaimAnswer, body: object = {}, as = staff().adjuster.token): Promise<Answer> =>
  call("POST", `/v1/claims/${claim.claimId}/service-orders`, as, body);
const take = (id: string, body: object, as = staff().adjuster.token, headers = {}): Promise<Answer> =>
  call("POST", `/v1/service-orders/${id}/steps`, as, body, headers);

async function opened(
  settlement = "repair",
  body: object = {},
): Promise<{ readonly claim: ClaimAnswer; readonly id: string; readonly etag: string }> {
  const claim = await granted(settlement);
  const answer = await order(claim, body);
  expect(answer.status).toBe(201);
  const { serviceOrderId } = answer.body as { serviceOrderId: string };
  return { claim, id: serviceOrderId, etag: String(answer.headers["etag"]) };
}

async function completed(finalCost: number) {
  const each = await opened();
  for (const body of [{ step: "accept" }, { step: "start" }, { step: "complete", finalCost }])
    expect((await take(each.id, body)).status).toBe(200);
  return each;
}

async function payoutsOf({ claimId }: ClaimAnswer): Promise<readonly { readonly amount: number }[]> {
  const { body } = await call("GET", `/v1/claims/${claimId}`, staff().auditor.token);
  return (body as { payouts: { amount: number }[] }).payouts;
}

/** Sums of the ledger for one claim, by kind. */
async function posted({ claimId }: ClaimAnswer): Promise<Readonly<Record<string, bigint>>> {
  const { rows } = await shop.server.database.owner.query<{ kind: string; amount: bigint }>(
    "select kind, sum(amount)::int8 as amount from transfer where claim_id = $1 group by kind",
    [rawClaimId(claimId)],
  );
  return Object.fromEntries(rows.map(({ kind, amount }) => [kind, amount]));
}

describe("a benefit in kind", () => {
  test("is not paid to the insured; money is what comes of no choice", async () => {
    expect(await payoutsOf(await granted())).toMatchObject([{ amount: 20_000 }]);
    for (const settlement of ["repair", "replace"]) {
      const claim = await granted(settlement);
      expect(await payoutsOf(claim)).toEqual([]);
      expect(await posted(claim)).toEqual({ reserve_set: 20_000n, claim_agreed: 20_000n });
    }
  });

  test("is what whoever decides says, before what the form says", async () => {
    const cover = await shop.cover({ product: "extended-warranty" });
    const fields = { ...repairFields(20_000), repairer: "街边小店", settlement: "repair" };
    const filed = claimOf(
      await shop.file(cover, { peril: "breakdown", fields, evidence: await shop.evidence(REPAIR_FILES) }),
    );
    const cash = await shop.decide(filed, { outcome: "approve", amount: 20_000, settlement: "cash" });
    expect(cash).toMatchObject({ status: 201, body: { payouts: [{ amount: 20_000 }] } });
  });

  test("is for products that promise repairs: any other pays money", async () => {
    const cover = await shop.cover({ product: "transit-damage" });
    const filed = claimOf(
      await shop.file(cover, { peril: "breakage", fields: { degree: "total", inspectionNote: "碎" }, evidence: [] }),
    );
    const answer = await shop.decide(filed, { outcome: "approve", amount: 1_000, settlement: "repair" });
    expectProblem(answer, "validation_failed");
    expect(answer.body).toMatchObject({ errors: [{ pointer: "/settlement" }] });
  });
});

describe("a repair", () => {
  test("goes from order to settlement; the books move the grant to the repairer and the rest is saved", async () => {
    const { claim, id } = await completed(18_000);
    expect(await call("GET", `/v1/service-orders/${id}`, shop.buyer)).toMatchObject({
      status: 200,
      body: {
        ...{ serviceOrderId: id, claimId: claim.claimId, choice: "repair", chosenBy: "insurer", status: "completed" },
        ...{
          granted: 20_000,
          estimate: 20_000,
          finalCost: 18_000,
          insurerPays: 18_000,
          insuredPays: 0,
          payoutId: null,
        },
        repairer: { entryId: expect.stringMatching(/^reg_/), revision: 1, name: "安心维修服务中心" },
        log: [{ step: "open" }, { step: "accept" }, { step: "start" }, { step: "complete", amount: 18_000 }],
      },
    });
    const unpaid = async (): Promise<readonly string[]> => {
      const { body } = await call("GET", "/v1/service-orders?unpaid=true&limit=200", staff().finance.token);
      return (body as { data: { serviceOrderId: string }[] }).data.map(({ serviceOrderId }) => serviceOrderId);
    };
    expect(await unpaid()).toContain(id);
    const settled = await take(id, { step: "settle", bankReference: `BANK-${id}` }, staff().finance.token);
    expect(settled).toMatchObject({
      status: 200,
      body: { bankReference: `BANK-${id}`, settledAt: "2026-11-22T04:00:00.000Z" },
    });
    expect(await unpaid()).not.toContain(id);
    expect(await posted(claim)).toEqual({
      ...{ reserve_set: 20_000n, claim_agreed: 20_000n },
      ...{ service_rendered: 18_000n, service_saved: 2_000n, repairer_paid: 18_000n },
    });
    expect(await payoutsOf(claim)).toEqual([]);
    expect(await call("GET", `/v1/service-orders/${id}`, shop.buyer)).toMatchObject({ body: { bankReference: null } });
  });

  test("costs the insurer no more than was granted", async () => {
    const { id, claim } = await completed(25_000);
    expect((await call("GET", `/v1/service-orders/${id}`, shop.buyer)).body).toMatchObject({
      ...{ finalCost: 25_000, insurerPays: 20_000, insuredPays: 5_000 },
    });
    expect(await posted(claim)).toMatchObject({ service_rendered: 20_000n });
  });

  test("that fails turns to money, once, however many ask at once", async () => {
    const { claim, id } = await opened();
    expect((await take(id, { step: "accept" })).status).toBe(200);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        i % 2 === 0 ? take(id, { step: "fail", note: "无法修复" }) : take(id, { step: "cash" }, shop.buyer),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 19 }, () => 409)]);
    expect(await payoutsOf(claim)).toMatchObject([{ amount: 20_000 }]);
    expect((await call("GET", `/v1/service-orders/${id}`, shop.buyer)).body).toMatchObject({
      ...{ status: "cashed", payoutId: expect.stringMatching(/^pay_/), insurerPays: null },
    });
  });

  test("that fails may be replaced instead", async () => {
    const { claim, id } = await opened();
    for (const body of [{ step: "accept" }, { step: "fail", instead: "replace" }])
      expect((await take(id, body)).status).toBe(200);
    expect(await take(id, { step: "replace", finalCost: 30_000 })).toMatchObject({
      body: { status: "replaced", insurerPays: 20_000 },
    });
    expect(await payoutsOf(claim)).toEqual([]);
  });

  test("meets the law's clock of payment when it is done, and not before", async () => {
    const { claim, id } = await opened();
    const clock = async (): Promise<object | undefined> => {
      const { body } = await call("GET", `/v1/claims/${claim.claimId}`, staff().auditor.token);
      return (body as { clocks: { code: string }[] }).clocks.find(({ code }) => code === "payment");
    };
    for (const body of [{ step: "accept" }, { step: "start" }]) await take(id, body);
    expect(await clock()).toMatchObject({ metAt: null });
    await take(id, { step: "complete", finalCost: 20_000 });
    expect(await clock()).toMatchObject({ metAt: "2026-11-22T04:00:00.000Z" });
  });
});

describe("an order", () => {
  test("is opened once for what was granted, also by ten at once", async () => {
    const claim = await granted("repair");
    const list = `/v1/claims/${claim.claimId}/service-orders`;
    const waiting = { grants: [{ settlement: "repair", amount: 20_000, ordered: false }], data: [] };
    expect(await call("GET", list, shop.buyer)).toMatchObject({ status: 200, body: waiting });
    const answers = await Promise.all(Array.from({ length: 10 }, () => order(claim)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 9 }, () => 409)]);
    const refused = answers.find(({ status }) => status === 409);
    if (refused !== undefined) expectProblem(refused, "service_order_not_possible");
  });

  test("may be the insured's, who may also take the money at once", async () => {
    const claim = await granted("repair");
    const answer = await order(claim, { choice: "cash" }, shop.buyer);
    expect(answer).toMatchObject({ status: 201, body: { status: "cashed", choice: "cash", chosenBy: "buyer" } });
    expect(await payoutsOf(claim)).toMatchObject([{ amount: 20_000 }]);
  });

  test("that is cancelled makes room for another", async () => {
    const { claim, id } = await opened();
    expect((await take(id, { step: "cancel" }, shop.buyer)).body).toMatchObject({ status: "cancelled" });
    expect((await order(claim, { choice: "replace" })).body).toMatchObject({ status: "opened", choice: "replace" });
    const { body } = await call("GET", `/v1/claims/${claim.claimId}/service-orders`, shop.merchant);
    expect(body).toMatchObject({ data: [{ status: "cancelled" }, { status: "opened" }], next: null });
  });

  test("names a repairer whom the register knows and who counts", async () => {
    const claim = await granted("repair");
    for (const repairer of ["reg_0000000000000", "cousin"]) {
      const answer = await order(claim, { repairer });
      expectProblem(answer, "validation_failed");
      expect(answer.body).toMatchObject({ errors: [{ pointer: "/repairer" }] });
    }
    const { body } = await call("GET", "/v1/register?kind=test_institution&limit=1", shop.buyer);
    const lab = (body as { data: { entryId: string }[] }).data[0]?.entryId;
    expectProblem(await order(claim, { repairer: lab }), "validation_failed");
    const listed = await call("GET", "/v1/register?kind=repairer&limit=1", shop.buyer);
    const repairer = (listed.body as { data: { entryId: string }[] }).data[0]?.entryId;
    expect((await order(claim, { repairer, estimate: 15_000 })).body).toMatchObject({
      ...{ estimate: 15_000, repairer: { entryId: repairer } },
    });
  });

  test("is for what was granted in kind", async () => {
    expectProblem(await order(await granted()), "service_order_not_possible");
    expectProblem(await order({ claimId: "clm_0000000000000", etag: "", body: {} }), "not_found");
    const claim = await granted("repair");
    expectProblem(await order(claim, {}, shop.otherBuyer), "not_found");
    for (const as of [shop.merchant, staff().finance.token]) expectProblem(await order(claim, {}, as), "forbidden");
    expectProblem(await order(claim, { choice: "gold" }), "validation_failed");
    const bare = await shop.server.call("POST", `/v1/claims/${claim.claimId}/service-orders`, {
      as: shop.buyer,
      body: {},
    });
    expectProblem(bare, "idempotency_key_missing");
  });
});

describe("a step", () => {
  test("is taken only where it leads on", async () => {
    const { id } = await opened();
    for (const body of [{ step: "start" }, { step: "complete", finalCost: 1 }, { step: "replace", finalCost: 1 }])
      expectProblem(await take(id, body), "state_conflict");
    expectProblem(await take(id, { step: "settle", bankReference: "x" }, staff().finance.token), "state_conflict");
  });

  test("is for who may take it", async () => {
    const { id } = await opened();
    expectProblem(await take(id, { step: "accept" }, shop.buyer), "forbidden");
    expectProblem(await take(id, { step: "accept" }, staff().finance.token), "forbidden");
    expectProblem(await take(id, { step: "settle", bankReference: "x" }), "forbidden");
    expectProblem(await take(id, { step: "cash" }, shop.otherBuyer), "not_found");
    expectProblem(await take(id, { step: "accept" }, shop.merchant), "forbidden");
  });

  test("says what it costs, or under which number it was paid", async () => {
    const { id } = await completed(10_000);
    const settle = await take(id, { step: "settle" }, staff().finance.token);
    expectProblem(settle, "validation_failed");
    expect(settle.body).toMatchObject({ errors: [{ pointer: "/bankReference" }] });
    const other = await opened();
    await take(other.id, { step: "accept" });
    await take(other.id, { step: "start" });
    expectProblem(await take(other.id, { step: "complete" }), "validation_failed");
    expectProblem(await take(other.id, { step: "complete", finalCost: 0.5 }), "validation_failed");
    expectProblem(await take(other.id, { step: "dance" }), "validation_failed");
  });

  test("is settled under a number of the bank that no other order has", async () => {
    const [one, two] = [await completed(10_000), await completed(10_000)];
    const settle = (id: string): Promise<Answer> =>
      take(id, { step: "settle", bankReference: "SHARED" }, staff().finance.token);
    expect((await settle(one.id)).status).toBe(200);
    expectProblem(await settle(two.id), "payment_known");
    expectProblem(await settle(one.id), "state_conflict");
  });

  test("may be made on a version, and is refused on an older one", async () => {
    const { id, etag } = await opened();
    expect((await take(id, { step: "accept" }, staff().adjuster.token, { "if-match": etag })).status).toBe(200);
    expectProblem(await take(id, { step: "start" }, staff().adjuster.token, { "if-match": etag }), "if_match_stale");
    expectProblem(await take("svc_0000000000000", { step: "start" }), "not_found");
  });
});

test("lists and orders belong to whom they concern", async () => {
  const { id } = await opened();
  expectProblem(await call("GET", `/v1/service-orders/${id}`, shop.otherBuyer), "not_found");
  expectProblem(await call("GET", `/v1/service-orders/${id}`, shop.server.other.apiKey), "not_found");
  expectProblem(await call("GET", "/v1/service-orders", shop.buyer), "forbidden");
  expectProblem(await call("GET", "/v1/service-orders?cursor=x", staff().finance.token), "cursor_invalid");
  expectProblem(await call("GET", "/v1/claims/clm_0000000000000/service-orders", shop.buyer), "not_found");
  const first = (await call("GET", "/v1/service-orders?limit=1", staff().finance.token)).body as { next: string };
  const url = `/v1/service-orders?limit=1&cursor=${encodeURIComponent(first.next)}`;
  expect((await call("GET", url, staff().finance.token)).status).toBe(200);
  expect((await call("GET", "/v1/service-orders?status=cashed", staff().finance.token)).status).toBe(200);
});

test("whatever happened, each grant went one way and the books say so", async () => {
  const { context, tenant } = shop.server;
  expect(await inTransaction(context.db, tenant.tenantId, (tx) => findIn(tx, findServiceGaps))).toEqual([]);
});
