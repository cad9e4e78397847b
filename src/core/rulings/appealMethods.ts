import { and, eq } from 'drizzle-orm';
import type { appealMethods } from '../../contract/appeals.ts';
import { readCaseFile } from '../cases/caseFile.ts';
import { changeHeld } from '../cases/changeHeld.ts';
import { referenceOf } from '../cases/lifeCycle.ts';
import { toAppealStep } from '../cases/readAppeals.ts';
import { appeal, appealView } from '../db/schema/appeal.ts';
import { fromMoney } from '../db/schema/columns.ts';
import { DeskError } from '../fault.ts';
import type { Handlers } from '../handlers.ts';
import { newId } from '../ids.ts';
import { once } from '../once.ts';
import { receiveAppeal } from './receiveAppeal.ts';
import { workOut } from './working.ts';

export const appealHandlers: Pick<Handlers, keyof typeof appealMethods> = {
  'appeals.record': (desk, input, by) =>
    once(desk, by, 'appeals.record', input, async (tx) => {
      const { requestId: _requestId, receivedAt, ...incoming } = input;
      return toAppealStep(await receiveAppeal(tx, { ...incoming, receivedAt: receivedAt ?? tx.now }, by));
    }),

  'appeals.noteView': (desk, input, by) =>
    changeHeld(desk, by, 'appeals.noteView', input, async (tx, row) => {
      const [open] = await tx.select().from(appeal).where(and(eq(appeal.caseId, row.caseId), eq(appeal.state, 'open')));
      if (!open) throw new DeskError('NOT_ALLOWED_NOW', `${referenceOf(row)} is not under appeal, so no view of one is noted.`);
      const [earlier] = await tx.select().from(appealView).where(and(eq(appealView.appealId, open.appealId), eq(appealView.personId, by.personId)));
      if (earlier) throw new DeskError('NOT_ALLOWED_NOW', 'You noted your own view before; it stays as it was, because you have seen the first ruling since.');
      const { refundRoom } = await readCaseFile(tx, row.caseId, by, tx.now);
      const { amount, problems } = workOut(refundRoom, input);
      const [problem] = problems;
      if (problem) throw new DeskError('BAD_INPUT', problem.message);
      const viewId = newId(tx.now);
      await tx.insert(appealView).values({ viewId, appealId: open.appealId, personId: by.personId, outcome: input.outcome, ...fromMoney('amount', amount), words: input.words.trim(), notedAt: tx.now });
      const note = { action: 'appeal.viewNoted', subject: `appeal:${open.appealId}`, words: `${by.name} noted an own view of ${referenceOf(row)} before seeing the ruling appealed` };
      return { note: { ...note, rows: [{ table: 'appeal_view', id: viewId }] }, value: {} };
    }),
};
