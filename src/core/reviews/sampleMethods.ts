import type { sampleMethods } from '../../contract/samples.ts';
import type { Handlers } from '../handlers.ts';

/** Samples of rulings, drawn and listed. */
export const sampleHandlers: Pick<Handlers, keyof typeof sampleMethods> = {};
