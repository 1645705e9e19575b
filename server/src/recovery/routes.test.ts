import { parseId } from "@anxin/core/id";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { uploaded } from "../claim/testing/shop.js";
import { expectProblem, pointersOf } from "../testing/problem.js";
import { type Debtors, freshKey, type Granted, openDebtors, type RecoveryAnswer } from "./testing/debtors.js";

let debtors: Debtors;
beforeAll(async () => {
  debtors = await openDebtors();
});
afterAll(() => debtors.close());
afterEach(() => debtors.check());

const broken = { product: "transit-damage", peril: "breakage", amount: 10_000n } as const;
const defect = { product: "quality", peril: "material_mismatch", amount: 6_000n } as const;
const UNKNOWN = "/v1/recoveries/rcv_0000000000000";

/** A recovery of 100.00 yuan from a carrier, and what finance does with it. */
async function opened(wish: Parameters<Debtors["grant"]>[0] = broken) {
  const granted: Granted = await debtors.grant(wish);
  const path = `/v1/recoveries/${granted.recoveryId}`;
  const { recoveryId } = granted;
  return {
    ...{ granted, path, recoveryId },
    read: (as?: string) => debtors.read(recoveryId, as),
    submit: () => debtors.post(`${path}/submissions`),
    answer: async (body: object, headers?: Readonly<Record<string, string>>) =>
      debtors.post(`${path}/answers`, body, { headers: headers ?? { "if-match": await debtors.etag(recoveryId) } }),
    receive: (amount: unknown, bankReference = freshKey()) =>
      debtors.post(`${path}/receipts`, { amount, bankReference }),
    propose: (amount: unknown, as?: string) =>
      debtors.post(`${path}/write-offs`, { amount, reason: "债务人停业" }, as === undefined ? {} : { as }),
    judge: async (writeOffId: string, body: object, as = debtors.supervisor, etag?: string) =>
      debtors.post(`${path}/write-offs/${writeOffId}/approval`, body, {
        as,
        headers: { "if-match": etag ?? (await debtors.etag(recoveryId)) },
      }),
  };
}

describe("recoveries are listed", () => {
  test("newest first, by status, debtor, claim, product and shop, page by page", async () => {
    const [carrier, merchant] = [await opened({ ...broken, carrier: "STO" }), await opened(defect)];
    await merchant.submit();
    const list = async (query: string) =>
      ((await debtors.call("GET", `/v1/recoveries?${query}`)).body as { data: RecoveryAnswer[] }).data.map(
        ({ recoveryId }) => recoveryId,
      );
    const ids = [merchant.recoveryId, carrier.recoveryId];
    expect((await list("limit=2")).slice(0, 2)).toEqual(ids);
    expect(await list("debtorKind=carrier&debtorId=STO")).toEqual([carrier.recoveryId]);
    expect(await list("status=submitted&debtorKind=merchant")).toEqual([merchant.recoveryId]);
    expect(await list("product=quality&merchantId=shop-1001")).toContain(merchant.recoveryId);
    expect(await list("merchantId=shop-9")).toEqual([]);
    const { claimId } = await carrier.read();
    expect(await list(`claimId=${claimId}`)).toEqual([carrier.recoveryId]);
    expect(await list("claimId=nothing")).toEqual([]);
    const first = await debtors.call("GET", "/v1/recoveries?limit=1");
    const { next } = first.body as { next: string };
    expect(await list(`limit=1&cursor=${next}`)).toEqual([carrier.recoveryId]);
    expectProblem(await debtors.call("GET", "/v1/recoveries?cursor=x"), "cursor_invalid");
    expectProblem(await debtors.call("GET", "/v1/recoveries?status=lost"), "validation_failed");
  });

  test("to those who may read; a merchant sees what it owes, and nothing of carriers or of other shops", async () => {
    const [carrier, own] = [await opened(), await opened(defect)];
    const { server } = debtors.market;
    const { staff, apiKey } = server.tenant;
    for (const as of [staff.supervisor.token, staff.auditor.token, staff.platform.token, staff.admin.token, apiKey]) {
      expect((await debtors.call("GET", carrier.path, { as })).status).toBe(200);
    }
    for (const as of [staff.adjuster.token, staff.actuary.token]) {
      expectProblem(await debtors.call("GET", carrier.path, { as }), "forbidden");
    }
    const buyer = await server.session(server.tenant, "buyer", "b-42");
    expectProblem(await debtors.call("GET", "/v1/recoveries", { as: buyer }), "forbidden");
    expectProblem(await debtors.call("GET", carrier.path, { as: debtors.merchant }), "not_found");
    const stranger = await server.session(server.tenant, "merchant", "shop-2002");
    expectProblem(await debtors.call("GET", own.path, { as: stranger }), "not_found");
    expectProblem(await debtors.call("GET", own.path, { as: server.other.apiKey }), "not_found");
    expectProblem(await debtors.call("GET", UNKNOWN), "not_found");
    expectProblem(await debtors.call("GET", "/v1/recoveries/x"), "not_found");
    const seen = (await debtors.call("GET", "/v1/recoveries?debtorKind=carrier", { as: debtors.merchant })).body;
    const { data } = seen as { data: RecoveryAnswer[] };
    expect(data.map(({ debtor }) => debtor.kind)).not.toContain("carrier");
    expect(data.map(({ recoveryId }) => recoveryId)).toContain(own.recoveryId);
    const others = await debtors.call("GET", "/v1/recoveries?merchantId=shop-2002", { as: debtors.merchant });
    expect(others.body).toEqual({ data: [], next: null });
  });

  test("and a merchant is not told what the insurer writes off: the debt stands", async () => {
    const recovery = await opened(defect);
    const { writeOffs } = (await recovery.propose(2_000)).body as RecoveryAnswer;
    await recovery.judge(writeOffs[0]?.writeOffId ?? "", { approve: true });
    const { finance, merchant } = debtors;
    expect(await recovery.read(finance)).toMatchObject({ writtenOff: 2_000, receivable: 4_000 });
    const seen = await recovery.read(merchant);
    expect(seen).toMatchObject({ status: "opened", writtenOff: null, receivable: 6_000, writeOffs: [], movements: [] });
    expect(seen.timeline.map(({ kind }) => kind)).toEqual(["opened"]);
    expect(JSON.stringify(seen)).not.toMatch(/staff:|wof_/);
    const list = await debtors.call("GET", "/v1/recoveries?status=written_off", { as: merchant });
    expect(list.body).toEqual({ data: [], next: null });
  });
});

describe("a debtor is asked", () => {
  test("for one recovery, under a reference of its own", async () => {
    const recovery = await opened();
    const answer = await recovery.submit();
    expect(answer).toMatchObject({
      status: 201,
      body: {
        ...{ status: "submitted", attempt: 1 },
        attempts: [{ reference: `${recovery.recoveryId}-1`, state: "intended", amount: 10_000, channel: "desk" }],
      },
    });
    expectProblem(await recovery.submit(), "state_conflict");
  });

  test("for everything at once, in one batch, and then for nothing", async () => {
    const mine = [await opened({ ...broken, carrier: "UC" }), await opened({ ...broken, carrier: "UC" })];
    const body = { debtorKind: "carrier", debtorId: "UC" };
    const answer = await debtors.post("/v1/recoveries/submissions", body);
    expect(answer).toMatchObject({
      status: 201,
      body: {
        debtor: { kind: "carrier", id: "UC" },
        amount: 20_000,
        recoveries: [{ status: "submitted" }, { attempt: 1 }],
      },
    });
    const batches = await Promise.all(
      mine.map(async ({ read }) => (await read()).attempts.map(({ batchId }) => batchId)),
    );
    expect(new Set(batches.flat())).toEqual(new Set([(answer.body as { batchId: string }).batchId]));
    expectProblem(await debtors.post("/v1/recoveries/submissions", body), "state_conflict");
    expectProblem(
      await debtors.post("/v1/recoveries/submissions", { debtorKind: "bank", debtorId: "x" }),
      "validation_failed",
    );
  });

  test("by finance and supervisors alone, once for a key", async () => {
    const recovery = await opened();
    const { tenant } = debtors.market.server;
    const path = `${recovery.path}/submissions`;
    for (const as of [tenant.staff.auditor.token, tenant.staff.platform.token, tenant.apiKey, debtors.merchant]) {
      expectProblem(await debtors.post(path, undefined, { as }), "forbidden");
    }
    expectProblem(await debtors.call("POST", path), "idempotency_key_missing");
    expectProblem(await debtors.post(`${UNKNOWN}/submissions`), "not_found");
    const [first, second] = [
      await debtors.post(path, undefined, { key: "same" }),
      await debtors.post(path, undefined, { key: "same" }),
    ];
    expect([first.status, second.body]).toEqual([201, first.body]);
  });

  test("not where the order tells of no carrier", async () => {
    const recovery = await opened();
    const { owner } = debtors.market.server.database;
    await owner.query("update recovery set debtor_id = '' where claim_id = $1", [recovery.granted.claim.claimId]);
    expectProblem(await recovery.submit(), "state_conflict");
  });
});

describe("an answer of the debtor", () => {
  test.each([
    ["all of it", { outcome: "accepted" }, "accepted", 0],
    ["all of it, by amount", { outcome: "accepted", amount: 10_000 }, "accepted", 0],
    ["a part", { outcome: "partly_accepted", amount: 4_000, reason: "限额" }, "partly_accepted", 6_000],
    ["nothing", { outcome: "denied", reason: "包装不当" }, "denied", 10_000],
  ])("that accepts %s is recorded", async (_name, body, status, denied) => {
    const recovery = await opened();
    await recovery.submit();
    expect(await recovery.answer(body)).toMatchObject({
      status: 201,
      body: { status, denied, receivable: 10_000 - denied, attempts: [{ state: "answered" }] },
    });
    const movements = (await recovery.read()).movements.map(({ kind, amount }) => `${kind} ${amount}`);
    expect(movements).toEqual(["recovery_recognised 10000", ...(denied > 0 ? [`recovery_reversed ${denied}`] : [])]);
  });

  test("is refused where it cannot be", async () => {
    const recovery = await opened();
    expectProblem(await recovery.answer({ outcome: "accepted" }), "state_conflict");
    await recovery.submit();
    expectProblem(await recovery.answer({ outcome: "accepted" }, {}), "if_match_missing");
    expectProblem(await recovery.answer({ outcome: "accepted" }, { "if-match": '"recovery.x.1"' }), "if_match_stale");
    expectProblem(await recovery.answer({ outcome: "accepted", amount: 9_999 }), "amount_above_limit");
    expectProblem(await recovery.answer({ outcome: "partly_accepted", reason: "r" }), "amount_required");
    expectProblem(
      await recovery.answer({ outcome: "partly_accepted", amount: 10_000, reason: "r" }),
      "amount_above_limit",
    );
    expectProblem(await recovery.answer({ outcome: "denied" }), "reason_required");
    expectProblem(await recovery.answer({ outcome: "denied", reason: " " }), "reason_required");
    expectProblem(await recovery.answer({ outcome: "perhaps" }), "validation_failed");
    expectProblem(
      await debtors.post(`${UNKNOWN}/answers`, { outcome: "accepted" }, { headers: { "if-match": '"x"' } }),
      "not_found",
    );
    expectProblem(
      await debtors.call("POST", `${recovery.path}/answers`, { body: { outcome: "accepted" } }),
      "idempotency_key_missing",
    );
    const as = debtors.market.server.tenant.staff.auditor.token;
    expectProblem(await debtors.post(`${recovery.path}/answers`, { outcome: "accepted" }, { as }), "forbidden");
  });

  test("that denies is answered with evidence, and the debtor is asked again", async () => {
    const recovery = await opened();
    await recovery.submit();
    await recovery.answer({ outcome: "denied", reason: "包装不当" });
    const reopen = async (evidence: readonly string[], headers?: Readonly<Record<string, string>>) =>
      debtors.post(
        `${recovery.path}/reopenings`,
        { reason: "补充开箱视频", evidence },
        { headers: headers ?? { "if-match": await debtors.etag(recovery.recoveryId) } },
      );
    expectProblem(await reopen(["evd_0000000000000"]), "evidence_unknown");
    expectProblem(await reopen([]), "validation_failed");
    expectProblem(await reopen(["evd_0000000000000"], {}), "if_match_missing");
    const evidenceId = await evidenceOf(recovery.granted);
    expect(await reopen([evidenceId])).toMatchObject({
      status: 201,
      body: { status: "opened", denied: 0, receivable: 10_000 },
    });
    expectProblem(await reopen([evidenceId]), "state_conflict");
    expect(await recovery.submit()).toMatchObject({
      status: 201,
      body: {
        attempt: 2,
        attempts: [{ state: "replaced" }, { state: "intended", reference: `${recovery.recoveryId}-2` }],
      },
    });
    const { timeline } = await recovery.read();
    expect(timeline.find(({ kind }) => kind === "reopened")).toMatchObject({ reference: evidenceId, amount: 10_000 });
  });
});

/** A picture that is with the claim. */
async function evidenceOf({ claim }: Granted): Promise<string> {
  const { server } = debtors.market;
  const [file] = await uploaded(server, ["damage"], "buyer:b-42");
  if (file === undefined) throw new Error("nothing was uploaded");
  await server.database.owner.query(
    `insert into claim_evidence (book, tenant_id, claim_id, evidence_id, kind, added_by, added_at)
     values ($1, 1, $2, $3, 'damage', 'buyer:b-42', now())`,
    [claim.book, claim.claimId, parseId("evidence", file.evidenceId)],
  );
  return file.evidenceId;
}

describe("money of a debtor", () => {
  test("comes in part by part, each payment once, and closes the recovery", async () => {
    const recovery = await opened();
    await recovery.submit();
    await recovery.answer({ outcome: "accepted" });
    expect(await recovery.receive(4_000, "BANK-1")).toMatchObject({
      status: 201,
      body: { status: "partly_received", received: 4_000, receivable: 6_000 },
    });
    expectProblem(await recovery.receive(4_000, "BANK-1"), "payment_known");
    const another = await opened();
    expectProblem(await another.receive(1, "BANK-1"), "payment_known");
    expect(pointersOf(expectProblem(await recovery.receive(6_001), "amount_above_limit"))).toEqual(["/amount"]);
    expect(await recovery.receive(6_000, "BANK-2")).toMatchObject({ status: 201, body: { status: "closed" } });
    expectProblem(await recovery.receive(1), "amount_above_limit");
    const { movements } = await recovery.read();
    expect(movements.filter(({ kind }) => kind === "recovery_received")).toMatchObject([
      { debit: "1002", credit: "1221", amount: 4_000 },
      { debit: "1002", credit: "1221", amount: 6_000 },
    ]);
  });

  test("is booked when it came, though the books learn of it later", async () => {
    const recovery = await opened();
    const body = { amount: 1_000, bankReference: "LATE-1", receivedAt: "2026-11-10T09:00:00.000Z", note: "补记" };
    expect((await debtors.post(`${recovery.path}/receipts`, body)).status).toBe(201);
    const { movements } = await recovery.read();
    expect(movements.at(-1)).toMatchObject({ occurredAt: body.receivedAt, recordedAt: "2026-11-11T00:00:00.000Z" });
  });

  test("is refused where it is malformed, ahead of time, or nobody's", async () => {
    const recovery = await opened();
    for (const amount of [0, -1, 0.5, "1", 2 ** 53]) expectProblem(await recovery.receive(amount), "validation_failed");
    for (const reference of ["", "a b", "x".repeat(65), "流水"]) {
      expectProblem(await recovery.receive(1, reference), "validation_failed");
    }
    const late = { amount: 1, bankReference: "r", receivedAt: "2026-12-01T00:00:00.000Z" };
    expectProblem(await debtors.post(`${recovery.path}/receipts`, late), "validation_failed");
    expectProblem(await debtors.post(`${UNKNOWN}/receipts`, { amount: 1, bankReference: "r" }), "not_found");
    const as = debtors.market.server.tenant.staff.platform.token;
    expectProblem(
      await debtors.post(`${recovery.path}/receipts`, { amount: 1, bankReference: "r" }, { as }),
      "forbidden",
    );
  });
});

describe("a write-off", () => {
  const proposalOf = (answer: { readonly body: unknown }): string =>
    (answer.body as RecoveryAnswer).writeOffs.at(-1)?.writeOffId ?? "";

  test("moves nothing until another person approves it", async () => {
    const recovery = await opened();
    const proposed = await recovery.propose(10_000);
    expect(proposed).toMatchObject({
      status: 201,
      body: { status: "opened", receivable: 10_000, writeOffs: [{ status: "proposed" }] },
    });
    const id = proposalOf(proposed);
    expectProblem(await recovery.propose(1), "state_conflict");
    expectProblem(await recovery.judge(id, { approve: true }, debtors.finance), "same_person");
    expect(await recovery.judge(id, { approve: true })).toMatchObject({
      status: 201,
      body: { status: "written_off", writtenOff: 10_000, receivable: 0, writeOffs: [{ status: "approved" }] },
    });
    expectProblem(await recovery.judge(id, { approve: true }), "state_conflict");
    expect((await recovery.read()).movements.at(-1)).toMatchObject({ debit: "6701", credit: "1221", amount: 10_000 });
  });

  test("cannot be approved through a second account of the same person", async () => {
    const recovery = await opened();
    const { tenant, database } = debtors.market.server;
    const { otherSupervisor } = tenant;
    await database.owner.query("update staff set person = 'one and the same' where staff_id = any ($1::int8[])", [
      [tenant.staff.finance.staffId, otherSupervisor.staffId],
    ]);
    const id = proposalOf(await recovery.propose(1_000));
    expectProblem(await recovery.judge(id, { approve: true }, otherSupervisor.token), "same_person");
    expect((await recovery.judge(id, { approve: true })).status).toBe(201);
    await database.owner.query("update staff set person = null");
  });

  test("is sent back with a note, by its maker too", async () => {
    const recovery = await opened();
    const id = proposalOf(await recovery.propose(10_000));
    expectProblem(await recovery.judge(id, { approve: false }), "reason_required");
    expect(await recovery.judge(id, { approve: false, note: "先催收" }, debtors.finance)).toMatchObject({
      status: 201,
      body: { status: "opened", receivable: 10_000, writeOffs: [{ status: "sent_back", note: "先催收" }] },
    });
    expect((await recovery.propose(5_000)).status).toBe(201);
  });

  test("is refused where money came meanwhile, or it is more than there is", async () => {
    const recovery = await opened();
    expectProblem(await recovery.propose(10_001), "amount_above_limit");
    const id = proposalOf(await recovery.propose(10_000));
    await recovery.receive(1);
    expectProblem(await recovery.judge(id, { approve: true }), "amount_above_limit");
    expectProblem(await recovery.judge(id, { approve: true }, debtors.supervisor, '"x"'), "if_match_stale");
    expectProblem(
      await debtors.post(`${recovery.path}/write-offs/${id}/approval`, { approve: true }),
      "if_match_missing",
    );
    expectProblem(await recovery.judge("wof_0000000000000", { approve: true }), "not_found");
    expectProblem(await recovery.judge("x", { approve: true }), "not_found");
    for (const amount of [0, -1, 1.5]) expectProblem(await recovery.propose(amount), "validation_failed");
    expectProblem(await debtors.post(`${UNKNOWN}/write-offs`, { amount: 1, reason: "r" }), "not_found");
    expectProblem(await recovery.propose(1, debtors.market.server.tenant.staff.auditor.token), "forbidden");
    expectProblem(await debtors.post(`${recovery.path}/write-offs`, { amount: 1, reason: "" }), "validation_failed");
  });

  test("that was wrong is put right by the money that comes after all", async () => {
    const recovery = await opened();
    await recovery.judge(proposalOf(await recovery.propose(10_000)), { approve: true });
    expect(await recovery.receive(7_000)).toMatchObject({
      status: 201,
      body: { status: "written_off", received: 7_000, writtenOff: 3_000 },
    });
  });
});

describe("one of a hundred at once", () => {
  const count = (answers: readonly { readonly status: number }[], status: number): number =>
    answers.filter((answer) => answer.status === status).length;
  const times = <T>(n: number, work: (i: number) => Promise<T>) =>
    Promise.all(Array.from({ length: n }, (_, i) => work(i)));

  test("payments: no more comes in than is owed", async () => {
    const recovery = await opened();
    const answers = await times(100, (i) => recovery.receive(300, `RACE-${i}`));
    expect([count(answers, 201), count(answers, 422)]).toEqual([33, 67]);
    expect(await recovery.read()).toMatchObject({ received: 9_900, receivable: 100 });
  });

  test("payments of one reference: one is booked", async () => {
    const recoveries = await Promise.all([opened(), opened(), opened(), opened()]);
    const answers = (
      await times(25, () => Promise.all(recoveries.map(({ receive }) => receive(100, "ONE-REFERENCE"))))
    ).flat();
    expect([count(answers, 201), count(answers, 409)]).toEqual([1, 99]);
  });

  test("write-offs: one is proposed, and one approved", async () => {
    const recovery = await opened();
    const proposals = await times(100, () => recovery.propose(100));
    expect([count(proposals, 201), count(proposals, 409)]).toEqual([1, 99]);
    const { writeOffs } = await recovery.read();
    const etag = await debtors.etag(recovery.recoveryId);
    const approvals = await times(100, () =>
      recovery.judge(writeOffs[0]?.writeOffId ?? "", { approve: true }, debtors.supervisor, etag),
    );
    expect([count(approvals, 201), count(approvals, 412)]).toEqual([1, 99]);
    expect(await recovery.read()).toMatchObject({ writtenOff: 100, receivable: 9_900 });
  });

  test("submissions: one goes out", async () => {
    const recovery = await opened();
    const answers = await times(100, () => recovery.submit());
    expect([count(answers, 201), count(answers, 409)]).toEqual([1, 99]);
    expect(await recovery.read()).toMatchObject({ attempt: 1 });
  });
});
