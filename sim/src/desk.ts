// A marketplace outside the product that files claims of its buyers, with everything that they need.

import { DAY_MS, formatInstant, HOUR_MS, type Instant, plus } from "@anxin/core/time";
import type { SandboxAccess } from "@anxin/server/sandbox/seed";
import type { OrderBody } from "./marketplace.js";
import { photograph } from "./story/photo.js";

/** Uploads one photo for the marketplace; answers its id. */
export async function upload({ url, apiKey }: SandboxAccess, kind: string, index: number): Promise<string> {
  const photo = photograph(kind, index);
  if (photo === null) throw new Error(`there is no photo of ${kind} number ${index}`);
  const form = new FormData();
  form.append("file", new Blob([new Uint8Array(photo)], { type: "image/png" }), `${kind}-${index}.png`);
  const headers = {
    authorization: `Bearer ${apiKey}`,
    "idempotency-key": `${kind}-${index}-${Math.round(performance.now() * 1_000)}`,
  };
  const answer = await fetch(`${url}/v1/evidence`, { method: "POST", headers, body: form });
  if (!answer.ok) throw new Error(`an upload was answered ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { evidenceId: string }).evidenceId;
}

/** Televisions whose merchant insures them against damage in transit, delivered five hours ago. */
export function televisionOrder(shop: string, orderId: string, now: Instant): OrderBody {
  const at = (hoursAgo: number): string => formatInstant(plus(now, -hoursAgo * HOUR_MS));
  return {
    ...{ orderId, version: 1, currency: "CNY", merchantId: shop, buyerId: `buyer of ${orderId}` },
    payee: { channel: "alipay", account: `${orderId}@example.com`, name: "王小明" },
    shipTo: { province: "四川省", city: "成都市" },
    returnTo: { province: "浙江省", city: "杭州市" },
    ...{ placedAt: formatInstant(plus(now, -3 * DAY_MS)), paidAt: formatInstant(plus(now, -3 * DAY_MS + HOUR_MS)) },
    lines: [{ lineId: "1", sku: "TV", title: "电视机", category: "appliance", unitPrice: 200_000, quantity: 1 }],
    shipments: [
      {
        shipmentId: "s1",
        lineIds: ["1"],
        carrier: "SF",
        waybill: `SF${orderId}`,
        shippedAt: at(48),
        deliveredAt: at(5),
      },
    ],
  };
}

/** What a claim for such a television says; `evidence` as the form asks for it. */
export function breakage(policyId: string, evidence: readonly object[], now: Instant): object {
  const occurredAt = formatInstant(plus(now, -5 * HOUR_MS));
  const fields = { degree: "total", inspectionNote: "屏幕碎裂", inspectedAt: formatInstant(plus(now, -4 * HOUR_MS)) };
  return {
    policyId,
    peril: "breakage",
    occurredAt,
    description: "外箱压破，屏幕碎裂",
    evidence,
    fields,
    declaration: true,
  };
}
