import { asc, eq } from 'drizzle-orm';
import type { approvalMethods, HeldRuling, SecondLook } from '../../contract/approvals.ts';
import { toApproval, toHold } from '../cases/approvals.ts';
import { toSummary } from '../cases/caseFile.ts';
import type { Db } from '../db/open.ts';
import { approval, rulingHold } from '../db/schema/approval.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { Person } from '../../contract/people.ts';
import type { Handlers } from '../handlers.ts';
import { readLimits } from '../people/limits.ts';
import { nearestLimit } from '../people/nearestLimit.ts';
import { hashForApproval } from './approvalHash.ts';
import { approveRuling, returnRuling, ruleOtherwise, unopenedBy, whatChanged } from './approve.ts';
import { whyNotSecond } from './secondPerson.ts';
import { letterWriter } from './takeEffect.ts';

export const approvalHandlers: Pick<Handlers, keyof typeof approvalMethods> = {
  'approvals.list': (desk, _input, by) => listHeld(desk.db, by),
  'approvals.get': (desk, input, by) => secondLook(desk.db, input.rulingId, by, desk.clock()),
  'approvals.approve': approveRuling,
  'approvals.return': returnRuling,
  'approvals.ruleOtherwise': ruleOtherwise,
};

/** Held rulings as this person sees them: the one that should be decided first in front. */
export async function listHeld(db: Db, by: Person): Promise<HeldRuling[]> {
  const rows = await db
    .select({ ruling, hold: rulingHold, number: disputeCase.number, title: disputeCase.title })
    .from(ruling)
    .innerJoin(rulingHold, eq(rulingHold.rulingId, ruling.rulingId))
    .innerJoin(disputeCase, eq(disputeCase.caseId, ruling.caseId))
    .where(eq(ruling.state, 'held'))
    .orderBy(asc(rulingHold.dueAt), asc(rulingHold.heldAt), asc(ruling.rulingId));
  const limits = await readLimits(db);
  return rows.map((row) => {
    const hold = toHold(row.hold);
    const limit = nearestLimit(limits, by, hold.total.currency);
    return { summary: toSummary(row.ruling, row), title: row.title, hold, whyNot: whyNotSecond(by, { personId: row.ruling.personId, name: row.ruling.personName }, limit, hold.total) };
  });
}

async function secondLook(db: Db, rulingId: string, by: Person, now: number): Promise<SecondLook | null> {
  const [found] = await db.select({ ruling, hold: rulingHold }).from(ruling).innerJoin(rulingHold, eq(rulingHold.rulingId, ruling.rulingId)).where(eq(ruling.rulingId, rulingId));
  if (!found) return null;
  const steps = await db.select().from(approval).where(eq(approval.rulingId, rulingId)).orderBy(asc(approval.step));
  const hold = toHold(found.hold);
  const sha256 = await hashForApproval(db, rulingId);
  const limit = nearestLimit(await readLimits(db), by, hold.total.currency);
  const author = { personId: found.ruling.personId, name: found.ruling.personName };
  return {
    hold,
    steps: steps.map(toApproval),
    sha256,
    changed: whatChanged(found.hold, sha256),
    whyNot: by.role === 'admin' ? 'Only mediators and team leads decide rulings.' : whyNotSecond(by, author, limit, hold.total),
    unopened: await unopenedBy(db, rulingId, by.personId),
    letters: (await letterWriter(db, rulingId))(now),
  };
}
