// Understands what a claimant notifies: read by the product's form, with the declaration that they confirm.

import { createHash } from "node:crypto";
import { present } from "@anxin/core/assert";
import { CURRENT_DECLARATION, type Declaration, declarationBytes, declarationOf } from "@anxin/core/claim/declaration";
import type { FieldValue } from "@anxin/core/claim/facts";
import type { claimFacts } from "@anxin/core/claim/gather";
import { type Fen, fenFromWire } from "@anxin/core/money";
import type { ProductVersion } from "@anxin/core/product/product";
import { type FieldProblem, Refused, refuse } from "@anxin/core/refusal";
import { type Instant, parseInstant } from "@anxin/core/time";
import type { ClaimRow } from "@anxin/store/claim";
import { type DeclarationRow, insertDeclaration } from "@anxin/store/supplement";
import type { Tx } from "@anxin/store/transaction";
import type { Principal } from "../http/api.js";
import type { Language } from "../http/language.js";
import { evidenceFact, type OrderFile } from "./facts.js";
import { readFields } from "./form-fields.js";
import { type FileWish, fileProblems, type OwnFile, ownFiles } from "./own-files.js";

/** A claim as it comes over the wire, checked by its schema only. */
export interface ClaimBody {
  readonly policyId: string;
  readonly peril: string;
  readonly occurredAt: string;
  readonly description: string;
  readonly requestedAmount?: number | null;
  readonly evidence?: readonly FileWish[];
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly declaration: boolean;
  /** The wording that was shown; the current one, when left out. */
  readonly declarationVersion?: number;
}

/** A claim that its form accepts. */
export interface Filing {
  readonly occurredAt: Instant;
  readonly requestedAmount: Fen | null;
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly evidence: readonly OwnFile[];
  readonly declared: Declaration;
  readonly language: Language;
}

/** Texts of the checks that only the product and the order can make. */
const SAID = {
  peril: { zh: "不是该产品承保的风险，可选：", en: "is no peril of this product; choose one of " },
  time: { zh: "应为带时区的时间，如 2026-11-11T08:00:00.000Z", en: "must be a time like 2026-11-11T08:00:00.000Z" },
  future: { zh: "不能晚于现在", en: "must not lie in the future" },
  early: { zh: "不能早于下单时间", en: "must not lie before the order was placed" },
  declaration: { zh: "没有这个版本的声明", en: "is no version of the declaration" },
} as const;

/** What is wrong with what was said to have happened; a time that was not said is not wrong. */
export function eventProblems(
  { peril, occurredAt }: { readonly peril: string; readonly occurredAt: string | undefined },
  product: ProductVersion,
  { order }: Pick<OrderFile, "order">,
  now: Instant,
  language: Language,
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const add = (pointer: string, code: string, detail: string): void => void problems.push({ pointer, code, detail });
  const perils = product.coverage.perils.map(({ code }) => code);
  if (!perils.includes(peril)) add("/peril", "enum", SAID.peril[language] + perils.join(", "));
  if (occurredAt === undefined) return problems;
  const at = parseInstant(occurredAt);
  if (at === null) add("/occurredAt", "time", SAID.time[language]);
  else if (at > now) add("/occurredAt", "future", SAID.future[language]);
  else if (at < order.placedAt) add("/occurredAt", "before_order", SAID.early[language]);
  return problems;
}

/** Refuses what is wrong, the first of it in words. */
export function refuseProblems(wrong: readonly FieldProblem[]): void {
  if (wrong.length === 0) return;
  const named = wrong.slice(0, 3).map(({ pointer, detail }) => `${pointer} ${detail}`);
  throw new Refused({ code: "validation_failed", detail: named.join("; "), errors: wrong.slice(0, 20) });
}

/** Reads a claim by its product's form. Refuses a malformed one, a missing declaration, and files that are not the caller's. */
export async function readFiling(
  tx: Tx,
  principal: Principal,
  body: ClaimBody,
  product: ProductVersion,
  file: OrderFile,
  now: Instant,
  language: Language,
): Promise<Filing> {
  const { fields, problems } = readFields(product, body.fields ?? {}, language);
  const { evidence = [], declarationVersion = CURRENT_DECLARATION.version } = body;
  const kinds = product.documents.map(({ kind }) => kind);
  const declared = declarationOf(declarationVersion);
  const unknown: FieldProblem = { pointer: "/declarationVersion", code: "unknown", detail: SAID.declaration[language] };
  refuseProblems([
    ...problems,
    ...eventProblems(body, product, file, now, language),
    ...fileProblems(evidence, kinds, language),
    ...(declared === null ? [unknown] : []),
  ]);
  if (!body.declaration) {
    const detail = "confirm that what you say is true, and that a false claim may cost the cover";
    refuse("declaration_missing", detail, {
      errors: [{ pointer: "/declaration", code: "declaration_missing", detail }],
    });
  }
  return {
    occurredAt: present(parseInstant(body.occurredAt), "the time was read"),
    requestedAmount: fenFromWire(body.requestedAmount),
    fields,
    evidence: await ownFiles(tx, principal, evidence),
    declared: present(declared, "the wording was found"),
    language,
  };
}

export function statementOf(body: ClaimBody, filing: Filing, now: Instant): Parameters<typeof claimFacts>[0]["claim"] {
  return {
    peril: body.peril,
    occurredAt: filing.occurredAt,
    reportedAt: now,
    requestedAmount: filing.requestedAmount,
    fields: filing.fields,
    evidence: filing.evidence.map(({ held, kind }) =>
      evidenceFact(held, { evidenceId: held.evidenceId, kind, capturedAt: held.capturedAt }),
    ),
    declaration: body.declaration,
    returnId: null,
  };
}

const sha256Of = (declaration: Declaration): Buffer =>
  createHash("sha256").update(declarationBytes(declaration)).digest();

/** A wording as it is shown before it is confirmed. */
export function declarationShown(declaration: Declaration, language: Language) {
  const { version, text } = declaration;
  return { version, text: text[language], sha256: sha256Of(declaration).toString("hex") };
}

/** Keeps which words the claimant confirmed: version, hash and language, when and by whom. */
export async function keepDeclaration(
  tx: Tx,
  { book, claimId, filedBy, reportedAt }: ClaimRow,
  { declared, language }: Filing,
): Promise<void> {
  const row: DeclarationRow = {
    ...{ book, claimId, language, version: declared.version },
    sha256: sha256Of(declared),
    declaredBy: filedBy,
    declaredAt: reportedAt,
  };
  await insertDeclaration(tx, row);
}
