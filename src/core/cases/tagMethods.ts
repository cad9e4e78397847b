import type { tagMethods } from '../../contract/tags.ts';
import type { Handlers } from '../handlers.ts';

/** Tags of cases, and what a person has seen of them. */
export const tagHandlers: Pick<Handlers, keyof typeof tagMethods> = {};
