// Violations of claims and payouts: limits, parcels, steps and decisions.

import { copyOf, GRANTED, IN_REVIEW, type Plant, payoutOf } from "./plant.js";

export const PLANTS_OF_CLAIMS: readonly Plant[] = [
  [
    "I5",
    "more agreed than is insured",
    [`update claim set agreed_amount = 1000000 where claim_id = ${GRANTED}`],
    { subject: /^pol_/, detail: /insured/ },
  ],
  [
    "I5",
    "more claims than a policy pays",
    [copyOf("claim", `claim_id = ${GRANTED}`, '{"claim_id": 7, "return_id": "r9", "agreed_amount": 1}')],
    { subject: /^pol_/, detail: /2 claims were granted, 1 may be/ },
  ],
  [
    "I5",
    "a grant under a policy that is not there",
    [`delete from policy where policy_id = (select policy_id from claim where claim_id = ${GRANTED})`],
    { detail: /is not there/ },
  ],
  [
    "I5",
    "a grant of a version that nobody sells",
    [
      `update policy set product_version = 99 where policy_id = (select policy_id from claim where claim_id = ${GRANTED})`,
    ],
    { detail: /nobody sells/ },
  ],
  [
    "I5",
    "an agreed amount that was not decided",
    [`update claim set agreed_amount = agreed_amount - 1 where claim_id = ${GRANTED}`],
    { subject: /^clm_/, detail: /last decided/ },
  ],
  [
    "I5",
    "more paid than agreed",
    ["update payout set amount = amount + 1 where status = 'succeeded'"],
    { subject: /^clm_/, detail: /paid/ },
  ],
  [
    "I5",
    "a decision above what its facts allow",
    [`update decision set amount = 90000000 where claim_id = ${GRANTED}`],
    { subject: /^dec_/, detail: /by sum_insured it may be/ },
  ],
  [
    "I5",
    "a loss that two covers made good twice",
    [
      "update claim set agreed_amount = 75000 where order_id = 'D2' and product = 'quality'",
      "update decision set amount = 75000 where claim_id = (select claim_id from claim where order_id = 'D2' and product = 'quality')",
    ],
    { subject: "order D2 line 1", detail: /2 covers agreed/ },
  ],

  [
    "I7",
    "a parcel that paid two claims",
    ["update claim set waybill_key = 'ZT2001000001' where waybill_key = 'ZT2001000002'"],
    { subject: "waybill ZT2001000001", detail: /2 claims/ },
  ],
  [
    "I7",
    "a granted claim that lost its parcel",
    [`delete from waybill_claim where claim_id = ${GRANTED}`],
    { subject: /^clm_/, detail: /does not hold/ },
  ],
  [
    "I7",
    "a parcel that a refused claim keeps",
    [`update claim set status = 'rejected' where claim_id = ${GRANTED}`],
    { subject: /^waybill ZT/, detail: /was refused/ },
  ],
  [
    "I7",
    "a parcel that a claim about another one keeps",
    [
      // Whoever was granted money keeps every number that it was granted on; whoever was not, the last one.
      "update claim set agreed_amount = 0, advanced_amount = 0, status = 'in_review' where waybill_key = 'ZT2001000001'",
      "update waybill_claim set waybill_key = 'ZT9999999999' where waybill_key = 'ZT2001000001'",
    ],
    { subject: "waybill ZT9999999999" },
  ],

  [
    "I8",
    "an appeal that is counted and not there",
    [`update claim set appeals = 1 where claim_id = ${GRANTED}`],
    { subject: /^clm_/, detail: /was appealed 1 times and has 0 appeals/ },
  ],
  [
    "I8",
    "a step that no claim may take",
    ["update claim_event set to_status = 'closed' where sequence = 2", "update claim set status = 'closed'"],
    { subject: /^clm_/, detail: /goes from filed to closed/ },
  ],
  [
    "I8",
    "a step from where the claim was not",
    ["update claim_event set from_status = 'in_review' where sequence = 2"],
    { detail: /after filed/ },
  ],
  ["I8", "a gap in the events", ["update claim_event set sequence = 30 where sequence = 2"], { detail: /event 30/ }],
  [
    "I8",
    "a claim that begins in the middle",
    [
      "delete from claim_event where sequence = 1",
      "update claim_event set sequence = 1, from_status = null where sequence = 2",
    ],
    { detail: /goes from nothing to/ },
  ],
  [
    "I8",
    "a claim that stands where no event led",
    [`update claim set status = 'closed' where claim_id = ${GRANTED}`],
    { detail: /its events end in approved/ },
  ],
  [
    "I8",
    "a claim that was changed without an event",
    [`update claim set revision = revision + 1 where claim_id = ${IN_REVIEW}`],
    { detail: /at revision 2/ },
  ],
  [
    "I8",
    "a claim without events",
    [`delete from claim_event where claim_id = ${IN_REVIEW}`],
    { detail: "has no events" },
  ],
  [
    "I8",
    "a claim without a clock for its decision",
    [`delete from claim_clock where claim_id = ${IN_REVIEW}`],
    { subject: /^clm_/, detail: "has no clock for its decision" },
  ],
  [
    "I8",
    "a decision that its clock does not know of",
    [`update claim_clock set met_at = null where code = 'decision' and claim_id = ${GRANTED}`],
    { detail: /its clock says never/ },
  ],
  [
    "I8",
    "a payment that arrived while its clock runs on",
    [
      "update claim_clock set met_at = null where code = 'payment'",
      `update payout set status = 'succeeded' where claim_id = ${GRANTED}`,
    ],
    { detail: /the clock of its payment runs on/ },
  ],
  [
    "I8",
    "a clock that nobody will look at",
    [`update claim_clock set next_escalation_at = null where claim_id = ${IN_REVIEW}`],
    { detail: /will not be looked at/ },
  ],
  [
    "I8",
    "a decision on a revision that is still to come",
    ["update decision set claim_revision = 9"],
    { subject: /^dec_/ },
  ],
  [
    "I8",
    "a payout whose row and machine disagree",
    [`update payout set status = 'unknown' where payout_id = ${payoutOf("succeeded")}`],
    { subject: /^pay_/, detail: /the row is unknown, the machine succeeded/ },
  ],
  [
    "I8",
    "a payout with another amount than its machine's",
    ["update payout set amount = amount + 1"],
    { detail: /another payout's/ },
  ],
  [
    "I8",
    "a payout under a number that is not its own",
    ["update payout set out_biz_no = 'pay_1'"],
    { detail: /its number is not/ },
  ],
  [
    "I8",
    "a payout that was tried more often than it ended",
    ["update payout set attempt = 2"],
    { detail: /attempt 2 follows 0/ },
  ],
  [
    "I8",
    "a payout that nobody will look at",
    ["update payout set next_at = null where status = 'succeeded'"],
    { detail: /nobody will look/ },
  ],
  [
    "I8",
    "a payout that is looked at too late",
    ["update payout set next_at = next_at + interval '1 day' where status = 'succeeded'"],
    { detail: /nobody will look/ },
  ],
  [
    "I8",
    "a payout that the row settles otherwise",
    ["update payout set settled_at = now() where status = 'succeeded'"],
    { detail: /what was paid/ },
  ],
  ["I8", "a machine that cannot be read", ["update payout set machine = '{'"], { detail: /cannot be read/ }],
  [
    "I8",
    "a payout that moved without a log",
    [`delete from payout_attempt where payout_id = ${payoutOf("succeeded")}`],
    { detail: /its log is empty/ },
  ],
  ["I8", "a log with a gap", ["update payout_attempt set sequence = sequence + 1000"], { detail: /not numbered/ }],
  ["I8", "a log of no payout", [`delete from payout where payout_id = ${payoutOf("failed")}`], { detail: /has a log/ }],

  [
    "I9",
    "a grant above an authority that nobody checked",
    [
      `insert into decision_basis select book, tenant_id, claim_id, decision_id, '{}', 'somebody', 0 from decision where claim_id = ${GRANTED}`,
    ],
    { subject: /^dec_/, detail: /could grant 0, and nobody checked it/ },
  ],

  [
    "I10",
    "findings that were edited",
    [`update decision set findings = '[]' where claim_id = ${GRANTED}`],
    { subject: /^dec_/, detail: /findings/ },
  ],
  [
    "I10",
    "a suggestion that the clauses do not make",
    [`update decision set suggested_amount = suggested_amount + 1 where claim_id = ${GRANTED}`],
    { detail: /suggested approve/ },
  ],
  [
    "I10",
    "an outcome that the clauses do not suggest",
    [`update decision set suggested_outcome = 'reject' where claim_id = ${GRANTED}`],
    { detail: /suggested reject/ },
  ],
  [
    "I10",
    "a decision of rules that they would not make",
    [`update decision set amount = amount - 1 where claim_id = ${GRANTED}`],
    { detail: /rules decided/ },
  ],
  [
    "I10",
    "a person's decision that passes for the rules'",
    ["update decision set automatic = true where not automatic"],
    { detail: /rules decided/ },
  ],
  [
    "I10",
    "facts that were edited",
    [`update decision set facts = replace(facts, '"mode":"self_ship"', '"mode":"pickup"') where claim_id = ${GRANTED}`],
    { detail: /findings/ },
  ],
  [
    "I10",
    "a day whose decisions came out otherwise",
    [
      `insert into decision_run (tenant_id, run_id, kind, day, state, cursor_id, done, total, found, examples, asked_by, started_at)
       values (1, 1, 'replay', '2026-11-01', 'done', 0, 5, 5, 2, '[]', 'schedule', now())`,
    ],
    { subject: "day 2026-11-01", detail: /2 of 5 decisions/ },
  ],
  ["I10", "facts that cannot be read", ["update decision set facts = '{'"], { detail: /cannot be read/ }],
  ["I10", "a version that nobody sells", ["update decision set product_version = 99"], { detail: /nobody sells/ }],
];
