import { parseCaseQuery } from '../../contract/caseQuery.ts';
import type { searchMethods } from '../../contract/search.ts';
import type { Handlers } from '../handlers.ts';

/** Finding cases by their words, and help with writing a query. */
export const searchHandlers: Pick<Handlers, keyof typeof searchMethods> = {
  'search.find': (_desk, { query }) => {
    const { faults } = parseCaseQuery(query);
    return Promise.resolve({ hits: [], total: 0, isTotalExact: true, nextBefore: null, faults: [...faults], didYouMean: [], isCatchingUp: false, pending: 0, isReplaced: false, tookMs: 0 });
  },
  'search.complete': () => Promise.resolve([]),
};
