import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { vault } from "./vault.js";

let counter = 0;
const bytes = (count: number): Buffer =>
  createHash("sha512").update(`vault test ${counter++}`).digest().subarray(0, count);
const KEY = Buffer.alloc(32, 1);
const house = vault(KEY, bytes);
const PLAIN = Buffer.from("王小明 buyer42@example.com");

describe("sealing", () => {
  it("opens for the same tenant and purpose, and shows nothing of the text", () => {
    const sealed = house.seal(1, "payee", PLAIN);
    expect(house.open(1, "payee", sealed)).toEqual(PLAIN);
    expect(sealed.includes(Buffer.from("buyer42"))).toBe(false);
    expect(house.seal(1, "payee", PLAIN)).not.toEqual(sealed);
  });

  it.each([
    ["another tenant", 2, "payee"],
    ["another purpose", 1, "totp"],
  ])("does not open for %s", (_name, tenantId, purpose) => {
    const sealed = house.seal(1, "payee", PLAIN);
    expect(() => house.open(tenantId, purpose, sealed)).toThrow();
  });

  it("does not open when a single bit was changed anywhere", () => {
    const sealed = house.seal(1, "payee", PLAIN);
    for (let i = 0; i < sealed.length; i++) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(sealed.readUInt8(i) ^ 1, i);
      expect(() => house.open(1, "payee", changed)).toThrow();
    }
  });

  it("does not open under another master key", () => {
    expect(() => vault(Buffer.alloc(32, 2), bytes).open(1, "payee", house.seal(1, "payee", PLAIN))).toThrow();
  });

  it("refuses a master key that is not 32 bytes", () => {
    expect(() => vault(Buffer.alloc(31), bytes)).toThrow(/32 bytes/);
  });
});

describe("signing", () => {
  it("verifies what was signed for the same purpose, and nothing else", () => {
    const signature = house.sign("quote:1", "text");
    expect(house.verify("quote:1", "text", signature)).toBe(true);
    expect(house.verify("quote:2", "text", signature)).toBe(false);
    expect(house.verify("quote:1", "texts", signature)).toBe(false);
    expect(house.verify("quote:1", "text", signature.subarray(1))).toBe(false);
    expect(house.verify("quote:1", "text", Buffer.alloc(0))).toBe(false);
  });

  it("is the same for who signs many at a time, whatever their lengths", () => {
    const sign = house.signer("quote");
    for (const length of [0, 1, 63, 64, 65, 300, 5_000, 10, 55, 56]) {
      const text = "a.Z_-9".repeat(1_000).slice(0, length);
      expect(sign(text)).toBe(house.sign("quote", text).toString("base64url"));
    }
  });
});
