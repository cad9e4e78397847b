import { and, eq } from 'drizzle-orm';
import type { NeutralCase } from '../../contract/neutralCase.ts';
import type { Dispute } from '../../marketplaceApi/types.gen.ts';
import type { IncomingCase } from '../cases/storeCase.ts';
import type { EvidenceFile } from '../cases/storeEvidence.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { Db } from '../db/open.ts';
import { deskItself, type Desk } from '../desk.ts';
import { isEvidencePath } from '../intake/bundle/evidencePath.ts';
import { DocumentTooMuch, readAside } from '../intake/documents/readAside.ts';
import { takeInCase } from '../intake/takeInCase.ts';
import { fetchFile } from './fetchFile.ts';
import type { FeedClient } from './line.ts';
import { FeedRefused, firstRetryMs } from './refused.ts';

/** What a look at a marketplace works with; `source` is the one its documents must carry. */
export type Look = { desk: Desk; client: FeedClient; source: string; signal: AbortSignal };

/** What came of something that was fetched. */
export type Came = 'taken' | 'unchanged';

/**
 * Fetches a dispute as it stands and takes it in as every other case; one that is over and was never here is no work for this desk. Throws
 * FeedRefused: also when it was taken in, for files that could not be had.
 */
export async function takeDispute(look: Look, disputeId: string): Promise<Came> {
  const dispute = await look.client.getDispute({ disputeId });
  if (!dispute) throw new FeedRefused('NOT_FOUND', `The marketplace does not know the dispute ${disputeId} that it named.`);
  const known = await caseOf(look.desk.db, look.source, disputeId);
  if (!known && dispute.state !== 'escalated') return 'unchanged';
  const neutral = await readCase(look, disputeId, dispute);
  const { files, missing } = await fetchFiles(look, dispute, neutral);
  const taken = await takeInCase(look.desk, incomingOf(neutral, files, dispute, look.desk.clock()), null, deskItself, '', { raw: [] });
  if (missing.length > 0) throw new FeedRefused('FILE_MISSING', `The case is here, but ${missing.length === 1 ? 'a file' : `${missing.length} files`} of it could not be had: ${missing.slice(0, 3).join('; ')}${missing.length > 3 ? '; …' : ''}`, firstRetryMs);
  if (known?.state === 'closed' && known.endedOutside && dispute.state === 'escalated') throw new FeedRefused('CASE_CLOSED_HERE', 'The marketplace asks for a decision again, after it had said that the dispute was over. The case stays closed here; ask the marketplace to open a new dispute.');
  return taken.result === 'unchanged' ? 'unchanged' : 'taken';
}

/** The case of a dispute, when the desk has it. */
export async function caseOf(db: Db, source: string, disputeId: string) {
  const [found] = await db
    .select({ caseId: disputeCase.caseId, state: disputeCase.state, endedOutside: disputeCase.endedOutside })
    .from(disputeCase)
    .where(and(eq(disputeCase.source, source), eq(disputeCase.sourceId, disputeId)));
  return found;
}

async function readCase({ source, signal }: Look, disputeId: string, dispute: Dispute): Promise<NeutralCase> {
  const read = await readAside('case', Buffer.from(JSON.stringify(dispute.case)), signal).catch((error: unknown) => {
    if (error instanceof DocumentTooMuch) throw new FeedRefused('CASE_TOO_LARGE', error.message);
    throw error;
  });
  if (!read.ok) throw new FeedRefused(read.faults[0]?.code ?? 'CASE_INVALID', read.faults.slice(0, 5).map(({ message }) => message).join(' '));
  // One marketplace must not write into the cases of another.
  if (read.value.source !== source || read.value.sourceId !== disputeId) {
    throw new FeedRefused('CASE_OF_ANOTHER', `The document is of the dispute ${read.value.sourceId} of ${read.value.source}, not of ${disputeId} of ${source}.`);
  }
  return read.value;
}

async function fetchFiles({ desk, client, signal }: Look, dispute: Dispute, neutral: NeutralCase): Promise<{ files: Map<string, EvidenceFile>; missing: string[] }> {
  const named = new Map(dispute.files.map((file) => [file.id, file]));
  const files = new Map<string, EvidenceFile>();
  const missing: string[] = [];
  for (const item of neutral.evidence) {
    if (item.path === null) continue;
    const file = named.get(item.id);
    const got = file ? await fetchFile(desk, client, file, signal) : { isKept: false as const, words: 'The marketplace names this file, but does not say where it is.' };
    if (!got.isKept) missing.push(`${item.fileName}: ${got.words}`);
    if (!got.isKept) files.set(item.id, { sha256: null, state: 'missing', words: got.words });
    else files.set(item.id, { sha256: file?.sha256 ?? null, ...stateOf(item.sha256, file?.sha256) });
  }
  return { files, missing };
}

function stateOf(declared: string | null, sha256: string | undefined): Pick<EvidenceFile, 'state' | 'words'> {
  if (declared === null || declared === sha256) return { state: 'good', words: null };
  return { state: 'damaged', words: 'The file differs from the checksum in the case document.' };
}

function incomingOf(neutral: NeutralCase, files: IncomingCase['files'], dispute: Dispute, now: number): IncomingCase {
  const outside = neutral.evidence.filter((item) => item.path !== null && !isEvidencePath(item.path));
  const faults = outside.map((item) => ({ code: 'CASE_PATH_OUTSIDE', path: item.path, message: `Evidence ${item.id} names a path that is not evidence/<side>/<name>.` }));
  const complete = [...files.values()].every((file) => file.state !== 'missing');
  const standing = { state: dispute.state, closedBecause: dispute.closedBecause, at: Math.min(now, Date.parse(dispute.changedAt)) };
  return { neutral, files, integrity: { kind: 'document', valid: faults.length === 0, complete, faults, warnings: [] }, carriedRuling: null, standing };
}
