import { and, eq, inArray } from 'drizzle-orm';
import type { disclosureMethods } from '../../contract/disclosures.ts';
import type { CoveredRow } from '../audit/rows.ts';
import { disclosure } from '../db/schema/disclosure.ts';
import { evidence } from '../db/schema/evidence.ts';
import { labelOf } from '../evidence/label.ts';
import { DeskError, notFound } from '../fault.ts';
import type { Handlers } from '../handlers.ts';
import { newId } from '../ids.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { composeDisclosure } from '../letters/disclosureLetter.ts';
import { postLetter } from '../letters/post.ts';
import { changeHeld } from './changeHeld.ts';
import { addressOf } from './postQuestion.ts';

export const disclosureHandlers: Pick<Handlers, keyof typeof disclosureMethods> = {
  'cases.disclose': (desk, input, by) =>
    changeHeld(desk, by, 'cases.disclose', input, async (tx, row) => {
      const { to } = input;
      const ids = [...new Set(input.evidenceIds)];
      const exhibits = await tx.select().from(evidence).where(and(eq(evidence.caseId, row.caseId), inArray(evidence.evidenceId, ids))).orderBy(evidence.position);
      const unknown = ids.find((id) => !exhibits.some((one) => one.evidenceId === id));
      if (unknown !== undefined) throw notFound('exhibit', unknown);
      for (const one of exhibits) {
        if (one.side === to) throw new DeskError('BAD_INPUT', `${labelOf(one)} came from the ${to}, who knows it.`);
        if (one.admissibility !== 'admitted') throw new DeskError('BAD_INPUT', `${labelOf(one)} is not admitted (${one.admissibility.replace('_', ' ')}); nothing can be decided on it, so it is not shown.`);
        if (one.state === 'missing' || one.state === 'erased') throw new DeskError('BAD_INPUT', `The file of ${labelOf(one)} is not here and cannot be shown.`);
      }
      const address = await addressOf(tx, row, to);
      const listed = exhibits.map((one) => ({ label: labelOf(one), kind: one.kind, fileName: one.fileName, statement: one.statement }));
      const posted = await postLetter(tx, { ...composeDisclosure({ ...address, exhibits: listed }), caseId: row.caseId, reference: address.reference, kind: 'notice' });
      const rows: CoveredRow[] = [posted];
      for (const one of exhibits) {
        const disclosureId = newId(tx.now);
        await tx.insert(disclosure).values({ disclosureId, caseId: row.caseId, evidenceId: one.evidenceId, to, sha256: one.sha256, how: 'letter', letterId: posted.id, personName: by.name, at: tx.now });
        rows.push({ table: 'disclosure', id: disclosureId });
      }
      const words = `${listed.map((one) => one.label).join(', ')} of ${address.reference}`;
      await enqueue(tx, { kind: 'disclosure.copy', words: `Copies of ${words} for the ${to}`, payload: { letterId: posted.id }, caseId: row.caseId, uniqueKey: `disclosure.copy:${posted.id}` });
      return { note: { action: 'exhibits.disclosed', subject: `letter:${posted.id}`, words: `${by.name} showed the ${to} ${words}`, data: { evidenceIds: ids }, rows }, value: {} };
    }),
};
