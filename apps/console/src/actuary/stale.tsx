// Understands that somebody else changed the draft meanwhile: who and when, and what can be done about it. What was typed is kept.

import type { Problem } from "@anxin/client/problem";
import { Banner } from "@anxin/ui/pieces/banner";
import { Button } from "@anxin/ui/pieces/button";
import { Time } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";

interface StaleProps {
  readonly problem: Problem;
  /** Saves over what they saved, which has this version. */
  readonly onOver: (etag: string) => void;
  readonly onTake?: () => void;
  /** What they changed. */
  readonly titles?: readonly string[];
}

export function Stale({ problem, onOver, onTake, titles = [] }: StaleProps) {
  const { t } = useTranslation("actuary");
  const [changedBy, changedAt, etag] = ["changedBy", "changedAt", "etag"].map((name) => problem.body?.[name]);
  return (
    <Banner tone="warn">
      <p>
        {t("changedMeanwhile", { who: typeof changedBy === "string" ? changedBy : t("somebody") })}{" "}
        {typeof changedAt === "string" ? <Time at={changedAt} /> : null}
      </p>
      <p>{t("typedIsKept")}</p>
      {titles.length === 0 ? null : (
        <ul>
          {titles.map((title) => (
            <li key={title}>{title}</li>
          ))}
        </ul>
      )}
      <div className="ax-actions">
        {onTake === undefined ? null : <Button onClick={onTake}>{t("takeTheirs")}</Button>}
        {typeof etag === "string" ? <Button onClick={() => onOver(etag)}>{t("saveOver")}</Button> : null}
      </div>
    </Banner>
  );
}
