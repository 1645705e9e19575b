import { present } from "@anxin/core/assert";
import { DAY_MS, parseInstant } from "@anxin/core/time";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { csvText } from "../http/csv.js";
import { expectProblem } from "../testing/problem.js";
import { openPurse, type Purse, WALLET } from "./testing/purse.js";
import { readMonth } from "./wallet-statement.js";

let purse: Purse;
beforeAll(async () => {
  purse = await openPurse();
  await purse.feed(3);
  purse.market.server.clock.advance(19.5 * DAY_MS);
  await purse.topUp(500);
  purse.market.server.clock.advance(DAY_MS);
  await purse.feed(2);
  await purse.refund(700);
  purse.market.server.clock.advance(40 * DAY_MS);
});
afterAll(() => purse.market.close());

interface Statement {
  readonly openingBalance: number;
  readonly closingBalance: number;
  readonly movements: readonly {
    readonly change: number;
    readonly balanceAfter: number;
    readonly recordedAt: string;
  }[];
}
const read = (query: string, options: { as?: string; headers?: Record<string, string> } = {}) =>
  purse.market.server.call("GET", `${WALLET}/statement?${query}`, {
    as: options.as ?? purse.market.server.tenant.apiKey,
    headers: options.headers ?? {},
  });
const statement = async (month: string): Promise<Statement> => {
  const { status, body } = await read(`month=${month}`);
  expect(status).toBe(200);
  return body as Statement;
};

describe("a statement", () => {
  test("goes from the opening balance over every movement to the closing one, month after month", async () => {
    let opening = 0;
    let movements = 0;
    for (const month of ["2026-10", "2026-11", "2026-12", "2027-01"]) {
      const { openingBalance, closingBalance, movements: lines } = await statement(month);
      expect(openingBalance, month).toBe(opening);
      let balance = opening;
      for (const { change, balanceAfter, recordedAt } of lines) {
        balance += change;
        expect(balanceAfter).toBe(balance);
        const at = present(parseInstant(recordedAt), "a time");
        const { from, until } = readMonth(month);
        expect(at >= from && at < until).toBe(true);
      }
      expect(closingBalance).toBe(balance);
      opening = closingBalance;
      movements += lines.length;
    }
    const { balance } = await purse.wallet();
    expect(opening).toBe(balance);
    expect(movements).toBe(9);
    expect((await statement("2026-11")).movements).toHaveLength(5);
    expect((await statement("2026-12")).movements).toHaveLength(4);
  });

  test("is a table for a spreadsheet too, in both languages, with the same sums", async () => {
    const { body, headers, status } = await read("month=2026-12&format=csv");
    expect(status).toBe(200);
    expect(headers["content-type"]).toMatch(/^text\/csv; charset=utf-8/);
    expect(headers["content-disposition"]).toBe('attachment; filename="wallet-2026-12.csv"');
    const text = String(body);
    const [head, ...rows] = text
      .replace(/^\uFEFF/, "")
      .trimEnd()
      .split("\r\n");
    expect(text.startsWith("\uFEFF")).toBe(true);
    expect(head).toContain("Balance (yuan)");
    const json = await statement("2026-12");
    const yuan = (fen: number): string =>
      `${fen < 0 ? "-" : ""}${Math.trunc(Math.abs(fen) / 100)}.${String(Math.abs(fen) % 100).padStart(2, "0")}`;
    expect(rows).toHaveLength(json.movements.length + 2);
    expect(rows[0]).toContain(`2026-12-01 00:00:00,Opening balance,,${yuan(json.openingBalance)}`);
    expect(rows.at(-1)).toContain(`2027-01-01 00:00:00,Closing balance,,${yuan(json.closingBalance)}`);
    for (const [i, { change, balanceAfter }] of json.movements.entries()) {
      expect(rows[i + 1]).toContain(`,${yuan(change)},${yuan(balanceAfter)},`);
    }
    const chinese = await read("month=2026-12&format=csv", { headers: { "accept-language": "zh-CN" } });
    expect(String(chinese.body)).toContain("期末余额");
  });

  test("is refused for no month, for strangers and for other shops", async () => {
    for (const query of ["", "month=2026-13", "month=2026-1", "month=2026-00", "month=2026-11&format=pdf"]) {
      expectProblem(await read(query), "validation_failed");
    }
    const { tenant, other, session } = purse.market.server;
    expectProblem(await read("month=2026-11", { as: other.apiKey }), "not_found");
    expectProblem(await read("month=2026-11&format=csv", { as: other.apiKey }), "not_found");
    expectProblem(await read("month=2026-11", { as: await session(tenant, "merchant", "shop-9") }), "not_found");
    expectProblem(await read("month=2026-11", { as: tenant.staff.adjuster.token }), "forbidden");
    expect((await read("month=2026-11", { as: tenant.staff.auditor.token })).status).toBe(200);
  });
});

test.each([
  ["shop 1", "shop 1"],
  ["", ""],
  ["=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1"],
  ["+1", "'+1"],
  ["-1", "'-1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", "'\t=1"],
  ["a,b", '"a,b"'],
  ['say "x"', '"say ""x"""'],
  ['=1,"x"', '"\'=1,""x"""'],
  ["two\nlines", '"two\nlines"'],
])("a cell that says %j is written %j", (text, cell) => {
  expect(csvText(text)).toBe(cell);
});

test("a month is Shanghai's, whole and half-open", () => {
  const utc = (text: string) => present(parseInstant(text), "a time");
  expect(readMonth("2026-02")).toEqual({
    name: "2026-02",
    from: utc("2026-01-31T16:00:00.000Z"),
    until: utc("2026-02-28T16:00:00.000Z"),
  });
  expect(readMonth("2027-12").until).toBe(utc("2027-12-31T16:00:00.000Z"));
  expect(readMonth("2028-02").until).toBe(utc("2028-02-29T16:00:00.000Z"));
});
