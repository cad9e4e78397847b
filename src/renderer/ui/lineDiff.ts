import { diffArrays } from 'diff';
import { wordDiff, type DiffPart } from './wordDiff.ts';

/** A line of a document that stayed, went, came, or a stretch of lines that stayed and are left out. Line numbers begin at 1. */
export type DiffLine =
  | { is: 'same' | 'gone' | 'new'; before: number | null; after: number | null; parts: DiffPart[] }
  | { is: 'skipped'; count: number };

/** Lines shown around a change. */
const around = 2;

/** What became of a document line by line, with the words that changed inside lines that only changed in part. */
export function lineDiff(before: string, after: string): DiffLine[] {
  const rows: Exclude<DiffLine, { is: 'skipped' }>[] = [];
  let [old, now] = [0, 0];
  const parts = diffArrays(before.split('\n'), after.split('\n'));
  for (const [index, part] of parts.entries()) {
    const next = parts[index + 1];
    if (part.removed && next?.added) {
      rows.push(...changed(part.value, next.value, old, now));
      [old, now] = [old + part.value.length, now + next.value.length];
    } else if (part.added && parts[index - 1]?.removed) continue;
    else {
      const is = part.added ? 'new' : part.removed ? 'gone' : 'same';
      for (const text of part.value) rows.push({ is, before: is === 'new' ? null : ++old, after: is === 'gone' ? null : ++now, parts: [{ text, is }] });
    }
  }
  return folded(rows);
}

/** Lines that took the place of others: set against each other word by word when they are as many. */
function changed(gone: readonly string[], come: readonly string[], old: number, now: number): Exclude<DiffLine, { is: 'skipped' }>[] {
  const pairs = gone.length === come.length ? gone.map((text, index) => wordDiff(text, come[index] ?? '')) : null;
  const of = (is: 'gone' | 'new', text: string, index: number): DiffPart[] => pairs?.[index]?.filter((part) => part.is === 'same' || part.is === is) ?? [{ text, is }];
  return [
    ...gone.map((text, index) => ({ is: 'gone' as const, before: old + index + 1, after: null, parts: of('gone', text, index) })),
    ...come.map((text, index) => ({ is: 'new' as const, before: null, after: now + index + 1, parts: of('new', text, index) })),
  ];
}

function folded(rows: Exclude<DiffLine, { is: 'skipped' }>[]): DiffLine[] {
  const isNear = rows.map((_row, index) => rows.slice(Math.max(0, index - around), index + around + 1).some(({ is }) => is !== 'same'));
  const lines: DiffLine[] = [];
  for (const [index, row] of rows.entries()) {
    const last = lines.at(-1);
    if (isNear[index]) lines.push(row);
    else if (last?.is === 'skipped') last.count += 1;
    else lines.push({ is: 'skipped', count: 1 });
  }
  return lines;
}
