// Understands what a version has to do: its scenarios, all of them run at once, and for each what was expected and what was found.

import { listProductScenarios, readProductTest, testProductDraft } from "@anxin/client/operations.generated";
import { useAct, useAnswer, useList } from "@anxin/ui/api";
import { Banner } from "@anxin/ui/pieces/banner";
import { Button } from "@anxin/ui/pieces/button";
import { SelectField, TextField } from "@anxin/ui/pieces/field";
import { Panel } from "@anxin/ui/pieces/page";
import { Empty, ErrorState, Loading, ProblemNote } from "@anxin/ui/pieces/state";
import { useAddress } from "@anxin/ui/table/address";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Draft } from "./content.js";
import type { Result, Scenario } from "./scenario.js";
import { ScenarioEdit } from "./scenario-edit.js";
import { ScenarioItem } from "./scenario-item.js";
import { useDesk } from "./use-editing.js";

const LIST_MAX = 200;

interface ListProps {
  readonly scenarios: readonly Scenario[];
  readonly results: ReadonlyMap<string, Result>;
  readonly onEdit?: (scenario: Scenario) => void;
}

/** The scenarios that are asked for: some states, some letters of a name. Which ones stands in the address. */
function ScenarioList({ scenarios, results, onEdit }: ListProps) {
  const { t } = useTranslation(["actuary", "house"]);
  const [search, set] = useAddress();
  const [wanted, named] = [search.get("scenarios") ?? "", (search.get("named") ?? "").toLowerCase()];
  const shown = scenarios.filter((each) => {
    const isRed = results.get(each.name)?.green === false;
    const fits = wanted === "" || (wanted === "red" ? isRed : each.origin !== "in_force");
    return fits && each.name.toLowerCase().includes(named);
  });
  return (
    <>
      <div className="ac-filters">
        <SelectField
          label={t("showScenarios")}
          value={wanted}
          onChange={({ target }) => set("scenarios", target.value)}
          choices={[
            { value: "", label: t("house:all") },
            { value: "red", label: t("red") },
            { value: "own", label: t("ownScenarios") },
          ]}
        />
        <TextField label={t("nameHolds")} value={named} onChange={({ target }) => set("named", target.value)} />
        <p className="ax-quiet">{t("scenariosShown", { n: shown.length, of: scenarios.length })}</p>
      </div>
      {shown.length === 0 ? <Empty icon="list">{t("noScenarios")}</Empty> : null}
      <ul className="ac-scenarios">
        {shown.map((scenario) => (
          <ScenarioItem
            key={scenario.name}
            scenario={scenario}
            result={results.get(scenario.name) ?? null}
            {...(onEdit === undefined ? {} : { onEdit: () => onEdit(scenario) })}
          />
        ))}
      </ul>
    </>
  );
}

/** All scenarios of a version, page after page. */
function useScenarios(code: string, version: string) {
  const list = useList(listProductScenarios, { path: { code, version }, query: { limit: LIST_MAX } });
  return list;
}

export function SoldScenarios({ code, version }: { readonly code: string; readonly version: string }) {
  const { t } = useTranslation(["actuary", "house"]);
  const list = useScenarios(code, version);
  if (list.query.error !== null)
    return <ErrorState problem={list.query.error} retry={() => void list.query.refetch()} />;
  if (list.query.isPending) return <Loading lines={6} />;
  return (
    <Panel title={t("scenarios")} help={t("scenariosHelp")}>
      <ScenarioList scenarios={list.items} results={new Map()} />
      {list.hasMore ? <Button onClick={list.more}>{t("house:showMore")}</Button> : null}
    </Panel>
  );
}

/** What the last run came to. */
function RunState({ tests }: { readonly tests: Draft["tests"] }) {
  const { t } = useTranslation("actuary");
  if (tests === null) return <Banner tone="info">{t("notTested")}</Banner>;
  return (
    <Banner tone={tests.red > 0 ? "bad" : tests.upToDate ? "good" : "warn"}>
      {t("runCame", { run: tests.run, green: tests.green, red: tests.red })}
      {tests.upToDate ? null : ` ${t("runIsOld")}`}
    </Banner>
  );
}

export function DraftScenarios() {
  const { t } = useTranslation(["actuary", "house"]);
  const { code, version, draft, canWrite, isChanged, save, isSaving } = useDesk();
  const [edited, setEdited] = useState<Scenario | "new" | null>(null);
  const list = useScenarios(code, version);
  const run = draft.tests?.run;
  const last = useAnswer(
    readProductTest,
    { path: { code, version, run: String(run) } },
    { enabled: run !== undefined, keepsLast: true },
  );
  const test = useAct(testProductDraft, ["/v1/products"]);
  const results = new Map((last.data?.body.results ?? []).map((result) => [result.name, result]));
  const play = (): void => test.mutate({ path: { code, version } });
  const { inForce, restated, added } = draft.scenarios;
  if (list.query.error !== null)
    return <ErrorState problem={list.query.error} retry={() => void list.query.refetch()} />;
  if (list.query.isPending) return <Loading lines={6} />;
  return (
    <Panel
      title={t("scenarios")}
      help={t("scenariosHelp")}
      actions={
        canWrite ? (
          <>
            <Button icon="plus" onClick={() => setEdited("new")}>
              {t("addScenario")}
            </Button>
            <Button
              look="primary"
              icon="play"
              isBusy={test.isPending || isSaving}
              onClick={() => (isChanged ? save(play) : play())}
            >
              {isChanged ? t("saveAndRun") : t("runAll")}
            </Button>
          </>
        ) : undefined
      }
    >
      <p className="ax-quiet">{t("scenarioCounts", { inForce, restated, added })}</p>
      {test.isPending ? (
        <div role="status" className="ac-running">
          <progress aria-label={t("running", { n: inForce + restated + added })} />
          {t("running", { n: inForce + restated + added })}
        </div>
      ) : (
        <RunState tests={draft.tests} />
      )}
      <ProblemNote problem={test.error ?? last.error} />
      <ScenarioList
        scenarios={list.items}
        results={results}
        {...(canWrite ? { onEdit: (scenario: Scenario) => setEdited(scenario) } : {})}
      />
      {list.hasMore ? <Button onClick={list.more}>{t("house:showMore")}</Button> : null}
      {edited === null ? null : (
        <ScenarioEdit
          all={list.items}
          scenario={edited === "new" ? null : edited}
          isWhole={!list.hasMore}
          onClose={() => setEdited(null)}
        />
      )}
    </Panel>
  );
}
