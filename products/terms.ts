// Understands the written terms that lie beside each product: reads them, puts the product's numbers in, finds the clauses.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { assert, present } from "@anxin/core/assert";
import { formatYuan } from "@anxin/core/money";
import type { Clause, ProductVersion, Text } from "@anxin/core/product/product";
import type { Problems } from "./form-reader.js";

/** A version before its terms are read. */
export type ProductData = Omit<ProductVersion, "clauses" | "terms">;

/** The package's own folder: the same whether this file runs from the source or from `dist`. */
const PACKAGE_FOLDER = dirname(createRequire(import.meta.url).resolve("@anxin/products/package.json"));

/** `{coverage.claimsMax}`: a path into the product's data. */
const PLACEHOLDER = /\{([A-Za-z0-9_.]+)\}/g;
/** "3.2 Title: text", one clause a line; an exemption is bold from end to end (Insurance Law art. 17). */
const CLAUSE = /^(?:\*\*)?(\d+\.\d+) ([^\uFF1A:]+)(?:\uFF1A|: )(.+?)(?:\*\*)?$/;

/** Texts of a version before its numbers are put in. */
export interface WrittenTexts {
  readonly summary: Text;
  readonly terms: Text;
}

const writtenTexts = new WeakMap<ProductVersion, WrittenTexts>();

/** The texts of a version as they were written; a copy that somebody made has only those that people read. */
export const textsAsWritten = (product: ProductVersion): WrittenTexts =>
  writtenTexts.get(product) ?? { summary: product.summary, terms: product.terms };

/**
 * Joins a version's data with its terms: those that lie in its folder, `terms.zh.md` and `terms.en.md`, or others. The numbers in terms and
 * summary are the data's own, so that what is promised and what is computed cannot drift apart. Throws on a placeholder that
 * names no number or text of the data, and on a clause that only one language has.
 */
export function withTerms(data: ProductData, written: Text = termsFiles(data.code)): ProductVersion {
  const terms = { zh: filled(data, written.zh), en: filled(data, written.en) };
  const summary = { zh: filled(data, data.summary.zh), en: filled(data, data.summary.en) };
  const product = { ...data, summary, terms, clauses: clausesOf(data.code, terms) };
  writtenTexts.set(product, { summary: data.summary, terms: written });
  return product;
}

/** Why terms and summary cannot be joined with a version's data; nothing where they can. */
export function textProblems(data: ProductData, written: Text): Problems {
  const problems: Problems = [];
  for (const [part, { zh, en }] of Object.entries({ summary: data.summary, terms: written }))
    for (const [language, text] of [["zh", zh] as const, ["en", en] as const])
      for (const [whole, path = ""] of text.matchAll(PLACEHOLDER))
        if (!isDatum(valueAt(data, path)))
          problems.push({
            ...{ pointer: `/${part}/${language}`, code: "placeholder" },
            detail: {
              zh: `${whole} 不是本产品的数字或文字，请改用存在的路径`,
              en: `${whole} names no number or text of the product; name one that is there`,
            },
          });
  const [zh, en] = [clauseLines(written.zh), clauseLines(written.en)];
  for (const [language, own, other] of [
    ["zh", zh, en],
    ["en", en, zh],
  ] as const) {
    const ids = own.map(({ id }) => id);
    const wrong = [
      ...ids.filter((id, i) => ids.indexOf(id) !== i),
      ...other.map(({ id }) => id).filter((id) => !ids.includes(id)),
    ];
    for (const id of new Set(wrong))
      problems.push({
        ...{ pointer: `/terms/${language}`, code: "clauses" },
        detail: {
          zh: `条款 ${id} 在两种语言中应各写一次，每条一行，如 "3.2 名称：内容"`,
          en: `clause ${id} must be written once in each language, on a line like "3.2 Title: text"`,
        },
      });
  }
  return problems;
}

/** The numbers of the clauses that terms have, as written. */
export const clauseIdsOf = (written: Text): readonly string[] => clauseLines(written.zh).map(({ id }) => id);

const termsFiles = (code: string): Text => ({ zh: termsFile(code, "zh"), en: termsFile(code, "en") });

/** The terms of a product as they are written, before its numbers are put in. */
export function termsFile(code: string, language: keyof Text): string {
  return readFileSync(join(PACKAGE_FOLDER, code, `terms.${language}.md`), "utf8");
}

function filled(data: ProductData, text: string): string {
  return text.replace(PLACEHOLDER, (_whole, path: string) => written(data, path));
}

/** A value of the data as people read it: amounts in yuan without idle decimals, everything else as it is. */
function written(data: ProductData, path: string): string {
  const value = valueAt(data, path);
  if (typeof value === "bigint") return formatYuan(value).replace(/\.00$/, "");
  assert(isDatum(value), `the terms of ${data.code} cite the datum ${path}`);
  return String(value);
}

const valueAt = (data: ProductData, path: string): unknown => path.split(".").reduce<unknown>(step, data);
const isDatum = (value: unknown): boolean => ["bigint", "number", "string"].includes(typeof value);

function step(value: unknown, key: string): unknown {
  if (value === null || typeof value !== "object" || !Object.hasOwn(value, key)) return undefined;
  return Reflect.get(value, key);
}

function clausesOf(code: string, terms: Text): Clause[] {
  const zh = clauseLines(terms.zh);
  const en = new Map(clauseLines(terms.en).map((clause) => [clause.id, clause]));
  assert(zh.length === en.size, `the terms of ${code} have the same clauses in both languages`);
  return zh.map(({ id, title, text }) => {
    const other = present(en.get(id), `clause ${id} of ${code} is written in both languages`);
    return { id, title: { zh: title, en: other.title }, text: { zh: text, en: other.text } };
  });
}

interface ClauseLine {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

function clauseLines(terms: string): ClauseLine[] {
  return terms.split("\n").flatMap((line) => {
    const match = CLAUSE.exec(line);
    if (match === null) return [];
    const [, id = "", title = "", text = ""] = match;
    return [{ id, title, text }];
  });
}
