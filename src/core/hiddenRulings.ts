import { inArray, and, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { appeal, appealView } from './db/schema/appeal.ts';
import { approval } from './db/schema/approval.ts';
import { disputeCase } from './db/schema/disputeCase.ts';
import { ruling } from './db/schema/ruling.ts';
import type { Db } from './db/open.ts';
import type { SignedIn } from './desk.ts';
import { DeskError } from './fault.ts';

// Names of their own, so that the column asked about may be one of the same tables.
const open = alias(appeal, 'open_appeal');
const its = alias(disputeCase, 'its_case');
const view = alias(appealView, 'own_view');
const own = alias(ruling, 'own_ruling');
const step = alias(approval, 'own_step');

/**
 * Whether the rulings of a case, and the money and letters of them, are hidden from a person, as SQL over a column with the case's id: from
 * everybody who may come to decide an open appeal and has not noted a view of their own. Who ruled on the case, or approved what was ruled, knows the ruling, a held
 * ruling on the appeal is measured by whoever approves it, and the owner of the machine rules on nothing.
 */
export function areRulingsHidden(caseId: SQLWrapper, by: SignedIn): SQL {
  if (by.role === 'admin') return sql`0`;
  return sql`(exists (select 1 from ${appeal} as ${open} inner join ${disputeCase} as ${its} on ${its.caseId} = ${open.caseId}
    where ${open.caseId} = ${caseId} and ${open.state} = 'open' and ${its.state} in ('queued', 'in_review', 'waiting', 'staged')
    and not exists (select 1 from ${appealView} as ${view} where ${view.appealId} = ${open.appealId} and ${view.personId} = ${by.personId}))
    and not exists (select 1 from ${ruling} as ${own} where ${own.caseId} = ${caseId} and ${own.state} = 'effective'
      and (${own.personId} = ${by.personId} or exists (select 1 from ${approval} as ${step} where ${step.rulingId} = ${own.rulingId} and ${step.personId} = ${by.personId} and ${step.action} = 'approved'))))`;
}

/** Those of the cases whose rulings are hidden from a person. */
export async function casesWithHiddenRulings(db: Db, caseIds: readonly (string | null)[], by: SignedIn): Promise<Set<string>> {
  const asked = [...new Set(caseIds.filter((id) => id !== null))];
  if (asked.length === 0) return new Set();
  const rows = await db
    .select({ caseId: disputeCase.caseId })
    .from(disputeCase)
    .where(and(inArray(disputeCase.caseId, asked), areRulingsHidden(disputeCase.caseId, by)));
  return new Set(rows.map(({ caseId }) => caseId));
}

/** Whether the rulings of any case are hidden from a person. */
export async function isSomethingHidden(db: Db, by: SignedIn): Promise<boolean> {
  if (by.role === 'admin') return false;
  // Only these can be hidden; all cases of a large desk would take a second.
  const candidates = sql`select case_id from appeal where state = 'open' union select case_id from review where state = 'open' and reviewer_id = ${by.personId}
    union select ruling.case_id from calibration_person as rater inner join calibration_case as rated on rated.calibration_id = rater.calibration_id
    inner join ruling on ruling.ruling_id = rated.ruling_id where rater.person_id = ${by.personId} and rater.done_at is null`;
  const [found] = await db.select({ caseId: disputeCase.caseId }).from(disputeCase).where(and(sql`${disputeCase.caseId} in (${candidates})`, areRulingsHidden(disputeCase.caseId, by))).limit(1);
  return found !== undefined;
}

/** Throws NOT_ALLOWED_NOW while the rulings of a case are hidden from a person. */
export async function requireRulingsShown(db: Db, caseId: string, by: SignedIn): Promise<void> {
  const hidden = await casesWithHiddenRulings(db, [caseId], by);
  if (hidden.has(caseId)) throw new DeskError('NOT_ALLOWED_NOW', `${hiddenWords} Note it in the case first.`);
}

/** What stands in the place of words that would tell of a hidden ruling. */
export const hiddenWords = 'This case is under appeal: what was ruled before stays hidden until you have noted your own view.';
