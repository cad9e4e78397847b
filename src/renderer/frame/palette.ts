import { cutAt, fitOf } from './match.ts';

/** Something the palette can do: `label` names it, `text` says more, `key` is the key that does the same. */
export type PaletteOption = { id: string; label: string; text: string; key: string | null; /** A second line, marked already. */ below?: Cut[]; /** The palette stays open, such as for other words. */ isStaying?: boolean; run: () => void };
/** An option as it is listed, with what fits marked. */
export type ListedOption = PaletteOption & { labelCuts: Cut[]; textCuts: Cut[] };
type Cut = { words: string; isMarked: boolean };
/** The kinds of things the palette finds. */
export type PaletteGroupName = 'commands' | 'exhibits' | 'cases' | 'search';
/** Options of one kind; `more` are left out. */
export type PaletteGroup = { name: PaletteGroupName; options: ListedOption[]; more: number };

/** The options that fit what was typed, best first, equals in the order they came; all of them while nothing is typed. */
export function ranked(options: readonly PaletteOption[], typed: string, isCloseEnough: boolean): ListedOption[] {
  return options
    .flatMap((option) => {
      const fit = fitOf([option.label, option.text], typed);
      return fit && fit.isClose <= isCloseEnough ? [{ option, fit }] : [];
    })
    .toSorted((a, b) => a.fit.rank - b.fit.rank)
    .map(({ option, fit }) => ({ ...option, labelCuts: cutAt(option.label, fit.marks[0] ?? []), textCuts: cutAt(option.text, fit.marks[1] ?? []) }));
}

/** Marks what was typed in options that something else has found and ordered already. */
export function marked(options: readonly PaletteOption[], typed: string): ListedOption[] {
  const parts = typed.split(/\s+/).filter(Boolean);
  return options.map((option) => {
    const fits = parts.flatMap((part) => fitOf([option.label, option.text], part) ?? []).filter((fit) => !fit.isClose);
    const marksOf = (field: number) => fits.flatMap((fit) => fit.marks[field] ?? []).toSorted((a, b) => a[0] - b[0]).filter(([from], index, all) => all.slice(0, index).every(([, to]) => to <= from));
    return { ...option, labelCuts: cutAt(option.label, marksOf(0)), textCuts: cutAt(option.text, marksOf(1)) };
  });
}

/** A group of at most `limit` options; null when nothing is in it. */
export function groupOf(name: PaletteGroupName, options: readonly ListedOption[], limit: number, more = 0): PaletteGroup | null {
  if (options.length === 0) return null;
  return { name, options: options.slice(0, limit), more: more + Math.max(0, options.length - limit) };
}

/** How many were found, for screen readers: '2 commands, 1 exhibit'. */
export function countWords(groups: readonly { name: string; options: readonly unknown[] }[]): string {
  return groups.filter(({ name }) => name !== 'search').map(({ name, options }) => `${options.length} ${name}`).join(', ');
}

/** True for what is more likely an id, a case's number or a tracking number than words: one piece with a digit. */
export function isIdLike(typed: string): boolean {
  return /^(?=.*\d)[\p{L}\d][\p{L}\d._/#-]{2,}$/u.test(typed.trim());
}
