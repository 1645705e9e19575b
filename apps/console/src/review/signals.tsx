// Understands the signals of a case: what makes somebody look twice, with what it saw and how many points it weighs.

import { fraudScore, SIGNAL_RULES, SIGNAL_WEIGHTS } from "@anxin/core/fraud/score";
import { Findings, useCheckName } from "@anxin/ui/pieces/findings";
import { Panel } from "@anxin/ui/pieces/page";
import { Badge } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import type { CaseFindings } from "./case.js";

export const isSignal = ({ rule }: CaseFindings["data"][number]): boolean => SIGNAL_RULES.includes(rule);

export function Signals({
  findings,
  onClause,
}: {
  readonly findings: CaseFindings;
  readonly onClause: (clause: string) => void;
}) {
  const { t } = useTranslation("review");
  const checkName = useCheckName();
  const signals = findings.data.filter(isSignal);
  const { score, parts } = fraudScore(findings.data);
  return (
    <Panel
      title={t("signals")}
      help={t("signalsHelp")}
      actions={<Badge tone={score === 0 ? "good" : "warn"}>{t("signalScore", { score })}</Badge>}
    >
      {parts.length === 0 ? null : (
        <ul className="rv-points">
          {parts.map(({ rule, points }) => (
            <li key={rule}>
              {checkName(rule, rule)} {t("points", { count: points })}
            </li>
          ))}
        </ul>
      )}
      {signals.length === 0 ? <p className="ax-quiet">{t("noSignals", { count: SIGNAL_WEIGHTS.size })}</p> : null}
      {signals.length === 0 ? null : <Findings findings={signals} isDetailed onClause={onClause} />}
    </Panel>
  );
}
