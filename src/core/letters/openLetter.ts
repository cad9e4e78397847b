import { eq } from 'drizzle-orm';
import type { OpenFile } from '../core.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { letter } from '../db/schema/letter.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { notFound } from '../fault.ts';
import { requireRulingsShown } from '../hiddenRulings.ts';
import { referenceOf } from '../reference.ts';
import type { LetterSheet } from './pdf/letterPdf.ts';
import { pdfAside } from './pdf/pdfAside.ts';
import { tellsOfRuling } from './read.ts';

const notices = { planned: 'This letter was not sent yet.', sent: null, failed: 'This letter could not be sent.', withdrawn: 'This letter was taken back and not sent.' } as const;

/** A posted letter as a PDF; NOT_FOUND when there is none, NOT_ALLOWED_NOW while the ruling it tells is hidden from `by`. */
export async function openLetter(desk: Desk, letterId: string, by: SignedIn): Promise<OpenFile> {
  const [found] = await desk.db.select({ row: letter, number: disputeCase.number }).from(letter).innerJoin(disputeCase, eq(disputeCase.caseId, letter.caseId)).where(eq(letter.letterId, letterId));
  if (!found) throw notFound('letter', letterId);
  const { row } = found;
  if (tellsOfRuling(row)) await requireRulingsShown(desk.db, row.caseId, by);
  const reference = referenceOf(found);
  const at = row.sentAt ?? row.createdAt ?? desk.clock();
  return openSheet({ language: row.language, subject: row.subject, body: row.body, reference, at, notice: notices[row.state] }, `${reference} ${row.kind} to ${row.to}.pdf`);
}

/** A sheet as a file to be saved. */
export async function openSheet(sheet: LetterSheet, fileName: string): Promise<OpenFile> {
  const bytes = await pdfAside(sheet);
  return { mediaType: 'application/pdf', fileName, disposition: 'attachment', size: bytes.length, start: 0, end: bytes.length - 1, stream: new Blob([bytes as BlobPart]).stream() as ReadableStream<Uint8Array> };
}
