import canonicalize from 'canonicalize';
import { desc } from 'drizzle-orm';
import { randomBytes } from 'node:crypto';
import { auditEntry, auditPayload, type RowHash } from '../db/schema/audit.ts';
import type { Tx } from '../db/write.ts';
import type { SignedIn } from '../desk.ts';
import { sha256 } from '../ids.ts';
import { hashRow, type CoveredRow } from './rows.ts';

/** What a command did, for the log. */
export type AuditNote = {
  by: SignedIn;
  action: string;
  /** `<kind>:<id>` of the thing acted on. */
  subject: string;
  caseId?: string;
  version?: number;
  /** One sentence for people. */
  words: string;
  data?: unknown;
  /** Rows just written in covered tables; their content is hashed into the entry. */
  rows?: CoveredRow[];
};

/** The hash before the first entry. */
export const chainStart = '0'.repeat(64);

/** The part of an entry its hash covers, in canonical JSON (RFC 8785). */
export type HashedEntry = {
  seq: number;
  at: number;
  personId: string;
  sessionId: string;
  action: string;
  subject: string;
  caseId: string | null;
  subjectVersion: number | null;
  payloadSha256: string;
  rows: RowHash[];
};

/** SHA-256(previous hash || canonical entry). */
export function hashEntry(previousHash: string, entry: HashedEntry): string {
  return sha256(previousHash + canonicalize(entry));
}

/** SHA-256(salt || canonical payload): the payload can be erased and the chain still holds. */
export function hashPayload(salt: string, payload: string): string {
  return sha256(salt + payload);
}

/** Adds one entry to the log, in the transaction of the change it records. */
export async function append(tx: Tx, note: AuditNote): Promise<void> {
  const [last] = await tx.select({ seq: auditEntry.seq, hash: auditEntry.hash }).from(auditEntry).orderBy(desc(auditEntry.seq)).limit(1);
  const salt = randomBytes(16).toString('hex');
  const payload = canonicalize({ personName: note.by.name, words: note.words, data: note.data ?? null }) ?? '{}';
  const rows: RowHash[] = [];
  for (const row of note.rows ?? []) rows.push(await hashRow(tx, row));
  const entry: HashedEntry = {
    seq: (last?.seq ?? 0) + 1,
    at: tx.now,
    personId: note.by.personId,
    sessionId: sha256(note.by.sessionId).slice(0, 16),
    action: note.action,
    subject: note.subject,
    caseId: note.caseId ?? null,
    subjectVersion: note.version ?? null,
    payloadSha256: hashPayload(salt, payload),
    rows,
  };
  const previousHash = last?.hash ?? chainStart;
  await tx.insert(auditEntry).values({ ...entry, previousHash, hash: hashEntry(previousHash, entry) });
  await tx.insert(auditPayload).values({ seq: entry.seq, salt, payload });
}
