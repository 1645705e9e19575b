// Understands one scenario in the list: green or red in words, and opened what was expected beside what was found.

import { Button } from "@anxin/ui/pieces/button";
import { Icon } from "@anxin/ui/pieces/icon";
import { Badge } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import { type Result, type Scenario, textOf } from "./scenario.js";

interface ItemProps {
  readonly scenario: Scenario;
  readonly result: Result | null;
  readonly onEdit?: () => void;
}

function Outcome({ result }: { readonly result: Result | null }) {
  const { t } = useTranslation("actuary");
  if (result === null) return <Badge>{t("notRun")}</Badge>;
  return (
    <span className={`ac-outcome ac-outcome-${result.green ? "green" : "red"}`}>
      <Icon name={result.green ? "check" : "cross"} size={16} />
      {result.green ? t("green") : t("red")}
    </span>
  );
}

const Written = ({ title, part }: { readonly title: string; readonly part: unknown }) => (
  <div>
    <h3>{title}</h3>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text can be scrolled by keyboard */}
    <pre tabIndex={0}>{textOf(part)}</pre>
  </div>
);

export function ScenarioItem({ scenario, result, onEdit }: ItemProps) {
  const { t } = useTranslation("actuary");
  const { name, kind, origin, given, expect, inForce } = scenario;
  return (
    <li>
      <details>
        <summary>
          <Outcome result={result} />
          <strong>{name}</strong>
          <span className="ax-quiet">{t(`scenarioKind_${kind}`)}</span>
          {origin === "in_force" ? null : <Badge tone="info">{t(`origin_${origin}`)}</Badge>}
          {result === null || result.green ? null : (
            <span className="ax-quiet">{t("differsIn", { parts: result.differences.join(t("and")) })}</span>
          )}
        </summary>
        <div className="ac-written">
          <Written title={t("given")} part={given} />
          <Written title={t("expected")} part={result?.expected ?? expect} />
          {result === null ? null : <Written title={t("found")} part={result.found} />}
          {inForce === null || origin !== "restated" ? null : (
            <Written title={t("inForceSays")} part={inForce.expect} />
          )}
        </div>
        {onEdit === undefined ? null : (
          <Button icon="file" onClick={onEdit}>
            {origin === "in_force" ? t("restate") : t("editScenario")}
          </Button>
        )}
      </details>
    </li>
  );
}
