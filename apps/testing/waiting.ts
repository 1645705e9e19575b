// Gives tests of the workbench what it works on: quality claims that wait for a person, with pictures where somebody looks at them.

import { DAY_MS, formatInstant, type Instant, plus } from "@anxin/core/time";
import { photograph } from "@anxin/sim/story/photo";
import type { Portals } from "./portal.js";

export interface WaitingWish {
  /** Names the shop, its orders and its buyers; the same name twice tells the same orders again. */
  readonly name: string;
  /** Quality, unless the shop is to be heard: that is so of counterfeits. */
  readonly product?: "quality" | "authenticity";
  readonly count?: number;
  readonly unitPrice?: number;
  /** What the buyer writes. */
  readonly description?: string;
  /** Pictures by kind of document; without any the clauses miss them. */
  readonly pictures?: Readonly<Record<string, number>>;
  /** What else the buyer filled in. */
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly title?: string;
  /** All claims are of one buyer. */
  readonly buyerId?: string;
}

export interface Waiting {
  readonly claimId: string;
  readonly orderId: string;
  readonly policyId: string;
  readonly merchantId: string;
  readonly buyerId: string;
}

const INSTITUTION = "国家纺织制品质量检验检测中心";

/** Pictures that complete a quality claim. */
export const COMPLETE = { product_photo: 2, test_report: 1 } as const;

function orderOf(wish: WaitingWish, at: number, now: Instant) {
  const ago = (days: number): string => formatInstant(plus(now, -days * DAY_MS));
  const orderId = `${wish.name}-${at + 1}`;
  return {
    ...{ orderId, version: 1, currency: "CNY", merchantId: `${wish.name}-shop` },
    buyerId: wish.buyerId ?? `${orderId}-buyer`,
    payee: { channel: "alipay", account: `${orderId}@example.com`, name: "王小明" },
    shipTo: { province: "四川省", city: "成都市" },
    returnTo: { province: "浙江省", city: "杭州市" },
    ...{ placedAt: ago(5), paidAt: ago(5) },
    lines: [
      {
        ...{ lineId: "1", sku: "COAT-M", title: wish.title ?? "羊毛大衣", category: "apparel", quantity: 1 },
        unitPrice: wish.unitPrice ?? 29_900,
      },
    ],
    shipments: [
      {
        ...{
          shipmentId: "s1",
          lineIds: ["1"],
          carrier: "SF",
          waybill: `SF${orderId.replace(/\W/g, "").toUpperCase()}`,
        },
        ...{ shippedAt: ago(4), deliveredAt: ago(2) },
      },
    ],
  };
}

async function upload({ url, access }: Portals, name: string, kind: string, bytes: Buffer): Promise<string> {
  const form = new FormData();
  form.append("file", new Blob([new Uint8Array(bytes)], { type: "image/png" }), `${kind}.png`);
  const response = await fetch(`${url}/v1/evidence?kind=${kind}`, {
    method: "POST",
    headers: { authorization: `Bearer ${access.apiKey}`, "idempotency-key": `${name} ${kind}` },
    body: form,
  });
  if (!response.ok) throw new Error(`the evidence was refused: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { evidenceId: string }).evidenceId;
}

async function uploadAll(portals: Portals, orderId: string, pictures: Readonly<Record<string, number>>) {
  const evidence: { evidenceId: string; kind: string }[] = [];
  for (const [kind, count] of Object.entries(pictures)) {
    for (let i = 0; i < count; i++) {
      const bytes = photograph(kind, i, orderId);
      if (bytes === null) throw new Error(`there is no picture ${i} of ${kind}`);
      evidence.push({ evidenceId: await upload(portals, `${orderId} ${i}`, kind, bytes), kind });
    }
  }
  return evidence;
}

/** Claims that wait in review, oldest first. */
export async function fileWaiting(portals: Portals, wish: WaitingWish): Promise<readonly Waiting[]> {
  const { product: cover = "quality" } = wish;
  await portals.openShop(`${wish.name}-shop`, [cover]);
  const now = (await portals.now()) as Instant;
  const orders = Array.from({ length: wish.count ?? 1 }, (_, at) => orderOf(wish, at, now));
  const fed = await portals.feed(...orders);
  const waiting: Waiting[] = [];
  for (const [at, { orderId, merchantId, buyerId }] of orders.entries()) {
    const policyId = fed[at]?.policies.find(({ product }) => product === cover)?.policyId;
    if (policyId === undefined) throw new Error(`the order ${orderId} has no cover: ${JSON.stringify(fed[at])}`);
    const evidence = await uploadAll(portals, orderId, wish.pictures ?? {});
    const body = {
      ...{
        policyId,
        peril: cover === "quality" ? "material_mismatch" : "counterfeit",
        occurredAt: formatInstant(plus(now, -2 * DAY_MS)),
      },
      ...{ description: wish.description ?? "送检结果与标签不符，不含羊毛", declaration: true, evidence },
      fields: {
        ...{ institution: INSTITUTION, reportNo: `FZ-${orderId}`, conclusion: "failed" },
        reportDate: formatInstant(plus(now, -DAY_MS)).slice(0, 10),
        ...wish.fields,
      },
    };
    const filed = await portals.marketplace.ok("POST", "/v1/claims", { key: `file ${orderId}`, body });
    const { claimId, status } = filed as { claimId: string; status: string };
    if (status !== "in_review") throw new Error(`the claim of ${orderId} is ${status} and waits for nobody`);
    waiting.push({ claimId, orderId, policyId, merchantId, buyerId });
  }
  return waiting;
}
