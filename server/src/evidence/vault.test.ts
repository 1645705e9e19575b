import { createHash } from "node:crypto";
import { type Id, parseId } from "@anxin/core/id";
import { type EvidenceParty, insertClaimEvidence } from "@anxin/store/evidence";
import { inTransaction } from "@anxin/store/transaction";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { claimOf, freshKey, NOW, openShop, rawClaimId, type Shop } from "../claim/testing/shop.js";
import type { MalwareScanner, Scan } from "../outside/malware.js";
import { clamd } from "../outside/malware.js";
import { EICAR, startFakeClamd } from "../outside/testing/fake-clamd.js";
import { pdfPages, phonePhoto } from "../testing/files.js";
import { UPLOADS_AT_ONCE_MAX } from "./limits.js";
import { LINK_MS } from "./link.js";
import { type EvidenceDesk, evidenceDesk, multipart, type Uploaded } from "./testing/desk.js";
import { phoneVideo } from "./testing/video.js";

/** What the scanner says of the next files. */
let scan: Scan = { verdict: "none" };
const scanner: MalwareScanner = { name: "said", scan: async () => scan };

let shop: Shop;
let desk: EvidenceDesk;
let orderId: string;
let othersOrderId: string;
beforeAll(async () => {
  shop = await openShop({ malware: scanner });
  desk = evidenceDesk(shop.server);
  ({ orderId } = await shop.cover({ product: "transit-damage" }));
  ({ orderId: othersOrderId } = await shop.cover({ product: "transit-damage", buyerId: "b-77" }));
});
beforeEach(() => {
  scan = { verdict: "none" };
});
afterAll(() => shop.close());

let seeds = 100;
const photo = (): Promise<Buffer> => phonePhoto(++seeds);

interface Listed {
  readonly data: readonly { readonly evidenceId: string; readonly kind: string | null; readonly uploadedBy: string }[];
  readonly next: string | null;
}

async function listed(as: string, about = orderId, more = ""): Promise<Listed> {
  const answer = await shop.server.call("GET", `/v1/evidence?orderId=${encodeURIComponent(about)}${more}`, { as });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as Listed;
}

const idsOf = ({ data }: Listed): readonly string[] => data.map(({ evidenceId }) => evidenceId);

describe("evidence from the order on", () => {
  test("says in its query or in its form what it is about, and is answered with it", async () => {
    const query = await desk.uploaded(await photo(), shop.buyer, `?orderId=${orderId}&kind=outer_box`);
    expect(query).toMatchObject({
      orderId,
      kind: "outer_box",
      reencoded: true,
      capturedAt: "2026-11-22T02:00:00.000Z",
    });
    const fields = [
      { name: "kind", bytes: "waybill_label", fileName: null },
      { bytes: await photo() },
      { name: "orderId", bytes: orderId, fileName: null },
    ];
    const form = await desk.post(multipart(fields), shop.buyer);
    expect(form).toMatchObject({ status: 201, body: { orderId, kind: "waybill_label" } });
    const silent = await desk.uploaded(await photo(), shop.buyer);
    expect(silent).toMatchObject({ orderId: null, kind: null });
  });

  test("is listed newest first: to each side its own, to the marketplace and the desks all", async () => {
    const { orderId: about } = await shop.cover({ product: "transit-damage" });
    const { apiKey, staff } = shop.server.tenant;
    const query = `?orderId=${about}&kind=invoice`;
    const mine = await desk.uploaded(await photo(), shop.buyer, query);
    const theirs = await desk.uploaded(await photo(), shop.merchant, query);
    const market = await desk.uploaded(await photo(), apiKey, query);
    expect(idsOf(await listed(shop.buyer, about))).toEqual([mine.evidenceId]);
    expect(idsOf(await listed(shop.merchant, about))).toEqual([theirs.evidenceId]);
    const all = [market, theirs, mine].map(({ evidenceId }) => evidenceId);
    for (const as of [apiKey, staff.adjuster.token, staff.auditor.token])
      expect(idsOf(await listed(as, about))).toEqual(all);
    for (const as of [shop.otherBuyer, shop.otherMerchant, shop.server.other.apiKey])
      expect(idsOf(await listed(as, about))).toEqual([]);
    expect((await listed(shop.buyer, about)).data[0]).toEqual({
      ...{ evidenceId: mine.evidenceId, kind: "invoice", mediaType: "image/jpeg", sha256: mine.sha256 },
      ...{ bytes: mine.bytes, reencoded: true, uploadedBy: "buyer", capturedAt: "2026-11-22T02:00:00.000Z" },
      uploadedAt: expect.any(String),
    });
    const first = await listed(apiKey, about, "&limit=2");
    expect(idsOf(first)).toEqual(all.slice(0, 2));
    const rest = await listed(apiKey, about, `&limit=2&cursor=${first.next}`);
    expect({ ids: idsOf(rest), next: rest.next }).toEqual({ ids: all.slice(2), next: null });
  });

  test("about an order that the uploader does not see is refused, and so is what is no name", async () => {
    const before = await desk.count();
    const bytes = await photo();
    const refused = async (as: string, query: string, pointer: string): Promise<void> => {
      const answer = await desk.upload(bytes, as, query);
      expect(answer, query).toMatchObject({ status: 400, body: { code: "validation_failed", errors: [{ pointer }] } });
    };
    await refused(shop.buyer, "?orderId=T-none", "/orderId");
    await refused(shop.buyer, `?orderId=${othersOrderId}`, "/orderId");
    await refused(shop.otherMerchant, `?orderId=${orderId}`, "/orderId");
    await refused(shop.server.other.apiKey, `?orderId=${orderId}`, "/orderId");
    await refused(shop.buyer, "?kind=Outer%20Box", "/query/kind");
    await refused(shop.buyer, "?orderId=%00", "/query/orderId");
    await refused(shop.buyer, "?claimId=x", "/query/claimId");
    const form = (name: string, bytes: string) => [{ name, bytes, fileName: null }, { bytes: "x" }];
    for (const parts of [
      form("kind", "../../etc"),
      form("kind", "x".repeat(300)),
      form("orderId", "a\u0000b"),
      [...form("kind", "a"), ...form("kind", "b")],
    ]) {
      expect((await desk.post(multipart(parts), shop.buyer)).status).toBe(400);
    }
    const twice = await desk.post(multipart(form("kind", "invoice")), shop.buyer, {}, "?kind=outer_box");
    expect(twice).toMatchObject({ status: 400, body: { errors: [{ pointer: "/kind", code: "twice" }] } });
    expect(await desk.count()).toBe(before);
    expect((await shop.server.call("GET", "/v1/evidence", { as: shop.buyer })).status).toBe(400);
    const { finance } = shop.server.tenant.staff;
    expect((await shop.server.call("GET", `/v1/evidence?orderId=${orderId}`, { as: finance.token })).status).toBe(403);
  });

  test("under the same key is the same file about the same thing", async () => {
    const key = { "idempotency-key": freshKey() };
    const form = multipart([{ bytes: await photo() }]);
    const first = await desk.post(form, shop.buyer, key, `?orderId=${orderId}`);
    expect(await desk.post(form, shop.buyer, key, `?orderId=${orderId}`)).toMatchObject({
      status: 201,
      body: first.body,
    });
    const other = await desk.post(form, shop.buyer, key, `?orderId=${orderId}&kind=invoice`);
    expect(other).toMatchObject({ status: 422, body: { code: "idempotency_key_reused" } });
  });
});

/** Puts a file into a claim as one side's, as the calls that add evidence later do. */
async function link(claimId: Id, { evidenceId }: Uploaded, party: EvidenceParty, kind = "other"): Promise<void> {
  const { context, tenant } = shop.server;
  await inTransaction(context.db, tenant.tenantId, async (tx) => {
    const { rows } = await tx.query<{ book: number }>("select book from claim where claim_id = $1", [claimId]);
    const row = { book: rows[0]?.book ?? -1, claimId, evidenceId: parseId("evidence", evidenceId) ?? 0n };
    await insertClaimEvidence(tx, [{ ...row, kind, addedBy: `${party}:x`, addedAt: NOW, party }]);
  });
}

/** A claim of the buyer's without any file. */
async function claimOn(product: "transit-damage" | "authenticity"): Promise<Id> {
  const cover = await shop.cover({ product });
  const said =
    product === "transit-damage" ? { peril: "breakage", fields: TRANSIT } : { peril: "counterfeit", fields: FAKE };
  const filed = await shop.file(cover, said);
  expect(filed.status, JSON.stringify(filed.body)).toBe(201);
  return rawClaimId(claimOf(filed).claimId);
}
const TRANSIT = { degree: "partial", inspectionNote: "外箱破损" };
const FAKE = { institution: "鉴定中心", reportNo: "R-1" };

describe("a file in a claim", () => {
  test.each([
    ["transit-damage", { buyer: [200, 404], merchant: [404, 200], insurer: [404, 404] }],
    ["authenticity", { buyer: [200, 200], merchant: [404, 200], insurer: [404, 404] }],
  ] as const)("on %s is seen by its side, and the buyer's by a merchant who has to answer", async (product, sights) => {
    const claim = await claimOn(product);
    for (const [party, [buyer, merchant]] of Object.entries(sights)) {
      const file = await desk.uploaded(await photo(), shop.server.tenant.apiKey);
      await link(claim, file, party as EvidenceParty);
      const statuses = async (...tokens: readonly string[]): Promise<readonly number[]> =>
        Promise.all(tokens.map(async (as) => (await desk.download(file.evidenceId, as)).status));
      expect(await statuses(shop.buyer, shop.merchant), party).toEqual([buyer, merchant]);
      expect(await statuses(shop.otherBuyer, shop.otherMerchant), party).toEqual([404, 404]);
      const { staff, apiKey } = shop.server.tenant;
      expect(await statuses(apiKey, staff.adjuster.token, staff.supervisor.token)).toEqual([200, 200, 200]);
    }
  });
});

describe("a link", () => {
  async function linkTo(evidenceId: string, as = shop.buyer) {
    const answer = await shop.server.call("POST", `/v1/evidence/${evidenceId}/links`, { as });
    return { status: answer.status, ...(answer.body as { url: string; expiresAt: string }) };
  }
  const path = (url: string): string => new URL(url).pathname;

  test("leads anybody to that file, for minutes, with the same headers as the file itself", async () => {
    const { evidenceId, sha256 } = await desk.uploaded(await photo(), shop.buyer);
    const { status, url, expiresAt } = await linkTo(evidenceId);
    expect(status).toBe(201);
    expect(url).toMatch(/^http:\/\/anxin\.test\/v1\/evidence\/links\//);
    expect(Date.parse(expiresAt)).toBe(shop.server.clock.now() + LINK_MS);
    const found = await desk.fetch(path(url));
    expect(found.status).toBe(200);
    expect(createHash("sha256").update(found.bytes).digest("hex")).toBe(sha256);
    expect(found.headers).toMatchObject({
      "content-type": "image/jpeg",
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'",
      "content-disposition": `attachment; filename="${evidenceId}.jpg"`,
      "cache-control": "private, no-store",
      "referrer-policy": "no-referrer",
    });
  });

  test("works until its last millisecond, and then says that it has expired", async () => {
    const { evidenceId } = await desk.uploaded(await photo(), shop.buyer);
    const { url } = await linkTo(evidenceId);
    shop.server.clock.advance(LINK_MS - 1);
    expect((await desk.fetch(path(url))).status).toBe(200);
    shop.server.clock.advance(1);
    const late = await shop.server.call("GET", path(url));
    expect(late).toMatchObject({ status: 410, body: { code: "link_expired" } });
  });

  test("is good for its file and time alone: any other spelling leads nowhere", async () => {
    const [mine, other] = [
      await desk.uploaded(await photo(), shop.buyer),
      await desk.uploaded(await photo(), shop.buyer),
    ];
    const token =
      path((await linkTo(mine.evidenceId)).url)
        .split("/")
        .at(-1) ?? "";
    const [tenant, id = "", expires = "", signature = ""] = token.split(".");
    const bent = [
      `${tenant}.${other.evidenceId}.${expires}.${signature}`,
      `${tenant}.${id}.${Number(expires) + 60_000}.${signature}`,
      `2.${id}.${expires}.${signature}`,
      `${tenant}.${id}.${expires}.${signature.slice(0, -1)}${signature.endsWith("A") ? "B" : "A"}`,
      `${tenant}.${id}.${expires}.${"A".repeat(43)}`,
      `${token}.`,
      "x",
      encodeURIComponent("../../etc/passwd"),
    ];
    for (const each of bent) expect((await desk.fetch(`/v1/evidence/links/${each}`)).status, each).toBe(404);
    expect((await desk.fetch(`/v1/evidence/links/${"x".repeat(200)}`)).status).toBe(400);
    expect((await desk.fetch(`/v1/evidence/links/${token}`)).status).toBe(200);
  });

  test("is made for those only who may see the file", async () => {
    const { evidenceId } = await desk.uploaded(await photo(), shop.buyer);
    const { staff, apiKey } = shop.server.tenant;
    for (const as of [apiKey, staff.adjuster.token]) expect((await linkTo(evidenceId, as)).status).toBe(201);
    for (const as of [shop.otherBuyer, shop.merchant, shop.server.other.apiKey])
      expect((await linkTo(evidenceId, as)).status).toBe(404);
    expect((await linkTo(evidenceId, staff.finance.token)).status).toBe(403);
    expect((await shop.server.call("POST", `/v1/evidence/${evidenceId}/links`)).status).toBe(401);
  });

  test("to bytes that are gone leads nowhere", async () => {
    const { evidenceId } = await desk.uploaded(await photo(), shop.buyer);
    const { url } = await linkTo(evidenceId);
    await shop.server.database.owner.query("update evidence set storage_key = repeat('0', 32) where evidence_id = $1", [
      parseId("evidence", evidenceId),
    ]);
    expect((await desk.fetch(path(url))).status).toBe(404);
  });
});

describe("a video", () => {
  test("is cleaned and not written anew, which is said, and is played in parts", async () => {
    const { bytes, pictures } = phoneVideo();
    const video = await desk.uploaded(bytes, shop.buyer, "?kind=unboxing");
    expect(video).toMatchObject({ mediaType: "video/mp4", reencoded: false, bytes: bytes.length });
    expect(video.capturedAt).toBe("2026-11-22T02:00:00.000Z");
    const whole = await desk.download(video.evidenceId, shop.buyer);
    expect(whole.headers["accept-ranges"]).toBe("bytes");
    const parts: readonly (readonly [string, number, number])[] = [
      [`bytes=${pictures.at}-${pictures.at + 9}`, pictures.at, pictures.at + 10],
      ["bytes=100-", 100, bytes.length],
      ["bytes=-50", bytes.length - 50, bytes.length],
      ["bytes=0-999999999", 0, bytes.length],
    ];
    for (const [range, from, to] of parts) {
      const part = await desk.download(video.evidenceId, shop.buyer, { range });
      expect(part.status, range).toBe(206);
      expect(part.headers["content-range"]).toBe(`bytes ${from}-${to - 1}/${bytes.length}`);
      expect(part.bytes.equals(whole.bytes.subarray(from, to))).toBe(true);
    }
    for (const range of ["bytes=9-1", "bytes=99999999-", "bytes=1-2,4-5", "lines=1-2", "bytes=-"])
      expect((await desk.download(video.evidenceId, shop.buyer, { range })).status, range).toBe(200);
  });
});

test("more files than a server holds at a time are asked to come back", async () => {
  const bytes = await photo();
  const answers = await Promise.all(
    Array.from({ length: 2 * UPLOADS_AT_ONCE_MAX }, () => desk.upload(bytes, shop.buyer)),
  );
  const busy = answers.filter(({ status }) => status === 503);
  expect(busy.length).toBe(UPLOADS_AT_ONCE_MAX);
  expect(busy[0]).toMatchObject({ body: { code: "unavailable" } });
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(UPLOADS_AT_ONCE_MAX);
  await desk.uploaded(bytes, shop.buyer);
});

describe("malware", () => {
  const kept = async (): Promise<string | undefined> => {
    const { rows } = await shop.server.database.owner.query<{ scan: string }>(
      "select scan from evidence order by evidence_id desc limit 1",
    );
    return rows[0]?.scan;
  };

  test.each([
    [{ verdict: "infected", signature: "Eicar" }, 422, "evidence_infected"],
    [{ verdict: "too_large" }, 413, "evidence_too_large"],
    [{ verdict: "unavailable", reason: "down" }, 503, "unavailable"],
  ] as const)("%j keeps nothing", async (verdict, status, code) => {
    const before = await desk.count();
    scan = verdict;
    expect(await desk.upload(await photo(), shop.buyer)).toMatchObject({ status, body: { code } });
    expect(await desk.count()).toBe(before);
  });

  test("whether somebody looked is kept with the file", async () => {
    await desk.uploaded(await photo(), shop.buyer);
    expect(await kept()).toBe("none");
    scan = { verdict: "clean" };
    await desk.uploaded(await photo(), shop.buyer);
    expect(await kept()).toBe("clean");
  });

  test("is found in what was uploaded, by a scanner that speaks clamd's protocol", async () => {
    const fake = await startFakeClamd();
    const real = clamd({ at: { host: "127.0.0.1", port: fake.port }, timeoutMs: 5_000 });
    const laden = Buffer.concat([await pdfPages(1), EICAR]);
    scan = await real.scan(laden);
    expect(await desk.upload(laden, shop.buyer)).toMatchObject({ status: 422, body: { code: "evidence_infected" } });
    await fake.close();
  });
});

test("a file whose bytes were changed is shown to nobody", async () => {
  const { evidenceId } = await desk.uploaded(await photo(), shop.buyer);
  await shop.server.database.owner.query("update evidence set sha256 = $1 where evidence_id = $2", [
    Buffer.alloc(32),
    parseId("evidence", evidenceId),
  ]);
  expect((await desk.download(evidenceId, shop.buyer)).status).toBe(500);
});
