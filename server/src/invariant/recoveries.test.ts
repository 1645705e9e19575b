import { inTransaction } from "@anxin/store/transaction";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SHOP } from "../order/testing/marketplace.js";
import { type Debtors, openDebtors } from "../recovery/testing/debtors.js";
import { checkRecoveries } from "./recoveries.js";

let debtors: Debtors;
beforeAll(async () => {
  debtors = await openDebtors();
  const granted = await debtors.grant({ product: "transit-damage", peril: "breakage", amount: 10_000n });
  const path = `/v1/recoveries/${granted.recoveryId}`;
  await debtors.post(`${path}/receipts`, { amount: 3_000, bankReference: "B-1" });
  await debtors.post(`${path}/write-offs`, { amount: 2_000, reason: "停业" });
  const { writeOffs } = await debtors.read(granted.recoveryId);
  await debtors.post(
    `${path}/write-offs/${writeOffs[0]?.writeOffId}/approval`,
    { approve: true },
    { as: debtors.supervisor, headers: { "if-match": await debtors.etag(granted.recoveryId) } },
  );
  await debtors.post(`/v1/merchants/${SHOP}/deposit/receipts`, { amount: 500, bankReference: "D-1" });
}, 60_000);
afterAll(() => debtors.close());

/** What I18 finds wrong after these statements; they are undone. */
async function foundAfter(...statements: readonly string[]) {
  const { context, tenant, database } = debtors.market.server;
  const scope = {
    catalogue: context.catalogue,
    now: context.clock.now(),
    latest: context.clock.now(),
    newestMax: null,
  };
  return inTransaction(database.owner, tenant.tenantId, async (tx) => {
    await tx.query("savepoint sound");
    for (const text of statements) await tx.query(text);
    const { violations } = await checkRecoveries(scope, tx);
    await tx.query("rollback to savepoint sound");
    return violations;
  });
}
const loosen = "alter table recovery drop constraint recovery_adds_up, drop constraint recovery_owes_or_is_owed";

test("sound recoveries and deposits are found sound", async () => {
  expect(await foundAfter()).toEqual([]);
});

test.each<[string, readonly string[], RegExp, RegExp]>([
  [
    "a recovery with a fen too many",
    [loosen, "update recovery set receivable = receivable + 1"],
    /^rcv_/,
    /receivable 5001/,
  ],
  [
    "one that says it received what the ledger has not",
    ["update recovery set received = received + 1, receivable = receivable - 1"],
    /^rcv_/,
    /received 3001/,
  ],
  ["money that was received for no recovery", ["delete from recovery"], /^rcv_/, /is not there, and moved 10000 fen/],
  [
    "one that was written off in the ledger alone",
    ["delete from transfer where kind = 'recovery_written_off'"],
    /^rcv_/,
    /0 written off/,
  ],
  ["one whose history has a gap", ["delete from recovery_event where sequence = 2"], /^rcv_/, /ends at number 4/],
  [
    "one that stands elsewhere than its history ends",
    ["update recovery set status = 'accepted'"],
    /^rcv_/,
    /not accepted/,
  ],
  ["one of more than was granted", ["update claim set agreed_amount = 9999"], /^rcv_/, /was granted 9999/],
  [
    "a write-off that its maker approved",
    [
      "alter table recovery_write_off drop constraint recovery_write_off_four_eyes",
      "update recovery_write_off set judged_by = proposed_by",
    ],
    /^wof_/,
    /one and the same person/,
  ],
  [
    "a deposit with a fen too many",
    ["update merchant_deposit set balance = balance + 1"],
    /^merchant shop-1001$/,
    /holds 501 fen/,
  ],
  [
    "a deposit that the ledger does not have",
    ["delete from transfer where kind = 'deposit_received'"],
    /^merchant/,
    /the ledger has 0/,
  ],
  [
    "a receivable of another funding than its account",
    ["update recovery set funding = 'guarantee_service'"],
    /^account 12\d\d$/,
    /open recoveries have/,
  ],
])("%s is found", async (_name, statements, subject, detail) => {
  const violations = await foundAfter(...statements);
  expect(violations).toContainEqual({
    subject: expect.stringMatching(subject) as unknown,
    detail: expect.stringMatching(detail) as unknown,
  });
});
