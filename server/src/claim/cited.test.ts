import { inTransaction } from "@anxin/store/transaction";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Answer } from "../testing/server.js";
import { type Citing, citedFacts } from "./cited.js";
import { claimOf, openShop, REPAIR_FILES, repairFields, type Shop } from "./testing/shop.js";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const device = repairFields(20_000);

async function repair(change: object, kinds: readonly string[] = REPAIR_FILES): Promise<Answer> {
  const cover = await shop.cover({ product: "extended-warranty" });
  return shop.file(cover, {
    peril: "breakdown",
    fields: { ...repairFields(20_000), ...change },
    evidence: await shop.evidence(kinds),
  });
}

async function outcomeOf(answer: Answer, rule: string): Promise<unknown> {
  const { claimId } = claimOf(answer);
  const { body } = await shop.server.call("GET", `/v1/claims/${claimId}/findings`, {
    as: shop.server.tenant.staff.auditor.token,
  });
  return (body as { data: { rule: string; outcome: string }[] }).data.find((each) => each.rule === rule)?.outcome;
}

test("of claims on one device that come together on several orders rules pay one", async () => {
  const answers = await Promise.all(Array.from({ length: 5 }, () => repair({ serialNo: device.serialNo })));
  expect(answers.map(({ body }) => (body as { status: string }).status).sort()).toEqual([
    "approved",
    ...Array.from({ length: 4 }, () => "in_review"),
  ]);
});

test("an invoice stands for the quote, and neither is asked for by the quote's name", async () => {
  const proven = await repair({}, ["maker_warranty", "repair_invoice"]);
  expect(proven.body).toMatchObject({ status: "approved" });
  const bare = await repair({}, ["maker_warranty"]);
  expect(bare.body).toMatchObject({ status: "in_review", missing: [{ kind: "repair_quote", given: 0 }] });
});

test("a quote above what was agreed with its repairer is looked at", async () => {
  const answer = await repair({ cost: 200_001 });
  expect(await outcomeOf(answer, "within_rate_card")).toBe("refer");
});

test("any number of claims asks for what they cite in as many statements as one", async () => {
  const { context, tenant } = shop.server;
  const product = context.catalogue.version("extended-warranty", 1);
  if (product === null) throw new Error("the product is sold");
  const { fields: form } = product;
  expect(form.some(({ register }) => register === "repairer")).toBe(true);
  const counts: number[] = [];
  for (const count of [1, 40]) {
    const claims: Citing[] = Array.from({ length: count }, (_, i) => ({
      ...{ claimId: BigInt(i + 1), book: 1, policyId: 1n, orderId: `T-${i}`, product, reportedAt: context.clock.now() },
      fields: { ...device, repairer: i % 2 === 0 ? device.repairer : "nobody" },
    }));
    const cited = await inTransaction(context.db, tenant.tenantId, async (tx) => {
      let statements = 0;
      const counting = new Proxy(tx, {
        get(target, property) {
          const value: unknown = Reflect.get(target, property, target);
          if (property === "query") statements += 1;
          return typeof value === "function" ? (value.bind(target) as unknown) : value;
        },
      });
      const facts = await citedFacts(counting, claims);
      counts.push(statements);
      return facts;
    });
    expect(cited).toHaveLength(count);
    expect(cited[0]).toMatchObject({
      register: [{ name: "安心维修服务中心" }],
      marks: [{ kind: "serial" }],
      merchant: null,
    });
    if (count > 1) expect(cited[1]?.register).toEqual([]);
  }
  expect(counts).toEqual([2, 2]);
});
