import { randomBytes } from 'node:crypto';
import type { SampleSetup } from '../../contract/samplePlan.ts';

/**
 * The seed a sample is drawn by and kept with. With golden cases the desk adds a part of its own that nobody reads: seed, plan and rulings are
 * known to leads, and whoever could draw again would find that the golden cases are those no lot explains.
 */
export function ownSeed({ seed, plan }: Pick<SampleSetup, 'seed' | 'plan'>): string {
  return plan.golden === 0 ? seed : `${seed}\n${randomBytes(16).toString('hex')}`;
}

/** A kept seed as it was given, without the part of the desk. Pure. */
export function givenSeed(kept: string): string {
  return kept.replace(/\n[0-9a-f]{32}$/, '');
}
