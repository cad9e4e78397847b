import { randomUUID } from 'node:crypto';
import { and, desc, eq, gte, isNull, lt } from 'drizzle-orm';
import { caseHandlers } from '../cases/methods.ts';
import { questionHandlers } from '../cases/questionMethods.ts';
import { readCaseFile } from '../cases/caseFile.ts';
import { leaseCase, loadCase } from '../cases/lease.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { openedMark } from '../db/schema/evidence.ts';
import { between, pick, randomFrom, type Random } from '../db/seed/docket/random.ts';
import { sourceIdOf } from '../db/seed/made/draftCase.ts';
import { verdictOn } from '../db/seed/made/verdicts.ts';
import { asks, handovers, newInformation, noteWords } from '../db/seed/made/life.ts';
import { deskItself, type Desk, type SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { limitHandlers } from '../people/limits.ts';
import { receiveAppeal } from '../rulings/receiveAppeal.ts';
import { stageOn } from '../rulings/stage.ts';
import { letTakeEffect } from '../rulings/takeEffect.ts';

/** Of so many generated cases one is in each rarer state of its life, and never more than so many: a team does not work on thousands at once. */
export const fewestWithLives = 200;
const most = 60;
/** What the mediator whose rulings are held may decide alone, in US cents. */
const heldAbove = '100';

/** How many generated cases are in each of the rarer states of their life. */
type Lives = Record<'leased' | 'asked' | 'staged' | 'held' | 'appealed' | 'noted' | 'handedBack', number>;

/**
 * Lets people of a sample work on some of its generated cases by the commands themselves: taken, asked about, staged, held for a second person,
 * under appeal, handed back, with notes. What the desk refuses is left as it is. Returns how many are in each state.
 */
export async function liveOn(desk: Desk, { seed, cases, mediators }: { seed: string; cases: number; mediators: readonly SignedIn[] }, signal: AbortSignal): Promise<Lives> {
  const each = Math.min(most, Math.floor(cases / fewestWithLives));
  const lives: Lives = { leased: 0, asked: 0, staged: 0, held: 0, appealed: 0, noted: 0, handedBack: 0 };
  if (each === 0 || mediators.length < 2) return lives;
  const random = randomFrom(`${seed} lives`);
  const waiting = await newest(desk, seed, 'queued', each * 8);
  const ruled = await newest(desk, seed, 'ruled', each);
  const held = mediators.at(-1) as SignedIn;
  const others = mediators.slice(0, -1);
  const takeSome = (count: number) => waiting.splice(0, count);

  const does = async (state: keyof Lives, caseIds: string[], act: (caseId: string, by: SignedIn) => Promise<unknown>, by: readonly SignedIn[] = others) => {
    for (const caseId of caseIds) if (!signal.aborted && (await isDone(() => act(caseId, pick(random, by))))) lives[state] += 1;
  };
  await does('noted', takeSome(each), (caseId, by) => caseHandlers['cases.addNote'](desk, { requestId: randomUUID(), caseId, text: pick(random, noteWords) }, by));
  await does('asked', takeSome(each), (caseId, by) => ask(desk, caseId, random, by));
  await does('handedBack', takeSome(Math.ceil(each / 4)), async (caseId, by) => {
    await take(desk, caseId, by);
    await caseHandlers['cases.handBack'](desk, { requestId: randomUUID(), caseId, note: pick(random, handovers) }, by);
  });
  await does('staged', takeSome(Math.ceil(each / 8)), (caseId, by) => rule(desk, caseId, random, by, 15_000));
  await does('appealed', ruled, (caseId) => appeal(desk, caseId, random));
  if (await isDone(() => limitHandlers['people.setLimit'](desk, { requestId: randomUUID(), holder: { personId: held.personId }, currency: 'USD', minor: heldAbove }, deskItself))) {
    const hold = async (caseId: string, by: SignedIn) => letTakeEffect(desk, await rule(desk, caseId, random, by, 0));
    await does('held', takeSome(Math.ceil(each / 4)), hold, [held]);
  }
  // Last, so that the leases run on for a while.
  await does('leased', takeSome(Math.ceil(each / 2)), (caseId, by) => take(desk, caseId, by));
  return lives;
}

/** Whether the desk allowed something; it may refuse any of it. */
async function isDone(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (error instanceof DeskError) return false;
    throw error;
  }
}

async function newest(desk: Desk, seed: string, state: 'queued' | 'ruled', limit: number): Promise<string[]> {
  const within = and(eq(disputeCase.state, state), eq(disputeCase.source, 'sample'), gte(disputeCase.sourceId, sourceIdOf(seed, 0)), lt(disputeCase.sourceId, `GEN-${seed}-~`), isNull(disputeCase.answerUntil));
  return (await desk.db.select({ caseId: disputeCase.caseId }).from(disputeCase).where(within).orderBy(desc(disputeCase.number)).limit(limit)).map(({ caseId }) => caseId);
}

function take(desk: Desk, caseId: string, by: SignedIn): Promise<unknown> {
  return desk.write(async (tx) => leaseCase(tx, await loadCase(tx, caseId), by));
}

async function ask(desk: Desk, caseId: string, random: Random, by: SignedIn): Promise<void> {
  await take(desk, caseId, by);
  const to = pick(random, ['buyer', 'seller'] as const);
  await questionHandlers['cases.ask'](desk, { requestId: randomUUID(), caseId, to: [to], questions: [{ text: pick(random, asks[to]), claimId: 'c1', kinds: ['photo'] }], dueAt: null }, by);
}

/** The id of the ruling a mediator stages who took the case and opened every exhibit. */
async function rule(desk: Desk, caseId: string, random: Random, by: SignedIn, undoMs: number): Promise<string> {
  return desk.write(async (tx) => {
    await leaseCase(tx, await loadCase(tx, caseId), by);
    const file = await readCaseFile(tx, caseId, by, tx.now);
    const marks = file.exhibits.map(({ evidenceId }) => ({ evidenceId, personId: by.personId, at: tx.now }));
    if (marks.length > 0) await tx.insert(openedMark).values(marks).onConflictDoNothing();
    return (await stageOn(tx, { caseId, expectedVersion: file.version, ruling: verdictOn(file, random) }, by, undoMs)).rulingId;
  });
}

async function appeal(desk: Desk, caseId: string, random: Random): Promise<void> {
  const by = between(random, 0, 2) === 0 ? 'seller' : 'buyer';
  await desk.write((tx) => receiveAppeal(tx, { caseId, by, how: 'letter', newInformation: pick(random, newInformation), exhibits: [], receivedAt: tx.now }, deskItself));
}
