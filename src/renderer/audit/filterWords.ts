import type { DecisionFilter } from '../../contract/rulings.ts';
import { formatMoney } from '../ui/money.ts';
import { outcomeWords, reasonWords, rulingStateWords } from '../ui/words.ts';

/** How a ruling may stand to what was suggested. */
export const followedOptions = [
  { value: 'no', label: 'Went against it' },
  { value: 'partly', label: 'Followed in part' },
  { value: 'yes', label: 'Followed' },
  { value: 'none', label: 'Nothing suggested' },
] as const;

/** Periods that move along, in days. */
export const periodOptions = [
  { value: '1', label: 'Last 24 hours' },
  { value: '7', label: 'Last 7 days' },
  { value: '30', label: 'Last 30 days' },
  { value: '90', label: 'Last 90 days' },
  { value: '365', label: 'Last 365 days' },
] as const;

/** A filter in short words: 'Wrong item, in effect, last 30 days'; `nameOf` gives the name of a person. */
export function filterWords(filter: DecisionFilter, nameOf: (personId: string) => string | null): string {
  const { currency = '', minMinor, maxMinor } = filter;
  const sum = (minor: string): string => formatMoney({ minor, currency });
  const day = (at: number): string => new Date(at).toLocaleDateString(undefined, { dateStyle: 'medium' });
  const flag = (value: boolean | undefined, yes: string): string | null => (value === undefined ? null : value ? yes : `not ${yes}`);
  const words = [
    filter.words === undefined ? null : `“${filter.words}”`,
    filter.kind === undefined ? null : filter.kind === 'ruling' ? 'rulings' : 'settlements',
    filter.personId === undefined ? null : (nameOf(filter.personId) ?? 'somebody who is not there any more'),
    filter.reason === undefined ? null : reasonWords[filter.reason].toLowerCase(),
    filter.outcome === undefined ? null : outcomeWords[filter.outcome].toLowerCase(),
    filter.state === undefined ? null : rulingStateWords[filter.state].toLowerCase(),
    filter.lastDays === undefined ? null : (periodOptions.find(({ value }) => value === String(filter.lastDays))?.label.toLowerCase() ?? `last ${filter.lastDays} days`),
    filter.from === undefined ? null : `from ${day(filter.from)}`,
    filter.to === undefined ? null : `to ${day(filter.to)}`,
    minMinor === undefined ? null : `at least ${sum(minMinor)}`,
    maxMinor === undefined ? null : `at most ${sum(maxMinor)}`,
    currency && minMinor === undefined && maxMinor === undefined ? currency : null,
    filter.followed === undefined ? null : `suggestion: ${followedOptions.find(({ value }) => value === filter.followed)?.label.toLowerCase()}`,
    flag(filter.isAppealed, 'appealed'),
    flag(filter.isOverturned, 'overturned'),
    flag(filter.hadSecond, 'held for a second person'),
    filter.clause === undefined ? null : `clause ${filter.clause}`,
  ];
  const said = words.filter((one) => one !== null).join(', ');
  return said.charAt(0).toUpperCase() + said.slice(1) || 'Every decision';
}
