// Understands which files somebody may put on a claim: their own, each once, of a kind that the claim takes.

import { parseId } from "@anxin/core/id";
import type { Text } from "@anxin/core/product/product";
import { type FieldProblem, refuse } from "@anxin/core/refusal";
import { findEvidence, type HeldEvidence } from "@anxin/store/evidence";
import type { Tx } from "@anxin/store/transaction";
import type { Principal } from "../http/api.js";
import type { Language } from "../http/language.js";

/** A file in a list, as it comes over the wire. */
export interface FileWish {
  readonly evidenceId: string;
  readonly kind: string;
}

export interface OwnFile {
  readonly held: HeldEvidence;
  readonly kind: string;
}

const PROBLEMS_SHOWN_MAX = 20;
const KIND: Text = { zh: "不是可用的材料种类，可选：", en: "is no kind of document here; choose one of " };
const TWICE: Text = { zh: "同一文件只能使用一次", en: "is in the list already; each file fills one slot" };
const THERE: Text = { zh: "该文件已在本案中", en: "is on the claim already" };

/** What is wrong with a list of files, by itself; `there` are the ids that the claim has already. */
export function fileProblems(
  files: readonly FileWish[],
  kinds: readonly string[],
  language: Language,
  there: ReadonlySet<string> = new Set(),
): FieldProblem[] {
  const seen = new Set<string>();
  return files.flatMap(({ evidenceId, kind }, i) => {
    const problems: FieldProblem[] = [];
    const add = (field: string, code: string, detail: string): void => {
      problems.push({ pointer: `/evidence/${i}/${field}`, code, detail });
    };
    if (!kinds.includes(kind)) add("kind", "enum", KIND[language] + kinds.join(", "));
    if (seen.has(evidenceId)) add("evidenceId", "duplicate", TWICE[language]);
    else if (there.has(evidenceId)) add("evidenceId", "duplicate", THERE[language]);
    seen.add(evidenceId);
    return problems;
  });
}

/** The files behind a list: each the caller's own, or any of the tenant's where its server speaks. Refuses others. */
export async function ownFiles(tx: Tx, principal: Principal, files: readonly FileWish[]): Promise<OwnFile[]> {
  const ids = files.map(({ evidenceId }) => parseId("evidence", evidenceId));
  const held = await findEvidence(
    tx,
    ids.filter((id) => id !== null),
  );
  const unknown: FieldProblem[] = [];
  const found = files.flatMap(({ evidenceId, kind }, i) => {
    const file = held.get(ids[i] ?? -1n);
    if (file !== undefined && (principal.role === "server" || file.uploadedBy === principal.caller))
      return [{ held: file, kind }];
    unknown.push({
      pointer: `/evidence/${i}/evidenceId`,
      code: "evidence_unknown",
      detail: `you have uploaded no ${evidenceId}`,
    });
    return [];
  });
  if (unknown.length > 0) {
    const errors = unknown.slice(0, PROBLEMS_SHOWN_MAX);
    refuse("evidence_unknown", "upload each file first with POST /v1/evidence", { errors });
  }
  return found;
}

/** Files that a claim may rest on altogether, those of both parties. */
const FILES_PER_CLAIM_MAX = 100;

/** Refuses more files than a case may hold. */
export function requireFileRoom({ evidence }: { readonly evidence: readonly unknown[] }, more: number): void {
  if (evidence.length + more <= FILES_PER_CLAIM_MAX) return;
  const detail = `a claim rests on ${FILES_PER_CLAIM_MAX} files at the most; it has ${evidence.length}`;
  refuse("limit_exceeded", detail, { limit: FILES_PER_CLAIM_MAX, unit: "files" });
}
