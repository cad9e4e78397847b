import type { searchMethods } from '../../contract/search.ts';
import type { Handlers } from '../handlers.ts';

/** Finding cases by their words, and help with writing a query. */
export const searchHandlers: Pick<Handlers, keyof typeof searchMethods> = {};
