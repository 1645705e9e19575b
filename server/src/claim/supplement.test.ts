import { present } from "@anxin/core/assert";
import { bookOf } from "@anxin/core/id";
import { DAY_MS } from "@anxin/core/time";
import { supplementsOfClaims } from "@anxin/store/supplement";
import { inTransaction } from "@anxin/store/transaction";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../testing/server.js";
import { resumeClaims } from "./resume.js";
import { followUpSupplements } from "./supplement-due.js";
import {
  type ClaimAnswer,
  claimOf,
  freshKey,
  MERCHANT,
  openShop,
  QUALITY_FIELDS,
  QUALITY_FILES,
  rawClaimId,
  type Shop,
  TRANSIT_FIELDS,
  TRANSIT_PHOTOS,
} from "./testing/shop.js";

let shop: Shop;
/** Several, since many claims of one buyer are a signal. */
let buyers: readonly { readonly id: string; readonly token: string }[];
beforeAll(async () => {
  shop = await openShop();
  const ids = ["b-42", "b-43", "b-44"];
  buyers = await Promise.all(
    ids.map(async (id) => ({ id, token: await shop.server.session(shop.server.tenant, "buyer", id) })),
  );
});
afterAll(() => shop.close());

interface OwnClaim extends ClaimAnswer {
  readonly buyer: string;
  readonly as: string;
}
let turns = 0;

const staff = () => shop.server.tenant.staff;

function post(path: string, claim: { claimId: string }, body: unknown, as: string, headers = {}): Promise<Answer> {
  return shop.server.call("POST", `/v1/claims/${claim.claimId}/${path}`, { as, key: freshKey(), body, headers });
}
const ask = (claim: OwnClaim, body: object, as = staff().adjuster.token, headers = {}) =>
  post("evidence-requests", claim, { documents: [], ...body }, as, headers);
const add = (claim: OwnClaim, evidence: unknown, as = claim.as) => post("evidence", claim, { evidence }, as);
const photos = (claim: OwnClaim, ...kinds: string[]) => shop.evidence(kinds, `buyer:${claim.buyer}`);

async function read(claim: OwnClaim, as = claim.as) {
  const { body } = await shop.server.call("GET", `/v1/claims/${claim.claimId}`, { as });
  return body as Readonly<Record<string, unknown>> & {
    readonly status: string;
    readonly missing: readonly { kind: string; note: string; asked: boolean; given: number }[];
    readonly supplements: readonly Record<string, unknown>[];
    readonly clocks: readonly { code: string; state: string; dueAt: string | null; pauses: object[] }[];
    readonly timeline: readonly { kind: string; text: string; detail: string; actor: string }[];
    readonly decision: { readonly decidedBy: string } | null;
  };
}

/** A transit claim that lacks one of two photos of the damage: 133.00 yuan once it is there. */
async function incomplete(kinds: readonly string[] = TRANSIT_PHOTOS.slice(0, -1)): Promise<OwnClaim> {
  return filed("transit-damage", "breakage", TRANSIT_FIELDS, kinds);
}

async function filed(product: string, peril: string, fields: object, kinds: readonly string[]): Promise<OwnClaim> {
  const buyer = present(buyers[turns++ % buyers.length], "there is a buyer");
  const cover = await shop.cover({
    product,
    buyerId: buyer.id,
    ...(product === "quality" ? { sumInsured: 60_000n } : {}),
  });
  const evidence = await shop.evidence(kinds, `buyer:${buyer.id}`);
  const claim = claimOf(await shop.file(cover, { peril, fields, evidence }, buyer.token));
  return { ...claim, buyer: buyer.id, as: buyer.token };
}

/** A quality claim with everything the terms ask for, which a person decides. */
const complete = (): Promise<OwnClaim> => filed("quality", "defect", QUALITY_FIELDS, QUALITY_FILES);

const noticesAbout = async ({ claimId }: { claimId: string }): Promise<readonly { kind: string; data: string }[]> => {
  const { rows } = await shop.server.database.owner.query<{ kind: string; data: string }>(
    "select kind, data from notice where subject = $1 order by notice_id",
    [`claim:${claimId}`],
  );
  return rows;
};

const listsOf = async (claim: OwnClaim) => {
  const { context, tenant } = shop.server;
  const key = { book: bookOf(tenant.tenantId, MERCHANT), claimId: rawClaimId(claim.claimId) };
  const lists = await inTransaction(context.db, tenant.tenantId, (tx) => supplementsOfClaims(tx, [key]));
  return lists.get(key.claimId) ?? [];
};

describe("a list of documents", () => {
  test("is complete, stops the law's clock, and is put before the buyer", async () => {
    const claim = await incomplete(["outer_box"]);
    const answer = await ask(claim, { documents: [{ kind: "unboxing_video", note: "从拆封开始" }] });
    expect(answer.status).toBe(201);
    expect(answer.headers["etag"]).not.toBe(claim.etag);
    const seen = await read(claim);
    expect(seen).toMatchObject({ status: "evidence_requested", category: "action_required" });
    expect(seen.missing).toMatchObject([
      { kind: "unboxing_video", note: "从拆封开始", asked: true, given: 0 },
      { kind: "waybill_label", note: "", asked: true },
      { kind: "damage", asked: true, minCount: 2 },
    ]);
    expect(seen.supplements).toMatchObject([
      {
        round: 1,
        requestedBy: "insurer",
        deliveredAt: "2026-11-22T04:00:00.000Z",
        closesAt: "2026-12-22T16:00:00.000Z",
        completedAt: null,
        documents: [
          { kind: "unboxing_video", title: "Video of the unboxing", required: false },
          { kind: "waybill_label", required: true },
          { kind: "damage", needed: 2, required: true },
        ],
      },
    ]);
    expect(seen.clocks.find(({ code }) => code === "decision")).toMatchObject({ state: "paused", dueAt: null });
    expect(seen.timeline.at(-1)).toMatchObject({
      kind: "evidence_requested",
      actor: "insurer",
      text: expect.stringMatching(/Please send: Video of the unboxing, Waybill label, The damage\./),
    });
    expect(await noticesAbout(claim)).toMatchObject([
      { kind: "evidence_wanted", data: expect.stringContaining('"count":3') },
    ]);
  });

  test("is sent once; another needs a supervisor, and a reason", async () => {
    const claim = await incomplete();
    expect((await ask(claim, {})).status).toBe(201);
    expect((await add(claim, await photos(claim, "damage"))).body).toMatchObject({ status: "approved" });
    const second = await complete();
    const other = { documents: [{ kind: "other", note: "发票" }] };
    expect((await ask(second, other)).status).toBe(201);
    expect(await ask(second, other)).toMatchObject({ status: 409, body: { code: "state_conflict" } });
    await add(second, await photos(second, "other"));
    for (const [as, body] of [
      [staff().adjuster.token, { ...other, reason: "看不清" }],
      [staff().supervisor.token, other],
    ] as const) {
      expect(await ask(second, body, as)).toMatchObject({ status: 409, body: { code: "supplement_again" } });
    }
    expect((await ask(second, { ...other, reason: "发票看不清" }, staff().supervisor.token)).status).toBe(201);
    expect((await read(second)).supplements).toMatchObject([
      { round: 1, completedAt: "2026-11-22T04:00:00.000Z" },
      { round: 2, reason: "发票看不清", completedAt: null },
    ]);
  });

  test.each([
    ["a kind that the product does not have", [{ kind: "spoilage" }], "/documents/0/kind"],
    ["a kind twice", [{ kind: "damage" }, { kind: "damage" }], "/documents/1/kind"],
    ["another document that nobody names", [{ kind: "other", note: " " }], "/documents/0/note"],
  ])("is refused for %s", async (_name, documents, pointer) => {
    const answer = await ask(await incomplete(), { documents });
    expect(answer).toMatchObject({ status: 400, body: { code: "validation_failed", errors: [{ pointer }] } });
  });

  test("of nothing is refused", async () => {
    expect(await ask(await complete(), {})).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/documents" }] },
    });
  });

  test("is the insurer's desks' alone, on a claim that they see, in the version that they read", async () => {
    const claim = await incomplete();
    for (const as of [claim.as, shop.merchant, shop.server.tenant.apiKey, staff().finance.token]) {
      expect((await ask(claim, {}, as)).status).toBe(403);
    }
    expect((await ask(claim, {}, shop.server.other.staff.adjuster.token)).status).toBe(404);
    expect((await post("evidence-requests", claim, { documents: [] }, "nobody")).status).toBe(401);
    const stale = { "if-match": claim.etag.replace(/\d+"$/, '99"') };
    expect(await ask(claim, {}, staff().adjuster.token, stale)).toMatchObject({ status: 412 });
    const url = `/v1/claims/${claim.claimId}/evidence-requests`;
    expect((await shop.server.call("POST", url, { as: staff().adjuster.token, body: { documents: [] } })).status).toBe(
      400,
    );
    expect((await ask(claim, {}, staff().adjuster.token, { "if-match": claim.etag })).status).toBe(201);
  });

  test("is not sent on a claim that is decided", async () => {
    const claim = await incomplete(TRANSIT_PHOTOS);
    expect(claim.body["status"]).toBe("approved");
    expect(await ask(claim, { documents: [{ kind: "damage" }] })).toMatchObject({
      status: 409,
      body: { code: "state_conflict" },
    });
  });

  test("waits for the colleague who has the claim in hand", async () => {
    const claim = await incomplete();
    const url = `/v1/review/claims/${claim.claimId}/lease`;
    const { otherAdjuster } = shop.server.tenant;
    const taken = await shop.server.call("POST", url, { as: otherAdjuster.token, key: freshKey(), body: {} });
    expect(taken.status).toBeLessThan(300);
    expect(await ask(claim, {})).toMatchObject({ status: 409, body: { code: "claim_held" } });
  });
});

describe("documents that are added", () => {
  test("let rules decide at once when all is there, and the clock runs on from then", async () => {
    const claim = await incomplete();
    await ask(claim, {});
    shop.server.clock.advance(2 * DAY_MS);
    const answer = await add(claim, await photos(claim, "damage"));
    shop.server.clock.advance(-2 * DAY_MS);
    expect(answer).toMatchObject({
      status: 201,
      body: { status: "approved", amount: 13_300, decision: { decidedBy: "rules", automatic: true }, missing: [] },
    });
    const seen = await read(claim);
    expect(seen.timeline.map(({ kind }) => kind)).toEqual([
      "filed",
      "referred",
      "evidence_requested",
      "evidence_complete",
      "decided",
    ]);
    expect(seen.clocks.find(({ code }) => code === "decision")).toMatchObject({
      pauses: [{ from: "2026-11-22T04:00:00.000Z", until: "2026-11-24T04:00:00.000Z" }],
    });
  });

  test("one by one keep the case waiting until the last", async () => {
    const claim = await incomplete(["outer_box", "damage", "damage"]);
    await ask(claim, { documents: [{ kind: "other", note: "快递员留言" }] });
    const first = await add(claim, await photos(claim, "waybill_label"));
    expect(first.body).toMatchObject({
      status: "evidence_requested",
      missing: [{ kind: "other", note: "快递员留言" }],
    });
    const second = await add(claim, await photos(claim, "other"));
    // A person asked for more than the terms do, and so wants to see it.
    expect(second.body).toMatchObject({ status: "in_review", missing: [], decision: null });
    expect((await listsOf(claim))[0]).toMatchObject({ nextAt: null });
  });

  test("also unasked let rules look again, unless a person has the case in hand", async () => {
    const claim = await incomplete();
    expect((await add(claim, await photos(claim, "damage"))).body).toMatchObject({ status: "approved" });
    const person = await complete();
    expect((await add(person, await photos(person, "product_photo"))).body).toMatchObject({ status: "in_review" });
  });

  test("are decided on later where a switch keeps rules from it", async () => {
    const claim = await incomplete();
    const { context, tenant } = shop.server;
    await shop.server.database.owner.query(
      `insert into kill_switch (tenant_id, name, product, state, since, reason, changed_by, changed_at, revision)
       values ($1, 'auto-decide', '', 'stopped', now(), 'test', 'test', now(), 1)`,
      [tenant.tenantId],
    );
    const answer = await add(claim, await photos(claim, "damage"));
    expect(answer.body).toMatchObject({ status: "in_review", decision: null });
    expect((await read(claim)).timeline.at(-1)).toMatchObject({ kind: "held" });
    await shop.server.database.owner.query("update kill_switch set state = 'running', revision = 2");
    await resumeClaims(context, tenant.tenantId);
    expect(await read(claim)).toMatchObject({ status: "approved" });
  });

  test("come from the buyer or the marketplace, are theirs, and each only once", async () => {
    const claim = await incomplete();
    const mine = await photos(claim, "damage");
    expect(await add(claim, await shop.evidence(["damage"], "buyer:b-77"))).toMatchObject({
      status: 422,
      body: { code: "evidence_unknown" },
    });
    for (const as of [shop.merchant, staff().adjuster.token]) expect((await add(claim, mine, as)).status).toBe(403);
    for (const as of [shop.otherBuyer, shop.server.other.apiKey]) expect((await add(claim, mine, as)).status).toBe(404);
    expect((await add(claim, mine, "nobody")).status).toBe(401);
    expect((await add(claim, [])).status).toBe(400);
    expect((await add(claim, [...mine, ...mine])).status).toBe(400);
    expect(await add(claim, [{ ...mine[0], kind: "spoilage" }])).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/evidence/0/kind" }] },
    });
    expect((await add(claim, await photos(claim, "other"))).status).toBe(201);
    expect((await add(claim, mine, shop.server.tenant.apiKey)).status).toBe(201);
    const again = await incomplete();
    const photo = await photos(again, "unboxing_video");
    expect((await add(again, photo)).status).toBe(201);
    expect(await add(again, photo)).toMatchObject({ status: 400, body: { errors: [{ code: "duplicate" }] } });
  });

  test("are not taken once the claim is decided or withdrawn", async () => {
    const claim = await incomplete(TRANSIT_PHOTOS);
    expect(await add(claim, await photos(claim, "damage"))).toMatchObject({
      status: 409,
      body: { code: "state_conflict" },
    });
    const gone = await incomplete();
    await post("withdrawal", gone, {}, gone.as);
    expect(await add(gone, await photos(gone, "damage"))).toMatchObject({ status: 409 });
  });

  test("are at most a hundred", async () => {
    const claim = await complete();
    for (let i = 0; i < 3; i++) {
      const files = await photos(claim, ...Array.from({ length: 30 }, () => "other"));
      expect((await add(claim, files)).status).toBe(201);
    }
    const rest = await photos(claim, ...Array.from({ length: 10 }, () => "other"));
    expect(await add(claim, rest)).toMatchObject({
      status: 422,
      body: { code: "limit_exceeded", limit: 100, unit: "files" },
    });
  });
});

describe("silence", () => {
  const follow = () => followUpSupplements(shop.server.context);
  const advance = (days: number) => shop.server.clock.advance(days * DAY_MS);

  test("brings two reminders and closes the case, which opens again with the first answer", async () => {
    const claim = await incomplete(["outer_box"]);
    await ask(claim, {});
    await follow();
    const kinds = async () => (await noticesAbout(claim)).map(({ kind }) => kind);
    expect(await kinds()).toEqual(["evidence_wanted"]);
    advance(3);
    await follow();
    await follow();
    expect(await kinds()).toEqual(["evidence_wanted", "evidence_reminder"]);
    advance(4);
    await follow();
    expect(await kinds()).toEqual(["evidence_wanted", "evidence_reminder", "evidence_reminder"]);
    advance(24);
    expect(await follow()).toBeGreaterThan(0);
    expect(await kinds()).toEqual(["evidence_wanted", "evidence_reminder", "evidence_reminder", "claim_lapsed"]);
    const lapsed = await read(claim);
    expect(lapsed).toMatchObject({ status: "closed", decision: null, reserve: null });
    expect(lapsed.missing.map(({ kind }) => kind)).toEqual(["waybill_label", "damage"]);
    expect(lapsed.timeline.at(-1)).toMatchObject({ kind: "lapsed", actor: "system" });
    expect((await read(claim, staff().auditor.token))["reserve"]).toBe(0);
    const first = await add(claim, await photos(claim, "waybill_label"));
    expect(first.body).toMatchObject({ status: "evidence_requested", missing: [{ kind: "damage" }] });
    expect((await read(claim, staff().auditor.token))["reserve"]).toBeGreaterThan(0);
    const last = await add(claim, await photos(claim, "damage", "damage"));
    expect(last.body).toMatchObject({ status: "approved", amount: 13_300 });
    advance(-31);
  });

  test("counts anew from every answer", async () => {
    const claim = await incomplete(["outer_box"]);
    await ask(claim, {});
    advance(29);
    await add(claim, await photos(claim, "waybill_label"));
    advance(5);
    await follow();
    expect(await read(claim)).toMatchObject({ status: "evidence_requested" });
    expect((await listsOf(claim))[0]).toMatchObject({ reminded: 1 });
    advance(-34);
  });

  test("is not followed up once the claim was withdrawn", async () => {
    const claim = await incomplete(["outer_box"]);
    await ask(claim, {});
    await post("withdrawal", claim, {}, claim.as);
    advance(40);
    await follow();
    expect((await noticesAbout(claim)).map(({ kind }) => kind)).toEqual(["evidence_wanted"]);
    expect((await listsOf(claim))[0]).toMatchObject({ nextAt: null });
    expect(await read(claim)).toMatchObject({ status: "withdrawn" });
    advance(-40);
  });

  test("of two years after the closing bars the claim", async () => {
    const claim = await incomplete(["outer_box"]);
    await ask(claim, {});
    advance(40);
    await follow();
    advance(732);
    expect(await add(claim, await photos(claim, "waybill_label"))).toMatchObject({
      status: 409,
      body: { code: "limitation_over" },
    });
    advance(-772);
  });

  test("and an answer at the same moment: one of them comes first, and the case is never lost", async () => {
    for (let i = 0; i < 4; i++) {
      const claim = await incomplete();
      await ask(claim, {});
      advance(31);
      const [answer] = await Promise.all([photos(claim, "damage").then((files) => add(claim, files)), follow()]);
      expect(answer.status).toBe(201);
      expect(await read(claim)).toMatchObject({ status: "approved", amount: 13_300 });
      const kinds = (await read(claim)).timeline.map(({ kind }) => kind);
      expect(kinds.includes("lapsed")).toBe(kinds.includes("reopened"));
      advance(-31);
    }
  });
});
