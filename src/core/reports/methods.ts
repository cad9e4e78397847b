import type { reportMethods } from '../../contract/reports.ts';
import type { Handlers } from '../handlers.ts';

/** Reports as data. */
export const reportHandlers: Pick<Handlers, keyof typeof reportMethods> = {};
