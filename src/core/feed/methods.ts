import type { Handlers } from '../handlers.ts';

export const feedHandlers: Pick<Handlers, never> = {};
