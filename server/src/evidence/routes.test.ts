import { createHash } from "node:crypto";
import exifr from "exifr";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { claimOf, freshKey, openShop, type Shop, TRANSIT_FIELDS, TRANSIT_PHOTOS } from "../claim/testing/shop.js";
import {
  activePdf,
  encryptedPdf,
  heicImage,
  htmlPage,
  mp4Video,
  pdfPages,
  phonePhoto,
  pixelBomb,
  polyglot,
  svgImage,
} from "../testing/files.js";
import type { Answer } from "../testing/server.js";
import { UPLOAD_BYTES_MAX } from "./limits.js";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

interface Part {
  readonly name?: string;
  readonly bytes: Buffer | string;
  readonly fileName?: string;
  readonly type?: string;
}

const BOUNDARY = "----anxin-test";

function multipart(parts: readonly Part[]): Buffer {
  const chunks = parts.flatMap(({ name = "file", bytes, fileName = "photo.jpg", type = "image/jpeg" }) => [
    Buffer.from(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"; filename="${fileName}"\r\nContent-Type: ${type}\r\n\r\n`,
    ),
    Buffer.from(bytes),
    Buffer.from("\r\n"),
  ]);
  return Buffer.concat([...chunks, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

async function post(payload: Buffer, as = shop.buyer, headers: Record<string, string> = {}): Promise<Answer> {
  const answer = await shop.server.api.inject({
    method: "POST",
    url: "/v1/evidence",
    headers: {
      authorization: `Bearer ${as}`,
      "idempotency-key": freshKey(),
      "content-type": `multipart/form-data; boundary=${BOUNDARY}`,
      "accept-language": "en",
      ...headers,
    },
    payload,
  });
  return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
}

const upload = (bytes: Buffer, as = shop.buyer): Promise<Answer> => post(multipart([{ bytes }]), as);

interface Uploaded {
  readonly evidenceId: string;
  readonly sha256: string;
  readonly mediaType: string;
  readonly bytes: number;
}

async function uploaded(bytes: Buffer, as = shop.buyer): Promise<Uploaded> {
  const answer = await upload(bytes, as);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body as Uploaded;
}

async function download(evidenceId: string, as = shop.buyer) {
  const url = `/v1/evidence/${evidenceId}`;
  const answer = await shop.server.api.inject({ method: "GET", url, headers: { authorization: `Bearer ${as}` } });
  return { status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload };
}

const rows = async (): Promise<number> => {
  const { rows: counted } = await shop.server.database.owner.query<{ n: number }>(
    "select count(*)::int4 as n from evidence",
  );
  return counted[0]?.n ?? -1;
};

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

  test("of a PDF document keeps its pages and nothing that acts", async () => {
    const { evidenceId, mediaType } = await uploaded(await activePdf());
    expect(mediaType).toBe("application/pdf");
    const { bytes, headers } = await download(evidenceId);
    expect(bytes.includes("JavaScript")).toBe(false);
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
    const before = await rows();
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
    expect(await rows()).toBe(before + 1);
  });
});

describe("what is not taken", () => {
  const corpus: readonly (readonly [string, () => Promise<Buffer> | Buffer, number, string])[] = [
    ["an empty file", () => Buffer.alloc(0), 422, "evidence_unreadable"],
    ["SVG", () => svgImage, 415, "evidence_unsupported"],
    ["HTML", () => htmlPage, 415, "evidence_unsupported"],
    ["video", () => mp4Video, 415, "evidence_unsupported"],
    ["HEIC without a codec", () => heicImage, 415, "evidence_unsupported"],
    ["a photo that is a page too", polyglot, 422, "evidence_malicious"],
    ["a pixel bomb", pixelBomb, 413, "evidence_too_large"],
    ["a long document", () => pdfPages(51), 413, "evidence_too_large"],
    ["a document with a password", encryptedPdf, 415, "evidence_unsupported"],
    ["half a photo", async () => (await phonePhoto()).subarray(0, 3_000), 422, "evidence_unreadable"],
    ["half a document", async () => (await pdfPages(2)).subarray(0, 100), 422, "evidence_unreadable"],
    ["more than ten MiB", () => Buffer.alloc(UPLOAD_BYTES_MAX + 1, 0xff), 413, "evidence_too_large"],
  ];

  test.each(corpus)("%s", async (_name, make, status, code) => {
    const before = await rows();
    const answer = await upload(await make());
    expect(answer).toMatchObject({ status, body: { code, status } });
    expect((answer.body as { detail: string }).detail.length).toBeGreaterThan(10);
    expect(await rows()).toBe(before);
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
    expect(filed).toMatchObject({ status: 201, body: { status: "approved" } });
    const listed = claimOf(filed).body["evidence"] as { evidenceId: string }[];
    expect(listed.map(({ evidenceId }) => evidenceId).sort()).toEqual(
      photos.map(({ evidenceId }) => evidenceId).sort(),
    );
    expect(listed.find(({ evidenceId }) => evidenceId === id)).toMatchObject({
      sha256: first?.sha256,
      capturedAt: "2026-11-22T02:00:00.000Z",
    });
    expect((await download(id, shop.merchant)).status).toBe(200);
    for (const as of [shop.otherMerchant, shop.otherBuyer]) expect((await download(id, as)).status).toBe(404);
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
