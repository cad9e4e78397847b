import { asc, eq } from 'drizzle-orm';
import { checkpointFormat, type LogFault } from '../../contract/audit.ts';
import type { Db } from '../db/open.ts';
import { auditEntry } from '../db/schema/audit.ts';
import { checkpoint } from '../db/schema/checkpoint.ts';
import { statementOf } from './checkpointText.ts';
import { fingerprintOf, isSignedBy } from './signer.ts';
import type { Walk } from './walk.ts';

/** What one key signed; `upTo` and `at` are of its newest checkpoint that agrees. */
export type Signed = { publicKey: string; checkpoints: number; upTo: number; at: number };

/** Checkpoints of the database held against the log. */
export type Judged = {
  faults: LogFault[];
  keys: Signed[];
  /** Sizes of those that agree, rising. */
  agree: number[];
  /** Every row by size and key, to know those again that come from a file. */
  known: Set<string>;
  /** Sizes at which a desk without a key worked. */
  unsigned: number;
};

/** How a checkpoint is known again: by all it says. */
export const tellApart = (one: { size: number; head: string; at: number; publicKey: string; signature: string }) => `${one.size}:${one.head}:${one.at}:${one.publicKey}:${one.signature}`;

/**
 * Holds every checkpoint of the database against the log: signed, by a key that an entry brought in, over the hash of its entry, and there
 * wherever one has to be. `newest`: the newest of them when the check began; later ones may be of entries that were not read.
 */
export async function judgeCheckpoints(db: Db, walk: Walk, logId: string | null, newest: number): Promise<Judged> {
  const { size, head, at, publicKey, signature } = checkpoint;
  const rows = await db.select({ size, head, at, publicKey, signature, hash: auditEntry.hash }).from(checkpoint).leftJoin(auditEntry, eq(auditEntry.seq, checkpoint.size)).orderBy(asc(checkpoint.size), asc(checkpoint.publicKey));
  const judged: Judged = { faults: [], keys: [], agree: [], known: new Set(), unsigned: 0 };
  const keys = new Map<string, Signed>();
  const there = new Set<number>();
  const fault = (seq: number, message: string) => judged.faults.push({ kind: 'checkpoint', seq, message, safe: sayAgree(judged.agree.at(-1) ?? 0) });
  for (const row of rows) {
    judged.known.add(tellApart(row));
    there.add(row.size);
    if (row.size > walk.lastSeq && (row.size > newest || walk.broken !== null)) continue;
    if (row.publicKey === '') {
      judged.unsigned += 1;
      continue;
    }
    const last = judged.agree.at(-1) ?? 0;
    const name = `The checkpoint of entry ${row.size} by the key ${fingerprintOf(row.publicKey)}`;
    if (logId === null || !isSignedBy(row.publicKey, statementOf({ format: checkpointFormat, logId, ...row }), row.signature)) {
      fault(logId === null ? 1 : row.size, logId === null ? 'There are checkpoints, but the id of the log that they sign is gone from the settings.' : `${name} has a signature that does not fit: it was changed or made up, or the id of the log was.`);
      if (logId === null) break;
    } else if ((walk.keys.get(row.publicKey) ?? Infinity) > row.size) fault(row.size, `${name} is by a foreign key: no entry of the log before it brings that key in.`);
    else if (row.hash === null) fault(walk.lastSeq + 1, `${name} is there, but the log ends with entry ${walk.lastSeq}: its newest entries were cut off.`);
    else if (row.hash !== row.head) fault(last + 1, `${name} was signed over another entry: entries ${last + 1} to ${row.size} were rewritten after that.`);
    else {
      judged.agree.push(row.size);
      const signed = keys.get(row.publicKey) ?? { publicKey: row.publicKey, checkpoints: 0, upTo: 0, at: 0 };
      keys.set(row.publicKey, { ...signed, checkpoints: signed.checkpoints + 1, upTo: row.size, at: row.at });
    }
  }
  judged.keys = [...keys.values()];
  judged.faults.push(...missing(walk, there));
  return judged;
}

/** Places without a checkpoint where one has to be: at the entry that brings a key in, then at each hundredth and each sign-out. */
function missing(walk: Walk, there: ReadonlySet<number>): LogFault[] {
  const first = Math.min(...walk.keys.values());
  const wanted = [...walk.keys.values(), ...walk.due.filter((seq) => seq > first)].sort((a, b) => a - b);
  const gone = wanted.filter((seq) => !there.has(seq));
  if (gone.length === 0) return [];
  const which = gone.length === 1 ? `The checkpoint of entry ${gone[0]} is missing` : `${gone.length} checkpoints are missing, the first of entry ${gone[0]}, the last of entry ${gone.at(-1)}`;
  const before = wanted.filter((seq) => there.has(seq) && seq < (gone[0] ?? 0)).at(-1) ?? 0;
  return [{ kind: 'checkpoint', seq: gone[0] ?? 0, message: `${which}: the desk made one there in the same step as the entry, so it was taken out.`, safe: sayAgree(before) }];
}

function sayAgree(upTo: number): string {
  return upTo === 0 ? 'No earlier checkpoint vouches for any entry.' : `Entries 1 to ${upTo} are as they were when they were signed.`;
}
