import canonicalize from 'canonicalize';
import { and, asc, eq, gt, lte, ne, sql } from 'drizzle-orm';
import { checkpointFormat } from '../../contract/audit.ts';
import type { Db } from '../db/open.ts';
import { auditEntry, type RowHash } from '../db/schema/audit.ts';
import { checkpoint } from '../db/schema/checkpoint.ts';
import { canonicalEntry } from './canonicalEntry.ts';
import { lineOf } from './checkpointText.ts';
import { logSize } from './keepAnchors.ts';
import { parseRows, readPage, type StoredEntry } from './readPage.ts';
import { readLogId } from './sign.ts';

/** What the first line of an export says. */
export const logFormat = 'mediation-desk-log/1';

/** Which part of the log is written, and when; the same order gives the same bytes unless words are erased in between. */
export type ExportOrder = { logId: string | null; to: number; head: string | null; newestCheckpoint: number; unsigned: number[]; at: number; withWords: boolean };

const entriesAtOnce = 500;

/** Fixes what an export begun now will hold. */
export async function orderExport(db: Db, { at, withWords }: Pick<ExportOrder, 'at' | 'withWords'>): Promise<ExportOrder> {
  const [newest] = await db.select({ size: sql<bigint | null>`max(${checkpoint.size})` }).from(checkpoint);
  const to = await logSize(db);
  const [last] = await db.select({ head: auditEntry.hash }).from(auditEntry).where(sql`${auditEntry.seq} = ${BigInt(to)}`);
  const unsigned = await db.select({ size: checkpoint.size }).from(checkpoint).where(eq(checkpoint.publicKey, '')).orderBy(asc(checkpoint.size));
  return { logId: await readLogId(db), to, head: last?.head ?? null, newestCheckpoint: Number(newest?.size ?? 0), unsigned: unsigned.map(({ size }) => size), at, withWords };
}

/**
 * The log as JSON Lines, page by page as it is read, whole or not (docs/log.md): a head, each entry, each checkpoint behind its entry.
 */
export async function* exportLog(db: Db, order: ExportOrder): AsyncGenerator<string, void, void> {
  const { logId, to, head, newestCheckpoint, unsigned, at, withWords } = order;
  yield `${canonicalize({ format: logFormat, logId, entries: to, head, exportedAt: at, withWords, unsigned })}\n`;
  let signedTo = 0;
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const page = await readPage(db, after, to, entriesAtOnce);
    const isLast = page.length < entriesAtOnce;
    const last = isLast ? Math.max(to, newestCheckpoint) : (page.at(-1)?.seq ?? to);
    const signed = Map.groupBy(logId === null ? [] : await readSigned(db, logId, signedTo, last), ({ size }) => size);
    let text = '';
    for (const entry of page) {
      text += entryLine(entry, withWords);
      for (const { line } of signed.get(entry.seq) ?? []) text += line;
      signed.delete(entry.seq);
    }
    for (const { line } of [...signed.values()].flat()) text += line;
    if (text !== '') yield text;
    if (isLast) return;
    after = last;
    signedTo = last;
  }
}

function entryLine({ rows, previousHash, hash, salt, payload, ...entry }: StoredEntry, withWords: boolean): string {
  // Rows that are no list any more are written as the text they are: the entry then does not hold for who reads the export either.
  const text = canonicalEntry({ ...entry, rows: parseRows<RowHash>(rows) ?? (rows as unknown as RowHash[]) });
  return `{"entry":${text},"hash":${JSON.stringify(hash)},"payload":${JSON.stringify(withWords ? payload : null)},"previousHash":${JSON.stringify(previousHash)},"salt":${JSON.stringify(withWords ? salt : null)}}\n`;
}

async function readSigned(db: Db, logId: string, after: number, to: number): Promise<{ size: number; line: string }[]> {
  const rows = await db.select().from(checkpoint).where(and(gt(checkpoint.size, after), lte(checkpoint.size, to), ne(checkpoint.publicKey, ''))).orderBy(asc(checkpoint.size), asc(checkpoint.publicKey));
  return rows.map((row) => ({ size: row.size, line: `${lineOf({ format: checkpointFormat, logId, ...row })}\n` }));
}
