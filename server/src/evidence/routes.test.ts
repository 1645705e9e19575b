import { createHash } from "node:crypto";
import exifr from "exifr";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { claimOf, freshKey, openShop, type Shop, TRANSIT_FIELDS, TRANSIT_PHOTOS } from "../claim/testing/shop.js";
import { encryptedPdf, pdfPages, phonePhoto, tellingPdf } from "../testing/files.js";
import type { Answer } from "../testing/server.js";
import { UPLOAD_BYTES_MAX } from "./limits.js";
import {
  BOUNDARY,
  type Downloaded,
  type EvidenceDesk,
  evidenceDesk,
  multipart,
  type Uploaded,
} from "./testing/desk.js";
import { box, phoneVideo, u32 } from "./testing/video.js";

let shop: Shop;
let desk: EvidenceDesk;
beforeAll(async () => {
  shop = await openShop();
  desk = evidenceDesk(shop.server);
});
afterAll(() => shop.close());

const post = (payload: Buffer, as = shop.buyer, headers: Record<string, string> = {}): Promise<Answer> =>
  desk.post(payload, as, headers);
const upload = (bytes: Buffer, as = shop.buyer): Promise<Answer> => desk.upload(bytes, as);
const uploaded = (bytes: Buffer, as = shop.buyer): Promise<Uploaded> => desk.uploaded(bytes, as);
const download = (evidenceId: string, as = shop.buyer): Promise<Downloaded> => desk.download(evidenceId, as);

describe("an upload", () => {
  test("is answered with what is kept: re-encoded, stripped of place and maker, its time a fact beside", async () => {
    const photo = await phonePhoto();
    const { evidenceId, sha256, mediaType, bytes } = await uploaded(photo);
    expect(evidenceId).toMatch(/^evd_/);
    expect(mediaType).toBe("image/jpeg");
    const kept = await download(evidenceId);
    expect(kept.status).toBe(200);
    expect(kept.bytes.length).toBe(bytes);
    expect(createHash("sha256").update(kept.bytes).digest("hex")).toBe(sha256);
    expect(await exifr.parse(kept.bytes, true).catch(() => undefined)).toBeUndefined();
    expect(kept.headers).toMatchObject({
      "content-type": "image/jpeg",
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'",
      "content-disposition": `attachment; filename="${evidenceId}.jpg"`,
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "private, no-store",
    });
    const { rows: stored } = await shop.server.database.owner.query(
      "select original_sha256, sha256, captured_at, width, height, uploaded_by from evidence order by evidence_id desc limit 1",
    );
    expect(stored).toEqual([
      {
        original_sha256: createHash("sha256").update(photo).digest(),
        sha256: Buffer.from(sha256, "hex"),
        captured_at: Date.parse("2026-11-22T02:00:00Z"),
        width: 240,
        height: 320,
        uploaded_by: "buyer:b-42",
      },
    ]);
  });

  test("of a PDF document keeps its pages and nothing that tells", async () => {
    const { evidenceId, mediaType } = await uploaded(await tellingPdf());
    expect(mediaType).toBe("application/pdf");
    const { bytes, headers } = await download(evidenceId);
    expect(bytes.includes("HUAWEI")).toBe(false);
    expect(headers["content-disposition"]).toContain(".pdf");
  });

  test("is known by its bytes, whatever its name and type say", async () => {
    const odd = { fileName: "../../etc/passwd\u0000.jpg.html", type: "text/html" };
    const answer = await post(multipart([{ bytes: await phonePhoto(), ...odd }]));
    expect(answer).toMatchObject({ status: 201, body: { mediaType: "image/jpeg" } });
  });

  test("under the same key is kept once; another file under it is refused", async () => {
    const photo = await phonePhoto(2);
    const key = { "idempotency-key": freshKey() };
    const before = await desk.count();
    const first = await post(multipart([{ bytes: photo }]), shop.buyer, key);
    const second = await post(multipart([{ bytes: photo }]), shop.buyer, key);
    expect(first.status).toBe(201);
    expect(second).toMatchObject({
      status: 201,
      body: first.body as object,
      headers: { "idempotency-replayed": "true" },
    });
    const other = await post(multipart([{ bytes: await phonePhoto(3) }]), shop.buyer, key);
    expect(other).toMatchObject({ status: 422, body: { code: "idempotency_key_reused" } });
    expect(await desk.count()).toBe(before + 1);
  });
});

const hugeVideo = (mib: number): Buffer => phoneVideo({ picture: Buffer.alloc(mib * 1024 * 1024) }).bytes;

describe("what is not taken", () => {
  const corpus: readonly (readonly [string, () => Promise<Buffer> | Buffer, number, string])[] = [
    ["a long document", () => pdfPages(51), 413, "evidence_too_large"],
    ["a document with a password", encryptedPdf, 415, "evidence_unsupported"],
    ["a video of more than 32 MiB", () => hugeVideo(33), 413, "evidence_too_large"],
    [
      "a video that comes in fragments",
      () => Buffer.concat([phoneVideo().bytes, box("moof", u32(0))]),
      415,
      "evidence_unsupported",
    ],
    ["more than ten MiB", () => Buffer.alloc(UPLOAD_BYTES_MAX + 1, 0xff), 413, "evidence_too_large"],
  ];

  test.each(corpus)("%s", async (_name, make, status, code) => {
    const before = await desk.count();
    const answer = await upload(await make());
    expect(answer).toMatchObject({ status, body: { code, status } });
    expect((answer.body as { detail: string }).detail.length).toBeGreaterThan(10);
    expect(await desk.count()).toBe(before);
  });

  test("exactly one part named file is wanted", async () => {
    const photo = await phonePhoto();
    const bad = [
      multipart([]),
      multipart([{ name: "photo", bytes: photo }]),
      multipart([{ bytes: photo }, { bytes: photo }]),
      multipart([{ bytes: photo }, { name: "note", bytes: "hello" }]),
      Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"\r\n\r\ntext\r\n--${BOUNDARY}--\r\n`),
    ];
    for (const payload of bad) {
      expect(await post(payload)).toMatchObject({ status: 400, body: { code: "validation_failed" } });
    }
  });

  test("a body that breaks off, or is no multipart at all", async () => {
    const whole = multipart([{ bytes: await phonePhoto() }]);
    const cut = await post(whole.subarray(0, whole.length - 40));
    expect(cut.status).toBeGreaterThanOrEqual(400);
    expect(cut.status).toBeLessThan(500);
    const json = await post(Buffer.from("{}"), shop.buyer, { "content-type": "application/json" });
    expect(json).toMatchObject({ status: 415, body: { code: "unsupported_media_type" } });
    const boundless = await post(whole, shop.buyer, { "content-type": "multipart/form-data" });
    expect(boundless.status).toBe(400);
    const plain = await post(whole, shop.buyer, { "content-type": "text/plain" });
    expect(plain.status).toBe(415);
  });

  test("without a key, or from who has no business with it", async () => {
    const payload = multipart([{ bytes: await phonePhoto() }]);
    const { "idempotency-key": _key, ...headers } = {
      "idempotency-key": "",
      "content-type": `multipart/form-data; boundary=${BOUNDARY}`,
    };
    const url = "/v1/evidence";
    const keyless = await shop.server.api.inject({
      method: "POST",
      url,
      headers: { ...headers, authorization: `Bearer ${shop.buyer}` },
      payload,
    });
    expect(keyless).toMatchObject({ statusCode: 400 });
    expect(keyless.json()).toMatchObject({ code: "idempotency_key_missing" });
    expect((await upload(await phonePhoto(), shop.server.tenant.staff.finance.token)).status).toBe(403);
    const stranger = await shop.server.api.inject({ method: "POST", url, headers, payload });
    expect(stranger.statusCode).toBe(401);
  });
});

describe("looking at evidence", () => {
  test("is for who sent it, the parties of a claim that rests on it, the marketplace and the insurer's desks", async () => {
    const photos = await Promise.all(TRANSIT_PHOTOS.map((_, i) => phonePhoto(i + 10).then((photo) => uploaded(photo))));
    const [first] = photos;
    const id = first?.evidenceId ?? "";
    const { staff, apiKey } = shop.server.tenant;
    for (const as of [shop.buyer, apiKey, staff.adjuster.token, staff.auditor.token])
      expect((await download(id, as)).status).toBe(200);
    for (const as of [
      shop.merchant,
      shop.otherBuyer,
      shop.server.other.apiKey,
      shop.server.other.staff.adjuster.token,
    ]) {
      expect((await download(id, as)).status).toBe(404);
    }
    const cover = await shop.cover({ product: "transit-damage" });
    const evidence = photos.map(({ evidenceId }, i) => ({ evidenceId, kind: TRANSIT_PHOTOS[i] ?? "" }));
    const filed = await shop.file(cover, { peril: "breakage", fields: TRANSIT_FIELDS, evidence });
    expect(filed.status).toBe(201);
    const listed = claimOf(filed).body["evidence"] as { evidenceId: string }[];
    expect(listed.map(({ evidenceId }) => evidenceId).sort()).toEqual(
      photos.map(({ evidenceId }) => evidenceId).sort(),
    );
    expect(listed.find(({ evidenceId }) => evidenceId === id)).toMatchObject({
      sha256: first?.sha256,
      capturedAt: "2026-11-22T02:00:00.000Z",
    });
    // Nobody hears the merchant on damage in transit: their shop's claim shows them no file of the buyer's.
    for (const as of [shop.merchant, shop.otherMerchant, shop.otherBuyer])
      expect((await download(id, as)).status).toBe(404);
    expect((await download(id, staff.finance.token)).status).toBe(403);
    for (const made of ["evd_0000000000000", "x", "..%2F..%2Fetc%2Fpasswd"])
      expect((await download(made)).status, made).toBe(404);
  });

  test("bytes that are gone are not there", async () => {
    const { evidenceId } = await uploaded(await phonePhoto(30));
    await shop.server.database.owner.query(
      "update evidence set storage_key = repeat('0', 32) where evidence_id = (select max(evidence_id) from evidence)",
    );
    expect((await download(evidenceId)).status).toBe(404);
  });
});
