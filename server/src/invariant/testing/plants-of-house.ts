// Violations of rights, orders, policies and what is told of them.

import { BATCH, claimOf, copyOf, IN_REVIEW, type Plant, POLICY_R1 } from "./plant.js";

export const PLANTS_OF_HOUSE: readonly Plant[] = [
  [
    "I2",
    "policies that the application may update",
    ["grant update on policy to anxin_app"],
    { subject: "table policy", detail: /update/ },
  ],
  [
    "I2",
    "one column of transfers that it may update",
    ["grant update (amount) on transfer to anxin_app"],
    { subject: "table transfer" },
  ],
  [
    "I2",
    "orders that it may delete",
    ["grant delete on orders to anxin_app"],
    { subject: "table orders", detail: /delete/ },
  ],
  [
    "I2",
    "decisions that it may truncate",
    ["grant truncate on decision to anxin_app"],
    { subject: "table decision", detail: /truncate/ },
  ],
  [
    "I2",
    "a table that it owns",
    ["grant create on schema public to anxin_app", "alter table outbox owner to anxin_app"],
    { subject: "table outbox", detail: /owns/ },
  ],

  [
    "I3",
    "two policies of one product on a line",
    ["alter table policy drop constraint policy_once_per_line", copyOf("policy", POLICY_R1, '{"policy_id": 7}')],
    { subject: "order R1", detail: /line 1 has 2/ },
  ],
  [
    "I3",
    "two policies where one covers the order",
    [copyOf("policy", POLICY_R1, '{"policy_id": 7, "line_id": "2"}')],
    { subject: "order R1", detail: /covers an order once/ },
  ],
  [
    "I3",
    "an order that the directory does not know",
    ["delete from order_directory where order_id = 'R1'"],
    { subject: "order R1", detail: /directory/ },
  ],
  ["I3", "a directory entry of no order", ["delete from orders where order_id = 'R1'"], { subject: "order R1" }],
  [
    "I3",
    "an order in another book than the directory says",
    ["update order_directory set book = book + 1 where order_id = 'R1'"],
    { subject: "order R1", detail: /another book/ },
  ],
  [
    "I3",
    "a policy of another buyer than its order's",
    [`update policy set buyer_id = 'b-1' where ${POLICY_R1}`],
    { subject: /^pol_/, detail: /order R1/ },
  ],
  [
    "I3",
    "an event about which nothing was decided",
    [
      `update orders set outcomes = '{"evaluated":["1\\u0000payment"],"declined":[]}' where order_id = 'N1'`,
      `update orders set outcomes = '{"evaluated":[],"declined":[]}' where order_id = 'G1'`,
    ],
    { subject: "order G1", detail: /payment of line 1 was told/ },
  ],
  [
    "I3",
    "a policy that no event bound",
    [`update orders set outcomes = '{"evaluated":["1\\u0000payment"],"declined":[]}' where order_id = 'R1'`],
    { subject: "order R1", detail: /its shipment was never decided/ },
  ],
  [
    "I3",
    "an event that was decided twice",
    [
      `update orders set outcomes = '{"evaluated":["1\\u0000payment","1\\u0000payment"],"declined":[]}' where order_id = 'N1'`,
    ],
    { subject: "order N1", detail: /more than once/ },
  ],
  [
    "I3",
    "cover that waits where nobody looks",
    [
      `update orders set outcomes = '{"evaluated":["1\\u0000payment"],"declined":[],"held":[{"product":"quality"}]}' where order_id = 'N1'`,
    ],
    { subject: "order N1", detail: /cover of \[quality\] waits/ },
  ],
  [
    "I3",
    "an order that is listed and waits for nothing",
    [
      "insert into held_order select book, tenant_id, order_id, 'quality', updated_at from orders where order_id = 'N1'",
    ],
    { subject: "order N1", detail: /on the list is \[quality\]/ },
  ],
  [
    "I3",
    "a policy of a version that nobody sells",
    [`update policy set product_version = 99 where ${POLICY_R1}`],
    { subject: "order R1", detail: /nobody sells/ },
  ],
  [
    "I3",
    "an order that cannot be read",
    ["update orders set snapshot = '{' where order_id = 'R1'"],
    { subject: "order R1", detail: /cannot be read/ },
  ],

  [
    "I4",
    "policies that were told to nobody",
    [`delete from outbox where batch_id = ${BATCH}`],
    { subject: /^pol_/, detail: "policy.issued happened 1 times and was told 0 times" },
  ],
  [
    "I4",
    "policies that were told twice",
    [copyOf("outbox", `batch_id = ${BATCH}`, '{"batch_id": 7}')],
    { detail: /policy.issued happened 1 times and was told 2 times/ },
  ],
  [
    "I4",
    "a wallet that ran low and was told twice",
    [copyOf("outbox", "'wallet.low' = any (types)", '{"batch_id": 8}')],
    { subject: /^wallet /, detail: "wallet.low happened 1 times and was told 2 times" },
  ],
  [
    "I4",
    "an alert that was told to nobody",
    ["delete from outbox where 'wallet.low' = any (types)"],
    { subject: /^wallet /, detail: "wallet.low happened 1 times and was told 0 times" },
  ],
  [
    "I4",
    "a claim that was told and is not there",
    [`delete from claim where claim_id = ${IN_REVIEW}`],
    { subject: /^clm_/, detail: /claim.filed happened 0 times/ },
  ],
  [
    "I4",
    "a decision that was told to nobody",
    [
      `insert into decision select (jsonb_populate_record(row, '{"decision_id": 7, "claim_revision": 9}')).* from decision as row limit 1`,
    ],
    { subject: /^clm_/, detail: /claim.decided happened 2 times/ },
  ],
  [
    "I4",
    "a cancellation that was told and is not there",
    ["delete from endorsement where kind = 'cancelled'"],
    { detail: /policy.cancelled happened 0 times/ },
  ],
  [
    "I4",
    "a payment that was told to nobody",
    [
      "update outbox set types[array_position(types, 'payout.succeeded')] = 'payout.failed' where 'payout.succeeded' = any (types)",
    ],
    { subject: /^pay_/, detail: /payout.succeeded happened 1 times and was told 0 times/ },
  ],

  [
    "I4",
    "cover that came into force and was told to nobody",
    ["delete from outbox where 'policy.in_force' = any (types)"],
    { subject: /^pol_/, detail: "policy.in_force was to be told 1 times and was told 0 times" },
  ],
  [
    "I4",
    "cover that was told twice to be in force",
    [copyOf("outbox", "'policy.in_force' = any (types)", '{"batch_id": 7}')],
    { subject: /^pol_/, detail: "policy.in_force was to be told 1 times and was told 2 times" },
  ],
  [
    "I4",
    "cover that nobody looks at",
    [`delete from policy_due where policy_id = (select policy_id from policy where ${POLICY_R1})`],
    { subject: /^pol_/, detail: /nobody looks at when it begins/ },
  ],
  [
    "I4",
    "cover in force that was not told to be",
    ["update policy_due set told = 'pending' where told = 'in_force'"],
    { subject: /^pol_/, detail: "it was told to be pending, and is in_force" },
  ],
  [
    "I4",
    "cover that was told to have expired and has not",
    ["update policy_due set told = 'expired', due_at = null where told = 'in_force'"],
    { subject: /^pol_/, detail: "it was told to be expired, and is in_force" },
  ],
  [
    "I4",
    "cover whose end nobody will tell",
    ["update policy_due set due_at = null where told = 'in_force'"],
    { subject: /^pol_/, detail: /nobody looks at it when that ends/ },
  ],

  [
    "I11",
    "a table without row security",
    ["alter table policy disable row level security"],
    { subject: "table policy", detail: /is off/ },
  ],
  [
    "I11",
    "row security that its owner escapes",
    ["alter table policy no force row level security"],
    { subject: "table policy", detail: /not forced/ },
  ],
  [
    "I11",
    "a policy that lets the application past its tenant",
    ["create policy open on claim to anxin_app using (true)"],
    { subject: "table claim", detail: /past its tenant/ },
  ],
  [
    "I11",
    "rows that are shown without a tenant",
    ["create policy open on claim to anxin_app using (true)"],
    { subject: "table claim", detail: /without a tenant/ },
  ],
  [
    "I11",
    "another tenant's rows",
    ["create policy open on staff to public using (true)"],
    { subject: "table staff", detail: /another tenant's/ },
  ],
  ["I11", "a new table that nobody guarded", ["create table stray (tenant_id integer)"], { subject: "table stray" }],

  [
    "I12",
    "a key with two answers",
    [
      "alter table idempotency drop constraint idempotency_pk",
      "insert into idempotency select * from idempotency limit 1",
    ],
    { subject: /^idempotency_key key-/, detail: /2 answers/ },
  ],
  ["I12", "a key without an answer", ["update idempotency set body = ''"], { detail: /no answer/ }],
  ["I12", "a key without a fingerprint", ["update idempotency set body_hash = ''"], { detail: /fingerprint/ }],
  ["I12", "a refusal that was kept", ["update idempotency set status = 409"], { detail: /409/ }],

  [
    "I13",
    "counts that do not add up to the ids",
    [`update outbox set counts[1] = counts[1] + 1 where batch_id = ${BATCH}`],
    { subject: /^bat_/ },
  ],
  [
    "I13",
    "a type without a count",
    [`update outbox set types = types || 'claim.filed'::text where batch_id = ${BATCH}`],
    { subject: /^bat_/ },
  ],
  ["I13", "a type that nobody knows", ["update outbox set types[1] = 'policy.lost'"], { detail: /policy.lost/ }],
  [
    "I13",
    "a count of nothing",
    [`update outbox set types = types || 'claim.filed'::text, counts = counts || 0 where batch_id = ${BATCH}`],
    { subject: /^bat_/ },
  ],
  ["I13", "an id that is missing", [`update outbox set ids[1] = null where batch_id = ${BATCH}`], { subject: /^bat_/ }],

  [
    "I17",
    "a cover that ends before it begins",
    [
      "alter table policy drop constraint policy_runs_forward",
      `update policy set expires_at = effective_at - interval '1 day' where ${POLICY_R1}`,
    ],
    { subject: /^pol_/, detail: /cover begins/ },
  ],
  [
    "I17",
    "a policy from before the house was founded",
    [`update policy set issued_at = '2024-12-31 15:59Z' where ${POLICY_R1}`],
    { subject: /^pol_/, detail: /before anything was sold/ },
  ],
  [
    "I17",
    "a transfer from the future",
    ["update transfer set recorded_at = '2199-01-01Z' where kind = 'campaign_funded'"],
    { subject: /^trf_/, detail: /has not come yet/ },
  ],
  [
    "I17",
    "an order from the future",
    ["update orders set updated_at = '2199-01-01Z' where order_id = 'R1'"],
    { subject: "order R1" },
  ],
  [
    "I17",
    "a decision before its claim came in",
    [
      `update decision set decided_at = decided_at - interval '1 day' where claim_id = ${claimOf("quality", "rejected")}`,
    ],
    { subject: /^dec_/, detail: /before its claim/ },
  ],
];
