import type { CustomSeriesOption } from 'echarts/charts';
import type { EChartsCoreOption } from 'echarts/core';
import { visibleWords } from '../ui/visibleWords.ts';
import { percent, spanWords } from './figureWords.ts';
import type { Palette } from './palette.ts';
import type { Chart, IntervalRow } from './panel.ts';

type Scale = Chart['scale'];
/** Longer names are cut on the axis; the table has them whole. */
const mostLetters = 22;
const cut = (name: string) => {
  const shown = visibleWords(name);
  return shown.length > mostLetters ? `${shown.slice(0, mostLetters - 1)}…` : shown;
};

const within = { outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' } as const;
const hourMs = 3_600_000;

/** A number as the axis and the tooltip write it. */
export function scaleWords(scale: Scale, value: number): string {
  if (scale === 'ms') return spanWords(value);
  if (scale === 'count') return value.toLocaleString('en');
  return scale === 'coefficient' ? value.toFixed(1).replace('-', '−') : percent(value);
}

/** What the charts draw: colours of the tokens, patterns besides colour wherever there are several, nothing that moves. Pure. */
export function chartOption(chart: Chart, palette: Palette): EChartsCoreOption {
  const common = {
    animation: false,
    color: palette.series,
    backgroundColor: 'transparent',
    textStyle: { fontFamily: palette.font, fontSize: 11, color: palette.text },
    aria: { enabled: true, label: { enabled: false }, decal: { show: chart.kind === 'bars' && chart.series.length > 1 } },
    // Drawn by the chart itself: names of people are never written as HTML.
    tooltip: { trigger: chart.kind === 'intervals' ? 'item' : 'axis', renderMode: 'richText', confine: true, backgroundColor: palette.ground, borderColor: palette.border, textStyle: { fontSize: 11, color: palette.text }, axisPointer: { type: chart.kind === 'lines' ? 'line' : 'shadow' } },
  };
  return { ...common, ...(chart.kind === 'intervals' ? intervals(chart, palette) : overCategories(chart, palette)) };
}

function overCategories(chart: Extract<Chart, { kind: 'bars' | 'lines' }>, palette: Palette): EChartsCoreOption {
  const hasLegend = chart.series.length > 1;
  const names = { type: 'category', data: chart.categories.map(cut), inverse: chart.isLying ?? false, axisLine: { lineStyle: { color: palette.border } }, axisTick: { show: false }, axisLabel: { color: palette.muted, fontSize: 11, hideOverlap: true } };
  const highest = Math.max(0, ...chart.series.flatMap(({ values: own }) => own.map((value) => value ?? 0)));
  const values = valueAxis(chart.scale, palette, chart.scale === 'count' ? { min: 0, minInterval: 1 } : upTo(highest, hourSteps.find((hours) => highest <= 4 * hours * hourMs) ?? 2_160, hourMs));
  return {
    grid: { left: 4, right: 12, top: hasLegend ? 28 : 12, bottom: 4, ...within },
    legend: { show: hasLegend, top: 0, left: 0, itemWidth: 12, itemHeight: 10, itemGap: 8, textStyle: { color: palette.text, fontSize: 11 }, icon: 'rect', selectedMode: false },
    xAxis: chart.isLying ? values : names,
    yAxis: chart.isLying ? names : values,
    series: chart.series.map(({ name, values: data }) => ({
      name,
      type: chart.kind === 'bars' ? 'bar' : 'line',
      data,
      ...(chart.isStacked ? { stack: 'all' } : {}),
      ...(chart.kind === 'bars' ? { barMaxWidth: 22, itemStyle: { borderColor: palette.ground, borderWidth: chart.isStacked ? 1 : 0 } } : { symbol: 'circle', symbolSize: 6, connectNulls: false, lineStyle: { width: 2 } }),
      ...(chart.isLying && !chart.isStacked ? { label: { show: true, position: 'right', color: palette.text, fontSize: 11 } } : {}),
      tooltip: { valueFormatter: (value: unknown) => (typeof value === 'number' ? scaleWords(chart.scale, value) : '–') },
    })),
  };
}

function intervals(chart: Extract<Chart, { kind: 'intervals' }>, palette: Palette): EChartsCoreOption {
  const rows = chart.rows.filter((row): row is IntervalRow & { value: number } => row.value !== null);
  const reach = rows.flatMap(({ low, value, high }) => [low ?? value, value, high ?? value]);
  const most = Math.max(0.01, ...reach.map(Math.abs));
  const step = shareSteps.find((one) => most <= 5 * one) ?? 0.2;
  const range = chart.scale === 'share' ? upTo(most, step, 1) : chart.scale === 'difference' ? upTo(most, shareSteps.find((one) => most <= 3 * one) ?? 0.5, 1, true) : { min: Math.min(0, Math.floor(Math.min(...reach) * 5) / 5), max: 1, interval: 0.2 };
  return {
    grid: { left: 4, right: 20, top: 8, bottom: 4, ...within },
    xAxis: valueAxis(chart.scale, palette, range),
    yAxis: { type: 'category', inverse: true, data: rows.map(({ name }) => cut(name)), axisLine: { show: chart.scale !== 'difference', lineStyle: { color: palette.border } }, axisTick: { show: false }, axisLabel: { color: palette.text, fontSize: 11 } },
    tooltip: { trigger: 'item', renderMode: 'richText', confine: true, backgroundColor: palette.ground, borderColor: palette.border, textStyle: { fontSize: 11, color: palette.text }, formatter: ({ dataIndex }: { dataIndex: number }) => sayInterval(chart.scale, rows[dataIndex]) },
    series: [{ type: 'custom', data: rows.map(({ low, value, high }, place) => [value, place, low ?? value, high ?? value]), encode: { x: [0, 2, 3], y: 1 }, renderItem: drawInterval(rows, palette) } satisfies CustomSeriesOption],
  };
}

const shareSteps = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5];
const hourSteps = [1, 2, 3, 6, 12, 24, 48, 72, 168, 336, 720];

/** An axis from nothing (or as far to the other side) whose every step is a round number. */
function upTo(highest: number, step: number, unit: number, isBothWays = false): { min: number; max: number; interval: number } {
  const max = Math.max(1, Math.ceil(highest / (step * unit) - 1e-9)) * step * unit;
  return { min: isBothWays ? -max : 0, max, interval: step * unit };
}

function sayInterval(scale: Scale, row: IntervalRow | undefined): string {
  if (!row || row.value === null) return '';
  const range = row.low === null || row.high === null ? '' : `\n95 % sure: ${scaleWords(scale, row.low)} to ${scaleWords(scale, row.high)}`;
  return `${cut(row.name)}: ${scaleWords(scale, row.value)}${range}`;
}

/** A line from end to end with a dot at the value; that of a period before is hollow. */
function drawInterval(rows: readonly IntervalRow[], palette: Palette): NonNullable<CustomSeriesOption['renderItem']> {
  return (params, api) => {
    const place = Number(api.value(1));
    const [at, low, high] = [0, 2, 3].map((column) => api.coord([Number(api.value(column)), place])) as [number[], number[], number[]];
    const y = at[1] ?? 0;
    const isBefore = rows[params.dataIndex]?.name.endsWith(', before') ?? false;
    const colour = isBefore ? palette.muted : (palette.series[0] ?? palette.text);
    const line = (x1: number, x2: number, y1: number, y2: number) => ({ type: 'line' as const, shape: { x1, x2, y1, y2 }, style: { stroke: colour, lineWidth: 2 } });
    const [from, until] = [low[0] ?? 0, high[0] ?? 0];
    return {
      type: 'group',
      children: [
        ...(until > from ? [line(from, until, y, y), line(from, from, y - 4, y + 4), line(until, until, y - 4, y + 4)] : []),
        { type: 'circle', shape: { cx: at[0] ?? 0, cy: y, r: 4.5 }, style: { fill: isBefore ? palette.ground : colour, stroke: colour, lineWidth: 2 } },
      ],
    };
  };
}

function valueAxis(scale: Scale, palette: Palette, range: object) {
  return { type: 'value', ...range, splitNumber: 4, splitLine: { lineStyle: { color: palette.border } }, axisLabel: { color: palette.muted, fontSize: 11, hideOverlap: true, formatter: (value: number) => scaleWords(scale, value) } };
}
