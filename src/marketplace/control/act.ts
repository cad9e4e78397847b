import { z } from 'zod';
import type { Marketplace } from '../marketplace.ts';

export const Name = z.string().min(1).max(200);
export const Party = z.enum(['buyer', 'seller']);
export const Words = z.string().min(1).max(2_000);
/** Whole minor units, as text. */
export const Minor = z.string().regex(/^\d{1,18}$/);

/** One thing that tests, scripts and the page can make happen; done in one transaction. */
export type Act<Input extends z.ZodType = z.ZodType, Answer = unknown> = { input: Input; run(market: Marketplace, input: z.output<Input>): Answer };

/** Ties an act to what it takes. */
export function act<Input extends z.ZodType, Answer>(input: Input, run: (market: Marketplace, input: z.output<Input>) => Answer): Act<Input, Answer> {
  return { input, run };
}
