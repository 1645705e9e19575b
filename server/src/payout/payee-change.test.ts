// Money of a claim goes to another account only where the insured showed, by a code that reached them, that they want it there.

import { formatId } from "@anxin/core/id";
import { MINUTE_MS } from "@anxin/core/time";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type ClaimAnswer,
  claimOf,
  freshKey,
  openShop,
  QUALITY_FIELDS,
  QUALITY_FILES,
  rawClaimId,
  type Shop,
} from "../claim/testing/shop.js";
import { openSecret } from "../notice/secret.js";
import type { Answer } from "../testing/server.js";
import { CODE_MINUTES, CODE_TRIES_MAX } from "./payee-change.js";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const PAYEE = { channel: "alipay", account: "new@example.com", name: "王小明" };

async function reviewed(withoutPayee = false): Promise<ClaimAnswer> {
  const cover = await shop.cover({ product: "quality", sumInsured: 60_000n, withoutPayee });
  const evidence = await shop.evidence(QUALITY_FILES);
  return claimOf(await shop.file(cover, { peril: "defect", fields: QUALITY_FIELDS, evidence }));
}

const ask = ({ claimId }: ClaimAnswer, payee: object = PAYEE, as = shop.buyer): Promise<Answer> =>
  shop.server.call("POST", `/v1/claims/${claimId}/payee-changes`, { as, key: freshKey(), body: { payee } });

const tryCode = ({ claimId }: ClaimAnswer, change: Answer, code: string, as = shop.buyer): Promise<Answer> => {
  const { changeId } = change.body as { changeId: string };
  const url = `/v1/claims/${claimId}/payee-changes/${changeId}/verification`;
  return shop.server.call("POST", url, { as, key: freshKey(), body: { code } });
};

/** The code that the buyer is sent: what the last notice about the claim carries, opened as when it goes out. */
async function codeOf({ claimId }: ClaimAnswer): Promise<string> {
  const { context, tenant, database } = shop.server;
  const { rows } = await database.owner.query<{ data: string }>(
    "select data from notice where kind = 'payee_code' and subject = $1 order by notice_id desc limit 1",
    [`claim:${claimId}`],
  );
  const kept = JSON.parse(rows[0]?.data ?? "{}") as {
    kind: "payee_code";
    orderId: string;
    payee: string;
    code: string;
  };
  expect(kept.code).not.toMatch(/^\d{6}$/);
  const opened = openSecret(context, tenant.tenantId, kept);
  return opened.kind === "payee_code" ? opened.code : "";
}
const wrong = (code: string): string => ((Number(code) + 1) % 1_000_000).toString().padStart(6, "0");

describe("a change of payee", () => {
  test("with the right code is where everything granted from then on goes", async () => {
    const claim = await reviewed();
    const change = await ask(claim);
    expect(change).toMatchObject({
      status: 201,
      body: { state: "requested", payee: "ne***@example.com 王**", triesLeft: CODE_TRIES_MAX },
    });
    expect(JSON.stringify(change.body)).not.toContain("new@example.com");
    expect(await tryCode(claim, change, await codeOf(claim))).toMatchObject({
      status: 200,
      body: { state: "verified" },
    });
    const read = await shop.server.call("GET", `/v1/claims/${claim.claimId}`, {
      as: shop.server.tenant.staff.adjuster.token,
    });
    const decided = await shop.decide(claimOf(read), { outcome: "approve", amount: 10_000 });
    expect(decided.body).toMatchObject({ payouts: [{ payee: "ne***@example.com 王**", amount: 10_000 }] });
    const list = await shop.server.call("GET", `/v1/claims/${claim.claimId}/payee-changes`, { as: shop.buyer });
    expect(list.body).toMatchObject({ data: [{ state: "verified" }] });
  });

  test("that is not verified changes nothing, and a wrong code is counted until none is left", async () => {
    const claim = await reviewed();
    const change = await ask(claim);
    const code = await codeOf(claim);
    for (let left = CODE_TRIES_MAX - 1; left > 0; left -= 1)
      expect(await tryCode(claim, change, wrong(code))).toMatchObject({
        status: 200,
        body: { state: "requested", triesLeft: left },
      });
    expect(await tryCode(claim, change, wrong(code))).toMatchObject({ body: { state: "exhausted", triesLeft: 0 } });
    expect(await tryCode(claim, change, code)).toMatchObject({ status: 409, body: { code: "state_conflict" } });
    const decided = await shop.decide(claim, { outcome: "approve", amount: 10_000 });
    expect(decided.body).toMatchObject({ payouts: [{ payee: expect.not.stringContaining("ne***") }] });
  });

  test("has a code that works for ten minutes, to the millisecond, and only for the newest wish", async () => {
    const claim = await reviewed();
    const first = await ask(claim);
    const firstCode = await codeOf(claim);
    const second = await ask(claim, { ...PAYEE, account: "other@example.com" });
    expect(await tryCode(claim, first, firstCode)).toMatchObject({ status: 409 });
    const code = await codeOf(claim);
    shop.server.clock.advance(CODE_MINUTES * MINUTE_MS);
    expect(await tryCode(claim, second, code)).toMatchObject({ status: 409 });
    const third = await ask(claim);
    const thirdCode = await codeOf(claim);
    shop.server.clock.advance(CODE_MINUTES * MINUTE_MS - 1);
    expect(await tryCode(claim, third, thirdCode)).toMatchObject({ status: 200, body: { state: "verified" } });
  });

  test("sends what could not be paid before, once, and never touches the decision", async () => {
    const claim = await reviewed(true);
    const decided = await shop.decide(claim, { outcome: "approve", amount: 10_000 });
    expect(decided.body).toMatchObject({ payouts: [{ status: "failed" }] });
    const change = await ask(claim);
    const code = await codeOf(claim);
    const both = await Promise.all([tryCode(claim, change, code), tryCode(claim, change, code)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { rows } = await shop.server.database.owner.query<{ status: string; attempt: number; payee_mask: string }>(
      "select status, attempt, payee_mask from payout where claim_id = $1",
      [rawClaimId(claim.claimId)],
    );
    expect(rows).toEqual([{ status: "prepared", attempt: 2, payee_mask: "ne***@example.com 王**" }]);
    const after = await shop.server.call("GET", `/v1/claims/${claim.claimId}`, { as: shop.buyer });
    expect(after.body).toMatchObject({ status: "approved", amount: 10_000 });
  });

  test("is for the claim's own buyer or their marketplace, and for an account that can be paid", async () => {
    const claim = await reviewed();
    expect(await ask(claim, PAYEE, shop.otherBuyer)).toMatchObject({ status: 404 });
    expect(await ask(claim, PAYEE, shop.merchant)).toMatchObject({ status: 403 });
    expect(await ask(claim, PAYEE, shop.server.tenant.apiKey)).toMatchObject({ status: 201 });
    expect(await ask(claim, { ...PAYEE, account: "" })).toMatchObject({ status: 400 });
    expect(await ask(claim, { ...PAYEE, name: "" })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/payee/name" }] },
    });
    const change = await ask(claim);
    expect(await tryCode(claim, change, "12345")).toMatchObject({ status: 400 });
    const foreign = { ...change, body: { changeId: formatId("payeeChange", 7n as never) } };
    expect(await tryCode(claim, foreign, "123456")).toMatchObject({ status: 404 });
    await shop.server.call("POST", `/v1/claims/${claim.claimId}/withdrawal`, {
      as: shop.buyer,
      key: freshKey(),
      body: {},
    });
    expect(await ask(claim)).toMatchObject({ status: 409 });
  });
});
