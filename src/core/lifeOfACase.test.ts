import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commands } from '../contract/lifeCycle.ts';
import type { CaseState } from '../contract/vocabulary.ts';
import { step } from '../testing/caseSteps.ts';
import { beginStory, sellerMayAnswerUntil, type Beginning, type CaseStory } from '../testing/caseStory.ts';
import { verifyLog } from './audit/verify.ts';
import { loadCase } from './cases/lease.ts';
import { correction } from './db/schema/appeal.ts';

const captured = 6_665n;
const sum = (minors: bigint[]) => minors.reduce((total, minor) => total + minor, 0n);

/** Every state some chain of commands leads to from this one, itself among them. */
function after(state: CaseState): Set<CaseState> {
  const found = new Set([state]);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const [, row] of commands) if (row.from.some((from) => found.has(from))) found.add(row.to);
  }
  return found;
}

/** What must hold whatever happened; `seen` is the state before. Gives the state now. */
async function check(story: CaseStory, { isAnswered, limitMinor }: Beginning, seen: CaseState): Promise<CaseState> {
  const row = await loadCase(story.temp.desk.db, story.caseId);
  expect([...after(seen)], `${seen} became ${row.state}`).toContain(row.state);
  const rulings = await story.rulings();
  const effective = rulings.filter(({ state }) => state === 'effective');
  expect(rulings.filter(({ state }) => state === 'staged' || state === 'held').length, 'rulings under way').toBe(row.state === 'staged' || row.state === 'held' ? 1 : 0);

  const paid = [...story.temp.gateway.payouts.values()];
  expect(new Set(paid.map(({ rulingId }) => rulingId)).size, 'a ruling was paid twice').toBe(paid.length);
  for (const { rulingId } of paid) expect(effective.map((one) => one.rulingId), 'money left without a ruling in effect').toContain(rulingId);
  const back = await story.temp.desk.db.select().from(correction).where(eq(correction.caseId, story.caseId));
  const net = sum(paid.map(({ amount }) => BigInt(amount.minor))) - sum(back.map(({ buyerMinor }) => buyerMinor));
  expect(net <= captured, 'more was paid than was captured').toBe(true);

  const settled = effective.filter(({ offerId }) => offerId !== null);
  expect(settled.length, 'a settlement ends the case').toBe(row.state === 'closed' && row.closedAs === 'settled' ? 1 : 0);
  const decided = effective.filter(({ offerId }) => offerId === null);
  expect(new Set(decided.map(({ personId }) => personId)).size, 'an appeal went back to who ruled before').toBe(decided.length);
  for (const one of rulings) {
    if (one.offerId === null && one.outcome !== 'no_refund') expect(isAnswered || one.stagedAt >= sellerMayAnswerUntil, 'the seller was not heard').toBe(true);
  }

  const approvals = await story.approvals();
  for (const one of decided) {
    const isAbove = limitMinor !== null && one.personId !== story.seats.Lea.personId && (one.amountMinor ?? 0n) > BigInt(limitMinor) && one.rulingId === decided[0]?.rulingId;
    if (isAbove) expect(approvals.some(({ rulingId, action, personId }) => rulingId === one.rulingId && action === 'approved' && personId !== one.personId), 'nobody else looked').toBe(true);
  }
  return row.state;
}

describe('whatever people, jobs, the source and the line to the marketplace do to a case', () => {
  it('never pays twice or above what was captured, never rules unheard, never lets an author judge themselves, and moves by the table alone', { timeout: 240_000 }, async () => {
    const beginning: fc.Arbitrary<Beginning> = fc.record({ isAnswered: fc.constantFrom(true, true, false), limitMinor: fc.constantFrom(null, '4000') });
    await fc.assert(
      fc.asyncProperty(beginning, fc.array(step, { minLength: 20, maxLength: 60 }), async (begin, steps) => {
        const story = await beginStory(begin);
        try {
          let seen: CaseState = 'queued';
          for (const next of steps) {
            await story.take(next);
            seen = await check(story, begin, seen);
          }
          expect(await verifyLog(story.temp.desk.db)).toMatchObject({ ok: true });
        } finally {
          story.temp.close();
        }
      }),
      { numRuns: 24 },
    );
  });
});
