// The server dies at every point at which a claim, what is asked for it, or its decision is written: whoever asked asks again, and it
// has happened once.

import type { Failpoint } from "@anxin/server/failpoint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allPayouts, gatewayBook, ledgerFaults } from "./audit.js";
import { type Client, connectClient } from "./client.js";
import { breakage, televisionOrder, upload } from "./desk.js";
import { type Marketplace, openMarketplace, settle } from "./marketplace.js";
import { ended, openProduct, type Product } from "./product.js";
import { signIn } from "./staff.js";

const STARTS_MS_MAX = 240_000;
/** Everything that was begun is finished within this of the last fault. */
const FINISHED_WITHIN_MS = 60_000;

interface ClaimView {
  readonly claimId: string;
  readonly status: string;
  readonly amount: number;
  readonly timeline: readonly { readonly kind: string }[];
  readonly revision: string;
}

let product: Product;
let market: Marketplace;
let adjuster: Client;

beforeAll(async () => {
  product = await openProduct();
  await product.start();
  market = await openMarketplace(connectClient(product.url, product.access().apiKey), "shop-1");
  const path = `/v1/merchants/${market.shop}/enrolments/transit-damage`;
  await market.client.ok("PUT", path, { body: { scope: { all: true }, status: "active" } });
  adjuster = await signIn(product.url, product.access(), "adjuster");
}, STARTS_MS_MAX);
afterAll(() => product.close(), STARTS_MS_MAX);

/** The claim as staff see it, and under which version it can be changed. */
async function read(claimId: string): Promise<ClaimView> {
  const answer = await fetch(`${product.url}/v1/claims/${claimId}`, {
    headers: { authorization: `Bearer ${product.access().apiKey}` },
  });
  return { ...((await answer.json()) as ClaimView), revision: answer.headers.get("etag") ?? "" };
}

/** The photos that every claim here shows: seen before, so that a person has to look. */

async function evidence(): Promise<readonly object[]> {
  const kinds = [
    ["outer_box", 0],
    ["waybill_label", 0],
    ["damage", 0],
    ["damage", 1],
  ] as const;
  const files: object[] = [];
  for (const [kind, index] of kinds) files.push({ kind, evidenceId: await upload(product.access(), kind, index) });

  return files;
}

/** A television that was insured, and what is filed for it. */
async function insured(name: string): Promise<{ readonly body: object; readonly policyId: string }> {
  const now = await market.now();
  const [result] = await market.feed([televisionOrder(market.shop, name, now)]);
  const policyId = result?.policies.find((policy) => policy.product === "transit-damage")?.policyId ?? "";
  return { body: breakage(policyId, await evidence(), now), policyId };
}

const file = async (body: object, key: string): Promise<ClaimView> =>
  (await market.client.ok("POST", "/v1/claims", { key, body })) as ClaimView;

/** A claim that waits for a person. */
async function waiting(name: string): Promise<ClaimView> {
  const { claimId } = await file((await insured(name)).body, `file ${name}`);
  const claim = await read(claimId);
  expect(claim.status).toBe("in_review");
  return claim;
}

function decide(claim: ClaimView, body: object, key: string): Promise<unknown> {
  return adjuster.ok("POST", `/v1/claims/${claim.claimId}/decisions`, { key, ifMatch: claim.revision, body });
}
const GRANT = { outcome: "approve", amount: 150_000, note: "属实" };

/** Has the server die at a point while it works, and live again. Answers what the work came to. */
async function dying<T>(point: Failpoint, work: () => Promise<T>): Promise<T> {
  await product.kill();
  await product.start(point);
  const working = work();
  expect(await ended(product.process())).toEqual({ code: null, signal: "SIGKILL" });
  await product.start();
  return working;
}

/** Everything finishes in time, and nothing contradicts anything. */
async function expectSound(): Promise<void> {
  const since = performance.now();
  await settle(market.client);
  expect(performance.now() - since).toBeLessThan(FINISHED_WITHIN_MS);
  expect(await ledgerFaults(market.client)).toEqual([]);
}

const kindsOf = ({ timeline }: ClaimView): readonly string[] => timeline.map(({ kind }) => kind);

/** One payout of an amount, which the gateway made once. */
async function expectPaidOnce(claimId: string, amount: number): Promise<void> {
  const payouts = (await allPayouts(market.client)).filter((payout) => payout.claimId === claimId);
  expect(payouts).toMatchObject([{ amount, status: "succeeded" }]);
  const numbers = payouts.map(({ outBizNo }) => outBizNo);
  const moved = (await gatewayBook(market.client)).filter(({ outBizNo }) => numbers.includes(outBizNo));
  expect(moved).toMatchObject([{ amount, state: "SUCCESS" }]);
}

describe("a server that dies", () => {
  it.each(["claim_file.before_commit", "claim_file.after_commit"] as const)(
    "at %s has the claim once",
    async (point) => {
      const { body, policyId } = await insured(point.replaceAll(/[._]/g, "-"));
      const filed = await dying(point, () => file(body, `file ${point}`));
      const { data } = (await market.client.ok("GET", `/v1/claims?policyId=${policyId}`)) as { data: ClaimView[] };
      expect(data.map(({ claimId }) => claimId)).toEqual([filed.claimId]);
      await expectSound();
    },
    STARTS_MS_MAX,
  );

  it(
    "while documents are asked for asks once, and lets the clock stand still once",
    async () => {
      for (const point of ["supplement.before_commit", "supplement.after_commit"] as const) {
        const claim = await waiting(point.replaceAll(/[._]/g, "-"));
        const body = { documents: [{ kind: "damage", note: "请补拍" }] };
        const path = `/v1/claims/${claim.claimId}/evidence-requests`;
        await dying(point, () => adjuster.ok("POST", path, { key: `ask ${point}`, body }));
        const asked = await read(claim.claimId);
        expect(asked.status).toBe("evidence_requested");
        expect(kindsOf(asked).filter((kind) => kind === "evidence_requested")).toHaveLength(1);
        await expectSound();
      }
    },
    STARTS_MS_MAX,
  );

  it(
    "while it decides decides once, and pays once",
    async () => {
      const claim = await waiting("decision");
      await dying("decision.before_commit", () => decide(claim, GRANT, "decide once"));
      await expectSound();
      expect(await read(claim.claimId)).toMatchObject({ status: "approved", amount: 150_000 });
      await expectPaidOnce(claim.claimId, 150_000);
    },
    STARTS_MS_MAX,
  );
});
