import { formatId, type Id } from "@anxin/core/id";
import { premiumDebited, premiumRefunded } from "@anxin/core/ledger/templates";
import { formatInstant } from "@anxin/core/time";
import { insertTransfers } from "@anxin/store/ledger";
import { inTransaction } from "@anxin/store/transaction";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { transferRows } from "../ledger/book.js";
import { ledgerRoutes } from "../ledger/routes.js";
import { expectProblem, pointersOf } from "../testing/problem.js";
import { startTestServer, type TestServer } from "../testing/server.js";
import { merchantRoutes } from "./routes.js";
import { merchantKey } from "./shop.js";

let server: TestServer;
let key: string;
let shops = 0;
let shop: string;
beforeAll(async () => {
  server = await startTestServer({ rooms: [merchantRoutes, ledgerRoutes] });
  key = server.tenant.apiKey;
});
afterAll(() => server.close());
beforeEach(async () => {
  shop = `shop-${shops++}`;
  await server.call("PUT", `/v1/merchants/${shop}`, { as: key, body: { name: shop } });
});

let keys = 0;
const topUp = (amount: unknown, options: { as?: string; key?: string; shop?: string } = {}) =>
  server.call("POST", `/v1/merchants/${options.shop ?? shop}/wallet/top-ups`, {
    as: options.as ?? key,
    body: { amount },
    key: options.key ?? `top-${keys++}`,
  });

interface Wallet {
  readonly balance: number;
  readonly movements: {
    readonly data: readonly { readonly cause: string; readonly change: number; readonly balanceAfter: number }[];
    readonly next: string | null;
  };
}
const wallet = async (query = "", as = key): Promise<Wallet> => {
  const answer = await server.call("GET", `/v1/merchants/${shop}/wallet${query}`, { as });
  expect(answer.status).toBe(200);
  return answer.body as Wallet;
};

/** Debits the wallet as the order flow does: wallet and transfer in one transaction. */
async function debit(amount: bigint, policyId: Id): Promise<void> {
  const { context } = server;
  const { book, merchantId } = merchantKey(1, shop);
  const at = context.clock.now();
  await inTransaction(context.db, 1, async (tx) => {
    const place = {
      tenantId: 1,
      book,
      merchantId,
      transactionId: context.ids.next(book),
      occurredAt: at,
      recordedAt: at,
    };
    const posting = { ...premiumDebited("merchant", "insurance", amount), policyId, product: "return-freight" };
    await insertTransfers(tx, transferRows(context, place, [posting]));
    await tx.query("update wallet set balance = balance - $1 where merchant_id = $2", [amount, merchantId]);
  });
}

test("in the sandbox a top-up is settled at once: wallet, top-up and books agree", async () => {
  const answer = await topUp(50_000);
  expect(answer).toMatchObject({ status: 201, body: { amount: 50_000, status: "settled", payUrl: null } });
  const { topUpId } = answer.body as { topUpId: string };
  expect(topUpId).toMatch(/^top_[0-9a-z]{13}$/);
  const { balance, movements } = await wallet();
  expect(balance).toBe(50_000);
  expect(movements).toEqual({
    data: [
      {
        transferId: expect.stringMatching(/^trf_/) as string,
        transactionId: expect.stringMatching(/^txn_/) as string,
        cause: "wallet_topped_up",
        change: 50_000,
        balanceAfter: 50_000,
        occurredAt: formatInstant(server.clock.now()),
        product: null,
        orderId: null,
        lineId: null,
        policyId: null,
        topUpId,
        refundId: null,
        claimId: null,
        decisionId: null,
        recoveryId: null,
        settledCredit: 0,
      },
    ],
    next: null,
  });
  const { rows } = await server.database.owner.query(
    "select amount, status, settled_at is not null as paid from top_up where merchant_id = $1",
    [shop],
  );
  expect(rows).toEqual([{ amount: 50_000n, status: "settled", paid: true }]);
});

test("a top-up that is sent twice happens once, also at the same time", async () => {
  const first = await topUp(100, { key: "once" });
  expect((await topUp(100, { key: "once" })).body).toEqual(first.body);
  expectProblem(await topUp(200, { key: "once" }), "idempotency_key_reused");
  await Promise.all(Array.from({ length: 10 }, () => topUp(7, { key: "rush" })));
  expect((await wallet()).balance).toBe(107);
});

test("fifty top-ups at once all arrive", async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => topUp(i + 1)));
  expect(answers.every(({ status }) => status === 201)).toBe(true);
  expect((await wallet()).balance).toBe(1_275);
});

test("the log runs newest first with the balance that each movement left, over any number of pages", async () => {
  await topUp(1_000);
  for (let i = 1; i <= 6; i++) {
    server.clock.advance(1_000);
    await debit(BigInt(i * 10), server.context.ids.next(0));
  }
  server.clock.advance(1_000);
  await topUp(500);
  const whole = (await wallet()).movements;
  expect(whole.data.map(({ change, balanceAfter }) => [change, balanceAfter])).toEqual([
    [500, 1_290],
    [-60, 790],
    [-50, 850],
    [-40, 900],
    [-30, 940],
    [-20, 970],
    [-10, 990],
    [1_000, 1_000],
  ]);
  const paged: unknown[] = [];
  let query: string | null = "?limit=3";
  while (query !== null) {
    const { movements }: Wallet = await wallet(query);
    paged.push(...movements.data);
    query = movements.next === null ? null : `?limit=3&cursor=${encodeURIComponent(movements.next)}`;
  }
  expect(paged).toEqual(whole.data);
});

test("a movement names its policy and, where that is kept, its order", async () => {
  const { context } = server;
  await topUp(1_000);
  const { book } = merchantKey(1, shop);
  const policyId = context.ids.next(book);
  await server.database.owner.query(
    `insert into policy (policy_id, issued_at, bound_at, premium, sum_insured, tenant_id, product_version, book, product, payer,
       merchant_id, buyer_id, order_id, line_id, rating)
     values ($1, now(), now(), 60, 1200, 1, 1, $2, 'return-freight', 'merchant', $3, 'b-1', 'T-1', '1', '')`,
    [policyId, book, shop],
  );
  await debit(60n, policyId);
  expect((await wallet()).movements.data[0]).toMatchObject({
    cause: "premium_debited",
    change: -60,
    product: "return-freight",
    policyId: formatId("policy", policyId),
    orderId: "T-1",
    lineId: "1",
    topUpId: null,
  });
});

test("what moves other accounts of the merchant is not in the log", async () => {
  const { context } = server;
  const { book, merchantId } = merchantKey(1, shop);
  const at = context.clock.now();
  const place = {
    tenantId: 1,
    book,
    merchantId,
    transactionId: context.ids.next(book),
    occurredAt: at,
    recordedAt: at,
  };
  await inTransaction(context.db, 1, (tx) =>
    insertTransfers(
      tx,
      transferRows(context, place, [{ ...premiumRefunded("buyer", "insurance", 10n), product: "screen-crack" }]),
    ),
  );
  expect((await wallet()).movements.data).toEqual([]);
});

test.each([
  [0, "validation_failed"],
  [-1, "validation_failed"],
  [1.5, "validation_failed"],
  ["100", "validation_failed"],
  [null, "validation_failed"],
  [2 ** 53, "validation_failed"],
  [1_000_000_001, "limit_exceeded"],
  [Number.MAX_SAFE_INTEGER, "limit_exceeded"],
])("%j fen are refused with %s", async (amount, code) => {
  const problem = expectProblem(await topUp(amount), code);
  expect(pointersOf(problem)).toEqual(["/amount"]);
  if (code === "limit_exceeded") expect(problem).toMatchObject({ limit: 1_000_000_000, unit: "fen per top-up" });
  expect((await wallet()).balance).toBe(0);
});

test("one fen and ten million yuan are taken", async () => {
  expect((await topUp(1)).status).toBe(201);
  expect((await topUp(1_000_000_000)).status).toBe(201);
  expect((await wallet()).balance).toBe(1_000_000_001);
});

test("a merchant sees and tops up its own wallet, and no other", async () => {
  const merchant = await server.session(server.tenant, "merchant", shop);
  expect((await topUp(100, { as: merchant })).status).toBe(201);
  expect((await wallet("", merchant)).balance).toBe(100);
  expectProblem(await topUp(100, { as: merchant, shop: "shop-0" }), "not_found");
  expectProblem(await server.call("GET", "/v1/merchants/shop-0/wallet", { as: merchant }), "not_found");
});

test("who may not, and what is not there", async () => {
  for (const role of ["finance", "auditor"] as const) {
    const as = server.tenant.staff[role].token;
    expect((await wallet("", as)).balance).toBe(0);
    expectProblem(await topUp(1, { as }), "forbidden");
  }
  expectProblem(await topUp(1, { as: server.tenant.staff.adjuster.token }), "forbidden");
  expectProblem(await topUp(1, { shop: "nobody" }), "not_found");
  expectProblem(await topUp(1, { as: server.other.apiKey }), "not_found");
  expectProblem(await server.call("GET", "/v1/merchants/nobody/wallet", { as: key }), "not_found");
  expectProblem(
    await server.call("POST", `/v1/merchants/${shop}/wallet/top-ups`, { as: key, body: { amount: 1 } }),
    "idempotency_key_missing",
  );
});

test("in production nothing is credited that was not paid", async () => {
  const production = await startTestServer({ rooms: [merchantRoutes], config: { mode: "production" } });
  const as = production.tenant.apiKey;
  await production.call("PUT", "/v1/merchants/s", { as, body: { name: "s" } });
  expectProblem(
    await production.call("POST", "/v1/merchants/s/wallet/top-ups", { as, body: { amount: 1 }, key: "k" }),
    "switched_off",
  );
  expect(await production.call("GET", "/v1/merchants/s/wallet", { as })).toMatchObject({ body: { balance: 0 } });
  await production.close();
});

test("the books show what all wallets hold together", async () => {
  await topUp(4_200);
  const { rows } = await server.database.owner.query<{ total: bigint }>(
    "select sum(balance)::int8 as total from wallet where tenant_id = 1",
  );
  const balance = (await server.call("GET", "/v1/ledger/trial-balance", { as: key })).body as {
    accounts: { code: string; balance: number }[];
  };
  expect(balance.accounts.find(({ code }) => code === "2203")?.balance).toBe(Number(rows[0]?.total));
});
