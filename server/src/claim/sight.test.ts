import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKS_RULE, CHECKS_TITLE } from "@anxin/core/fraud/shown";
import { DAY_MS } from "@anxin/core/time";
import { Value } from "typebox/value";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Court, openCourt } from "../appeal/testing/court.js";
import type { Role } from "../http/api.js";
import type { Answer } from "../testing/server.js";
import { cutToSight } from "./sight.js";
import { CLAIM_SIGHT, FINDINGS_SIGHT, ONLOOKERS, type Onlooker } from "./sight-matrix.js";
import { followUpSupplements } from "./supplement-due.js";
import { pathsOf, valuesOf } from "./testing/paths.js";
import { type ClaimAnswer, claimOf, freshKey, MERCHANT } from "./testing/shop.js";
import { visibilityPage } from "./testing/visibility-page.js";
import { ClaimView, Findings } from "./wire.js";

const CLAIM_PATHS = pathsOf(ClaimView);
const FINDING_PATHS = pathsOf(Findings);

describe("the table of sight", () => {
  test.each([
    ["a claim", CLAIM_PATHS, CLAIM_SIGHT],
    ["findings", FINDING_PATHS, FINDINGS_SIGHT],
  ])("has a row for every field of %s, and none for a field that is not there", (_name, paths, sight) => {
    const rows = Object.keys(sight);
    expect(paths.filter((path) => !rows.includes(path))).toEqual([]);
    // A row may also stand for a whole list or part of the answer.
    const isThere = (row: string): boolean =>
      paths.some((path) => path === row || path.startsWith(`${row}[]`) || path.startsWith(`${row}.`));
    expect(rows.filter((row) => !isThere(row))).toEqual([]);
    for (const row of Object.values(sight)) expect(Object.keys(row).sort()).toEqual([...ONLOOKERS].sort());
  });

  test("hides a field that it does not know from everybody", () => {
    for (const role of ONLOOKERS) {
      const by = { role, merchantHasPart: true, merchantIsHeard: true };
      const view = { claimId: "clm_1", score: 90, hints: ["x"], more: { secret: 1 } };
      expect(cutToSight(view, CLAIM_SIGHT, by)).toEqual({
        claimId: "clm_1",
        score: null,
        hints: [],
        more: { secret: null },
      });
    }
  });

  test("is what the page for operators says", () => {
    const path = join(import.meta.dirname, "..", "..", "..", "docs", "operations", "visibility.md");
    const page = readFileSync(path, "utf8");
    expect(page.slice(page.indexOf("| a claim |")).trimEnd()).toBe(visibilityPage());
  });
});

let court: Court;
/** One that waits for documents, one that two people granted in part, one whose decision was overturned. */
let claims: readonly ClaimAnswer[];
let tokens: Readonly<Record<Onlooker, string>>;
let strangers: Readonly<Record<Onlooker, string>>;

beforeAll(async () => {
  court = await openCourt();
  const { tenant, other } = court.server;
  const staffOf = (each: typeof tenant) =>
    Object.fromEntries(Object.entries(each.staff).map(([role, { token }]) => [role, token])) as Record<Role, string>;
  tokens = { ...staffOf(tenant), buyer: court.buyer, merchant: court.merchant, server: tenant.apiKey };
  const foreign = { buyer: court.otherBuyer, merchant: court.otherMerchant, server: other.apiKey };
  strangers = { ...staffOf(other), ...foreign };
  claims = [await waiting(), await checked(), await appealed()];
}, 120_000);
afterAll(() => court.close());

const file = async (kinds: readonly string[], reportNo: string) => {
  const cover = await court.cover({ product: "authenticity", sumInsured: 200_000n });
  const institution = "中国检验认证集团奢侈品鉴定中心";
  const fields = { institution, reportNo, reportDate: "2026-11-20", conclusion: "failed", fee: 5_000 };
  const evidence = await court.evidence(kinds);
  const change = { peril: "counterfeit", fields, evidence, requestedAmount: 60_000 };
  return claimOf(await court.file(cover, change));
};
const post = (claim: ClaimAnswer, path: string, body: object, as: string, headers = {}): Promise<Answer> =>
  court.server.call("POST", `/v1/claims/${claim.claimId}/${path}`, { as, key: freshKey(), body, headers });
async function done(answer: Promise<Answer>): Promise<ClaimAnswer> {
  const got = await answer;
  expect(got.status, JSON.stringify(got.body)).toBe(201);
  return claimOf(got);
}
const state = async (claim: ClaimAnswer) => {
  const evidence = await court.evidence(["authorisation"], `merchant:${MERCHANT}`);
  return done(
    post(claim, "merchant-statement", { position: "disputes", statement: "授权进货", evidence }, tokens.merchant),
  );
};

const reasonCodes = ["suspected_fraud", "needs_assessment"];
let reports = 1;

/** Asked for documents, silent until it was closed, and asked still. */
async function waiting(): Promise<ClaimAnswer> {
  const claim = await file(["product_photo"], "S-1");
  await state(claim);
  await done(post(claim, "evidence-requests", { documents: [{ kind: "other", note: "购买记录" }] }, tokens.adjuster));
  court.server.clock.advance(40 * DAY_MS);
  await followUpSupplements(court.server.context);
  court.server.clock.advance(-40 * DAY_MS);
  expect((await read(claim, tokens.auditor)).body["status"]).toBe("closed");
  return claim;
}

/** Granted in part by two people, with suspicion among the reasons; paid and explained. */
async function checked(): Promise<ClaimAnswer> {
  const claim = await file(["product_photo", "product_photo", "appraisal"], `S-${++reports}`);
  await state(claim);
  const asked = await done(
    post(claim, "evidence-requests", { documents: [{ kind: "other", note: "购买记录" }] }, tokens.adjuster),
  );
  const kinds = (asked.body["missing"] as readonly { readonly kind: string }[]).map(({ kind }) => kind);
  await done(post(claim, "evidence", { evidence: await court.evidence(kinds) }, tokens.buyer));
  await court.limit("adjuster", 1_000);
  const wish = { outcome: "partly_approve", amount: 20_000, reasonCodes, note: "给买家的说明" };
  const proposed = await done(court.decide(await read(claim, tokens.adjuster), wish));
  const seconded = await court.check(
    proposed,
    { approve: true, note: "内部意见" },
    court.server.tenant.staff.supervisor,
  );
  expect(seconded.status).toBe(200);
  await court.sweep();
  await court.server.database.owner.query(
    "update payout set status = 'succeeded', next_at = null, settled_at = now(), channel_order_no = 'CH-1'",
  );
  return claim;
}

/** As that, then appealed with a file, and overturned. */
async function appealed(): Promise<ClaimAnswer> {
  const claim = await checked();
  const files = await court.evidence(["other"]);
  expect((await court.appeal(claim, { reason: "不同意", evidence: files })).status).toBe(201);
  const overturn = { decision: "overturn", outcome: "partly_approve", amount: 30_000, reasonCodes, note: "复检后改判" };
  const answered = await court.answer(await court.opened(claim), overturn, court.server.tenant.otherSupervisor);
  expect(answered.status, JSON.stringify(answered.body)).toBeLessThan(300);
  return claim;
}

async function read(claim: ClaimAnswer, as: string, path = ""): Promise<ClaimAnswer> {
  const { body, headers, status } = await court.server.call("GET", `/v1/claims/${claim.claimId}${path}`, { as });
  expect(status).toBe(200);
  return { ...claim, etag: String(headers["etag"]), body: body as Readonly<Record<string, unknown>> };
}

const isNothing = (value: unknown): boolean =>
  value === null || (Array.isArray(value) && value.length === 0) || JSON.stringify(value) === "{}";

/** Fields that nothing fills in a claim on these goods. */
const NEVER_FILLED: readonly string[] = [
  "returnId",
  "alternativeOf",
  "requiredWith",
  "picture",
  "capturedAt",
  "stoppedAt",
];

describe("every field of a claim that has everything", () => {
  test("is filled in, so that the table is tested whole", async () => {
    const views = await Promise.all(claims.map((claim) => read(claim, tokens.supervisor)));
    const found = views.map(({ body }) => valuesOf(body, CLAIM_PATHS));
    const empty = CLAIM_PATHS.filter((path) => found.every((values) => (values.get(path) ?? []).every(isNothing)));
    const known = (path: string): boolean => NEVER_FILLED.some((name) => path.endsWith(name));
    expect(empty.filter((path) => !known(path))).toEqual([]);
  });

  /** The same words are not told to every side, and signals are told as one. */
  const OWN_WORDS = ["timeline[].text"];
  const INSTEAD = [CHECKS_RULE, CHECKS_TITLE.en, {}];

  for (const role of ONLOOKERS) {
    test(`is seen by ${role} as the table says, on what is theirs`, async () => {
      for (const [path, paths, schema, sight] of [
        ["", CLAIM_PATHS, ClaimView, CLAIM_SIGHT],
        ["/findings", FINDING_PATHS, Findings, FINDINGS_SIGHT],
      ] as const) {
        for (const claim of claims) {
          const whole = valuesOf((await read(claim, tokens.supervisor, path)).body, paths);
          const { body } = await read(claim, tokens[role], path);
          expect(Value.Check(schema, body), `${role} ${path}`).toBe(true);
          const seen = valuesOf(body, paths);
          for (const field of paths) {
            const values = seen.get(field) ?? [];
            const all = [...(whole.get(field) ?? []), ...INSTEAD].map((value) => JSON.stringify(value));
            const is = sight[field]?.[role];
            if (is === "hidden") expect(values.every(isNothing), `${role} ${field}`).toBe(true);
            if (is !== "shown" || OWN_WORDS.includes(field)) continue;
            for (const value of values) expect(all, `${role} ${field}`).toContain(JSON.stringify(value));
          }
        }
      }
    });

    test(`is not there for ${role} on what is somebody else's`, async () => {
      for (const { claimId } of claims) {
        for (const url of [`/v1/claims/${claimId}`, `/v1/claims/${claimId}/findings`]) {
          const answer = await court.server.call("GET", url, { as: strangers[role] });
          expect(answer).toMatchObject({ status: 404, body: { code: "not_found" } });
        }
      }
    });
  }
});

describe("of what is masked", () => {
  const texts = async (role: Onlooker) =>
    Promise.all(
      claims.flatMap((claim) => ["", "/findings"].map(async (path) => (await read(claim, tokens[role], path)).body)),
    );

  test.each(["buyer", "merchant"] as const)("a %s reads no colleague's name, and no remark of theirs", async (role) => {
    const text = JSON.stringify(await texts(role));
    for (const { staffId } of Object.values(court.server.tenant.staff)) expect(text).not.toContain(`staff:${staffId}`);
    expect(text).not.toContain("内部意见");
  });

  test("a merchant learns neither who is paid, nor that fraud is suspected, nor what the insurer tells the buyer", async () => {
    const views = await texts("merchant");
    const text = JSON.stringify(views);
    for (const word of ["给买家的说明", "不同意", "suspected_fraud", "***"]) expect(text).not.toContain(word);
    const whole = JSON.stringify(await texts("supervisor"));
    for (const word of ["给买家的说明", "不同意", "suspected_fraud", "***"]) expect(whole).toContain(word);
  });

  test("a buyer reads that the merchant disputes it, not what they said and sent", async () => {
    const text = JSON.stringify(await texts("buyer"));
    expect(text).not.toContain("授权进货");
    expect(text).toContain('"position":"disputes"');
  });

  test("desks of money and rates read no story and see no files", async () => {
    for (const role of ["finance", "actuary"] as const) {
      const views = await texts(role);
      expect(JSON.stringify(views)).not.toMatch(/坏了|evd_|授权进货/);
    }
  });

  test("the merchant of goods that a buyer insured alone reads no story", async () => {
    const cover = await court.cover({ product: "screen-crack", sumInsured: 60_000n });
    const evidence = await court.evidence(["device_id", "damage", "repair_quote"]);
    const fields = { serialNo: "SN-9", repairer: "安心维修服务中心", cost: 20_000 };
    const claim = claimOf(
      await court.file(cover, { peril: "screen_crack", fields, evidence, description: "掉在浴室" }),
    );
    const { body } = await read(claim, tokens.merchant);
    expect(body).toMatchObject({ description: null, fields: {} });
    expect((await read(claim, tokens.buyer)).body).toMatchObject({ description: "掉在浴室" });
  });
});
