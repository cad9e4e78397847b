import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Adversary } from '../../contract/vocabulary.ts';
import { loadCase } from '../cases/lease.ts';
import { referenceOf } from '../cases/lifeCycle.ts';
import type { OpenFile } from '../core.ts';
import { ruling, rulingDraft } from '../db/schema/ruling.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { openSheet } from '../letters/openLetter.ts';
import { previewLetters } from './previewLetters.ts';

/**
 * The letter to one side as a PDF before it goes out: of the ruling that waits to take effect, else of the draft `by` saved. Throws
 * NOT_ALLOWED_NOW while the draft is not whole enough for letters.
 */
export async function openDraftLetter(desk: Desk, { caseId, to }: { caseId: string; to: Adversary }, by: SignedIn): Promise<OpenFile> {
  const row = await loadCase(desk.db, caseId);
  const [waiting] = await desk.db
    .select({ rulingId: ruling.rulingId })
    .from(ruling)
    .where(and(eq(ruling.caseId, caseId), inArray(ruling.state, ['staged'])))
    .orderBy(desc(ruling.stagedAt))
    .limit(1);
  const [saved] = await desk.db.select().from(rulingDraft).where(and(eq(rulingDraft.caseId, caseId), eq(rulingDraft.personId, by.personId)));
  const { letters, missing } = await previewLetters(desk, waiting ? waiting : { caseId, draft: saved?.draft ?? {} }, by);
  const found = letters.find((one) => one.to === to);
  if (!found) throw new DeskError('NOT_ALLOWED_NOW', `The letter cannot be written yet. ${missing[0]?.message ?? ''}`, { problems: missing });
  const reference = referenceOf(row);
  return openSheet({ language: found.language, subject: found.subject, body: found.body, reference, at: desk.clock(), notice: 'Preview. This letter was not sent.' }, `${reference} letter to ${to}, preview.pdf`);
}
