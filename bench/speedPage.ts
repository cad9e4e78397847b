import { benches } from './benches.ts';
import { limitOf, missesOf } from './limits.ts';
import { verdictOf, type Comparison, type Growth, type Limited, type Result, type Spread } from './measure.ts';
import { grouped } from './print.ts';
import type { Kept } from './save.ts';
import type { Settings } from './settings.ts';

/** The page about speed, written from what was kept. */
export function speedPage(kept: Kept): string {
  const results = Object.values(kept).flatMap((one) => one.results);
  const growth = results.find((result): result is Growth => 'lines' in result);
  const met = results.filter((result) => verdictOf(result) === 'met').length;
  const misses = results.flatMap(missesOf);
  return [
    '# Speed',
    `Every figure stands beside a named peer or a limit, measured in the same run in turns (A B A B), medians of at least five rounds. ${met} bars are met, ${misses.length === 0 ? 'none is missed' : `${misses.length} lines are missed or not measured; they stand below`}. This page is written by the benchmarks themselves.`,
    '## Missed',
    misses.length === 0 ? 'Nothing.' : table(['what', 'bar', 'found', 'by'], misses.map(({ bench, bar, found, by }) => [bench, bar, found, by])),
    '## Beside others',
    image('versus', 'Bars: how many times as fast as each peer the desk is, with a mark where the bar is', results.filter((one): one is Comparison => 'ratio' in one).map(({ bench, peer, ratio }) => `${bench} ${ratio}x of ${peer.name}`)),
    table(['what', 'desk', 'peer', 'ratio', 'bar', ''], results.flatMap((result) => ('ratio' in result ? [comparisonCells(result)] : []))),
    '## Under a limit',
    image('limits', 'Bars: what part of each limit is used, with a mark at the limit', results.flatMap((one) => (limitOf(one) ? [`${one.bench} ${grouped(limitOf(one)?.value ?? 0)} of ${grouped(limitOf(one)?.limit ?? 0)}`] : []))),
    table(['what', 'median', 'p95', 'min to max', 'bar', ''], results.flatMap((result) => ('own' in result ? [limitedCells(result)] : 'p95' in result ? [spreadCells(result)] : []))),
    ...(growth ? growthPart(growth) : []),
    '## How to repeat it',
    repeat(Object.keys(benches)),
    '## What it was made on',
    ...settingsOf(kept),
  ].join('\n\n').concat('\n');
}

function growthPart(growth: Growth): string[] {
  const { sizes, lines, note, bar } = growth;
  return [
    '## Growth',
    image('growth', 'Lines: the median of each question at each size of desk; level lines do not grow', lines.filter(({ isMet, medians }) => !isMet && medians.length > 0).map(({ name, ratio }) => `${name} grows ${ratio}x`)),
    `Medians and 95th percentiles in ms. The bar: ${bar}. ${note}`,
    table(['asked', ...sizes.map((size) => `${grouped(size)} cases`), 'growth', ''], lines.map(({ name, medians, p95s, ratio, isMet }) => [name, ...sizes.map((_, at) => (medians[at] === undefined ? 'failed' : `${grouped(medians[at])} / ${grouped(p95s[at] ?? 0)}`)), medians.length === 0 ? '' : `${ratio}x`, isMet ? '' : '**missed**'])),
  ];
}

function comparisonCells(result: Comparison): string[] {
  const { bench, unit, desk, peer, ratio, bar } = result;
  const figure = ({ name, median, min, max }: Comparison['desk']) => `${grouped(median)} (${grouped(min)} to ${grouped(max)}) ${unit}<br>${name}`;
  return [bench, figure(desk), figure(peer), `${ratio}x`, bar, verdictWord(result)];
}

function limitedCells(result: Limited): string[] {
  const { bench, unit, own, bar } = result;
  return [`${bench}<br>${own.name}`, `${grouped(own.median)} ${unit}`, '', `${grouped(own.min)} to ${grouped(own.max)}`, bar, verdictWord(result)];
}

function spreadCells(result: Spread): string[] {
  const { bench, unit, median, p95, min, max, bar } = result;
  return [bench, `${grouped(median)} ${unit}`, grouped(p95), `${grouped(min)} to ${grouped(max)}`, bar, verdictWord(result)];
}

function verdictWord(result: Result): string {
  return { met: 'met', missed: '**missed**', unmeasured: 'not measured', none: '' }[verdictOf(result)];
}

function image(name: string, words: string, said: readonly string[]): string {
  return `![${`${words}. ${said.join('; ')}`.replaceAll(/[[\]\n]/g, ' ')}](speed/${name}.svg)`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [cells(head), cells(head.map(() => '---')), ...rows.map(cells)].join('\n');
}

function repeat(names: readonly string[]): string {
  return `\`\`\`
npm run build
npm run bench                  # all of it, unattended, under an hour
npm run bench ${names.slice(0, 3).join(' ')}    # some of it
npm run bench -- --check       # ends with 1 when a bar is missed or could not be measured, and names it
npm run bench -- --json        # for a program
npm run bench -- --quick       # small desks and few rounds, only to try it
npm run bench -- --save        # keeps the results in docs/speed.json and writes this page
\`\`\`

There are: ${names.join(', ')}. \`npm run bench plans\` prints the query plans of the ten statements that take the most time. The peers are installed on first use into \`bench/peers/node_modules\`, with a word that they are; as root on Debian Redis and libvips too. What cannot be installed is told, and its bar counts as not measured. Large desks are made once and kept in \`.bench\` (or where \`BENCH_DESKS\` says).`;
}

/** One paragraph for each run whose results stand here. */
function settingsOf(kept: Kept): string[] {
  const runs = Map.groupBy(Object.entries(kept), ([, { settings }]) => settings.at);
  return [...runs.values()].flatMap((entries) => {
    const settings = entries[0]?.[1].settings;
    return settings ? [`${entries.map(([name]) => name).join(', ')}: ${settingsWords(settings)}`] : [];
  });
}

function settingsWords({ at, machine, versions, database }: Settings): string {
  return `${at.slice(0, 10)}, ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.system}, load average ${machine.load} at the start. ${Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(', ')}. ${database}`;
}
