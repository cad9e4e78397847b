import type { Handlers } from '../handlers.ts';

export const returnHandlers: Pick<Handlers, never> = {};
