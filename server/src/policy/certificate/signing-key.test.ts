import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { keptSigningKey, openSigningKey, SigningKeyError } from "./signing-key.js";

const folder = mkdtempSync(join(tmpdir(), "anxin-signing-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a sandbox keeps the key that it made", async () => {
  const first = keptSigningKey(folder);
  expect(keptSigningKey(folder)).toEqual(first);
  expect(Buffer.from(first.p12)).toEqual(readFileSync(join(folder, "signing.p12")));
  const { validFromMs, validUntilMs } = await openSigningKey(first);
  expect(validFromMs).toBeLessThan(1_800_000_000_000);
  expect(validUntilMs).toBeGreaterThan(2_500_000_000_000);
});

test("a key that cannot be opened or cannot sign is refused in words, without its password", async () => {
  const { p12 } = keptSigningKey(folder);
  for (const key of [
    { p12, password: "hunter2" },
    { p12: p12.subarray(0, 100), password: "hunter2" },
    { p12: Buffer.from("no key"), password: "hunter2" },
  ]) {
    const refused = openSigningKey(key);
    await expect(refused).rejects.toThrow(SigningKeyError);
    await expect(refused).rejects.toThrow(/PKCS #12/);
    await expect(refused).rejects.not.toThrow(/hunter2/);
  }
});
