// Understands the tariff of a version: its rows as a grid with what is found in them, an example that lights its row, and its bounds.

import type { TariffFinding } from "@anxin/core/product/tariff-check";
import { Button } from "@anxin/ui/pieces/button";
import { Panel } from "@anxin/ui/pieces/page";
import { useDeferredValue, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Content, Tariff } from "./content.js";
import { findingsOf } from "./content.js";
import { SectionPanel } from "./content-part.js";
import { sectionOf } from "./fields.js";
import { duplicateRow, insertRow, type Place, removeRow } from "./grid.js";
import { marksOf } from "./marks.js";
import { TariffFindings } from "./tariff-findings.js";
import { TariffGrid } from "./tariff-grid.js";
import { useDesk } from "./use-editing.js";
import { WhatIf } from "./what-if.js";

const NONE: ReadonlyMap<string, string> = new Map();
const FIRST: Place = { row: 0, column: 0 };

/** Where one stands in the table; `isWanted` when somebody is led there. */
function useStanding(tariff: Tariff) {
  const [standing, setStanding] = useState({ place: FIRST, isWanted: false });
  const last = Math.max(0, tariff.rows.length - 1);
  const { place, isWanted } = standing;
  return {
    active: { row: Math.min(place.row, last), column: Math.min(place.column, tariff.by.length) },
    isWanted,
    goTo: (next: Place, wanted = false): void => setStanding({ place: next, isWanted: wanted }),
  };
}

const ROW = /^\/tariff\/rows\/(\d+)(?:\/match\/(\d+))?/;

/** What the server says of cells. */
function refusedCells(problems: readonly { pointer: string; detail: string }[], factors: number) {
  return new Map(
    problems.flatMap(({ pointer, detail }) => {
      const [, row, column] = ROW.exec(pointer) ?? [];
      return row === undefined ? [] : [[`${row} ${column ?? factors}`, detail] as const];
    }),
  );
}

function useFindings(content: Content): readonly TariffFinding[] {
  const { tariff, eligibility, payers } = useDeferredValue(content);
  return useMemo(() => findingsOf({ tariff, eligibility, payers }), [tariff, eligibility, payers]);
}

export function DraftTariff() {
  const { t } = useTranslation(["actuary", "house"]);
  const { code, version, editing, edit, undo, canWrite, problems, isChanged } = useDesk();
  const { content } = editing;
  const { tariff } = content;
  const { active, isWanted, goTo } = useStanding(tariff);
  const [lit, setLit] = useState<number | null>(null);
  const findings = useFindings(content);
  const marks = useMemo(() => marksOf(findings, tariff.by.length), [findings, tariff.by.length]);
  const put = (next: Tariff): void => {
    setLit(null);
    edit({ ...content, tariff: next });
  };
  const n = active.row + 1;
  const { rows: _rows, by: _by, ...bounds } = tariff;
  const settings = sectionOf({ tariff: bounds }, "tariff");
  return (
    <>
      <div className="ac-tariff">
        <Panel
          title={`${t("grid")} ${tariff.code}`}
          help={t("gridHelp")}
          actions={
            canWrite ? (
              <>
                <Button
                  icon="plus"
                  onClick={() => {
                    put(insertRow(tariff, active.row));
                    goTo({ row: Math.min(active.row + 1, tariff.rows.length), column: 0 }, true);
                  }}
                >
                  {t("addRow")}
                </Button>
                <Button
                  disabled={tariff.rows.length === 0}
                  onClick={() => {
                    put(duplicateRow(tariff, active.row));
                    goTo({ row: active.row + 1, column: active.column }, true);
                  }}
                >
                  {t("duplicateRow", { n })}
                </Button>
                <Button
                  look="danger"
                  disabled={tariff.rows.length === 0}
                  onClick={() => {
                    put(removeRow(tariff, active.row));
                    goTo(
                      { row: Math.max(0, active.row - (n === tariff.rows.length ? 1 : 0)), column: active.column },
                      true,
                    );
                  }}
                >
                  {t("removeRow", { n })}
                </Button>
              </>
            ) : undefined
          }
        >
          <TariffGrid
            {...{ tariff, marks, lit, active, isWanted, canWrite }}
            refused={refusedCells(problems, tariff.by.length)}
            onActive={goTo}
            onTariff={put}
            onUndo={undo}
          />
        </Panel>
        <div className="ac-beside">
          <Panel title={t("findings")}>
            <TariffFindings
              {...{ tariff, findings, canWrite }}
              onRow={(row) => goTo({ row, column: 0 }, true)}
              onTariff={put}
            />
          </Panel>
          <WhatIf {...{ code, version }} payers={content.payers} isUnsaved={isChanged} onRow={setLit} />
        </div>
      </div>
      {settings === null ? null : <SectionPanel title={t("bounds")} fields={settings.fields} />}
    </>
  );
}

/** The tariff of a version that was sold; it never changes. */
export function SoldTariff({
  code,
  version,
  tariff,
  payers,
}: {
  readonly code: string;
  readonly version: string;
  readonly tariff: Tariff;
  readonly payers: Content["payers"];
}) {
  const { t } = useTranslation("actuary");
  const { active, isWanted, goTo } = useStanding(tariff);
  const [lit, setLit] = useState<number | null>(null);
  return (
    <div className="ac-tariff">
      <Panel title={`${t("grid")} ${tariff.code}`}>
        <TariffGrid
          {...{ tariff, lit, active, isWanted }}
          marks={new Map()}
          refused={NONE}
          canWrite={false}
          onActive={goTo}
          onTariff={() => undefined}
          onUndo={() => undefined}
        />
      </Panel>
      <div className="ac-beside">
        <WhatIf {...{ code, version, payers }} isUnsaved={false} onRow={setLit} />
      </div>
    </div>
  );
}
