import type { Followed, Suggestion } from '../../contract/suggestions.ts';
import { formatMoney } from './money.ts';
import { bearerWords, outcomeWords } from './words.ts';

/** What is suggested, in one line: 'Partial refund, USD 6.49 to USD 38.94, borne by the seller'. */
export function suggestionWords({ outcome, range, withReturn, bearers }: Suggestion): string {
  if (outcome === null) return 'No suggestion';
  if (range === null) return outcomeWords[outcome];
  const most = formatMoney(range.upTo);
  const amount = range.from.minor === range.upTo.minor ? ` of ${most}` : range.from.minor === '0' ? ` of up to ${most}` : `, ${formatMoney(range.from)} to ${most}`;
  const who = bearers.map(({ bearer, percent }) => `the ${bearerWords[bearer].toLowerCase()}${percent === 100 ? '' : ` (${percent} %)`}`).join(', ');
  return `${outcomeWords[outcome]}${amount}${withReturn ? ', after return' : ''}, borne by ${who}`;
}

/** Whether a ruling followed what was suggested. */
export const followedWords: Record<Followed, string> = { yes: 'Followed', partly: 'Followed in part', no: 'Not followed' };
