import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { diskEvidenceStore, type EvidenceStore } from "./evidence-store.js";
import { s3EvidenceStore } from "./evidence-store-s3.js";
import { type LocalS3, startLocalS3 } from "./testing/local-s3.js";

const KEY = "0123456789abcdef0123456789abcdef";
const OTHER_KEY = KEY.replace("0", "f");

/** One place to keep files, opened as often as asked, and how many of them it holds. */
interface Place {
  open(): EvidenceStore;
  count(): Promise<number>;
  close(): Promise<void>;
}

async function disk(): Promise<Place> {
  const directory = await mkdtemp(join(tmpdir(), "anxin-evidence-"));
  return {
    open: () => diskEvidenceStore(directory),
    count: async () => (await readdir(directory, { recursive: true })).filter((name) => name.includes("/")).length,
    close: () => rm(directory, { recursive: true, force: true }),
  };
}

async function bucket(): Promise<Place> {
  const s3 = await startLocalS3();
  const stores: { close(): void }[] = [];
  return {
    open() {
      const store = s3EvidenceStore(s3.config);
      stores.push(store);
      return store;
    },
    // A file of its own for the object itself, beside those about it.
    count: async () =>
      (await readdir(s3.directory, { recursive: true })).filter((name) => name.endsWith("_object")).length,
    async close() {
      for (const store of stores) store.close();
      await s3.close();
    },
  };
}

describe.each([
  ["on disk", disk],
  ["in S3", bucket],
] as const)("evidence %s", (_name, openPlace) => {
  let place: Place;
  beforeAll(async () => {
    place = await openPlace();
  });
  afterAll(() => place.close());

  test("what was put is got back, byte for byte, by another process too", async () => {
    const bytes = Buffer.from([0, 255, 10, 13, 0]);
    await place.open().put(KEY, bytes);
    expect(await place.open().get(KEY)).toEqual(bytes);
    expect(await place.count()).toBe(1);
  });

  test("a large file comes back whole", async () => {
    const bytes = randomBytes(5 * 1024 * 1024 + 1);
    const store = place.open();
    await store.put(OTHER_KEY, bytes);
    expect((await store.get(OTHER_KEY))?.equals(bytes)).toBe(true);
  });

  test("an empty file is a file", async () => {
    const key = "e".repeat(32);
    await place.open().put(key, Buffer.alloc(0));
    expect(await place.open().get(key)).toEqual(Buffer.alloc(0));
  });

  test("files that are put at once do not disturb each other", async () => {
    const store = place.open();
    const keys = Array.from({ length: 20 }, (_, i) => i.toString(16).padStart(32, "a"));
    await Promise.all(keys.map((key) => store.put(key, Buffer.from(key))));
    const got = await Promise.all(keys.map((key) => store.get(key)));
    expect(got.map(String)).toEqual(keys);
  });

  test("a key that was never put is not there", async () => {
    expect(await place.open().get("d".repeat(32))).toBeNull();
  });

  test.each(["../../etc/passwd", "", KEY.toUpperCase(), `${KEY}/x`, `${KEY}\u0000`])("%j is no key", async (key) => {
    const before = await place.count();
    const store = place.open();
    await expect(async () => store.get(key)).rejects.toThrow("hexadecimal");
    await expect(async () => store.put(key, Buffer.from("x"))).rejects.toThrow("hexadecimal");
    expect(await place.count()).toBe(before);
  });
});

describe("on disk", () => {
  let directory = "";
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "anxin-evidence-"));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  test("nothing but the file is left beside it", async () => {
    await diskEvidenceStore(directory).put(KEY, Buffer.from("x"));
    expect(await readdir(join(directory, "01"))).toEqual([KEY]);
  });
});

describe("in S3", () => {
  let s3: LocalS3;
  beforeAll(async () => {
    s3 = await startLocalS3();
  });
  afterAll(() => s3.close());

  test("a service that is down is an error, and never a file that is not there", async () => {
    const store = s3EvidenceStore({ ...s3.config, endpoint: "http://127.0.0.1:9" });
    await expect(store.get(KEY)).rejects.toThrow("ECONNREFUSED");
    await expect(store.put(KEY, Buffer.from("x"))).rejects.toThrow("ECONNREFUSED");
    store.close();
  });

  test("a bucket that is not there, or a key that it does not know, are errors too", async () => {
    const nowhere = s3EvidenceStore({ ...s3.config, bucket: "nowhere" });
    await expect(nowhere.put(KEY, Buffer.from("x"))).rejects.toThrow(/bucket/i);
    nowhere.close();
    const stranger = s3EvidenceStore({
      ...s3.config,
      credentials: { accessKeyId: "STRANGER", secretAccessKey: "wrong" },
    });
    await expect(stranger.put(KEY, Buffer.from("x"))).rejects.toThrow(/access key/i);
    stranger.close();
  });
});
