import { limitOf } from './limits.ts';
import { verdictOf, type Comparison, type Growth, type Result } from './measure.ts';
import { grouped } from './print.ts';
import { line, path, picture, rect, text } from './svg.ts';

const width = 960;
const left = 430;
const right = 90;
const rowPx = 24;
const topPx = 56;

/** Places on a scale on which each tenfold is as wide as the next. */
function logScale(from: number, to: number, start: number, end: number): (value: number) => number {
  const part = (value: number) => (Math.log10(Math.min(to, Math.max(from, value))) - Math.log10(from)) / (Math.log10(to) - Math.log10(from));
  return (value) => start + part(value) * (end - start);
}

type Row = { words: string; value: number; mark: number; kind: string; said: string };

function rowsChart(title: string, ticks: readonly number[], unit: string, base: number, rows: readonly Row[]): string {
  const height = topPx + rows.length * rowPx + 16;
  const at = logScale(ticks[0] ?? 0.1, ticks.at(-1) ?? 10, left, width - right);
  const grid = ticks.flatMap((tick) => [line({ x: at(tick), y: topPx - 8 }, { x: at(tick), y: height - 12 }, tick === base ? 'peer' : 'grid'), text({ x: at(tick), y: topPx - 14 }, `${grouped(tick)}${unit}`, 'small', 'middle')]);
  const bars = rows.flatMap(({ words, value, mark, kind, said }, place) => {
    const y = topPx + place * rowPx;
    const [from, to] = [Math.min(at(base), at(value)), Math.max(at(base), at(value))];
    return [text({ x: left - 12, y: y + 14 }, short(words), 'words', 'end'), rect({ x: from, y: y + 4 }, Math.max(1, to - from), 13, kind, `${words}: ${said}`), line({ x: at(mark), y: y + 1 }, { x: at(mark), y: y + 20 }, 'bar'), text({ x: width - 8, y: y + 14 }, said, kind === 'missed' ? 'missed' : 'words', 'end')];
  });
  return picture(width, height, title, [text({ x: 16, y: 24 }, title, 'title'), ...grid, ...bars]);
}

function short(words: string): string {
  return words.length > 66 ? `${words.slice(0, 65)}…` : words;
}

/** The desk as a multiple of each peer; the thick mark is the bar. */
export function versusChart(results: readonly Result[]): string {
  const rows = results
    .filter((result): result is Comparison => 'ratio' in result && result.least !== null)
    .map((result) => ({ words: `${result.bench.split(/[:,(]/)[0]?.trim()} / ${result.peer.name}`, value: result.ratio, mark: result.least ?? 1, kind: verdictOf(result), said: `${result.ratio}x` }));
  return rowsChart('Times as fast as the peer (1x: as fast; the thick mark is the bar, reach it or pass it)', [0.05, 0.1, 0.5, 1, 2, 5, 10, 50], 'x', 1, rows);
}

/** What is used of each limit; the thick mark is the limit. */
export function limitsChart(results: readonly Result[]): string {
  const rows = results.flatMap((result) => {
    const found = limitOf(result);
    return found ? [{ words: result.bench, value: (100 * found.value) / found.limit, mark: 100, kind: verdictOf(result), said: 'unit' in result ? `${grouped(found.value)} ${result.unit.split(' ')[0]}` : '' }] : [];
  });
  return rowsChart('Part of the limit that is used (the thick mark is the limit, stay left of it)', [0.1, 1, 10, 100, 1_000, 10_000], ' %', 0.1, rows);
}

const groups = [
  { title: 'Lists', has: /^cases\.(list|facets)/ },
  { title: 'Search', has: /^search/ },
  { title: 'A case and the next one', has: /case|cases\.(get|next|upNext|ofParties|reminders)|like/ },
  { title: 'Everything else', has: /./ },
] as const;
const panel = { width: 460, height: 250, left: 60, top: 48, bottom: 36, right: 16 };

/** What screens ask, by the size of the desk: level lines are what is wanted, the others are told by name. */
export function growthChart({ sizes, lines, bench }: Growth): string {
  const groupOf = (name: string) => groups.findIndex(({ has }) => has.test(name));
  const measured = lines.filter(({ medians }) => medians.length === sizes.length);
  const most = Math.max(10, ...measured.flatMap(({ medians }) => medians));
  const parts = groups.flatMap(({ title }, place) => {
    const [x, y] = [16 + (place % 2) * (panel.width + 8), 36 + Math.floor(place / 2) * (panel.height + 8)];
    const atX = logScale(sizes[0] ?? 1, sizes.at(-1) ?? 10, x + panel.left, x + panel.width - panel.right - 8);
    const atY = logScale(0.05, most, y + panel.height - panel.bottom, y + panel.top);
    const ticks = [0.1, 1, 10, 100, 1_000, 10_000].filter((tick) => tick <= most);
    const grid = [
      ...ticks.flatMap((tick) => [line({ x: x + panel.left, y: atY(tick) }, { x: x + panel.width - panel.right, y: atY(tick) }, 'grid'), text({ x: x + panel.left - 6, y: atY(tick) + 4 }, `${grouped(tick)} ms`, 'small', 'end')]),
      ...sizes.map((size, at) => text({ x: atX(size), y: y + panel.height - panel.bottom + 18 }, `${grouped(size)}${at === sizes.length - 1 ? ' cases' : ''}`, 'small', at === 0 ? 'start' : at === sizes.length - 1 ? 'end' : 'middle')),
    ];
    const own = measured.filter(({ name }) => groupOf(name) === place).sort((a, b) => Number(b.isMet) - Number(a.isMet));
    const drawn = own.map(({ name, medians, ratio, isMet }) => path(medians.map((median, at) => ({ x: atX(sizes[at] ?? 1), y: atY(median) })), isMet ? 'met' : 'missed', `${name}: ${medians.map(grouped).join(', ')} ms, ${ratio}x`));
    const missed = own.filter(({ isMet }) => !isMet).length;
    return [text({ x: x + 8, y: y + 20 }, title, 'title'), text({ x: x + panel.width - panel.right, y: y + 20 }, missed === 0 ? `${own.length} questions` : `${missed} of ${own.length} grow too much`, missed === 0 ? 'small' : 'missed', 'end'), ...grid, ...drawn];
  });
  return picture(width, 2 * panel.height + 60, bench, [text({ x: 16, y: 24 }, 'Medians by cases in the desk', 'title'), ...parts]);
}
