import type { filterMethods } from '../../contract/filters.ts';
import type { Handlers } from '../handlers.ts';

/** Filters somebody keeps under a name. */
export const filterHandlers: Pick<Handlers, keyof typeof filterMethods> = {};
