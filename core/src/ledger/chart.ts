// Understands the chart of accounts.

import type { Text } from "../product/product.js";

/** What a positive balance of an account means: assets and expenses grow by debit, the others by credit. */
export type AccountKind = "asset" | "liability" | "income" | "expense";

export interface Account {
  readonly code: string;
  readonly kind: AccountKind;
  readonly name: Text;
}

function account(code: string, kind: AccountKind, zh: string, en: string): Account {
  return { code, kind, name: { zh, en } };
}

/** Codes follow the numbering of China's Accounting Standards for Business Enterprises (application guide, appendix) where it has one. */
export const ACCOUNTS = {
  bank: account("1002", "asset", "银行存款", "Cash at bank"),
  channelCash: account("1012", "asset", "其他货币资金—支付渠道", "Cash at payment channel"),
  premiumReceivable: account("1122", "asset", "应收保费", "Premium receivable"),
  recoveryReceivable: account("1221", "asset", "应收代位追偿款", "Recovery receivable"),
  payoutClearing: account("1231", "liability", "赔款在途清算", "Payout clearing"),
  merchantWallet: account("2203", "liability", "商家预存保费", "Merchant wallets"),
  campaignFund: account("2204", "liability", "平台活动资金", "Campaign funds"),
  premiumRefundPayable: account("2205", "liability", "应付退保费", "Premium refunds payable"),
  walletRefundClearing: account("2206", "liability", "商家余额在途退款", "Wallet refunds in clearing"),
  claimsPayable: account("2241", "liability", "应付赔付款", "Claims payable"),
  unearnedPremium: account("2601", "liability", "未到期责任准备金", "Unearned premium reserve"),
  claimsOutstanding: account("2602", "liability", "未决赔款准备金", "Outstanding claims reserve"),
  earnedPremium: account("6031", "income", "已赚保费", "Earned premium"),
  guaranteeUnearned: account("2611", "liability", "保障服务未到期收入", "Guarantee service, unearned fees"),
  guaranteeEarned: account("6051", "income", "保障服务收入", "Guarantee service, earned fees"),
  claimsIncurred: account("6511", "expense", "赔付支出", "Claims incurred"),
  // A guarantee service is no insurance: what it owes is an ordinary debt, a provision (预计负债) and a cost of sales.
  guaranteePayable: account("2242", "liability", "应付保障金", "Guarantee service, benefits payable"),
  guaranteeOutstanding: account("2801", "liability", "预计负债—保障金", "Guarantee service, benefits outstanding"),
  guaranteeIncurred: account("6401", "expense", "主营业务成本—保障金", "Guarantee service, benefits incurred"),
  // No benefit, and so no cost of claims: what it costs to have paid one late (Insurance Law art. 23).
  lateInterest: account("6411", "expense", "利息支出—迟延支付", "Interest on claims paid late"),
  // Recoveries stand beside the cost of claims, not in it, so that claims incurred stay paid, owed and reserved to the fen; together
  // with it they are what the standard shows net (Accounting Standard for Business Enterprises no. 25, art. 21).
  claimsRecovered: account("6512", "income", "赔付支出—代位追偿冲减", "Claims recovered"),
  recoveryWrittenOff: account("6701", "expense", "资产减值损失—代位追偿款", "Recoveries written off"),
  /** What carriers settle of their own; swept to the bank outside of these books, as the payment channel's cash is. */
  carrierSettlement: account("1013", "asset", "其他货币资金—承运商结算", "Cash at carrier settlement"),
  merchantDeposit: account("2002", "liability", "存入保证金—商家", "Merchant deposits"),
  recoveryRefundPayable: account("2243", "liability", "应退追偿款", "Recoveries owed back"),
  guaranteeRecoveryReceivable: account(
    "1222",
    "asset",
    "其他应收款—保障金追偿",
    "Guarantee service, recovery receivable",
  ),
  guaranteeRecovered: account("6402", "income", "主营业务成本—保障金追偿冲减", "Guarantee service, benefits recovered"),
  guaranteeRecoveryWrittenOff: account(
    "6702",
    "expense",
    "信用减值损失—保障金追偿",
    "Guarantee service, recoveries written off",
  ),
  repairersPayable: account("2244", "liability", "应付维修商款", "Repairers payable"),
} as const satisfies Record<string, Account>;

export type AccountKey = keyof typeof ACCOUNTS;

const byCode: ReadonlyMap<string, Account> = new Map(Object.values(ACCOUNTS).map((entry) => [entry.code, entry]));

export function accountByCode(code: string): Account | null {
  return byCode.get(code) ?? null;
}
