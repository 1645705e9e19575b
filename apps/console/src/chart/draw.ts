// Understands how a chart is drawn: lines over days, or columns, in the colours of the page. Fetched when a chart is shown.

import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { use as draws, type EChartsCoreOption, init } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

draws([BarChart, LineChart, GridComponent, TooltipComponent, SVGRenderer]);

export interface Series {
  readonly name: string;
  /** Days as `2026-11-11`, and what was counted in them; null where nothing is known. */
  readonly points: readonly (readonly [day: string, value: number | null])[];
}

export interface Picture {
  readonly series: readonly Series[];
  readonly kind: "line" | "bar";
  readonly days: readonly string[];
  readonly dayName: (day: string) => string;
  /** The least distance of two lines of the axis: 1 where values are whole. */
  readonly step: number;
  readonly short: (value: number) => string;
  readonly exact: (value: number) => string;
}

/** Each series has a dash of its own beside its colour. */
const LOOKS = [
  { token: "--accent", dash: "solid" },
  { token: "--info", dash: "dashed" },
  { token: "--warn", dash: "dotted" },
  { token: "--bad", dash: "solid" },
] as const;

/** A token's value as the element sees it, resolved for the theme that shows. */
function colourOf(box: HTMLElement, token: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${token})`;
  box.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

function optionOf(box: HTMLElement, { series, kind, days, dayName, step, short, exact }: Picture): EChartsCoreOption {
  const quiet = colourOf(box, "--quiet");
  const line = colourOf(box, "--line");
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const { fontFamily } = getComputedStyle(box);
  return {
    animation: !isStill,
    animationDuration: 250,
    textStyle: { fontFamily, color: quiet },
    grid: { left: 4, right: 20, top: 16, bottom: 2, containLabel: true },
    xAxis: {
      type: "category",
      data: days.map(dayName),
      axisLine: { lineStyle: { color: line } },
      axisTick: { show: false },
      axisLabel: { color: quiet, hideOverlap: true },
      boundaryGap: kind === "bar",
    },
    yAxis: {
      type: "value",
      minInterval: step,
      axisLabel: { color: quiet, formatter: short },
      splitLine: { lineStyle: { color: line } },
    },
    tooltip: {
      trigger: "axis",
      // As text in the picture, since the page takes no styles from markup.
      renderMode: "richText",
      backgroundColor: colourOf(box, "--raised"),
      borderColor: line,
      textStyle: { color: colourOf(box, "--ink"), fontFamily, fontSize: 13 },
      valueFormatter: (value: unknown) => (typeof value === "number" ? exact(value) : ""),
    },
    series: series.map(({ name, points }, place) => {
      const look = LOOKS[place % LOOKS.length] ?? LOOKS[0];
      const color = colourOf(box, look.token);
      const found = new Map(points);
      return {
        name,
        type: kind,
        data: days.map((day) => found.get(day) ?? null),
        color,
        barMaxWidth: 22,
        showSymbol: days.length === 1,
        symbolSize: 6,
        lineStyle: { width: 2.2, type: look.dash },
        emphasis: { disabled: true },
      };
    }),
  };
}

/** Draws into a box until it is told to stop: again when the room, the theme or the system's colours change. */
export function draw(box: HTMLElement, picture: Picture): () => void {
  const chart = init(box, null, { renderer: "svg" });
  const paint = (): void => {
    chart.setOption(optionOf(box, picture), { notMerge: true });
  };
  paint();
  const room = new ResizeObserver(() => chart.resize());
  room.observe(box);
  const theme = new MutationObserver(paint);
  theme.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", paint);
  return () => {
    room.disconnect();
    theme.disconnect();
    system.removeEventListener("change", paint);
    chart.dispose();
  };
}
