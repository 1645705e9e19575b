import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { diskEvidenceStore } from "./evidence-store.js";

const KEY = "0123456789abcdef0123456789abcdef";
let directory = "";

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "anxin-evidence-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

test("what was put is got back, byte for byte, by another process too", async () => {
  const bytes = Buffer.from([0, 255, 10, 13, 0]);
  await diskEvidenceStore(directory).put(KEY, bytes);
  expect(await diskEvidenceStore(directory).get(KEY)).toEqual(bytes);
});

test("nothing but the file is left beside it", async () => {
  await diskEvidenceStore(directory).put(KEY, Buffer.from("x"));
  expect(await readdir(join(directory, "01"))).toEqual([KEY]);
});

test("a key that was never put is not there", async () => {
  expect(await diskEvidenceStore(directory).get(KEY)).toBeNull();
});

test.each(["../../etc/passwd", "", "0123456789ABCDEF0123456789ABCDEF", `${KEY}/x`, `${KEY}\u0000`])(
  "%j is no key",
  async (key) => {
    const store = diskEvidenceStore(directory);
    await expect(store.get(key)).rejects.toThrow("hexadecimal");
    await expect(store.put(key, Buffer.from("x"))).rejects.toThrow("hexadecimal");
    expect(await readdir(directory)).toEqual([]);
  },
);
