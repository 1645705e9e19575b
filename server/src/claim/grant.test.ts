import { APPEAL_DAYS } from "@anxin/core/claim/machine";
import { formatId } from "@anxin/core/id";
import { DAY_MS } from "@anxin/core/time";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../testing/server.js";
import { closeClaims } from "./close.js";
import {
  type ClaimAnswer,
  claimOf,
  freshKey,
  openShop,
  QUALITY_FIELDS,
  QUALITY_FILES,
  rawClaimId,
  type Shop,
} from "./testing/shop.js";

let shop: Shop;
let other: string;
beforeAll(async () => {
  shop = await openShop();
  other = shop.server.tenant.staff.supervisor.token;
});
afterAll(() => shop.close());

/** A quality claim in review: the clauses suggest 516.00 yuan, the cover allows 600.00. */
async function reviewed(): Promise<ClaimAnswer> {
  const cover = await shop.cover({ product: "quality", sumInsured: 60_000n });
  const evidence = await shop.evidence(QUALITY_FILES);
  return claimOf(await shop.file(cover, { peril: "defect", fields: QUALITY_FIELDS, evidence }));
}

function act(
  claim: ClaimAnswer,
  what: string,
  body: object,
  as = shop.server.tenant.staff.adjuster.token,
): Promise<Answer> {
  const url = `/v1/claims/${claim.claimId}/${what}`;
  const method = what === "reserve" ? "PUT" : "POST";
  return shop.server.call(method, url, { as, key: freshKey(), headers: { "if-match": claim.etag }, body });
}

/** Sums of the ledger for one claim: what it has cost, what is set aside, what is owed, what is on its way. */
async function books(claimId: string): Promise<Readonly<Record<string, bigint>>> {
  const { rows } = await shop.server.database.owner.query<{ account: string; balance: bigint }>(
    `select account, sum(amount)::int8 as balance from (
       select debit as account, amount from transfer where claim_id = $1
       union all select credit, -amount from transfer where claim_id = $1) as leg group by account`,
    [rawClaimId(claimId)],
  );
  return Object.fromEntries(rows.map(({ account, balance }) => [account, balance]));
}
const [INCURRED, OUTSTANDING, CLEARING] = ["6511", "2602", "1231"];

describe("money ahead of the decision", () => {
  test("is paid at once, lowers what is set aside, and is part of what is granted in the end", async () => {
    const claim = await reviewed();
    const before = (await books(claim.claimId))[INCURRED] ?? 0n;
    expect(before > 20_000n).toBe(true);
    const advanced = claimOf(await act(claim, "advances", { amount: 20_000, note: "无争议部分" }));
    expect(advanced.body).toMatchObject({
      status: "in_review",
      amount: 20_000,
      reserve: Number(before) - 20_000,
      payouts: [{ amount: 20_000, purpose: "advance", status: "prepared" }],
    });
    const split = { [INCURRED]: before, [OUTSTANDING]: 20_000n - before, [CLEARING]: -20_000n };
    expect(await books(claim.claimId)).toMatchObject(split);

    const below = await shop.decide(advanced, { outcome: "partly_approve", amount: 19_999, reasonCodes: ["no_loss"] });
    expect(below).toMatchObject({ status: 422, body: { code: "amount_below_agreed" } });
    expect(await shop.decide(advanced, { outcome: "reject", reasonCodes: ["no_loss"] })).toMatchObject({ status: 422 });

    const done = claimOf(await shop.decide(advanced, { outcome: "approve", amount: 51_600 }));
    expect(done.body).toMatchObject({ status: "approved", amount: 51_600, reserve: 0, decision: { amount: 51_600 } });
    expect((done.body["payouts"] as { amount: number; purpose: string }[]).map((p) => [p.purpose, p.amount])).toEqual([
      ["benefit", 31_600],
      ["advance", 20_000],
    ]);
    expect(await books(claim.claimId)).toMatchObject({ [INCURRED]: 51_600n, [CLEARING]: -51_600n });
  });

  test("is refused above the cover, without an amount, to others, on an old version and once decided", async () => {
    const claim = await reviewed();
    expect(await act(claim, "advances", { amount: 60_001, note: "x" })).toMatchObject({
      status: 422,
      body: { code: "amount_above_limit", limit: 60_000 },
    });
    expect(await act(claim, "advances", { amount: 0, note: "x" })).toMatchObject({ body: { code: "amount_required" } });
    expect(await act(claim, "advances", { amount: 1 })).toMatchObject({ status: 400 });
    expect(await act(claim, "advances", { amount: 1, note: "x" }, shop.buyer)).toMatchObject({ status: 403 });
    expect(await act({ ...claim, etag: '"claim-1"' }, "advances", { amount: 1, note: "x" })).toMatchObject({
      status: 412,
    });
    const missing = { ...claim, claimId: formatId("claim", 7n as never) };
    expect(await act(missing, "advances", { amount: 1, note: "x" })).toMatchObject({ status: 404 });
    const done = claimOf(await shop.decide(claim, { outcome: "reject", reasonCodes: ["not_covered"] }));
    expect(await act(done, "advances", { amount: 1, note: "x" })).toMatchObject({
      status: 409,
      body: { code: "claim_not_decidable" },
    });
  });
});

describe("a correction", () => {
  test("raises a grant once a second person approves it, and pays the difference", async () => {
    const claim = await reviewed();
    const granted = claimOf(await shop.decide(claim, { outcome: "approve", amount: 40_000 }));
    expect(await act(granted, "corrections", { amount: 40_000, note: "x" })).toMatchObject({
      status: 422,
      body: { code: "amount_below_agreed" },
    });
    const proposed = claimOf(await act(granted, "corrections", { amount: 45_000, note: "检测费漏计" }));
    expect(proposed.body).toMatchObject({ status: "approved", amount: 40_000, reserve: 5_000 });
    expect(await act(proposed, "corrections", { amount: 46_000, note: "x" })).toMatchObject({ status: 409 });
    const { rows } = await shop.server.database.owner.query<{ decision_id: bigint }>(
      "select decision_id from decision_proposal where claim_id = $1 and settled_at is null",
      [rawClaimId(claim.claimId)],
    );
    const decisionId = formatId("decision", rows[0]?.decision_id as never);
    const approval = `decisions/${decisionId}/approval`;
    expect(await act(proposed, approval, { approve: true, note: "" })).toMatchObject({
      status: 403,
      body: { code: "same_person" },
    });
    const corrected = claimOf(await act(proposed, approval, { approve: true, note: "" }, other));
    expect(corrected.body).toMatchObject({ status: "approved", amount: 45_000, reserve: 0 });
    expect(
      (corrected.body["payouts"] as { amount: number; purpose: string }[]).map((p) => [p.purpose, p.amount]),
    ).toEqual([
      ["correction", 5_000],
      ["benefit", 40_000],
    ]);
  });
});

describe("what is set aside", () => {
  test("is set by whoever knows better, within the cover, and follows in the books", async () => {
    const claim = await reviewed();
    const adjusted = claimOf(await act(claim, "reserve", { amount: 30_000, note: "报告显示部分缺陷" }));
    expect(adjusted.body).toMatchObject({ reserve: 30_000, status: "in_review" });
    expect(await books(claim.claimId)).toMatchObject({ [INCURRED]: 30_000n, [OUTSTANDING]: -30_000n });
    expect(await act(adjusted, "reserve", { amount: 60_001, note: "x" })).toMatchObject({ status: 422 });
    expect(await act(claim, "reserve", { amount: 1, note: "x" })).toMatchObject({ status: 412 });
    expect(await act(adjusted, "reserve", { amount: 1, note: "x" }, shop.merchant)).toMatchObject({ status: 403 });
    const done = claimOf(await shop.decide(adjusted, { outcome: "reject", reasonCodes: ["not_covered"] }));
    expect(await act(done, "reserve", { amount: 1, note: "x" })).toMatchObject({ status: 409 });
    expect(await books(claim.claimId)).toMatchObject({ [INCURRED]: 0n, [OUTSTANDING]: 0n });
  });
});

test("a refused claim is closed when its last remedy has ended, one that is owed money is not", async () => {
  const refused = claimOf(await shop.decide(await reviewed(), { outcome: "reject", reasonCodes: ["not_covered"] }));
  const owed = claimOf(await shop.decide(await reviewed(), { outcome: "approve", amount: 100 }));
  const { context, clock } = shop.server;
  const read = async ({ claimId }: ClaimAnswer) => {
    const { body } = await shop.server.call("GET", `/v1/claims/${claimId}`, {
      as: shop.server.tenant.staff.auditor.token,
    });
    return (body as { status: string }).status;
  };
  clock.advance(APPEAL_DAYS * DAY_MS - 1);
  await closeClaims(context);
  expect(await read(refused)).toBe("rejected");
  clock.advance(1);
  expect(await closeClaims(context)).toBeGreaterThan(0);
  expect(await read(refused)).toBe("closed");
  expect(await read(owed)).toBe("approved");
  expect(await closeClaims(context)).toBe(0);
});
