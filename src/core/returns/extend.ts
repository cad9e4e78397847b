import type { Reckoning } from '../../contract/deadlines.ts';
import type { ParsedInputOf } from '../../contract/methods.ts';
import { append } from '../audit/append.ts';
import { calendarOfParty } from '../cases/answerTime.ts';
import { loadCase } from '../cases/lease.ts';
import { referenceOf, touchCase } from '../cases/lifeCycle.ts';
import { dueDate, extended } from '../deadlines/workingDays.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError, notFound } from '../fault.ts';
import { requireRulingsShown } from '../hiddenRulings.ts';
import { postponeJob } from '../jobs/postpone.ts';
import { once } from '../once.ts';
import { changeReturn, loadReturn, noteStep, type ReturnRow } from './orders.ts';
import { requireNeutral } from './requireNeutral.ts';
import { tellBoth } from './tell.ts';

/** Where the time to send goods ends: by a ruling that takes effect now, or after an extension of the return named. */
export async function previewReturn(desk: Desk, { caseId, days, returnId }: ParsedInputOf<'returns.preview'>, by: SignedIn): Promise<Reckoning> {
  const calendar = await calendarOfParty(desk.db, (await loadCase(desk.db, caseId)).caseId, 'buyer', desk.clock());
  if (returnId === null) return dueDate(desk.clock(), days, calendar);
  await requireRulingsShown(desk.db, caseId, by);
  const row = await loadReturn(desk.db, returnId);
  if (row.caseId !== caseId) throw notFound('return', returnId);
  return extended(Math.max(row.dueAt, desk.clock()), days, calendar);
}

/** Gives the buyer working days more to send the goods, and tells both sides why. Throws NOT_ALLOWED_NOW when they were sent, or it is over, NOT_PERMITTED. */
export async function extendReturn(desk: Desk, input: ParsedInputOf<'returns.extend'>, by: SignedIn): Promise<{ dueAt: number }> {
  const { caseId } = await loadReturn(desk.db, input.returnId);
  const calendar = await calendarOfParty(desk.db, caseId, 'buyer', desk.clock());
  return once(desk, by, 'returns.extend', input, async (tx) => {
    const before = await loadReturn(tx, input.returnId);
    await requireRulingsShown(tx, caseId, by);
    requireUnsent(before);
    const reckoning = extended(Math.max(before.dueAt, tx.now), input.days, calendar);
    const row = await loadCase(tx, caseId);
    await requireNeutral(tx, row, by);
    const changed = await changeReturn(tx, before.returnId, { dueAt: reckoning.dueAt, reckoning });
    await postponeJob(tx, `return.lapse:${before.returnId}`, reckoning.dueAt);
    const noted = await noteStep(tx, before.returnId, { kind: 'extended', by: 'person', personId: by.personId, personName: by.name, words: input.reason });
    const letters = await tellBoth(tx, row, before, { act: 'extended', dueAt: reckoning.dueAt, dueBefore: before.dueAt, amount: null, ruled: null, lines: [], reason: input.reason });
    const moved = await touchCase(tx, row);
    await append(tx, {
      by,
      action: 'return.extended',
      subject: `return:${before.returnId}`,
      caseId,
      version: moved.version,
      words: `${by.name} gave the buyer of ${referenceOf(row)} ${input.days} working ${input.days === 1 ? 'day' : 'days'} more to send the goods: ${input.reason}`,
      data: { dueBefore: before.dueAt, dueAt: reckoning.dueAt },
      rows: [changed.covered, noted, ...letters],
    });
    return { dueAt: reckoning.dueAt };
  });
}

function requireUnsent({ state }: ReturnRow): void {
  if (state === 'planned' || state === 'ordered') return;
  throw new DeskError('NOT_ALLOWED_NOW', state === 'lapsed' ? 'The time to send the goods is over, and the refund is cancelled. An appeal can still change that.' : 'The goods were sent already, or need not be sent any more; there is no time to extend.');
}
