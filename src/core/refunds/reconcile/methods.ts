import type { Handlers } from '../../handlers.ts';

export const reconciliationHandlers: Pick<Handlers, never> = {};
