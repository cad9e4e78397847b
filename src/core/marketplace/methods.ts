import type { Handlers } from '../handlers.ts';

export const marketplaceHandlers: Pick<Handlers, never> = {};
