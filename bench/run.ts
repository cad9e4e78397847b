import { cpus } from 'node:os';
import { benchImport } from './import.ts';
import { benchLedger } from './ledger.ts';
import { benchJobs } from './jobs.ts';
import { benchLike } from './like.ts';
import { benchLog } from './log.ts';
import { benchNext } from './next.ts';
import type { Comparison, Spread } from './measure.ts';
import { benchSearch } from './search.ts';
import { benchUi } from './ui/benchUi.ts';

type Result = Comparison | Spread;

const benches: Record<string, () => Promise<Result | Result[]>> = { jobs: benchJobs, next: benchNext, log: benchLog, import: benchImport, like: benchLike, ledger: benchLedger, search: benchSearch, ui: benchUi };

const args = process.argv.slice(2);
const isJson = args.includes('--json');
const wanted = args.filter((arg) => !arg.startsWith('--'));
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  process.stderr.write(`There is no benchmark ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}.\n`);
  process.exit(2);
}

const machine = { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, at: new Date().toISOString() };
const results: Result[] = [];
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const found = [await bench()].flat();
  results.push(...found);
  if (!isJson) for (const result of found) if ('ratio' in result) printComparison(result); else printSpread(result);
}
if (isJson) process.stdout.write(`${JSON.stringify({ machine, results }, null, 2)}\n`);
else process.stdout.write(`Node ${machine.node}, ${machine.cores} cores, ${machine.cpu}. Ratios are medians of 7 rounds in turns.\n`);

function printComparison({ bench, unit, desk, peer, ratio, bar, note }: Comparison): void {
  const line = ({ name, median, min, max }: Comparison['desk']) => `  ${name.padEnd(52)} ${String(median).padStart(9)} (${min} to ${max}) ${unit}\n`;
  process.stdout.write(`${bench}\n${line(desk)}${line(peer)}  ratio ${ratio}; bar: ${bar}. ${note}\n\n`);
}

function printSpread({ bench, unit, samples, median, p95, p99, min, max, bar, isMet, note }: Spread): void {
  const figures = `median ${median}  p95 ${p95}  p99 ${p99}  min ${min}  max ${max} ${unit} (${samples} samples)`;
  process.stdout.write(`${bench}\n  ${figures}\n  bar: ${bar}: ${isMet ? 'met' : 'MISSED'}. ${note}\n\n`);
}
