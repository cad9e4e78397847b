import { and, count, gte, lt, eq } from 'drizzle-orm';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { ComingOrder } from '../db/seed/made/coming.ts';
import { sourceIdOf } from '../db/seed/made/draftCase.ts';
import { madeMediators } from '../db/seed/made/verdicts.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { firstNumber } from '../cases/storeCase.ts';
import { readPlan } from '../queues/plan.ts';
import { readLimits } from '../people/limits.ts';
import { ensurePerson } from '../people/ensurePerson.ts';
import { booksInForce } from '../policy/books.ts';
import { madeIds } from './ids.ts';
import { keepPhotos } from './keepPhotos.ts';
import { makeAside } from './makeAside.ts';
import { withRoomForMany } from './roomForMany.ts';
import type { Setting } from './setting.ts';
import { fewestWithLives, liveOn } from './life.ts';
import { indexInBulk, whileIndexRests } from '../search/indexInBulk.ts';
import { handOver } from './handOver.ts';
import { lastNumber, NumberTaken, writeBatch } from './writeBatch.ts';

const dayMs = 86_400_000;

/** How many cases to make; `onProgress` hears how many are there, and then how many can be searched. */
export type MadeOrder = { cases: number; seed: string; decided: number; signal: AbortSignal; onProgress(step: 'made' | 'indexed', done: number, of: number): void };

/**
 * Adds so many generated cases to a desk, `decided` of 100 ruled on already: made beside the core, written in small transactions, so that others
 * work on meanwhile and the desk is whole at every moment. The same seed on the same day gives the same cases; asked again, it goes on
 * behind those that are there. Returns how many came and how many of them are decided, also when the signal ended it early.
 */
export async function makeCases(desk: Desk, { cases, seed, decided, signal, onProgress }: MadeOrder): Promise<{ created: number; decided: number }> {
  const made = { created: 0, decided: 0 };
  const anchor = Math.floor(desk.clock() / dayMs) * dayMs;
  const mediators = decided > 0 || cases >= fewestWithLives ? await seatMadeMediators(desk) : [];
  await withRoomForMany(desk, async () => {
    await whileIndexRests(desk, async () => {
      while (made.created < cases && !signal.aborted) {
        const order: ComingOrder = { seed, from: (await countMade(desk, seed)) + 1, count: cases - made.created, decided, anchor };
        await makeSome(desk, { ...order, mediators }, signal, made, (done) => onProgress('made', done, cases));
      }
      await indexInBulk(desk, signal, (done) => onProgress('indexed', done, made.created));
    });
    if (made.created >= fewestWithLives) await liveOn(desk, { seed, cases: made.created, mediators }, signal);
  });
  return made;
}

/** Until all are made, the signal ends it, or somebody else took a number. */
async function makeSome(desk: Desk, order: ComingOrder & Pick<Setting, 'mediators'>, signal: AbortSignal, made: { created: number; decided: number }, onProgress: (done: number) => void): Promise<void> {
  const photos = await keepPhotos(desk, order, signal);
  const setting: Setting = { ...order, ...photos, limits: await readLimits(desk.db), plan: await readPlan(desk.db), now: desk.clock(), books: await booksInForce(desk.db), firstNumber: ((await lastNumber(desk.db)) ?? firstNumber - 1) + 1 };
  try {
    for await (const batch of makeAside(setting)) {
      if (signal.aborted) return;
      await handOver(desk, batch.payouts);
      await desk.write((tx) => writeBatch(tx, batch));
      made.created += batch.came;
      made.decided += batch.ruled;
      onProgress(made.created);
    }
  } catch (error) {
    if (!(error instanceof NumberTaken)) throw error;
  }
}

/** The mediators of generated decisions; each person is made once, and nobody can sign in as them. */
export async function seatMadeMediators(desk: Desk): Promise<SignedIn[]> {
  const nextId = madeIds('mediators', 0);
  const seated: SignedIn[] = [];
  for (const name of madeMediators) {
    const personId = nextId(0);
    seated.push({ ...(await desk.write((tx) => ensurePerson(tx, name, 'mediator', personId))), sessionId: 'demo' });
  }
  return seated;
}

/** How many cases of a seed are there already. */
async function countMade(desk: Desk, seed: string): Promise<number> {
  const within = and(eq(disputeCase.source, 'sample'), gte(disputeCase.sourceId, sourceIdOf(seed, 0)), lt(disputeCase.sourceId, `GEN-${seed}-~`));
  const [found] = await desk.db.select({ made: count() }).from(disputeCase).where(within);
  return Number(found?.made ?? 0);
}
