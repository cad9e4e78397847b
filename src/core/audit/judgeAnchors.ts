import { inArray } from 'drizzle-orm';
import type { Checkpoint, HeldAnchors, LogFault } from '../../contract/audit.ts';
import type { Db } from '../db/open.ts';
import { auditEntry } from '../db/schema/audit.ts';
import { statementOf } from './checkpointText.ts';
import { tellApart, type Judged } from './judgeCheckpoints.ts';
import { fingerprintOf, isSignedBy } from './signer.ts';
import { sayDay } from './sayDay.ts';
import type { Walk } from './walk.ts';

/** Anchors of one holder, as they were read. */
export type Held = { heldBy: string; place: HeldAnchors['place']; checkpoints: Checkpoint[] };

type Verdict = HeldAnchors['verdict'];
const worstFirst: Verdict[] = ['ahead', 'differs', 'otherLog', 'forged', 'behind', 'holds'];

/** Holds anchors against the log, holder by holder. `entries`: how many the log had; `ownKey`: of this desk. */
export async function judgeAnchors(db: Db, held: Held[], { walk, entries, logId, ownKey, judged }: { walk: Walk; entries: number; logId: string | null; ownKey: string | null; judged: Judged }): Promise<{ anchors: HeldAnchors[]; faults: LogFault[] }> {
  const hashes = await hashesOf(db, held.flatMap(({ checkpoints }) => checkpoints.map(({ size }) => size)));
  const isKnownKey = (publicKey: string) => publicKey === ownKey || walk.keys.has(publicKey);
  const judge = (one: Checkpoint): Verdict => {
    if (!judged.known.has(tellApart(one)) && !isSignedBy(one.publicKey, statementOf(one), one.signature)) return 'forged';
    if (one.logId !== logId) return 'otherLog';
    if (one.size > entries) return 'ahead';
    if (hashes.get(one.size) !== one.head) return 'differs';
    // Entries before a break may be the changed ones: a hash behind it says nothing of them.
    return walk.broken !== null && one.size > walk.entries ? 'behind' : 'holds';
  };
  const all = held.map(({ heldBy, place, checkpoints }) => ({ heldBy, place, rows: checkpoints.map((one) => ({ one, verdict: judge(one) })).sort((a, b) => a.one.size - b.one.size) }));
  // What lies on this machine was rewritten with the log where its owner did it: only what was outside can say what is safe.
  const agreeing = all.flatMap(({ place, rows }) => rows.flatMap(({ one, verdict }) => (verdict === 'holds' ? [{ size: one.size, place }] : [])));
  const faults = all.flatMap(({ heldBy, place, rows }) =>
    worstFirst.flatMap((verdict): LogFault[] => {
      const these = rows.filter((row) => row.verdict === verdict).map((row) => row.one);
      const one = verdict === 'differs' ? these[0] : these.at(-1);
      if (!one || verdict === 'holds' || verdict === 'behind') return [];
      const agree = Math.max(0, ...agreeing.flatMap((older) => (older.size < one.size && (older.place !== 'folder' || place === 'folder') ? [older.size] : [])));
      return [{ kind: 'anchor', ...sayFault(verdict, one, place === 'folder' ? 'The anchor file of this data folder' : heldBy, { entries, agree, isKnownKey: isKnownKey(one.publicKey) }) }];
    }),
  );
  const anchors = all.map(({ heldBy, place, rows }): HeldAnchors => {
    const good = rows.filter(({ verdict }) => verdict === 'holds');
    const newest = good.at(-1)?.one;
    return { heldBy, place, anchors: rows.length, agree: good.length, upTo: newest?.size ?? 0, at: newest?.at ?? 0, verdict: worstFirst.find((verdict) => rows.some((row) => row.verdict === verdict)) ?? 'holds' };
  });
  return { anchors, faults };
}

function sayFault(verdict: Exclude<Verdict, 'holds' | 'behind'>, one: Checkpoint, who: string, { entries, agree, isKnownKey }: { entries: number; agree: number; isKnownKey: boolean }): Omit<LogFault, 'kind'> {
  const seen = `${who} holds an anchor of entry ${one.size}, signed ${sayDay(one.at)} by the key ${fingerprintOf(one.publicKey)}`;
  const stranger = isKnownKey ? '' : ' No entry of this log brings that key in.';
  const safe = agree === 0 ? 'No older anchor from outside vouches for any entry.' : `Entries 1 to ${agree} are as an anchor saw them.`;
  if (verdict === 'ahead') return { seq: entries + 1, message: `${seen}, but the log ends with entry ${entries}: its newest entries were cut off, or an older copy of the database was put back.${stranger}`, safe };
  if (verdict === 'differs') return { seq: agree + 1, message: `${seen}, and it is of another entry ${one.size} than this log has: two continuations of one log, or entries ${agree + 1} to ${one.size} were rewritten and signed anew.${stranger}`, safe };
  if (verdict === 'otherLog') {
    const what = isKnownKey ? 'Its key signs this log too: this log was rewritten from its first entry, or started over.' : 'It belongs to another desk, or this log was rewritten from its first entry by somebody without that key.';
    return { seq: isKnownKey ? 1 : 0, message: `${seen}, but of another log (${one.logId.slice(0, 8)}…). ${what}`, safe: 'It says nothing about the entries of this log.' };
  }
  return { seq: 0, message: `${who} holds an anchor of entry ${one.size} whose signature does not fit: it was changed or made up.`, safe: 'It proves nothing, for or against this log.' };
}

async function hashesOf(db: Db, sizes: number[]): Promise<Map<number, string>> {
  const wanted = [...new Set(sizes)];
  const hashes = new Map<number, string>();
  for (let start = 0; start < wanted.length; start += 500) {
    for (const { seq, hash } of await db.select({ seq: auditEntry.seq, hash: auditEntry.hash }).from(auditEntry).where(inArray(auditEntry.seq, wanted.slice(start, start + 500)))) hashes.set(seq, hash);
  }
  return hashes;
}
