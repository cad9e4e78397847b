import type { DeskInTorture } from './deskInTorture.ts';
import type { killPoints } from './killPoints.ts';
import type { MarketplaceInTorture } from './marketplaceInTorture.ts';
import { planKill } from './plan.ts';
import type { Work } from './work.ts';

/** How many died in which way: at a point inside, from outside at work or while opening, or the marketplace. */
export type Deaths = Record<(typeof killPoints)[number] | 'outside' | 'opening' | 'marketplace', number>;

type Parts = { desk: DeskInTorture; marketplace: MarketplaceInTorture; seed: number; kills: number; work: Work; cases: number };

/** A point that is not passed within this time is given up: the desk dies from outside then. */
const mostMs = 2_000;

/** Ends one process after the other as the seed says, in step with the work. */
export async function killInTurn({ desk, marketplace, seed, kills, work, cases }: Parts): Promise<Deaths> {
  const deaths: Deaths = { 'commit.before': 0, 'commit.after': 0, 'line.before': 0, 'line.after': 0, 'job.between': 0, outside: 0, opening: 0, marketplace: 0 };
  for (let index = 0; index < kills && !work.isOver; index += 1) {
    const plan = planKill(seed, index);
    // Deaths come while there is work, not all at once before it.
    while (work.ended < cases && !work.isOver && work.begun * kills < index * cases) await after(5);
    if (plan.whom === 'marketplace') {
      await after(plan.afterMs);
      await marketplace.kill();
      deaths.marketplace += 1;
    } else if ('order' in plan) {
      await desk.opened();
      const isThere = await desk.killAt(plan.order, mostMs);
      deaths[isThere ? plan.order.at : 'outside'] += 1;
    } else {
      if (!plan.isOpening) await desk.opened();
      await after(plan.afterMs);
      await desk.kill();
      deaths[plan.isOpening ? 'opening' : 'outside'] += 1;
    }
    work.killed += 1;
  }
  return deaths;
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
