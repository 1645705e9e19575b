// Violations of money: the ledger, wallets, premium, reserves and payouts.

import { copyOf, GRANTED, IN_REVIEW, type Plant, POLICY_R1, payoutOf } from "./plant.js";

export const PLANTS_OF_MONEY: readonly Plant[] = [
  [
    "I1",
    "a transfer on an account that nobody has",
    ["update transfer set credit = '9999' where kind = 'wallet_topped_up'"],
    { subject: "account 9999" },
  ],
  [
    "I1",
    "a transfer that no business fact makes",
    ["update transfer set kind = 'claim_agreed' where kind = 'wallet_topped_up'"],
    { subject: /^trf_/, detail: /claim_agreed/ },
  ],
  [
    "I1",
    "a wallet with a fen too many",
    ["update wallet set balance = balance + 1 where merchant_id = 'shop-1001'"],
    { subject: "merchant shop-1001" },
  ],
  [
    "I1",
    "a wallet that nobody moved to where it is",
    ["delete from wallet where merchant_id = 'shop-2002'"],
    { subject: "merchant shop-2002" },
  ],
  [
    "I1",
    "a wallet below its floor",
    [
      "alter table wallet drop constraint wallet_floor_not_positive, drop constraint wallet_not_below_floor, drop constraint wallet_floor_within_limit",
      "update wallet set floor = balance + 1",
    ],
    { subject: /^merchant / },
  ],
  [
    "I1",
    "a wallet that counts more than came in",
    ["update wallet set funded = funded + 1 where merchant_id = 'shop-1001'"],
    { subject: "merchant shop-1001", detail: /that came in/ },
  ],
  [
    "I1",
    "a wallet with more credit than was agreed",
    ["update wallet set floor = floor - 1 where merchant_id = 'shop-2002'"],
    { subject: "merchant shop-2002", detail: /credit limit 5000/ },
  ],
  [
    "I1",
    "a refund that says it went back and is on its way",
    ["delete from transfer where kind = 'wallet_refund_succeeded'"],
    { subject: /^wrf_/, detail: /the ledger has 10000 on their way and 0 sent back/ },
  ],
  [
    "I1",
    "a refund that failed and went back",
    ["update wallet_refund set status = 'failed'"],
    { subject: /^wrf_/, detail: /are failed/ },
  ],
  [
    "I1",
    "money that went back for no refund",
    ["delete from wallet_refund"],
    { subject: /^wrf_/, detail: /has no part/ },
  ],
  [
    "I1",
    "a top-up of which more went back than its refunds say",
    ["update top_up set refunded = refunded + 1 where merchant_id = 'shop-2002'"],
    { subject: /^top_/, detail: /its refunds are 10000/ },
  ],
  ["I1", "a campaign that spent what nobody got", ["update campaign set spent = spent + 1"], { subject: /^cmp_/ }],
  ["I1", "a campaign whose budget was never funded", ["update campaign set budget = budget + 1"], { subject: /^cmp_/ }],
  [
    "I1",
    "a gift of no campaign",
    ["update transfer set campaign_id = null where kind = 'premium_debited' and campaign_id is not null"],
    { subject: /^campaign/ },
  ],

  [
    "I6",
    "a payout that says it paid and did not",
    ["delete from transfer where kind = 'payout_succeeded'"],
    { subject: /^pay_/, detail: /are succeeded; the ledger has/ },
  ],
  [
    "I6",
    "a payout that paid and says it failed",
    [`update payout set status = 'failed' where payout_id = ${payoutOf("succeeded")}`],
    { subject: /^pay_/, detail: /are failed/ },
  ],
  [
    "I6",
    "a payout of another amount than was decided",
    ["update decision set amount = amount + 1 where amount > 0"],
    { subject: /^pay_/, detail: /decided/ },
  ],
  [
    "I6",
    "money on its way for no payout",
    [`delete from payout where payout_id = ${payoutOf("succeeded")}`],
    { subject: /^pay_/, detail: /is not there/ },
  ],
  [
    "I6",
    "a decision that is paid out twice",
    [
      "alter table payout drop constraint payout_once_per_purpose",
      copyOf("payout", "status = 'succeeded'", '{"payout_id": 7}'),
    ],
    { subject: /^clm_/, detail: /2 payouts/ },
  ],

  [
    "I18",
    "a deposit that nobody left",
    [
      `insert into merchant_deposit (book, tenant_id, merchant_id, balance, updated_at)
       select book, tenant_id, merchant_id, 1, now() from wallet where merchant_id = 'shop-1001'`,
    ],
    { subject: "merchant shop-1001", detail: /the deposit holds 1 fen/ },
  ],

  [
    "I14",
    "money in a fraction",
    ["alter table claim alter column reserve type numeric"],
    { subject: "column claim.reserve", detail: "is numeric" },
  ],
  [
    "I14",
    "money in a small number",
    ["alter table campaign alter column price_min type integer"],
    { subject: "column campaign.price_min", detail: "is integer" },
  ],
  [
    "I14",
    "any column that can hold a fraction",
    ["alter table evidence add column weights real[]"],
    { subject: "column evidence.weights" },
  ],
  [
    "I14",
    "an amount beyond what JSON carries",
    [`update policy set sum_insured = 9007199254740992 where ${POLICY_R1}`],
    { subject: /^pol_/, detail: /9007199254740992/ },
  ],
  [
    "I14",
    "a negative amount",
    [
      "alter table claim drop constraint claim_amounts_not_negative, drop constraint claim_advanced_fits",
      `update claim set reserve = -1, agreed_amount = -1 where claim_id = ${IN_REVIEW}`,
    ],
    { subject: /^clm_/, detail: /^-1 fen/ },
  ],
  [
    "I14",
    "a grant without a payout",
    [`delete from payout where payout_id = ${payoutOf("succeeded")}`],
    { subject: /^dec_/, detail: /its payouts are 0/ },
  ],
  ["I14", "a top-up that the ledger has otherwise", ["update top_up set amount = amount + 1"], { subject: /^top_/ }],

  [
    "I15",
    "a policy that nobody paid",
    [
      `delete from transfer where kind = 'premium_debited' and policy_id = (select policy_id from policy where ${POLICY_R1})`,
    ],
    { subject: /^pol_/, detail: /0 debits/ },
  ],
  [
    "I15",
    "a premium that is not what was paid",
    [`update policy set premium = premium + 1 where ${POLICY_R1}`],
    { subject: /^pol_/, detail: /1 debits/ },
  ],
  [
    "I15",
    "a premium for no policy",
    [`delete from policy where ${POLICY_R1}`],
    { subject: /^pol_/, detail: /is not there/ },
  ],
  [
    "I15",
    "a refund that never went back",
    ["delete from transfer where kind = 'premium_refunded'"],
    { subject: /^pol_/, detail: /refunds of 0/ },
  ],
  [
    "I15",
    "a cover that never began, and cost something",
    [
      "update endorsement set refund = refund - 1 where kind = 'cancelled'",
      "update transfer set amount = amount - 1 where kind = 'premium_refunded'",
    ],
    { subject: /^pol_/, detail: /before cover began/ },
  ],
  [
    "I15",
    "unearned premium that is lost",
    ["delete from transfer where kind = 'premium_debited' and product = 'quality'"],
    { subject: "product quality" },
  ],
  [
    "I15",
    "a run that posted otherwise than it says",
    ["update earning_run set posted = posted + 1"],
    { subject: "ledger", detail: /runs say/ },
  ],
  [
    "I15",
    "premium that is earned too early",
    [
      copyOf("transfer", "kind = 'premium_earned' and product = 'quality'", '{"transfer_id": 7, "amount": 1000}'),
      copyOf("earning_run", "true", '{"run_id": 7, "posted": 1000}'),
    ],
    { subject: "product quality", detail: /at most/ },
  ],

  [
    "I16",
    "a reserve that the ledger does not have",
    [`update claim set reserve = reserve + 1 where claim_id = ${IN_REVIEW}`],
    { subject: /^clm_/, detail: /is in_review/ },
  ],
  [
    "I16",
    "a reserve that outlives the decision",
    [
      `update claim set reserve = 5 where claim_id = ${GRANTED}`,
      copyOf("transfer", `kind = 'reserve_set' and claim_id = ${GRANTED}`, '{"transfer_id": 7, "amount": 5}'),
    ],
    { subject: /^clm_/, detail: /is approved, reserve 5 fen.* 5 outstanding/ },
  ],
  [
    "I16",
    "a debt that was never agreed",
    [`update claim set agreed_amount = agreed_amount + 1 where claim_id = ${GRANTED}`],
    { subject: /^clm_/ },
  ],
  [
    "I16",
    "costs of no claim",
    [`delete from claim where claim_id = ${IN_REVIEW}`],
    { subject: /^clm_/, detail: /is not there/ },
  ],
  [
    "I16",
    "a benefit in kind that was paid as well",
    [
      `insert into grant_in_kind (book, tenant_id, claim_id, decision_id, settlement, amount)
       select book, tenant_id, claim_id, decision_id, 'repair', amount from decision where claim_id = ${GRANTED}`,
    ],
    { subject: /^dec_/, detail: /in kind; its payouts are \d+ and its order is none/ },
  ],
  [
    "I16",
    "a repair that the books do not know",
    [
      `insert into service_order (book, tenant_id, service_order_id, claim_id, decision_id, policy_id, merchant_id, buyer_id, choice,
         chosen_by, status, revision, granted, final_cost, insurer_pays, opened_at)
       select d.book, d.tenant_id, 7, d.claim_id, d.decision_id, c.policy_id, c.merchant_id, c.buyer_id, 'repair', 'x', 'completed', 1,
         d.amount, d.amount, d.amount, d.decided_at
       from decision d join claim c on c.book = d.book and c.claim_id = d.claim_id where d.claim_id = ${GRANTED}`,
    ],
    { subject: /^clm_/, detail: /its service orders cost \d+ fen.*; the ledger has 0/ },
  ],
  [
    "I16",
    "costs that went elsewhere",
    ["update transfer set credit = '2205' where kind = 'claim_agreed'"],
    { subject: "ledger", detail: /claims cost/ },
  ],
];
