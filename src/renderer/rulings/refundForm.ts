import { toDecimal } from '../../contract/money.ts';
import type { LineBasis, RefundBasis } from '../../contract/rulings.ts';
import { readAmount, readPercent, type ReadAmount, type ReadPercent } from '../ui/amount.ts';

/** How the sum of a partial refund is stated. */
export type RefundMode = 'percent' | 'sum' | 'line';

/** What stands in the fields of the refund control, as typed. */
export type RefundTexts = { percent: string; sum: string; lines: Record<string, string> };

/** What the fields say: a basis when they can be read and are not empty, and what is wrong with which field. */
export type ReadRefund = { basis: RefundBasis | undefined; faults: Record<string, string> };

export const noTexts: RefundTexts = { percent: '', sum: '', lines: {} };

/** Reads the fields of one way of stating a refund; `currency` is the case's. Lines of zero are left out. */
export function readRefund(mode: RefundMode, texts: RefundTexts, currency: string): ReadRefund {
  if (mode === 'percent') {
    const read = readPercent(texts.percent);
    if (read.kind === 'fault') return { basis: undefined, faults: { percent: read.words } };
    return { basis: read.kind === 'percent' ? { by: 'percent', percent: read.percent } : undefined, faults: {} };
  }
  if (mode === 'sum') {
    const read = readAmount(texts.sum, currency);
    if (read.kind === 'fault') return { basis: undefined, faults: { sum: read.words } };
    return { basis: read.kind === 'amount' ? { by: 'sum', minor: read.minor } : undefined, faults: {} };
  }
  const faults: Record<string, string> = {};
  const lines: LineBasis[] = [];
  for (const [lineId, text] of Object.entries(texts.lines)) {
    const read = readLine(text, currency);
    if (read.kind === 'fault') faults[lineId] = read.words;
    if (read.kind === 'amount' && read.minor !== '0') lines.push({ lineId, minor: read.minor });
    if (read.kind === 'percent' && read.percent !== '0') lines.push({ lineId, percent: read.percent });
  }
  const isReadable = Object.keys(faults).length === 0 && lines.length > 0;
  return { basis: isReadable ? { by: 'line', lines } : undefined, faults };
}

/** What was typed for a line: a sum, or a percentage of what is left on it when a percent sign stands there. */
function readLine(text: string, currency: string): ReadAmount | ReadPercent {
  return text.trim().endsWith('%') ? readPercent(text) : readAmount(text, currency);
}

/** The fields for a basis that came from a saved draft; `null` mode keeps the way the person used last. */
export function textsOf(basis: RefundBasis | undefined, currency: string): { mode: RefundMode | null; texts: RefundTexts } {
  if (basis?.by === 'percent') return { mode: 'percent', texts: { ...noTexts, percent: basis.percent } };
  if (basis?.by === 'sum') return { mode: 'sum', texts: { ...noTexts, sum: toDecimal(basis.minor, currency) } };
  if (basis?.by === 'line') {
    return { mode: 'line', texts: { ...noTexts, lines: Object.fromEntries(basis.lines.map((line) => [line.lineId, 'minor' in line ? toDecimal(line.minor, currency) : `${line.percent} %`])) } };
  }
  return { mode: null, texts: noTexts };
}

/** True when two ways of stating a refund say the same. */
export function isSameBasis(a: RefundBasis | undefined, b: RefundBasis | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
