// Understands until when something is due, how much of the time is left, and that this is said in words and not by colour alone.

import { useTranslation } from "react-i18next";
import { type DeadlineTimes, deadlineAt } from "../case/deadline.js";
import { duration, moment } from "../format/time.js";
import { Icon, type IconName } from "./icon.js";

const ICONS = {
  calm: "clock",
  half: "clock",
  soon: "bell",
  late: "warning",
  paused: "pause",
} as const satisfies Record<string, IconName>;

interface DeadlineProps extends DeadlineTimes {
  readonly label: string;
  /** Milliseconds of the business clock, as `useNow()` tells. */
  readonly now: number;
  /** One line without a bar, for rows of a table. */
  readonly isShort?: boolean;
}

export function Deadline({ label, now, isShort = false, ...times }: DeadlineProps) {
  const { t } = useTranslation("pieces");
  const { state, left, leftMs } = deadlineAt(times, now);
  const words =
    leftMs === null
      ? t("deadlinePaused")
      : state === "late"
        ? t("deadlineLate", { time: duration(leftMs) })
        : t("deadlineLeft", { time: duration(leftMs) });
  return (
    <div className={`ax-deadline${isShort ? " ax-deadline-short" : ""}`} data-state={state}>
      <span className={isShort ? "ax-unseen" : "ax-deadline-label"}>{label}</span>
      <span className="ax-deadline-left" title={times.endsAt === null ? undefined : moment(times.endsAt)}>
        <Icon name={ICONS[state]} size={15} />
        <span className={isShort || state === "late" || state === "paused" ? "ax-unseen" : undefined}>
          {t(`deadlineState_${state}`)}{" "}
        </span>
        {words}
      </span>
      {isShort ? null : (
        <>
          <span className="ax-deadline-bar" aria-hidden="true">
            <span style={{ inlineSize: `${Math.round((1 - left) * 100)}%` }} />
          </span>
          {times.endsAt === null ? null : (
            <time className="ax-quiet ax-small" dateTime={times.endsAt}>
              {t("deadlineUntil", { at: moment(times.endsAt) })}
            </time>
          )}
        </>
      )}
    </div>
  );
}
