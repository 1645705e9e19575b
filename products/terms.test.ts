// Understands what written terms must say, in both languages, and that their numbers are the data's.

import { formatYuan } from "@anxin/core/money";
import type { ProductVersion, Text } from "@anxin/core/product/product";
import { describe, expect, test } from "vitest";
import { CATALOGUE } from "./catalogue.js";
import { returnFreightV1 } from "./return-freight/product.js";
import { type ProductData, termsFile, withTerms } from "./terms.js";

const LANGUAGES: readonly (keyof Text)[] = ["zh", "en"];

/** What may be written by hand: numbers of clauses and chapters, articles of the law, the edition, and names that hold digits. */
const BY_HAND = {
  zh: [/^\**\d+\.\d+ /gm, /^## \d /gm, /2025 版/g, /(5\.2|8\.6) 条/g, /“双11”“618”/g, /\{[^}]+\}/g],
  en: [
    /^\**\d+\.\d+ /gm,
    /^## \d /gm,
    /\(2025\)/g,
    /clause (5\.2|8\.6)/g,
    /art\. \d+(, \d+)*/g,
    /11\.11 and 6\.18/g,
    /00:00/g,
    /\{[^}]+\}/g,
  ],
} as const;

const lines = (terms: string): string[] => terms.split("\n").filter((line) => line !== "");
const chapter = (terms: string, number: number): string[] =>
  lines(terms).filter((line) => new RegExp(`^\\**${number}\\.\\d+ `).test(line));

const yuan = (amount: bigint): string => formatYuan(amount).replace(/\.00$/, "");

/** Numbers of the data that the terms have to state. */
function promisedNumbers({
  coverage: { benefit, claimsMax },
  period,
  reportingDays,
  sumInsured,
  tariff,
  decision,
}: ProductVersion): string[] {
  const numbers = [
    period.expiry.days > 0 ? String(period.expiry.days) : String(period.expiry.hours),
    yuan(tariff.minimum),
    yuan(tariff.maximum),
  ];
  numbers.push(String(claimsMax));
  if (reportingDays > 0) numbers.push(String(reportingDays));
  if (period.waitingDays > 0) numbers.push(String(period.waitingDays));
  if (sumInsured.kind === "price_percent") numbers.push(yuan(sumInsured.maximum));
  if (decision.mode === "automatic_under_limit") numbers.push(yuan(decision.automaticMax));
  if (benefit.kind === "refund")
    numbers.push(String(benefit.percentOfPrice), ...(benefit.feeField === null ? [] : [yuan(benefit.feeMax)]));
  if (benefit.kind === "damage_degree") numbers.push(...Object.values(benefit.percentByDegree).map(String));
  if (benefit.kind === "repair_cost" && benefit.deductible > 0n) numbers.push(yuan(benefit.deductible));
  if (benefit.kind === "route_schedule") {
    for (const { selfShip, pickup } of Object.values(benefit.schedule)) numbers.push(yuan(selfShip), yuan(pickup));
  }
  return numbers;
}

describe.each(CATALOGUE.map((product) => [product.code, product] as const))("the terms of %s", (code, product) => {
  test.each(LANGUAGES)("have no number written by hand and no gap left open (%s)", (language) => {
    const rest = BY_HAND[language].reduce<string>(
      (text, pattern) => text.replace(pattern, ""),
      termsFile(code, language),
    );
    expect(rest.match(/.*\d.*/g)).toBeNull();
    expect(product.terms[language]).not.toMatch(/[{}]/);
    expect(product.summary[language]).not.toMatch(/[{}]/);
  });

  test.each(LANGUAGES)("state the numbers that are computed with (%s)", (language) => {
    for (const number of promisedNumbers(product)) {
      expect(product.terms[language]).toMatch(new RegExp(`(?<![\\d.])${number.replace(".", "\\.")}(?![\\d.]*\\d)`));
    }
  });

  test.each(LANGUAGES)("hold every clause as a line of its own, numbered without gaps (%s)", (language) => {
    const ids = [1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((number) => {
      const count = chapter(product.terms[language], number).length;
      expect(count, `chapter ${number}`).toBeGreaterThan(0);
      return Array.from({ length: count }, (_, i) => `${number}.${i + 1}`);
    });
    expect(product.clauses.map(({ id }) => id)).toEqual(ids);
    for (const { id, title, text } of product.clauses) {
      const separator = language === "zh" ? "\uFF1A" : ": ";
      expect(product.terms[language]).toContain(`${id} ${title[language]}${separator}${text[language]}`);
    }
  });

  test.each(LANGUAGES)(
    "set every exemption in bold: exclusions, waiting period, deductible (Insurance Law art. 17, %s)",
    (language) => {
      const { benefit } = product.coverage;
      const exemptions = chapter(product.terms[language], 4);
      if (product.period.waitingDays > 0)
        exemptions.push(...chapter(product.terms[language], 2).filter((line) => /等待期：|Waiting period:/.test(line)));
      if (benefit.kind === "repair_cost" && benefit.deductible > 0n) {
        exemptions.push(...chapter(product.terms[language], 5).filter((line) => /免赔额|deductible/.test(line)));
      }
      expect(exemptions.length).toBeGreaterThanOrEqual(4);
      for (const line of exemptions) expect(line).toMatch(/^\*\*.+\*\*$/);
    },
  );

  test("tell the clocks: of Insurance Law art. 22 to 26, or as a service's own promise", () => {
    const { zh, en } = product.terms;
    const insured = product.funding === "insurance";
    for (const article of ["二十二", "二十三", "二十四", "二十五", "二十六"])
      expect(zh.includes(`《保险法》第${article}条`)).toBe(insured);
    for (const article of [22, 23, 24, 25, 26]) expect(en.includes(`Insurance Law art. ${article})`)).toBe(insured);
    for (const clock of ["三十日", "十日内", "三日内", "六十日", insured ? "二年" : "三年"])
      expect(zh).toContain(clock);
    for (const clock of ["thirty days", "ten days", "three days", "sixty days", insured ? "two years" : "three years"])
      expect(en).toContain(clock);
  });

  test("are a service agreement where it is none of insurance, and say so once, in bold", () => {
    if (product.funding === "insurance") return;
    const { name, summary, filing, clauses } = product;
    // The one sentence that says what it is not stands before the clauses.
    const rest = [name, summary, ...clauses.flatMap(({ title, text }) => [title, text])];
    for (const { zh, en } of rest) {
      expect(zh).not.toMatch(/保险|保费|承保|投保|理赔/);
      expect(en).not.toMatch(/insur|premium|policy|underwrit/i);
    }
    expect(filing).not.toContain("保险");
    expect(product.terms.zh).toMatch(/\*\*[^*]*不是保险，不由保险公司承保[^*]*\*\*/);
    expect(product.terms.en).toMatch(/\*\*[^*]*it is not insurance[^*]*\*\*/);
    for (const law of ["《电子商务法》第五十八条", "《消费者权益保护法》第四十四条"])
      expect(product.terms.zh).toContain(law);
  });

  test("name the filing and the tariff", () => {
    for (const language of LANGUAGES) {
      expect(product.terms[language]).toContain(product.filing);
      expect(product.terms[language]).toContain(product.tariff.code);
    }
  });
});

test("terms that cite a datum which does not exist stop the program, so that no gap is ever sold", () => {
  const { clauses: _clauses, terms: _terms, ...data } = returnFreightV1;
  const { openDaysMax: _openDaysMax, ...period } = data.period;
  expect(() => withTerms({ ...data, period } as ProductData)).toThrow("cite the datum period.openDaysMax");
});
