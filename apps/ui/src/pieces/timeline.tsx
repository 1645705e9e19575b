// Understands what happened, what happens now and what comes next, in order.

import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { shortMoment } from "../format/time.js";
import { Icon } from "./icon.js";

export interface TimelineItem {
  /** When it happened, or is to happen; null where nobody promised a time. */
  readonly at: string | null;
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  readonly state: "done" | "current" | "next";
}

export function Timeline({ items, label }: { readonly items: readonly TimelineItem[]; readonly label?: string }) {
  const { t } = useTranslation("pieces");
  return (
    <ol className="ax-timeline" aria-label={label ?? t("timeline")}>
      {items.map(({ at, title, detail, state }, place) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: what happened keeps its place
          key={`${at ?? ""} ${place}`}
          className={`ax-timeline-${state}`}
          aria-current={state === "current" ? "step" : undefined}
        >
          <span className="ax-timeline-mark">{state === "done" ? <Icon name="check" size={12} /> : null}</span>
          <div className="ax-timeline-body">
            <p className="ax-timeline-title">
              {title}
              <span className="ax-unseen"> {t(`timeline_${state}`)}</span>
            </p>
            {at === null ? null : (
              <time className="ax-quiet ax-small" dateTime={at}>
                {shortMoment(at)}
              </time>
            )}
            {detail === undefined || detail === null ? null : <div className="ax-small">{detail}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
