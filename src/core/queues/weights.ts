import { eq } from 'drizzle-orm';
import type { Weights } from '../../contract/weights.ts';
import { usualWeights } from '../../contract/weights.ts';
import type { Db } from '../db/open.ts';
import { setting } from '../db/schema/person.ts';
import type { Tx } from '../db/write.ts';

const weightsSetting = 'queueWeights';

/** The weights in force, and who set them when; nobody: those of a new desk. */
export type KeptWeights = { weights: Weights; at: number | null; personName: string | null };

/** The weights in force. */
export async function readWeights(db: Db): Promise<KeptWeights> {
  const [found] = await db.select({ value: setting.value }).from(setting).where(eq(setting.name, weightsSetting));
  return found ? (found.value as KeptWeights) : { weights: usualWeights, at: null, personName: null };
}

/** Keeps weights; the caller changes the plan. */
export async function keepWeights(tx: Tx, value: KeptWeights): Promise<void> {
  await tx.insert(setting).values({ name: weightsSetting, value }).onConflictDoUpdate({ target: setting.name, set: { value } });
}
