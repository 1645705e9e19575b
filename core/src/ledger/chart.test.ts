import { expect, test } from "vitest";
import { ACCOUNTS, accountByCode } from "./chart.js";

test("every account has a code of its own, by which it is found, and names in both languages", () => {
  const accounts = Object.values(ACCOUNTS);
  expect(new Set(accounts.map(({ code }) => code)).size).toBe(accounts.length);
  for (const account of accounts) {
    expect(accountByCode(account.code)).toBe(account);
    expect(account.code).toMatch(/^\d{4}$/);
    expect(account.name.zh).toMatch(/\p{Script=Han}/u);
    expect(account.name.en).toMatch(/^[A-Z][A-Za-z, ]+$/);
  }
  expect(new Set(accounts.map(({ name }) => name.zh)).size).toBe(accounts.length);
  expect(new Set(accounts.map(({ name }) => name.en)).size).toBe(accounts.length);
});

test("what is in no chart is found nowhere", () => {
  for (const code of ["", "9999", "1002 ", "bank"]) expect(accountByCode(code)).toBeNull();
});

test("the first digit tells the kind, but for what the standards number otherwise", () => {
  const kinds = Object.fromEntries(Object.values(ACCOUNTS).map(({ code, kind }) => [code, kind]));
  expect(kinds).toEqual({
    "1002": "asset",
    "1012": "asset",
    "1013": "asset",
    "1122": "asset",
    "1221": "asset",
    "1222": "asset",
    "1231": "liability",
    "2002": "liability",
    "2203": "liability",
    "2204": "liability",
    "2205": "liability",
    "2206": "liability",
    "2241": "liability",
    "2242": "liability",
    "2243": "liability",
    "2244": "liability",
    "2601": "liability",
    "2602": "liability",
    "2611": "liability",
    "2801": "liability",
    "6031": "income",
    "6051": "income",
    "6401": "expense",
    "6402": "income",
    "6411": "expense",
    "6511": "expense",
    "6512": "income",
    "6701": "expense",
    "6702": "expense",
  });
});
