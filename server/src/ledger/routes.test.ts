import { formatId, type Id } from "@anxin/core/id";
import {
  claimAgreed,
  payoutPrepared,
  payoutSucceeded,
  premiumDebited,
  reserveSet,
  walletToppedUp,
} from "@anxin/core/ledger/templates";
import { formatInstant } from "@anxin/core/time";
import { insertTransfers, type TransferRow } from "@anxin/store/ledger";
import type { Queryable } from "@anxin/store/statement";
import { inTransaction } from "@anxin/store/transaction";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { merchantKey } from "../merchant/shop.js";
import { expectProblem, pointersOf } from "../testing/problem.js";
import { startTestServer, type TestServer } from "../testing/server.js";
import { transferRows } from "./book.js";
import { ledgerRoutes } from "./routes.js";

let server: TestServer;
let key: string;
beforeAll(async () => {
  server = await startTestServer({ rooms: [ledgerRoutes] });
  key = server.tenant.apiKey;
});
afterAll(() => server.close());

interface Entry {
  readonly kind: string;
  readonly amount: number;
}
interface Transaction {
  readonly transactionId: string;
  readonly entries: readonly Entry[];
}
interface Page {
  readonly data: readonly Transaction[];
  readonly next: string | null;
}

const transactions = async (query = "", as = key): Promise<Page> => {
  const answer = await server.call("GET", `/v1/ledger/transactions${query}`, { as });
  expect(answer.status).toBe(200);
  return answer.body as Page;
};
const balance = async (as = key) => {
  const answer = await server.call("GET", "/v1/ledger/trial-balance", { as });
  expect(answer.status).toBe(200);
  return answer.body as {
    totalDebit: number;
    totalCredit: number;
    accounts: { code: string; name: string; balance: number }[];
  };
};

/** Posts a fact about a policy and a claim of a shop. Returns the transaction's id. */
async function post(tenantId: number, shop: string, postings: Parameters<typeof transferRows>[2]): Promise<Id> {
  const { context } = server;
  const { book } = merchantKey(tenantId, shop);
  const transactionId = context.ids.next(book);
  const at = context.clock.now();
  const place = { tenantId, book, merchantId: shop, transactionId, occurredAt: at, recordedAt: at };
  await inTransaction(context.db, tenantId, (tx) => insertTransfers(tx, transferRows(context, place, postings)));
  return transactionId;
}

describe("the trial balance", () => {
  test("shows every account of the chart, empty at first", async () => {
    const { accounts, totalDebit, totalCredit } = await balance(server.other.apiKey);
    expect(accounts.map(({ code }) => code)).toEqual([...accounts.map(({ code }) => code)].sort());
    expect(accounts.length).toBeGreaterThan(10);
    expect(accounts.every((account) => account.balance === 0)).toBe(true);
    expect([totalDebit, totalCredit]).toEqual([0, 0]);
  });

  test("debits equal credits, and each account grows in its own direction", async () => {
    await post(1, "shop-1", [walletToppedUp(10_000n)]);
    await post(1, "shop-1", [{ ...premiumDebited("merchant", "insurance", 60n), product: "return-freight" }]);
    const { accounts, totalDebit, totalCredit } = await balance();
    const of = (code: string) => accounts.find((account) => account.code === code)?.balance;
    expect([of("1012"), of("2203"), of("2601")]).toEqual([10_000, 9_940, 60]);
    expect(totalDebit).toBe(10_060);
    expect(totalCredit).toBe(10_060);
    expect((await balance(server.other.apiKey)).totalDebit).toBe(0);
  });

  test("names accounts in the caller's language", async () => {
    const answer = await server.call("GET", "/v1/ledger/trial-balance", {
      as: key,
      headers: { "accept-language": "zh-CN" },
    });
    expect(answer.body).toMatchObject({ currency: "CNY", asOf: formatInstant(server.clock.now()) });
    expect(JSON.stringify(answer.body)).toContain("商家预存保费");
    expect(JSON.stringify(await balance())).toContain("Merchant wallets");
  });

  test("adds up beyond what an int4 or a float would hold", async () => {
    const huge = 4_000_000_000_000_000n;
    await post(2, "rich", [walletToppedUp(huge), walletToppedUp(huge + 1n)]);
    expect((await balance(server.other.apiKey)).totalDebit).toBe(8_000_000_000_000_001);
  });
});

describe("transactions", () => {
  test("are shown whole, with what each entry is about", async () => {
    const { context } = server;
    const { book } = merchantKey(1, "shop-2");
    const [policyId, claimId, payoutId] = [context.ids.next(book), context.ids.next(book), context.ids.next(book)];
    server.clock.advance(1_000);
    const about = { policyId, claimId, product: "return-freight" };
    const transactionId = await post(1, "shop-2", [
      { ...reserveSet("insurance", 1_200n), ...about },
      { ...claimAgreed("insurance", 1_000n), ...about },
      { ...payoutPrepared("insurance", 1_000n), ...about, payoutId },
    ]);
    const at = formatInstant(server.clock.now());
    const shared = {
      occurredAt: at,
      product: "return-freight",
      merchantId: "shop-2",
      policyId: formatId("policy", policyId),
      claimId: formatId("claim", claimId),
      campaignId: null,
      topUpId: null,
    };
    const whole = {
      transactionId: formatId("transaction", transactionId),
      recordedAt: at,
      currency: "CNY",
      onAccount: null,
      entries: [
        { ...shared, kind: "reserve_set", debit: "6511", credit: "2602", amount: 1_200, payoutId: null },
        { ...shared, kind: "claim_agreed", debit: "2602", credit: "2241", amount: 1_000, payoutId: null },
        {
          ...shared,
          kind: "payout_prepared",
          debit: "2241",
          credit: "1231",
          amount: 1_000,
          payoutId: formatId("payout", payoutId),
        },
      ].map((entry) => expect.objectContaining(entry) as unknown),
    };
    expect((await transactions("?limit=1")).data).toEqual([whole]);
    expect((await transactions(`?policyId=${shared.policyId}`)).data).toEqual([whole]);
    expect((await transactions(`?claimId=${shared.claimId}`)).data).toEqual([whole]);
    expect((await transactions(`?claimId=${shared.claimId}&account=1231`)).data).toEqual([
      { ...whole, onAccount: { account: "1231", debit: 0, credit: 1_000 } },
    ]);
    expect((await transactions(`?claimId=${shared.claimId}&account=1012`)).data).toEqual([]);
    expect((await transactions(`?policyId=${formatId("policy", claimId)}`)).data).toEqual([]);
    await post(1, "shop-2", [{ ...payoutSucceeded("insurance", 1_000n), ...about, payoutId }]);
    expect((await transactions(`?claimId=${shared.claimId}`)).data.map(({ entries }) => entries.length)).toEqual([
      1, 3,
    ]);
  });

  test("are walked newest first, each once and whole, on pages of any size", async () => {
    const fresh = await startTestServer({ rooms: [ledgerRoutes] });
    const as = fresh.tenant.apiKey;
    const { context } = fresh;
    const expected: string[] = [];
    for (let i = 0; i < 23; i++) {
      if (i % 3 === 0) fresh.clock.advance(1);
      const { book } = merchantKey(1, `shop-${i % 4}`);
      const transactionId = context.ids.next(book);
      const at = context.clock.now();
      const place = { tenantId: 1, book, merchantId: `shop-${i % 4}`, transactionId, occurredAt: at, recordedAt: at };
      const postings = Array.from({ length: (i % 3) + 1 }, (_, j) => walletToppedUp(BigInt(j + 1)));
      await inTransaction(context.db, 1, (tx) => insertTransfers(tx, transferRows(context, place, postings)));
      expected.push(`${formatId("transaction", transactionId)} ${postings.length}`);
    }
    expected.sort().reverse();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 30 }), async (limit) => {
        const seen: string[] = [];
        let query: string | null = `?limit=${limit}`;
        while (query !== null) {
          const answer = await fresh.call("GET", `/v1/ledger/transactions${query}`, { as });
          const page = answer.body as Page;
          expect(page.data.length).toBeLessThanOrEqual(limit);
          seen.push(...page.data.map(({ transactionId, entries }) => `${transactionId} ${entries.length}`));
          query = page.next === null ? null : `?limit=${limit}&cursor=${encodeURIComponent(page.next)}`;
        }
        expect(seen).toEqual(expected);
      }),
      { numRuns: 8 },
    );
    await fresh.close();
  });

  test("of another marketplace do not exist", async () => {
    const transactionId = await post(2, "shop-1", [walletToppedUp(1n)]);
    const ours = (await transactions("?limit=200")).data.map((each) => each.transactionId);
    expect(ours).not.toContain(formatId("transaction", transactionId));
  });

  test.each([
    ["policyId=pol_x", "/query/policyId"],
    ["policyId=clm_0000000000001", "/query/policyId"],
    ["claimId=", "/query/claimId"],
    ["claimId=pol_0000000000001", "/query/claimId"],
    ["account=9999", "/query/account"],
    ["account=2203'%20or%20true", "/query/account"],
    ["limit=0", "/query/limit"],
    ["colour=red", "/query/colour"],
  ])("%s is refused", async (query, pointer) => {
    const answer = await server.call("GET", `/v1/ledger/transactions?${query}`, { as: key });
    expect(pointersOf(expectProblem(answer, "validation_failed"))).toEqual([pointer]);
  });

  test("a cursor is good for its filter alone", async () => {
    const { next } = await transactions("?limit=1");
    expectProblem(
      await server.call("GET", `/v1/ledger/transactions?account=2203&cursor=${encodeURIComponent(next ?? "")}`, {
        as: key,
      }),
      "cursor_invalid",
    );
  });
});

test("the books are for servers, finance, audit, admins and supervisors", async () => {
  for (const path of ["/v1/ledger/trial-balance", "/v1/ledger/transactions"]) {
    for (const role of ["finance", "auditor", "admin", "supervisor"] as const) {
      expect((await server.call("GET", path, { as: server.tenant.staff[role].token })).status).toBe(200);
    }
    for (const role of ["adjuster", "actuary", "platform"] as const) {
      expectProblem(await server.call("GET", path, { as: server.tenant.staff[role].token }), "forbidden");
    }
    for (const role of ["buyer", "merchant"] as const) {
      expectProblem(
        await server.call("GET", path, { as: await server.session(server.tenant, role, "x") }),
        "forbidden",
      );
    }
    expectProblem(await server.call("GET", path), "unauthenticated");
  }
});

describe("writing transfers", () => {
  const row = (changes: Partial<TransferRow> = {}): TransferRow => {
    const at = server.clock.now();
    const place = {
      tenantId: 1,
      book: 7,
      merchantId: "w",
      transactionId: server.context.ids.next(7),
      occurredAt: at,
      recordedAt: at,
    };
    const [first] = transferRows(server.context, place, [walletToppedUp(1n)]);
    if (first === undefined) throw new Error("one posting is one row");
    return { ...first, ...changes };
  };
  const write = (rows: readonly TransferRow[], tenantId = 1) =>
    inTransaction(server.context.db, tenantId, (tx) => insertTransfers(tx, rows));

  test("a thousand go in one statement, and read back as they were", async () => {
    const rows = Array.from({ length: 1_000 }, (_, i) =>
      row({
        amount: BigInt(i) + 1n,
        policyId: i % 2 === 0 ? BigInt(i) : null,
        merchantId: i % 3 === 0 ? "" : '店,{}"\\',
      }),
    );
    let statements = 0;
    await inTransaction(server.context.db, 1, async (tx) => {
      const counted: Queryable = {
        query: (query) => {
          statements += 1;
          return tx.query(query);
        },
      };
      await insertTransfers(counted, rows);
    });
    expect(statements).toBe(1);
    const { rows: read } = await server.database.owner.query(
      `select transfer_id as "transferId", amount, policy_id as "policyId", merchant_id as "merchantId", occurred_at as "occurredAt"
       from transfer where book = 7 order by transfer_id`,
    );
    const kept = rows.map(({ transferId, amount, policyId, merchantId, occurredAt }) => ({
      transferId,
      amount,
      policyId,
      merchantId,
      occurredAt,
    }));
    expect(read).toEqual(kept.sort((a, b) => (a.transferId < b.transferId ? -1 : 1)));
  });

  test("none is fine", async () => {
    await write([]);
  });

  test("the table holds out against what core would never post", async () => {
    await expect(write([row({ amount: 0n })])).rejects.toMatchObject({ constraint: "transfer_amount_positive" });
    await expect(write([row({ credit: "1012" })])).rejects.toMatchObject({ constraint: "transfer_moves" });
    const twice = row();
    await expect(write([twice, twice])).rejects.toMatchObject({ constraint: "transfer_pk" });
    await expect(write([row({ tenantId: 2 })])).rejects.toThrow("row-level security");
  });

  test("the application may neither change nor delete what was posted", async () => {
    for (const text of ["update transfer set amount = 1", "delete from transfer", "truncate transfer"]) {
      await expect(server.context.db.query(text)).rejects.toThrow("permission denied");
    }
  });
});
