import { DAY_MS } from "@anxin/core/time";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { expectProblem } from "../testing/problem.js";
import { type Debtors, openDebtors } from "./testing/debtors.js";

let debtors: Debtors;
beforeAll(async () => {
  debtors = await openDebtors();
});
afterAll(() => debtors.close());
afterEach(() => debtors.check());

const broken = { product: "transit-damage", peril: "breakage", amount: 10_000n } as const;
const defect = { product: "quality", peril: "defect", amount: 5_001n } as const;

describe("a decision that grants something under a recoverable cover", () => {
  test("opens a recovery from the carrier that brought the parcel, and recognises it in the books", async () => {
    const before = await debtors.balances();
    const { recoveryId, claim } = await debtors.grant({ ...broken, carrier: "顺丰速运" });
    const recovery = await debtors.read(recoveryId);
    expect(recovery).toMatchObject({
      ...{ status: "opened", claimed: 10_000, receivable: 10_000, debtor: { kind: "carrier", id: "SF" } },
      ...{ orderId: claim.orderId, basis: "actual_loss", clause: "8.6", funding: "insurance", overdue: false },
      deadlineAt: "2027-11-10T08:00:00.000Z",
      timeline: [{ kind: "opened", amount: 10_000, actor: "rules", status: "opened" }],
      movements: [{ kind: "recovery_recognised", debit: "1221", credit: "6512", amount: 10_000 }],
    });
    const after = await debtors.balances();
    expect([(after["1221"] ?? 0) - (before["1221"] ?? 0), (after["6512"] ?? 0) - (before["6512"] ?? 0)]).toEqual([
      10_000, 10_000,
    ]);
  });

  test("opens one from the merchant for the share of the peril, rounded down", async () => {
    const { recoveryId } = await debtors.grant(defect);
    expect(await debtors.read(recoveryId)).toMatchObject({
      ...{ claimed: 2_500, basis: "share", debtor: { kind: "merchant", id: "shop-1001" } },
      deadlineAt: "2029-11-10T00:00:00.000Z",
    });
  });

  test("opens one only, however often it is told", async () => {
    const granted = await debtors.grant(broken);
    await debtors.decide(granted, 10_000n);
    expect(await debtors.read(granted.recoveryId)).toMatchObject({ claimed: 10_000, timeline: [{ kind: "opened" }] });
  });

  test("raises it with what an appeal adds, and the new decision is the one that it rests on", async () => {
    const granted = await debtors.grant(broken);
    const first = await debtors.read(granted.recoveryId);
    await debtors.decide(granted, 14_000n);
    const raised = await debtors.read(granted.recoveryId);
    expect(raised).toMatchObject({ claimed: 14_000, receivable: 14_000 });
    expect(raised.timeline.map(({ kind, amount }) => `${kind} ${amount}`)).toEqual(["opened 10000", "corrected 14000"]);
    expect(raised.decisionId).not.toBe(first.decisionId);
  });

  test("lowers it when it is overturned, and owes back what came in beyond", async () => {
    const granted = await debtors.grant(broken);
    const { post } = debtors;
    const path = `/v1/recoveries/${granted.recoveryId}`;
    expect((await post(`${path}/receipts`, { amount: 8_000, bankReference: "overturned" })).status).toBe(201);
    await debtors.decide(granted, 0n);
    expect(await debtors.read(granted.recoveryId)).toMatchObject({ status: "closed", claimed: 0, owedBack: 8_000 });
    expectProblem(await post(`${path}/returns`, { amount: 8_001, to: "bank", reference: "b" }), "amount_above_limit");
    expectProblem(await post(`${path}/returns`, { amount: 1, to: "wallet", reference: "b" }), "state_conflict");
    expectProblem(await post(`${path}/returns`, { amount: 0, to: "bank", reference: "b" }), "validation_failed");
    expectProblem(
      await post("/v1/recoveries/rcv_0000000000000/returns", { amount: 1, to: "wallet", reference: "b" }),
      "not_found",
    );
    expect(await post(`${path}/returns`, { amount: 8_000, to: "bank", reference: "b" })).toMatchObject({
      status: 201,
      body: { received: 0, owedBack: 0, status: "closed" },
    });
  });

  test("takes as many statements for many claims as for one, and none where nothing is recoverable", async () => {
    const granted = [await debtors.grant(broken), await debtors.grant(broken), await debtors.grant(defect)];
    const [one, , merchants] = granted;
    if (one === undefined || merchants === undefined) throw new Error("three were granted");
    // Held twice, the orders, the contracts; rows, events and transfers.
    expect(await debtors.statements([one], 11_000n)).toBe(7);
    expect(await debtors.statements(granted, 12_000n)).toBe(7);
    expect(await debtors.statements([merchants], 13_000n)).toBe(5);
    expect(await debtors.statements([merchants], 13_000n)).toBe(2);
    expect(await debtors.statements([], 1n)).toBe(0);
    const nobodys = { ...merchants.claim, claimId: 0n, agreedAmount: 0n };
    expect(await debtors.statements([{ recoveryId: "", claim: nobodys }], 0n)).toBe(0);
    const freight = { ...nobodys, product: "return-freight" };
    expect(await debtors.statements([{ recoveryId: "", claim: freight }], 1_200n)).toBe(0);
  });

  test("opens none where the peril has no share, or the product has no debtor", async () => {
    expect(await debtors.grant({ ...broken, peril: "theft" })).toMatchObject({ recoveryId: "" });
  });
});

describe("what was agreed with a carrier", () => {
  const put = (carrier: string, body: object, headers: Readonly<Record<string, string>> = {}) =>
    debtors.call("PUT", `/v1/recoveries/carriers/${encodeURIComponent(carrier)}`, { body, headers });
  const terms = { effectiveOn: "2026-11-01", parcelMax: null, freightTimes: 3, freightUsual: 1_200, withinDays: 30 };

  test("limits what is recovered of parcels that were shipped under it", async () => {
    expect(await put("中通快递", terms)).toMatchObject({
      status: 200,
      body: { carrier: "ZTO", revision: 1, freightTimes: 3 },
    });
    const { recoveryId } = await debtors.grant({ ...broken, carrier: "ZTO" });
    expect(await debtors.read(recoveryId)).toMatchObject({
      ...{ claimed: 3_000, basis: "freight_times", deadlineAt: "2026-12-10T08:00:00.000Z" },
    });
    expect(await put("YTO", { ...terms, effectiveOn: "2026-11-11" })).toMatchObject({ status: 200 });
    const earlier = await debtors.grant({ ...broken, carrier: "YTO" });
    expect(await debtors.read(earlier.recoveryId)).toMatchObject({ claimed: 10_000, basis: "actual_loss" });
  });

  test("is kept with its history, edited on the version that was read, and listed", async () => {
    const first = await put("JD", terms);
    const etag = String(first.headers["etag"]);
    expectProblem(await put("JD", { ...terms, parcelMax: 5_000 }), "if_match_missing");
    expect(await put("JD", { ...terms, parcelMax: 5_000 }, { "if-match": etag })).toMatchObject({
      status: 200,
      body: { revision: 2, parcelMax: 5_000, changes: [{ revision: 2 }, { revision: 1 }] },
    });
    expectProblem(await put("JD", terms, { "if-match": etag }), "if_match_stale");
    expect(await debtors.call("GET", "/v1/recoveries/carriers/京东")).toMatchObject({
      status: 200,
      body: { revision: 2 },
    });
    expectProblem(await debtors.call("GET", "/v1/recoveries/carriers/none"), "not_found");
    const list = await debtors.call("GET", "/v1/recoveries/carriers?limit=1");
    expect(list).toMatchObject({ status: 200, body: { data: [{ carrier: "JD" }], next: expect.any(String) } });
    expectProblem(await debtors.call("GET", "/v1/recoveries/carriers?cursor=x"), "cursor_invalid");
  });

  test("is refused where it is malformed, and is for finance", async () => {
    for (const slip of [
      { effectiveOn: "2026-02-30" },
      { effectiveOn: "soon" },
      { freightTimes: -1 },
      { withinDays: 0 },
      { parcelMax: 1.5 },
    ]) {
      expectProblem(await put("BEST", { ...terms, ...slip }), "validation_failed");
    }
    const { tenant } = debtors.market.server;
    const as = tenant.staff.auditor.token;
    expectProblem(await debtors.call("PUT", "/v1/recoveries/carriers/BEST", { as, body: terms }), "forbidden");
    expectProblem(await debtors.call("GET", "/v1/recoveries/carriers", { as: debtors.merchant }), "forbidden");
    expect((await debtors.call("GET", "/v1/recoveries/carriers/JD", { as })).status).toBe(200);
  });

  test("set twenty times at once is set once", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => put("KYE", terms)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412 || status === 428)).toHaveLength(19);
  });
});

test("a deadline that passed without a question is told", async () => {
  const { recoveryId } = await debtors.grant(broken);
  debtors.market.server.clock.advance(400 * DAY_MS);
  expect(await debtors.read(recoveryId)).toMatchObject({ overdue: true });
});
