import type { Money } from '../../contract/money.ts';
import type { Person } from '../../contract/people.ts';
import { sayMoney } from '../refunds/money.ts';

type Seat = Pick<Person, 'personId' | 'name' | 'role'>;

/** Whether what the desk refunds on a case, this ruling's amount among it, is more than its author may decide alone; null: no limit binds them. */
export function isAboveLimit(total: Money, limit: Money | null): boolean {
  return limit !== null && BigInt(total.minor) > BigInt(limit.minor);
}

/** The same human being: one name in two roles is still one pair of eyes. */
export function isSamePerson(one: Pick<Seat, 'personId' | 'name'>, other: Pick<Seat, 'personId' | 'name'>): boolean {
  const bare = (name: string) => name.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
  return one.personId === other.personId || bare(one.name) === bare(other.name);
}

/**
 * Why this person may not decide a held ruling, in words; null when they may: never its author, only with a limit that covers the whole
 * refund of the case. Without any limit a lead may, a mediator may not.
 */
export function whyNotSecond(who: Seat, author: Pick<Seat, 'personId' | 'name'>, limit: Money | null, total: Money): string | null {
  if (isSamePerson(who, author)) return 'You wrote this ruling; somebody else has to look at it.';
  if (limit === null) return who.role === 'lead' ? null : `Nobody gave you a limit that covers ${sayMoney(total)}; a team lead can approve.`;
  if (BigInt(limit.minor) >= BigInt(total.minor)) return null;
  return `Your own limit of ${sayMoney(limit)} does not cover ${sayMoney(total)}.`;
}
