import type { bulkMethods } from '../../contract/bulk.ts';
import type { Handlers } from '../handlers.ts';

/** One thing done to many cases. */
export const bulkHandlers: Pick<Handlers, keyof typeof bulkMethods> = {};
