import type { LikeCases } from '../../contract/likeCases.ts';
import { formatMoney } from '../ui/money.ts';
import { goodsWords, reasonWords } from '../ui/words.ts';

/** What the like cases have in common, in one sentence. */
export function aboutWords({ reasons, goods, isWidened, fromCents, toCents }: LikeCases['about']): string {
  const what = reasons.map((reason) => reasonWords[reason].toLowerCase()).join(' or ');
  const cents = (minor: number) => formatMoney({ minor: String(minor), currency: 'USD' });
  const value = toCents === null ? '' : `, worth about ${cents(fromCents)} to ${cents(toCents)}`;
  const kind = goods === null ? '' : `, ${goodsWords[goods].toLowerCase()}`;
  return `Ruled on ${what}${kind}${value}.${isWidened ? ' Other kinds of goods are counted too, because fewer than five cases had this one.' : ''}`;
}
