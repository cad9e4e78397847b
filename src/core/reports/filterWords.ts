import { toDecimal } from '../../contract/money.ts';
import type { DecisionFilter } from '../../contract/rulings.ts';
import { moment, rulingStateWords, said } from './pdf/words.ts';
import { iso } from './moments.ts';

const followedWords = { yes: 'The suggestion was followed.', partly: 'The suggestion was followed in part.', no: 'The suggestion was not followed.', none: 'Nothing was suggested.' } as const;

/** A filter in words, a sentence for each part of it; moments in UTC. Pure. */
export function sayFilter(filter: DecisionFilter, personName: string | null): string[] {
  const { currency = '' } = filter;
  const words = [
    filter.from === undefined ? null : `Staged from ${moment(iso(filter.from))} UTC on.`,
    filter.to === undefined ? null : `Staged until ${moment(iso(filter.to))} UTC.`,
    filter.personId === undefined ? null : `Ruled by ${personName ?? filter.personId}.`,
    filter.kind === undefined ? null : filter.kind === 'ruling' ? 'Rulings of mediators only.' : 'Settlements of both sides only.',
    filter.reason === undefined ? null : `Reason: ${said(filter.reason)}.`,
    filter.outcome === undefined ? null : `Outcome: ${said(filter.outcome)}.`,
    filter.state === undefined ? null : `State: ${rulingStateWords[filter.state]}.`,
    filter.currency === undefined ? null : `In ${currency}.`,
    filter.minMinor === undefined ? null : `Of ${currency} ${toDecimal(filter.minMinor, currency)} or more.`,
    filter.maxMinor === undefined ? null : `Of ${currency} ${toDecimal(filter.maxMinor, currency)} or less.`,
    filter.lastDays === undefined ? null : `Staged within the last ${filter.lastDays} days.`,
    filter.followed === undefined ? null : followedWords[filter.followed],
    filter.isAppealed === undefined ? null : filter.isAppealed ? 'Appealed.' : 'Not appealed.',
    filter.isOverturned === undefined ? null : filter.isOverturned ? 'Changed by an appeal or a review.' : 'Not changed by an appeal or a review.',
    filter.hadSecond === undefined ? null : filter.hadSecond ? 'Waited for a second person.' : 'Needed no second person.',
    filter.clause === undefined ? null : `Rests on clause ${filter.clause}.`,
    filter.words === undefined ? null : `With these words in the reasons: ${filter.words}`,
  ].filter((one) => one !== null);
  return words.length === 0 ? ['Every decision of this desk.'] : words;
}
