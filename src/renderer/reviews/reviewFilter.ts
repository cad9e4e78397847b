import type { ParsedInputOf } from '../../contract/methods.ts';

/** Which reviews are shown. */
export type ReviewFilter = ParsedInputOf<'reviews.list'>['filter'];
export type ReviewScope = ParsedInputOf<'reviews.list'>['scope'];
