import { DAY_MS, HOUR_MS, MINUTE_MS } from "@anxin/core/time";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { expectProblem } from "../testing/problem.js";
import { recoverySandboxRoutes } from "./sandbox-routes.js";
import { sendRecoveries } from "./send.js";
import { type Debtors, type Granted, openDebtors } from "./testing/debtors.js";

let debtors: Debtors;
beforeEach(async () => {
  debtors = await openDebtors({ more: [recoverySandboxRoutes] });
});
afterEach(async () => {
  await debtors.check();
  await debtors.close();
});
afterAll(() => undefined);

const broken = { product: "transit-damage", peril: "breakage", amount: 10_000n } as const;

async function submitted(outcome: string, carrier = "SF"): Promise<Granted> {
  debtors.desk.script([outcome]);
  const granted = await debtors.grant({ ...broken, carrier });
  expect((await debtors.post(`/v1/recoveries/${granted.recoveryId}/submissions`)).status).toBe(201);
  return granted;
}

/** Time passes, and the worker looks. */
async function pass(ms: number): Promise<number> {
  debtors.market.server.clock.advance(ms);
  return sendRecoveries(debtors.market.server.context);
}
const timesHanded = () => debtors.desk.cases(1).map(({ times }) => times);

describe("a debtor", () => {
  test("that accepts and pays closes the recovery, with its money in the carriers' settlement account", async () => {
    const { recoveryId } = await submitted("accepted");
    expect(await pass(0)).toBe(1);
    expect(await debtors.read(recoveryId)).toMatchObject({ status: "submitted", attempts: [{ state: "sent" }] });
    expect(await pass(HOUR_MS)).toBe(1);
    expect(await debtors.read(recoveryId)).toMatchObject({ status: "accepted", attempts: [{ state: "answered" }] });
    await pass(DAY_MS);
    expect(await debtors.read(recoveryId)).toMatchObject({
      ...{ status: "closed", received: 10_000 },
      timeline: [
        { kind: "opened" },
        { kind: "submitted", reference: `${recoveryId}-1` },
        { kind: "answered", amount: 10_000, actor: "debtor:desk" },
        { kind: "received", reference: `desk-${recoveryId}-1` },
      ],
    });
    expect(await debtors.balances()).toMatchObject({ "1013": 10_000, "6512": 10_000 });
    expect(await pass(30 * DAY_MS)).toBe(0);
  });

  test.each([
    ["partly:40", "closed", 4_000, 6_000],
    ["denied:packing", "denied", 0, 10_000],
  ])("that answers %s leaves it %s", async (outcome, status, received, denied) => {
    const { recoveryId } = await submitted(outcome);
    for (const ms of [0, HOUR_MS, DAY_MS, DAY_MS]) await pass(ms);
    expect(await debtors.read(recoveryId)).toMatchObject({ status, received, denied, receivable: 0 });
  });

  test("that says nothing is asked every day, and a person may record what it says by telephone", async () => {
    const { recoveryId } = await submitted("silent");
    for (const ms of [0, HOUR_MS, DAY_MS, DAY_MS]) await pass(ms);
    expect(debtors.desk.cases(1)).toMatchObject([{ heard: 3, times: 1 }]);
    const headers = { "if-match": await debtors.etag(recoveryId) };
    const answer = await debtors.post(`/v1/recoveries/${recoveryId}/answers`, { outcome: "accepted" }, { headers });
    expect(answer).toMatchObject({ status: 201, body: { status: "accepted" } });
  });

  test("whose answer is lost is handed the same again, and has it once", async () => {
    const { recoveryId } = await submitted("lost");
    await pass(0);
    expect(await debtors.read(recoveryId)).toMatchObject({ attempts: [{ state: "intended" }] });
    await pass(MINUTE_MS);
    expect(timesHanded()).toEqual([2]);
    for (const ms of [HOUR_MS, DAY_MS]) await pass(ms);
    expect(await debtors.read(recoveryId)).toMatchObject({ status: "closed", received: 10_000 });
  });

  test("that cannot be reached is tried again, and after some tries a person looks too", async () => {
    const { recoveryId } = await submitted("unavailable");
    for (const ms of [0, MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS]) {
      debtors.desk.script(["unavailable"]);
      expect(await pass(ms)).toBe(1);
    }
    expect(await debtors.read(recoveryId)).toMatchObject({
      attempts: [{ state: "intended", humanTask: "unreachable" }],
    });
    debtors.desk.script([]);
    await pass(6 * HOUR_MS);
    expect(await debtors.read(recoveryId)).toMatchObject({ attempts: [{ state: "sent", humanTask: null }] });
  });

  test("that turns us away is left to a person", async () => {
    const { recoveryId } = await submitted("refused");
    await pass(0);
    expect(await debtors.read(recoveryId)).toMatchObject({
      ...{ status: "submitted", attempts: [{ state: "intended", humanTask: "refused" }] },
    });
    expect(await pass(30 * DAY_MS)).toBe(0);
  });

  test("is asked for a whole batch at once, with each answer where it belongs", async () => {
    const granted = [await debtors.grant(broken), await debtors.grant(broken), await debtors.grant(broken)];
    debtors.desk.script(["accepted", "partly:10", "denied:late"]);
    const body = { debtorKind: "carrier", debtorId: "SF" };
    expect((await debtors.post("/v1/recoveries/submissions", body)).status).toBe(201);
    await pass(0);
    expect(timesHanded()).toEqual([1, 1, 1]);
    for (const ms of [HOUR_MS, DAY_MS]) await pass(ms);
    const found = await Promise.all(granted.map(async ({ recoveryId }) => (await debtors.read(recoveryId)).received));
    expect(found).toEqual([10_000, 1_000, 0]);
  });
});

describe("what is heard", () => {
  test("of an attempt that another one replaced changes nothing", async () => {
    const { recoveryId, claim } = await submitted("denied:late");
    for (const ms of [0, HOUR_MS]) await pass(ms);
    expect((await debtors.read(recoveryId)).status).toBe("denied");
    const { owner } = debtors.market.server.database;
    // As if the denial were answered with evidence, and the old answer heard once more.
    await debtors.decide({ claim, recoveryId }, 12_000n);
    debtors.desk.script(["silent"]);
    expect((await debtors.post(`/v1/recoveries/${recoveryId}/submissions`)).status).toBe(201);
    await owner.query(
      "update recovery_attempt set next_at = now() - interval '1 year', state = 'sent' where attempt = 1",
    );
    await pass(0);
    expect(await debtors.read(recoveryId)).toMatchObject({ status: "submitted", attempt: 2, denied: 10_000 });
  });

  test("twice, by two workers at the same time, is applied once", async () => {
    const { recoveryId } = await submitted("accepted");
    await pass(0);
    debtors.market.server.clock.advance(HOUR_MS);
    const { context } = debtors.market.server;
    const done = await Promise.all(Array.from({ length: 6 }, () => sendRecoveries(context)));
    expect(done.reduce((sum, each) => sum + each, 0)).toBe(1);
    debtors.market.server.clock.advance(DAY_MS);
    await Promise.all(Array.from({ length: 6 }, () => sendRecoveries(context)));
    const { timeline } = await debtors.read(recoveryId);
    expect(timeline.filter(({ kind }) => kind === "received" || kind === "answered")).toHaveLength(2);
  });

  test("of a payment above what is receivable has a person look", async () => {
    const { recoveryId, claim } = await submitted("accepted");
    for (const ms of [0, HOUR_MS]) await pass(ms);
    // Corrected after it was accepted: the debtor pays more than is claimed.
    await debtors.decide({ claim, recoveryId }, 3_000n);
    await pass(DAY_MS);
    expect(await debtors.read(recoveryId)).toMatchObject({
      ...{ received: 0, receivable: 3_000, attempts: [{ humanTask: "payment_above_receivable" }] },
    });
  });

  test("after a sender died is heard by another, when its lease has run out", async () => {
    const { recoveryId } = await submitted("accepted");
    const { owner } = debtors.market.server.database;
    await owner.query("update recovery_attempt set lease_until = clock_timestamp() + interval '1 minute'");
    expect(await pass(0)).toBe(0);
    await owner.query("update recovery_attempt set lease_until = clock_timestamp() - interval '1 second'");
    expect(await pass(0)).toBe(1);
    expect(await debtors.read(recoveryId)).toMatchObject({ attempts: [{ state: "sent" }] });
  });
});

test("where no channel is connected nobody is asked, and a person can do everything", async () => {
  const bare = await openDebtors({ recoveries: undefined as never, recoveryDesk: undefined as never });
  const { recoveryId } = await bare.grant(broken);
  expectProblem(await bare.post(`/v1/recoveries/${recoveryId}/submissions`), "switched_off");
  expectProblem(
    await bare.post("/v1/recoveries/submissions", { debtorKind: "carrier", debtorId: "SF" }),
    "switched_off",
  );
  expect(await sendRecoveries(bare.market.server.context)).toBe(0);
  expect((await bare.post(`/v1/recoveries/${recoveryId}/receipts`, { amount: 1, bankReference: "b" })).status).toBe(
    201,
  );
  await bare.close();
});

describe("the sandbox", () => {
  const { call } = { call: (...args: Parameters<Debtors["call"]>) => debtors.call(...args) };
  test("scripts the desks and shows what they were asked", async () => {
    const as = debtors.market.server.tenant.apiKey;
    const script = (outcomes: readonly unknown[], who = as) =>
      call("POST", "/v1/sandbox/recoveries/script", { as: who, body: { outcomes } });
    expect(await script(["partly:30"])).toMatchObject({ status: 200, body: { outcomes: ["partly:30"] } });
    expectProblem(await script(["sometimes"]), "validation_failed");
    expectProblem(await script(["accepted"], debtors.finance), "forbidden");
    const { recoveryId } = await debtors.grant(broken);
    await debtors.post(`/v1/recoveries/${recoveryId}/submissions`);
    await pass(0);
    expect(await call("GET", "/v1/sandbox/recoveries", { as })).toMatchObject({
      status: 200,
      body: {
        data: [
          { reference: `${recoveryId}-1`, debtorKind: "carrier", debtorId: "SF", amount: 10_000, outcome: "partly:30" },
        ],
      },
    });
    expectProblem(await call("GET", "/v1/sandbox/recoveries", { as: debtors.merchant }), "forbidden");
  });
});
