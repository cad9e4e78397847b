import type { QueueRule } from '../../contract/queues.ts';
import { reasonWords } from '../ui/words.ts';

/** A rule that takes every case. */
export const anyCase: QueueRule = { reasons: [], markets: [], languages: [], sources: [], valueFrom: null, valueBelow: null };

/** What a rule takes, in words: 'Wrong item or counterfeit · DE, AT · USD 500 and more'. */
export function ruleWords(rule: QueueRule): string {
  const reasons = either(rule.reasons.map((reason, index) => (index === 0 ? reasonWords[reason] : lowerFirst(reasonWords[reason]))));
  const languages = rule.languages.length > 0 ? `buyer writes ${either(rule.languages.map(languageWords))}` : '';
  const sources = rule.sources.length > 0 ? `from ${either(rule.sources)}` : '';
  const parts = [reasons, rule.markets.join(', '), languages, sources, valueWords(rule.valueFrom, rule.valueBelow)].filter(Boolean);
  return parts.length === 0 ? 'Every case' : upperFirst(parts.join(' · '));
}

/** A span of values in US cents: 'USD 500 and more', 'below USD 50', 'USD 50 to below 500'; empty for any value. */
export function valueWords(from: number | null, below: number | null): string {
  if (from !== null && below !== null) return `USD ${dollars(from)} to below ${dollars(below)}`;
  if (from !== null) return `USD ${dollars(from)} and more`;
  return below === null ? '' : `below USD ${dollars(below)}`;
}

/** US cents as dollars, with cents only where there are any: 50000 is '500'. */
export function dollars(cents: number): string {
  const digits = cents % 100 === 0 ? 0 : 2;
  return (cents / 100).toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

let languageNames: Intl.DisplayNames | undefined;

/** A language by its code, 'German'; the code itself when nobody knows it. */
export function languageWords(code: string): string {
  try {
    return (languageNames ??= new Intl.DisplayNames(['en'], { type: 'language' })).of(code) ?? code;
  } catch {
    return code;
  }
}

function either(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

const lowerFirst = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);
const upperFirst = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
