import { formatInstant, HOUR_MS, plus } from "@anxin/core/time";
import type { Failpoint } from "@anxin/server/failpoint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ledgerFaults } from "./audit.js";
import { type Client, connectClient } from "./client.js";
import { type Marketplace, openMarketplace, settle, shippedOrder, timePasses } from "./marketplace.js";
import { ended, openProduct, type Product } from "./product.js";
import { signIn } from "./staff.js";
import { photograph } from "./story/photo.js";

const STARTS_MS_MAX = 240_000;
const PRICE_FEN = 40_000;
/** Half of a partly broken thing's price. */
const LOSS_FEN = PRICE_FEN / 2;

interface Recovery {
  readonly recoveryId: string;
  readonly status: string;
  readonly received: number;
  readonly netted: number;
  readonly receivable: number;
  readonly timeline: readonly { readonly kind: string; readonly amount: number | null }[];
}

let product: Product;
let market: Marketplace;
let finance: Client;
let adjuster: Client;

beforeAll(async () => {
  product = await openProduct();
  await product.start();
  const access = product.access();
  market = await openMarketplace(connectClient(product.url, access.apiKey), "shop-1");
  for (const code of ["transit-damage", "quality"]) {
    const body = { scope: { all: true }, status: "active" };
    await market.client.ok("PUT", `/v1/merchants/${market.shop}/enrolments/${code}`, { body });
  }
  finance = await signIn(product.url, access, "finance");
  adjuster = await signIn(product.url, access, "adjuster");
}, STARTS_MS_MAX);
afterAll(() => product.close(), STARTS_MS_MAX);

/** What is about recoveries alone; other work of the sandbox is held by its own tests. */
async function expectSound(): Promise<void> {
  expect(await ledgerFaults(market.client)).toEqual([]);
}

interface Delivered {
  readonly buyer: Buyer;
  readonly policyId: string;
  readonly occurredAt: string;
}

/** A covered order that arrived this morning. */
async function deliver(orderId: string, code: string): Promise<Delivered> {
  const now = await market.now();
  const at = (hoursAgo: number): string => formatInstant(plus(now, -hoursAgo * HOUR_MS));
  const order = shippedOrder(market.shop, orderId, now);
  const line = { lineId: "1", sku: "LAMP", title: "台灯", category: "digital", unitPrice: PRICE_FEN, quantity: 1 };
  const parcel = { shipmentId: "s1", lineIds: ["1"], carrier: "SF", waybill: `SF${orderId}77` };
  const [result] = await market.feed([
    {
      ...order,
      ...{ placedAt: at(72), paidAt: at(71), lines: [line] },
      shipments: [{ ...parcel, shippedAt: at(48), deliveredAt: at(3) }],
    },
  ]);
  const policyId = result?.policies.find((policy) => policy.product === code)?.policyId ?? "";
  const body = { role: "buyer", buyerId: `buyer of ${orderId}` };
  const portal = (await market.client.ok("POST", "/v1/portal-sessions", { body })) as { readonly token: string };
  const token = portal.token;
  return { buyer: photographing(connectClient(product.url, token), token), policyId, occurredAt: at(2) };
}

interface Buyer extends Client {
  upload(kind: string, index: number): Promise<{ readonly evidenceId: string; readonly kind: string }>;
}
function photographing(client: Client, token: string): Buyer {
  return {
    ...client,
    async upload(kind, index) {
      const photo = photograph(["outer_box", "waybill_label", "damage"].includes(kind) ? kind : "damage", index);
      if (photo === null) throw new Error(`there is no photo of ${kind}`);
      const form = new FormData();
      form.append("file", new Blob([new Uint8Array(photo)]), `${kind}.png`);
      const answer = await fetch(`${product.url}/v1/evidence`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "idempotency-key": `${kind} ${index} ${token.slice(-12)}` },
        body: form,
      });
      if (!answer.ok) throw new Error(`evidence: ${answer.status} ${await answer.text()}`);
      const { evidenceId } = (await answer.json()) as { readonly evidenceId: string };
      return { evidenceId, kind };
    },
  };
}

interface Claim {
  readonly peril: string;
  readonly fields: object;
  readonly kinds: readonly string[];
  /** What an adjuster grants, where rules leave it to one. */
  readonly amount: number;
}

/** Files a claim; answers its id, and how it is granted: by rules already, or by an adjuster. */
async function file({ buyer, policyId, occurredAt }: Delivered, { peril, fields, kinds, amount }: Claim) {
  const evidence = [];
  for (const [index, kind] of kinds.entries())
    evidence.push(await buyer.upload(kind, kinds.indexOf(kind) < index ? 1 : 0));
  const body = { policyId, peril, occurredAt, description: "开箱即见破损", fields, evidence, declaration: true };
  const filed = await buyer.ok("POST", "/v1/claims", { key: `claim ${policyId}`, body });
  const { claimId, status } = filed as { readonly claimId: string; readonly status: string };
  const grant = async (): Promise<void> => {
    if (status === "approved") return;
    const ifMatch = await etagOf(`/v1/claims/${claimId}`);
    const decision = { outcome: "approve", amount };
    await adjuster.ok("POST", `/v1/claims/${claimId}/decisions`, { key: `decide ${claimId}`, ifMatch, body: decision });
  };
  return { claimId, grant };
}

async function etagOf(path: string): Promise<string> {
  const { apiKey } = product.access();
  const answer = await fetch(`${product.url}${path}`, { headers: { authorization: `Bearer ${apiKey}` } });
  return answer.headers.get("etag") ?? "";
}

const TRANSIT = {
  peril: "breakage",
  fields: { degree: "partial", inspectionNote: "外箱破损" },
  kinds: ["outer_box", "waybill_label", "damage", "damage"],
  amount: LOSS_FEN,
};
const QUALITY = {
  peril: "material_mismatch",
  fields: { institution: "中国检验认证集团", reportNo: "R-1" },
  kinds: ["product_photo", "product_photo", "test_report"],
  amount: 2 * PRICE_FEN,
};

async function recoveryOf(claimId: string): Promise<Recovery> {
  const found = (await finance.all(`/v1/recoveries?claimId=${claimId}`)) as readonly Recovery[];
  expect(found).toHaveLength(1);
  return (await finance.ok("GET", `/v1/recoveries/${found[0]?.recoveryId}`)) as Recovery;
}

const counted = ({ timeline }: Recovery, kind: string): number =>
  timeline.filter((event) => event.kind === kind).length;

describe("a server that dies while it opens a recovery", () => {
  it(
    "opens exactly one with the decision",
    async () => {
      const { claimId, grant } = await file(await deliver("opens", "quality"), QUALITY);
      await product.kill();
      await product.start("recovery.opened");
      const granting = grant();
      expect(await ended(product.process())).toEqual({ code: null, signal: "SIGKILL" });
      await product.start();
      await granting;
      const recovery = await recoveryOf(claimId);
      expect(recovery).toMatchObject({ status: "opened", receivable: 2 * PRICE_FEN });
      expect(counted(recovery, "opened")).toBe(1);
      await settle(market.client);
      await expectSound();
    },
    STARTS_MS_MAX,
  );
});

/** Where the server dies, and how often the debtor is handed the recovery in all. */
const SENDING: readonly { readonly point: Failpoint; readonly times: number }[] = [
  { point: "recovery.intent_stored", times: 1 },
  { point: "recovery.before_send", times: 1 },
  { point: "recovery.after_send", times: 2 },
  { point: "recovery.answer_stored", times: 1 },
];

describe("a server that dies while it asks a debtor", () => {
  it.each(SENDING)(
    "at $point asks for it under one reference, and books the money once",
    async ({ point, times }) => {
      const { claimId, grant } = await file(await deliver(point.replace(/[._]/g, "-"), "transit-damage"), TRANSIT);
      await grant();
      const { recoveryId } = await recoveryOf(claimId);
      await settle(market.client);
      await product.kill();
      await product.start(point);
      const asking = finance.ok("POST", `/v1/recoveries/${recoveryId}/submissions`, { key: point });
      expect(await ended(product.process())).toEqual({ code: null, signal: "SIGKILL" });
      await product.start();
      await asking;
      await settle(market.client);
      const { data } = (await market.client.ok("GET", "/v1/sandbox/recoveries")) as {
        readonly data: readonly { readonly reference: string; readonly times: number }[];
      };
      expect(data.filter(({ reference }) => reference.startsWith(recoveryId))).toMatchObject([
        { reference: `${recoveryId}-1`, times },
      ]);
      for (const duration of ["PT2H", "P2D"]) await timePasses(market.client, duration);
      const recovery = await recoveryOf(claimId);
      expect(recovery).toMatchObject({ status: "closed", received: LOSS_FEN, receivable: 0 });
      expect([counted(recovery, "submitted"), counted(recovery, "answered"), counted(recovery, "received")]).toEqual([
        1, 1, 1,
      ]);
      await expectSound();
    },
    STARTS_MS_MAX,
  );
});

describe("a server that dies while it nets a merchant's recovery", () => {
  it.each<Failpoint>(["recovery.before_netting", "recovery.after_netting"])(
    "at %s takes it from the wallet exactly once",
    async (point) => {
      const terms = `/v1/merchants/${market.shop}/recovery-terms`;
      const agreed = {
        netting: true,
        agreedOn: "2026-01-01",
        textVersion: "1",
        source: "wallet",
        monthMax: null,
        noticeDays: 1,
      };
      await finance.ok("PUT", terms, { ifMatch: await etagOf(terms), body: agreed });
      const { claimId, grant } = await file(await deliver(point.replace(/[._]/g, "-"), "quality"), QUALITY);
      await grant();
      await settle(market.client);
      await product.kill();
      await product.start(point);
      const passing = timePasses(market.client, "P2D");
      expect(await ended(product.process())).toEqual({ code: null, signal: "SIGKILL" });
      await product.start();
      await passing;
      await timePasses(market.client, "P2D");
      const recovery = await recoveryOf(claimId);
      expect(recovery).toMatchObject({ status: "closed", netted: PRICE_FEN * 2, receivable: 0 });
      expect(counted(recovery, "netted")).toBe(1);
      const wallet = (await market.client.ok("GET", `/v1/merchants/${market.shop}/wallet?limit=200`)) as {
        readonly movements: {
          readonly data: readonly { readonly recoveryId: string | null; readonly change: number }[];
        };
      };
      const moved = wallet.movements.data.filter(({ recoveryId }) => recoveryId === recovery.recoveryId);
      expect(moved.map(({ change }) => change)).toEqual([-PRICE_FEN * 2]);
      await expectSound();
    },
    STARTS_MS_MAX,
  );
});
