import { verdictOf, type Comparison, type Figure, type Growth, type GrowthLine, type Result, type Spread } from './measure.ts';
import type { Settings } from './settings.ts';

/** One result as a few lines of text. */
export function textOf(result: Result): string {
  const body = 'why' in result ? `  not measured: ${result.why}\n` : 'lines' in result ? ofGrowth(result) : 'ratio' in result ? ofComparison(result) : 'own' in result ? ofFigure(result.own, result.unit) : ofSpread(result);
  const note = 'note' in result && result.note !== '' ? ` ${result.note}` : '';
  return `${result.bench}\n${body}  bar: ${result.bar}${said[verdictOf(result)]}.${note}\n\n`;
}

const said = { met: ': met', missed: ': MISSED', unmeasured: ': NOT MEASURED', none: '' } as const;

function ofFigure({ name, median, min, max }: Figure, unit: string): string {
  return `  ${name.padEnd(56)} ${grouped(median).padStart(11)} (${grouped(min)} to ${grouped(max)}) ${unit}\n`;
}

function ofComparison({ desk, peer, ratio, unit }: Comparison): string {
  return `${ofFigure(desk, unit)}${ofFigure(peer, unit)}  ratio ${ratio}\n`;
}

function ofSpread({ samples, median, p95, p99, min, max, unit }: Spread): string {
  return `  median ${grouped(median)}  p95 ${grouped(p95)}  p99 ${grouped(p99)}  min ${grouped(min)}  max ${grouped(max)} ${unit} (${grouped(samples)} samples)\n`;
}

function ofGrowth({ lines, sizes, unit }: Growth): string {
  const row = (name: string, cells: readonly string[]) => `  ${name.padEnd(44)}${cells.map((cell) => cell.padStart(18)).join('')}\n`;
  const ofLine = ({ name, medians, p95s, ratio, isMet }: GrowthLine) =>
    row(name, [...medians.map((median, at) => `${grouped(median)} / ${grouped(p95s[at] ?? 0)}`), `${ratio}x${isMet ? '' : ' MISSED'}`]);
  return `${row(`median / p95, ${unit}`, [...sizes.map((size) => `${grouped(size)} cases`), 'growth'])}${lines.map(ofLine).join('')}`;
}

/** A number as people read it: 1,234.5. */
export function grouped(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 3 : value < 1_000 ? 1 : 0 });
}

/** What a run was made with, as lines of text. */
export function settingsText({ machine, versions, database }: Settings): string {
  return [
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.system}; load average ${machine.load} at the start.`,
    Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(', '),
    database,
  ].map((line) => `${line}\n`).join('');
}
