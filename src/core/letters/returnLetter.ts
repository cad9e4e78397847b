import type { Money } from '../../contract/money.ts';
import { compose, type ComposedLetter, type LetterAddress } from './compose.ts';
import { oneLine, paragraphs } from './templates.ts';

/** What became of goods that go back; moments are ms UTC. */
export type ReturnNews = {
  act: 'lapsed' | 'extended' | 'paid' | 'part' | 'cancelled';
  /** Until when the goods are, or were, to be sent. */
  dueAt: number;
  dueBefore: number | null;
  /** What is paid now, and what was ruled. */
  amount: Money | null;
  ruled: Money | null;
  /** What is paid of each line, when less is paid than was ruled. */
  lines: { words: string; of: Money; paid: Money }[];
  /** In the words of who decided; null when it follows by rule. */
  reason: string | null;
};

/** The letter that tells one side what became of the goods that go back, and of the money that waits for them. */
export function composeReturnNews(address: LetterAddress, { act, dueAt, dueBefore, amount, ruled, lines, reason }: ReturnNews): ComposedLetter {
  return compose('returnNews', address, ({ money, moment }) => ({
    act,
    dueAt: moment(dueAt),
    dueBefore: dueBefore === null ? '' : moment(dueBefore),
    amount: amount ? money(amount) : '',
    ruled: ruled ? money(ruled) : '',
    lines: lines.map(({ words, of, paid }) => ({ words: oneLine(words), of: money(of), paid: money(paid) })),
    reason: paragraphs(reason ?? ''),
  }));
}
