import type { reviewMethods } from '../../contract/reviews.ts';
import type { Handlers } from '../handlers.ts';

/** Blind second reviews and their answers. */
export const reviewHandlers: Pick<Handlers, keyof typeof reviewMethods> = {};
