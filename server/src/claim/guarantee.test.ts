import { DAY_MS } from "@anxin/core/time";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkTenant } from "../invariant/checks.js";
import { type Marketplace, ORDER, type OrderResult, openMarketplace, SHOP } from "../order/testing/marketplace.js";
import { type OpenGateway, type Rehearsal, rehearse } from "../outside/testing/rehearsal.js";
import { expectInvariants } from "../testing/invariants.js";
import type { Answer } from "../testing/server.js";
import { settle } from "../worker.js";
import { uploaded } from "./testing/shop.js";

let rehearsal: Rehearsal;
let gateway: OpenGateway;
let market: Marketplace;
beforeAll(async () => {
  rehearsal = rehearse();
  gateway = await rehearsal.open();
  const channel = rehearsal.client("key", `${gateway.origin}/gateway.do`);
  market = await openMarketplace(["fresh-guarantee"], { channel });
});
afterAll(async () => {
  await market.close();
  await gateway.close();
  rehearsal.end();
});

/** Of insurance: unearned and earned premium, claims outstanding, payable and incurred. */
const INSURANCE = ["2601", "6031", "2602", "2241", "6511"];

async function balances(): Promise<Readonly<Record<string, number>>> {
  const { accounts } = (await market.get("/v1/ledger/trial-balance")).body as {
    accounts: { code: string; balance: number }[];
  };
  const found = Object.fromEntries(accounts.map(({ code, balance }) => [code, balance]));
  expect(INSURANCE.map((code) => found[code])).toEqual([0, 0, 0, 0, 0]);
  return found;
}

let orders = 0;
/** A box of fruit, delivered twelve hours ago. */
async function ship(unitPrice: number, merchantId = SHOP): Promise<OrderResult["policies"][number]> {
  const lines = ORDER.lines.map((line) => ({ ...line, sku: "BERRIES", category: "food", unitPrice }));
  const shipments = ORDER.shipments.map((each) => ({ ...each, deliveredAt: "2026-11-10T12:00:00.000Z" }));
  const { results } = await market.feed([{ ...ORDER, orderId: `fresh-${orders++}`, merchantId, lines, shipments }]);
  const [policy] = results[0]?.policies ?? [];
  if (policy === undefined) throw new Error(`fruit is covered: ${JSON.stringify(results)}`);
  return policy;
}

async function claim({ policyId }: { readonly policyId: string }, share: string): Promise<Answer> {
  const evidence = await uploaded(market.server, ["waybill_label", "spoilage", "spoilage"], "buyer:b-42");
  return market.server.call("POST", "/v1/claims", {
    as: await market.server.session(market.server.tenant, "buyer", "b-42"),
    key: `claim-${policyId}`,
    body: {
      ...{
        policyId,
        peril: "spoilage",
        occurredAt: "2026-11-10T12:30:00.000Z",
        description: "发霉",
        declaration: true,
      },
      fields: { share, inspectionNote: "整箱发霉" },
      evidence,
    },
  });
}

test("a guarantee that a merchant took is paid by rules, and no account of insurance knows of it", async () => {
  const before = await balances();
  const policy = await ship(5_990);
  expect(policy).toMatchObject({ product: "fresh-guarantee", payer: "merchant", premium: 90, status: "in_force" });
  expect(await balances()).toMatchObject({ "2203": (before["2203"] ?? 0) - 90, "2611": 90 });

  const filed = await claim(policy, "half");
  expect(filed).toMatchObject({
    status: 201,
    body: { status: "approved", amount: 2_995, decision: { decidedBy: "rules", automatic: true } },
  });
  expect(await balances()).toMatchObject({ "6401": 2_995, "2801": 0, "2242": 0, "1231": 2_995 });

  await settle(market.server.context);
  const { claimId } = filed.body as { claimId: string };
  expect((await market.get(`/v1/claims/${claimId}`)).body).toMatchObject({
    payouts: [{ status: "succeeded", amount: 2_995 }],
  });
  expect(await balances()).toMatchObject({ "6401": 2_995, "1231": 0, "1012": (before["1012"] ?? 0) - 2_995 });
  await expectInvariants(market.server.context);
});

test("one that the platform gave is paid from its campaign, and what is above the rules' limit waits in reserve", async () => {
  await market.server.call("PUT", "/v1/merchants/shop-2", {
    as: market.server.tenant.apiKey,
    body: { name: "Other", returnAddress: { province: "浙江省", city: "杭州市" } },
  });
  const started = await market.server.call("POST", "/v1/campaigns", {
    ...{ as: market.server.tenant.apiKey, key: "fresh" },
    body: {
      ...{ product: "fresh-guarantee", budget: 100_000 },
      ...{ startsAt: "2026-11-01T00:00:00Z", endsAt: "2026-12-01T00:00:00Z" },
    },
  });
  expect(started.status).toBe(201);
  const before = await balances();
  const policy = await ship(20_000, "shop-2");
  expect(policy).toMatchObject({ payer: "platform", premium: 300 });
  expect(await balances()).toMatchObject({ "2204": 100_000 - 300, "2611": (before["2611"] ?? 0) + 300 });
  const filed = await claim(policy, "all");
  const { claimId } = filed.body as { claimId: string };
  expect(filed.body).toMatchObject({ status: "in_review" });
  expect(await balances()).toMatchObject({ "2801": 20_000, "6401": (before["6401"] ?? 0) + 20_000 });
  const withdrawn = await market.server.call("POST", `/v1/claims/${claimId}/withdrawal`, {
    as: await market.server.session(market.server.tenant, "buyer", "b-42"),
    key: "withdrawn",
    body: { reason: "其实没坏" },
  });
  expect(withdrawn.status, JSON.stringify(withdrawn.body)).toBeLessThan(300);
  expect(await balances()).toMatchObject({ "2801": 0, "6401": before["6401"] });
  await expectInvariants(market.server.context);
});

test("a payout that fails is owed again by the guarantee, and its fee is earned as the guarantee's", async () => {
  const before = await balances();
  await gateway.control.script(["refused:PAYEE_NOT_EXIST"]);
  expect((await claim(await ship(4_000), "some")).body).toMatchObject({ status: "approved", amount: 1_000 });
  await settle(market.server.context);
  // The channel is asked once more before its refusal is believed.
  market.server.clock.advance(3 * DAY_MS);
  await settle(market.server.context);
  const after = await balances();
  expect(after).toMatchObject({ "2242": 1_000, "1231": 0, "2611": 0 });
  expect(after["6051"]).toBe((before["6051"] ?? 0) + (before["2611"] ?? 0) + 60);
  await expectInvariants(market.server.context);
});

test("a benefit of the guarantee that was posted to insurance is found", async () => {
  const { owner } = market.server.database;
  const move = (from: string, to: string) =>
    owner.query("update transfer set credit = $2 where kind = 'claim_agreed' and credit = $1", [from, to]);
  await move("2242", "2241");
  const broken = (
    await checkTenant(market.server.context, market.server.tenant.tenantId, { newestMax: null, gatewayBook: null })
  )
    .filter(({ holds }) => !holds)
    .map(({ id }) => id);
  expect(broken).toContain("I16");
  await move("2241", "2242");
  await expectInvariants(market.server.context);
});
