import { asc, eq, gt, isNull, sql } from 'drizzle-orm';
import type { VerifyResult } from '../../contract/audit.ts';
import type { Db } from '../db/open.ts';
import { auditEntry, auditPayload, type RowHash } from '../db/schema/audit.ts';
import { chainStart, hashEntry, hashPayload } from './append.ts';
import { coveredIds, coveredTables, hashReadableRows } from './rows.ts';

/** Whether the log and the rows it covers hold, and the first thing that does not. */
export type LogCheck = Pick<VerifyResult, 'ok' | 'entries' | 'firstBroken'>;

type Broken = NonNullable<VerifyResult['firstBroken']>;

const entriesAtOnce = 1_000;
const rowsAtOnce = 200;

/**
 * Checks the whole log in pages: numbers without gaps, each hash over the one before, words against their hash (erased words are
 * allowed), then every covered row against the last entry that recorded it. It cannot notice that the newest entries were cut off
 * together with all they cover. `onProgress` hears the number of entries read.
 */
export async function verifyLog(db: Db, onProgress: (entries: number) => void = () => {}): Promise<LogCheck> {
  const chain = await walkChain(db, onProgress);
  const broken = chain.firstBroken ?? (await findStrayWords(db)) ?? (await compareRows(db, chain.recorded));
  return { ok: broken === null, entries: chain.entries, firstBroken: broken };
}

/** The last hash of every covered row and the entry it came from. */
type Recorded = Record<RowHash['table'], Map<string, { sha256: string; seq: number }>>;

async function walkChain(db: Db, onProgress: (entries: number) => void) {
  const recorded = Object.fromEntries(coveredTables.map((table) => [table, new Map()])) as Recorded;
  let entries = 0;
  let previousHash = chainStart;
  for (let last = Number.MIN_SAFE_INTEGER; ; ) {
    const page = await readEntries(db, last);
    for (const entry of page) {
      const fault = faultOf(entry, entries + 1, previousHash);
      if (fault) return { entries, recorded, firstBroken: { seq: entry.seq, message: fault } satisfies Broken };
      for (const row of JSON.parse(entry.rowsText) as RowHash[]) recorded[row.table].set(row.id, { sha256: row.sha256, seq: entry.seq });
      previousHash = entry.hash;
      last = entry.seq;
      entries += 1;
    }
    onProgress(entries);
    if (page.length < entriesAtOnce) return { entries, recorded, firstBroken: null };
  }
}

/** Covered rows come as the text they are, because a tampered one need not be JSON. */
function readEntries(db: Db, afterSeq: number) {
  return db
    .select({
      seq: auditEntry.seq,
      at: auditEntry.at,
      personId: auditEntry.personId,
      sessionId: auditEntry.sessionId,
      action: auditEntry.action,
      subject: auditEntry.subject,
      caseId: auditEntry.caseId,
      subjectVersion: auditEntry.subjectVersion,
      payloadSha256: auditEntry.payloadSha256,
      rowsText: sql<string>`${auditEntry.rows}`,
      previousHash: auditEntry.previousHash,
      hash: auditEntry.hash,
      salt: auditPayload.salt,
      payload: auditPayload.payload,
    })
    .from(auditEntry)
    .leftJoin(auditPayload, eq(auditPayload.seq, auditEntry.seq))
    .where(gt(auditEntry.seq, afterSeq))
    .orderBy(asc(auditEntry.seq))
    .limit(entriesAtOnce);
}

type EntryRow = Awaited<ReturnType<typeof readEntries>>[number];

function faultOf(entry: EntryRow, expectedSeq: number, expectedPrevious: string): string | null {
  const { rowsText, previousHash, hash, salt, payload, ...content } = entry;
  if (entry.seq > expectedSeq) return `Entry ${expectedSeq} is missing before entry ${entry.seq}.`;
  if (entry.seq < expectedSeq) return `Entry ${entry.seq} stands where entry ${expectedSeq} should be.`;
  if (previousHash !== expectedPrevious) return `Entry ${entry.seq} does not follow the entry before it: one of them was changed, exchanged or taken out.`;
  const rows = parseRows(rowsText);
  if (!rows || hashEntry(previousHash, { ...content, rows }) !== hash) return `Entry ${entry.seq} was changed: its hash does not fit its content.`;
  if (payload !== null && hashPayload(salt ?? '', payload) !== entry.payloadSha256) return `The words of entry ${entry.seq} were changed: they do not fit the hash it holds.`;
  return null;
}

function parseRows(text: string): RowHash[] | null {
  try {
    const rows: unknown = JSON.parse(text);
    return Array.isArray(rows) ? (rows as RowHash[]) : null;
  } catch {
    return null; // Not JSON: the entry was changed, and is reported so.
  }
}

async function findStrayWords(db: Db): Promise<Broken | null> {
  const [stray] = await db
    .select({ seq: auditPayload.seq })
    .from(auditPayload)
    .leftJoin(auditEntry, eq(auditEntry.seq, auditPayload.seq))
    .where(isNull(auditEntry.seq))
    .orderBy(asc(auditPayload.seq))
    .limit(1);
  return stray ? { seq: stray.seq, message: `Entry ${stray.seq} was taken out: its words are still there.` } : null;
}

async function compareRows(db: Db, recorded: Recorded): Promise<Broken | null> {
  const broken: Broken[] = [];
  for (const table of coveredTables) {
    const there = await coveredIds(db, table);
    for (let start = 0; start < there.length; start += rowsAtOnce) {
      for (const [id, sha256] of await hashReadableRows(db, table, there.slice(start, start + rowsAtOnce))) {
        const last = recorded[table].get(id);
        if (!last) broken.push({ seq: 0, message: `The ${table} ${id} is in no entry of the log: it was put in past the desk.` });
        else if (last.sha256 !== sha256) broken.push({ seq: last.seq, message: `The ${table} ${id} differs from what entry ${last.seq} recorded.` });
        recorded[table].delete(id);
      }
    }
    for (const [id, { seq }] of recorded[table]) broken.push({ seq, message: `The ${table} ${id} that entry ${seq} recorded is gone.` });
  }
  return broken.sort((a, b) => a.seq - b.seq)[0] ?? null;
}
