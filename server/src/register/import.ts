// Understands how a file of entries is taken into the register: each row for itself, and each that is left out with its reason.
//
// At most 5 statements a row: whether the name is there, what is held of it, its revision, and who changed it.

import { parseId } from "@anxin/core/id";
import { fenToWire, parseYuan } from "@anxin/core/money";
import type { Text } from "@anxin/core/product/product";
import { Refused, refuse } from "@anxin/core/refusal";
import { type CsvRow, parseCsv } from "@anxin/core/register/csv";
import {
  ACCREDITATION_SCHEMES,
  REGISTER_KINDS,
  REGISTER_STATUSES,
  type RegisterTerms,
} from "@anxin/core/register/entry";
import { findNamed, holdRegisterEntry, rehearse } from "@anxin/store/register";
import type { Tx } from "@anxin/store/transaction";
import type { Static } from "typebox";
import { Errors } from "typebox/value";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import { fieldProblems } from "../http/fields.js";
import type { Language } from "../http/language.js";
import { fieldRefusal } from "../http/schema.js";
import { soundTerms } from "./sound.js";
import { EntryTerms, type EntryTermsBody, IMPORT_ROWS_MAX, type ImportAnswer } from "./wire.js";
import { addEntry, changeEntry, isSame } from "./write.js";

/** The columns of a file, in no particular order; lists are parted by "|". */
const IMPORT_COLUMNS = [
  "entryId",
  "revision",
  "kind",
  "name",
  "aliases",
  "accreditations",
  "categories",
  "perils",
  "standards",
  "brands",
  "region",
  "validFrom",
  "validUntil",
  "reportMask",
  "rateCard",
  "status",
  "statusReason",
] as const;
type Column = (typeof IMPORT_COLUMNS)[number];
const REQUIRED: readonly Column[] = ["kind", "name", "validFrom"];

const SAID = {
  broken: { zh: "引号没有闭合", en: "a quote is not closed" },
  missing: { zh: "缺少这一列", en: "this column is missing" },
  unknown: { zh: "没有这一列；可用的列：", en: "is no column; the columns are " },
  twice: { zh: "列名重复", en: "this column is there twice" },
  kind: { zh: "应为以下之一：", en: "must be one of " },
  exists: {
    zh: "名册中已有同名条目；如要修改，请填写 entryId 和 revision",
    en: "the register has this name already; to change it, give entryId and revision",
  },
  entry: { zh: "名册中没有这个编号", en: "the register has no entry of this id" },
  stale: { zh: "该条目已被修改，当前版本为 ", en: "the entry was changed since; its revision is " },
  sameKind: { zh: "条目的类别不能改变", en: "an entry stays of its kind" },
  reason: { zh: "请说明暂停或撤销的理由", en: "say why it is suspended or withdrawn" },
  rate: {
    zh: "应写作 类目/风险:元，如 appliance/breakdown:2000，任意写作 *",
    en: "is written category/peril:yuan, such as appliance/breakdown:2000, with * for any",
  },
} as const satisfies Record<string, Text>;

type Answer = Static<typeof ImportAnswer>;
type RowError = Answer["errors"][number];
type RowOutcome = "created" | "changed" | "unchanged" | readonly RowError[];

/**
 * Takes a file. One bad row never harms its neighbours; a file that cannot be read at all is refused with `validation_failed`, one
 * with too many rows with `limit_exceeded`. With `dryRun` all of it is checked against the register as it is, and nothing written.
 */
export async function importRegister(
  context: Context,
  tx: Tx,
  principal: Principal,
  { csv, dryRun }: { readonly csv: string; readonly dryRun: boolean },
  language: Language,
): Promise<Answer> {
  const rows = rowsOf(csv, language);
  const take = async (): Promise<Answer> => {
    const answer = { dryRun, created: 0, changed: 0, unchanged: 0, errors: [] as RowError[] };
    for (const row of rows) {
      const outcome = await takeRow(context, tx, principal, row, language);
      if (typeof outcome === "string") answer[outcome] += 1;
      else answer.errors.push(...outcome);
    }
    return answer;
  };
  return dryRun ? rehearse(tx, take) : take();
}

function rowsOf(csv: string, language: Language): readonly CsvRow[] {
  const file = parseCsv(csv);
  const wrong = (code: string, detail: string): never => {
    throw new Refused(fieldRefusal("/csv", code, detail));
  };
  if ("broken" in file) return wrong("broken", `line ${file.broken}: ${SAID.broken[language]}`);
  const { columns, rows } = file;
  const known: readonly string[] = IMPORT_COLUMNS;
  const unknown = columns.find((column) => !known.includes(column));
  if (unknown !== undefined) wrong("column", `${unknown} ${SAID.unknown[language]}${known.join(", ")}`);
  const missing = REQUIRED.find((column) => !columns.includes(column));
  if (missing !== undefined) wrong("column", `${missing}: ${SAID.missing[language]}`);
  if (new Set(columns).size < columns.length) wrong("column", SAID.twice[language]);
  if (rows.length > IMPORT_ROWS_MAX) {
    const detail = `a file has at most ${IMPORT_ROWS_MAX} rows; this one has ${rows.length}`;
    refuse("limit_exceeded", detail, { limit: IMPORT_ROWS_MAX, unit: "rows" });
  }
  return rows;
}

async function takeRow(
  context: Context,
  tx: Tx,
  principal: Principal,
  row: CsvRow,
  language: Language,
): Promise<RowOutcome> {
  const read = termsOfRow(context, row, language);
  if (!("terms" in read)) return read.errors;
  const { terms } = read;
  const fault = (column: Column, code: keyof typeof SAID, more = ""): RowOutcome => [
    { line: row.line, column, code, detail: SAID[code][language] + more },
  ];
  const idText = row.values["entryId"] ?? "";
  if (idText === "") {
    const named = await findNamed(tx, terms.kind, terms.name);
    if (named !== null) return isSame(named, terms) ? "unchanged" : fault("name", "exists");
    await addEntry(context, tx, principal, terms, null);
    return "created";
  }
  const entryId = parseId("registerEntry", idText);
  const before = entryId === null ? null : await holdRegisterEntry(tx, entryId);
  if (entryId === null || before === null) return fault("entryId", "entry");
  if (before.kind !== terms.kind) return fault("kind", "sameKind");
  if (row.values["revision"] !== String(before.revision)) return fault("revision", "stale", String(before.revision));
  if (isSame(before, terms)) return "unchanged";
  const other = await findNamed(tx, terms.kind, terms.name);
  if (other !== null && other.id !== entryId) return fault("name", "exists");
  await changeEntry(context, tx, principal, { entryId, effectiveFrom: null, terms: () => terms }, () => undefined);
  return "changed";
}

/** The terms that a row means, or what is wrong with it, by column. */
function termsOfRow(
  context: Context,
  { line, values }: CsvRow,
  language: Language,
): { readonly terms: RegisterTerms } | { readonly errors: readonly RowError[] } {
  const errors: RowError[] = [];
  const wrong = (column: string | null, code: string, detail: string): void => {
    errors.push({ line, column, code, detail });
  };
  const value = (column: Column): string => values[column] ?? "";
  for (const column of Object.keys(values)) if (column.startsWith("#")) wrong(null, "column", SAID.unknown[language]);
  const kind = REGISTER_KINDS.find((each) => each === value("kind"));
  if (kind === undefined) wrong("kind", "enum", SAID.kind[language] + REGISTER_KINDS.join(", "));
  const status = REGISTER_STATUSES.find((each) => each === (value("status") || "active"));
  if (status === undefined) wrong("status", "enum", SAID.kind[language] + REGISTER_STATUSES.join(", "));
  const statusReason = status === "active" ? "" : value("statusReason");
  if (status !== undefined && status !== "active" && statusReason === "")
    wrong("statusReason", "reason", SAID.reason[language]);
  const rateCard = ratesOf(value("rateCard"));
  if (rateCard === null) wrong("rateCard", "rate", SAID.rate[language]);
  const body = bodyOf(value, rateCard ?? []);
  const complaints = [...Errors(EntryTerms, body)];
  if (complaints.length > 0) {
    for (const { pointer, code, detail } of fieldProblems(complaints, "", language))
      wrong(columnOf(pointer), code, detail);
  }
  if (errors.length > 0 || kind === undefined || status === undefined) return { errors };
  const sound = soundTerms(context, kind, body as EntryTermsBody, { status, statusReason }, language);
  if ("terms" in sound) return sound;
  for (const { pointer, code, detail } of sound.problems) wrong(columnOf(pointer), code, detail);
  return { errors };
}

/** `/scope/categories/0` is about the column categories. */
function columnOf(pointer: string): string | null {
  const [first, second] = pointer.split("/").filter((part) => part !== "");
  return (first === "scope" ? second : first) ?? null;
}

const listOf = (text: string): string[] =>
  text
    .split("|")
    .map((part) => part.trim())
    .filter((part) => part !== "");

function bodyOf(value: (column: Column) => string, rateCard: readonly object[]): object {
  const accreditations = listOf(value("accreditations")).map((text) => {
    const scheme = ACCREDITATION_SCHEMES.find((each) => text.toLowerCase().startsWith(each.toLowerCase())) ?? "";
    return { scheme, number: text.slice(scheme.length).replace(/^[\s:]+/, "") };
  });
  return {
    name: value("name"),
    aliases: listOf(value("aliases")),
    accreditations,
    scope: {
      categories: listOf(value("categories")),
      perils: listOf(value("perils")),
      standards: listOf(value("standards")),
      brands: listOf(value("brands")),
    },
    region: value("region"),
    validFrom: value("validFrom"),
    validUntil: value("validUntil") === "" ? null : value("validUntil"),
    reportMask: value("reportMask") === "" ? null : value("reportMask"),
    rateCard,
  };
}

/** "appliance/breakdown:2000|* /*:500.00"; null when one is written otherwise. */
function ratesOf(text: string): object[] | null {
  const rates = listOf(text).map((rate) => {
    const match = /^([^/:]+)\/([^/:]+):([\d.]+)$/.exec(rate);
    const costMax = match === null ? null : parseYuan(match[3] ?? "");
    const any = (part: string | undefined): string | null => (part === "*" ? null : (part ?? "").trim());
    return match === null || costMax === null
      ? null
      : { category: any(match[1]), peril: any(match[2]), costMax: fenToWire(costMax) };
  });
  return rates.some((rate) => rate === null) ? null : rates.filter((rate) => rate !== null);
}
