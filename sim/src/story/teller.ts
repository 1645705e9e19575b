// Understands how a story is told while it is played: a line a step, then tables of what it came to.

import { formatYuan } from "@anxin/core/money";
import type { Text } from "@anxin/core/product/product";
import { table, wrapped } from "./columns.js";
import { BEFOREHAND, type Moment, momentText, TODAY_TEXT } from "./days.js";
import type { Language } from "./language.js";
import type { Finding } from "./wire.js";

const WIDTH_MAX = 96;

/** Who did something, and when: at a moment of the story, today in the sandbox, or before it began. Money is in fen. */
export interface Happening {
  readonly who: Text;
  readonly what: Text;
  readonly amount?: number;
  readonly when: Moment | "today" | "beforehand";
}

function whenText(when: Happening["when"]): Text {
  return when === "today" ? TODAY_TEXT : when === "beforehand" ? BEFOREHAND : momentText(when);
}

/** How names of one run are shown. */
export interface Names {
  /** In a committed example: `pol_1` for the first policy; otherwise the id itself, to be looked up in the sandbox. */
  shown(text: string): string;
}

/** Ids as they are. */
export const realNames: Names = { shown: (text) => text };

/** Names that are the same in every run: the number of the run becomes 1, and our ids are counted by kind. */
export function stableNames(run: string): Names {
  const known = new Map<string, string>();
  const counts = new Map<string, number>();
  const rename = (id: string, prefix: string): string => {
    const name = known.get(id) ?? `${prefix}_${(counts.get(prefix) ?? 0) + 1}`;
    if (!known.has(id)) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
    known.set(id, name);
    return name;
  };
  return {
    shown: (text) => text.replaceAll(run, "1").replace(/\b(pol|clm|pay|evd|apl|rcv|svc)_[0-9a-z]{13}\b/g, rename),
  };
}

const TITLES = {
  happened: { zh: "发生了什么", en: "What happened" },
  findings: { zh: "逐条核对的结论", en: "What each clause found" },
  who: { zh: "谁", en: "who" },
  what: { zh: "做了什么", en: "what" },
  amount: { zh: "金额（元）", en: "yuan" },
  when: { zh: "何时", en: "when" },
  clause: { zh: "条款", en: "clause" },
  about: { zh: "核对", en: "about" },
  rule: { zh: "规则", en: "rule" },
  found: { zh: "结论", en: "found" },
} as const satisfies Record<string, Text>;

const FOUND: Readonly<Record<string, Text>> = {
  met: { zh: "符合", en: "met" },
  not_met: { zh: "不符合", en: "not met" },
  refer: { zh: "转人工", en: "for a person" },
  amount: { zh: "定额", en: "amount" },
  not_applicable: { zh: "不涉及", en: "does not apply" },
};

/** Fen as yuan; an empty cell for no amount. */
export const yuan = (fen: number | null | undefined): string =>
  fen === null || fen === undefined ? "" : formatYuan(BigInt(fen));

export interface Teller {
  readonly language: Language;
  heading(text: Text): void;
  paragraph(text: Text): void;
  /** A step that succeeded; what happened goes into the table as well. */
  step(text: Text, happened?: Happening): void;
  /** A step that somebody took at a moment. */
  act(who: Text, when: Moment, text: Text): void;
  happenings(): void;
  findings(rows: readonly Finding[]): void;
  rows(title: Text, lines: readonly string[]): void;
}

/** Tells in one language, line by line, through `say`. */
export function teller(language: Language, names: Names, say: (line: string) => void): Teller {
  const happened: Happening[] = [];
  let after: "start" | "heading" | "text" | "step" = "start";
  const tell = (line: string): void => say(names.shown(line));
  const column = (title: Text, align: "left" | "right" = "left") => ({ title: title[language], align });
  /** Parts stand apart by one empty line; steps follow each other without. */
  const begin = (part: typeof after): void => {
    if (after !== "start" && !(part === "step" && after === "step")) tell("");
    after = part;
  };
  const rows = (title: Text, lines: readonly string[]): void => {
    begin("text");
    for (const line of [`  ${title[language]}`, "", ...lines]) tell(line);
  };
  return {
    language,
    rows,
    heading(text) {
      happened.length = 0;
      begin("heading");
      tell(text[language]);
    },
    paragraph(text) {
      begin("text");
      for (const line of wrapped(text[language], WIDTH_MAX)) tell(line);
    },
    step(text, entry) {
      if (entry !== undefined) happened.push(entry);
      begin("step");
      const moment =
        entry !== undefined && typeof entry.when !== "string" ? `${momentText(entry.when)[language]}  ` : "";
      tell(`  ✓ ${moment}${text[language]}`);
    },
    act(who, when, text) {
      begin("step");
      tell(`  ✓ ${momentText(when)[language]}  ${who[language]}  ${text[language]}`);
    },
    happenings() {
      const columns = [column(TITLES.when), column(TITLES.who), column(TITLES.what), column(TITLES.amount, "right")];
      const cells = happened.map(({ who, what, amount, when }) =>
        [whenText(when), who, what].map((text) => text[language]).concat(yuan(amount)),
      );
      rows(TITLES.happened, table(columns, cells));
    },
    findings(found) {
      const columns = [
        ...[column(TITLES.clause), column(TITLES.about), column(TITLES.rule), column(TITLES.found)],
        column(TITLES.amount, "right"),
      ];
      const cells = found.map(({ clause, clauseTitle, rule, outcome, amount }) => {
        return [clause, clauseTitle, rule, FOUND[outcome]?.[language] ?? outcome, yuan(amount)];
      });
      rows(TITLES.findings, table(columns, cells));
    },
  };
}
