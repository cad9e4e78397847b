import { asc, desc, eq } from 'drizzle-orm';
import type { Approval, Hold } from '../../contract/approvals.ts';
import type { Db } from '../db/open.ts';
import { approval, rulingHold } from '../db/schema/approval.ts';
import { ruling } from '../db/schema/ruling.ts';

/** What second persons did with the rulings of a case, oldest first, and the ruling that waits for one. */
export async function readApprovals(db: Db, caseId: string): Promise<{ approvals: Approval[]; hold: Hold | null }> {
  const steps = await db
    .select({ row: approval })
    .from(approval)
    .innerJoin(ruling, eq(ruling.rulingId, approval.rulingId))
    .where(eq(ruling.caseId, caseId))
    .orderBy(asc(approval.at), asc(approval.step));
  const [held] = await db
    .select({ row: rulingHold, state: ruling.state })
    .from(rulingHold)
    .innerJoin(ruling, eq(ruling.rulingId, rulingHold.rulingId))
    .where(eq(ruling.caseId, caseId))
    .orderBy(desc(rulingHold.heldAt))
    .limit(1);
  return { approvals: steps.map(({ row }) => toApproval(row)), hold: held?.state === 'held' ? toHold(held.row) : null };
}

/** A step as screens show it. */
export function toApproval({ rulingId, action, personId, personName, reason, at }: typeof approval.$inferSelect): Approval {
  return { rulingId, action, personId, personName, reason, at };
}

/** A hold as screens show it. */
export function toHold({ rulingId, heldAt, dueAt, limitMinor, totalMinor, currency }: typeof rulingHold.$inferSelect): Hold {
  return { rulingId, heldAt, dueAt, limit: { minor: String(limitMinor), currency }, total: { minor: String(totalMinor), currency } };
}
