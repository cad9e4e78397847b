import { and, eq, inArray } from 'drizzle-orm';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { QueueRule } from '../../contract/queues.ts';
import { usualWeights } from '../../contract/weights.ts';
import { incoming, neutralCase } from '../../testing/neutralCases.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { handUpHandlers } from '../cases/handUp.ts';
import { expireLease } from '../cases/lease.ts';
import type { CaseRecord } from '../cases/lifeCycle.ts';
import { caseHandlers } from '../cases/methods.ts';
import { questionHandlers } from '../cases/questionMethods.ts';
import { lapseQuestion } from '../cases/questions.ts';
import { exitHandlers } from '../cases/exits.ts';
import { storeCase } from '../cases/storeCase.ts';
import { caseTally } from '../db/schema/caseTally.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { job } from '../db/schema/job.ts';
import type { SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { sendLetter } from '../letters/sendLetter.ts';
import { queueHandlers } from './methods.ts';
import { placeOf } from './place.ts';
import { placeCases } from './placeJob.ts';
import { readPlan } from './plan.ts';
import { weighDue } from './reweigh.ts';

const minute = 60_000;
const jobs = { 'lease.expire': expireLease, 'question.lapse': lapseQuestion, 'queues.place': placeCases, 'letter.send': sendLetter };

/** What happens, with numbers that choose who and which. */
const happening = fc.record({
  what: fc.constantFrom('arrive', 'next', 'next', 'next', 'skip', 'skip', 'handBack', 'ask', 'escalate', 'endEscalation', 'endLease', 'withdraw', 'harm', 'queue', 'removeQueue', 'weights', 'minutes', 'day', 'jobs', 'jobs', 'sweep'),
  who: fc.nat(2),
  which: fc.nat(5),
  size: fc.nat(3),
});
type Happening = typeof happening extends fc.Arbitrary<infer One> ? One : never;

type Story = { temp: TempDesk; people: SignedIn[]; arrived: number };

async function happen(story: Story, { what, who, which, size }: Happening): Promise<void> {
  const { temp, people } = story;
  const { desk, clock } = temp;
  const by = people[who] ?? people[0]!;
  const lead = people[2]!;
  const rows = await desk.db.select().from(disputeCase).orderBy(disputeCase.number);
  const held = rows.filter((row) => row.leasePersonId === by.personId)[0];
  const row = rows[which % Math.max(1, rows.length)];
  const request = { requestId: randomUUID() };
  if (what === 'arrive' && story.arrived < 6) {
    story.arrived += 1;
    const plain = neutralCase();
    const claims = plain.claims.map((one) => ({ ...one, reason: size > 1 ? ('counterfeit' as const) : ('wrong_item' as const), amount: { minor: String(10 ** (2 + size)), currency: 'USD' } }));
    await desk.write((tx) => storeCase(tx, incoming({ sourceId: `S-${story.arrived}`, claims } as never), lead));
  } else if (what === 'next') await caseHandlers['cases.next'](desk, request, by);
  else if (what === 'skip' && held) await caseHandlers['cases.skip'](desk, { ...request, caseId: held.caseId, reason: 'x' }, by);
  else if (what === 'handBack' && held) await caseHandlers['cases.handBack'](desk, { ...request, caseId: held.caseId, note: null }, by);
  else if (what === 'ask' && held) await questionHandlers['cases.ask'](desk, { ...request, caseId: held.caseId, to: ['buyer'], questions: [{ claimId: null, kinds: [], text: 'Well?' }], dueAt: null }, by);
  else if (what === 'escalate' && held) await handUpHandlers['cases.escalate'](desk, { ...request, caseId: held.caseId, expectedVersion: held.version, reason: 'fraud', words: null }, by);
  else if (what === 'withdraw' && held) await exitHandlers['cases.withdraw'](desk, { ...request, caseId: held.caseId, expectedVersion: held.version, known: 'message', words: 'x' }, by);
  else if (what === 'endEscalation' && row) await handUpHandlers['cases.endEscalation'](desk, { ...request, caseId: row.caseId, expectedVersion: row.version, words: null }, lead);
  else if (what === 'endLease' && row) await handUpHandlers['queues.endLease'](desk, { ...request, caseId: row.caseId, reason: 'x' }, lead);
  else if (what === 'harm' && row) await handUpHandlers['cases.setHarm'](desk, { ...request, caseId: row.caseId, words: size > 1 ? 'x' : null }, lead);
  else if (what === 'queue') {
    const queueId = (await readPlan(desk.db)).queues.filter((queue) => queue.isActive)[which]?.queueId ?? null;
    const rule = QueueRule.parse(size > 1 ? { reasons: ['counterfeit'] } : { valueFrom: 10 ** (2 + size) });
    const assigned = which > 2 ? [] : [{ personId: by.personId, capacity: 1 + size }];
    await queueHandlers['queues.save'](desk, { ...request, queueId, name: `Queue ${queueId ?? which}`, rule, skill: null, isActive: true, people: assigned }, lead);
  } else if (what === 'removeQueue') {
    const queueId = (await readPlan(desk.db)).queues.filter((queue) => queue.isActive)[which]?.queueId;
    if (queueId) await queueHandlers['queues.remove'](desk, { ...request, queueId }, lead);
  } else if (what === 'weights') {
    const { at } = await queueHandlers['queues.weights'](desk, {}, lead);
    await queueHandlers['queues.setWeights'](desk, { ...request, weights: { ...usualWeights, harm: 10 * size, value: { perPower: which, most: 30 } }, setAt: at }, lead);
  } else if (what === 'minutes') clock.now += 4 * minute;
  else if (what === 'day') clock.now += (1 + size) * 24 * 60 * minute;
  else if (what === 'jobs') await temp.runDueJobs(jobs);
  else if (what === 'sweep') await weighDue(desk);
}

/** Whatever happened, somebody or something comes back to every case that is not decided. */
async function check({ temp }: Story): Promise<void> {
  const rows = await temp.desk.db.select().from(disputeCase);
  const pending = await temp.desk.db.select({ kind: job.kind, caseId: job.caseId }).from(job).where(inArray(job.state, ['waiting', 'running']));
  const waits = (row: CaseRecord, kind: string) => pending.some((one) => one.caseId === row.caseId && one.kind === kind);
  for (const row of rows) {
    if (row.state === 'queued') expect(row.leasePersonId, 'queued and leased').toBeNull();
    else if (row.state === 'in_review') expect(waits(row, 'lease.expire'), 'a lease that nothing ends').toBe(true);
    else if (row.state === 'waiting') expect(waits(row, 'question.lapse'), 'waits for an answer that nothing ends').toBe(true);
    else expect(row.state).toBe('closed');
  }
  const tally = await temp.desk.db.select().from(caseTally).where(eq(caseTally.state, 'queued'));
  expect(tally.reduce((sum, { cases }) => sum + cases, 0), 'kept counters').toBe(rows.filter(({ state }) => state === 'queued').length);
}

/** When everything due has run, every waiting case stands where the plan has it, and a lead without limits is served all that is free. */
async function checkEnd({ temp }: Story): Promise<void> {
  const { desk, clock } = temp;
  clock.now += 90 * 24 * 60 * minute;
  for (let round = 0; round < 4; round += 1) await temp.runDueJobs(jobs);
  // What came back was kept for whoever had asked; that ends too.
  clock.now += 30 * 24 * 60 * minute;
  while ((await weighDue(desk)).due > 0);
  const plan = await readPlan(desk.db);
  expect(plan.isPlacing).toBe(false);
  const waiting = await desk.db.select().from(disputeCase).where(eq(disputeCase.state, 'queued'));
  for (const row of waiting) expect({ queueId: row.queueId, priority: row.priority }).toEqual({ queueId: placeOf(plan, row, clock.now).queueId, priority: placeOf(plan, row, clock.now).priority });
  for (const { queueId, isActive } of plan.queues) if (isActive) await queueHandlers['queues.remove'](desk, { requestId: randomUUID(), queueId }, await temp.seat('Zoe', 'lead'));
  const zoe = await temp.seat('Zoe', 'lead');
  for (const _one of waiting) expect(await caseHandlers['cases.next'](desk, { requestId: randomUUID() }, zoe)).toMatchObject({ served: true });
  const left = await desk.db.select().from(disputeCase).where(and(eq(disputeCase.state, 'queued')));
  expect(left).toEqual([]);
}

describe('whatever people and jobs do, with queues, weights and capacities changing', () => {
  it('no case is ever lost: it waits where it belongs, somebody has it until a job ends that, or it is waited for', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 25, maxLength: 45 }), async (happenings) => {
        const temp = await openTempDesk();
        try {
          const story: Story = { temp, people: [await temp.seat('Ada'), await temp.seat('Bo'), await temp.seat('Lea', 'lead')], arrived: 0 };
          for (const one of [{ what: 'arrive' as const, who: 0, which: 0, size: 1 }, ...happenings]) {
            await happen(story, one).catch((error: unknown) => {
              if (!(error instanceof DeskError)) throw error;
            });
            await check(story);
          }
          await checkEnd(story);
        } finally {
          temp.close();
        }
      }),
      { numRuns: 8, endOnFailure: true },
    );
  });
});
