import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Funding, Payer } from "../product/product.js";
import { PAYERS } from "../product/product.js";
import { trialBalance } from "./balance.js";
import { ACCOUNTS } from "./chart.js";
import {
  campaignFunded,
  campaignReleased,
  claimAgreed,
  decisionPostings,
  depositReceived,
  depositReturned,
  lateInterestOwed,
  type Posting,
  payoutFailed,
  payoutPrepared,
  payoutReturned,
  payoutSucceeded,
  premiumDebited,
  premiumEarned,
  premiumRefunded,
  recoveryGivenBack,
  recoveryNetted,
  recoveryOwedBack,
  recoveryOwedBackWaived,
  recoveryReceived,
  recoveryRecognised,
  recoveryReversed,
  recoveryWriteOffReversed,
  recoveryWrittenOff,
  repairerPaid,
  reserveReleased,
  reserveSet,
  serviceRendered,
  serviceSaved,
  walletRefundFailed,
  walletRefundPrepared,
  walletRefundSucceeded,
  walletToppedUp,
} from "./templates.js";

const FUNDINGS: readonly Funding[] = ["insurance", "guarantee_service"];
const funding = fc.constantFrom(...FUNDINGS);
/** Where a benefit stands that is reserved, owed and has cost: of insurance, and of a guarantee service. */
const INSURED = [ACCOUNTS.claimsOutstanding, ACCOUNTS.claimsPayable, ACCOUNTS.claimsIncurred] as const;
const GUARANTEED = [ACCOUNTS.guaranteeOutstanding, ACCOUNTS.guaranteePayable, ACCOUNTS.guaranteeIncurred] as const;
const balanceOf = (postings: readonly Posting[], code: string): bigint =>
  trialBalance(postings).accounts.find((account) => account.code === code)?.balance ?? -1n;

describe("each template", () => {
  test.each<[string, string, string, () => Posting]>([
    ["premium_debited", "2203", "2601", () => premiumDebited("merchant", "insurance", 7n)],
    ["premium_debited", "2204", "2601", () => premiumDebited("platform", "insurance", 7n)],
    ["premium_debited", "1122", "2601", () => premiumDebited("buyer", "insurance", 7n)],
    ["premium_debited", "2203", "2611", () => premiumDebited("merchant", "guarantee_service", 7n)],
    ["premium_refunded", "2601", "2203", () => premiumRefunded("merchant", "insurance", 7n)],
    ["premium_refunded", "2601", "2204", () => premiumRefunded("platform", "insurance", 7n)],
    ["premium_refunded", "2601", "2205", () => premiumRefunded("buyer", "insurance", 7n)],
    ["premium_refunded", "2611", "2204", () => premiumRefunded("platform", "guarantee_service", 7n)],
    ["premium_earned", "2601", "6031", () => premiumEarned("insurance", 7n)],
    ["premium_earned", "2611", "6051", () => premiumEarned("guarantee_service", 7n)],
    ["service_rendered", "2241", "2244", () => serviceRendered("insurance", 7n)],
    ["service_rendered", "2242", "2244", () => serviceRendered("guarantee_service", 7n)],
    ["service_saved", "2241", "6511", () => serviceSaved("insurance", 7n)],
    ["service_saved", "2242", "6401", () => serviceSaved("guarantee_service", 7n)],
    ["repairer_paid", "2244", "1002", () => repairerPaid(7n)],
    ["reserve_set", "6511", "2602", () => reserveSet("insurance", 7n)],
    ["reserve_released", "2602", "6511", () => reserveReleased("insurance", 7n)],
    ["claim_agreed", "2602", "2241", () => claimAgreed("insurance", 7n)],
    ["late_interest_owed", "6411", "2241", () => lateInterestOwed("insurance", 7n)],
    ["late_interest_owed", "6411", "2242", () => lateInterestOwed("guarantee_service", 7n)],
    ["payout_prepared", "2241", "1231", () => payoutPrepared("insurance", 7n)],
    ["payout_succeeded", "1231", "1012", () => payoutSucceeded("insurance", 7n)],
    ["payout_failed", "1231", "2241", () => payoutFailed("insurance", 7n)],
    ["payout_returned", "1012", "2241", () => payoutReturned("insurance", 7n)],
    ["reserve_set", "6401", "2801", () => reserveSet("guarantee_service", 7n)],
    ["reserve_released", "2801", "6401", () => reserveReleased("guarantee_service", 7n)],
    ["claim_agreed", "2801", "2242", () => claimAgreed("guarantee_service", 7n)],
    ["payout_prepared", "2242", "1231", () => payoutPrepared("guarantee_service", 7n)],
    ["payout_succeeded", "1231", "1012", () => payoutSucceeded("guarantee_service", 7n)],
    ["payout_failed", "1231", "2242", () => payoutFailed("guarantee_service", 7n)],
    ["payout_returned", "1012", "2242", () => payoutReturned("guarantee_service", 7n)],
    ["wallet_topped_up", "1012", "2203", () => walletToppedUp(7n)],
    ["wallet_refund_prepared", "2203", "2206", () => walletRefundPrepared(7n)],
    ["wallet_refund_succeeded", "2206", "1012", () => walletRefundSucceeded(7n)],
    ["wallet_refund_failed", "2206", "2203", () => walletRefundFailed(7n)],
    ["campaign_funded", "1002", "2204", () => campaignFunded(7n)],
    ["campaign_released", "2204", "1002", () => campaignReleased(7n)],
    ["recovery_recognised", "1221", "6512", () => recoveryRecognised("insurance", 7n)],
    ["recovery_reversed", "6512", "1221", () => recoveryReversed("insurance", 7n)],
    ["recovery_received", "1002", "1221", () => recoveryReceived("insurance", "bank", 7n)],
    ["recovery_received", "1013", "1221", () => recoveryReceived("insurance", "carrier_settlement", 7n)],
    ["recovery_netted", "2203", "1221", () => recoveryNetted("insurance", "wallet", 7n)],
    ["recovery_netted", "2002", "1221", () => recoveryNetted("insurance", "deposit", 7n)],
    ["recovery_written_off", "6701", "1221", () => recoveryWrittenOff("insurance", 7n)],
    ["recovery_write_off_reversed", "1221", "6701", () => recoveryWriteOffReversed("insurance", 7n)],
    ["recovery_owed_back", "6512", "2243", () => recoveryOwedBack("insurance", 7n)],
    ["recovery_owed_back_waived", "2243", "6512", () => recoveryOwedBackWaived("insurance", 7n)],
    ["recovery_given_back", "2243", "1002", () => recoveryGivenBack("bank", 7n)],
    ["recovery_given_back", "2243", "2203", () => recoveryGivenBack("wallet", 7n)],
    ["recovery_given_back", "2243", "2002", () => recoveryGivenBack("deposit", 7n)],
    ["recovery_recognised", "1222", "6402", () => recoveryRecognised("guarantee_service", 7n)],
    ["recovery_reversed", "6402", "1222", () => recoveryReversed("guarantee_service", 7n)],
    ["recovery_received", "1002", "1222", () => recoveryReceived("guarantee_service", "bank", 7n)],
    ["recovery_netted", "2203", "1222", () => recoveryNetted("guarantee_service", "wallet", 7n)],
    ["recovery_written_off", "6702", "1222", () => recoveryWrittenOff("guarantee_service", 7n)],
    ["recovery_write_off_reversed", "1222", "6702", () => recoveryWriteOffReversed("guarantee_service", 7n)],
    ["recovery_owed_back", "6402", "2243", () => recoveryOwedBack("guarantee_service", 7n)],
    ["deposit_received", "1002", "2002", () => depositReceived(7n)],
    ["deposit_returned", "2002", "1002", () => depositReturned(7n)],
  ])("%s debits %s and credits %s", (kind, debit, credit, posting) => {
    expect(posting()).toEqual({ kind, debit, credit, amount: 7n });
  });

  test("moves a positive amount or none at all", () => {
    for (const amount of [0n, -1n]) {
      expect(() => walletToppedUp(amount)).toThrow("a posting moves a positive amount: wallet_topped_up");
      expect(() => premiumDebited("buyer", "insurance", amount)).toThrow(RangeError);
    }
    expect(walletToppedUp(1n).amount).toBe(1n);
  });
});

describe("a refund", () => {
  test("goes back to where the premium came from", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PAYERS),
        fc.constantFrom(...FUNDINGS),
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
        (payer, funding, premium) => {
          const paid = premiumDebited(payer, funding, premium);
          const back = premiumRefunded(payer, funding, premium);
          expect(back.debit).toBe(paid.credit);
          // A buyer paid the marketplace, which passes the refund on: it is owed, not taken off what is due.
          expect(back.credit).toBe(payer === "buyer" ? ACCOUNTS.premiumRefundPayable.code : paid.debit);
          expect(balanceOf([paid, back], paid.credit)).toBe(0n);
          if (payer !== "buyer") expect(balanceOf([paid, back], paid.debit)).toBe(0n);
        },
      ),
    );
  });
});

describe("a decision", () => {
  const fen = fc.bigInt({ min: 0n, max: 10n ** 12n });

  test.each<[bigint, bigint, string[]]>([
    [0n, 0n, []],
    [100n, 0n, ["reserve_released 100"]],
    [0n, 100n, ["reserve_set 100", "claim_agreed 100"]],
    [100n, 100n, ["claim_agreed 100"]],
    [100n, 101n, ["reserve_set 1", "claim_agreed 101"]],
    [100n, 99n, ["claim_agreed 99", "reserve_released 1"]],
  ])("of a reserve of %s that grants %s posts %j", (reserved, agreed, postings) => {
    expect(
      decisionPostings("insurance", { before: reserved, after: 0n }, agreed).map(
        ({ kind, amount }) => `${kind} ${amount}`,
      ),
    ).toEqual(postings);
  });

  test("leaves what is set aside after it, owes what was agreed, and has cost exactly both", () => {
    fc.assert(
      fc.property(funding, fen, fen, fen, (under, before, after, agreed) => {
        const filed = before > 0n ? [reserveSet(under, before)] : [];
        const postings = [...filed, ...decisionPostings(under, { before, after }, agreed)];
        const [own, other] = under === "insurance" ? [INSURED, GUARANTEED] : [GUARANTEED, INSURED];
        expect(own.map((account) => balanceOf(postings, account.code))).toEqual([after, agreed, after + agreed]);
        expect(other.map((account) => balanceOf(postings, account.code))).toEqual([0n, 0n, 0n]);
      }),
    );
  });

  test("never takes the reserve below zero on the way", () => {
    fc.assert(
      fc.property(fen, fen, fen, (before, after, agreed) => {
        let reserve = before;
        for (const { debit, credit, amount } of decisionPostings("insurance", { before, after }, agreed)) {
          if (credit === ACCOUNTS.claimsOutstanding.code) reserve += amount;
          if (debit === ACCOUNTS.claimsOutstanding.code) reserve -= amount;
          expect(reserve >= 0n).toBe(true);
        }
        expect(reserve).toBe(after);
      }),
    );
  });
});

describe("a payout", () => {
  test.each<[string, readonly ((under: Funding, amount: bigint) => Posting)[], bigint, bigint, bigint]>([
    // clearing, payable and cash afterwards, of an agreed claim of 900
    ["that succeeds pays the debt in cash", [payoutPrepared, payoutSucceeded], 0n, 0n, -900n],
    ["that fails lets the debt stand", [payoutPrepared, payoutFailed], 0n, 900n, 0n],
    [
      "that comes back lets the debt stand and the cash be there",
      [payoutPrepared, payoutSucceeded, payoutReturned],
      0n,
      900n,
      0n,
    ],
    [
      "that is tried again after a failure pays once",
      [payoutPrepared, payoutFailed, payoutPrepared, payoutSucceeded],
      0n,
      0n,
      -900n,
    ],
    ["that is under way is in clearing", [payoutPrepared], 900n, 0n, 0n],
  ])("%s", (_what, steps, clearing, payable, cash) => {
    for (const under of FUNDINGS) {
      const postings = [
        ...decisionPostings(under, { before: 0n, after: 0n }, 900n),
        ...steps.map((step) => step(under, 900n)),
      ];
      const [, owed] = under === "insurance" ? INSURED : GUARANTEED;
      expect(balanceOf(postings, ACCOUNTS.payoutClearing.code)).toBe(clearing);
      expect(balanceOf(postings, owed.code)).toBe(payable);
      expect(balanceOf(postings, ACCOUNTS.channelCash.code)).toBe(cash);
    }
  });
});

const amount = fc.bigInt({ min: 1n, max: 10n ** 12n });
const payer: fc.Arbitrary<Payer> = fc.constantFrom(...PAYERS);
const simple = fc.constantFrom(walletToppedUp, campaignFunded, campaignReleased);
const ofClaims = fc.constantFrom(
  reserveSet,
  reserveReleased,
  claimAgreed,
  payoutPrepared,
  payoutSucceeded,
  payoutFailed,
  payoutReturned,
);
const anyPostings: fc.Arbitrary<Posting[]> = fc
  .array(
    fc.oneof(
      fc.tuple(simple, amount).map(([template, value]) => [template(value)]),
      fc
        .tuple(fc.constantFrom(premiumDebited, premiumRefunded), payer, funding, amount)
        .map(([t, p, f, a]) => [t(p, f, a)]),
      fc.tuple(funding, amount).map(([f, a]) => [premiumEarned(f, a)]),
      fc.tuple(ofClaims, funding, amount).map(([template, f, a]) => [template(f, a)]),
      fc
        .tuple(funding, amount, amount)
        .map(([f, reserved, agreed]) => decisionPostings(f, { before: reserved, after: 0n }, agreed)),
    ),
    { maxLength: 30 },
  )
  .map((lists) => lists.flat());

test("any sequence of templates keeps debits equal to credits, and moves positive amounts between two accounts", () => {
  fc.assert(
    fc.property(anyPostings, (postings) => {
      const { totalDebit, totalCredit } = trialBalance(postings);
      expect(totalDebit).toBe(totalCredit);
      for (const posting of postings) {
        expect(posting.amount > 0n).toBe(true);
        expect(posting.debit).not.toBe(posting.credit);
      }
    }),
  );
});

test("premium is earned or refunded to the last fen, whoever paid it", () => {
  fc.assert(
    fc.property(payer, funding, amount, amount, (who, under, premium, share) => {
      const earned = share % (premium + 1n);
      const postings = [
        premiumDebited(who, under, premium),
        ...(earned > 0n ? [premiumEarned(under, earned)] : []),
        ...(premium > earned ? [premiumRefunded(who, under, premium - earned)] : []),
      ];
      const unearned = under === "insurance" ? ACCOUNTS.unearnedPremium : ACCOUNTS.guaranteeUnearned;
      expect(balanceOf(postings, unearned.code)).toBe(0n);
    }),
  );
});
