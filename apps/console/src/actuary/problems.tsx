// Understands everything that is wrong with a draft at once, each leading to the field where it is mended.

import { Button } from "@anxin/ui/pieces/button";
import { Icon } from "@anxin/ui/pieces/icon";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { tabOf } from "./fields.js";
import { useDesk } from "./use-editing.js";

/** Frames that are waited for a tab to be drawn: a second or two. */
const FRAMES_MAX = 120;

/** The nearest part of the page for a pointer: the field itself, or the cell of the table. */
function partAt(pointer: string): HTMLElement | null {
  const cell = /^\/tariff\/rows\/(\d+)(?:\/match\/(\d+))?/.exec(pointer);
  const grid = document.querySelector<HTMLElement>('[role="grid"]');
  if (cell !== null && grid !== null) {
    const cells = [...grid.querySelectorAll<HTMLElement>(`[data-cell^="${cell[1]} "]`)];
    return cells[Number(cell[2] ?? cells.length - 1)] ?? null;
  }
  return document.querySelector<HTMLElement>(`[data-pointer="${CSS.escape(pointer)}"]`);
}

export function Problems() {
  const { t } = useTranslation("actuary");
  const { problems, broken } = useDesk();
  const [, setSearch] = useSearchParams();
  const [wanted, setWanted] = useState<string | null>(null);
  // The tab is drawn first, and only then is its field there to be gone to.
  useEffect(() => {
    if (wanted === null) return;
    let frame = 0;
    const look = (left: number): void => {
      const part = partAt(wanted);
      part?.focus();
      if (part !== null || left === 0) setWanted(null);
      else frame = requestAnimationFrame(() => look(left - 1));
    };
    look(FRAMES_MAX);
    return () => cancelAnimationFrame(frame);
  }, [wanted]);
  const all = [
    ...[...broken].map((pointer) => ({ pointer, detail: t("notReadable") })),
    ...problems.filter(({ pointer }) => !broken.has(pointer)),
  ];
  if (all.length === 0) return null;
  const lead = (pointer: string): void => {
    setSearch(
      (before) => {
        before.set("tab", tabOf(pointer));
        return before;
      },
      { replace: true },
    );
    setWanted(pointer);
  };
  return (
    <div className="ax-note ax-note-bad ac-problems" role="alert" tabIndex={-1}>
      <Icon name="warning" />
      <div>
        <p>{t("problemCount", { count: all.length })}</p>
        <ul className="ac-problem-list">
          {all.map(({ pointer, detail }) => (
            <li key={`${pointer} ${detail}`}>
              <Button look="quiet" icon="arrow" onClick={() => lead(pointer)}>
                {pointer === "" ? "/" : pointer}
              </Button>{" "}
              {detail}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
