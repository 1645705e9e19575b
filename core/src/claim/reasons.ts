// Understands how each reason of a decision is said to people: what it means, and what would change it.

import type { Text } from "../product/product.js";
import type { ReasonCode } from "./finding.js";

/** Plain words, at most 60 Chinese characters: an insurer explains a refusal (Insurance Law art. 24). */
const REASONS: Readonly<Record<ReasonCode, Text>> = {
  not_in_force: {
    zh: "出险时保单不在保障期间内，或已经退保。如果出险时间填错，请更正并补充凭证。",
    en: "The policy was not in force when it happened, or had been cancelled. If the time is wrong, correct it and show proof.",
  },
  outside_window: {
    zh: "已超过理赔时限。如果在时限内已经退货或报案，请提供当时的记录。",
    en: "The time for this claim has passed. If you returned the goods or reported in time, send us the record of it.",
  },
  waiting_period: {
    zh: "出险时还在等待期内，保障尚未开始。如果出险时间填错，请更正并补充凭证。",
    en: "It happened during the waiting period, before cover began. If the time is wrong, correct it and show proof.",
  },
  return_refund_only: {
    zh: "这笔退款没有寄回商品，没有产生退货运费。如果已经寄回，请补充退货运单。",
    en: "This refund came without a return, so no freight was spent. If you did send the goods back, add the waybill.",
  },
  waybill_invalid: {
    zh: "退货运单号缺失或格式不对。请核对快递面单，填写正确的运单号。",
    en: "The return waybill number is missing or malformed. Check it against the parcel label and enter it again.",
  },
  waybill_reused: {
    zh: "这个退货运单号已用于另一笔理赔，一个包裹只赔一次。如果填错，请更正运单号。",
    en: "This return waybill already belongs to another claim, and one parcel pays once. If it is a slip, correct the number.",
  },
  time_order: {
    zh: "退货时间与发货、签收的先后不符。请核对订单和物流记录，并说明情况。",
    en: "The return does not follow shipment and delivery in time. Check the order and parcel records and tell us what happened.",
  },
  route_mismatch: {
    zh: "退货包裹的路线与订单地址不一致。请说明从哪里寄出、寄往哪里。",
    en: "The parcel's route does not fit the addresses of the order. Tell us from where and to where you sent it.",
  },
  already_claimed: {
    zh: "这份保障已经赔过一次，同一订单或保单不再重复赔付。如果没有收到，请查询付款记录。",
    en: "This cover has already paid its one claim. If no money reached you, look up the payment or ask us.",
  },
  freight_already_settled: {
    zh: "这次退货的运费已由平台或快递结清，你没有另外付费。如果付过，请提供付款凭证。",
    en: "The freight of this return was settled with the carrier, so you paid none. If you did pay, send the receipt.",
  },
  declaration_missing: {
    zh: "还没有确认如实告知声明。请阅读并勾选声明后重新提交。",
    en: "The declaration that the claim is true was not given. Read it, confirm it, and file again.",
  },
  not_covered: {
    zh: "所述情况不在这份保障的责任范围内。如果原因选错，请重新选择并补充说明。",
    en: "What happened is not among the events that this cover names. If you chose the wrong one, choose again.",
  },
  evidence_incomplete: {
    zh: "理赔材料还不齐全。请按清单补齐缺少的照片或文件，每张应不相同。",
    en: "Some of the evidence is missing. Add the photos or documents on the list; each has to be a different file.",
  },
  report_not_accredited: {
    zh: "报告不是由认可的机构出具的。请选择名单内的机构重新检测或鉴定。",
    en: "The report does not come from a recognised institution. Have it made by one of those on the list.",
  },
  report_mismatch: {
    zh: "报告上的商品或订单与本次理赔不一致。请核对后更正，或提供对应的报告。",
    en: "The report is about other goods or another order. Correct the entry, or send the report on these goods.",
  },
  report_invalid: {
    zh: "报告的编号或日期与要求不符。请对照报告核对后更正，或提供有效的报告。",
    en: "The number or the date of the report cannot be right. Check them against the report, or send a valid one.",
  },
  report_out_of_scope: {
    zh: "报告机构的资质范围未包含该类商品或标准，由理赔人员核实。您可以补充资质证明。",
    en: "The institution is not registered for such goods or this standard, so a person checks it. Proof that it may test them helps.",
  },
  limit_exhausted: {
    zh: "已达到保单的赔付限额，超出的部分不能赔付。限额见保单和条款。",
    en: "The limit of the policy is reached, and what lies above it is not paid. The policy shows the limit.",
  },
  other_cover_paid: {
    zh: "同一损失已由其他保障赔付，这里只赔剩余部分。如果没有收到那笔赔款，请联系我们。",
    en: "Another cover has paid for the same loss, so only the rest is paid here. Tell us if that money did not reach you.",
  },
  no_loss: {
    zh: "按条款计算没有需要赔付的损失。如果金额填错，请更正并补充凭证。",
    en: "By the terms there is no loss to pay for. If an amount was entered wrongly, correct it and show proof.",
  },
  above_automatic_limit: {
    zh: "金额超过自动理赔的上限，由理赔人员审核。你不需要做什么。",
    en: "The amount is above what is decided automatically, so a person reviews it. There is nothing you need to do.",
  },
  above_rate_card: {
    zh: "维修报价高于与维修商约定的价格，由理赔人员核实。您可以补充报价明细。",
    en: "The quote is above what was agreed with the repairer, so a person checks it. A list of parts and labour helps.",
  },
  merchant_not_heard: {
    zh: "商家还在答复期内，期满或商家答复后由理赔人员核定。您不需要做什么。",
    en: "The merchant still has time to answer; a person decides once they have, or when the time is over. There is nothing you need to do.",
  },
  needs_assessment: {
    zh: "这个案件需要理赔人员核定损失。材料越清楚，审核越快。",
    en: "A person has to assess this loss. The clearer the evidence, the sooner it is done.",
  },
  suspected_fraud: {
    zh: "部分信息与通常的退货或损失不符，由理赔人员核实。补充凭证可以加快审核。",
    en: "Something here is unusual for a return or a loss, so a person checks it. More proof makes that quicker.",
  },
  requested_above_benefit: {
    zh: "申请金额高于条款约定的赔付金额，按条款赔付。如有其他费用，请补充凭证。",
    en: "The amount asked for is above what the terms promise, so the terms apply. If there were further costs, show proof.",
  },
  image_reused: {
    zh: "理赔图片与其他理赔中的图片相同或相近，由理赔人员核实。补充原图或其他角度的照片可以加快审核。",
    en: "A picture is like one of another claim, so a person checks it. The original file, or one from another side, makes that quicker.",
  },
  impossible_travel: {
    zh: "退货包裹的扫描时间和地点无法同时成立，由理赔人员核实。您可以补充快递凭证。",
    en: "The parcel's scans cannot all be right in time and place, so a person checks them. The carrier's receipt helps.",
  },
  weight_mismatch: {
    zh: "退货包裹的重量前后不一致，由理赔人员核实。您可以说明寄回了哪些商品。",
    en: "The weights of the parcel do not fit each other, so a person checks them. Tell us which goods you sent back.",
  },
  self_ship_unproven: {
    zh: "物流记录不足以说明自行寄回的运费，按两种寄回方式中较低的金额赔付。如有付款凭证，请提供。",
    en: "The parcel's record does not bear out the freight of shipping it yourself, so the lower amount is paid. A receipt changes that.",
  },
};

/** What a reason says to people, in both languages. */
export function reasonText(code: ReasonCode): Text {
  return REASONS[code];
}
