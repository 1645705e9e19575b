// Understands what each kind of posting says in plain words: what happened, and why these two accounts.

import type { TransferKind } from "@anxin/core/ledger/templates";
import type { Text } from "@anxin/core/product/product";

/** One sentence a kind, for a reader who keeps no books. */
export const LEDGER_WORDS = {
  premium_debited: {
    zh: "保费入账；保障还在进行，先全部记为未到期，逐日再转为收入。",
    en: "The premium is booked; cover has only begun, so all of it is unearned, to be earned day by day.",
  },
  premium_refunded: {
    zh: "退还未到期的那部分保费，退回原来付款的地方。",
    en: "The unearned part of the premium goes back to where it came from.",
  },
  premium_earned: {
    zh: "又过了一段保障期，这段的保费成为收入。",
    en: "Some of the time of cover is over, and its premium is income now.",
  },
  reserve_set: {
    zh: "可能要赔的钱先计入成本，并留出来备付。",
    en: "What may have to be paid is a cost at once, and set aside.",
  },
  reserve_released: {
    zh: "留出的钱有一部分用不着了，成本随之减少。",
    en: "Part of what was set aside is not needed, and the cost falls by it.",
  },
  claim_agreed: {
    zh: "核定赔付：留出的钱变成欠被保险人的债。",
    en: "The claim is granted: what was set aside is now a debt to the insured.",
  },
  payout_prepared: {
    zh: "发出付款指令：这笔债已经交给支付渠道，正在路上。",
    en: "The payment is ordered: the debt is with the payment channel, on its way.",
  },
  payout_succeeded: {
    zh: "渠道确认到账：钱已付出，路上不再有钱。",
    en: "The channel says that it arrived: the money is gone, and nothing is on its way.",
  },
  payout_failed: {
    zh: "渠道确认没有付出：债又回到账上。",
    en: "The channel says that it did not go: the debt stands again.",
  },
  payout_returned: {
    zh: "钱付出后被退回：现金回来了，债也回来了。",
    en: "The money came back after it had gone: there is cash again, and the debt again.",
  },
  wallet_topped_up: {
    zh: "商家预存保费：收到的钱仍是商家的。",
    en: "The merchant pays in for premiums: the money is here, and still the merchant's.",
  },
  wallet_refund_prepared: {
    zh: "商家取回余额：钱离开钱包，交渠道退回。",
    en: "The merchant takes some of its balance back: it leaves the wallet for the channel.",
  },
  wallet_refund_succeeded: { zh: "渠道确认已退回商家。", en: "The channel says that it went back to the merchant." },
  wallet_refund_failed: {
    zh: "渠道确认没有退成，钱回到钱包。",
    en: "The channel says that it did not go: it is in the wallet again.",
  },
  campaign_funded: {
    zh: "平台为活动拨款，专用于赠送的保障。",
    en: "The platform pays for a campaign; the money is for the covers that it gives.",
  },
  campaign_released: { zh: "活动没用完的钱退给平台。", en: "What a campaign did not use goes back to the platform." },
  late_interest_owed: {
    zh: "赔付迟了，多欠一笔利息（保险法第二十三条）；它不是赔款，单独记成本。",
    en: "The benefit comes late, so interest is owed (Insurance Law art. 23): a cost of its own, and no benefit.",
  },
  recovery_recognised: {
    zh: "向责任方追偿的权利成立：多了一笔应收款，赔付成本相应冲减。",
    en: "Whoever is liable owes it back: a receivable, which lowers what the claim costs.",
  },
  recovery_reversed: {
    zh: "责任方不认的部分不再算应收。",
    en: "What the debtor turned down is receivable no more.",
  },
  recovery_received: { zh: "责任方付了款，应收款收回。", en: "The debtor paid: the receivable has become money." },
  recovery_netted: {
    zh: "按约定从商家预存的钱里抵扣，应收款收回。",
    en: "It is set off against the merchant's money, as agreed: the receivable is settled.",
  },
  recovery_written_off: {
    zh: "追不回来的部分核销，成为损失。",
    en: "What cannot be had is written off, and is a loss.",
  },
  recovery_write_off_reversed: {
    zh: "核销过的又要回来了，损失转回。",
    en: "What was written off may be had after all: the loss is taken back.",
  },
  recovery_owed_back: {
    zh: "追回的比现在应得的多，多的要退。",
    en: "More was recovered than is due by now: the rest is owed back.",
  },
  recovery_owed_back_waived: { zh: "原来要退的不用退了。", en: "What was owed back is due after all, and is kept." },
  recovery_given_back: { zh: "多追回的已经退还。", en: "What was owed back went back." },
  deposit_received: { zh: "商家交来保证金。", en: "The merchant leaves a deposit." },
  deposit_returned: { zh: "保证金退还商家。", en: "The deposit goes back to the merchant." },
  service_rendered: {
    zh: "修好了：欠被保险人的债，变成欠维修商的款。",
    en: "The repair is done: what was owed to the insured is now owed to the repairer.",
  },
  service_saved: {
    zh: "账单比核定的少，省下的不算损失。",
    en: "The bill is less than what was granted: the rest is no loss.",
  },
  repairer_paid: { zh: "财务向维修商付款。", en: "Finance pays the repairer." },
} as const satisfies Readonly<Record<TransferKind, Text>>;
