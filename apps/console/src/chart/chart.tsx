// Understands figures over days as a picture, and the same figures as a table for whoever reads or walks by keyboard.

import { count, percent, yuan, yuanShort } from "@anxin/ui/format/money";
import { day as dayOf, shortDay } from "@anxin/ui/format/time";
import { Button } from "@anxin/ui/pieces/button";
import { Loading } from "@anxin/ui/pieces/state";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import "./chart.css";
import type { Picture as PictureOfDays, Series } from "./draw.js";

/** What the values are: fen, shares of one, or a number of things. */
export type Unit = "fen" | "share" | "count";

interface ChartProps {
  readonly title: string;
  readonly series: readonly Series[];
  readonly unit: Unit;
  readonly kind?: "line" | "bar";
}

const FORMATS: Readonly<Record<Unit, Pick<PictureOfDays, "step" | "short" | "exact">>> = {
  // A short form of a few yuan would be the same for several lines of the axis.
  fen: { step: 1, short: (value) => (Math.abs(value) < 1_000 ? yuan(value) : yuanShort(value)), exact: yuan },
  share: { step: 0, short: (value) => percent(value, 0), exact: (value) => percent(value, 2) },
  count: { step: 1, short: count, exact: count },
};

/** The days of all series, each once, in their order. */
const daysOf = (series: readonly Series[]): readonly string[] =>
  [...new Set(series.flatMap(({ points }) => points.map(([day]) => day)))].sort();

/** Noon, so that a day keeps its name in every zone that people write it in. */
const noonOf = (day: string): string => `${day}T12:00:00+08:00`;

function Picture({ title, series, unit, kind }: Required<ChartProps>) {
  const { t, i18n } = useTranslation("pieces");
  const box = useRef<HTMLDivElement>(null);
  const [isReady, setIsReady] = useState(false);
  const days = useMemo(() => daysOf(series), [series]);
  const format = FORMATS[unit];
  // biome-ignore lint/correctness/useExhaustiveDependencies: figures are written in the page's language
  useEffect(() => {
    let stop = (): void => undefined;
    let isGone = false;
    void import("./draw.js").then(({ draw }) => {
      if (isGone || box.current === null) return;
      setIsReady(true);
      stop = draw(box.current, { series, kind, days, dayName: (day) => shortDay(noonOf(day)), ...format });
    });
    return () => {
      isGone = true;
      stop();
    };
  }, [series, kind, days, format, i18n.language]);
  const last = series[0]?.points.at(-1)?.[1] ?? null;
  return (
    <div
      className="ch-picture"
      role="img"
      aria-label={t("chartSummary", { title, days: days.length, last: last === null ? "–" : format.exact(last) })}
    >
      {isReady ? null : <Loading lines={5} />}
      <div ref={box} className="ch-box" />
    </div>
  );
}

function Figures({ title, series, unit }: ChartProps) {
  const { t } = useTranslation("pieces");
  const { exact } = FORMATS[unit];
  const found = series.map(({ points }) => new Map(points));
  return (
    // biome-ignore lint/a11y: what scrolls has to be within reach of the keyboard, and is no landmark
    <div role="group" className="ch-figures ax-table-box" aria-label={title} tabIndex={0}>
      <table className="ax-table">
        <caption className="ax-unseen">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t("chartDay")}</th>
            {series.map(({ name }) => (
              <th key={name} scope="col" className="ax-end">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...daysOf(series)].reverse().map((day) => (
            <tr key={day}>
              <th scope="row">{dayOf(noonOf(day))}</th>
              {series.map(({ name }, place) => {
                const value = found[place]?.get(day) ?? null;
                return (
                  <td key={name} className="ax-end">
                    {value === null ? "–" : exact(value)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The colours and dashes of a picture with several series, in words. */
const Legend = ({ series }: { readonly series: readonly Series[] }) => (
  <ul className="ch-legend">
    {series.map(({ name }, place) => (
      <li key={name} data-place={place % 4}>
        {name}
      </li>
    ))}
  </ul>
);

export function Chart({ title, series, unit, kind = "line" }: ChartProps) {
  const { t } = useTranslation("pieces");
  const [asTable, setAsTable] = useState(false);
  // A line along the floor tells nobody more than a word.
  if (series.every(({ points }) => points.every(([, value]) => value === 0))) {
    return (
      <figure className="ch-chart">
        <figcaption>
          <strong>{title}</strong>
        </figcaption>
        <p className="ax-quiet">{t("chartNothing")}</p>
      </figure>
    );
  }
  return (
    <figure className="ch-chart">
      <figcaption>
        <strong>{title}</strong>
        {series.length > 1 ? <Legend series={series} /> : null}
        <Button look="quiet" icon={asTable ? "chart" : "list"} onClick={() => setAsTable(!asTable)}>
          {t(asTable ? "chartPicture" : "chartTable")}
        </Button>
      </figcaption>
      {asTable ? <Figures title={title} series={series} unit={unit} /> : <Picture {...{ title, series, unit, kind }} />}
    </figure>
  );
}
