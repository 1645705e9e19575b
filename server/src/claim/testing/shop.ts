// What the tests of claims share: a shop whose orders are insured by every product, its buyers, and the calls they make.

import { createHash } from "node:crypto";
import { present } from "@anxin/core/assert";
import { bookOf, formatId, type Id, parseId } from "@anxin/core/id";
import type { Fen } from "@anxin/core/money";
import type { OrderSnapshot } from "@anxin/core/order/order";
import type { Policy } from "@anxin/core/policy/policy";
import { DAY_MS, type Instant, parseInstant, plus } from "@anxin/core/time";
import { insertEvidence } from "@anxin/store/evidence";
import { putMerchant } from "@anxin/store/merchant";
import { insertOrders, takeOrderIds } from "@anxin/store/order";
import { insertPolicies } from "@anxin/store/policy";
import { inTransaction } from "@anxin/store/transaction";
import { runMigrations } from "graphile-worker";
import { evidenceRoutes } from "../../evidence/routes.js";
import { orderKey } from "../../order/load.js";
import { sealPayee } from "../../order/payee.js";
import { encodeSnapshot, fingerprint, withSeen } from "../../order/snapshot.js";
import { diskEvidenceStore } from "../../outside/evidence-store.js";
import { rehearse } from "../../outside/testing/rehearsal.js";
import { payeeRoutes } from "../../payout/payee-routes.js";
import { staffRoutes } from "../../people/staff-routes.js";
import { reviewRoutes } from "../../review/routes.js";
import {
  type Answer,
  startTestServer,
  type TestServer,
  type TestServerOptions,
  type TestTenant,
} from "../../testing/server.js";
import { clockRoutes } from "../clock-routes.js";
import { grantRoutes } from "../grant-routes.js";
import { claimRoutes } from "../routes.js";

export const MERCHANT = "shop-1001";
const BUYER = "b-42";
export const NOW: Instant = present(parseInstant("2026-11-22T04:00:00.000Z"), "now is an instant");

/** How an insured order differs from the usual one: two pieces at 129.00 yuan, delivered three days ago. */
export interface CoverWish {
  readonly product: string;
  readonly orderId?: string;
  readonly buyerId?: string;
  readonly tenant?: TestTenant;
  readonly sumInsured?: Fen;
  readonly effectiveAt?: Instant | null;
  readonly expiresAt?: Instant | null;
  readonly withoutPayee?: boolean;
  /** The number of a return that the merchant has confirmed. */
  readonly returnWaybill?: string;
}

export interface Cover {
  readonly policyId: string;
  readonly orderId: string;
  readonly id: Id;
}

export interface Shop {
  readonly server: TestServer;
  readonly buyer: string;
  readonly otherBuyer: string;
  readonly merchant: string;
  readonly otherMerchant: string;
  cover(wish: CoverWish): Promise<Cover>;
  /** Another policy on the order and line of a first one. */
  coverToo(first: Cover, wish: CoverWish): Promise<Cover>;
  /** Different pieces of evidence that the caller has uploaded. */
  evidence(kinds: readonly string[], uploadedBy?: string): Promise<{ evidenceId: string; kind: string }[]>;
  file(cover: Cover, change: Readonly<Record<string, unknown>>, as?: string): Promise<Answer>;
  decide(claim: ClaimAnswer, change: Readonly<Record<string, unknown>>, as?: string): Promise<Answer>;
  balances(): Promise<Readonly<Record<string, bigint>>>;
  close(): Promise<void>;
}

/** A claim as it is answered, so far as the tests look. */
export interface ClaimAnswer {
  readonly claimId: string;
  readonly etag: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export function claimOf({ body, headers }: Answer): ClaimAnswer {
  const view = body as Readonly<Record<string, unknown>>;
  return { claimId: String(view["claimId"]), etag: String(headers["etag"]), body: view };
}

let keys = 0;
/** A key that no other call of these tests has. */
export const freshKey = (): string => `key-${++keys}`;

export async function openShop({ rooms = [], ...more }: TestServerOptions = {}): Promise<Shop> {
  const rehearsal = rehearse();
  const channel = rehearsal.client("key", "http://127.0.0.1:9/gateway.do");
  const evidence = diskEvidenceStore(rehearsal.directory);
  const own = [claimRoutes, clockRoutes, grantRoutes, reviewRoutes, staffRoutes, payeeRoutes, evidenceRoutes];
  const server = await startTestServer({ channel, evidence, startsAt: NOW, ...more, rooms: [...own, ...rooms] });
  await runMigrations({ pgPool: server.database.owner });
  const { tenant } = server;
  const buyer = await server.session(tenant, "buyer", BUYER);
  for (const { tenantId } of [tenant, server.other]) await openMerchant(server, tenantId);
  let orders = 0;
  return {
    server,
    buyer,
    otherBuyer: await server.session(tenant, "buyer", "b-77"),
    merchant: await server.session(tenant, "merchant", MERCHANT),
    otherMerchant: await server.session(tenant, "merchant", "shop-2002"),
    async cover(wish) {
      const { tenantId } = wish.tenant ?? tenant;
      const order = orderOf(wish, wish.orderId ?? `T-${++orders}`);
      await writeOrder(server, tenantId, order, wish.withoutPayee === true);
      return sell(server, tenantId, order.orderId, wish);
    },
    coverToo: (first, wish) => sell(server, (wish.tenant ?? tenant).tenantId, first.orderId, wish),
    evidence: (kinds, uploadedBy = `buyer:${BUYER}`) => uploaded(server, kinds, uploadedBy),
    file(cover, change, as = buyer) {
      const usual = {
        policyId: cover.policyId,
        occurredAt: "2026-11-20T04:00:00.000Z",
        description: "坏了",
        declaration: true,
      };
      return server.call("POST", "/v1/claims", { as, key: freshKey(), body: { ...usual, ...change } });
    },
    decide(claim, change, as = tenant.staff.adjuster.token) {
      const url = `/v1/claims/${claim.claimId}/decisions`;
      return server.call("POST", url, { as, key: freshKey(), headers: { "if-match": claim.etag }, body: change });
    },
    balances: () => balances(server),
    close: async () => {
      await server.close();
      rehearsal.end();
    },
  };
}

function openMerchant({ context }: TestServer, tenantId: number): Promise<unknown> {
  return inTransaction(context.db, tenantId, (tx) => {
    const returnAddress = { province: "浙江省", city: "杭州市" };
    const key = { book: bookOf(tenantId, MERCHANT), merchantId: MERCHANT };
    return putMerchant(tx, { ...key, name: "演示商家", tier: null, returnAddress, since: null }, NOW);
  });
}

function orderOf({ buyerId = BUYER, returnWaybill }: CoverWish, orderId: string): OrderSnapshot {
  const shippedAt = plus(NOW, -6 * DAY_MS);
  return {
    ...{ orderId, version: 1, currency: "CNY", merchantId: MERCHANT, buyerId, cancelledAt: null },
    payee: { channel: "alipay", account: "buyer42@example.com", name: "王小明" },
    shipTo: { province: "四川省", city: "成都市" },
    returnTo: null,
    placedAt: plus(NOW, -8 * DAY_MS),
    paidAt: plus(NOW, -8 * DAY_MS),
    lines: [
      {
        lineId: "1",
        sku: "TV-55",
        title: "电视机",
        category: "appliance",
        unitPrice: 12_900n,
        quantity: 2,
        freight: 800n,
        covers: [],
      },
    ],
    shipments: [
      {
        shipmentId: "s1",
        lineIds: ["1"],
        carrier: "SF",
        waybill: "SF1001001001",
        shippedAt,
        deliveredAt: plus(NOW, -3 * DAY_MS),
      },
    ],
    returns: returnWaybill === undefined ? [] : [returnOf(returnWaybill)],
  };
}

function returnOf(waybill: string): OrderSnapshot["returns"][number] {
  const [requestedAt, shippedAt, receivedAt] = [plus(NOW, -3 * DAY_MS), plus(NOW, -2 * DAY_MS), plus(NOW, -DAY_MS)];
  const parcel = {
    returnId: "r1",
    lineIds: ["1"],
    reason: "size",
    mode: "self_ship",
    carrier: "ZTO",
    waybill,
  } as const;
  return { ...parcel, requestedAt, shippedAt, receivedAt, refundedAt: null, cancelledAt: null, scans: [] };
}

async function writeOrder(
  { context }: TestServer,
  tenantId: number,
  order: OrderSnapshot,
  withoutPayee: boolean,
): Promise<void> {
  const key = orderKey(tenantId, order);
  const snapshot = encodeSnapshot(order);
  await inTransaction(context.db, tenantId, async (tx) => {
    await takeOrderIds(tx, tenantId, [key]);
    const seen = withSeen(Buffer.alloc(0), order.version, fingerprint(order, snapshot));
    const payeeSealed = sealPayee(context.vault, tenantId, withoutPayee ? null : order.payee);
    const { orderId, merchantId, buyerId, version } = order;
    const outcomes = JSON.stringify({ evaluated: [], declined: [] });
    await insertOrders(tx, tenantId, NOW, [
      { book: key.book, orderId, merchantId, buyerId, version, seen, snapshot, payeeSealed, outcomes },
    ]);
  });
}

async function sell({ context }: TestServer, tenantId: number, orderId: string, wish: CoverWish): Promise<Cover> {
  const book = bookOf(tenantId, MERCHANT);
  const product = present(
    context.catalogue.live(NOW).find(({ code }) => code === wish.product),
    `${wish.product} is sold`,
  );
  const [payer] = product.payers;
  const policy: Policy = {
    ...{
      policyId: context.ids.next(book),
      book,
      tenantId,
      merchantId: MERCHANT,
      orderId,
      lineId: "1",
      buyerId: wish.buyerId ?? BUYER,
    },
    ...{ product: product.code, productVersion: product.version, payer: payer ?? "merchant", campaignId: null },
    ...{ premium: 100n, sumInsured: wish.sumInsured ?? 26_600n, rating: "test;", boundAt: plus(NOW, -8 * DAY_MS) },
    effectiveAt: wish.effectiveAt === undefined ? plus(NOW, -6 * DAY_MS) : wish.effectiveAt,
    expiresAt: wish.expiresAt === undefined ? plus(NOW, 30 * DAY_MS) : wish.expiresAt,
    issuedAt: plus(NOW, -8 * DAY_MS),
  };
  await inTransaction(context.db, tenantId, (tx) => insertPolicies(tx, tenantId, [policy]));
  return { policyId: formatId("policy", policy.policyId), orderId, id: policy.policyId };
}

/** Different pieces of evidence, as if uploaded by somebody. */
export async function uploaded(
  server: TestServer,
  kinds: readonly string[],
  uploadedBy: string,
): Promise<{ evidenceId: string; kind: string }[]> {
  const { context, tenant } = server;
  return inTransaction(context.db, tenant.tenantId, async (tx) => {
    const files: { evidenceId: string; kind: string }[] = [];
    for (const kind of kinds) {
      const evidenceId = context.ids.next(0);
      const sha256 = createHash("sha256").update(evidenceId.toString()).digest();
      await insertEvidence(tx, {
        ...{
          evidenceId,
          uploadedBy,
          uploadedAt: NOW,
          originalSha256: sha256,
          sha256,
          mediaType: "image/jpeg",
          bytes: 1,
        },
        ...{ storageKey: context.randomBytes(16).toString("hex"), width: 1, height: 1, pages: null, capturedAt: null },
      });
      files.push({ evidenceId: formatId("evidence", evidenceId), kind });
    }
    return files;
  });
}

/** Credits less debits, by account code; accounts that nothing touched are absent. */
async function balances({ database }: TestServer): Promise<Readonly<Record<string, bigint>>> {
  const { rows } = await database.owner.query<{ code: string; balance: bigint }>(
    `select code, sum(amount)::int8 as balance from (
       select credit as code, amount from transfer union all select debit, -amount from transfer
     ) as leg group by code having sum(amount) <> 0`,
  );
  return Object.fromEntries(rows.map(({ code, balance }) => [code, balance]));
}

/** The raw id of a claim as it is answered. */
export const rawClaimId = (claimId: string): Id => present(parseId("claim", claimId), "an answered id can be read");

/** Evidence kinds that the products' forms require. */
export const TRANSIT_PHOTOS = ["outer_box", "waybill_label", "damage", "damage"];
export const TRANSIT_FIELDS = { degree: "partial", inspectionNote: "外箱破损，屏幕碎裂" };
export const QUALITY_FILES = ["product_photo", "product_photo", "test_report"];
let reports = 0;
/** A sound report, the next one with each claim: one report proves one loss. */
export const QUALITY_FIELDS = {
  institution: "中国检验认证集团",
  get reportNo() {
    return `R-${++reports}`;
  },
  reportDate: "2026-11-20",
  conclusion: "failed",
};
export const REPAIR_FILES = ["maker_warranty", "repair_quote"];
let devices = 0;
/** Of a device that no other claim is about. */
export const repairFields = (cost: number) => ({
  serialNo: `SN-${++devices}`,
  fault: "不开机",
  repairer: "安心维修服务中心",
  cost,
});
