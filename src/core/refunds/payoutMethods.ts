import type { Handlers } from '../handlers.ts';

export const payoutHandlers: Pick<Handlers, never> = {};
