import { createHash } from "node:crypto";
import { parseId } from "@anxin/core/id";
import { type EvidenceParty, insertClaimEvidence } from "@anxin/store/evidence";
import { inTransaction } from "@anxin/store/transaction";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { claimOf, NOW, openShop, rawClaimId, type Shop, TRANSIT_FIELDS } from "../claim/testing/shop.js";
import { pdfPages, phonePhoto } from "../testing/files.js";
import { type EvidenceDesk, evidenceDesk, type Uploaded } from "./testing/desk.js";
import { unzip } from "./testing/unzip.js";
import { phoneVideo } from "./testing/video.js";

let shop: Shop;
let desk: EvidenceDesk;
let claimId: string;
let files: Readonly<Record<string, Uploaded>>;

/** Puts a file into the claim, as somebody of a side. */
async function link(file: Uploaded, kind: string, party: EvidenceParty, addedBy: string): Promise<void> {
  const { context, tenant } = shop.server;
  await inTransaction(context.db, tenant.tenantId, async (tx) => {
    const { rows } = await tx.query<{ book: number }>("select book from claim where claim_id = $1", [
      rawClaimId(claimId),
    ]);
    const row = { book: rows[0]?.book ?? -1, claimId: rawClaimId(claimId), addedAt: NOW };
    const evidenceId = parseId("evidence", file.evidenceId) ?? 0n;
    await insertClaimEvidence(tx, [{ ...row, evidenceId, kind, party, addedBy }]);
  });
}

beforeAll(async () => {
  shop = await openShop();
  desk = evidenceDesk(shop.server);
  const cover = await shop.cover({ product: "transit-damage" });
  const filed = await shop.file(cover, { peril: "breakage", fields: TRANSIT_FIELDS });
  ({ claimId } = claimOf(filed));
  const { apiKey } = shop.server.tenant;
  files = {
    photo: await desk.uploaded(await phonePhoto(200), shop.buyer),
    video: await desk.uploaded(phoneVideo().bytes, shop.buyer),
    invoice: await desk.uploaded(await pdfPages(1), shop.merchant),
    report: await desk.uploaded(await pdfPages(2), apiKey),
  };
  await link(files["photo"] as Uploaded, "damage", "buyer", "buyer:b-42");
  await link(files["video"] as Uploaded, "../../Unpacking <b>", "buyer", "buyer:b-42");
  await link(files["invoice"] as Uploaded, "invoice", "merchant", "merchant:shop-1001");
  await link(files["report"] as Uploaded, "report", "insurer", `staff:${shop.server.tenant.staff.adjuster.staffId}`);
});
afterAll(() => shop.close());

interface Manifest {
  readonly claimId: string;
  readonly files: readonly {
    readonly name: string;
    readonly evidenceId: string;
    readonly sha256: string;
    readonly addedBy: string;
    readonly missing: boolean;
  }[];
}

async function bundle(as: string) {
  const found = await desk.fetch(`/v1/claims/${claimId}/evidence.zip`, as);
  expect(found.status).toBe(200);
  const entries = await unzip(found.bytes);
  const last = entries.at(-1);
  expect(last?.name).toBe("manifest.json");
  const manifest = JSON.parse(last?.bytes.toString() ?? "") as Manifest;
  return { entries: entries.slice(0, -1), manifest, headers: found.headers };
}

const nameOf = (key: string): string => files[key]?.evidenceId ?? "";

describe("the evidence of a claim as one archive", () => {
  test("holds every file under a name of ours, byte for byte, with a list of what they are", async () => {
    const { entries, manifest, headers } = await bundle(shop.server.tenant.staff.adjuster.token);
    expect(headers).toMatchObject({
      "content-type": "application/zip",
      "content-disposition": `attachment; filename="${claimId}-evidence.zip"`,
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'",
    });
    expect(entries.map(({ name }) => name)).toEqual([
      `01-damage-${nameOf("photo")}.jpg`,
      `02-_______npacking__b_-${nameOf("video")}.mp4`,
      `03-invoice-${nameOf("invoice")}.pdf`,
      `04-report-${nameOf("report")}.pdf`,
    ]);
    expect(manifest.files.map(({ name }) => name)).toEqual(entries.map(({ name }) => name));
    for (const [i, { bytes, mode, modifiedAt }] of entries.entries()) {
      expect(createHash("sha256").update(bytes).digest("hex")).toBe(manifest.files[i]?.sha256);
      expect(mode & 0o7777).toBe(0o600);
      expect(Math.abs(modifiedAt - NOW)).toBeLessThanOrEqual(2_000);
    }
    expect(manifest).toMatchObject({
      claimId,
      files: [{ kind: "damage", party: "buyer", mediaType: "image/jpeg" }, {}, {}, {}],
    });
    expect(manifest.files[0]).toMatchObject({
      ...{ addedBy: "buyer:b-42", addedAt: "2026-11-22T04:00:00.000Z", missing: false },
      ...{ sha256: files["photo"]?.sha256, capturedAt: "2026-11-22T02:00:00.000Z" },
    });
  });

  test("holds for each side what it sees, and names sides instead of people", async () => {
    const seen = async (as: string): Promise<readonly (readonly [string, string])[]> =>
      (await bundle(as)).manifest.files.map(({ evidenceId, addedBy }) => [evidenceId, addedBy] as const);
    expect(await seen(shop.buyer)).toEqual([
      [nameOf("photo"), "buyer"],
      [nameOf("video"), "buyer"],
    ]);
    expect(await seen(shop.merchant)).toEqual([[nameOf("invoice"), "merchant"]]);
    expect(await seen(shop.server.tenant.apiKey)).toHaveLength(4);
  });

  test("is for who may see the claim", async () => {
    const url = `/v1/claims/${claimId}/evidence.zip`;
    for (const as of [shop.otherBuyer, shop.otherMerchant, shop.server.other.apiKey])
      expect((await desk.fetch(url, as)).status).toBe(404);
    expect((await desk.fetch(url, shop.server.tenant.staff.finance.token)).status).toBe(403);
    expect((await desk.fetch(url)).status).toBe(401);
    expect((await desk.fetch("/v1/claims/clm_0000000000000/evidence.zip", shop.buyer)).status).toBe(404);
  });

  test("of a claim without files holds the list alone", async () => {
    const cover = await shop.cover({ product: "transit-damage" });
    const filed = claimOf(await shop.file(cover, { peril: "breakage", fields: TRANSIT_FIELDS }));
    const { bytes } = await desk.fetch(`/v1/claims/${filed.claimId}/evidence.zip`, shop.buyer);
    const [manifest, ...more] = await unzip(bytes);
    expect(more).toEqual([]);
    expect(JSON.parse(manifest?.bytes.toString() ?? "")).toMatchObject({ claimId: filed.claimId, files: [] });
  });

  test("says of a file that it is gone, and breaks off at one that is not what was kept", async () => {
    const { owner } = shop.server.database;
    const id = parseId("evidence", nameOf("photo"));
    const was = await owner.query<{ storage_key: string; sha256: Buffer }>(
      "select storage_key, sha256 from evidence where evidence_id = $1",
      [id],
    );
    await owner.query("update evidence set storage_key = repeat('0', 32) where evidence_id = $1", [id]);
    const gone = await bundle(shop.buyer);
    expect(gone.manifest.files.map(({ missing }) => missing)).toEqual([true, false]);
    expect(gone.entries.map(({ bytes }) => bytes.length > 0)).toEqual([false, true]);
    await owner.query("update evidence set storage_key = $2, sha256 = $3 where evidence_id = $1", [
      id,
      was.rows[0]?.storage_key,
      Buffer.alloc(32),
    ]);
    await expect(desk.fetch(`/v1/claims/${claimId}/evidence.zip`, shop.buyer)).rejects.toThrow();
    await owner.query("update evidence set sha256 = $2 where evidence_id = $1", [id, was.rows[0]?.sha256]);
    expect((await bundle(shop.buyer)).entries).toHaveLength(2);
  });
});
