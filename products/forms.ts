// Understands the form fields and evidence slots that several products ask for, under the names that the rules read.

import type { EvidenceSlot, FormField } from "@anxin/core/product/product";

/** Who tested; the rule `report_accredited` looks the name or number up in the insurer's register. */
export const INSTITUTION: FormField = {
  name: "institution",
  type: "string",
  title: { zh: "检测机构名称或资质编号", en: "Institution that tested, by name or accreditation number" },
  example: { zh: "CMA 240099990001", en: "CMA 240099990001" },
  required: true,
  register: "test_institution",
};

/** Who appraised; a brand appraises its own goods. */
export const APPRAISER: FormField = {
  ...INSTITUTION,
  title: { zh: "鉴定机构或品牌方名称", en: "Institution or brand that appraised" },
  example: { zh: "品牌知识产权部", en: "The brand's own department" },
  register: "appraiser",
};

export const REPORT_NO: FormField = {
  name: "reportNo",
  type: "string",
  title: { zh: "报告编号", en: "Report number" },
  example: { zh: "（2026）检字第0123号", en: "AX-2026-0123" },
  required: true,
};

// What follows stands in the report: who copies it is decided sooner, and who does not is not sent away. A person reads it then.

/** The day on which the report was made; the rules `report_accredited` and `report_dated` hold it against register and order. */
export const REPORT_DATE: FormField = {
  name: "reportDate",
  type: "date",
  title: { zh: "报告日期", en: "Date of the report" },
  example: { zh: "2026-11-20", en: "2026-11-20" },
  required: false,
};

/** What the report says; the rule `report_conclusion` reads it. */
export const CONCLUSION: FormField = {
  name: "conclusion",
  type: "enum",
  title: { zh: "报告结论", en: "What the report concludes" },
  required: false,
  options: [
    { value: "failed", title: { zh: "不合格，或为假冒商品", en: "Not in order, or counterfeit" } },
    { value: "passed", title: { zh: "合格，或为正品", en: "In order, or genuine" } },
    { value: "inconclusive", title: { zh: "无法判定", en: "Cannot be told" } },
  ],
};

/** The standard of the test; the rule `report_standard` holds it against the register. */
export const STANDARD: FormField = {
  name: "standard",
  type: "string",
  title: { zh: "检测依据的标准", en: "Standard of the test" },
  example: { zh: "GB/T 2910", en: "GB/T 2910" },
  required: false,
};

/** The brand of the goods; a brand that appraises is registered for its own. */
export const BRAND: FormField = {
  name: "brand",
  type: "string",
  title: { zh: "商品品牌", en: "Brand of the goods" },
  required: false,
};

/** What the report says about the goods; the rule `report_matches` compares both with the order. */
export const REPORT_ORDER: FormField = {
  name: "reportOrderId",
  type: "string",
  title: { zh: "报告所载订单号（如有）", en: "Order number in the report (if any)" },
  required: false,
};

export const REPORT_SKU: FormField = {
  name: "reportSku",
  type: "string",
  title: { zh: "报告所载商品编码（如有）", en: "Product code in the report (if any)" },
  required: false,
};

/** The proven fee of the test or appraisal, the `feeField` of the refund benefit. */
export const FEE: FormField = {
  name: "fee",
  type: "money",
  title: { zh: "检测或鉴定费（有票据的）", en: "Fee of the test or appraisal (with a receipt)" },
  required: false,
};

/** The invoice of the test or appraisal; the rule `fee_proven` looks for it. */
export const FEE_INVOICE: EvidenceSlot = {
  kind: "fee_invoice",
  title: { zh: "检测或鉴定费票据", en: "Invoice of the test or appraisal" },
  example: { zh: "发票或收据；不主张费用的不用传", en: "Invoice or receipt; not needed where no fee is claimed" },
  minCount: 1,
  required: false,
  requiredWith: FEE.name,
};

/** Which device it is; the rule `serial_matches` holds it against other claims. */
export const SERIAL_NO: FormField = {
  name: "serialNo",
  type: "string",
  title: { zh: "产品序列号", en: "Serial number" },
  example: { zh: "机身铭牌或“关于本机”页上的编号", en: "On the label, or the device's about page" },
  required: true,
};

/** How the benefit is wanted: nothing is pre-selected, and money is what comes of no choice. */
export const SETTLEMENT: FormField = {
  name: "settlement",
  type: "enum",
  title: { zh: "赔付方式（不选为现金）", en: "How it is made good (money where nothing is chosen)" },
  required: false,
  options: [
    { value: "cash", title: { zh: "现金", en: "Money" } },
    {
      value: "repair",
      title: { zh: "由维修商维修，费用由保险人结算", en: "Repaired, the insurer settles with the repairer" },
    },
    { value: "replace", title: { zh: "更换", en: "Replaced" } },
  ],
};

/** Who repairs; the rule `repairer_listed` looks this name up in the insurer's register. */
export const REPAIRER: FormField = {
  name: "repairer",
  type: "string",
  title: { zh: "维修商", en: "Repairer" },
  required: true,
  register: "repairer",
};

/** The cost of the repair, the `costField` of the repair benefit. */
export const COST: FormField = {
  name: "cost",
  type: "money",
  title: { zh: "维修报价或发票金额", en: "Amount of the repair quote or invoice" },
  required: true,
};

/** The order itself is on record, so that nobody is made to prove again what is known (Insurance Law art. 22). */
export const ORDER_PROOF: EvidenceSlot = {
  kind: "order_proof",
  title: { zh: "订单凭证", en: "Proof of the order" },
  example: {
    zh: "订单详情截图；订单已在案，可以不传",
    en: "Screenshot of the order; the order is on record, so this may stay empty",
  },
  minCount: 1,
  required: false,
};

export const REPAIR_QUOTE: EvidenceSlot = {
  kind: "repair_quote",
  title: { zh: "维修报价单或发票", en: "Repair quote or invoice" },
  example: { zh: "写明型号、故障、配件与金额的单据", en: "A document that names model, fault, parts and amount" },
  minCount: 1,
  required: true,
};

/** Stands for the quote: one of both is enough. */
export const REPAIR_INVOICE: EvidenceSlot = {
  kind: "repair_invoice",
  title: { zh: "维修发票（可代替报价单）", en: "Repair invoice (in place of the quote)" },
  example: { zh: "已经维修的，上传发票", en: "Where it was repaired already" },
  minCount: 1,
  required: false,
  alternativeOf: REPAIR_QUOTE.kind,
};

/** What was seen when the goods were inspected on receipt. */
export const INSPECTION_NOTE: FormField = {
  name: "inspectionNote",
  type: "text",
  title: { zh: "验货说明", en: "Inspection note" },
  required: true,
};

export const INSPECTED_AT: FormField = {
  name: "inspectedAt",
  type: "datetime",
  title: { zh: "验货时间", en: "Time of inspection" },
  required: false,
};

/** How the parcel was signed for; the rule `signature_weighed` weighs it. */
export const SIGNED_FOR: FormField = {
  name: "signedFor",
  type: "enum",
  title: { zh: "签收情况", en: "How the parcel was signed for" },
  required: false,
  options: [
    { value: "remarked", title: { zh: "签收时注明了破损", en: "With a remark about the damage" } },
    {
      value: "unsigned",
      title: { zh: "放在门口、驿站或快递柜，没有当面签收", en: "Left at the door, a station or a locker" },
    },
    { value: "intact", title: { zh: "签收时注明外包装完好", en: "As intact" } },
  ],
};

/** What the carrier wrote down at the door. */
export const SIGNATURE_RECORD: EvidenceSlot = {
  kind: "signature_record",
  title: { zh: "签收记录", en: "Record of the signature" },
  example: { zh: "签收底单或物流签收页，有备注的更好", en: "The carrier's slip or page, best with a remark" },
  minCount: 1,
  required: false,
};

/** Names the parcel that the goods came in. */
export const WAYBILL_LABEL: EvidenceSlot = {
  kind: "waybill_label",
  title: { zh: "面单照片", en: "Waybill label" },
  example: { zh: "运单号清晰可读", en: "The waybill number can be read" },
  minCount: 1,
  required: true,
};
