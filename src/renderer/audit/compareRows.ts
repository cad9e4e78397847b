import { isSameText, wordDiff, type DiffPart } from '../ui/wordDiff.ts';

/** One line of a comparison: what each side says; null: it says nothing. `note` says the difference in words, where there is one to say. */
export type CompareRow = { what: string; one: string | null; other: string | null; isSame: boolean; note: string | null; parts: { one: DiffPart[]; other: DiffPart[] } | null };

/** A part of a comparison. */
export type CompareSection = { name: string; rows: CompareRow[] };

/** A line of short facts, with how much one is above the other where that can be said. */
export function row(what: string, one: string | null, other: string | null, note: string | null = null): CompareRow {
  const isSame = one === other;
  return { what, one, other, isSame, note: isSame ? null : note, parts: null };
}

/** Words that were written, told apart word by word; wholly different texts are shown as they are, because nothing is gained by marking every word. */
export function proseRow(what: string, one: string | null, other: string | null): CompareRow {
  if (one === null || other === null || isSameText(one, other)) return { what, one, other, isSame: (one ?? '') === (other ?? '') || (one !== null && other !== null), note: null, parts: null };
  const parts = wordDiff(one, other);
  const kept = parts.filter((part) => part.is === 'same').reduce((sum, part) => sum + part.text.trim().length, 0);
  if (kept * 5 < Math.min(one.length, other.length)) return { what, one, other, isSame: false, note: 'written anew', parts: null };
  return { what, one, other, isSame: false, note: null, parts: { one: parts.filter((part) => part.is !== 'new'), other: parts.filter((part) => part.is !== 'gone') } };
}

/** Things of both sides by a name they share, the n-th of a name beside the n-th; in the order they first come. Pure. */
export function alignBy<Value>(one: readonly Value[], other: readonly Value[], nameOf: (value: Value) => string): { name: string; place: number; one: Value | null; other: Value | null }[] {
  const names = [...new Set([...one, ...other].map(nameOf))];
  return names.flatMap((name) => {
    const [left, right] = [one.filter((value) => nameOf(value) === name), other.filter((value) => nameOf(value) === name)];
    return Array.from({ length: Math.max(left.length, right.length) }, (_none, place) => ({ name, place, one: left[place] ?? null, other: right[place] ?? null }));
  });
}
