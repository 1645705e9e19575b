import { expect, it } from "vitest";
import { vault } from "../vault.js";
import { maskAccount, maskName, openPayee, sealPayee } from "./payee.js";

const house = vault(Buffer.alloc(32, 3), (count) => Buffer.alloc(count, 9));
const PAYEE = { channel: "alipay", account: "buyer42@example.com", name: "王小明" } as const;

it("a payee is read back by its own tenant only", () => {
  const sealed = sealPayee(house, 1, PAYEE);
  expect(openPayee(house, 1, sealed)).toEqual(PAYEE);
  expect(() => openPayee(house, 2, sealed)).toThrow();
  expect(openPayee(house, 1, sealPayee(house, 1, null))).toBeNull();
});

it.each([
  ["buyer42@example.com", "bu***@example.com"],
  ["b@example.com", "b***@example.com"],
  ["13800001234", "138****1234"],
  ["2088123456781234", "208****1234"],
  ["abcdef", "abc****f"],
  ["abc", "****"],
])("account %s is shown as %s", (account, shown) => {
  expect(maskAccount(account)).toBe(shown);
});

it.each([
  ["王小明", "王**"],
  ["欧阳", "欧*"],
  ["J", "J*"],
  ["Christopher", "C***"],
])("name %s is shown as %s", (name, shown) => {
  expect(maskName(name)).toBe(shown);
});
