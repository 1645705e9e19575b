// Every source of the audit log by itself: what stands in its table is told as who did what when to what, with what was before
// and after. The tables are written to directly, so that no flow hides what a source leaves out.

import { bookOf, composeId, formatId } from "@anxin/core/id";
import { AUDIT_SOURCES } from "@anxin/store/audit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Marketplace, openMarketplace, SHOP } from "../order/testing/marketplace.js";
import { expectProblem } from "../testing/problem.js";

const TENANT = 1;
const BOOK = bookOf(TENANT, SHOP);
const ID = composeId(1_780_000_000_000, BOOK, 1);
const CLERK = "staff:7700";
/** Later than everything that opening a marketplace does. */
const BEFORE = "2026-11-12T01:00:00.000Z";
const AT = "2026-11-12T02:00:00.000Z";
const [CLAIM, PAYOUT, RECOVERY] = [formatId("claim", ID), formatId("payout", ID), formatId("recovery", ID)];

interface Told {
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string; readonly part: string | null };
  readonly before: object | null;
  readonly after: object | null;
  readonly reason: string;
  /** Rows of the table, by column; the last one is what the entry tells. */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** What rules, sweeps or another house did: it is in the table and not in the log. */
  readonly unsaid?: Readonly<Record<string, unknown>>;
}

const claimEvent = { book: BOOK, claim_id: ID, from_status: "in_review", detail: "同意", at: AT, actor: CLERK };
const limit = { role: "adjuster", level: 1, product: "quality", set_by: CLERK, person: "p", reason: "复核" };
const staff = { staff_id: 7701n, level: 1, person: null, enabled: true, changed_by: CLERK, reason: "转岗" };
const stop = { name: "issue", product: "quality", changed_by: CLERK, reason: "演练" };
const campaign = {
  ...{ campaign_id: ID, name: "双11", budget: 1_000n, ends_at: "2026-12-01T00:00:00.000Z", changed_by: CLERK },
  ...{ per_buyer_max: 1, per_merchant_gifts_max: null, per_merchant_amount_max: null },
};
const enrolment = {
  ...{ book: BOOK, merchant_id: SHOP, product: "allergy", scope_kind: "all", scope_values: [], changed_by: CLERK },
};
const wallet = { book: BOOK, merchant_id: SHOP, changed_by: CLERK };
const refund = {
  ...{ book: BOOK, refund_id: ID, merchant_id: SHOP, status: "prepared", machine: "{}", request: "", revision: 1 },
  ...{ requested_by: CLERK, prepared_at: AT },
};
const deposit = { book: BOOK, merchant_id: SHOP, reference: "BANK-1", moved_by: CLERK };
const recoveryTerms = {
  ...{ book: BOOK, merchant_id: SHOP, netting: false, agreed_on: null, text_version: "", source: "deposit" },
  ...{ month_max: null, changed_by: CLERK },
};
const carrier = {
  ...{ carrier: "SF", effective_on: "2026-11-01", parcel_max: null, freight_times: null, freight_usual: 1_200n },
  ...{ within_days: null, changed_by: CLERK, note: "续签" },
};
const recovery = { book: BOOK, recovery_id: ID, actor: CLERK, reason: "汇款", reference: "BANK-2" };
const registered = {
  ...{ entry_id: ID, kind: "repairer", keys: [], name: "快修", terms: "{}", changed_by: CLERK },
  ...{ effective_from: "2026-11-01T00:00:00.000Z" },
};
const order = { book: BOOK, service_order_id: ID, actor: CLERK, note: "已修" };

/** What each source tells, by the name of its statement. */
const SOURCES: Readonly<Record<string, Told & { readonly table: string }>> = {
  audit_entries: {
    table: "audit_entry",
    rows: [
      {
        ...{ entry_id: ID, at: AT, actor: CLERK, action: "key.revoked", subject_kind: "key", subject_id: "k1" },
        ...{ before: '{"label":"erp"}', after: null, reason: "泄露" },
      },
    ],
    ...{ action: "key.revoked", subject: { kind: "key", id: "k1", part: null }, reason: "泄露" },
    ...{ before: { label: "erp" }, after: null },
  },
  audit_claim_events: {
    table: "claim_event",
    rows: [{ ...claimEvent, sequence: 2, kind: "decided", to_status: "approved" }],
    unsaid: { ...claimEvent, sequence: 1, kind: "referred", to_status: "in_review", actor: "rules" },
    ...{ action: "claim.decided", subject: { kind: "claim", id: CLAIM, part: null }, reason: "同意" },
    ...{ before: { status: "in_review" }, after: { status: "approved" } },
  },
  audit_leases: {
    table: "review_lease_change",
    rows: [
      {
        ...{ book: BOOK, claim_id: ID, change_id: ID, kind: "taken_over", holder: CLERK, former: "staff:7702" },
        ...{ reason: "请假", at: AT },
      },
    ],
    ...{ action: "claim.lease_taken_over", subject: { kind: "claim", id: CLAIM, part: null }, reason: "请假" },
    ...{ before: { holder: "staff:7702" }, after: { holder: CLERK } },
  },
  audit_assessments: {
    table: "qa_sample",
    rows: [
      {
        ...{ book: BOOK, claim_id: ID, decision_id: ID, day: "2026-11-11", stratum: "all", product: "quality" },
        ...{ decided_by: "staff:7703", outcome: "approve", amount: 1n, sampled_at: BEFORE, assessed_at: AT },
        ...{ assessed_by: CLERK, agrees: false, findings: ["amount"], note: "多算" },
      },
    ],
    unsaid: {
      ...{ book: BOOK, claim_id: ID, decision_id: ID + 1n, day: "2026-11-11", stratum: "all", product: "quality" },
      ...{ decided_by: "staff:7703", outcome: "approve", amount: 1n, sampled_at: AT },
    },
    action: "review.assessed",
    subject: { kind: "decision", id: formatId("decision", ID), part: "quality" },
    ...{ reason: "多算", before: null, after: { agrees: false, findings: ["amount"], decidedBy: "staff:7703" } },
  },
  audit_replays: {
    table: "decision_run",
    rows: [
      {
        ...{ run_id: ID, kind: "replay", day: "2026-11-11", state: "running", cursor_id: 0n, done: 0n, total: 0n },
        ...{ found: 0n, examples: "[]", asked_by: CLERK, started_at: AT },
      },
    ],
    unsaid: {
      ...{ run_id: ID + 1n, kind: "sample", day: "2026-11-11", state: "running", cursor_id: 0n, done: 0n, total: 0n },
      ...{ found: 0n, examples: "[]", asked_by: "schedule", started_at: AT },
    },
    ...{ action: "review.replay_started", subject: { kind: "day", id: "2026-11-11", part: null }, reason: "" },
    ...{ before: null, after: null },
  },
  audit_limits: {
    table: "authority_limit",
    rows: [
      { ...limit, revision: 901, amount_max: 100n, set_at: BEFORE, effective_at: BEFORE },
      { ...limit, revision: 902, amount_max: null, set_at: AT, effective_at: AT },
    ],
    ...{ action: "authority.set", subject: { kind: "role", id: "adjuster", part: "level 1 quality" }, reason: "复核" },
    before: { amountMax: 100, effectiveAt: BEFORE },
    after: { amountMax: null, effectiveAt: AT },
  },
  audit_staff: {
    table: "staff_change",
    rows: [
      { ...staff, revision: 1, changed_at: BEFORE },
      { ...staff, revision: 2, enabled: false, changed_at: AT },
    ],
    ...{ action: "staff.changed", subject: { kind: "staff", id: "7701", part: null }, reason: "转岗" },
    before: { level: 1, person: null, enabled: true },
    after: { level: 1, person: null, enabled: false },
  },
  audit_switches: {
    table: "kill_switch_change",
    rows: [
      { ...stop, change_id: ID, revision: 1, state: "stopped", changed_at: BEFORE },
      { ...stop, change_id: ID + 1n, revision: 2, state: "running", changed_at: AT },
    ],
    ...{ action: "switch.resumed", subject: { kind: "switch", id: "issue", part: "quality" }, reason: "演练" },
    ...{ before: { state: "stopped" }, after: { state: "running" } },
  },
  audit_campaigns: {
    table: "campaign_change",
    rows: [
      { ...campaign, revision: 1, status: "active", changed_at: BEFORE },
      { ...campaign, revision: 2, status: "paused", budget: 2_000n, changed_at: AT },
    ],
    action: "campaign.changed",
    ...{ subject: { kind: "campaign", id: formatId("campaign", ID), part: null }, reason: "" },
    before: { name: "双11", status: "active", budget: 1_000, endsAt: campaign.ends_at, maxPerBuyer: 1 },
    after: { name: "双11", status: "paused", budget: 2_000, endsAt: campaign.ends_at, maxPerBuyer: 1 },
  },
  audit_enrolments: {
    table: "enrolment_change",
    rows: [
      { ...enrolment, revision: 1, status: "active", changed_at: BEFORE },
      { ...enrolment, revision: 2, status: "paused", excluded_skus: ["S1"], changed_at: AT },
    ],
    ...{ action: "enrolment.changed", subject: { kind: "merchant", id: SHOP, part: "allergy" }, reason: "" },
    before: { status: "active", scope: "all", excludedSkus: [] },
    after: { status: "paused", scope: "all", excludedSkus: ["S1"] },
  },
  audit_wallet_terms: {
    table: "wallet_change",
    rows: [
      { ...wallet, revision: 901, credit_limit: 0n, low_balance: null, changed_at: BEFORE },
      { ...wallet, revision: 902, credit_limit: 500n, low_balance: 100n, changed_at: AT },
    ],
    ...{ action: "wallet.terms_changed", subject: { kind: "merchant", id: SHOP, part: null }, reason: "" },
    ...{ before: { creditLimit: 0, lowBalance: null }, after: { creditLimit: 500, lowBalance: 100 } },
  },
  audit_refunds: {
    table: "wallet_refund",
    rows: [
      { ...refund, part: 2, top_up_id: ID + 1n, amount: 300n, out_request_no: "r2" },
      { ...refund, part: 1, top_up_id: ID, amount: 700n, out_request_no: "r1" },
    ],
    ...{ action: "wallet.refund_requested", subject: { kind: "merchant", id: SHOP, part: null }, reason: "" },
    ...{ before: null, after: { amount: 1_000 } },
  },
  audit_deposits: {
    table: "merchant_deposit_movement",
    rows: [{ ...deposit, movement_id: ID, kind: "returned", amount: 200n, balance_after: 800n, moved_at: AT }],
    unsaid: {
      ...{ ...deposit, movement_id: ID + 1n, kind: "netted", amount: 1n, balance_after: 799n, moved_at: AT },
      moved_by: "system",
    },
    ...{ action: "deposit.returned", subject: { kind: "merchant", id: SHOP, part: null }, reason: "BANK-1" },
    ...{ before: { balance: 1_000 }, after: { balance: 800 } },
  },
  audit_recovery_terms: {
    table: "merchant_recovery_terms",
    rows: [
      { ...recoveryTerms, revision: 901, notice_days: 7, changed_at: BEFORE },
      { ...recoveryTerms, revision: 902, notice_days: 30, changed_at: AT },
    ],
    ...{ action: "recovery.merchant_terms_changed", subject: { kind: "merchant", id: SHOP, part: null }, reason: "" },
    ...{ before: { netting: false, noticeDays: 7 }, after: { netting: false, noticeDays: 30 } },
  },
  audit_carrier_terms: {
    table: "carrier_recovery_terms",
    rows: [
      { ...carrier, revision: 901, changed_at: BEFORE },
      { ...carrier, revision: 902, within_days: 30, changed_at: AT },
    ],
    ...{ action: "recovery.carrier_terms_changed", subject: { kind: "carrier", id: "SF", part: null }, reason: "续签" },
    ...{ before: { withinDays: null, freightUsual: 1_200 }, after: { withinDays: 30, freightUsual: 1_200 } },
  },
  audit_recoveries: {
    table: "recovery_event",
    rows: [
      { ...recovery, sequence: 1, kind: "opened", amount: 500n, status: "opened", at: BEFORE, actor: "system" },
      { ...recovery, sequence: 2, kind: "received", amount: 500n, status: "closed", at: AT },
    ],
    ...{ action: "recovery.received", subject: { kind: "recovery", id: RECOVERY, part: "BANK-2" }, reason: "汇款" },
    ...{ before: { status: "opened" }, after: { status: "closed", amount: 500 } },
  },
  audit_register: {
    table: "register_revision",
    rows: [
      { ...registered, revision: 1, status: "active", changed_at: BEFORE },
      { ...registered, revision: 2, status: "suspended", changed_at: AT },
    ],
    action: "register.changed",
    ...{ subject: { kind: "register_entry", id: formatId("registerEntry", ID), part: "repairer" }, reason: "" },
    ...{ before: { name: "快修", status: "active" }, after: { name: "快修", status: "suspended" } },
  },
  audit_payees: {
    table: "payee_change",
    rows: [
      {
        ...{ book: BOOK, change_id: ID, claim_id: ID, payee_sealed: Buffer.of(1), payee_mask: "wa***@example.com" },
        ...{ requested_by: CLERK, requested_at: AT, expires_at: AT, code_sha256: Buffer.of(1), state: "requested" },
      },
    ],
    ...{ action: "payout.payee_change_requested", subject: { kind: "claim", id: CLAIM, part: null }, reason: "" },
    ...{ before: null, after: { payee: "wa***@example.com", state: "requested" } },
  },
  audit_retries: {
    table: "payout_attempt",
    rows: [
      {
        ...{
          book: BOOK,
          payout_id: ID,
          sequence: 3,
          at: AT,
          action: "retry",
          out_biz_no: "AX-2",
          answer: "new_number",
        },
        ...{ code: null, detail: `replaces AX-1, which failed; by ${CLERK}` },
      },
    ],
    unsaid: {
      ...{ book: BOOK, payout_id: ID, sequence: 2, at: AT, action: "send", out_biz_no: "AX-1", answer: "failed" },
      ...{ code: null, detail: "" },
    },
    ...{ action: "payout.retried", subject: { kind: "payout", id: PAYOUT, part: null } },
    ...{ before: null, after: { outBizNo: "AX-2" }, reason: `replaces AX-1, which failed; by ${CLERK}` },
  },
  audit_service_orders: {
    table: "service_order_event",
    rows: [
      {
        ...{ ...order, sequence: 2, at: AT, step: "complete", from_status: "started", to_status: "completed" },
        amount: 18_000n,
      },
    ],
    unsaid: { ...order, sequence: 1, at: AT, step: "open", from_status: null, to_status: "open", actor: "rules" },
    action: "service_order.complete",
    ...{ subject: { kind: "service_order", id: formatId("serviceOrder", ID), part: null }, reason: "已修" },
    ...{ before: { status: "started" }, after: { status: "completed", amount: 18_000 } },
  },
};

interface Entry {
  readonly at: string;
  readonly action: string;
  readonly actor: { readonly caller: string };
}

let market: Marketplace;
const plant = async (table: string, tenantId: number, row: Readonly<Record<string, unknown>>): Promise<void> => {
  const columns = ["tenant_id", ...Object.keys(row)];
  const places = columns.map((_, i) => `$${i + 1}`).join(", ");
  const values = [tenantId, ...Object.values(row)];
  await market.server.database.owner.query(`insert into ${table} (${columns.join(", ")}) values (${places})`, values);
};
const ask = (as: string, query = `actor=${CLERK}&limit=200`) => market.get(`/v1/audit?${query}`, as);
const log = async (as: string, query?: string): Promise<readonly Entry[]> => {
  const answer = await ask(as, query);
  expect(answer.status).toBe(200);
  return (answer.body as { data: readonly Entry[] }).data;
};

beforeAll(async () => {
  market = await openMarketplace(["return-freight"]);
  for (const { table, rows, unsaid } of Object.values(SOURCES)) {
    for (const row of rows) await plant(table, TENANT, row);
    if (unsaid !== undefined) await plant(table, TENANT, unsaid);
  }
});
afterAll(() => market.close());

it("there is a test of every source", () => {
  expect(Object.keys(SOURCES)).toEqual(AUDIT_SOURCES.map(({ statement }) => statement.name));
});

describe.each(Object.entries(SOURCES))("%s", (_name, told) => {
  it("tells who did what when to what, with what was before and after", async () => {
    const { auditor } = market.server.tenant.staff;
    const entries = (await log(auditor.token)).filter(({ action, at }) => action === told.action && at === AT);
    const { action, subject, before, after, reason } = told;
    expect(entries).toMatchObject([
      { at: AT, actor: { caller: CLERK, name: null }, action, subject, before, after, reason },
    ]);
    const [one] = entries;
    // Asked by itself it is the same, so that no other source has told it.
    expect(await log(auditor.token, `action=${action}&from=${AT}&until=2026-11-12T02:00:00.001Z`)).toEqual([one]);
  });

  it("tells nothing of what nobody did, and nothing in another marketplace", async () => {
    const { tenant, other } = market.server;
    if (told.unsaid !== undefined) {
      const all = await log(tenant.staff.auditor.token, `from=${AT}&until=2026-11-12T02:00:00.001Z&limit=200`);
      expect(all.every(({ actor }) => actor.caller === CLERK)).toBe(true);
    }
    expect(await log(other.staff.auditor.token)).toEqual([]);
    const kind = told.action.split(".", 1)[0];
    for (const as of [
      await market.server.session(tenant, "merchant", SHOP),
      await market.server.session(tenant, "buyer", "b-42"),
    ]) {
      expectProblem(await ask(as, `action=${kind}`), "forbidden");
      expectProblem(await market.get(`/v1/audit.csv?action=${kind}`, as), "forbidden");
    }
  });
});
