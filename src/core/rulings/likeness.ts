import type { Traits } from './precedents.ts';

/** What a decided case is compared by; `text` is how well its words fit against the best hit, 0 to 1. */
export type Compared = { goods: Traits['goods']; value: number; text: number };

/** How like a decided case is, 0 to 100: words count half, the same goods a quarter, a near value a quarter. Pure. */
export function likenessOf(own: Pick<Traits, 'goods' | 'value'>, other: Compared): number {
  const goods = own.goods !== null && own.goods === other.goods ? 1 : 0;
  return Math.round(50 * Math.min(1, Math.max(0, other.text)) + 25 * goods + 25 * nearness(own.value, other.value));
}

/** 1 for the same value, 0 from three times as much or a third. */
function nearness(one: number, other: number): number {
  if (one <= 0 || other <= 0) return 0;
  return Math.max(0, 1 - Math.abs(Math.log(other / one)) / Math.log(3));
}

/** What a decided case has in common, in words; a few of the longest words, because they tell most. */
export function sayLikeness(own: Pick<Traits, 'goods' | 'value' | 'words'>, other: Pick<Compared, 'goods' | 'value'> & { words: string }): string[] {
  const theirs = new Set(other.words.split(' '));
  const shared = own.words.filter((word) => theirs.has(word)).toSorted((a, b) => b.length - a.length);
  const said: string[] = [];
  if (own.goods !== null && own.goods === other.goods) said.push('same kind of goods');
  if (own.value > 0 && other.value > 0) said.push(sayValue(other.value / own.value));
  if (shared.length > 0) said.push(`words: ${shared.slice(0, 4).join(', ')}`);
  return said;
}

function sayValue(factor: number): string {
  if (factor > 0.9 && factor < 1.1) return 'about the same value';
  return `${factor >= 1 ? factor.toFixed(1) : factor.toFixed(2)} times the value`;
}
