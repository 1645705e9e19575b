// Understands every problem that an answer may name: its status, and in both languages what it is and what to do.

import { present } from "@anxin/core/assert";
import type { Text } from "@anxin/core/product/product";
import type { RefusalCode } from "@anxin/core/refusal";
import { CLAIM_PROBLEMS, type ProblemEntry } from "./problem-table-claims.js";

/** A refusal, or the one thing that is nobody's refusal: a fault of ours. */
export type ProblemCode = RefusalCode | "internal_error";

export interface ProblemKind {
  readonly status: number;
  readonly title: Text;
  /** What the caller can do about it. */
  readonly advice: Text;
}

const TABLE: Readonly<Record<ProblemCode, ProblemEntry>> = {
  unauthenticated: [
    401,
    "未登录",
    "Not signed in",
    "请携带有效的 API 密钥或会话令牌。",
    "Send a valid API key or session token.",
  ],
  credentials_wrong: [
    401,
    "账号或密码错误",
    "Wrong e-mail or password",
    "请检查邮箱与密码。",
    "Check e-mail and password.",
  ],
  totp_wrong: [
    401,
    "动态验证码错误",
    "Wrong one-time code",
    "请等待下一个验证码后重试；每个验证码只能使用一次。",
    "Wait for the next code and try again; each code works once.",
  ],
  forbidden: [403, "无权操作", "Not allowed", "请使用有此权限的角色或密钥。", "Use a role or key that may do this."],
  csrf: [
    403,
    "跨站请求被拒绝",
    "Cross-site request refused",
    "请从本站页面操作，或改用 Bearer 令牌。",
    "Act from our own pages, or use a bearer token.",
  ],
  rate_limited: [
    429,
    "请求过于频繁",
    "Too many requests",
    "请在 Retry-After 指明的秒数之后重试。",
    "Try again after the seconds in Retry-After.",
  ],
  unsupported_media_type: [
    415,
    "不支持的内容类型",
    "Unsupported content type",
    "请以 UTF-8 编码的 application/json 发送。",
    "Send application/json in UTF-8.",
  ],
  body_too_large: [413, "请求体过大", "Body too large", "请拆成更小的请求。", "Split it into smaller requests."],
  malformed_json: [
    400,
    "请求体不是有效的 JSON",
    "Body is not valid JSON",
    "请发送一个完整的 JSON 值，不含 __proto__ 或 constructor 键。",
    "Send one complete JSON value, without keys called __proto__ or constructor.",
  ],
  validation_failed: [
    400,
    "请求内容有误",
    "The request is not valid",
    "请按 errors 中逐项的说明修改。",
    "Mend each field that errors names.",
  ],
  method_not_allowed: [
    405,
    "不支持的请求方法",
    "Method not allowed",
    "请使用 Allow 中列出的方法。",
    "Use one of the methods in Allow.",
  ],
  not_found: [
    404,
    "未找到",
    "Not found",
    "请检查编号；您只能看到属于自己的数据。",
    "Check the id; you see only what is yours.",
  ],
  route_not_found: [
    404,
    "没有这个地址",
    "No such address",
    "请参阅 /docs 中的接口列表。",
    "See the list of calls at /docs.",
  ],
  idempotency_key_missing: [
    400,
    "缺少 Idempotency-Key",
    "Idempotency-Key missing",
    "请为每个新的操作生成一个键，重试时沿用同一个键。",
    "Make a key for each new operation, and repeat it when you retry.",
  ],
  idempotency_key_invalid: [
    400,
    "Idempotency-Key 无效",
    "Idempotency-Key invalid",
    "键应为 1 至 255 个可见 ASCII 字符。",
    "A key is 1 to 255 printable ASCII characters.",
  ],
  idempotency_key_reused: [
    422,
    "Idempotency-Key 已用于其他内容",
    "Idempotency-Key used for another body",
    "新的操作请使用新的键。",
    "Use a new key for a new operation.",
  ],
  idempotency_key_running: [
    409,
    "同一操作正在处理",
    "The same operation is still running",
    "请稍候以相同的键和内容重试。",
    "Wait, then retry with the same key and body.",
  ],
  if_match_missing: [
    428,
    "缺少 If-Match",
    "If-Match missing",
    "请先读取资源，并在 If-Match 中带回其 ETag。",
    "Read the resource first and send its ETag in If-Match.",
  ],
  if_match_stale: [
    412,
    "内容已被他人修改",
    "Changed by someone else",
    "请重新读取后再操作。",
    "Read it again, then decide anew.",
  ],
  cursor_invalid: [
    400,
    "分页游标无效",
    "Cursor invalid",
    "请原样使用上一页的 next，并保持筛选条件不变；或从第一页重新开始。",
    "Use next of the page before as it is, with the same filters, or begin at the first page.",
  ],
  merchant_unknown: [
    422,
    "商家不存在",
    "Merchant unknown",
    "请先登记商家：PUT /v1/merchants/{merchantId}。",
    "Register the merchant first: PUT /v1/merchants/{merchantId}.",
  ],
  version_conflict: [
    409,
    "同一版本的内容不一致",
    "Version seen with another body",
    "内容变化时请增加 version。",
    "Raise version whenever the order changes.",
  ],
  identity_changed: [
    409,
    "不可变更的信息被改动",
    "What identifies it has changed",
    "订单的商家、买家不可更改；请使用新的订单号。",
    "Merchant and buyer of an order never change; use a new order id.",
  ],
  duplicate_in_batch: [
    422,
    "同一批中重复",
    "Twice in one batch",
    "同一批中每个订单只出现一次。",
    "Send each order once in a batch.",
  ],
  currency_unsupported: [422, "不支持的币种", "Currency not supported", "请以 CNY 计价。", "Send amounts in CNY."],
  too_late: [
    422,
    "超过承保时限",
    "Too late to be covered",
    "请及时推送订单；时限由租户设置。",
    "Send orders sooner; the tenant sets the delay.",
  ],
  not_eligible: [
    422,
    "不符合投保条件",
    "Not eligible",
    "请查看产品的适用范围。",
    "See which goods the product is for.",
  ],
  whole_shop_required: [
    422,
    "须全店投保",
    "The whole shop has to enrol",
    "请改为全部商品（all: true），且不要排除商品。",
    "Enrol all goods (all: true), without exclusions.",
  ],
  shop_not_eligible: [
    422,
    "店铺不符合投保条件",
    "Shop not eligible",
    "请查看 …/eligibility 中各项指标与限值。",
    "See …/eligibility for each measure and its limit.",
  ],
  wallet_insufficient: [
    422,
    "商家预存余额不足",
    "Wallet balance too low",
    "请充值后重新推送订单。",
    "Top up the wallet, then send the order again.",
  ],
  campaign_exhausted: [
    422,
    "活动预算已用完",
    "Campaign budget used up",
    "请新建活动或换用其他付费方。",
    "Start another campaign or another payer.",
  ],
  quote_invalid: [422, "报价无效", "Quote invalid", "请重新获取报价。", "Ask for a new offer."],
  quote_foreign: [
    422,
    "报价属于他人",
    "Quote made for somebody else",
    "请为这位买家、在这家店铺重新获取报价。",
    "Ask for an offer for this buyer in this shop.",
  ],
  quote_expired: [422, "报价已过期", "Quote expired", "请重新获取报价。", "Ask for a new offer."],
  quote_mismatch: [
    422,
    "报价与订单不符",
    "Quote does not fit the order",
    "请以订单的实际内容重新获取报价。",
    "Ask for an offer with what was really ordered.",
  ],
  buyer_blocked: [
    422,
    "买家暂不可投保",
    "Buyer cannot be insured",
    "近期退货理赔率超过备案上限；期限见报价的 blocked。商家或平台赠送的保障不受影响。",
    "Too many returns for the filed limit; blocked in the offer says until when. Given cover is not affected.",
  ],
  route_unrated: [
    422,
    "该路线暂无费率",
    "No rate for this route",
    "请检查收货与退货地址的省市。",
    "Check province and city of both addresses.",
  ],
  already_covered: [
    409,
    "已有同类保障",
    "Already covered",
    "同一商品同一产品只承保一次。",
    "One line is covered once by one product.",
  ],
  product_unknown: [422, "产品不存在", "Product unknown", "请参阅 GET /v1/products。", "See GET /v1/products."],
  product_not_live: [422, "产品未上线", "Product not live", "请选择在售的产品。", "Choose a product that is on sale."],
  product_code_taken: [
    409,
    "产品代码已被使用",
    "Product code taken",
    "请改用其他代码，或基于该产品的版本新建草稿。",
    "Take another code, or make a draft based on a version of that product.",
  ],
  cancellation_not_possible: [
    409,
    "保单不能解除",
    "The cover cannot be cancelled",
    "detail 说明了原因；保险责任以条款 6.3 为准。",
    "detail says why; clause 6.3 of the terms governs.",
  ],
  cancellation_stale: [
    409,
    "试算已失效",
    "The preview no longer holds",
    "请重新试算退费，再确认解除。",
    "Preview the refund again, then confirm.",
  ],
  reinstatement_not_possible: [
    409,
    "保单不能恢复",
    "The cover cannot be taken up again",
    "detail 说明了原因；可以为新订单重新投保。",
    "detail says why; new orders can be insured anew.",
  ],
  ...CLAIM_PROBLEMS,
  state_conflict: [
    409,
    "当前状态不允许此操作",
    "Not possible in this state",
    "请重新读取后再操作。",
    "Read it again, then decide anew.",
  ],
  payout_not_failed: [
    409,
    "付款并未确认失败",
    "Payout is not confirmed as failed",
    "只有查询确认失败的付款才能重试。",
    "Only a payout that a query has confirmed as failed can be retried.",
  ],
  calendar_unknown: [
    422,
    "工作日历尚未公布",
    "Working days not announced",
    "该期限按工作日计算，而所涉年份的放假安排尚未公布或未内置；更新版本后再查。",
    "The time counts working days of a year whose holidays are not announced or not built in; ask again after the update.",
  ],
  payment_known: [
    409,
    "该笔付款已入账",
    "This payment was booked before",
    "请核对银行流水号；一笔流水分摊到多项时，请在流水号后加 /1、/2。",
    "Check the bank's reference; where one payment covers several, add /1, /2 to it.",
  ],
  limit_exceeded: [422, "超过限制", "Limit exceeded", "限制见 limit 与 unit。", "The limit is in limit and unit."],
  notification_invalid: [
    400,
    "支付通知无效",
    "Payment notification not valid",
    "仅接受支付渠道签名且与充值单一致的通知；未写入任何数据。",
    "Only what the payment channel signed and what fits a top-up is accepted; nothing was credited.",
  ],
  switched_off: [409, "该功能已关闭", "Switched off", "请稍后再试或联系平台。", "Try later or ask the platform."],
  unavailable: [
    503,
    "服务暂不可用",
    "Unavailable for now",
    "请稍后重试；未确认的操作请以相同的键重发。",
    "Retry later, with the same key for what was not acknowledged.",
  ],
  internal_error: [500, "服务器内部错误", "A fault of ours", "请附上 requestId 联系我们。", "Tell us the requestId."],
};

function kindOf([status, titleZh, titleEn, adviceZh, adviceEn]: ProblemEntry): ProblemKind {
  return { status, title: { zh: titleZh, en: titleEn }, advice: { zh: adviceZh, en: adviceEn } };
}

const KINDS: ReadonlyMap<string, ProblemKind> = new Map(
  Object.entries(TABLE).map(([code, entry]) => [code, kindOf(entry)]),
);

/** The kind of a problem by a code that came from outside; null when there is none. */
export function findProblemKind(code: string): ProblemKind | null {
  return KINDS.get(code) ?? null;
}

export function problemKind(code: ProblemCode): ProblemKind {
  return present(KINDS.get(code), `the table has ${code}`);
}
