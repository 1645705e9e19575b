import { DAY_MS, plus } from "@anxin/core/time";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../testing/server.js";
import {
  type Cover,
  claimOf,
  MERCHANT,
  NOW,
  openShop,
  QUALITY_FIELDS,
  QUALITY_FILES,
  type Shop,
  TRANSIT_FIELDS,
  TRANSIT_PHOTOS,
} from "./testing/shop.js";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const get = (url: string, as = shop.buyer, headers: Record<string, string> = {}): Promise<Answer> =>
  shop.server.call("GET", url, { as, headers });
const ids = ({ body }: Answer): string[] =>
  (body as { data: { claimId: string }[] }).data.map(({ claimId }) => claimId);

async function transitClaim(cover: Cover, as = shop.buyer, uploader = "buyer:b-42"): Promise<string> {
  const evidence = await shop.evidence(TRANSIT_PHOTOS, uploader);
  return claimOf(await shop.file(cover, { peril: "breakage", fields: TRANSIT_FIELDS, evidence }, as)).claimId;
}

describe("the claim form", () => {
  test("names perils, fields, documents with examples, and the window, in the reader's language", async () => {
    const cover = await shop.cover({ product: "transit-damage" });
    const { status, body } = await get(`/v1/policies/${cover.policyId}/claim-form`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      policyId: cover.policyId,
      product: "transit-damage",
      perils: [{ code: "breakage", title: "Breakage" }, { code: "deformation" }, { code: "wetting" }],
      fields: [
        {
          name: "degree",
          type: "enum",
          required: true,
          options: [{ value: "slight" }, { value: "partial" }, { value: "severe" }, { value: "total" }],
        },
        { name: "inspectionNote", type: "text", required: true },
        { name: "inspectedAt", type: "datetime", required: false },
        { name: "signedFor", type: "enum", required: false },
      ],
      documents: [
        {
          kind: "outer_box",
          title: "Outer box",
          minCount: 1,
          required: true,
          example: expect.stringContaining("damage"),
        },
        {},
        {},
        { required: false },
        { required: false },
      ],
      window: { from: "2026-11-16T04:00:00.000Z", until: "2026-12-22T04:00:00.000Z" },
      estimate: null,
      failedChecks: [],
    });
    const chinese = await get(`/v1/policies/${cover.policyId}/claim-form`, shop.buyer, { "accept-language": "zh-CN" });
    expect(chinese.body).toMatchObject({ perils: [{ code: "breakage", title: "破碎、断裂" }, {}, {}] });
  });

  test("estimates what does not depend on the form, and offers the names of the register", async () => {
    const cover = await shop.cover({ product: "quality", sumInsured: 60_000n });
    const { body } = await get(`/v1/policies/${cover.policyId}/claim-form`);
    expect(body).toMatchObject({ estimate: 51_600, failedChecks: [] });
    const { fields } = body as { fields: { name: string; options?: { value: string }[] }[] };
    expect(fields.find(({ name }) => name === "institution")?.options?.map(({ value }) => value)).toContain(
      "中国检验认证集团",
    );
  });

  test("says in plain words why nothing can be claimed", async () => {
    const early = await shop.cover({ product: "transit-damage", effectiveAt: plus(NOW, DAY_MS) });
    expect((await get(`/v1/policies/${early.policyId}/claim-form`)).body).toMatchObject({
      estimate: 0,
      failedChecks: [{ code: "not_in_force", detail: expect.stringContaining("not in force") }],
    });
    const used = await shop.cover({ product: "transit-damage" });
    await transitClaim(used);
    expect((await get(`/v1/policies/${used.policyId}/claim-form`)).body).toMatchObject({
      failedChecks: [{ code: "already_claimed" }],
    });
    const freight = await shop.cover({ product: "return-freight" });
    expect((await get(`/v1/policies/${freight.policyId}/claim-form`)).body).toMatchObject({
      estimate: null,
      failedChecks: [{ code: "files_itself" }],
      fields: [],
      documents: [],
    });
  });

  test("is for those who may see the policy", async () => {
    const cover = await shop.cover({ product: "transit-damage" });
    const url = `/v1/policies/${cover.policyId}/claim-form`;
    for (const as of [shop.otherBuyer, shop.otherMerchant, shop.server.other.apiKey])
      expect((await get(url, as)).status).toBe(404);
    for (const as of [shop.merchant, shop.server.tenant.apiKey, shop.server.tenant.staff.adjuster.token])
      expect((await get(url, as)).status).toBe(200);
  });
});

describe("one claim", () => {
  test("is seen by its buyer, its merchant, the marketplace and the insurer, and by nobody else", async () => {
    const claimId = await transitClaim(await shop.cover({ product: "transit-damage" }));
    const { staff, apiKey } = shop.server.tenant;
    for (const path of [claimId, `${claimId}/findings`]) {
      const url = `/v1/claims/${path}`;
      for (const as of [shop.buyer, shop.merchant, apiKey, staff.auditor.token])
        expect((await get(url, as)).status).toBe(200);
      for (const as of [
        shop.otherBuyer,
        shop.otherMerchant,
        shop.server.other.apiKey,
        shop.server.other.staff.admin.token,
      ]) {
        expect(await get(url, as)).toMatchObject({ status: 404, body: { code: "not_found" } });
      }
      expect((await shop.server.call("GET", url)).status).toBe(401);
    }
    for (const made of ["clm_0000000000000", "clm_", "pol_0000000000000", "1"]) {
      expect((await get(`/v1/claims/${made}`)).status, made).toBe(404);
    }
  });
});

describe("lists", () => {
  test("are newest first, narrowed by every filter, and followed page by page", async () => {
    const cover = await shop.cover({ product: "quality", sumInsured: 60_000n, buyerId: "b-list" });
    const reader = await shop.server.session(shop.server.tenant, "buyer", "b-list");
    const filed: string[] = [];
    for (let i = 0; i < 5; i++) {
      const evidence = await shop.evidence(QUALITY_FILES, "buyer:b-list");
      filed.unshift(
        claimOf(await shop.file(cover, { peril: "defect", fields: QUALITY_FIELDS, evidence }, reader)).claimId,
      );
    }
    const transit = await shop.cover({ product: "transit-damage", buyerId: "b-list" });
    const decided = await transitClaim(transit, reader, "buyer:b-list");
    const all = [decided, ...filed];
    expect(ids(await get("/v1/claims", reader))).toEqual(all);
    expect(ids(await get(`/v1/claims?policyId=${cover.policyId}`, reader))).toEqual(filed);
    expect(ids(await get(`/v1/claims?orderId=${transit.orderId}`, reader))).toEqual([decided]);
    expect(ids(await get("/v1/claims?status=approved", reader))).toEqual([decided]);
    expect(ids(await get("/v1/claims?category=open", reader))).toEqual(filed);
    expect(ids(await get("/v1/claims?category=open&status=approved", reader))).toEqual([]);
    expect(ids(await get("/v1/claims?buyerId=b-list", shop.server.tenant.apiKey))).toEqual(all);
    expect(ids(await get(`/v1/claims?merchantId=${MERCHANT}&buyerId=b-list`, shop.merchant))).toEqual(all);
    const seen: string[] = [];
    let next: string | null = "";
    while (next !== null) {
      const answer: Answer = await get(`/v1/claims?limit=2${next === "" ? "" : `&cursor=${next}`}`, reader);
      seen.push(...ids(answer));
      next = (answer.body as { next: string | null }).next;
    }
    expect(seen).toEqual(all);
  });

  test("show buyers and merchants nobody else's, whatever they ask for", async () => {
    await transitClaim(await shop.cover({ product: "transit-damage" }));
    for (const url of ["/v1/claims?buyerId=b-42", "/v1/claims"])
      expect(ids(await get(url, shop.otherBuyer))).toEqual([]);
    for (const url of [`/v1/claims?merchantId=${MERCHANT}`, "/v1/claims"])
      expect(ids(await get(url, shop.otherMerchant))).toEqual([]);
    expect(ids(await get("/v1/claims", shop.server.other.apiKey))).toEqual([]);
  });

  test.each([
    ["an unknown filter", "/v1/claims?colour=red"],
    ["an unknown status", "/v1/claims?status=lost"],
    ["a limit of none", "/v1/claims?limit=0"],
    ["a limit beyond", "/v1/claims?limit=201"],
    ["a forged cursor", "/v1/claims?cursor=WyIxIl0.AAAA"],
  ])("refuse %s", async (_name, url) => {
    expect((await get(url)).status).toBe(400);
  });

  test("a policy that is none has no claims", async () => {
    expect(await get("/v1/claims?policyId=nonsense")).toMatchObject({ status: 200, body: { data: [], next: null } });
  });
});

describe("the review queue", () => {
  test("holds what waits for a person, oldest first, page by page, for the insurer's desks alone", async () => {
    const cover = await shop.cover({ product: "quality", sumInsured: 60_000n });
    const waiting: string[] = [];
    for (let i = 0; i < 3; i++) {
      const evidence = await shop.evidence(QUALITY_FILES);
      waiting.push(claimOf(await shop.file(cover, { peril: "defect", fields: QUALITY_FIELDS, evidence })).claimId);
    }
    const { staff } = shop.server.tenant;
    const seen: string[] = [];
    let next: string | null = "";
    while (next !== null) {
      const answer: Answer = await get(
        `/v1/review/claims?limit=2${next === "" ? "" : `&cursor=${next}`}`,
        staff.supervisor.token,
      );
      expect(answer.status).toBe(200);
      seen.push(...ids(answer));
      next = (answer.body as { next: string | null }).next;
    }
    expect(seen.filter((id) => waiting.includes(id))).toEqual(waiting);
    expect([...seen].sort()).toEqual(seen);
    expect(ids(await get("/v1/review/claims", shop.server.other.staff.adjuster.token))).toEqual([]);
    for (const as of [shop.buyer, shop.merchant, shop.server.tenant.apiKey, staff.finance.token]) {
      expect((await get("/v1/review/claims", as)).status).toBe(403);
    }
  });
});
