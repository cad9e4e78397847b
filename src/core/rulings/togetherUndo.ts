import { setImmediate } from 'node:timers/promises';
import { asc, eq } from 'drizzle-orm';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import { referenceOf } from '../cases/lifeCycle.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { ruling } from '../db/schema/ruling.ts';
import { together } from '../db/schema/together.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError, notFound } from '../fault.ts';
import { once } from '../once.ts';
import { undoOn } from './undo.ts';

type Undone = OutputOf<'rulings.undoTogether'>;

/**
 * Takes back all rulings made together, each in a write of its own, the soonest to take effect first; those that took effect meanwhile are named.
 * Going on after a break needs nothing kept: what is taken back stays so. Only their author: NOT_PERMITTED.
 */
export async function undoTogether(desk: Desk, { requestId, togetherId }: ParsedInputOf<'rulings.undoTogether'>, by: SignedIn): Promise<Undone> {
  const [run] = await desk.db.select({ personId: together.personId }).from(together).where(eq(together.togetherId, togetherId));
  if (!run) throw notFound('ruling', togetherId);
  if (run.personId !== by.personId) throw new DeskError('NOT_PERMITTED', 'Only who ruled on these cases can take the rulings back.');
  const rows = await desk.db
    .select({ rulingId: ruling.rulingId, state: ruling.state, number: disputeCase.number })
    .from(ruling)
    .innerJoin(disputeCase, eq(disputeCase.caseId, ruling.caseId))
    .where(eq(ruling.togetherId, togetherId))
    .orderBy(asc(ruling.effectiveAt), asc(ruling.rulingId));
  const answer: Undone = { togetherId, undone: [], kept: [] };
  for (const { rulingId, number } of rows) {
    const input = { requestId: `${requestId}:${rulingId}`, rulingId };
    try {
      answer.undone.push(await once(desk, by, 'rulings.undoTogether', input, (tx) => undoOn(tx, rulingId, by)));
    } catch (error) {
      if (!(error instanceof DeskError)) throw error;
      answer.kept.push({ reference: referenceOf({ number }), why: error.message });
    }
    await setImmediate();
  }
  return answer;
}
