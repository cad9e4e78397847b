import canonicalize from 'canonicalize';
import { and, eq, inArray } from 'drizzle-orm';
import { basename } from 'node:path';
import type { ExchangeFile } from '../../contract/exchange.ts';
import type { File } from '../../marketplaceApi/types.gen.ts';
import type { SentFile } from '../cases/attachExhibits.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { vaultFile } from '../db/schema/evidence.ts';
import { exchangeDocument } from '../db/schema/exchange.ts';
import { exchangeHandlers, type ExchangeHandler } from '../exchange/handlers.ts';
import { readDocument } from '../exchange/readDocument.ts';
import { DeskError, diskFault } from '../fault.ts';
import { sha256 } from '../ids.ts';
import { checkName } from '../intake/bundle/nameRules.ts';
import { fetchFile } from './fetchFile.ts';
import { FeedRefused, firstRetryMs } from './refused.ts';
import { caseOf, takeDispute, type Came, type Look } from './takeDispute.ts';

/** Begins the name a reply has among the documents of the exchange; no name of a file can hold the slash. */
export const replyPrefix = 'reply/';

const schemas = Object.fromEntries(Object.entries(exchangeHandlers).map(([schema, { document }]) => [schema, document]));

/** Fetches what a party said and does what the same document does in the exchange folder, once. Throws FeedRefused. */
export async function takeReply(look: Look, replyId: string): Promise<Came> {
  const reply = await look.client.getReply({ replyId });
  if (!reply) throw new FeedRefused('NOT_FOUND', `The marketplace does not know the reply ${replyId} that it named.`);
  const bytes = Buffer.from(canonicalize(reply.document) ?? '');
  const hash = sha256(bytes);
  const [earlier] = await look.desk.db.select({ state: exchangeDocument.state }).from(exchangeDocument).where(eq(exchangeDocument.sha256, hash));
  if (earlier?.state === 'taken') return 'unchanged';
  const read = readDocument(bytes, schemas);
  if (!read.ok) throw new FeedRefused(read.code, read.message);
  const handler = exchangeHandlers[read.schema];
  if (!handler) throw new Error('A reply was read for which there is no handler.');
  await haveDispute(look, reply.disputeId);
  const { evidence, bundle } = handler.filesOf(read.document);
  if (bundle !== null) throw new FeedRefused('BUNDLE_REFUSED', 'A reply that comes by the marketplace brings its files one by one, never in a bundle.');
  const files = await fetchAll(look, evidence, reply.files);
  await apply(look, handler, read.document, { replyId, disputeId: reply.disputeId, schema: read.schema, hash, files });
  return 'taken';
}

/** A reply may come before the event of its dispute, or while that one is refused: then it is tried again later. */
async function haveDispute(look: Look, disputeId: string): Promise<void> {
  if (await caseOf(look.desk.db, look.source, disputeId)) return;
  try {
    await takeDispute(look, disputeId);
  } catch (error) {
    if (!(error instanceof FeedRefused)) throw error;
    if (await caseOf(look.desk.db, look.source, disputeId)) return;
    throw new FeedRefused(error.code, `The dispute of this reply could not be taken in: ${error.message}`, firstRetryMs);
  }
}

async function fetchAll({ desk, client, signal }: Look, named: readonly ExchangeFile[], given: readonly File[]): Promise<SentFile[]> {
  const files: SentFile[] = [];
  if (new Set(named.map(({ path }) => path)).size !== named.length) throw new FeedRefused('FILE_TWICE', 'The reply names the same file twice.');
  for (const { path, fileName, kind, mediaType, statement, sha256: wanted } of named) {
    if (checkName(path) !== null) throw new FeedRefused('FILE_NAME_REFUSED', `The desk does not follow the name ${JSON.stringify(path.slice(0, 80))}.`);
    const file = given.find(({ id }) => id === path);
    if (!file) throw new FeedRefused('FILE_MISSING', `The reply names ${path}, but the marketplace does not say where it is.`, firstRetryMs);
    if (file.sha256 !== wanted) throw new FeedRefused('FILE_HASH_DIFFERS', `${path} is not the file the reply names: the marketplace has another SHA-256 for it.`);
    const got = await fetchFile(desk, client, file, signal);
    if (!got.isKept) throw new FeedRefused('FILE_MISSING', `A file of the reply could not be had, and without it the reply is not whole. ${path}: ${got.words}`, firstRetryMs);
    files.push({ kind, mediaType, statement, fileName: fileName ?? basename(path), sha256: wanted, size: file.size });
  }
  return files;
}

type Whole = { replyId: string; disputeId: string; schema: string; hash: string; files: SentFile[] };

async function apply({ desk, source }: Look, handler: ExchangeHandler, document: unknown, { replyId, disputeId, schema, hash, files }: Whole): Promise<void> {
  try {
    await desk.write(async (tx) => {
      if (files.length > 0) await tx.update(vaultFile).set({ createdAt: tx.now }).where(inArray(vaultFile.sha256, files.map((one) => one.sha256)));
      const { caseId, words } = await handler.apply(desk, tx, document, { sha256: hash, files });
      const [own] = await tx.select({ caseId: disputeCase.caseId }).from(disputeCase).where(and(eq(disputeCase.source, source), eq(disputeCase.sourceId, disputeId)));
      // Else one marketplace could answer, or appeal, in the cases of another.
      if (own?.caseId !== caseId) throw new DeskError('BAD_INPUT', `The reply is not about the dispute ${disputeId}, under which the marketplace gave it out.`);
      const record = { fileName: `${replyPrefix}${replyId}`, schema, caseId, state: 'taken' as const, code: null, words, at: tx.now };
      await tx.insert(exchangeDocument).values({ sha256: hash, ...record }).onConflictDoUpdate({ target: exchangeDocument.sha256, set: record });
      tx.emit({ type: 'exchange.changed' });
    });
  } catch (error) {
    if (error instanceof DeskError && diskFault(error) === null && error.code !== 'DISK_FULL') throw new FeedRefused(error.code, error.message);
    throw error;
  }
}
