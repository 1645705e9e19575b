import { addDays, formatInstant, HOUR_MS, plus, shanghaiDay, startOfDay } from "@anxin/core/time";
import type { Failpoint } from "@anxin/server/failpoint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ledgerFaults } from "./audit.js";
import { type Client, connectClient } from "./client.js";
import { type Marketplace, openMarketplace, settle, shippedOrder } from "./marketplace.js";
import { ended, openProduct, type Product } from "./product.js";
import { signIn } from "./staff.js";

const STARTS_MS_MAX = 240_000;
const PRICE_FEN = 40_000;

interface Claim {
  readonly claimId: string;
  readonly status: string;
  readonly amount: number;
  readonly refusalNotice: { readonly deliveredAt: string | null } | null;
  readonly timeline: readonly { readonly kind: string }[];
  readonly appeals: readonly { readonly appealId: string; readonly state: string }[];
  readonly payouts: readonly { readonly amount: number; readonly status: string }[];
}

let product: Product;
let market: Marketplace;
let adjuster: Client;
let supervisor: Client;

beforeAll(async () => {
  product = await openProduct();
  await product.start();
  const access = product.access();
  market = await openMarketplace(connectClient(product.url, access.apiKey), "shop-1");
  const body = { scope: { all: true }, status: "active" };
  await market.client.ok("PUT", `/v1/merchants/${market.shop}/enrolments/quality`, { body });
  // By night buyers are left alone: the test is played on the next day, from noon on.
  const noon = plus(startOfDay(addDays(shanghaiDay(await market.now()), 1)), 12 * HOUR_MS);
  await market.client.ok("POST", "/v1/sandbox/clock", { body: { set: formatInstant(noon) } });
  adjuster = await signIn(product.url, access, "adjuster");
  supervisor = await signIn(product.url, access, "supervisor");
}, STARTS_MS_MAX);
afterAll(() => product.close(), STARTS_MS_MAX);

const read = (claimId: string): Promise<Claim> => market.client.ok("GET", `/v1/claims/${claimId}`) as Promise<Claim>;
const counted = ({ timeline }: Claim, kind: string): number => timeline.filter((event) => event.kind === kind).length;

async function etagOf(path: string): Promise<string> {
  const { apiKey } = product.access();
  const answer = await fetch(`${product.url}${path}`, { headers: { authorization: `Bearer ${apiKey}` } });
  return answer.headers.get("etag") ?? "";
}

/** A claim without proof, which waits for a person. */
async function filed(orderId: string): Promise<string> {
  const now = await market.now();
  const at = (hoursAgo: number): string => formatInstant(plus(now, -hoursAgo * HOUR_MS));
  const order = shippedOrder(market.shop, orderId, now);
  const line = { lineId: "1", sku: "LAMP", title: "台灯", category: "digital", unitPrice: PRICE_FEN, quantity: 1 };
  const parcel = { shipmentId: "s1", lineIds: ["1"], carrier: "SF", waybill: `SF${orderId}77` };
  const shipments = [{ ...parcel, shippedAt: at(48), deliveredAt: at(3) }];
  const [result] = await market.feed([{ ...order, placedAt: at(72), paidAt: at(71), lines: [line], shipments }]);
  const policyId = result?.policies.find((policy) => policy.product === "quality")?.policyId ?? "";
  const fields = { institution: "中国检验认证集团", reportNo: "R-1" };
  const body = { policyId, peril: "defect", occurredAt: at(2), description: "坏了", fields, declaration: true };
  const claim = (await market.client.ok("POST", "/v1/claims", { key: `claim ${orderId}`, body })) as Claim;
  return claim.claimId;
}

/** How a person refuses a claim as it stands now: what is asked of the server here need not be asked of one that dies. */
async function refusalOf(claimId: string): Promise<() => Promise<unknown>> {
  const ifMatch = await etagOf(`/v1/claims/${claimId}`);
  const body = { outcome: "reject", reasonCodes: ["not_covered"], note: "未见缺陷" };
  return () => adjuster.ok("POST", `/v1/claims/${claimId}/decisions`, { key: `refuse ${claimId}`, ifMatch, body });
}

describe("a server that dies", () => {
  it.each<Failpoint>(["notice.after_send", "refusal_notice.before_commit"])(
    "at %s explains a refusal in writing, and records its delivery once",
    async (point) => {
      const claimId = await filed(point.replace(/[._]/g, "-"));
      // What went before is over, so that the server dies of this refusal.
      await settle(market.client);
      const refuse = await refusalOf(claimId);
      await product.kill();
      await product.start(point);
      const refusing = refuse();
      expect(await ended(product.process())).toEqual({ code: null, signal: "SIGKILL" });
      await product.start();
      await refusing;
      await settle(market.client);
      const claim = await read(claimId);
      expect(claim).toMatchObject({ status: "rejected", refusalNotice: { deliveredAt: expect.any(String) } });
      expect([counted(claim, "decided"), counted(claim, "notice_delivered")]).toEqual([1, 1]);
      expect(await ledgerFaults(market.client)).toEqual([]);
    },
    STARTS_MS_MAX,
  );

  it(
    "while it answers an appeal answers it once, and pays once",
    async () => {
      const claimId = await filed("appealed");
      await (await refusalOf(claimId))();
      const appeal = { key: `appeal ${claimId}`, body: { reason: "复检" } };
      const { appeals } = (await market.client.ok("POST", `/v1/claims/${claimId}/appeals`, appeal)) as Claim;
      const path = `/v1/appeals/${appeals[0]?.appealId ?? ""}`;
      await settle(market.client);
      const ifMatch = await etagOf(path);
      await product.kill();
      await product.start("appeal.before_commit");
      const body = { decision: "overturn", outcome: "approve", amount: PRICE_FEN, note: "复检证实缺陷" };
      const answering = supervisor.ok("POST", `${path}/decision`, { key: `answer ${claimId}`, ifMatch, body });
      expect(await ended(product.process())).toEqual({ code: null, signal: "SIGKILL" });
      await product.start();
      await answering;
      await settle(market.client);
      const claim = await read(claimId);
      expect(claim).toMatchObject({ status: "approved", amount: PRICE_FEN, appeals: [{ state: "overturned" }] });
      expect(claim.payouts).toMatchObject([{ amount: PRICE_FEN, status: "succeeded" }]);
      expect([counted(claim, "appealed"), counted(claim, "appeal_decided")]).toEqual([1, 1]);
      expect(await ledgerFaults(market.client)).toEqual([]);
    },
    STARTS_MS_MAX,
  );
});
