import type { queueMethods } from '../../contract/queues.ts';
import type { Handlers } from '../handlers.ts';

/** Queues by rule, their people, and what makes a case come first. */
export const queueHandlers: Pick<Handlers, keyof typeof queueMethods> = {};
