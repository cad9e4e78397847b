import { plainQuery, type CaseQuery } from './caseQuery.ts';

/** A view that every desk has. */
export type DeskView = { id: string; name: string; query: CaseQuery };

const one = (id: string, name: string, query: Partial<CaseQuery>): DeskView => ({ id, name, query: { ...plainQuery('all'), ...query, view: id } });

/** What is looked at most; the rest is for a query. High value: in US dollars by ordering rates. */
export const deskViews: readonly DeskView[] = [
  one('mine', 'Mine', { scope: 'mine' }),
  one('overdue', 'Overdue', { scope: 'queue', q: 'is:overdue', sort: 'due' }),
  one('appeals', 'Appeals', { q: 'is:appeal', sort: 'due' }),
  one('unread', 'Unread', { q: 'is:unread', sort: 'activity' }),
  one('stuck', 'Stuck', { q: 'is:stuck', sort: 'activity', isDescending: false }),
  one('bouncing', 'Bouncing', { q: 'is:bouncing', sort: 'priority' }),
  one('high-value', 'High value', { scope: 'queue', q: 'amount>500', sort: 'amount' }),
];
