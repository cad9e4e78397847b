import { hash as digest } from 'node:crypto';
import type { Db } from '../db/open.ts';
import type { RowHash } from '../db/schema/audit.ts';
import { canonicalEntry } from './canonicalEntry.ts';
import { chainStart } from './append.ts';
import { parseRows, readPage, type StoredEntry } from './readPage.ts';
import { coveredTables } from './rows.ts';
import { isSigningDue, keySubject } from './sign.ts';

/** The last hash of every covered row and the entry it came from. */
export type Recorded = Record<RowHash['table'], Map<string, { sha256: string; seq: number }>>;

/** What is wrong with an entry of the chain, or with its words. */
export type Break = { kind: 'chain' | 'words'; seq: number; message: string };

/** How far a walk along the chain has come and what it saw. */
export type Walk = {
  entries: number;
  /** The hash of the last entry. */
  head: string;
  lastSeq: number;
  broken: Break | null;
  /** Entries without words. */
  erased: number;
  recorded: Recorded;
  /** Entries at which a checkpoint has to stand, once there is a key. */
  due: number[];
  /** Public keys by the entry that brought each in. */
  keys: Map<string, number>;
};

/** The start of a walk, before the first entry. */
export function startWalk(): Walk {
  const recorded = Object.fromEntries(coveredTables.map((table) => [table, new Map()])) as Recorded;
  return { entries: 0, head: chainStart, lastSeq: Number.MIN_SAFE_INTEGER, broken: null, erased: 0, recorded, due: [], keys: new Map() };
}

const entriesAtOnce = 4_000;

/**
 * Walks on to entry `to`, changing the walk: numbers without gaps, each hash over the one before, words against their hash (erased words are
 * allowed). Stops at the first entry that does not hold.
 */
export async function walkOn(db: Db, walk: Walk, to: number, onProgress: (entries: number) => void = () => {}): Promise<void> {
  while (walk.broken === null) {
    const page = await readPage(db, walk.lastSeq, to, entriesAtOnce);
    for (const entry of page) {
      walk.broken = step(walk, entry);
      if (walk.broken) return;
    }
    onProgress(walk.entries);
    if (page.length < entriesAtOnce) return;
  }
}

/** Who has the key can make an entry of anything fit its hash; what is read from it may still be anything. */
function isRow(row: unknown): row is RowHash {
  if (typeof row !== 'object' || row === null) return false;
  const values = Object.entries(row);
  return values.length === 3 && values.every(([name, value]) => ['table', 'id', 'sha256'].includes(name) && typeof value === 'string');
}

function step(walk: Walk, { rows: rowsText, previousHash, hash, salt, payload, ...entry }: StoredEntry): Break | null {
  const { seq, action, subject, payloadSha256 } = entry;
  const broken = (message: string): Break => ({ kind: 'chain', seq, message });
  const expected = walk.entries + 1;
  if (seq > expected) return broken(`Entry ${expected} is missing before entry ${seq}.`);
  if (seq < expected) return broken(`Entry ${seq} stands where entry ${expected} should be.`);
  if (previousHash !== walk.head) return broken(`Entry ${seq} does not follow the entry before it: one of them was changed, exchanged or taken out.`);
  const rows = parseRows<RowHash>(rowsText);
  if (!rows) return broken(`Entry ${seq} was changed: its hash does not fit its content.`);
  const text = canonicalEntry({ ...entry, rows });
  if (digest('sha256', previousHash + text, 'hex') !== hash) return broken(`Entry ${seq} was changed: its hash does not fit its content.`);
  if (payload === null) walk.erased += 1;
  else if (digest('sha256', (salt ?? '') + payload, 'hex') !== payloadSha256) {
    return { kind: 'words', seq, message: `The words of entry ${seq} were changed: they do not fit the hash it holds.` };
  }
  if (!rows.every(isRow)) return broken(`Entry ${seq} covers what is no row: the desk did not write it.`);
  for (const { table, id, sha256 } of rows) if (Object.hasOwn(walk.recorded, table)) walk.recorded[table].set(id, { sha256, seq });
  if (subject.startsWith(keySubject)) walk.keys.set(subject.slice(keySubject.length), walk.keys.get(subject.slice(keySubject.length)) ?? seq);
  if (isSigningDue(seq, action)) walk.due.push(seq);
  walk.entries = expected;
  walk.head = hash;
  walk.lastSeq = seq;
  return null;
}
