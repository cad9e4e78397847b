import { noValue, type FacetField } from '../../contract/caseViews.ts';
import { valueWords } from '../ui/valueWords.ts';

const none: Record<FacetField, string> = { state: 'No state', reason: 'No reason', queue: 'General', currency: 'No amount', market: 'Not stated', language: 'Not stated', source: 'Not stated' };

/** A value of a facet as a person reads it. */
export function facetValueWords(field: FacetField, value: string): string {
  if (value === noValue) return none[field];
  const words = valueWords(field, value) ?? value;
  return field === 'currency' || field === 'market' ? (words === value ? value : `${value} ${words}`) : words;
}

/** A number of cases, with a plus where there are at least so many. */
export function casesCount(cases: number, isExact: boolean): string {
  return `${cases.toLocaleString('en')}${isExact ? '' : '+'}`;
}

/** The same in words: "1 case", "10,000+ cases". */
export function casesWords(cases: number, isExact: boolean): string {
  return `${casesCount(cases, isExact)} ${cases === 1 && isExact ? 'case' : 'cases'}`;
}
