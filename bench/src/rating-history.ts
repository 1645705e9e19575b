// Makes the history that the repricing benchmark rates: merchants, buyers, policies and agreed claims, written in order of time.

import { bookOf } from "@anxin/core/id";
import type { Day } from "@anxin/core/time";
import { DAY_MS, type Instant, plus, startOfDay } from "@anxin/core/time";
import type { Pool, PoolClient } from "@anxin/store/connection";
import { textArray } from "@anxin/store/statement";

export interface History {
  readonly tenantId: number;
  readonly merchants: number;
  readonly buyers: number;
  readonly policies: number;
  /** The day that the first night begins; one more day of sales follows it. */
  readonly runOn: Day;
}

/** Days of sales before the first night, and the one after it. */
const DAYS_BEFORE = 90;
const CHUNK = 500_000;
const MERCHANT_ID = "shop-";
const BUYER_ID = "buyer-";

/**
 * Fills policy and claim as the product would, but in bulk. Every fifth policy falls on a tenth of the buyers, and every third
 * on a hundredth of the merchants, so that sizes differ as in life; rates of return differ by merchant and buyer, 2 to 48 %.
 */
export async function makeHistory(pool: Pool, history: History, say: (line: string) => void): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("set statement_timeout = 0");
    await fill(client, history, say);
    await client.query("analyze");
  } finally {
    client.release(true);
  }
}

async function fill(client: PoolClient, history: History, say: (line: string) => void): Promise<void> {
  const { tenantId, merchants, policies, runOn } = history;
  const ids = Array.from({ length: merchants }, (_, i) => `${MERCHANT_ID}${String(i).padStart(6, "0")}`);
  await client.query(
    "create table bench_merchant (number integer primary key, merchant_id text not null, book smallint not null)",
  );
  await client.query({
    text: `insert into bench_merchant select row_number() over () - 1, merchant_id, book
      from unnest($1::text[], $2::int2[]) as row (merchant_id, book)`,
    values: [textArray(ids), ids.map((id) => bookOf(tenantId, id))],
  });
  const from = plus(startOfDay(runOn), -DAYS_BEFORE * DAY_MS);
  for (let at = 0; at < policies; at += CHUNK) {
    const until = Math.min(at + CHUNK, policies);
    await insertChunk(client, history, { at, until }, from);
    say(`  ${until} of ${policies} policies`);
  }
}

async function insertChunk(
  client: PoolClient,
  { tenantId, merchants, buyers, policies }: History,
  { at, until }: { readonly at: number; readonly until: number },
  from: Instant,
): Promise<void> {
  const stepUs = Math.floor(((DAYS_BEFORE + 1) * DAY_MS * 1_000) / policies);
  const heavyBuyers = Math.max(1, Math.floor(buyers / 10));
  const heavyMerchants = Math.max(1, Math.floor(merchants / 100));
  await client.query({
    text: `insert into policy (policy_id, issued_at, bound_at, effective_at, expires_at, premium, sum_insured, campaign_id, tenant_id,
        product_version, book, product, payer, merchant_id, buyer_id, order_id, line_id, rating)
      select i * 4194304, moment, moment - interval '20 minutes', moment, moment + interval '90 days', 60, 1200, null, $1::int4,
        1, m.book, 'return-freight', 'merchant', m.merchant_id, '${BUYER_ID}' || lpad(buyer::text, 8, '0'), 'B' || i, '1', 'bench'
      from (
        select i, at_ms($4::int8) + i * $5::int8 * interval '1 microsecond' as moment,
          case when i % 5 = 0 then (i / 5 * 40503) % $6::int8 else (i * 4 / 5 * 65537) % $7::int8 end as buyer,
          case when i % 3 = 0 then (i / 3 * 7919) % $8::int8 else (i * 104729) % $9::int8 end as merchant
        from generate_series($2::int8, $3::int8 - 1) as i
      ) as sale
      join bench_merchant m on m.number = sale.merchant
      order by i`,
    values: [tenantId, at, until, from, stepUs, heavyBuyers, buyers, heavyMerchants, merchants],
  });
  await client.query({
    text: `insert into claim (book, tenant_id, claim_id, policy_id, order_id, line_id, merchant_id, buyer_id, product, product_version, peril,
        return_id, waybill_key, status, revision, occurred_at, reported_at, decided_at, description, fields, declaration, reserve, agreed_amount,
        filed_by)
      select p.book, p.tenant_id, p.policy_id + 1, p.policy_id, p.order_id, '1', p.merchant_id, p.buyer_id, p.product, 1, 'return',
        'r1', null, 'approved', 2, p.issued_at + interval '8 days', p.issued_at + interval '8 days', p.issued_at + interval '10 days', '', '{}', true,
        0, 1000, 'system'
      from policy p
      where p.issued_at >= at_ms($1::int8) + $2::int8 * $4::int8 * interval '1 microsecond'
        and p.issued_at < at_ms($1::int8) + $3::int8 * $4::int8 * interval '1 microsecond'
        -- Shops return 2 to 30 % of what they sell, some buyers 18 % more.
        and abs(hashint8(p.policy_id) % 100) < 2 + right(p.merchant_id, 2)::int % 29 + case when right(p.buyer_id, 1) = '7' then 18 else 0 end
      order by p.issued_at`,
    values: [from, at, until, stepUs],
  });
}
