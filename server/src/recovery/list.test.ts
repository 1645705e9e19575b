import { composeId, formatId } from "@anxin/core/id";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectProblem } from "../testing/problem.js";
import { startTestServer, type TestServer } from "../testing/server.js";
import { recoveryReadRoutes } from "./read-routes.js";

const DAYS = ["2026-11-01", "2026-11-02", "2026-11-03"] as const;
const ids = DAYS.map((_, i) => composeId(1_780_000_000_000 + i, 5, 0));

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ rooms: [recoveryReadRoutes] });
  for (const [i, day] of DAYS.entries()) {
    await server.database.owner.query(
      `insert into recovery (book, tenant_id, recovery_id, claim_id, policy_id, decision_id, order_id, line_id, merchant_id, product,
         product_version, peril, funding, debtor_kind, debtor_id, basis, claimed, denied, received, netted, written_off, receivable,
         owed_back, phase, status, attempt, asked, grew, opened_at, updated_at, revision)
       values (5, 1, $1, $2, 1, 1, 'o', '1', 'shop-1001', 'transit-damage', 1, 'breakage', 'insurance', 'carrier', 'SF', '', 100, 0, 0, 0, 0,
         100, 0, 'opened', 'opened', 0, 0, false, $3, $3, 1)`,
      [ids[i], i + 1, `${day}T00:00:00Z`],
    );
  }
});
afterAll(() => server.close());

const ask = (query: string) => server.call("GET", `/v1/recoveries?${query}`, { as: server.tenant.staff.finance.token });

async function listed(query: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (let cursor = ""; ; ) {
    const answer = await ask(`${query}${cursor}`);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    const { data, next } = answer.body as { data: { recoveryId: string }[]; next: string | null };
    found.push(...data.map(({ recoveryId }) => recoveryId));
    if (next === null) return found;
    cursor = `&cursor=${encodeURIComponent(next)}`;
  }
}

test("recoveries come newest first or oldest first, on pages that meet, and within days", async () => {
  const oldest = ids.map((id) => formatId("recovery", id));
  expect(await listed("limit=1")).toEqual([...oldest].reverse());
  expect(await listed("limit=2&sort=oldest")).toEqual(oldest);
  expect(await listed("from=2026-11-02T00:00:00Z&until=2026-11-03T00:00:00Z")).toEqual([oldest[1]]);
  expectProblem(await ask("sort=amount"), "validation_failed");
  expectProblem(await ask("from=2026-11-02T00:00:00Z&until=2026-11-02T00:00:00Z"), "validation_failed");
});
