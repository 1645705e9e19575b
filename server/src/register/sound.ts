// Understands which words about an entry of the register are sound, before anything is written.

import type { Text } from "@anxin/core/product/product";
import { type FieldProblem, Refused } from "@anxin/core/refusal";
import { parseProvince } from "@anxin/core/region";
import { accreditationNumber } from "@anxin/core/register/accreditation";
import type { RegisterKind, RegisterTerms } from "@anxin/core/register/entry";
import { registerKey } from "@anxin/core/register/match";
import type { Context } from "../context.js";
import type { Language } from "../http/language.js";
import { dayOf, type EntryTermsBody, termsOf } from "./wire.js";

const SAID = {
  day: { zh: "应为日历上的日期，如 2026-11-11", en: "must be a day of the calendar, such as 2026-11-11" },
  order: { zh: "不能早于生效日", en: "must not be before validFrom" },
  blank: { zh: "不能只有空格", en: "must not be blank" },
  twice: { zh: "重复", en: "is in the list already" },
  number: {
    zh: "不是该类资质的编号：CMA 为 12 位数字，CNAS 为 L 或 IB 加 4 至 5 位数字，商标为 4 至 9 位数字",
    en: "is no number of this scheme: CMA has 12 digits, CNAS L or IB and 4 or 5 digits, a trademark 4 to 9 digits",
  },
  region: {
    zh: "应为省级行政区，如 浙江省；全国为空",
    en: "must be a province, such as 浙江省; empty for the whole country",
  },
  peril: { zh: "没有产品承保这种风险", en: "is no peril of any product" },
  repairer: { zh: "只有维修商有约定价格", en: "is for repairers only" },
  report: { zh: "维修商不出具报告", en: "is for those who make reports" },
} as const satisfies Record<string, Text>;

/** The terms that a body means, or what is wrong with it, each by its pointer. */
export function soundTerms(
  context: Context,
  kind: RegisterKind,
  body: EntryTermsBody,
  status: Pick<RegisterTerms, "status" | "statusReason">,
  language: Language,
): { readonly terms: RegisterTerms } | { readonly problems: readonly FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const wrong = (pointer: string, code: keyof typeof SAID): void => {
    problems.push({ pointer, code, detail: SAID[code][language] });
  };
  if (registerKey(body.name) === "") wrong("/name", "blank");
  body.aliases?.forEach((alias, i) => {
    if (registerKey(alias) === "") wrong(`/aliases/${i}`, "blank");
  });
  checkDays(body, wrong);
  if (body.region !== undefined && body.region !== "" && parseProvince(body.region) === null)
    wrong("/region", "region");
  if (kind !== "repairer" && (body.rateCard?.length ?? 0) > 0) wrong("/rateCard", "repairer");
  if (kind === "repairer" && (body.reportMask ?? null) !== null) wrong("/reportMask", "report");
  checkPerils(context, body, wrong);
  const accreditations = (body.accreditations ?? []).map(({ scheme, number }, i) => {
    const written = accreditationNumber(scheme, number);
    if (written === null) wrong(`/accreditations/${i}/number`, "number");
    return { scheme, number: written ?? number };
  });
  return problems.length > 0 ? { problems } : { terms: termsOf(kind, { ...body, accreditations }, status) };
}

type Wrong = (pointer: string, code: keyof typeof SAID) => void;

function checkDays({ validFrom, validUntil = null }: EntryTermsBody, wrong: Wrong): void {
  const [from, until] = [dayOf(validFrom), validUntil === null ? null : dayOf(validUntil)];
  if (from === null) wrong("/validFrom", "day");
  if (validUntil !== null && until === null) wrong("/validUntil", "day");
  if (from !== null && until !== null && until < from) wrong("/validUntil", "order");
}

function checkPerils({ catalogue }: Context, { scope, rateCard }: EntryTermsBody, wrong: Wrong): void {
  const perils = new Set(catalogue.all.flatMap(({ coverage }) => coverage.perils.map(({ code }) => code)));
  scope?.perils?.forEach((peril, i) => {
    if (!perils.has(peril)) wrong(`/scope/perils/${i}`, "peril");
  });
  rateCard?.forEach(({ peril }, i) => {
    if (peril !== null && !perils.has(peril)) wrong(`/rateCard/${i}/peril`, "peril");
  });
}

/** As `soundTerms`; refuses with `validation_failed` what is wrong. */
export function requireSound(
  context: Context,
  kind: RegisterKind,
  body: EntryTermsBody,
  status: Pick<RegisterTerms, "status" | "statusReason">,
  language: Language,
): RegisterTerms {
  const sound = soundTerms(context, kind, body, status, language);
  if ("terms" in sound) return sound.terms;
  const detail = sound.problems
    .slice(0, 3)
    .map(({ pointer, detail: said }) => `${pointer} ${said}`)
    .join("; ");
  throw new Refused({ code: "validation_failed", detail, errors: sound.problems.slice(0, 20) });
}
