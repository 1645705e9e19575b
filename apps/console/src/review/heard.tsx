// Understands what the merchant says to a claim, what was decided and paid so far, and what became of appeals.

import { Panel } from "@anxin/ui/pieces/page";
import { Badge, Money, PayoutStatus, type PayoutStatusCode, Time, useCallerName } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Claim } from "./case.js";
import { OUTCOME_TONES } from "./suggestion.js";

export function MerchantSide({ claim: { merchantStatement: heard } }: { readonly claim: Claim }) {
  const { t } = useTranslation("review");
  if (heard === null) return null;
  const { position, statement, askedAt, answerUntil, statedAt } = heard;
  return (
    <Panel
      title={t("merchantSide")}
      actions={
        position === null ? null : (
          <Badge tone={position === "accepts" ? "good" : "warn"}>{t(`position_${position}`)}</Badge>
        )
      }
    >
      {statement === null ? (
        <p className="ax-quiet">
          {t("merchantSilent")} <Time at={askedAt} />
          {answerUntil === null ? null : (
            <>
              {" "}
              {t("answerUntil")} <Time at={answerUntil} />
            </>
          )}
        </p>
      ) : (
        <p className="rv-said">
          <q>{statement}</q>
          {statedAt === null ? null : (
            <span className="ax-quiet ax-small">
              <Time at={statedAt} />
            </span>
          )}
        </p>
      )}
    </Panel>
  );
}

export function DecisionSoFar({ claim }: { readonly claim: Claim }) {
  const { t } = useTranslation("review");
  const nameOf = useCallerName();
  const { decision, decisions, payouts, appeals } = claim;
  const earlier = decisions.filter(({ decisionId }) => decisionId !== decision?.decisionId);
  if (decision === null && appeals.length === 0) return null;
  return (
    <Panel title={t(decision?.state === "proposed" ? "proposal" : "decision")}>
      {decision === null ? null : (
        <>
          <div className="rv-suggested">
            <Badge tone={OUTCOME_TONES[decision.outcome]}>{t(`outcome_${decision.outcome}`)}</Badge>
            <Money fen={decision.amount} strong />
            <span className="ax-small ax-quiet">
              {decision.automatic
                ? t("byRules")
                : t("decidedBy", { name: nameOf(decision.decidedBy, decision.decidedByName) })}{" "}
              <Time at={decision.decidedAt} />
              {decision.approvedBy === null
                ? null
                : ` · ${t("approvedBy", { name: nameOf(decision.approvedBy, decision.approvedByName) })}`}
            </span>
          </div>
          <ul className="rv-reasons">
            {decision.reasons.map(({ code, text, clause }) => (
              <li key={code}>
                {clause === null ? null : <span className="ax-quiet">{clause.id} </span>}
                {text}
              </li>
            ))}
          </ul>
          {decision.note === null || decision.note === "" ? null : <p className="rv-note">{decision.note}</p>}
        </>
      )}
      {earlier.length === 0 ? null : (
        <details>
          <summary>{t("earlierDecisions", { count: earlier.length })}</summary>
          <ol className="rv-earlier">
            {earlier.map((each) => (
              <li key={each.decisionId}>
                <Badge>{t(`decisionKind_${each.kind}`)}</Badge> {t(`outcome_${each.outcome}`)}{" "}
                <Money fen={each.amount} />{" "}
                <span className="ax-quiet">
                  {nameOf(each.decidedBy, each.decidedByName)} <Time at={each.decidedAt} />
                </span>
              </li>
            ))}
          </ol>
        </details>
      )}
      {payouts.length === 0 ? null : (
        <ul className="rv-payouts">
          {payouts.map(({ payoutId, purpose, amount, status, settledAt }) => (
            <li key={payoutId}>
              {t(`purpose_${purpose}`)} <Money fen={amount} /> <PayoutStatus status={status as PayoutStatusCode} />
              {settledAt === null ? null : <Time at={settledAt} />}
            </li>
          ))}
        </ul>
      )}
      {appeals.map(({ appealId, state, reason, filedAt, note, decidedBy, decidedByName }) => (
        <div key={appealId} className="rv-appeal">
          <p>
            <Link to={`/desk/appeals/${appealId}`}>{t("appeal")}</Link>{" "}
            <Badge tone={state === "open" ? "warn" : "plain"}>{t(`appeal_${state}`)}</Badge> <Time at={filedAt} />
            {decidedBy === null ? null : (
              <span className="ax-quiet ax-small"> {t("answeredBy", { name: nameOf(decidedBy, decidedByName) })}</span>
            )}
          </p>
          {reason === null ? null : <q>{reason}</q>}
          {note === null ? null : <p className="rv-note">{note}</p>}
        </div>
      ))}
    </Panel>
  );
}
