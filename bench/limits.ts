import { verdictOf, type Growth, type Result, type Spread } from './measure.ts';
import { grouped } from './print.ts';

/** What a bar with a limit looks at, and the limit: "p95 <= 3 ms" is the 95th percentile and 3. Null for bars of another kind. */
export function limitOf(result: Result): { value: number; limit: number } | null {
  const [, part, words] = /^(p95|p99|max|median)? ?(?:<=|<) ([\d,.]*\d)/.exec(result.bar) ?? [];
  if (words === undefined || 'ratio' in result || 'lines' in result || 'why' in result) return null;
  const value = 'own' in result ? result.own.median : valueAt(result, part);
  return { value, limit: Number(words.replaceAll(',', '')) };
}

function valueAt(result: Spread, part = 'p95'): number {
  return part === 'max' ? result.max : part === 'median' ? result.median : part === 'p99' ? result.p99 : result.p95;
}

/** What is missed, one line each: the bar, what came out, and by how much. */
export function missesOf(result: Result): { bench: string; bar: string; found: string; by: string }[] {
  const verdict = verdictOf(result);
  const about = { bench: result.bench, bar: result.bar };
  if ('why' in result) return [{ ...about, found: 'not measured', by: result.why }];
  if (verdict !== 'missed') return [];
  if ('lines' in result) return missedLines(result);
  if ('ratio' in result) return [{ ...about, found: `${result.ratio}x`, by: `${Math.round((1 - result.ratio / (result.least ?? 1)) * 100)} % short` }];
  const found = limitOf(result);
  if (found === null) return [{ ...about, found: 'own' in result ? `${grouped(result.own.median)} ${result.unit}` : `p95 ${grouped(result.p95)} ${result.unit}`, by: '' }];
  return [{ ...about, found: `${grouped(found.value)} ${result.unit}`, by: `${grouped(Number((found.value / found.limit).toPrecision(3)))} times the limit` }];
}

function missedLines({ bench, bar, lines, unit }: Growth): ReturnType<typeof missesOf> {
  const missed = lines.filter(({ isMet }) => !isMet);
  return missed.map(({ name, ratio, medians }) => ({ bench: `${bench.split(':')[0]}: ${name}`, bar, found: medians.length === 0 ? 'it failed' : `${medians.map(grouped).join(', ')} ${unit}`, by: medians.length === 0 ? '' : `${ratio}x` }));
}
