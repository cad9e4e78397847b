import { and, eq } from 'drizzle-orm';
import type { CaseFile } from '../../contract/caseFile.ts';
import type { Money } from '../../contract/money.ts';
import type { RefundBasis } from '../../contract/rulings.ts';
import type { Outcome } from '../../contract/vocabulary.ts';
import { approval } from '../db/schema/approval.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { Db } from '../db/open.ts';
import { DeskError, notFound } from '../fault.ts';
import { workOut } from '../rulings/working.ts';
import { blindFile } from './blindFile.ts';

/** The frozen case of a ruling as who judges it blind sees it. NOT_FOUND, and NOT_ALLOWED_NOW when it cannot be read. */
export async function readBlindFile(db: Db, rulingId: string): Promise<CaseFile> {
  const [row] = await db.select().from(ruling).where(eq(ruling.rulingId, rulingId));
  if (!row) throw notFound('ruling', rulingId);
  const names = [row.personName, ...(await approversOf(db, rulingId))];
  try {
    return blindFile(row.frozenFile, names);
  } catch {
    throw new DeskError('NOT_ALLOWED_NOW', 'The case as it was when this was ruled cannot be read: its frozen file is damaged, or of a form this desk does not know.');
  }
}

/** Who approved a ruling, by name. */
export async function approversOf(db: Db, rulingId: string): Promise<string[]> {
  const steps = await db.select({ name: approval.personName }).from(approval).where(and(eq(approval.rulingId, rulingId), eq(approval.action, 'approved')));
  return [...new Set(steps.map(({ name }) => name))];
}

/** What a view comes to within the room there was when the case was ruled. Throws BAD_INPUT with what is wrong. */
export function amountOfView(file: Pick<CaseFile, 'refundRoom'>, view: { outcome: Outcome; basis: RefundBasis }): Money | null {
  const { amount, problems } = workOut(file.refundRoom, view);
  const [problem] = problems;
  if (problem) throw new DeskError('BAD_INPUT', problem.message);
  return amount;
}
