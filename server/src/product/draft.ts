// Understands how drafts of products are made, edited and put away. A draft is rated and tried here, and sold nowhere: what is sold comes
// from the catalogue, which reads none of it.
//
// 5 statements to make a draft, 4 to edit one, 3 to put one away; each names who did it before with one more.

import { decodeExact, encodeExact } from "@anxin/core/exact-json";
import type { ProductVersion } from "@anxin/core/product/product";
import { checkTariff, type TariffFinding, tariffDomain } from "@anxin/core/product/tariff-check";
import { type FieldProblem, type Refusal, Refused, refuse } from "@anxin/core/refusal";
import {
  contentOf,
  contentToJson,
  type Identity,
  type ProductContent,
  readContent,
  versionOf,
} from "@anxin/products/content";
import { contentProblems } from "@anxin/products/content-sound";
import type { FormProblem } from "@anxin/products/form-reader";
import { readProductForm } from "@anxin/products/product-form";
import { readScenarios, type Scenario } from "@anxin/products/scenario";
import {
  type DraftKey,
  type DraftRow,
  discardDraft,
  findDraft,
  holdDraft,
  holdDraftCode,
  insertDraft,
  writeDraft,
} from "@anxin/store/product-draft";
import { type Tx, violates } from "@anxin/store/transaction";
import { noteAct } from "../audit/record.js";
import type { Context } from "../context.js";
import type { Principal } from "../http/api.js";
import { type CurrentVersion, etagOf } from "../http/etag.js";
import type { Language } from "../http/language.js";
import { callerName } from "../people/staff.js";
import { contentHash, type DraftScenario, ownScenarios, scenariosFor } from "./draft-scenarios.js";
import { termsToWrite } from "./draft-terms.js";
import { expressionProblems } from "./formula.js";

/** Open drafts of one product, and problems that one answer lists, at the most. */
const DRAFTS_MAX = 20;
const PROBLEMS_MAX = 100;

/** Words that follow /v1/products/ and name no product. */
const RESERVED: readonly string[] = ["chooser", "comparison", "drafts", "form-checks"];

/** A draft as it stands, made into what it would be if it were sold. */
export interface Draft {
  readonly row: DraftRow;
  readonly content: ProductContent;
  readonly product: ProductVersion;
  readonly findings: readonly TariffFinding[];
  readonly scenarios: readonly DraftScenario[];
}

type Read = Pick<Draft, "content" | "product" | "findings">;
/** By identity and content: a version made once has its indexes and expressions made once. */
const opened = new Map<string, Read>();
const OPENED_MAX = 100;

function readDraft(row: DraftRow): Read {
  const key = `${row.code}/${row.version} ${row.number} ${row.content_hash}`;
  const known = opened.get(key);
  if (known !== undefined) return known;
  const content = decodeExact(row.content) as ProductContent;
  const product = versionOf(row, content);
  const fresh = { content, product, findings: checkTariff(product.tariff, tariffDomain(product)) };
  if (opened.size >= OPENED_MAX) opened.clear();
  opened.set(key, fresh);
  return fresh;
}

export const openDraft = (row: DraftRow): Draft => ({
  row,
  ...readDraft(row),
  scenarios: scenariosFor(row.code, ownScenarios(row.scenarios)),
});

export const draftEtag = ({ code, version, revision }: Pick<DraftRow, "code" | "version" | "revision">): string =>
  etagOf("draft", `${code}.${version}`, revision);

/** An open draft. Refuses with `not_found`. */
export async function readOpenDraft(tx: Tx, key: DraftKey): Promise<Draft> {
  return openDraft((await findDraft(tx, key)) ?? refuseNoDraft(key));
}

function refuseNoDraft({ code, version }: DraftKey): never {
  refuse("not_found", `${code} has no version ${version}`);
}

function refuseProblems(problems: readonly FieldProblem[]): never {
  const [first] = problems;
  const refusal: Refusal = {
    code: "validation_failed",
    detail: `${first?.pointer ?? ""} ${first?.detail ?? ""}`,
    errors: problems.slice(0, PROBLEMS_MAX),
  };
  throw new Refused(refusal);
}

const inLanguage = (problems: readonly FormProblem[], root: string, language: Language): FieldProblem[] =>
  problems.map(({ pointer, code, detail }) => ({ pointer: `${root}${pointer}`, code, detail: detail[language] }));

/** Reads a content that a version can be made of; refuses any other with everything that is wrong, by where it stands. */
function soundContent(identity: Identity, sent: unknown, root: string, language: Language): ProductContent {
  const read = readContent(sent, root);
  if ("problems" in read) refuseProblems(inLanguage(read.problems, "", language));
  const { content } = read;
  const problems = [
    ...inLanguage(contentProblems(identity, content), root, language),
    ...expressionProblems(content, language).map((problem) => ({ ...problem, pointer: `${root}${problem.pointer}` })),
  ];
  if (problems.length > 0) refuseProblems(problems);
  return content;
}

/** Reads scenarios; refuses what is none with everything that is wrong. */
function soundScenarios(sent: unknown, root: string, language: Language): readonly Scenario[] {
  const read = readScenarios(sent, root);
  if ("problems" in read) refuseProblems(inLanguage(read.problems, "", language));
  return read.scenarios;
}

/** As they are kept: each as it was written. */
const scenariosText = (scenarios: readonly Scenario[]): string =>
  JSON.stringify(scenarios.map(({ name, kind, written }) => ({ name, [kind]: written.given, expect: written.expect })));

/** Who changes a draft, and in which language they are told what is wrong. */
export interface Editor {
  readonly principal: Pick<Principal, "caller">;
  readonly language: Language;
}

interface NewDraft {
  readonly number: number;
  readonly basedOn: number | null;
  readonly note: string;
  readonly content: ProductContent;
  readonly scenarios: string;
}

async function written(
  context: Context,
  tx: Tx,
  key: DraftKey,
  draft: NewDraft,
  { principal }: Editor,
): Promise<Draft> {
  const { number, basedOn, note, scenarios } = draft;
  const content = encodeExact(draft.content);
  const text = { note, content, contentHash: contentHash(content), scenarios };
  await insertDraft(tx, key, { number, basedOn, text }, { by: principal.caller, at: context.clock.now() });
  const made = await readOpenDraft(tx, key);
  await noteAct(context, tx, {
    ...actOn(principal, "product.drafted", key),
    after: { ...statedOf(made.row), basedOn },
  });
  return made;
}

const actOn = (by: Editor["principal"], action: `product.${string}`, { code, version }: DraftKey) => ({
  ...{ actor: by.caller, action },
  subject: { kind: "product", id: `${code}@${version}` },
});

/** What auditors see of a draft; its revisions say the rest. */
const statedOf = ({ revision, content_hash: content, note }: DraftRow) => ({ revision, content, note });

const versionsSold = (context: Context, code: string): readonly ProductVersion[] =>
  context.catalogue.all.filter((each) => each.code === code);

/**
 * Makes a draft that says what another version of the product says, sold or not. Refuses with `not_found` and, above DRAFTS_MAX open
 * drafts, `limit_exceeded`.
 */
export async function draftFrom(
  context: Context,
  tx: Tx,
  code: string,
  { basedOn, note }: { readonly basedOn: number; readonly note: string },
  editor: Editor,
): Promise<Draft> {
  const sold = context.catalogue.version(code, basedOn);
  const base = sold === null ? await readOpenDraft(tx, { code, version: basedOn }) : null;
  const number = base?.row.number ?? sold?.number ?? 0;
  const held = await holdDraftCode(tx, code, number);
  if (held.drafts >= DRAFTS_MAX)
    refuse("limit_exceeded", `${code} has ${DRAFTS_MAX} drafts; put one away first`, {
      limit: DRAFTS_MAX,
      unit: "drafts",
    });
  const last = Math.max(held.last_version, ...versionsSold(context, code).map(({ version }) => version));
  const content = base?.content ?? (sold === null ? refuseNoDraft({ code, version: basedOn }) : contentOf(sold));
  const scenarios = base?.row.scenarios ?? "[]";
  return written(context, tx, { code, version: last + 1 }, { number, basedOn, note, content, scenarios }, editor);
}

/** A product that nobody sells yet, as it is sent. */
export interface FormSent {
  readonly code: string;
  readonly form: unknown;
  readonly terms: { readonly zh: string; readonly en: string } | null;
  readonly scenarios: unknown;
  readonly note: string;
}

/**
 * Makes the first draft of a product from its form. Without terms they are to be written: a line for each clause that the form cites.
 * Refuses with `validation_failed` and `product_code_taken`.
 */
export async function draftFromForm(context: Context, tx: Tx, sent: FormSent, editor: Editor): Promise<Draft> {
  const { code, note } = sent;
  const { language } = editor;
  const { identity, content } = formContent(context, sent, language);
  const scenarios = scenariosText(soundScenarios(sent.scenarios, "/scenarios", language));
  if (versionsSold(context, code).length > 0) refuseCode(code);
  const held = await holdDraftCode(tx, code, identity.number).catch((error: unknown) => {
    if (violates(error, "product_draft_number_once")) refuseNumber(identity.number, language);
    throw error;
  });
  if (held.drafts > 0n) refuseCode(code);
  const key = { code, version: held.last_version + 1 };
  return written(context, tx, key, { number: identity.number, basedOn: null, note, content, scenarios }, editor).catch(
    (error: unknown) => {
      if (violates(error, "product_draft_number_once")) refuseNumber(identity.number, language);
      throw error;
    },
  );
}

function refuseCode(code: string): never {
  const detail = `there is a product ${code} already; make a draft based on one of its versions`;
  refuse("product_code_taken", detail, { errors: [{ pointer: "/code", code: "product_code_taken", detail }] });
}

function refuseNumber(number: number, language: Language): never {
  const text = {
    zh: `编号 ${number} 已属于另一产品，请改用其他编号`,
    en: `${number} is another product's number; take another`,
  };
  refuseProblems([{ pointer: "/form/number", code: "duplicate", detail: text[language] }]);
}

/** What a form makes of itself, checked as any content is. */
function formContent(
  context: Context,
  { code, form, terms }: FormSent,
  language: Language,
): { readonly identity: Identity; readonly content: ProductContent } {
  const read = readProductForm(form);
  if ("problems" in read) refuseProblems(inLanguage(read.problems, "/form", language));
  const { code: formCode, number, version, ...data } = read.product;
  const wrong = (pointer: string, rule: string, zh: string, en: string): never =>
    refuseProblems([{ pointer, code: rule, detail: { zh, en }[language] }]);
  if (RESERVED.includes(code))
    wrong("/code", "reserved", "这个代码有其他用途，请改用其他代码", "is taken for something else; take another");
  if (formCode !== code)
    wrong("/form/code", "identity", `应与 code 相同：${code}`, `must be the code of the product, ${code}`);
  if (version !== 1) wrong("/form/version", "identity", "首个版本应为 1", "must be 1, the first");
  if (context.catalogue.all.some((each) => each.number === number && each.code !== code))
    refuseNumber(number, language);
  const clauses = [...data.adjudication, ...(data.conditions ?? [])].map(({ clause }) => clause);
  const { wholeShopClause = null } = data.shop;
  const own = terms ?? termsToWrite(data.name, wholeShopClause === null ? clauses : [...clauses, wholeShopClause]);
  const identity = { code, number, version };
  return { identity, content: soundContent(identity, contentToJson({ ...data, terms: own }), "/form", language) };
}

type Heed = (current: CurrentVersion) => void;

/** An open draft that nobody else can change, after `heed` has seen which revision it is. */
async function heldDraft(tx: Tx, key: DraftKey, heed: Heed): Promise<DraftRow> {
  const row = (await holdDraft(tx, key)) ?? refuseNoDraft(key);
  heed({ etag: draftEtag(row), changedBy: await callerName(tx, row.changed_by), changedAt: row.changed_at });
  return row;
}

/** What is to be otherwise in a draft; what is left out stays. */
export interface DraftEdit {
  readonly content?: unknown;
  readonly scenarios?: unknown;
  readonly note?: string;
}

/** Edits a draft. The same once more changes nothing. Refuses with `not_found` and `validation_failed`. */
export async function editDraft(
  context: Context,
  tx: Tx,
  key: DraftKey,
  edit: DraftEdit,
  { principal, language }: Editor,
  heed: Heed,
): Promise<Draft> {
  const row = await heldDraft(tx, key, heed);
  const content =
    edit.content === undefined ? row.content : encodeExact(soundContent(row, edit.content, "/content", language));
  const scenarios =
    edit.scenarios === undefined
      ? row.scenarios
      : scenariosText(soundScenarios(edit.scenarios, "/scenarios", language));
  const note = edit.note ?? row.note;
  if (content === row.content && scenarios === row.scenarios && note === row.note) return openDraft(row);
  const text = { note, content, contentHash: contentHash(content), scenarios };
  const change = { by: principal.caller, at: context.clock.now() };
  await writeDraft(tx, key, row.revision + 1, text, change);
  const edited = await readOpenDraft(tx, key);
  const told = { before: statedOf(row), after: statedOf(edited.row) };
  await noteAct(context, tx, { ...actOn(principal, "product.edited", key), ...told });
  return edited;
}

/** Puts a draft away. Its number is not used again. */
export async function putAwayDraft(
  context: Context,
  tx: Tx,
  key: DraftKey,
  principal: Editor["principal"],
  heed: Heed,
): Promise<void> {
  const row = await heldDraft(tx, key, heed);
  await discardDraft(tx, key);
  await noteAct(context, tx, { ...actOn(principal, "product.put_away", key), before: statedOf(row) });
}
