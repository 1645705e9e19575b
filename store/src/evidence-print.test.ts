import { createHash, randomBytes } from "node:crypto";
import { type Crop, type Grey, WHOLE } from "@anxin/core/evidence/grey";
import { CROPS, printsOf } from "@anxin/core/evidence/print";
import { composeId, type Id } from "@anxin/core/id";
import { at } from "@anxin/core/testing/moment";
import { drawnGrey } from "@anxin/core/testing/picture";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { insertClaimEvidence, insertEvidence } from "./evidence.js";
import { imagesSeenElsewhere, insertEvidencePrints, type SeenElsewhere, selectLookalikes } from "./evidence-print.js";
import { addTenant } from "./tenant.js";
import { createTestDatabase, type TestDatabase } from "./testing/database.js";
import { inTransaction, type Tx } from "./transaction.js";

const NOW = at("2026-11-22T02:00:00Z");
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  for (const tenantId of [1, 2]) await addTenant(database.owner, { tenantId, code: `t${tenantId}`, name: "" }, NOW);
});
afterAll(() => database.drop());

let ids = 0;
const nextId = (): Id => composeId(NOW + Math.floor(++ids / 4_000), 0, ids % 4_000);

const within = <T>(work: (tx: Tx) => Promise<T>, tenantId = 1): Promise<T> =>
  inTransaction(database.app, tenantId, work);

/** A file of this tenant: a picture where it shows one, and whatever else where it shows none. */
async function keep(grey: Grey | null, tenantId = 1, original: Buffer = randomBytes(32)): Promise<Id> {
  const evidenceId = nextId();
  await within(async (tx) => {
    await insertEvidence(tx, {
      ...{ evidenceId, grey, uploadedBy: "buyer:b-1", uploadedAt: NOW, originalSha256: original },
      sha256: createHash("sha256").update(original).digest(),
      ...{ storageKey: evidenceId.toString(16).padStart(32, "0"), mediaType: "image/jpeg", bytes: 1 },
      ...{ width: 1, height: 1, pages: null, capturedAt: null },
    });
    const prints = grey === null ? [] : printsOf(grey);
    await insertEvidencePrints(
      tx,
      prints.map((print) => ({ ...print, evidenceId })),
    );
  }, tenantId);
  return evidenceId;
}

/** Puts a file into a claim; each claim is another one. */
async function claimWith(evidenceId: Id, claimId: Id = nextId()): Promise<Id> {
  const link = { book: 0, claimId, evidenceId, kind: "damage", addedBy: "buyer:b-1", addedAt: NOW };
  await within((tx) => insertClaimEvidence(tx, [link]));
  return claimId;
}

const seen = (evidenceIds: readonly Id[], except: Id | null = null, tenantId = 1): Promise<readonly SeenElsewhere[]> =>
  within((tx) => imagesSeenElsewhere(tx, evidenceIds, except), tenantId);

/** Another picture for each test, so that they do not see each other's. */
let pictures = 0;
const nextPicture = (): number => ++pictures;

const CUT: Crop = CROPS[1] ?? WHOLE;
/** A cut on no grid that we know of. */
const ODD_CUT: Crop = { left: 0.03, top: 0.045, right: 0.97, bottom: 0.95 };

describe("a picture is seen in another claim", () => {
  test.each<[string, (seed: number) => Grey, SeenElsewhere["match"]]>([
    ["as it is", (seed) => drawnGrey(seed), "same"],
    ["darker", (seed) => drawnGrey(seed).map((value) => Math.round(value * 0.8)), "same"],
    ["mirrored", (seed) => drawnGrey(seed, WHOLE, true), "mirrored"],
    ["cut at its left", (seed) => drawnGrey(seed, CUT), "cropped"],
    ["cut all around", (seed) => drawnGrey(seed, ODD_CUT), "cropped"],
    ["cut and mirrored", (seed) => drawnGrey(seed, CUT, true), "mirrored"],
  ])("%s, whichever of the two came first", async (_name, change, match) => {
    const seed = nextPicture();
    const first = await keep(drawnGrey(seed));
    const claim = await claimWith(first);
    const second = await keep(change(seed));
    const found = await seen([second]);
    expect(found).toEqual([
      { evidenceId: second, otherEvidenceId: first, otherClaimId: claim, match, distance: expect.any(Number) },
    ]);
    expect(found[0]?.distance).toBeLessThanOrEqual(12);
    expect(await seen([first], claim)).toEqual([
      { ...found[0], evidenceId: first, otherEvidenceId: second, otherClaimId: null, distance: expect.any(Number) },
    ]);
  });

  test("and in every one that it lies in, but not in its own", async () => {
    const seed = nextPicture();
    const first = await keep(drawnGrey(seed));
    const claims = [await claimWith(first), await claimWith(first)];
    const second = await keep(drawnGrey(seed));
    const own = await claimWith(second);
    expect((await seen([second], own)).map((each) => each.otherClaimId)).toEqual(claims);
    expect((await seen([second], claims[0])).map((each) => each.otherClaimId)).toEqual([own, claims[1]]);
    expect(await seen([second], null)).toHaveLength(3);
  });

  test("when the very file lies in two claims", async () => {
    const file = await keep(drawnGrey(nextPicture()));
    const own = await claimWith(file);
    expect(await seen([file], own)).toEqual([]);
    const other = await claimWith(file);
    expect(await seen([file], own)).toEqual([
      { evidenceId: file, otherEvidenceId: file, otherClaimId: other, match: "same", distance: 0 },
    ]);
  });

  test("by its bytes, where it is a document or shows nothing", async () => {
    const bytes = randomBytes(32);
    const [document, twin] = [await keep(null, 1, bytes), await keep(null, 1, bytes)];
    expect(await seen([document])).toEqual([
      { evidenceId: document, otherEvidenceId: twin, otherClaimId: null, match: "same", distance: 0 },
    ]);
  });

  test("once, when both its bytes and what it shows are the same", async () => {
    const [grey, bytes] = [drawnGrey(nextPicture()), randomBytes(32)];
    const [first, second] = [await keep(grey, 1, bytes), await keep(grey, 1, bytes)];
    expect((await seen([second])).map((each) => each.otherEvidenceId)).toEqual([first]);
  });
});

describe("a picture is not seen elsewhere", () => {
  test("when nobody else has it", async () => {
    expect(await seen([await keep(drawnGrey(nextPicture()))])).toEqual([]);
    expect(await seen([])).toEqual([]);
    expect(await seen([nextId()])).toEqual([]);
  });

  test("when another marketplace has it", async () => {
    const [seed, bytes] = [nextPicture(), randomBytes(32)];
    const ours = await keep(drawnGrey(seed), 1, bytes);
    const theirs = await keep(drawnGrey(seed), 2, bytes);
    expect(await seen([ours])).toEqual([]);
    expect(await seen([theirs], null, 2)).toEqual([]);
    expect(await seen([ours], null, 2)).toEqual([]);
  });

  test("when both pictures are of the same claim, or are asked about together", async () => {
    const seed = nextPicture();
    const [first, second] = [await keep(drawnGrey(seed)), await keep(drawnGrey(seed, ODD_CUT))];
    expect(await seen([first, second])).toEqual([]);
    const claim = await claimWith(first);
    await claimWith(second, claim);
    expect(await seen([first], claim)).toEqual([]);
  });

  test("when it is blank, as others are", async () => {
    const blank = new Uint8Array(64 * 64).fill(250);
    await keep(blank);
    expect(await seen([await keep(blank)])).toEqual([]);
  });
});

test("pictures of many claims are seen in each other", async () => {
  const seed = nextPicture();
  const [first, second] = [await keep(drawnGrey(seed)), await keep(drawnGrey(seed, ODD_CUT, true))];
  const claims = [await claimWith(first), await claimWith(second)];
  const found = await within((tx) => imagesSeenElsewhere(tx, [first, second], null, true));
  const told = found.map(({ evidenceId, otherClaimId, match }) => [evidenceId, otherClaimId, match]);
  expect(told).toEqual([
    [first, claims[0], "same"],
    [second, claims[1], "same"],
    [first, claims[1], "mirrored"],
    [second, claims[0], "mirrored"],
  ]);
});

test("of very many copies the nearest are answered", async () => {
  const seed = nextPicture();
  for (let i = 0; i < 66; i++) await keep(drawnGrey(seed, ODD_CUT));
  const near = await keep(drawnGrey(seed));
  const file = await keep(drawnGrey(seed));
  const found = await seen([file]);
  expect(found).toHaveLength(64);
  expect(found[0]).toMatchObject({ otherEvidenceId: near, distance: 0 });
});

test("any number of pictures takes four statements", async () => {
  const files = await Promise.all(Array.from({ length: 5 }, () => keep(drawnGrey(nextPicture()))));
  for (const asked of [files.slice(0, 1), files]) {
    const statements: unknown[] = [];
    await within((tx) => {
      const watched = new Proxy(tx, {
        get(target, property) {
          if (property !== "query") return Reflect.get(target, property) as unknown;
          return (query: Parameters<Tx["query"]>[0]) => {
            statements.push(query);
            return target.query(query);
          };
        },
      });
      return imagesSeenElsewhere(watched, asked, null);
    });
    expect(statements).toHaveLength(4);
  }
});

test("the prints of others are reached by their bands, under the rights of the application", async () => {
  await database.owner.query(
    `insert into evidence_print (tenant_id, evidence_id, crop, print, mirrored)
     select 1, id, crop, hashtextextended(id || ' ' || crop, 0), 0 from generate_series(1, 2000) as id, generate_series(0, 15) as crop`,
  );
  await database.owner.query("analyze evidence_print");
  const plan = await within(async (tx) => {
    await tx.query("set local plan_cache_mode = force_generic_plan");
    await tx.query(`prepare lookalikes (int4, int8[], int4[]) as ${selectLookalikes.text}`);
    const { rows } = await tx.query<{ "QUERY PLAN": string }>("explain execute lookalikes (1, '{1}', '{0,1}')");
    await tx.query("deallocate lookalikes");
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  });
  for (const band of [0, 1, 2, 3])
    expect(plan.match(new RegExp(`Index Cond: .*band${band} = k`, "g"))?.length, plan).toBe(2);
  expect(plan).not.toContain("Seq Scan on evidence_print");
});
