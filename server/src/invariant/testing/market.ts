// A marketplace that has lived for some weeks, for tests of the invariants: everything in it came in through the API.

import { present } from "@anxin/core/assert";
import { formatId } from "@anxin/core/id";
import { DAY_MS, formatInstant, HOUR_MS, type Instant, parseInstant, plus } from "@anxin/core/time";
import { insertEvidence } from "@anxin/store/evidence";
import { inTransaction } from "@anxin/store/transaction";
import { claimRoutes } from "../../claim/routes.js";
import { evidenceRoutes } from "../../evidence/routes.js";
import { campaignRoutes } from "../../merchant/campaign-routes.js";
import { merchantRoutes } from "../../merchant/routes.js";
import { walletRefundRoutes } from "../../merchant/wallet-refund-routes.js";
import { offerRoutes } from "../../offer/routes.js";
import { orderIntake } from "../../order/intake.js";
import { orderRoutes } from "../../order/routes.js";
import { diskEvidenceStore } from "../../outside/evidence-store.js";
import { type OpenGateway, rehearse } from "../../outside/testing/rehearsal.js";
import { type Answer, startTestServer, type TestServer } from "../../testing/server.js";
import { prepareQueue, settle } from "../../worker.js";
import type { CheckedHouse } from "../checks.js";
import { invariantRoutes } from "../routes.js";

const MERCHANT = "shop-1001";
const FREIGHT_ONLY = "shop-2002";
const START: Instant = present(parseInstant("2026-11-01T04:00:00.000Z"), "the start is an instant");

export interface Market {
  readonly server: TestServer;
  readonly gateway: OpenGateway;
  readonly house: CheckedHouse;
  call(method: string, url: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Runs everything that is due. */
  settle(): Promise<void>;
  /** The channel goes away for good. */
  loseGateway(): Promise<void>;
  close(): Promise<void>;
}

/** An order that names what differs from the usual one: a shirt, paid and shipped on the first day. */
export interface OrderWish {
  readonly orderId: string;
  readonly version?: number;
  readonly merchantId?: string;
  readonly shipped?: boolean;
  readonly deliveredAt?: Instant;
  readonly cancelledAt?: Instant;
  readonly return?: { readonly waybill: string; readonly receivedAt: Instant; readonly reason?: string };
  readonly covers?: readonly { readonly product: string; readonly quote: string }[];
  readonly category?: string;
}

const LINE = { lineId: "1", sku: "TEE-L", category: "apparel", unitPrice: 12_900, quantity: 1 };
const TO = { province: "四川省", city: "成都市" };
const BACK = { province: "浙江省", city: "杭州市" };

export function orderOf(wish: OrderWish): object {
  const shippedAt = plus(START, HOUR_MS);
  const back = wish.return;
  return {
    orderId: wish.orderId,
    version: wish.version ?? 1,
    currency: "CNY",
    merchantId: wish.merchantId ?? MERCHANT,
    buyerId: "b-42",
    payee: { channel: "alipay", account: "buyer42@example.com", name: "王小明" },
    shipTo: TO,
    returnTo: BACK,
    placedAt: formatInstant(plus(START, -HOUR_MS)),
    paidAt: formatInstant(START),
    cancelledAt: wish.cancelledAt === undefined ? null : formatInstant(wish.cancelledAt),
    lines: [{ ...LINE, category: wish.category ?? LINE.category, covers: wish.covers ?? [] }],
    shipments:
      wish.shipped === false
        ? []
        : [
            {
              shipmentId: "s1",
              lineIds: ["1"],
              carrier: "SF",
              waybill: `SF${wish.orderId}00000000`,
              shippedAt: formatInstant(shippedAt),
              deliveredAt: wish.deliveredAt === undefined ? null : formatInstant(wish.deliveredAt),
            },
          ],
    returns: back === undefined ? [] : [returnOf(back)],
  };
}

function returnOf({ waybill, receivedAt, reason = "size" }: NonNullable<OrderWish["return"]>): object {
  return {
    returnId: "r1",
    lineIds: ["1"],
    reason,
    mode: "self_ship",
    carrier: "ZTO",
    waybill,
    requestedAt: formatInstant(plus(receivedAt, -4 * DAY_MS)),
    shippedAt: formatInstant(plus(receivedAt, -2 * DAY_MS)),
    receivedAt: formatInstant(receivedAt),
    scans: [],
  };
}

export async function openMarket(): Promise<Market> {
  const rehearsal = rehearse();
  const gateway = await rehearsal.open();
  const server = await startTestServer({
    rooms: [
      (api, context) => orderRoutes(api, context, orderIntake(context)),
      offerRoutes,
      merchantRoutes,
      walletRefundRoutes,
      campaignRoutes,
      evidenceRoutes,
      claimRoutes,
      (api, context) => invariantRoutes(api, context, () => gateway.control.transfers()),
    ],
    channel: rehearsal.client("key", `${gateway.origin}/gateway.do`),
    evidence: diskEvidenceStore(rehearsal.directory),
    startsAt: START,
  });
  await prepareQueue(server.context);
  let keys = 0;
  let lost = false;
  const loseGateway = async (): Promise<void> => {
    if (!lost) await gateway.close();
    lost = true;
  };
  return {
    server,
    gateway,
    house: server.context,
    async call(method, url, body, headers = {}) {
      const options = { as: server.tenant.apiKey, key: `key-${++keys}`, headers };
      const answer = await server.call(method, url, body === undefined ? options : { ...options, body });
      if (answer.status >= 300) throw new Error(`${method} ${url}: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer;
    },
    settle: async () => void (await settle(server.context)),
    loseGateway,
    close: async () => {
      await server.close();
      await loseGateway();
      rehearsal.end();
    },
  };
}

/** Weeks of trade: covers that run, end and are given away, claims of every outcome, payouts that take every turn. */
export async function trade(market: Market): Promise<void> {
  await furnish(market);
  await sell(market);
  market.server.clock.advance(6 * DAY_MS);
  await market.settle();
  await goodsComeBack(market);
  await claims(market);
  await pay(market);
}

async function furnish({ call, server }: Market): Promise<void> {
  for (const merchantId of [MERCHANT, FREIGHT_ONLY]) {
    await call("PUT", `/v1/merchants/${merchantId}`, { name: merchantId, returnAddress: BACK, tier: "standard" });
    await call("POST", `/v1/merchants/${merchantId}/wallet/top-ups`, { amount: 100_000 });
  }
  for (const product of ["return-freight", "transit-damage", "quality", "price-protection"]) {
    await call("PUT", `/v1/merchants/${MERCHANT}/enrolments/${product}`, { scope: { all: true }, status: "active" });
  }
  // One wallet with credit that some was sent back of, and that is low from the start.
  const { finance } = server.tenant.staff;
  const terms = { as: finance.token, body: { creditLimit: 5_000, lowBalance: 95_000 } };
  await server.call("PUT", `/v1/merchants/${FREIGHT_ONLY}/wallet`, terms);
  await call("POST", `/v1/merchants/${FREIGHT_ONLY}/wallet/refunds`, { amount: 10_000 });
  const now = server.clock.now();
  await call("POST", "/v1/campaigns", {
    product: "return-freight",
    budget: 10_000,
    startsAt: formatInstant(plus(now, -DAY_MS)),
    endsAt: formatInstant(plus(now, 90 * DAY_MS)),
  });
}

const tell = (market: Market, wishes: readonly OrderWish[]): Promise<Answer> =>
  market.call("POST", "/v1/orders", { orders: wishes.map(orderOf) });

async function sell(market: Market): Promise<void> {
  const offers = await market.call("POST", "/v1/offers", {
    merchantId: MERCHANT,
    buyerId: "b-42",
    shipTo: TO,
    returnTo: BACK,
    lines: [{ ...LINE, category: "digital" }],
  });
  const { lines } = offers.body as { lines: readonly { optional: readonly { product: string; quote: string }[] }[] };
  const covers = (lines[0]?.optional ?? []).map(({ product, quote }) => ({ product, quote }));
  market.server.clock.advance(2 * HOUR_MS);
  const first = ["R1", "R2", "R3", "R4", "R5", "R6", "R7", "D1", "D2", "Q1"].map((orderId) => ({ orderId }));
  await tell(market, first);
  await tell(market, [
    { orderId: "C1", shipped: false, covers, category: "digital" },
    { orderId: "C2", shipped: false },
    { orderId: "G1", merchantId: FREIGHT_ONLY },
    { orderId: "G2", merchantId: FREIGHT_ONLY },
    { orderId: "N1", merchantId: FREIGHT_ONLY, shipped: false },
  ]);
  const cancelledAt = plus(START, 2 * HOUR_MS);
  await tell(market, [
    { orderId: "C1", version: 2, shipped: false, covers, category: "digital", cancelledAt },
    { orderId: "C2", version: 2, shipped: false, cancelledAt },
    { orderId: "D1", version: 2, deliveredAt: plus(START, DAY_MS) },
    { orderId: "Q1", version: 2, deliveredAt: plus(START, DAY_MS) },
  ]);
}

async function goodsComeBack(market: Market): Promise<void> {
  const receivedAt = plus(START, 6 * DAY_MS);
  const back = (orderId: string, waybill: string, merchantId = MERCHANT): OrderWish => ({
    orderId,
    version: 3,
    merchantId,
    return: { waybill, receivedAt },
  });
  await tell(market, [back("R1", "ZT2001000001"), back("R2", "ZT2001000002"), back("R3", "ZT2001000003")]);
  // A parcel that paid already, no number at all, and goods that came back before they left.
  await tell(market, [back("R4", "ZT2001000001"), back("R5", "x"), back("G1", "ZT2001000005", FREIGHT_ONLY)]);
  await tell(market, [
    { orderId: "R6", version: 3, return: { waybill: "ZT2001000006", receivedAt: plus(START, -DAY_MS) } },
    { orderId: "R7", version: 3, return: { waybill: "ZT2001000007", receivedAt } },
  ]);
}

async function claims(market: Market): Promise<void> {
  const { tenant } = market.server;
  const adjuster = tenant.staff.adjuster.token;
  await file(market, "D1", "transit-damage", DAMAGE);
  await file(market, "D2", "transit-damage", DAMAGE);
  const granted = await file(market, "D2", "quality", DEFECT);
  await decide(market, adjuster, granted, {
    outcome: "partly_approve",
    amount: 5_000,
    reasonCodes: ["needs_assessment"],
  });
  const refused = await file(market, "Q1", "quality", DEFECT);
  await decide(market, adjuster, refused, { outcome: "reject", reasonCodes: ["report_not_accredited"] });
  const taken = await file(market, "D1", "quality", DEFECT);
  await market.call("POST", `/v1/claims/${taken.claimId}/withdrawal`, { reason: "mistake" });
  await file(market, "R7", "quality", DEFECT);
}

interface Filed {
  readonly claimId: string;
  readonly etag: string;
}

interface Form {
  readonly peril: string;
  readonly kinds: readonly string[];
  readonly fields: object;
}

const DAMAGE: Form = {
  peril: "breakage",
  kinds: ["outer_box", "waybill_label", "damage", "damage"],
  fields: { degree: "partial", inspectionNote: "外箱破损" },
};
const DEFECT: Form = {
  peril: "defect",
  kinds: ["product_photo", "product_photo", "test_report"],
  fields: { institution: "中国检验认证集团", reportNo: "R-1" },
};

async function file(market: Market, orderId: string, product: string, { peril, kinds, fields }: Form): Promise<Filed> {
  const order = await market.call("GET", `/v1/orders/${orderId}`);
  const { policies } = order.body as { policies: readonly { policyId: string; product: string }[] };
  const policy = present(
    policies.find((each) => each.product === product),
    `${orderId} has ${product}`,
  );
  const answer = await market.call("POST", "/v1/claims", {
    policyId: policy.policyId,
    peril,
    occurredAt: formatInstant(plus(START, 2 * DAY_MS)),
    description: "坏了",
    declaration: true,
    fields,
    evidence: await evidence(market, kinds),
  });
  const { claimId } = answer.body as { claimId: string };
  return { claimId, etag: String(answer.headers["etag"]) };
}

/** Files as they lie there once they were uploaded. */
async function evidence({ server }: Market, kinds: readonly string[]): Promise<{ evidenceId: string; kind: string }[]> {
  const { context, tenant } = server;
  return inTransaction(context.db, tenant.tenantId, async (tx) => {
    const files: { evidenceId: string; kind: string }[] = [];
    for (const kind of kinds) {
      const evidenceId = context.ids.next(0);
      const sha256 = context.randomBytes(32);
      const storageKey = context.randomBytes(16).toString("hex");
      const none = { width: null, height: null, pages: null, capturedAt: null };
      const by = { uploadedBy: "server:main", uploadedAt: context.clock.now() };
      const what = { originalSha256: sha256, sha256, mediaType: "image/jpeg", bytes: 1 };
      await insertEvidence(tx, { evidenceId, storageKey, ...by, ...what, ...none });
      files.push({ evidenceId: formatId("evidence", evidenceId), kind });
    }
    return files;
  });
}

async function decide(market: Market, as: string, { claimId, etag }: Filed, body: object): Promise<void> {
  const options = { as, key: `decide ${claimId}`, headers: { "if-match": etag }, body };
  const answer = await market.server.call("POST", `/v1/claims/${claimId}/decisions`, options);
  if (answer.status >= 300) throw new Error(`deciding ${claimId}: ${answer.status} ${JSON.stringify(answer.body)}`);
}

/** Payouts take every turn that the gateway knows, and then some days pass. */
async function pay(market: Market): Promise<void> {
  await market.gateway.control.script(["refused:PAYEE_NOT_EXIST", "refund_after_success", "system_error", "dealing"]);
  await market.settle();
  for (let day = 0; day < 4; day++) {
    market.server.clock.advance(DAY_MS);
    await market.settle();
  }
}
