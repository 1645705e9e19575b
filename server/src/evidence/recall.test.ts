import { addTenant } from "@anxin/store/tenant";
import { createTestDatabase, type TestDatabase } from "@anxin/store/testing/database";
import { afterAll, beforeAll, expect, test } from "vitest";
import { measureRecall, RECALL_NOW } from "./recall.js";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await addTenant(database.owner, { tenantId: 1, code: "recall", name: "" }, RECALL_NOW);
});
afterAll(() => database.drop());

const PICTURES = 60;
/** Of all; the cut that fits no crop of ours may be missed now and then. */
const FOUND_MIN = 58;

test("pictures are found again after what people do to them, and no two different ones are taken for one", async () => {
  const times = { now: RECALL_NOW, clockMs: () => performance.now() };
  const kept = () => database.owner.query("analyze evidence_print");
  const wish = { ...times, seed: 7, pictures: PICTURES, kept };
  const { recalled, falsePairs, pairs } = await measureRecall(database.app, 1, wish);
  expect(pairs).toBe(1_770);
  expect(falsePairs).toBe(0);
  for (const { change, found, matches, strangers } of recalled) {
    expect(found, change).toBeGreaterThanOrEqual(
      change.includes("height") || change.includes("anywhere") ? FOUND_MIN : PICTURES,
    );
    expect(strangers, change).toBe(0);
    expect(matches.mirrored, change).toBe(change.startsWith("mirrored") ? found : 0);
    if (change.startsWith("10 %")) expect(matches.cropped, change).toBe(found);
  }
}, 240_000);
