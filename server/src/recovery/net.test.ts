import { DAY_MS, HOUR_MS } from "@anxin/core/time";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ORDER, SHOP } from "../order/testing/marketplace.js";
import { expectProblem } from "../testing/problem.js";
import { netRecoveries } from "./net.js";
import { type Debtors, freshKey, openDebtors } from "./testing/debtors.js";

let debtors: Debtors;
beforeEach(async () => {
  debtors = await openDebtors();
});
afterEach(async () => {
  await debtors.check();
  await debtors.close();
});

const TERMS = `/v1/merchants/${SHOP}/recovery-terms`;
const mismatch = (amount: bigint) => ({ product: "quality", peril: "material_mismatch", amount }) as const;
const agreed = {
  ...{ netting: true, agreedOn: "2026-11-01", textVersion: "recovery-2026-1" },
  ...{ source: "wallet", monthMax: null as number | null, noticeDays: 7 },
};

const etagOfTerms = async () => String((await debtors.call("GET", TERMS)).headers["etag"]);
const agree = async (change: Partial<typeof agreed> = {}, headers?: Readonly<Record<string, string>>) =>
  debtors.call("PUT", TERMS, {
    body: { ...agreed, ...change },
    headers: headers ?? { "if-match": await etagOfTerms() },
  });
async function pass(ms: number): Promise<void> {
  debtors.market.server.clock.advance(ms);
  await netRecoveries(debtors.market.server.context);
}
const wallet = () => debtors.market.balance();
const notices = async (kind: string) =>
  (
    await debtors.market.server.database.owner.query<{ data: string }>(
      "select data from notice where kind = $1 and recipient_id = $2 order by notice_id",
      [kind, SHOP],
    )
  ).rows.map(({ data }) => JSON.parse(data) as Readonly<Record<string, string>>);
const deposit = (path: string, amount: unknown, bankReference = freshKey(), as?: string) =>
  debtors.post(`/v1/merchants/${SHOP}/deposit/${path}`, { amount, bankReference }, as === undefined ? {} : { as });

describe("what a merchant owes", () => {
  test("is netted from the wallet after notice, told before and after, and shown with its cause", async () => {
    await agree();
    const { recoveryId } = await debtors.grant(mismatch(6_000n));
    const before = await wallet();
    await pass(0);
    expect(await debtors.read(recoveryId)).toMatchObject({ status: "opened", netFrom: "2026-11-18T00:00:00.000Z" });
    expect(await notices("recovery_netting_ahead")).toMatchObject([{ amount: "6000", netFrom: 1_794_960_000_000 }]);
    await pass(7 * DAY_MS - 1);
    expect(await wallet()).toBe(before);
    await pass(1);
    expect(await wallet()).toBe(before - 6_000);
    const recovery = await debtors.read(recoveryId);
    expect(recovery).toMatchObject({ status: "closed", netted: 6_000, receivable: 0 });
    expect(recovery.movements.at(-1)).toMatchObject({ debit: "2203", credit: "1221", amount: 6_000 });
    expect(await notices("recovery_netted")).toMatchObject([{ amount: "6000", rest: "0" }]);
    const { body } = await debtors.call("GET", `/v1/merchants/${SHOP}/wallet?limit=1`, { as: debtors.merchant });
    const { claimId, decisionId } = recovery;
    expect((body as { movements: { data: object[] } }).movements.data).toMatchObject([
      { cause: "recovery_netted", change: -6_000, recoveryId, claimId, decisionId, product: "quality" },
    ]);
    await pass(100 * DAY_MS);
    expect(await wallet()).toBe(before - 6_000);
  });

  test("is not netted without consent, and from then on after a notice of its own", async () => {
    const { recoveryId } = await debtors.grant(mismatch(6_000n));
    const before = await wallet();
    await pass(60 * DAY_MS);
    expect(await debtors.read(recoveryId)).toMatchObject({ netFrom: null, receivable: 6_000 });
    await agree({ noticeDays: 3 });
    await pass(0);
    await pass(3 * DAY_MS);
    expect(await wallet()).toBe(before - 6_000);
  });

  test("is not netted any more once the merchant takes its consent back", async () => {
    await agree();
    const { recoveryId } = await debtors.grant(mismatch(6_000n));
    const before = await wallet();
    await pass(0);
    await agree({ netting: false });
    await pass(60 * DAY_MS);
    expect([await wallet(), (await debtors.read(recoveryId)).netted]).toEqual([before, 0]);
  });

  test("is told anew when more is granted, or when other terms are agreed", async () => {
    await agree();
    const granted = await debtors.grant(mismatch(6_000n));
    await pass(0);
    await pass(6 * DAY_MS);
    await debtors.decide(granted, 9_000n);
    await pass(DAY_MS);
    expect((await notices("recovery_netting_ahead")).map(({ amount }) => amount)).toEqual(["6000", "9000"]);
    expect(await debtors.read(granted.recoveryId)).toMatchObject({ netted: 0, netFrom: "2026-11-25T00:00:00.000Z" });
    await pass(HOUR_MS);
    await agree({ noticeDays: 1 });
    await pass(0);
    expect(await notices("recovery_netting_ahead")).toHaveLength(3);
    await pass(DAY_MS);
    expect(await debtors.read(granted.recoveryId)).toMatchObject({ netted: 9_000, status: "closed" });
  });

  test("takes what is there and nothing of the credit; the rest stays, and is netted when money comes", async () => {
    await agree({ noticeDays: 0 });
    const { apiKey: as } = debtors.market.server.tenant;
    const shop = `/v1/merchants/${SHOP}/wallet`;
    await debtors.call("PUT", shop, { body: { creditLimit: 50_000, lowBalance: null } });
    const { recoveryId } = await debtors.grant(mismatch(9_000n));
    const held = await wallet();
    await debtors.post(`${shop}/refunds`, { amount: held - 2_500 }, { as });
    await pass(0);
    await pass(0);
    expect([await wallet(), (await debtors.read(recoveryId)).receivable]).toEqual([0, 6_500]);
    expect((await notices("recovery_netted")).at(-1)).toMatchObject({ amount: "2500", rest: "6500" });
    await pass(DAY_MS);
    expect(await wallet()).toBe(0);
    await debtors.post(`${shop}/top-ups`, { amount: 10_000 }, { as });
    await pass(DAY_MS);
    expect([await wallet(), (await debtors.read(recoveryId)).status]).toEqual([3_500, "closed"]);
  });

  test("is netted up to the month's limit, and goes on in the next month of Shanghai", async () => {
    await agree({ noticeDays: 0, monthMax: 5_000 });
    const [first, second] = [await debtors.grant(mismatch(3_000n)), await debtors.grant(mismatch(6_000n))];
    await pass(0);
    await pass(0);
    const netted = async () =>
      [await debtors.read(first.recoveryId), await debtors.read(second.recoveryId)].map((r) => r.netted);
    expect(await netted()).toEqual([3_000, 2_000]);
    // 2026-11-30T15:59:59.999Z is the last millisecond of the month there.
    debtors.market.server.clock.advance(19 * DAY_MS + 16 * HOUR_MS - 1);
    await pass(0);
    expect(await netted()).toEqual([3_000, 2_000]);
    await pass(DAY_MS);
    expect(await netted()).toEqual([3_000, 6_000]);
  });

  test("is netted from a deposit where that was agreed", async () => {
    expect((await deposit("receipts", 5_000)).status).toBe(201);
    await agree({ source: "deposit", noticeDays: 0 });
    const { recoveryId } = await debtors.grant(mismatch(6_000n));
    const before = await wallet();
    await pass(0);
    await pass(0);
    expect(await debtors.read(recoveryId)).toMatchObject({ netted: 5_000, receivable: 1_000 });
    expect(await wallet()).toBe(before);
    const seen = await debtors.call("GET", `/v1/merchants/${SHOP}/deposit`, { as: debtors.merchant });
    expect(seen).toMatchObject({
      status: 200,
      body: { balance: 0, movements: { data: [{ kind: "netted", amount: 5_000, recoveryId }, { kind: "received" }] } },
    });
    expect((await debtors.balances())["2002"]).toBeUndefined();
  });

  test("goes back into the wallet when the claim is overturned", async () => {
    await agree({ noticeDays: 0 });
    const granted = await debtors.grant(mismatch(6_000n));
    await pass(0);
    await pass(0);
    const before = await wallet();
    await debtors.decide(granted, 2_000n);
    const path = `/v1/recoveries/${granted.recoveryId}/returns`;
    expectProblem(await debtors.post(path, { amount: 4_000, to: "bank", reference: "b" }), "amount_above_limit");
    expect((await debtors.post(path, { amount: 3_000, to: "wallet", reference: "b" })).status).toBe(201);
    expect((await debtors.post(path, { amount: 1_000, to: "deposit", reference: "b" })).status).toBe(201);
    expect(await wallet()).toBe(before + 3_000);
    expect(await debtors.read(granted.recoveryId)).toMatchObject({ netted: 2_000, owedBack: 0, status: "closed" });
  });
});

describe("netting in a crowd", () => {
  test("by ten workers at once, beside refunds and orders, never goes below the floor, and nets each once", async () => {
    await agree({ noticeDays: 0 });
    const { context, tenant } = debtors.market.server;
    const granted = await Promise.all(Array.from({ length: 100 }, () => debtors.grant(mismatch(12_000n))));
    await pass(0);
    const refund = () => debtors.post(`/v1/merchants/${SHOP}/wallet/refunds`, { amount: 700 }, { as: tenant.apiKey });
    await Promise.all([
      ...Array.from({ length: 10 }, () => netRecoveries(context)),
      ...Array.from({ length: 30 }, refund),
      ...Array.from({ length: 30 }, (_, i) => debtors.market.feed([{ ...ORDER, orderId: `beside-${i}` }])),
    ]);
    await debtors.check();
    const left = await Promise.all(granted.map(({ recoveryId }) => debtors.read(recoveryId)));
    const netted = left.reduce((sum, each) => sum + each.netted, 0);
    expect(left.every((each) => each.netted + each.receivable === 12_000)).toBe(true);
    expect(await wallet()).toBeGreaterThanOrEqual(0);
    expect(netted).toBeGreaterThan(0);
    expect((await notices("recovery_netted")).reduce((sum, { amount }) => sum + Number(amount), 0)).toBe(netted);
    // Whatever was left over for the next day takes the rest of the wallet, and no more.
    await pass(DAY_MS);
    expect(await wallet()).toBe(0);
  }, 120_000);
});

describe("what a merchant agreed to", () => {
  test("begins with nothing, is kept with its history, and seen by the merchant", async () => {
    const none = await debtors.call("GET", TERMS, { as: debtors.merchant });
    expect(none).toMatchObject({ status: 200, body: { netting: false, deposit: 0, changes: [] } });
    expect(await agree({ monthMax: 10_000 })).toMatchObject({
      status: 200,
      body: { ...agreed, monthMax: 10_000, changes: [{ revision: 1 }] },
    });
    expect(await agree({ source: "deposit" })).toMatchObject({
      body: { changes: [{ source: "deposit" }, { source: "wallet" }] },
    });
  });

  test("needs a version that was read, a date and a text", async () => {
    expectProblem(await agree({}, {}), "if_match_missing");
    expectProblem(await agree({}, { "if-match": '"recovery-terms.x.9"' }), "if_match_stale");
    expectProblem(await agree({ agreedOn: null as never }), "validation_failed");
    expectProblem(await agree({ agreedOn: "2026-02-30" }), "validation_failed");
    expectProblem(await agree({ textVersion: "" }), "validation_failed");
    for (const slip of [{ noticeDays: 91 }, { noticeDays: -1 }, { monthMax: -1 }, { source: "bank" }]) {
      expectProblem(await agree(slip as never), "validation_failed");
    }
    const unknown = "/v1/merchants/nobody/recovery-terms";
    expectProblem(await debtors.call("GET", unknown), "not_found");
    expectProblem(await debtors.call("PUT", unknown, { body: agreed, headers: { "if-match": '"x"' } }), "not_found");
  });

  test("is set by finance, once among many at the same time", async () => {
    const { tenant } = debtors.market.server;
    for (const as of [debtors.merchant, tenant.apiKey, tenant.staff.auditor.token]) {
      expectProblem(
        await debtors.call("PUT", TERMS, { as, body: agreed, headers: { "if-match": '"x"' } }),
        "forbidden",
      );
    }
    const headers = { "if-match": await etagOfTerms() };
    const answers = await Promise.all(Array.from({ length: 20 }, () => agree({}, headers)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(19);
    const stranger = await debtors.market.server.session(tenant, "merchant", "shop-2002");
    expectProblem(await debtors.call("GET", TERMS, { as: stranger }), "not_found");
  });
});

describe("a deposit", () => {
  test("comes and goes by bank transfer, each payment once, never below zero", async () => {
    expect(await deposit("receipts", 5_000, "D-1")).toMatchObject({
      status: 201,
      body: { kind: "received", balanceAfter: 5_000 },
    });
    expectProblem(await deposit("receipts", 5_000, "D-1"), "payment_known");
    expect(await debtors.balances()).toMatchObject({ "2002": 5_000, "1002": 5_000 });
    expectProblem(await deposit("returns", 5_001), "amount_above_limit");
    expect(await deposit("returns", 2_000, "D-1")).toMatchObject({
      status: 201,
      body: { kind: "returned", balanceAfter: 3_000 },
    });
    const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => deposit("returns", 100, `out-${i}`)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(30);
    const path = `/v1/merchants/${SHOP}/deposit`;
    const page = await debtors.call("GET", `${path}?limit=2`);
    expect(page).toMatchObject({ body: { balance: 0, movements: { next: expect.any(String) } } });
    expectProblem(await debtors.call("GET", `${path}?cursor=x`), "cursor_invalid");
  });

  test("is refused where it is malformed or nobody's", async () => {
    for (const amount of [0, -1, 0.5]) expectProblem(await deposit("receipts", amount), "validation_failed");
    const body = { amount: 1, bankReference: "x" };
    for (const path of ["receipts", "returns"]) {
      expectProblem(await debtors.post(`/v1/merchants/nobody/deposit/${path}`, body), "not_found");
      expectProblem(await deposit(path, 1, "x", debtors.merchant), "forbidden");
      expectProblem(
        await debtors.call("POST", `/v1/merchants/${SHOP}/deposit/${path}`, { body }),
        "idempotency_key_missing",
      );
    }
    expectProblem(await debtors.call("GET", "/v1/merchants/nobody/deposit"), "not_found");
  });
});
