// Understands what the clauses suggest: how the amount comes about step by step, why, and what would change it.

import { reasonText } from "@anxin/core/claim/reasons";
import { apiLanguage } from "@anxin/ui/language";
import { Banner } from "@anxin/ui/pieces/banner";
import { InputValue, useInputName } from "@anxin/ui/pieces/findings";
import { Panel } from "@anxin/ui/pieces/page";
import { Badge, Money } from "@anxin/ui/pieces/words";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { CaseFindings, Claim, Outcome, ProductVersion, QueueItem } from "./case.js";

type Finding = CaseFindings["data"][number];

export const OUTCOME_TONES = { approve: "good", partly_approve: "warn", reject: "bad" } as const satisfies Record<
  Outcome,
  string
>;

/** Every person's claim is referred by its limit; a clause that doubts something says more. */
const LIMIT_RULE = "automatic_limit";

/** Clauses that the suggestion rests on, the one that says most first: what refuses, what doubts, what sets the amount. */
export function appliedClauses({ data }: CaseFindings): readonly string[] {
  const of = (outcome: Finding["outcome"], isLimit = false): readonly string[] =>
    data
      .filter((each) => each.outcome === outcome && (each.rule === LIMIT_RULE) === isLimit)
      .map(({ clause }) => clause);
  return [...new Set([...of("not_met"), ...of("refer"), ...of("amount"), ...of("refer", true)])];
}

/** The clauses that set or bound the amount, in the order in which they did. */
const amountSteps = ({ data }: CaseFindings): readonly Finding[] => data.filter(({ amount }) => amount !== null);

interface StepsProps {
  readonly findings: CaseFindings;
  /** The words of the product that was sold, once they are there. */
  readonly words?: ProductVersion | undefined;
  readonly onClause: (clause: string) => void;
}

function ClauseLink({ id, onClause }: { readonly id: string; readonly onClause: StepsProps["onClause"] }) {
  const { t } = useTranslation("review");
  return (
    <button type="button" className="rv-clause-link" onClick={() => onClause(id)} aria-label={t("showClause", { id })}>
      {id}
    </button>
  );
}

function Formula({ findings, words, onClause }: StepsProps) {
  const { t } = useTranslation("review");
  const nameOf = useInputName(words);
  const steps = amountSteps(findings);
  if (steps.length === 0) return <p className="ax-quiet">{t("noAmount")}</p>;
  return (
    <ol className="rv-formula" aria-label={t("formula")}>
      {steps.map(({ rule, clause, clauseTitle, outcome, amount, inputs }) => (
        <li key={rule}>
          <span className="rv-formula-name">
            <ClauseLink id={clause} onClause={onClause} /> {clauseTitle}
          </span>
          <span className="ax-small ax-quiet rv-formula-inputs">
            {Object.entries(inputs)
              .filter(([name, value]) => name !== "before" && value !== null && value !== "" && value !== 0)
              .map(([name, value]) => (
                <span key={name}>
                  {nameOf(name)} <InputValue name={name} value={value} words={words} />
                </span>
              ))}
          </span>
          <span className="rv-formula-amount">
            {outcome === "met" ? <span className="ax-unseen">{t("unchanged")} </span> : null}
            <Money fen={amount ?? 0} strong={outcome === "amount"} />
          </span>
        </li>
      ))}
    </ol>
  );
}

/** What a person would have to find otherwise: the reason says in plain words what changes it. */
function Flips({ findings, onClause }: StepsProps) {
  const { t } = useTranslation("review");
  const language = apiLanguage() === "zh-CN" ? "zh" : "en";
  const deciding = findings.data.filter(({ outcome, reason }) => reason !== null && outcome !== "met");
  if (deciding.length === 0) return <p className="ax-quiet">{t("nothingFlips")}</p>;
  return (
    <ul className="rv-flips">
      {deciding.map(({ rule, clause, outcome, reason }) => (
        <li key={rule}>
          <ClauseLink id={clause} onClause={onClause} />
          <span>
            {t(`flip_${outcome as "refer"}`)} {reason === null ? null : reasonText(reason)[language]}{" "}
            <code className="ax-quiet ax-small">{rule}</code>
          </span>
        </li>
      ))}
    </ul>
  );
}

interface SuggestionProps extends StepsProps {
  readonly claim: Claim;
  /** As the queue has it for whoever looks; not there for a claim that is not in it. */
  readonly item: QueueItem | undefined;
  /** Fen that whoever looks may grant alone. */
  readonly authority: number;
  readonly actions: ReactNode;
}

export function Suggestion({ claim, findings, words, item, authority, actions, onClause }: SuggestionProps) {
  const { t } = useTranslation("review");
  const needsSecond = item?.suggestion.needsSecond ?? (findings.outcome !== "reject" && findings.amount > authority);
  const amountMax = item?.suggestion.amountMax;
  return (
    <Panel title={t("suggestion")} help={t("suggestionHelp")} actions={actions}>
      <div className="rv-suggested">
        <Badge tone={OUTCOME_TONES[findings.outcome]}>{t(`outcome_${findings.outcome}`)}</Badge>
        <span data-testid="suggested-amount">
          <Money fen={findings.amount} strong />
        </span>
        <dl className="rv-amounts">
          <div>
            <dt>{t("requested")}</dt>
            <dd>{claim.requestedAmount === null ? "—" : <Money fen={claim.requestedAmount} />}</dd>
          </div>
          {amountMax === undefined ? null : (
            <div>
              <dt>{t("amountMax")}</dt>
              <dd>
                <Money fen={amountMax} />
              </dd>
            </div>
          )}
          <div>
            <dt>{t("reserve")}</dt>
            <dd>{claim.reserve === null ? "—" : <Money fen={claim.reserve} />}</dd>
          </div>
          {claim.amount === 0 ? null : (
            <div>
              <dt>{t("granted")}</dt>
              <dd>
                <Money fen={claim.amount} />
              </dd>
            </div>
          )}
        </dl>
      </div>
      {needsSecond && claim.status === "in_review" ? <Banner tone="warn">{t("needsSecond")}</Banner> : null}
      <h3>{t("formula")}</h3>
      <Formula findings={findings} words={words} onClause={onClause} />
      <h3>{t("flips")}</h3>
      <Flips findings={findings} onClause={onClause} />
    </Panel>
  );
}
