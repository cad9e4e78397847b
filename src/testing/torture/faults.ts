import type { FaultName, FaultOrder } from '../../marketplace/faults/faults.ts';
import { chanceOf } from '../fuzz/chance.ts';
import type { MarketplaceInTorture } from './marketplaceInTorture.ts';

/** Faults that strike a request by chance. */
const byChance = ['slow', 'fail_before', 'fail_after', 'lost_reply', 'drop_request', 'wrong_amount', 'rate_limit', 'refuse'] as const satisfies readonly FaultName[];
const chances = [0, 0, 0.05, 0.15, 0.4] as const;
const slowMs = 150;
const downMs = 400;
const phaseMs = 700;

/** How the marketplace fails in the phase with this number: every fault by a chance of its own, one phase in four none, one in six down for a while. */
export function planFaults(seed: number, index: number): FaultOrder[] {
  const chance = chanceOf(seed ^ 0x666c, index);
  const isCalm = chance.once(4);
  const down: FaultOrder[] = chance.once(6) ? [{ fault: 'down', chance: 1, forMs: downMs, ms: downMs, how: chance.pick(['answer', 'close']) }] : [];
  return [...down, ...byChance.map((fault) => ({ fault, chance: isCalm ? 0 : chance.pick(chances), ms: slowMs }))];
}

/** Lets the marketplace fail phase by phase until told to stop; then it works. */
export async function failInTurn(marketplace: MarketplaceInTorture, seed: number, signal: AbortSignal): Promise<void> {
  for (let index = 0; !signal.aborted; index += 1) {
    await marketplace.fail(planFaults(seed, index));
    await new Promise((resolve) => setTimeout(resolve, phaseMs));
  }
  await marketplace.fail(byChance.map((fault) => ({ fault, chance: 0 })));
}
