import type { LimitHolder, RulingLimit } from '../../contract/limits.ts';
import type { Money } from '../../contract/money.ts';
import type { Person } from '../../contract/people.ts';

/** How near a limit is to a person; -1 when it does not bind them. */
function nearness(holder: LimitHolder, who: Pick<Person, 'personId' | 'role'>): number {
  if ('personId' in holder) return holder.personId === who.personId ? 2 : -1;
  if ('role' in holder) return holder.role === who.role ? 1 : -1;
  return 0;
}

/**
 * What a person may decide alone in a currency: their own limit, else the one of their role, else everyone's. The desk converts nothing, so a
 * currency without one counts as 0 for a person whom any limit binds; null when none does.
 */
export function nearestLimit(limits: readonly RulingLimit[], who: Pick<Person, 'personId' | 'role'>, currency: string): Money | null {
  const binding = limits.filter((limit) => nearness(limit.holder, who) >= 0);
  if (binding.length === 0) return null;
  const inCurrency = binding.filter((limit) => limit.currency === currency).sort((a, b) => nearness(b.holder, who) - nearness(a.holder, who));
  return { minor: inCurrency[0]?.minor ?? '0', currency };
}
