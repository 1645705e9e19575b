import { inTransaction, type Tx } from "@anxin/store/transaction";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Principal } from "../http/api.js";
import { decideByPerson } from "./adjuster.js";
import { etagOfClaim } from "./case.js";
import { fileClaim } from "./filing.js";
import type { ClaimBody } from "./notification.js";
import { openShop, QUALITY_FIELDS, QUALITY_FILES, type Shop, TRANSIT_FIELDS, TRANSIT_PHOTOS } from "./testing/shop.js";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

/** Runs work in a transaction and counts the statements that it sends. */
async function counted<T>(work: (tx: Tx) => Promise<T>): Promise<{ result: T; statements: number }> {
  const { context, tenant } = shop.server;
  let statements = 0;
  const result = await inTransaction(context.db, tenant.tenantId, (tx) => {
    const counting = new Proxy(tx, {
      get(target, property) {
        const value: unknown = Reflect.get(target, property, target);
        if (typeof value !== "function") return value;
        if (property === "query") statements += 1;
        return value.bind(target) as unknown;
      },
    });
    return work(counting);
  });
  return { result, statements };
}

const buyer = (): Principal => ({ tenantId: 1, role: "buyer", subject: "b-42", caller: "buyer:b-42" });
const adjuster = (): Principal => {
  const { staffId } = shop.server.tenant.staff.adjuster;
  return { tenantId: 1, role: "adjuster", subject: staffId, caller: `staff:${staffId}` };
};

async function body(
  product: string,
  change: Pick<ClaimBody, "peril" | "fields">,
  kinds: readonly string[],
): Promise<ClaimBody> {
  const cover = await shop.cover({ product, sumInsured: 60_000n });
  const evidence = await shop.evidence(kinds);
  const said = { occurredAt: "2026-11-20T04:00:00Z", description: "坏了", declaration: true };
  return { ...said, ...change, policyId: cover.policyId, evidence };
}

test("filing and deciding take as many statements as their headers say, however many files a claim rests on", async () => {
  const { context } = shop.server;
  for (const photos of [TRANSIT_PHOTOS, [...TRANSIT_PHOTOS, ...TRANSIT_PHOTOS]]) {
    const transit = await body("transit-damage", { peril: "breakage", fields: TRANSIT_FIELDS }, photos);
    const decided = await counted((tx) => fileClaim(context, tx, buyer(), transit, "zh"));
    expect(decided).toMatchObject({ result: { status: "approved" }, statements: 35 });
  }
  const quality = await body("quality", { peril: "defect", fields: QUALITY_FIELDS }, QUALITY_FILES);
  const filed = await counted((tx) => fileClaim(context, tx, buyer(), quality, "zh"));
  expect(filed).toMatchObject({ result: { status: "in_review" }, statements: 25 });
  const { result: claim } = filed;
  const conditional = { headers: { "if-match": etagOfClaim(claim) } };
  const claimId = (await shop.server.call("GET", "/v1/claims?status=in_review", { as: shop.buyer })).body as {
    data: { claimId: string }[];
  };
  const command = {
    claimId: claimId.data[0]?.claimId ?? "",
    body: { outcome: "approve", amount: 100 } as const,
    conditional,
  };
  const approved = await counted((tx) => decideByPerson(context, tx, adjuster(), command));
  expect(approved).toMatchObject({ result: { status: "approved" }, statements: 39 });
});
