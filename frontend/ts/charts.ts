// Draws a line chart with ECharts, coloured by the design tokens. Loaded by figures.ts when a page holds a chart.
import { LineChart } from "echarts/charts";
import { GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import type { EChartsType } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";

use([LineChart, GridComponent, TooltipComponent, MarkLineComponent, MarkAreaComponent, LabelLayout, SVGRenderer]);

type Value = number | null;
type Line = { name: string; values: Value[]; role: string; dashed: boolean };
type Band = { name: string; low: Value[]; high: Value[] };
type Outage = { name: string; start: string; end: string };
export type ChartData = {
  periods: string[];
  unit: string;
  range: string;
  level: number | null;
  levelName: string;
  series: Line[];
  band: Band | null;
  outages: Outage[];
};
type Paint = (role: string) => string;

const TICK = 11;
const ROLES: Record<string, string> = { person: "d-person", env: "d-env", peer: "d-peer", ok: "d-ok", learn: "d-learn", due: "ink-3" };

function painter(box: HTMLElement): Paint {
  const style = getComputedStyle(box);
  return (role) => style.getPropertyValue(`--${role}`).trim();
}

// Chinese and Latin numbers alike: at most one decimal and a real minus sign.
const write = (value: Value, unit: string) =>
  value === null ? "—" : `${value < 0 ? "−" : ""}${Number(Math.abs(value).toFixed(1))}${unit}`;

function bandSeries(band: Band, paint: Paint) {
  const gap = band.high.map((high, index) => {
    const low = band.low[index] ?? null;
    return high === null || low === null ? null : high - low;
  });
  const common = { type: "line", stack: "band", symbol: "none", silent: true, emphasis: { disabled: true }, lineStyle: { opacity: 0 }, stackStrategy: "all", z: 1 };
  return [
    { ...common, name: "", data: band.low },
    { ...common, name: band.name, data: gap, areaStyle: { color: paint("band"), opacity: 1 } },
  ];
}

function lineSeries(line: Line, last: boolean, data: ChartData, paint: Paint, font: string) {
  const color = paint(ROLES[line.role] ?? "d-person");
  return {
    type: "line",
    name: line.name,
    data: line.values,
    connectNulls: false,
    symbol: "circle",
    symbolSize: 6,
    // One point alone draws no line.
    showSymbol: line.values.filter((value) => value !== null).length === 1,
    z: 3,
    lineStyle: { color, width: 2, type: line.dashed ? "dashed" : "solid" },
    itemStyle: { color },
    endLabel: { show: true, formatter: line.name, color, fontSize: TICK, fontFamily: font, distance: 6 },
    labelLayout: { moveOverlap: "shiftY" },
    ...(last ? marks(data, paint, font) : {}),
  };
}

function marks(data: ChartData, paint: Paint, font: string) {
  const level = data.level === null ? {} : {
    markLine: {
      silent: true,
      symbol: "none",
      lineStyle: { color: paint("ink-2"), width: 1, type: "solid" },
      label: { formatter: data.levelName, color: paint("ink-2"), fontSize: TICK, fontFamily: font, position: "end" },
      data: [{ yAxis: data.level }],
    },
  };
  const outages = data.outages.length === 0 ? {} : {
    markArea: {
      silent: true,
      itemStyle: { color: paint("sunken") },
      label: { color: paint("ink-3"), fontSize: TICK, fontFamily: font, position: "insideTop" },
      data: data.outages.map((outage) => [{ name: outage.name, xAxis: outage.start }, { xAxis: outage.end }]),
    },
  };
  return { ...level, ...outages };
}

// Elements, not markup: the content policy allows no style attribute in a string.
function tip(data: ChartData, index: number): HTMLElement {
  const box = document.createElement("div");
  const add = (tag: string, text: string) => Object.assign(box.appendChild(document.createElement(tag)), { textContent: text });
  add("b", data.periods[index] ?? "");
  for (const line of data.series) add("div", `${line.name} ${write(line.values[index] ?? null, data.unit)}`);
  const low = data.band?.low[index] ?? null;
  const high = data.band?.high[index] ?? null;
  if (data.band && low !== null && high !== null) {
    const range = data.range.replace("{low}", write(low, "")).replace("{high}", write(high, data.unit));
    add("div", `${data.band.name} ${range}`);
  }
  return box;
}

function option(data: ChartData, box: HTMLElement) {
  const paint = painter(box);
  const font = getComputedStyle(box).fontFamily;
  const text = { color: paint("ink-3"), fontSize: TICK, fontFamily: font };
  const longest = Math.max(...data.series.map((line) => line.name.length), data.levelName.length);
  return {
    animation: false,
    textStyle: { fontFamily: font },
    grid: { left: 4, right: Math.min(24 + longest * 9, 140), top: 16, bottom: 4, containLabel: true },
    xAxis: { type: "category", data: data.periods, boundaryGap: false, axisTick: { show: false }, axisLine: { lineStyle: { color: paint("line") } }, axisLabel: { ...text, hideOverlap: true } },
    yAxis: { type: "value", scale: true, splitNumber: 3, axisLabel: { ...text, formatter: (value: number) => write(value, data.unit) }, splitLine: { lineStyle: { color: paint("line"), type: "dashed" } } },
    tooltip: {
      trigger: "axis",
      className: "chart-tip",
      confine: true,
      axisPointer: { lineStyle: { color: paint("line-strong"), type: "solid" } },
      formatter: (points: { dataIndex: number }[]) => tip(data, points[0]?.dataIndex ?? 0),
    },
    series: [
      ...(data.band ? bandSeries(data.band, paint) : []),
      ...data.series.map((line, index) => lineSeries(line, index === 0, data, paint, font)),
    ],
  };
}

// Left and right walk through the periods, Escape closes the tip.
function keys(box: HTMLElement, chart: EChartsType, data: ChartData): void {
  let at = data.periods.length - 1;
  const show = () => chart.dispatchAction({ type: "showTip", seriesIndex: data.band ? 2 : 0, dataIndex: at });
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") at = Math.max(at - 1, 0);
    else if (event.key === "ArrowRight") at = Math.min(at + 1, data.periods.length - 1);
    else if (event.key !== "Escape") return;
    event.preventDefault();
    if (event.key === "Escape") chart.dispatchAction({ type: "hideTip" });
    else show();
  });
  box.addEventListener("blur", () => chart.dispatchAction({ type: "hideTip" }));
}

/** Draws `data` into `box` and keeps it right when the size or the theme changes. */
export function draw(box: HTMLElement, data: ChartData): void {
  const chart = init(box, null, { renderer: "svg" });
  const paint = () => chart.setOption(option(data, box), true);
  paint();
  keys(box, chart, data);
  new ResizeObserver(() => chart.resize()).observe(box);
  new MutationObserver(paint).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  void document.fonts.ready.then(paint);
}
