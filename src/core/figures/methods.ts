import type { figureMethods } from '../../contract/figures.ts';
import type { Handlers } from '../handlers.ts';

/** Figures on the work of the desk. */
export const figureHandlers: Pick<Handlers, keyof typeof figureMethods> = {};
