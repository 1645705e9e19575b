// Understands the clocks of a case: those that run first, each until when, and those that ended.

import { Deadline } from "@anxin/ui/pieces/deadline";
import { Panel } from "@anxin/ui/pieces/page";
import { Badge, Time } from "@anxin/ui/pieces/words";
import { useTranslation } from "react-i18next";
import type { Claim } from "./case.js";

type Clock = Claim["clocks"][number];

const RUNS: readonly Clock["state"][] = ["running", "overdue", "paused"];

/** Clocks that still run, the first to end first. */
export const runningClocks = ({ clocks }: Pick<Claim, "clocks">): readonly Clock[] =>
  clocks.filter(({ state }) => RUNS.includes(state)).sort((a, b) => (a.dueAt ?? "9").localeCompare(b.dueAt ?? "9"));

const pausedSince = ({ pauses }: Clock): string | null => pauses.find(({ until }) => until === null)?.from ?? null;

export function ClockDeadline({
  clock,
  now,
  isShort = false,
}: {
  readonly clock: Clock;
  readonly now: number;
  readonly isShort?: boolean;
}) {
  const { t } = useTranslation("review");
  const { title, basis, article, startsAt, dueAt, round } = clock;
  const law = basis === "statutory" ? (article === null ? t("statutory") : t("article", { article })) : t("target");
  const again = round > 1 ? ` ${t("round", { round })}` : "";
  return (
    <Deadline
      isShort={isShort}
      label={`${title}${again} · ${law}`}
      startedAt={startsAt}
      endsAt={dueAt}
      pausedAt={pausedSince(clock)}
      now={now}
    />
  );
}

export function Clocks({ claim, now }: { readonly claim: Claim; readonly now: number }) {
  const { t } = useTranslation("review");
  const running = runningClocks(claim);
  const ended = claim.clocks.filter(({ state }) => !RUNS.includes(state));
  return (
    <Panel title={t("clocks")}>
      {running.length === 0 ? <p className="ax-quiet">{t("noClock")}</p> : null}
      <div className="rv-clocks">
        {running.map((clock) => (
          <ClockDeadline key={`${clock.code} ${clock.round}`} clock={clock} now={now} />
        ))}
      </div>
      {ended.length === 0 ? null : (
        <details>
          <summary>{t("clocksEnded", { count: ended.length })}</summary>
          <ul className="rv-ended">
            {ended.map(({ code, round, title, state, metAt, stoppedAt }) => (
              <li key={`${code} ${round}`}>
                {title} <Badge tone={state === "met_late" ? "bad" : "plain"}>{t(`clock_${state as "met"}`)}</Badge>
                {(metAt ?? stoppedAt) === null ? null : <Time at={metAt ?? stoppedAt ?? ""} />}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}
