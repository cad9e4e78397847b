import canonicalize from 'canonicalize';
import { desc } from 'drizzle-orm';
import { randomBytes } from 'node:crypto';
import type { Checkpoint } from '../../contract/audit.ts';
import type { Adversary } from '../../contract/vocabulary.ts';
import { auditEntry, auditPayload, type RowHash } from '../db/schema/audit.ts';
import type { Tx } from '../db/write.ts';
import { deskItself, type SignedIn } from '../desk.ts';
import { sha256 } from '../ids.ts';
import { noteActivity } from './activity.ts';
import { canonicalEntry, type HashedEntry } from './canonicalEntry.ts';
import { hashRow, type CoveredRow } from './rows.ts';
import { isKeyKnown, isSigningDue, keySubject, signHead } from './sign.ts';
import { fingerprintOf } from './signer.ts';

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
  /** The side whose act it records. */
  side?: Adversary;
  /** Rows just written in covered tables; their content is hashed into the entry. */
  rows?: CoveredRow[];
};

/** The hash before the first entry. */
export const chainStart = '0'.repeat(64);

/** SHA-256(previous hash || canonical entry). */
export function hashEntry(previousHash: string, entry: HashedEntry): string {
  return sha256(previousHash + canonicalEntry(entry));
}

/** SHA-256(salt || canonical payload): the payload can be erased and the chain still holds. */
export function hashPayload(salt: string, payload: string): string {
  return sha256(salt + payload);
}

/** Adds one entry to the log, in the transaction of the change it records; every hundredth, and a sign-out, is signed at once. */
export async function append(tx: Tx, note: AuditNote): Promise<void> {
  const seq = await addEntry(tx, note);
  await noteActivity(tx, note);
  if (isSigningDue(seq, note.action)) await signLog(tx);
}

/** Signs the log as it stands, after an entry that brings this desk's key in when none has yet. Null on a desk without a key, or with an empty log. */
export async function signLog(tx: Tx): Promise<Checkpoint | null> {
  if (tx.signer && !(await isKeyKnown(tx, tx.signer.publicKey))) {
    const { publicKey } = tx.signer;
    await addEntry(tx, { by: deskItself, action: 'log.keyAdded', subject: keySubject + publicKey, words: `The log is signed with the key ${fingerprintOf(publicKey)} from here on` });
  }
  return signHead(tx);
}

async function addEntry(tx: Tx, note: AuditNote): Promise<number> {
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
  return entry.seq;
}
