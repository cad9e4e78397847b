import { and, asc, eq, not, sql } from 'drizzle-orm';
import type { approvalMethods, HeldRuling, SecondLook } from '../../contract/approvals.ts';
import { toApproval, toHold } from '../cases/approvals.ts';
import { barredOf, whyNotDecide } from '../cases/barred.ts';
import { toSummary } from '../cases/caseFile.ts';
import type { Db } from '../db/open.ts';
import { approval, rulingHold } from '../db/schema/approval.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { SignedIn } from '../desk.ts';
import type { Handlers } from '../handlers.ts';
import { areRulingsHidden, requireRulingsShown } from '../hiddenRulings.ts';
import { readLimits } from '../people/limits.ts';
import { nearestLimit } from '../people/nearestLimit.ts';
import { hashForApproval } from './approvalHash.ts';
import { approveRuling, returnRuling, ruleOtherwise, unopenedBy, whatChanged } from './approve.ts';
import { whyNotSecond } from './secondPerson.ts';
import { letterWriter } from './takeEffect.ts';

export const approvalHandlers: Pick<Handlers, keyof typeof approvalMethods> = {
  'approvals.list': (desk, _input, by) => listHeld(desk.db, by, desk.clock()),
  'approvals.get': (desk, input, by) => secondLook(desk.db, input.rulingId, by, desk.clock()),
  'approvals.approve': approveRuling,
  'approvals.return': returnRuling,
  'approvals.ruleOtherwise': ruleOtherwise,
};

/** Held rulings as this person sees them: the one that should be decided first in front; none that is hidden from them. */
export async function listHeld(db: Db, by: SignedIn, now: number): Promise<HeldRuling[]> {
  const rows = await db
    .select({ ruling, hold: rulingHold, number: disputeCase.number, caseId: disputeCase.caseId, source: disputeCase.source, title: disputeCase.title })
    .from(ruling)
    .innerJoin(rulingHold, eq(rulingHold.rulingId, ruling.rulingId))
    .innerJoin(disputeCase, eq(disputeCase.caseId, ruling.caseId))
    .where(and(sql`${ruling.state} = 'held'`, not(areRulingsHidden(ruling.caseId, by))))
    .orderBy(asc(rulingHold.dueAt), asc(rulingHold.heldAt), asc(ruling.rulingId));
  const limits = await readLimits(db);
  const barred = await barredOf(db, rows.map((row) => row.ruling.caseId), by, now);
  return Promise.all(
    rows.map(async (row) => {
      const hold = toHold(row.hold);
      const limit = nearestLimit(limits, by, hold.total.currency);
      const whyNot = whyNotSecond(by, { personId: row.ruling.personId, name: row.ruling.personName }, limit, hold.total);
      const reason = whyNot === null && barred.has(row.ruling.caseId) ? await whyNotDecide(db, row, by, now) : null;
      return { summary: toSummary(row.ruling, row), title: row.title, hold, whyNot: reason?.words ?? whyNot };
    }),
  );
}

async function secondLook(db: Db, rulingId: string, by: SignedIn, now: number): Promise<SecondLook | null> {
  const [found] = await db
    .select({ ruling, hold: rulingHold, source: disputeCase.source })
    .from(ruling)
    .innerJoin(rulingHold, eq(rulingHold.rulingId, ruling.rulingId))
    .innerJoin(disputeCase, eq(disputeCase.caseId, ruling.caseId))
    .where(eq(ruling.rulingId, rulingId));
  if (!found) return null;
  const { caseId, personId, personName } = found.ruling;
  await requireRulingsShown(db, caseId, by);
  const steps = await db.select().from(approval).where(eq(approval.rulingId, rulingId)).orderBy(asc(approval.step));
  const hold = toHold(found.hold);
  const sha256 = await hashForApproval(db, rulingId);
  const limit = nearestLimit(await readLimits(db), by, hold.total.currency);
  const whyNot = whyNotSecond(by, { personId, name: personName }, limit, hold.total) ?? (await whyNotDecide(db, { caseId, source: found.source }, by, now, personId))?.words ?? null;
  return {
    hold,
    steps: steps.map(toApproval),
    sha256,
    changed: whatChanged(found.hold, sha256),
    whyNot: by.role === 'admin' ? 'Only mediators and team leads decide rulings.' : whyNot,
    unopened: await unopenedBy(db, rulingId, by.personId),
    letters: (await letterWriter(db, rulingId))(now),
  };
}
