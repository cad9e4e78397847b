import { and, desc, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { AnswerDocument, AppealDocument, OfferReplyDocument, ReturnDocument, type ExchangeFile } from '../../contract/exchange.ts';
import type { SentFile } from '../cases/attachExhibits.ts';
import { storeAnswer } from '../cases/storeAnswer.ts';
import { returnOrder } from '../db/schema/goodsBack.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { Tx } from '../db/write.ts';
import { deskItself, type Desk } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { noteTold } from '../returns/note.ts';
import { receiveAppeal } from '../rulings/receiveAppeal.ts';
import { recordReply } from '../rulings/offers/reply.ts';

/** What came with a document: its own hash, and its files in the vault. */
export type Came = { sha256: string; files: SentFile[] };

/** How one kind of document is taken in: what it must look like, which files come along, and what it does, in one transaction. */
export type ExchangeHandler = {
  document: z.ZodType;
  filesOf(document: unknown): { evidence: readonly ExchangeFile[]; bundle: string | null };
  /** Throws a DeskError to refuse; then nothing is changed and its words go into the reason beside the document. */
  apply(desk: Desk, tx: Tx, document: unknown, came: Came): Promise<{ caseId: string; words: string }>;
};

/** Ties a handler to the document it reads. */
export function handling<Document>(
  document: z.ZodType<Document>,
  filesOf: (document: Document) => { evidence: readonly ExchangeFile[]; bundle: string | null },
  apply: (desk: Desk, tx: Tx, document: Document, came: Came) => Promise<{ caseId: string; words: string }>,
): ExchangeHandler {
  return { document, filesOf: filesOf as ExchangeHandler['filesOf'], apply: apply as ExchangeHandler['apply'] };
}

const noFiles = () => ({ evidence: [], bundle: null });

/** Every kind of document the exchange folder takes, by its schema. */
export const exchangeHandlers: Readonly<Record<string, ExchangeHandler>> = {
  'dispute-answer/1': handling(
    AnswerDocument,
    ({ evidence, bundle }) => ({ evidence, bundle }),
    (_desk, tx, { questionId, letterId, from, at, words, language }, { sha256, files }) =>
      storeAnswer(tx, { questionId, letterId, from, saidAt: momentOf(at, tx.now), words, language, files, documentSha256: sha256 }),
  ),
  'dispute-appeal/1': handling(
    AppealDocument,
    ({ evidence, bundle }) => ({ evidence, bundle }),
    async (_desk, tx, { source, sourceId, from, at, newInformation }, { files }) => {
      const [found] = await tx.select({ caseId: disputeCase.caseId }).from(disputeCase).where(and(eq(disputeCase.source, source), eq(disputeCase.sourceId, sourceId)));
      if (!found) throw new DeskError('NOT_FOUND', `This desk has no case ${sourceId} of ${source}.`);
      await receiveAppeal(tx, { caseId: found.caseId, by: from, how: 'exchange', newInformation, exhibits: [], files, receivedAt: momentOf(at, tx.now) }, deskItself);
      return { caseId: found.caseId, words: `The ${from} appealed` };
    },
  ),
  'dispute-return/1': handling(
    ReturnDocument,
    ({ evidence, bundle }) => ({ evidence, bundle }),
    async (_desk, tx, document, { files }) => {
      const { eventId, kind, at, from, words, lines } = document;
      const { returnId, caseId } = await returnOf(tx, document);
      const told = { eventKey: eventId, kind, at: momentOf(at, tx.now), words: words?.trim() ? words : null, lines, photos: [], files };
      const isNew = await noteTold(tx, returnId, [told], { by: 'exchange', side: from });
      return { caseId, words: isNew ? `News of the goods that go back: ${kind.replaceAll('_', ' ')}` : 'News of the goods that go back, which was known already' };
    },
  ),
  'dispute-offer-reply/1': handling(OfferReplyDocument, noFiles, async (desk, tx, { offerId, from, reply, at, words }) => {
    const said = words?.trim() ? words : null;
    const { caseId, words: done } = await recordReply(desk, tx, { offerId, from, reply, saidAt: momentOf(at, tx.now), words: said, how: 'exchange', by: null });
    return { caseId, words: done };
  }),
};

/** The return a document speaks of: by its key, or the newest one of the case it names. */
async function returnOf(tx: Tx, { returnId, source, sourceId }: ReturnDocument): Promise<{ returnId: string; caseId: string }> {
  const ofCase = and(eq(disputeCase.source, source ?? ''), eq(disputeCase.sourceId, sourceId ?? ''));
  const [found] = await tx
    .select({ returnId: returnOrder.returnId, caseId: returnOrder.caseId })
    .from(returnOrder)
    .innerJoin(disputeCase, eq(disputeCase.caseId, returnOrder.caseId))
    .where(returnId === null ? ofCase : eq(returnOrder.returnId, returnId))
    .orderBy(desc(returnOrder.createdAt))
    .limit(1);
  if (!found) throw new DeskError('NOT_FOUND', returnId === null ? `No goods go back in a case ${sourceId} of ${source} at this desk.` : `This desk ordered no return ${returnId}.`);
  return found;
}

const skewMs = 24 * 60 * 60_000;

/** A moment of a document (ms UTC); clocks may differ, but nobody spoke in the days to come. */
export function momentOf(instant: string, now: number): number {
  const at = Date.parse(instant);
  if (at > now + skewMs) throw new DeskError('BAD_INPUT', 'The document says that the party spoke in the future. Look at the clock of whoever wrote it.');
  return Math.min(at, now);
}
