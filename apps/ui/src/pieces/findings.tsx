// Understands what the clauses say to a claim: each with what it looked at, those first that decided something.

import type { ReasonCode } from "@anxin/core/claim/finding";
import { reasonText } from "@anxin/core/claim/reasons";
import { useTranslation } from "react-i18next";
import { type FormWords, formName, formValue } from "../case/form-words.js";
import { shownInput } from "../case/inputs.js";
import { useValueWord } from "../case/value-words.js";
import { calendarDay } from "../format/time.js";
import { apiLanguage } from "../language.js";
import { Button } from "./button.js";
import { Badge, Money, Time, type Tone } from "./words.js";

/** As `readFindings` answers them. */
export interface FindingShown {
  readonly rule: string;
  readonly clause: string;
  readonly clauseTitle: string;
  readonly clauseText: string;
  readonly outcome: "met" | "not_met" | "refer" | "amount" | "not_applicable";
  readonly reason: ReasonCode | null;
  readonly amount: number | null;
  readonly inputs: Readonly<Record<string, unknown>>;
}

const TONES = {
  met: "good",
  not_met: "bad",
  refer: "warn",
  amount: "info",
  not_applicable: "plain",
} as const satisfies Record<FindingShown["outcome"], Tone>;

interface InputValueProps {
  readonly name: string;
  readonly value: unknown;
  /** The words of the product that was sold, once they are there. */
  readonly words?: FormWords | undefined;
}

/** A value that a clause looked at, as people read it. */
export function InputValue({ name, value, words }: InputValueProps) {
  const { t } = useTranslation(["house", "pieces"]);
  const word = useValueWord();
  const said = words === undefined ? null : formValue(name, value, words);
  if (said !== null) return <>{said.join(t("pieces:listComma"))}</>;
  // Codes that are no product's own, such as how a return went.
  const code = String(value);
  const known = word(name, code);
  if (known !== code) return <>{known}</>;
  const shown = shownInput(name, value);
  switch (shown.kind) {
    case "money":
      return <Money fen={shown.fen} />;
    case "time":
      return <Time at={shown.at} />;
    case "day":
      return <time dateTime={shown.day}>{calendarDay(shown.day)}</time>;
    case "text":
      return <>{shown.text}</>;
    default:
      return <>{t(shown.kind)}</>;
  }
}

/**
 * The name of such a value: ours, or the one that the product's form or list of documents gives it. What nobody knows keeps the
 * name that the rule gave it.
 */
export function useInputName(words?: FormWords): (name: string) => string {
  const { t, i18n } = useTranslation("pieces");
  return (name) => {
    const key = `input_${name}`;
    if (i18n.exists(key, { ns: "pieces" })) return t(key as "input_amount");
    return (words === undefined ? null : formName(name, words)) ?? name;
  };
}

/** What a rule checks, where several rules rest on one clause; else the clause's title says it. */
export function useCheckName(): (rule: string, clauseTitle: string) => string {
  const { t, i18n } = useTranslation("pieces");
  return (rule, clauseTitle) => {
    const key = `check_${rule}`;
    return i18n.exists(key, { ns: "pieces" }) ? t(key as "check_time_order") : clauseTitle;
  };
}

function Inputs({ inputs, words }: { readonly inputs: FindingShown["inputs"] } & Pick<InputValueProps, "words">) {
  const nameOf = useInputName(words);
  return (
    <dl className="ax-finding-inputs">
      {Object.entries(inputs).map(([name, value]) => (
        <div key={name}>
          <dt>{nameOf(name)}</dt>
          <dd>
            <InputValue name={name} value={value} words={words} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface FindingsProps {
  readonly findings: readonly FindingShown[];
  /** Shows every value at once and the rules by name, for those who decide. */
  readonly isDetailed?: boolean;
  /** Brings a clause of the terms into view; without it a clause opens where it stands. */
  readonly onClause?: (clause: string) => void;
  /** The words of the product that was sold, once they are there. */
  readonly words?: FormWords | undefined;
}

function OneFinding({
  finding,
  isDetailed = false,
  onClause,
  words,
}: { readonly finding: FindingShown } & Omit<FindingsProps, "findings">) {
  const { t } = useTranslation("pieces");
  const { rule, clause, clauseTitle, clauseText, outcome, reason, amount, inputs } = finding;
  const language = apiLanguage() === "zh-CN" ? "zh" : "en";
  const hasInputs = Object.keys(inputs).length > 0;
  const name = t("findingClause", { id: clause });
  const checkName = useCheckName();
  return (
    <li className="ax-finding" data-outcome={outcome}>
      <div className="ax-finding-head">
        <Badge tone={TONES[outcome]}>{t(`findingOutcome_${outcome}`)}</Badge>
        <strong>{checkName(rule, clauseTitle)}</strong>
        {amount === null ? null : <Money fen={amount} strong={outcome === "amount"} />}
        {onClause === undefined ? (
          <span className="ax-quiet ax-small">{name}</span>
        ) : (
          <Button look="quiet" aria-label={`${t("findingShowClause")}: ${name}`} onClick={() => onClause(clause)}>
            {name}
          </Button>
        )}
        {isDetailed ? <code className="ax-quiet ax-small">{rule}</code> : null}
      </div>
      {reason === null || outcome === "met" ? null : <p className="ax-small">{reasonText(reason)[language]}</p>}
      {isDetailed && hasInputs ? <Inputs inputs={inputs} words={words} /> : null}
      {isDetailed && onClause !== undefined ? null : (
        <details className="ax-finding-more">
          <summary>{hasInputs && !isDetailed ? t("findingInputs") : name}</summary>
          <p className="ax-small">{clauseText}</p>
          {isDetailed ? null : <Inputs inputs={inputs} words={words} />}
        </details>
      )}
    </li>
  );
}

const DECIDES: readonly FindingShown["outcome"][] = ["not_met", "refer", "amount"];

export function Findings({ findings, ...rest }: FindingsProps) {
  const { t } = useTranslation("pieces");
  const [loud, quiet] = [true, false].map((decides) =>
    findings.filter(({ outcome }) => DECIDES.includes(outcome) === decides),
  ) as [FindingShown[], FindingShown[]];
  const list = (shown: readonly FindingShown[]) => (
    <ul className="ax-findings" aria-label={t("findings")}>
      {shown.map((finding) => (
        <OneFinding key={`${finding.rule} ${finding.clause}`} finding={finding} {...rest} />
      ))}
    </ul>
  );
  if (findings.length === 0) return <p className="ax-quiet">{t("findingsNone")}</p>;
  return (
    <div className="ax-findings-all">
      {loud.length === 0 ? null : list(loud)}
      {quiet.length === 0 ? null : loud.length === 0 ? (
        list(quiet)
      ) : (
        <details>
          <summary>{t("findingsQuiet", { count: quiet.length })}</summary>
          {list(quiet)}
        </details>
      )}
    </div>
  );
}
