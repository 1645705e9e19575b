import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { ANSWER_COLUMNS, ASKED_COLUMNS } from "../outside/recovery-csv.js";
import { expectProblem, pointersOf } from "../testing/problem.js";
import { type Debtors, freshKey, openDebtors } from "./testing/debtors.js";

let debtors: Debtors;
beforeAll(async () => {
  debtors = await openDebtors();
});
afterAll(() => debtors.close());
afterEach(() => debtors.check());

const broken = { product: "transit-damage", peril: "breakage", amount: 10_000n } as const;
const queryOf = (carrier: string) => `debtorKind=carrier&debtorId=${encodeURIComponent(carrier)}`;

/** Recoveries of a carrier of their own, which was asked for them. */
async function asked(carrier: string, count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) ids.push((await debtors.grant({ ...broken, carrier })).recoveryId);
  const body = { debtorKind: "carrier", debtorId: carrier };
  expect((await debtors.post("/v1/recoveries/submissions", body)).status).toBe(201);
  return ids;
}

const table = (...lines: readonly string[]): string => `\uFEFF${[ANSWER_COLUMNS.join(","), ...lines].join("\r\n")}\r\n`;
const put = (carrier: string, body: string, options: { readonly key?: string; readonly as?: string } = {}) =>
  debtors.call("POST", `/v1/recoveries/answers.csv?${queryOf(carrier)}`, {
    ...{ body, key: freshKey(), headers: { "content-type": "text/csv" } },
    ...options,
  });

describe("the table of what is asked", () => {
  test("has a line for each recovery that waits for an answer", async () => {
    const [first, second] = await asked("ZJS", 2);
    const answer = await debtors.call("GET", `/v1/recoveries/submissions.csv?${queryOf("ZJS")}`);
    expect(answer.status).toBe(200);
    expect(answer.headers["content-type"]).toBe("text/csv; charset=utf-8; header=present");
    expect(answer.headers["content-disposition"]).toBe('attachment; filename="recoveries-carrier-ZJS.csv"');
    const lines = String(answer.body).split("\r\n");
    expect(lines[0]).toBe(`\uFEFF${ASKED_COLUMNS.join(",")}`);
    expect(lines.slice(1, 3).map((each) => each.split(",").slice(0, 2))).toEqual([
      [`${first}-1`, first],
      [`${second}-1`, second],
    ]);
    expect(lines[1]).toMatch(
      /,ZJS9\d+,2026-11-10T08:00:00.000Z,transit-damage,breakage,100.00,2027-11-10T08:00:00.000Z$/,
    );
  });

  test("is safe where an order number would run in a spreadsheet", async () => {
    const [id] = await asked("TTK", 1);
    const { owner } = debtors.market.server.database;
    await owner.query("update recovery set order_id = '=cmd()' where debtor_id = 'TTK'");
    const { body } = await debtors.call("GET", `/v1/recoveries/submissions.csv?${queryOf("TTK")}`);
    expect(String(body)).toContain(`${id}-1,${id},`);
    expect(String(body)).toContain(",'=cmd(),");
  });

  test("is empty for who was asked for nothing, and for those who may see it", async () => {
    const path = `/v1/recoveries/submissions.csv?${queryOf("nobody")}`;
    expect((await debtors.call("GET", path)).body).toBe(`\uFEFF${ASKED_COLUMNS.join(",")}\r\n`);
    expectProblem(await debtors.call("GET", path, { as: debtors.merchant }), "forbidden");
    expectProblem(await debtors.call("GET", "/v1/recoveries/submissions.csv"), "validation_failed");
  });
});

describe("the table of what is answered", () => {
  test("is taken whole: accepted, partly, denied and paid", async () => {
    const [a, b, c] = await asked("UC", 3);
    const answer = await put(
      "UC",
      table(
        `${a}-1,accepted,,,`,
        `${b}-1,partly,40.00,限额,`,
        `${c}-1,denied,,包装不当,`,
        `${a}-1,paid,100.00,,UC-PAY-1`,
      ),
    );
    expect(answer).toMatchObject({ status: 201, body: { lines: 4, applied: 4, known: 0 } });
    const found = await Promise.all([a, b, c].map(async (id) => (await debtors.read(id ?? "")).status));
    expect(found).toEqual(["closed", "partly_accepted", "denied"]);
    expect((await debtors.read(a ?? "")).movements.at(-1)).toMatchObject({ debit: "1013", amount: 10_000 });
  });

  test("is taken once, however often it comes", async () => {
    const [a] = await asked("KYE", 1);
    const text = table(`${a}-1,accepted,100.00,,`, `${a}-1,paid,30.00,,KYE-PAY-1`);
    expect((await put("KYE", text, { key: "kye" })).status).toBe(201);
    expect(await put("KYE", text, { key: "kye" })).toMatchObject({ headers: { "idempotency-replayed": "true" } });
    expectProblem(await put("KYE", `${text}\r\n`, { key: "kye" }), "idempotency_key_reused");
    expect(await put("KYE", text)).toMatchObject({ status: 201, body: { lines: 2, applied: 0, known: 2 } });
    expect(await debtors.read(a ?? "")).toMatchObject({ received: 3_000, receivable: 7_000 });
  });

  test("with one faulty line is not taken at all, and every fault names line and column", async () => {
    const [a, b] = await asked("DEPPON", 2);
    const [foreign] = await asked("CAINIAO", 1);
    const answer = await put(
      "DEPPON",
      table(`${a}-1,accepted,,,`, `${b}-1,partly,100.00,x,`, `${foreign}-1,accepted,,,`, "nothing,accepted,,,"),
    );
    expect(pointersOf(expectProblem(answer, "validation_failed"))).toEqual([
      "/line/3/amountYuan",
      "/line/4/reference",
      "/line/5/reference",
    ]);
    expect(await debtors.read(a ?? "")).toMatchObject({ status: "submitted" });
  });

  test("that pays more than is owed is not taken at all", async () => {
    const [a, b] = await asked("BEST", 2);
    const answer = await put("BEST", table(`${a}-1,paid,10.00,,BEST-1`, `${b}-1,paid,100.01,,BEST-2`));
    expect(pointersOf(expectProblem(answer, "validation_failed"))).toEqual(["/line/3/amountYuan"]);
    expect(await debtors.read(a ?? "")).toMatchObject({ received: 0 });
  });

  test("that names a payment of another recovery is not taken at all", async () => {
    const [a, b] = await asked("JT", 2);
    expect((await put("JT", table(`${a}-1,paid,10.00,,JT-1`))).status).toBe(201);
    const again = await put("JT", table(`${b}-1,paid,10.00,,JT-1`));
    expect(pointersOf(expectProblem(again, "validation_failed"))).toEqual(["/line/2/paymentReference"]);
    expect(await debtors.read(b ?? "")).toMatchObject({ received: 0 });
  });

  test("needs its type, its key, and somebody who may", async () => {
    const url = `/v1/recoveries/answers.csv?${queryOf("SF")}`;
    expectProblem(await debtors.call("POST", url, { body: {}, key: freshKey() }), "unsupported_media_type");
    const headers = { "content-type": "text/csv" };
    expectProblem(await debtors.call("POST", url, { body: table(), headers }), "idempotency_key_missing");
    for (const as of [debtors.merchant, debtors.market.server.tenant.staff.auditor.token]) {
      expectProblem(await put("SF", table(), { as }), "forbidden");
    }
    expectProblem(await put("SF", "x".repeat(4_000_001)), "body_too_large");
    expectProblem(await put("SF", "reference\r\n"), "validation_failed");
    expect(await put("SF", table())).toMatchObject({ status: 201, body: { lines: 0 } });
  });
});
