// Understands how a scenario is written: as JSON, in the notation of the house's own; what is wrong with it stands beside it.

import { putProductScenarios } from "@anxin/client/operations.generated";
import { useAct } from "@anxin/ui/api";
import { Button } from "@anxin/ui/pieces/button";
import { Dialog } from "@anxin/ui/pieces/dialog";
import { TextArea } from "@anxin/ui/pieces/field";
import { ProblemNote } from "@anxin/ui/pieces/state";
import { say } from "@anxin/ui/pieces/toast";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  BLANK,
  parseWritten,
  type Scenario,
  textOf,
  type Written,
  without,
  withWritten,
  writtenOf,
} from "./scenario.js";
import { Stale } from "./stale.js";
import { useDesk } from "./use-editing.js";

interface EditProps {
  readonly all: readonly Scenario[];
  /** None for a new one. */
  readonly scenario: Scenario | null;
  /** Whether `all` is the whole list: what is sent takes the place of everything that the draft kept. */
  readonly isWhole: boolean;
  readonly onClose: () => void;
}

export function ScenarioEdit({ all, scenario, isWhole, onClose }: EditProps) {
  const { t } = useTranslation(["actuary", "house"]);
  const { code, version, editing, rebase } = useDesk();
  const [text, setText] = useState(scenario === null ? BLANK : textOf(writtenOf(scenario)));
  const [isUnreadable, setUnreadable] = useState(false);
  const act = useAct(putProductScenarios, ["/v1/products"]);
  const keep = (scenarios: readonly Written[], over?: string): void => {
    const ifMatch = over ?? editing.etag;
    act.mutate(
      { path: { code, version }, body: { scenarios: [...scenarios] }, ...(ifMatch === null ? {} : { ifMatch }) },
      {
        onSuccess: ({ etag }) => {
          // The content is what it was. Over somebody else's version it is not ours to say so.
          if (over === undefined) rebase(etag);
          say(t("scenarioKept"));
          onClose();
        },
      },
    );
  };
  const write = (over?: string): void => {
    const written = parseWritten(text);
    setUnreadable(written === null);
    const instead = scenario === null || scenario.origin === "in_force" ? null : scenario.name;
    if (written !== null) keep(withWritten(all, written, instead), over);
  };
  const problems = act.error?.code === "validation_failed" ? act.error.errors : [];
  return (
    <Dialog
      title={scenario === null ? t("addScenario") : scenario.name}
      size="large"
      isOpen
      onClose={onClose}
      actions={
        <>
          {scenario === null || scenario.origin === "in_force" ? null : (
            <Button look="danger" isBusy={act.isPending} onClick={() => keep(without(all, scenario.name))}>
              {scenario.origin === "restated" ? t("unstate") : t("removeScenario")}
            </Button>
          )}
          <Button onClick={onClose}>{t("house:cancel")}</Button>
          <Button look="primary" isBusy={act.isPending} disabled={!isWhole} onClick={() => write()}>
            {t("house:save")}
          </Button>
        </>
      }
    >
      <p className="ax-quiet">{scenario?.origin === "in_force" ? t("restateLead") : t("scenarioLead")}</p>
      {isWhole ? null : <p>{t("loadAllFirst")}</p>}
      <TextArea
        label={t("scenarioText")}
        rows={16}
        spellCheck={false}
        value={text}
        error={isUnreadable ? t("notJson") : problems.length > 0 ? t("problemsBelow") : null}
        onChange={({ target }) => setText(target.value)}
      />
      {problems.length === 0 ? null : (
        <ul className="ac-problem-list">
          {problems.map(({ pointer, detail }) => (
            <li key={`${pointer} ${detail}`}>
              <code>{pointer.replace(/^\/scenarios\/\d+/, "") || "/"}</code> {detail}
            </li>
          ))}
        </ul>
      )}
      {act.error?.code === "if_match_stale" ? (
        <Stale problem={act.error} onOver={write} />
      ) : (
        <ProblemNote problem={problems.length > 0 ? null : act.error} />
      )}
    </Dialog>
  );
}
