// Understands the form fields and evidence slots that several products ask for, under the names that the rules read.

import type { EvidenceSlot, FormField } from "@anxin/core/product/product";

/** Who tested or appraised; the rule `report_accredited` looks this name up in the insurer's register. */
export const INSTITUTION: FormField = {
  name: "institution",
  type: "string",
  title: { zh: "检测或鉴定机构", en: "Institution that tested or appraised" },
  required: true,
};

export const REPORT_NO: FormField = {
  name: "reportNo",
  type: "string",
  title: { zh: "报告编号", en: "Report number" },
  required: true,
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

/** Who repairs; the rule `repairer_listed` looks this name up in the insurer's register. */
export const REPAIRER: FormField = {
  name: "repairer",
  type: "string",
  title: { zh: "维修商", en: "Repairer" },
  required: true,
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

/** Names the parcel that the goods came in. */
export const WAYBILL_LABEL: EvidenceSlot = {
  kind: "waybill_label",
  title: { zh: "面单照片", en: "Waybill label" },
  example: { zh: "运单号清晰可读", en: "The waybill number can be read" },
  minCount: 1,
  required: true,
};
