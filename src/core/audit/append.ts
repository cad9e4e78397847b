import { desc, getTableColumns, sql } from 'drizzle-orm';
import { randomBytes } from 'node:crypto';
import type { Checkpoint } from '../../contract/audit.ts';
import { canonical } from '../canonical.ts';
import { hot } from '../db/hot.ts';
import { insertRows } from '../db/insertRows.ts';
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

/** What a command did at a moment of its own, with the hashes of its covered rows as they are written in the same transaction. */
export type HashedNote = Omit<AuditNote, 'rows'> & { at: number; rows: RowHash[] };

/** Adds many entries at once, as `append` adds each: chained in the order given, and signed wherever a signature is due. */
export async function appendMany(tx: Tx, notes: readonly HashedNote[]): Promise<void> {
  let written = 0;
  while (written < notes.length) {
    let last = (await readHead(tx).get()) ?? { seq: 0, hash: chainStart };
    const entries: (typeof auditEntry.$inferInsert)[] = [];
    const payloads: (typeof auditPayload.$inferInsert)[] = [];
    let isDue = false;
    for (; written < notes.length && !isDue; written += 1) {
      const { content, salt, payload } = contentOf(notes[written] as HashedNote);
      const entry = { ...content, seq: last.seq + 1 };
      const hash = hashEntry(last.hash, entry);
      entries.push({ ...entry, previousHash: last.hash, hash });
      payloads.push({ seq: entry.seq, salt, payload });
      last = { seq: entry.seq, hash };
      isDue = isSigningDue(entry.seq, entry.action);
    }
    await insertRows(tx, auditEntry, entries);
    await insertRows(tx, auditPayload, payloads);
    if (isDue) await signLog(tx);
  }
}

async function addEntry(tx: Tx, note: AuditNote): Promise<number> {
  const rows: RowHash[] = [];
  for (const row of note.rows ?? []) rows.push(await hashRow(tx, row));
  const { content, salt, payload } = contentOf({ ...note, at: tx.now, rows });
  // What this connection wrote last is the head of the log, unless that was rolled back or another desk wrote since: then nothing is inserted.
  const { seq } = (await addAfter(tx, heads.get(tx.connection), content)) ?? (await addAfter(tx, (await readHead(tx).get()) ?? null, content)) ?? refuse();
  await addPayload(tx).run({ seq, salt, payload });
  return seq;
}

/** What an entry holds beside its place in the chain, and its words with their salt. */
function contentOf(note: HashedNote): { content: Omit<HashedEntry, 'seq'>; salt: string; payload: string } {
  const salt = randomBytes(16).toString('hex');
  const payload = canonical({ personName: note.by.name, words: note.words, data: note.data ?? null });
  const content = {
    at: note.at,
    personId: note.by.personId,
    sessionId: sha256(note.by.sessionId).slice(0, 16),
    action: note.action,
    subject: note.subject,
    caseId: note.caseId ?? null,
    subjectVersion: note.version ?? null,
    payloadSha256: hashPayload(salt, payload),
    rows: note.rows,
  };
  return { content, salt, payload };
}

/** The last entry of the log: its number and its hash. */
type Head = { seq: number; hash: string };
const heads = new WeakMap<object, Head>();

/** Adds an entry if `head` (null: an empty log) is the last one still. */
async function addAfter(tx: Tx, head: Head | null | undefined, content: Omit<HashedEntry, 'seq'>): Promise<Head | null> {
  if (head === undefined) return null;
  const entry: HashedEntry = { ...content, seq: (head?.seq ?? 0) + 1 };
  const previousHash = head?.hash ?? chainStart;
  const hash = hashEntry(previousHash, entry);
  const { rowsAffected } = await insertAfter(tx).run({ ...entry, seq: BigInt(entry.seq), at: BigInt(entry.at), subjectVersion: entry.subjectVersion === null ? null : BigInt(entry.subjectVersion), rows: JSON.stringify(entry.rows), previousHash, hash, head: head?.hash ?? null });
  if (rowsAffected !== 1) return null;
  heads.set(tx.connection, { seq: entry.seq, hash });
  return { seq: entry.seq, hash };
}

function refuse(): never {
  throw new Error('The log has another head than it was just read to have.');
}

const readHead = hot((db) => db.select({ seq: auditEntry.seq, hash: auditEntry.hash }).from(auditEntry).orderBy(desc(auditEntry.seq)).limit(1).prepare());
const insertAfter = hot((db) => {
  const values = sql.join(Object.keys(getTableColumns(auditEntry)).map((name) => sql`${sql.placeholder(name)}`), sql`, `);
  return db.insert(auditEntry).select(sql`select ${values} where (select last.hash from ${auditEntry} as last order by last.seq desc limit 1) is ${sql.placeholder('head')}`).prepare();
});
const addPayload = hot((db) => db.insert(auditPayload).values({ seq: sql.placeholder('seq'), salt: sql.placeholder('salt'), payload: sql.placeholder('payload') }).prepare());
