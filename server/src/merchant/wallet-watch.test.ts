import { DAY_MS, HOUR_MS } from "@anxin/core/time";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectInvariants } from "../testing/invariants.js";
import { settle } from "../worker.js";
import { openPurse, type Purse } from "./testing/purse.js";
import { watchWallets } from "./wallet-watch.js";

let premium: number;
let purse: Purse;
beforeAll(async () => {
  purse = await openPurse();
  [premium = 0] = (await purse.feed(1)).premiums;
  await purse.topUp(1_000 * premium);
});
afterAll(async () => {
  await expectInvariants(purse.market.server.context);
  await purse.market.close();
});

const tick = () => settle(purse.market.server.context);
const alerts = (condition: string): Promise<number> =>
  purse.market.count(`select count(*) from wallet_alert where merchant_id = 'shop-1001' and ${condition}`);

test("a wallet is told once when it falls below its threshold, and again only after it recovered", async () => {
  await purse.bring(500 * premium);
  await purse.terms(0, 498 * premium);
  await tick();
  expect(await purse.told("wallet.low")).toBe(0);
  await purse.feed(2);
  expect(await purse.wallet()).toMatchObject({ low: false, lowBalance: 498 * premium });
  await tick();
  expect(await purse.told("wallet.low")).toBe(0);
  await purse.feed(1);
  expect(await purse.wallet()).toMatchObject({ low: true });
  await Promise.all([tick(), tick()]);
  await purse.feed(3);
  await tick();
  await tick();
  expect(await purse.told("wallet.low")).toBe(1);
  await purse.topUp(1_000 * premium);
  expect(await purse.wallet()).toMatchObject({ low: false });
  await tick();
  expect(await alerts("recovered_at is not null")).toBe(1);
  await purse.bring(497 * premium);
  await tick();
  expect(await purse.told("wallet.low")).toBe(2);
  expect(await alerts("recovered_at is null")).toBe(1);
  await purse.terms(0);
  await tick();
  expect(await alerts("recovered_at is null")).toBe(0);
});

test("a wallet is told by one of many workers", async () => {
  const before = await purse.told("wallet.low");
  await purse.terms(0, 5_000 * premium);
  const { context } = purse.market.server;
  // Each of them looks at everything, as after a start.
  const changed = await Promise.all(Array.from({ length: 6 }, () => watchWallets({ ...context })));
  expect(changed.reduce((sum, each) => sum + each, 0)).toBe(1);
  expect(await purse.told("wallet.low")).toBe(before + 1);
  await purse.terms(0);
  await tick();
});

test("a wallet is told when it lasts for fewer than three days, from what it spends", async () => {
  const { clock } = purse.market.server;
  for (let day = 0; day < 9; day++) {
    clock.advance(DAY_MS);
    await tick();
  }
  const start = (await purse.wallet()).balance;
  const { premiums } = await purse.feed(20);
  const spent = premiums.reduce((sum, each) => sum + each, 0);
  clock.advance(HOUR_MS);
  const { dailySpend, daysLeft, balance } = await purse.wallet();
  expect(balance).toBe(start - spent);
  expect(dailySpend).toBeGreaterThanOrEqual(Math.ceil(spent / 8));
  expect(dailySpend).toBeLessThanOrEqual(spent);
  expect(daysLeft).toBe(Math.floor(balance / (dailySpend ?? 1)));
  const before = await purse.told("wallet.low");
  await purse.bring((dailySpend ?? 0) * 3);
  await tick();
  expect(await purse.wallet()).toMatchObject({ daysLeft: 3, low: false });
  expect(await purse.told("wallet.low")).toBe(before);
  await purse.bring((dailySpend ?? 0) * 3 - 1);
  await tick();
  expect(await purse.wallet()).toMatchObject({ daysLeft: 2, low: true });
  expect(await purse.told("wallet.low")).toBe(before + 1);
  // Three days are enough again, yet a day to spare is what ends it.
  await purse.bring((dailySpend ?? 0) * 3);
  await tick();
  expect(await alerts("recovered_at is null")).toBe(1);
  await purse.bring((dailySpend ?? 0) * 4);
  await tick();
  expect(await alerts("recovered_at is null")).toBe(0);
});

test("a wallet has no forecast where nothing was spent", async () => {
  const { tenant, call } = purse.market.server;
  await call("PUT", "/v1/merchants/quiet", { as: tenant.apiKey, body: { name: "quiet" } });
  expect((await purse.market.get("/v1/merchants/quiet/wallet")).body).toMatchObject({
    balance: 0,
    dailySpend: null,
    daysLeft: null,
    low: false,
    changes: [],
  });
});
