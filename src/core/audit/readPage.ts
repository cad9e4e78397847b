import { sql } from 'drizzle-orm';
import type { Db } from '../db/open.ts';
import { readPacked } from '../db/packed.ts';
import { jsonOrNull } from '../jsonOrNull.ts';
import type { HashedEntry } from './canonicalEntry.ts';

/** An entry as it lies in the database; `rows` is the text it is, because a tampered one need not be JSON, and words that were erased are null. */
export type StoredEntry = Omit<HashedEntry, 'rows'> & { rows: string; previousHash: string; hash: string; salt: string | null; payload: string | null };

type Cells = [number, number, string, string, string, string, string | null, number | null, string, string, string, string, string | null, string | null];

/** Entries behind `after` up to `to`, in order. A text that the driver would cut at NUL comes whole. */
export async function readPage(db: Db, after: number, to: number, limit: number): Promise<StoredEntry[]> {
  const page = sql`select e.*, p.salt, p.payload from audit_entry e left join audit_payload p on p.seq = e.seq
    where e.seq > ${BigInt(after)} and e.seq <= ${BigInt(to)} order by e.seq limit ${BigInt(limit)}`;
  const found = await readPacked<Cells>(db, sql`seq, at, person_id, session_id, action, subject, case_id, subject_version, payload_sha256, rows, previous_hash, hash, salt, payload`, page);
  return found.map(([seq, at, personId, sessionId, action, subject, caseId, subjectVersion, payloadSha256, rows, previousHash, hash, salt, payload]) => ({
    seq, at, personId, sessionId, action, subject, caseId, subjectVersion, payloadSha256, rows, previousHash, hash, salt, payload,
  }));
}

/** The covered rows an entry names; null when their text is no list, so that the entry cannot be as it was written. */
export function parseRows<Row>(text: string): Row[] | null {
  if (text === '[]') return [];
  const rows = jsonOrNull(text);
  return Array.isArray(rows) ? (rows as Row[]) : null;
}
