// Understands what must hold of a content before a version can be made of it: that its parts fit together.

import type { RuleName } from "@anxin/core/claim/rules";
import type { Text } from "@anxin/core/product/product";
import { FACTOR_VALUES } from "@anxin/core/product/tariff-check";
import type { Identity, ProductContent } from "./content.js";
import type { Problems } from "./form-reader.js";
import { clauseIdsOf, textProblems } from "./terms.js";

type Say = (pointer: string, code: string, detail: Text) => void;

/** What every decision needs, in the order that hands the amount on. */
const DEMANDED: readonly RuleName[] = [
  "policy_in_force",
  "peril_covered",
  "benefit_amount",
  "within_limits",
  "not_above_request",
  "automatic_limit",
];

/** Everything that does not fit, by where it stands. Expressions are not read here, and the tariff's cells are looked at elsewhere. */
export function contentProblems(identity: Identity, content: ProductContent): Problems {
  const { terms, ...rest } = content;
  const problems: Problems = [...textProblems({ ...identity, ...rest }, terms)];
  const say: Say = (pointer, code, detail) => void problems.push({ pointer, code, detail });
  saySteps(content, say);
  sayClauses(content, say);
  sayFields(content, say);
  sayDocuments(content, say);
  sayAmounts(content, say);
  sayTariff(content, say);
  sayLists(content, say);
  return problems;
}

function saySteps(content: ProductContent, say: Say): void {
  const rules = content.adjudication.map(({ rule }) => rule);
  const wanted = DEMANDED.join("、");
  if (rules.filter((rule) => (DEMANDED as readonly string[]).includes(rule)).join() !== DEMANDED.join())
    say("/adjudication", "order", {
      zh: `应依次适用 ${wanted}，各一次`,
      en: `must apply ${DEMANDED.join(", ")}, each once and in this order`,
    });
  if (rules.at(-1) !== "automatic_limit")
    say("/adjudication", "order", { zh: "最后一步应为 automatic_limit", en: "must end with automatic_limit" });
  const steps = content.adjudication.map(({ rule, clause }) =>
    rule === "conditions_met" ? `${rule} ${clause}` : rule,
  );
  for (const [i, step] of steps.entries())
    if (steps.indexOf(step) !== i)
      say(`/adjudication/${i}`, "duplicate", {
        zh: `${step} 已适用，请删去`,
        en: `${step} is applied already; leave it out`,
      });
  for (const [rule, holds, zh, en] of occasions(content))
    if (rules.includes(rule) !== holds)
      say("/adjudication", "step", {
        zh: holds ? `${zh}，应适用 ${rule}` : `不应适用 ${rule}：仅当${zh}时适用`,
        en: holds ? `must apply ${rule}, since ${en}` : `must not apply ${rule}, unless ${en}`,
      });
}

/** Rules that are applied exactly where there is occasion for them. */
function occasions(content: ProductContent): readonly (readonly [RuleName, boolean, string, string])[] {
  const { coverage, documents, fields, indemnity, merchantAnswer, period, signature } = content;
  const has = (name: string): boolean => fields.some((field) => field.name === name);
  const isRoute = coverage.benefit.kind === "route_schedule";
  return [
    ["within_reporting_window", true, "每次核定都需要", "every decision needs it"],
    ["claims_left", true, "每次核定都需要", "every decision needs it"],
    ["declaration_given", !isRoute, "由人提出理赔", "people write the claim"],
    ["waiting_period_over", period.waitingDays > 0, "有等待期", "there is a waiting period"],
    ["no_double_indemnity", indemnity, "为损失补偿（indemnity）", "it indemnifies a loss (indemnity)"],
    ["evidence_complete", documents.some(({ required }) => required), "有必交材料", "documents are required"],
    ["degree_assessed", coverage.benefit.kind === "damage_degree", "按程度赔付", "it pays by degree"],
    ["report_accredited", has("institution"), "表单有字段 institution", "the form has a field institution"],
    ["merchant_heard", merchantAnswer !== null, "等待商家答复", "it waits for the merchant's answer"],
    ["signature_weighed", signature !== undefined, "衡量签收（signature）", "it weighs the signature"],
  ];
}

/** Everything that cites a clause, with its pointer. */
function citations(content: ProductContent): readonly (readonly [string, string | undefined])[] {
  return [
    ...content.adjudication.map(({ clause }, i) => [`/adjudication/${i}/clause`, clause] as const),
    ...(content.conditions ?? []).map(({ clause }, i) => [`/conditions/${i}/clause`, clause] as const),
    ["/shop/wholeShopClause", content.shop.wholeShopClause],
    ["/recovery/clause", content.recovery?.clause],
  ];
}

function sayClauses(content: ProductContent, say: Say): void {
  const ids = clauseIdsOf(content.terms);
  for (const [pointer, id] of citations(content))
    if (id !== undefined && !ids.includes(id))
      say(pointer, "clause", {
        zh: `条款中没有 ${id}，请改引或补写`,
        en: `the terms have no clause ${id}; cite another or write it`,
      });
  if (content.shop.wholeShop !== (content.shop.wholeShopClause !== undefined))
    say("/shop/wholeShopClause", "clause", {
      zh: "要求全店投保时应引条款，否则不应有",
      en: "must cite a clause where the whole shop is demanded, and be left out elsewhere",
    });
  for (const [i, { clause }] of (content.conditions ?? []).entries())
    if (!content.adjudication.some((step) => step.rule === "conditions_met" && step.clause === clause))
      say(`/conditions/${i}/clause`, "step", {
        zh: `没有 conditions_met 步骤适用条款 ${clause}`,
        en: `no step conditions_met applies clause ${clause}`,
      });
  for (const [i, { rule, clause }] of content.adjudication.entries())
    if (rule === "conditions_met" && !(content.conditions ?? []).some((each) => each.clause === clause))
      say(`/adjudication/${i}/clause`, "condition", {
        zh: `没有条件属于条款 ${clause}`,
        en: `no condition belongs to clause ${clause}`,
      });
}

function sayFields({ fields, coverage: { benefit } }: ProductContent, say: Say): void {
  for (const [i, { type, options, name }] of fields.entries()) {
    if ((type === "enum") !== (options !== undefined))
      say(`/fields/${i}/options`, "options", {
        zh: "仅 enum 类型的字段有选项，且必须有",
        en: "belong to a field of type enum, and to no other",
      });
    if (fields.findIndex((field) => field.name === name) !== i)
      say(`/fields/${i}/name`, "duplicate", { zh: `${name} 已存在`, en: `${name} is there already` });
  }
  const money = (pointer: string, name: string | null): void => {
    if (name !== null && fields.find((field) => field.name === name)?.type !== "money")
      say(pointer, "field", { zh: `表单没有金额字段 ${name}`, en: `the form has no money field ${name}` });
  };
  if (benefit.kind === "refund") money("/coverage/benefit/feeField", benefit.feeField);
  if (benefit.kind === "repair_cost") money("/coverage/benefit/costField", benefit.costField);
  if (benefit.kind !== "damage_degree") return;
  const values = fields.find((field) => field.name === benefit.degreeField)?.options?.map((option) => option.value);
  const degrees = Object.keys(benefit.percentByDegree);
  if (values === undefined || [...values].sort().join() !== [...degrees].sort().join())
    say("/coverage/benefit/percentByDegree", "field", {
      zh: `应与字段 ${benefit.degreeField} 的选项一致`,
      en: `must have the options of the field ${benefit.degreeField}`,
    });
}

function sayDocuments({ documents, fields, signature }: ProductContent, say: Say): void {
  const slot = (kind: string) => documents.find((each) => each.kind === kind);
  for (const [i, { kind, required, alternativeOf, requiredWith }] of documents.entries()) {
    if (slot(kind) !== documents[i])
      say(`/documents/${i}/kind`, "duplicate", { zh: `${kind} 已存在`, en: `${kind} is there already` });
    if (alternativeOf !== undefined && (required || slot(alternativeOf)?.required !== true))
      say(`/documents/${i}/alternativeOf`, "document", {
        zh: "应为另一项必交材料，且本项非必交",
        en: "must be another document that is required, and this one must not be",
      });
    if (requiredWith !== undefined && fields.find(({ name }) => name === requiredWith)?.type !== "money")
      say(`/documents/${i}/requiredWith`, "field", {
        zh: `表单没有金额字段 ${requiredWith}`,
        en: `the form has no money field ${requiredWith}`,
      });
  }
  for (const kind of Object.keys(signature?.slots ?? {}))
    if (slot(kind) === undefined)
      say(`/signature/slots/${kind}`, "document", { zh: `没有材料 ${kind}`, en: `there is no document ${kind}` });
}

function sayAmounts(content: ProductContent, say: Say): void {
  const { coverage, decision, eligibility, period, sumInsured } = content;
  if (eligibility.unitPriceMin > eligibility.unitPriceMax)
    say("/eligibility/unitPriceMin", "bounds", { zh: "不得大于 unitPriceMax", en: "must not be above unitPriceMax" });
  if (period.openDaysMax < period.expiry.days)
    say("/period/openDaysMax", "bounds", {
      zh: "不得少于 expiry 的天数",
      en: "must not be less than the days of expiry",
    });
  if ((decision.mode === "person") !== (decision.automaticMax === 0n))
    say("/decision/automaticMax", "bounds", {
      zh: "由人核定（person）时为 0，否则大于 0",
      en: "must be 0 where a person decides, and above 0 elsewhere",
    });
  const { benefit } = coverage;
  if (sumInsured.kind === "route_maximum") {
    if (benefit.kind !== "route_schedule")
      say("/sumInsured/kind", "benefit", { zh: "仅适用于按路线赔付", en: "is only for a benefit by route" });
    return;
  }
  if (decision.automaticMax > sumInsured.maximum)
    say("/decision/automaticMax", "bounds", {
      zh: "不得大于最高保额",
      en: "must not be above the highest sum insured",
    });
  if (benefit.kind === "refund" && sumInsured.percent < benefit.percentOfPrice)
    say("/sumInsured/percent", "bounds", {
      zh: `不得小于赔付比例 ${benefit.percentOfPrice}`,
      en: `must not be less than the benefit's ${benefit.percentOfPrice}`,
    });
  if (benefit.kind === "refund" && sumInsured.plus < benefit.feeMax)
    say("/sumInsured/plus", "bounds", { zh: "不得小于费用上限 feeMax", en: "must not be less than feeMax" });
}

function sayTariff({ tariff, validFrom }: ProductContent, say: Say): void {
  const { by, rows, relativities } = tariff;
  const unknown = (pointer: string, factor: string, value: string): void =>
    say(pointer, "value", { zh: `${factor} 没有取值 ${value}`, en: `${factor} has no value ${value}` });
  for (const [i, { match }] of rows.entries()) {
    if (match.length !== by.length)
      say(`/tariff/rows/${i}/match`, "length", {
        zh: `应有 ${by.length} 个取值，依次为 ${by.join("、")}`,
        en: `must name ${by.length} values, of ${by.join(", ")}`,
      });
    for (const [place, value] of match.entries()) {
      const factor = by[place];
      if (factor !== undefined && value !== "*" && !FACTOR_VALUES[factor].includes(value))
        unknown(`/tariff/rows/${i}/match/${place}`, factor, value);
    }
  }
  for (const [i, { factor, ppm }] of relativities.entries())
    for (const value of Object.keys(ppm))
      if (!FACTOR_VALUES[factor].includes(value)) unknown(`/tariff/relativities/${i}/ppm/${value}`, factor, value);
  if (tariff.validFrom > validFrom)
    say("/tariff/validFrom", "bounds", { zh: "不得晚于版本的起售日", en: "must not be after the version's first day" });
  if (tariff.validUntil !== null && tariff.validUntil <= tariff.validFrom)
    say("/tariff/validUntil", "bounds", { zh: "应晚于 validFrom", en: "must be after validFrom" });
}

/** Lists that name each thing once, and things that must be in another list. */
function sayLists(content: ProductContent, say: Say): void {
  const {
    cancellation,
    conditions = [],
    coverage,
    eligibility,
    payers,
    recovery,
    recoveryFrom,
    supplement,
    tariff,
  } = content;
  for (const [pointer, names] of [
    ["/payers", payers],
    ["/eligibility/categories", eligibility.categories],
    ["/cancellation/payers", cancellation.payers],
    ["/coverage/perils", coverage.perils.map(({ code }) => code)],
    ["/conditions", conditions.map(({ name }) => name)],
    ["/tariff/by", tariff.by],
    ["/tariff/relativities", tariff.relativities.map(({ factor }) => factor)],
  ] as const)
    for (const [i, each] of names.entries())
      if ((names as readonly string[]).indexOf(each) !== i)
        say(`${pointer}/${i}`, "duplicate", { zh: `${each} 已存在`, en: `${each} is there already` });
  for (const [i, payer] of cancellation.payers.entries())
    if (!payers.includes(payer))
      say(`/cancellation/payers/${i}`, "payer", {
        zh: `${payer} 不是本产品的付费方`,
        en: `${payer} does not pay for this product`,
      });
  const perils = coverage.perils.map(({ code }) => code);
  for (const peril of Object.keys(recovery?.percentByPeril ?? {}))
    if (!perils.includes(peril))
      say(`/recovery/percentByPeril/${peril}`, "peril", {
        zh: `没有事故类型 ${peril}`,
        en: `there is no peril ${peril}`,
      });
  if (recovery !== undefined && recoveryFrom === null)
    say("/recoveryFrom", "required", { zh: "应说明向谁追偿", en: "must say of whom it is recovered" });
  const reminders = supplement?.reminderDays ?? [];
  if (reminders.some((day, i) => day <= (reminders[i - 1] ?? 0)))
    say("/supplement/reminderDays", "order", { zh: "应逐个增大", en: "must be ascending" });
}
