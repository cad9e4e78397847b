import type { SearchFound, searchMethods } from '../../contract/search.ts';
import type { Handlers } from '../handlers.ts';
import { complete } from './complete.ts';
import { readBefore } from './find.ts';
import { createNewestOnly } from './newestOnly.ts';

/** What is said of a search whose place a newer one took. */
const replaced: SearchFound = { hits: [], total: 0, isTotalExact: false, nextBefore: null, faults: [], didYouMean: [], isCatchingUp: false, pending: 0, isReplaced: true, tookMs: 0 };

const newestOf = createNewestOnly<SearchFound>();

/** Finding cases by their words, and help with writing a query. */
export const searchHandlers: Pick<Handlers, keyof typeof searchMethods> = {
  'search.find': async (desk, input, by) => {
    // Here, because an error of another thread has no code.
    readBefore(input.before);
    return (await newestOf(by.sessionId, (signal) => desk.longRead('search', { ...input, by, now: desk.clock() }, { signal }))) ?? replaced;
  },
  'search.complete': ({ db }, { text, caret }, by) => complete(db, text, caret, by),
};
